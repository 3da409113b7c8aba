"""From the tables of a workspace to what is compared of its proposals and services."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.overlaps.shapes import Judgement, Profile, Tie
from pmo_toolkit.core.written_numbers import listed_names
from pmo_toolkit.workspace import Workspace

#: Kinds of dependency after which one proposal builds on the other, with the end that does.
_BUILDING = {"requires": ("from", "to"), "enables": ("to", "from")}

_Named = Mapping[str, frozenset[str]]
_NOTHING: frozenset[str] = frozenset()


def proposal_profiles(workspace: Workspace) -> tuple[Profile, ...]:
    """All proposals whose own row can be read, in the order of the table.

    A fault in another table, such as a range of a benefit, is no reason not to compare the texts.
    """
    capabilities = _named(workspace.table("proposal_capabilities"), "proposal", "capability")
    services = _named(workspace.table("options"), "proposal", "service")
    parents = _parents(workspace)
    ties: dict[Tie, _Named] = {
        Tie.GOALS: _named(workspace.table("proposal_goals"), "proposal", "goal"),
        Tie.CAPABILITIES: capabilities,
        Tie.AREAS: _above(capabilities, parents),
        Tie.SERVICES: services,
        Tie.SUPPLIERS: _above(services, _named(workspace.table("services"), "id", "supplier")),
        Tie.ROLES: _roles(workspace),
    }
    builds_on = _builds_on(workspace.table("dependencies"))
    return tuple(
        Profile(
            id=str(row["id"]),
            title=_text(row, "title"),
            department=_text(row, "department"),
            need=_text(row, "need"),
            more=_text(row, "description"),
            ties={tie: named.get(str(row["id"]), _NOTHING) for tie, named in ties.items()},
            builds_on=builds_on.get(str(row["id"]), _NOTHING),
        )
        for row in workspace.table("proposals").to_dict("records")
        if all(fault.table != "proposals" for fault in workspace.failed.get(str(row["id"]), ()))
    )


def service_profiles(workspace: Workspace) -> tuple[Profile, ...]:
    """All services, each with the capabilities that it supports and what it is said to do."""
    titles, parents = tie_titles(workspace), _parents(workspace)
    made = []
    for row in workspace.table("services").to_dict("records"):
        capabilities = listed_names(text_of(row["capability"]) or "")
        supplier = text_of(row["supplier"])
        own = frozenset(capabilities)
        made.append(
            Profile(
                id=str(row["id"]),
                title=_text(row, "title"),
                need=_text(row, "description")
                or ", ".join(titles.get(name, "") for name in capabilities),
                ties={
                    Tie.CAPABILITIES: own,
                    Tie.AREAS: _union(parents.get(name, _NOTHING) for name in own),
                    Tie.SUPPLIERS: frozenset({supplier} if supplier else ()),
                },
            )
        )
    return tuple(made)


def tie_titles(workspace: Workspace) -> dict[str, str]:
    """Id of a goal, capability or service → its title where it has one."""
    titles = {}
    for table in ("goals", "capabilities", "services"):
        frame = workspace.table(table)
        for name, title in zip(frame["id"], frame["title"], strict=True):
            titles[str(name)] = text_of(title) or str(name)
    return titles


def judgements_of(workspace: Workspace) -> tuple[Judgement, ...]:
    """What has been answered on pairs, the latest last.

    Blank answers, and rows that do not name two things that are there, are left out.
    """
    known = {str(name) for name in (*workspace.proposal_ids, *workspace.table("services")["id"])}
    answers = [
        Judgement(
            str(row["a"]),
            str(row["b"]),
            _text(row, "answer"),
            _text(row, "by_role"),
            "" if pd.isna(row["date"]) else row["date"].date().isoformat(),
        )
        for row in workspace.table("overlap_answers").to_dict("records")
        if text_of(row["answer"]) and row["a"] != row["b"] and {row["a"], row["b"]} <= known
    ]
    return tuple(sorted(answers, key=lambda answer: answer.date))


def _text(row: Mapping[Any, Any], column: str) -> str:
    return text_of(row.get(column)) or ""


def _named(frame: pd.DataFrame, by: str, what: str) -> _Named:
    """Key → all that rows name for it."""
    named: dict[str, set[str]] = defaultdict(set)
    for key, name in zip(frame[by], frame[what], strict=True):
        if pd.notna(key) and pd.notna(name):
            named[str(key)].add(str(name))
    return {key: frozenset(names) for key, names in named.items()}


def _parents(workspace: Workspace) -> _Named:
    return _named(workspace.table("capabilities"), "id", "parent")


def _roles(workspace: Workspace) -> _Named:
    """Proposal → roles that one of its options needs."""
    options = _named(workspace.table("options"), "proposal", "id")
    return _above(options, _named(workspace.table("demand"), "option", "role"))


def _above(named: _Named, further: _Named) -> _Named:
    """Key → what the names that it has lead to."""
    return {
        key: _union(further.get(name, _NOTHING) for name in names) for key, names in named.items()
    }


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _builds_on(dependencies: pd.DataFrame) -> _Named:
    """Proposal → proposals that it requires or that enable it."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in dependencies.to_dict("records"):
        if row["type"] in _BUILDING:
            one, other = _BUILDING[row["type"]]
            found[str(row[one])].add(str(row[other]))
    return {key: frozenset(names) for key, names in found.items()}
