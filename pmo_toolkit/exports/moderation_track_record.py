"""Sheets of the track record: advice beside decision, ranges beside what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pmo_toolkit.exports.json_cells import cell, is_assessed
from pmo_toolkit.exports.workbook import Column, Kind, Sheet

#: Whether advice is from before the decision → in words.
_BASES = {
    "before": "of an earlier day than the decision",
    "today": "of today, not known from before the decision",
    "none": "not assessed",
}


def track_record_sheets(record: Mapping[str, Any]) -> Iterator[Sheet]:
    """Sheets on the track record, from what ``moderation.json`` holds of it."""
    yield _notes(record)
    yield _decided(record)
    yield _crossings(record)
    yield _measured(record)
    yield _finished(record)
    yield _under_way(record)
    yield _unused(record)


def _notes(record: Mapping[str, Any]) -> Sheet:
    columns = (Column("what can be said, and what cannot", width=120),)
    return Sheet("Track record", columns, [[note] for note in record["notes"]], "Nothing to say.")


def _decided(record: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("proposal", width=10),
        Column("title", width=38),
        Column("advice", width=18),
        Column("day of the advice", width=12),
        Column("which advice", width=26),
        Column("decision", width=18),
        Column("decided as advised", width=12),
        Column("decided by (role)", width=20),
        Column("decision date", width=12),
        Column("reason of the decision", width=36),
        Column("earlier decisions", width=36),
    )
    rows = [
        [
            one["proposal"],
            one["title"],
            one["position"] or "not assessed",
            one["advised_on"],
            _BASES[one["basis"]],
            one["decision"]["decision"],
            {True: "yes", False: "no", None: "cannot be compared"}[one["as_advised"]],
            one["decision"]["by_role"],
            one["decision"]["date"],
            one["decision"]["reason"],
            "; ".join(map(_decision, one["earlier"])),
        ]
        for one in record["decided"]
    ]
    return Sheet("Advice and decision", columns, rows, "No decision is recorded.")


def _decision(decision: Mapping[str, Any]) -> str:
    beside = [decision[key] for key in ("by_role", "date", "reason") if decision[key]]
    return f"{decision['decision']} ({', '.join(beside)})" if beside else str(decision["decision"])


def _crossings(record: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("which advice", width=30),
        Column("advice", width=20),
        Column("decision", width=20),
        Column("proposals", Kind.WHOLE, 10),
        Column("decided as advised", width=14),
        Column("share", Kind.SHARE, 10),
        Column("95 % range from (Wilson)", Kind.SHARE, 12),
        Column("95 % range to (Wilson)", Kind.SHARE, 12),
    )
    rows: list[list[Any]] = [
        [
            _BASES[one["basis"]],
            one["position"],
            one["decision"],
            one["n"],
            {True: "yes", False: "no", None: "cannot be compared"}[one["as_advised"]],
            *[None] * 3,
        ]
        for one in record["crossings"]
    ]
    known = record["as_advised"]
    if is_assessed(known):
        rows.append(
            [
                _BASES["before"],
                "all",
                "all",
                known["n"],
                f"{known['held']} of {known['n']}",
                *[known[key] for key in ("share", "low", "high")],
            ]
        )
        return Sheet("Advice by decision", columns, rows)
    return Sheet("Advice by decision", columns, rows, cell(known))


def _measured(record: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("range of", width=12),
        Column("states", Kind.SHARE, 10),
        Column("measured on", width=34),
        *_held_columns("finished projects", "within their range"),
        Column("reports that rest on it", Kind.WHOLE, 12),
    )
    known = record["measured"]
    if not is_assessed(known):
        return Sheet("Measured ranges", columns, [], cell(known))
    rows = [
        [
            one["what"],
            one["level"],
            "later projects, from what was known at their start"
            if one["in_time"]
            else "projects in any order",
            *_held(one["held"]),
            one["proposals"],
        ]
        for one in known
    ]
    return Sheet("Measured ranges", columns, rows)


def _finished(record: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("proposal", width=10),
        Column("title", width=38),
        Column("what", width=12),
        Column("unit", width=18),
        Column("began", width=12),
        Column("ended", width=12),
        Column("came to", Kind.MONEY, 14),
        Column("day of our range", width=12),
        Column("states", Kind.SHARE, 10),
        Column("low", Kind.MONEY, 14),
        Column("high", Kind.MONEY, 14),
        Column("it lies", width=40),
        *_held_columns("compared", "within their range"),
    )
    known = record["finished"]
    if not is_assessed(known):
        return Sheet("Finished proposals", columns, [], cell(known))
    keys = ("proposal", "title", "what", "unit", "started", "finished", "actual", "given_on")
    rows: list[list[Any]] = [
        [
            *[one[key] for key in (*keys, "level", "low", "high")],
            one["stands"] or f"not assessed: {one['why']}",
            *[None] * 5,
        ]
        for one in known
    ]
    rows += [["all", None, one["what"], *[None] * 9, *_held(one["held"])] for one in record["held"]]
    return Sheet("Finished proposals", columns, rows)


def _held_columns(counted: str, held: str) -> tuple[Column, ...]:
    return (
        Column(counted, Kind.WHOLE, 10),
        Column(held, Kind.WHOLE, 10),
        Column("share", Kind.SHARE, 10),
        Column("95 % range from (Wilson)", Kind.SHARE, 12),
        Column("95 % range to (Wilson)", Kind.SHARE, 12),
    )


def _held(held: Mapping[str, Any]) -> list[Any]:
    return [held[key] for key in ("n", "held", "share", "low", "high")]


def _under_way(record: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("proposal", width=10),
        Column("title", width=38),
        Column("advice", width=18),
        Column("day of the advice", width=12),
        Column("decision", width=18),
        Column("began", width=12),
        Column("should end", width=12),
        Column("should cost", Kind.MONEY, 14),
        Column("has cost", Kind.MONEY, 14),
        Column("our range of cost, low", Kind.MONEY, 14),
        Column("our range of cost, high", Kind.MONEY, 14),
        Column("which range", width=26),
        Column("it lies", width=16),
    )
    known = record["under_way"]
    if not is_assessed(known):
        return Sheet("Proposals under way", columns, [], cell(known))
    words = {
        "before": "of a day before it began",
        "today": "of today, not known from before it began",
        "none": "not assessed",
    }
    keys = ("proposal", "title", "position", "advised_on", "decision", "started")
    more = ("finish_estimate", "estimate_cost", "cost_to_date", "low", "high")
    rows = [
        [
            *[one[key] for key in (*keys, *more)],
            words[one["basis"]],
            one["stands"] or "not assessed",
        ]
        for one in known
    ]
    return Sheet("Proposals under way", columns, rows)


def _unused(record: Mapping[str, Any]) -> Sheet:
    columns = (
        Column("row of decisions", Kind.WHOLE, 10),
        Column("proposal", width=12),
        Column("why it does not count", width=60),
        Column("what to do", width=60),
    )
    keys = ("row", "proposal", "why", "next_step")
    rows = [[one[key] for key in keys] for one in record["unused"]]
    return Sheet("Decisions not counted", columns, rows, "Every row of decisions counts.")
