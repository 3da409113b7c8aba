"""From tables to the graph of all that hangs together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, records_of, text_of
from pmo_toolkit.analysis.dependencies.dates import first_day, last_day
from pmo_toolkit.analysis.dependencies.graph import DependencyGraph, Item, Link, graph_of
from pmo_toolkit.analysis.dependencies.graph_results import RowReference
from pmo_toolkit.core.written_numbers import listed_names
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

#: Table, columns of its two ends, and what a row of it says of them.
_IMPLIED = (
    ("proposal_capabilities", "proposal", "capability", "raises"),
    ("services", "capability", "id", "supported by"),
    ("options", "proposal", "service", "reuses"),
)


def whole_graph(workspace: Workspace, default_strength: float) -> DependencyGraph:
    """Proposals, work in flight, services and capabilities with all that ties them.

    What several tables hold under one id is what the first of them says: a proposal, else work in
    flight, else a service, else a capability.

    Parameters
    ----------
    workspace : Workspace
    default_strength : float
        Of a dependency that states none.
    """
    items: dict[str, Item] = {}
    for item in _items(workspace):
        items.setdefault(item.id, item)
    for name in workspace.failed:
        items.setdefault(name, Item(name, "proposal", "its rows have faults"))
    goals = workspace.table("goals")
    titles = {
        str(name): text_of(title) or str(name)
        for name, title in zip(goals["id"], goals["title"], strict=True)
    }
    links = (*_stated(workspace.table("dependencies"), default_strength), *_implied(workspace))
    return graph_of(items.values(), links, titles)


def _items(workspace: Workspace) -> Iterator[Item]:
    yield from _proposals(workspace)
    yield from _in_flight(workspace.table("in_flight"))
    for row in _rows(workspace.table("services"), "id", "title", "contract_end"):
        yield Item(
            str(row["id"]),
            "service",
            text_of(row["title"]) or "",
            contract_end=_day(row["contract_end"]),
        )
    for row in _rows(workspace.table("capabilities"), "id", "title", "department"):
        yield Item(
            str(row["id"]),
            "capability",
            text_of(row["title"]) or "",
            text_of(row["department"]),
        )


def _proposals(workspace: Workspace) -> Iterator[Item]:
    goals: dict[str, list[str]] = {}
    for row in _rows(workspace.table("proposal_goals"), "proposal", "goal"):
        goals.setdefault(str(row["proposal"]), []).append(str(row["goal"]))
    columns = ("id", "title", "department", "start_window", "wanted_finish")
    table = workspace.table("proposals")
    for row in _rows(table, *columns, "estimate_duration_days"):
        name = str(row["id"])
        yield Item(
            name,
            "proposal",
            text_of(row["title"]) or "",
            text_of(row["department"]),
            first_day(text_of(row["start_window"])),
            last_day(text_of(row["wanted_finish"])),
            number_of(row["estimate_duration_days"]),
            tuple(sorted(set(goals.get(name, ())))),
        )


def _in_flight(table: pd.DataFrame) -> Iterator[Item]:
    """Work in flight, a row a role: of several stated finishes the latest counts."""
    projects: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(table, "project", "title", "department", "start_date", "finish_estimate"):
        projects.setdefault(str(row["project"]), []).append(row)
    for name, rows in projects.items():
        starts = [day for row in rows if (day := _day(row["start_date"]))]
        finishes = [day for row in rows if (day := _day(row["finish_estimate"]))]
        titles = [title for row in rows if (title := text_of(row["title"]))]
        departments = [title for row in rows if (title := text_of(row["department"]))]
        yield Item(
            name,
            "in flight",
            titles[0] if titles else "",
            departments[0] if departments else None,
            min(starts, default=None),
            max(finishes, default=None),
        )


def _stated(table: pd.DataFrame, default_strength: float) -> Iterator[Link]:
    for row in _rows(table, "from", "to", "type", "lag_days", "strength", ROW):
        strength = number_of(row["strength"])
        yield Link(
            str(row["from"]),
            str(row["to"]),
            str(row["type"]),
            default_strength if strength is None else strength,
            number_of(row["lag_days"]),
            strength is not None,
            (RowReference("dependencies", int(row[ROW])),),
        )


def _implied(workspace: Workspace) -> Iterator[Link]:
    for table, start, end, kind in _IMPLIED:
        for row in _rows(workspace.table(table), start, end, ROW):
            listed, other = text_of(row[start]), text_of(row[end])
            # a service may name several capabilities
            ones = listed_names(listed or "") if table == "services" else (listed,)
            for one in dict.fromkeys(ones):
                if one is not None and other is not None:
                    yield Link(one, other, kind, rows=(RowReference(table, int(row[ROW])),))


def _rows(table: pd.DataFrame, *columns: str) -> list[dict[str, Any]]:
    return records_of(table[list(columns)])


def _day(value: object) -> str | None:
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else None
