"""The rows of an index, and the groups that they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.core.number_format import NumberFormat, short

NO_GOAL = "No goal stated"
NO_DEPARTMENT = "No department stated"
_BASES = {"budget": "project, from the budget asked for", "history": "project, from history"}
#: What a budget is asked for, beneath it.
_COVERS = {"project": "for the project", "whole life": "for the whole life"}
IN_PART = "advance in part"


@dataclass(frozen=True)
class Row:
    """One proposal as the index shows it.

    Texts ready to print, None where there is nothing to say.
    """

    id: str
    title: str
    link: str | None
    department: str | None
    position: str
    p50: str | None
    p80: str | None
    basis: str | None
    requested: str | None
    covers: str | None
    chance: str | None
    confidence: str
    budget: float | None
    suffices: float | None
    outcome: tuple[str, str, float]


@dataclass(frozen=True)
class Group:
    """The proposals that serve one business outcome first of all."""

    number: int
    title: str
    weight: str | None
    rows: tuple[Row, ...]
    counts: tuple[tuple[str, int], ...]
    requested: tuple[str, str] | None


def index_row(entry: Mapping[str, Any], assessment: Mapping[str, Any]) -> Row:
    """A proposal's row, from its entry in the manifest and its assessment."""
    numbers = number_format_for(value_at(assessment, "context") or {})
    p50, p80 = (
        _number(assessment, "cost", "cost", "p50"),
        _number(assessment, "cost", "cost", "p80"),
    )
    budget, suffices = (
        _number(assessment, "proposal", "requested_budget"),
        _number(assessment, "cost", "chance_within_budget"),
    )
    known = p50 is not None and p80 is not None
    department = value_at(assessment, "proposal", "department")
    return Row(
        id=short(entry["id"], 80),
        title=short(value_at(assessment, "proposal", "title") or entry.get("title") or "", 140)
        or short(entry["id"], 140),
        link=_link(entry.get("report") or f"{entry['id']}/report.html"),
        department=short(department, 60) if department else None,
        position=short(value_at(assessment, "advice", "position") or "not assessed", 30),
        p50=numbers.money(p50) if known else None,
        p80=numbers.money(p80) if known else None,
        basis=_basis(assessment),
        requested=None if budget is None else numbers.stated_money(budget),
        covers=None if budget is None else _covers(assessment),
        chance=None if suffices is None else numbers.chance(suffices),
        confidence=short(value_at(assessment, "advice", "confidence") or "not assessed", 30),
        budget=budget,
        suffices=suffices,
        outcome=_outcome(assessment),
    )


def _basis(assessment: Mapping[str, Any]) -> str | None:
    """What the cost is of: an option over its life, and whether that delivers a part."""
    advised = _advised(assessment)
    if value_at(assessment, "cost", "basis") != "options" or not advised:
        return _BASES.get(str(value_at(assessment, "cost", "basis")))
    part = ", a part" if advised.get("scope") == "part" else ""
    return f"whole life, {short(advised.get('kind') or 'option', 30)}{part}"


def _covers(assessment: Mapping[str, Any]) -> str | None:
    """What the budget is asked for, as far as that is stated."""
    covers = _COVERS.get(str(value_at(assessment, "cost", "budget_against", "covers")))
    if _advised(assessment).get("scope") != "part":
        return covers
    return f"{covers or 'for all'}, not for the part advised"


def _advised(assessment: Mapping[str, Any]) -> Mapping[str, Any]:
    """The option that the advice is about."""
    preferred = value_at(assessment, "options", "preferred")
    options = value_at(assessment, "options", "options")
    for option in options if isinstance(options, list | tuple) else ():
        if preferred is not None and value_at(option, "id") == preferred:
            return dict(option)
    return {}


def _outcome(assessment: Mapping[str, Any]) -> tuple[str, str, float]:
    """Id, title and weight of the goal that the proposal moves most.

    Nothing where it names none.
    """
    goals = value_at(assessment, "alignment", "goals") or ()
    best: tuple[float, str, str, float] | None = None
    for goal in goals:
        if not isinstance(goal, Mapping):
            continue
        weight, contribution = goal.get("weight_share"), goal.get("contribution")
        # What is not stated must not outweigh what is: it counts for little, but still names the
        # outcome.
        pull = (0.01 if weight is None else weight) * (
            0.01 if contribution is None else contribution
        )
        if best is None or pull > best[0]:
            best = (
                pull,
                str(goal.get("id", "")),
                str(goal.get("title") or goal.get("id", "")),
                weight or 0.0,
            )
    return ("", "", -1.0) if best is None else (best[1], short(best[2], 140), best[3])


def grouped(
    rows: Iterable[Row], numbers: NumberFormat, *, by_department: bool = False
) -> list[Group]:
    """Rows by the outcome that they serve first, or by department; the weightiest outcome first."""
    by_goal: dict[str, list[Row]] = {}
    for row in rows:
        named = row.department or NO_DEPARTMENT
        placed = replace(row, outcome=(named, named, -1.0)) if by_department else row
        by_goal.setdefault(placed.outcome[0], []).append(placed)
    ranked = sorted(by_goal.values(), key=lambda group: (-group[0].outcome[2], group[0].outcome[1]))
    groups = []
    for number, members in enumerate(ranked, 1):
        _, title, weight = members[0].outcome
        ordered = sorted(members, key=lambda row: (position_rank(row.position), row.id))
        groups.append(
            Group(
                number=number,
                title=title or (members[0].outcome[0] and short(members[0].outcome[0])) or NO_GOAL,
                weight=numbers.share(weight) if weight > 0 else None,
                rows=tuple(ordered),
                counts=tuple(
                    (name, count) for name, count in counts_of(ordered, "position").items() if count
                ),
                requested=requested_sum(ordered, numbers),
            )
        )
    return groups


def position_rank(position: str) -> int:
    """Place of a position among all, 0 the most in favour; unknown ones come last."""
    return POSITIONS.index(position) if position in POSITIONS else len(POSITIONS)


def counts_of(rows: Iterable[Row], name: str) -> Counter[str]:
    """How many rows have each value of a field, positions in their order."""
    counts = Counter(getattr(row, name) for row in rows)
    order = (
        [*POSITIONS, *sorted(value for value in counts if value not in POSITIONS)]
        if name == "position"
        else counts
    )
    return Counter({value: counts[value] for value in order})


def requested_sum(rows: Iterable[Row], numbers: NumberFormat) -> tuple[str, str] | None:
    """Sum of the stated budgets, and by how many of the proposals they are stated."""
    rows = list(rows)
    budgets = [row.budget for row in rows]
    stated = [budget for budget in budgets if budget is not None]
    if not stated:
        return None
    notes = (
        [] if len(stated) == len(budgets) else [f"stated by {len(stated):,} of {len(budgets):,}"]
    )
    parts = [row.budget for row in rows if row.position == IN_PART and row.budget is not None]
    if parts:
        notes.append(
            f"{numbers.stated_money(sum(parts))} of it for the whole of {len(parts):,} that we"
            " advise in part"
        )
    return numbers.stated_money(sum(stated)), "; ".join(notes)


def number_format_for(context: Mapping[str, Any]) -> NumberFormat:
    """How the workspace of an assessment's context writes numbers."""
    return NumberFormat(str(context.get("locale") or "en_GB"), context.get("currency"))


def _link(path: str) -> str:
    return quote(path, safe="/")


def _number(assessment: Mapping[str, Any], *path: str) -> float | None:
    value = value_at(assessment, *path)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def value_at(found: Any, *path: str) -> Any:
    """What lies at a path of nested mappings, or None."""
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found
