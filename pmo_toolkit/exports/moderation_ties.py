"""Sheets of what ties proposals: dependencies, clashes, overlaps, opportunities, roles, months."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmo_toolkit.exports.json_cells import cell, is_assessed, joined, rows_named
from pmo_toolkit.exports.workbook import Column, Kind, Sheet

#: Kind of hand-over in the file → the words of the page; a test holds both together.
_KNOWN_FROM = {
    "proposal": "planned, not decided",
    "work under way": "under way",
    "team": "a team's forecast",
}


def tie_sheets(facilitation: Mapping[str, Any]) -> Iterator[Sheet]:
    """Sheets on what hangs together and who is left, from the facilitator's part."""
    known = facilitation if is_assessed(facilitation) else None
    why = "" if known is not None else cell(facilitation)
    yield _dependencies(known, why)
    yield _clashes(known, why)
    yield _overlaps(known, why)
    yield _opportunities(known, why)
    yield _roles(known, why)
    yield _hand_overs(known, why)


def _dependencies(known: Mapping[str, Any] | None, why: str) -> Sheet:
    columns = (
        Column("from", width=12),
        Column("kind", width=14),
        Column("to", width=12),
        Column("lag in days", Kind.NUMBER, 10),
        Column("strength", Kind.SHARE, 10),
        Column("rows", width=24),
    )
    links = () if known is None else known["dependencies"]["links"]
    rows = [
        [
            link["start"],
            link["kind"],
            link["end"],
            link["lag_days"],
            link["strength"],
            rows_named(link["rows"]),
        ]
        for link in links
    ]
    return Sheet("Dependencies", columns, rows, why or "No dependency is stated.")


def _clashes(known: Mapping[str, Any] | None, why: str) -> Sheet:
    columns = (
        Column("what cannot all hold", width=90),
        Column("kind", width=20),
        Column("concerned", width=24),
        Column("rows", width=30),
    )
    clashes = () if known is None else known["dependencies"]["clashes"]
    rows = [
        [clash["sentence"], clash["kind"], joined(clash["ids"]), rows_named(clash["rows"])]
        for clash in clashes
    ]
    return Sheet("Clashes", columns, rows, why or "No dependencies contradict each other.")


def _overlaps(known: Mapping[str, Any] | None, why: str) -> Sheet:
    columns = (
        Column("one", width=10),
        Column("other", width=10),
        Column("kind", width=22),
        Column("how much speaks for it", width=14),
        Column("question", width=70),
        Column("why", width=50),
        Column("why it may be wrong", width=40),
        Column("departments", width=24),
    )
    found = {"pairs": (), "services": ()} if known is None else known["overlaps"]
    ends = {"pairs": ("a", "b"), "services": ("proposal", "service")}
    rows = [
        [
            one[ends[part][0]],
            one[ends[part][1]],
            one["kind"],
            one["strength"],
            one["question"],
            one["why"],
            one["why_it_may_be_wrong"],
            joined(one["departments"]),
        ]
        for part in ends
        for one in found[part]
    ]
    return Sheet("Overlaps", columns, rows, why or "Nothing seems to be asked for twice.")


def _opportunities(known: Mapping[str, Any] | None, why: str) -> Sheet:
    columns = (
        Column("kind", width=22),
        Column("what would be possible", width=80),
        Column("worth at most", Kind.MONEY, 14),
        Column("question", width=50),
        Column("concerned", width=24),
        Column("departments", width=24),
    )
    found = () if known is None else known["opportunities"]
    rows = [
        [
            one["kind"],
            one["sentence"],
            one["amount"] if one["unit"] == "money" else None,
            one["question"],
            joined(one["ids"]),
            joined(one["departments"]),
        ]
        for one in found
    ]
    return Sheet("Opportunities", columns, rows, why or "No opportunity was found.")


def _roles(known: Mapping[str, Any] | None, why: str) -> Sheet:
    columns = (
        Column("role", width=24),
        Column("month", width=10),
        Column("hours left P50", Kind.NUMBER, 12),
        Column("hours left P20", Kind.NUMBER, 12),
        Column("asked P50", Kind.NUMBER, 12),
        Column("asked P80", Kind.NUMBER, 12),
        Column("chance that it is too little", Kind.SHARE, 14),
    )
    roles = () if known is None else known["roles"]
    rows = [
        [
            role["role"],
            month["month"],
            *[_quantile(month["net_hours"], key) for key in ("p50", "p20")],
            *[_quantile(month["demand_hours"], key) for key in ("p50", "p80")],
            month["chance_overloaded"],
        ]
        for role in roles
        for month in role["months"]
    ]
    return Sheet("Roles", columns, rows, why or "No hours of roles are stated.")


def _hand_overs(known: Mapping[str, Any] | None, why: str) -> Sheet:
    columns = (
        Column("id", width=14),
        Column("what", width=38),
        Column("lands by the end of (month)", width=14),
        Column("80 % by the end of (month)", width=14),
        Column("items at least (80 %)", Kind.WHOLE, 10),
        Column("overdue since (day)", width=12),
        Column("capabilities", width=40),
        Column("whose", width=30),
        Column("known from", width=20),
    )
    landings = () if known is None else known["hand_overs"]
    rows = [
        [
            landing["id"],
            landing["title"],
            landing["month"],
            landing["p80"] or "not known",
            landing["items"],
            landing["overdue_since"],
            "; ".join(landing["capabilities"]) or "not stated",
            "; ".join(landing["owners"]) or "not stated",
            _KNOWN_FROM[landing["kind"]],
        ]
        for landing in landings
    ]
    return Sheet("Hand-overs", columns, rows, why or "What lands when is not assessed.")


def _quantile(hours: Any, key: str) -> Any:
    return hours[key] if is_assessed(hours) else "not assessed"
