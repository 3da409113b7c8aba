"""A frozen workshop as a workbook: judgements, what they combine to, reasons and risks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pmo_toolkit.exports.workbook import Column, Kind, Sheet, workbook

_RANGE = (
    Column("low", Kind.NUMBER, 14),
    Column("middle", Kind.NUMBER, 14),
    Column("high", Kind.NUMBER, 14),
    Column("unit", width=16),
)
_JUDGEMENTS = (
    Column("quantity", width=44),
    Column("role", width=28),
    Column("round", Kind.WHOLE, 8),
    *_RANGE,
    Column("as entered", width=30),
    Column("reason", width=44),
)
_COMBINED = (
    Column("quantity", width=44),
    Column("by", width=30),
    *_RANGE,
    Column("weights, source, or why it is not assessed", width=60),
)
#: Named so that an import takes the sheet for no table.
_REASONS = (
    Column("pre-mortem of", width=14),
    Column("put together as", width=40),
    Column("what was written", width=60),
    Column("by", width=28),
)
#: Ranks under the weights of the workshop; chances are shares of 1.
_TIERS = (
    Column("ranked", width=14),
    Column("tier today", width=14),
    Column("tier then", width=14),
    Column("among the first", Kind.WHOLE, 14),
    Column("chance today", Kind.NUMBER, 14),
    Column("chance then", Kind.NUMBER, 14),
    Column("likeliest rank then", Kind.WHOLE, 16),
    Column("80 % from rank", Kind.WHOLE, 14),
    Column("80 % to rank", Kind.WHOLE, 14),
)
_TIER_KEYS = (
    "proposal",
    "tier_today",
    "tier_then",
    "first",
    "chance_first_today",
    "chance_first_then",
    "likeliest_rank",
    "rank_low",
    "rank_high",
)
_TRIALS = (
    Column("tried out", width=30),
    Column("what", width=60),
    Column("by", width=28),
    Column("what happens to", width=14),
    *(
        Column(f"{figure} {when}", width=20)
        for figure in ("advice", "earliest start P50", "earliest start P80")
        for when in ("today", "then")
    ),
)
_TRIAL_KEYS = tuple(
    f"{figure}_{when}"
    for figure in ("advice", "start_p50", "start_p80")
    for when in ("today", "then")
)
_NOTES = (
    Column("kind", width=12),
    Column("about", width=30),
    Column("role", width=28),
    Column("noted", width=70),
    Column("at", width=22),
)
_RISKS = (
    Column("proposal", width=12),
    Column("title", width=50),
    Column("probability", Kind.NUMBER, 12),
    *(
        Column(f"impact_{what}_{end}", Kind.NUMBER, 14)
        for what in ("money", "days")
        for end in ("low", "mode", "high")
    ),
    Column("origin", width=14),
)


def workshop_workbook(data: Mapping[str, Any]) -> bytes:
    """The workbook of a frozen workshop.

    Parameters
    ----------
    data : mapping
        As `Snapshot.as_dict` gives it.

    Returns
    -------
    bytes
        An ``.xlsx`` file; its sheet ``risks`` is a table ``risks`` as a workspace reads it.
    """
    judgements = [
        [*_cells(row, "quantity", "role", "round"), *_ends(row), *_cells(row, "entered", "reason")]
        for row in data["judgements"]
    ]
    risks = [[row[column.title] for column in _RISKS] for row in data["risks"]]
    reasons = [_cells(row, "proposal", "group", "reason", "role") for row in data["reasons"]]
    notes = [
        [
            *_cells(row, "kind", "subject", "role"),
            json.dumps(row["value"], ensure_ascii=False, sort_keys=True),
            row["at"],
        ]
        for row in data["notes"]
    ]
    tiers = [_cells(row, *_TIER_KEYS) for row in data.get("tiers", ())]
    sheets = (
        Sheet("scorer ranges", _JUDGEMENTS, judgements, "No range was revealed."),
        Sheet("combined ranges", _COMBINED, list(_combined(data)), "No quantity was chosen."),
        Sheet("pre-mortem reasons", _REASONS, reasons, "No reasons were revealed."),
        Sheet("risks", _RISKS, risks),
        Sheet("tiers by weights", _TIERS, tiers, "No weights were noted."),
        Sheet("tried out", _TRIALS, list(_trials(data)), "Nothing was tried out."),
        Sheet("further notes", _NOTES, notes, "None."),
    )
    title = f"Workshop: {data['workspace']}"
    return workbook(title, ("Read me", tuple(_first_lines(data))), sheets)


def _first_lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"{data['workspace']}" + (" (sample data)" if data["sample"] else "")
    yield f"Workshop on {', '.join(data['proposals'])}, frozen {data['frozen_on']}."
    yield f"Scorers: {'; '.join(data['roles'])}"
    yield ""
    yield "Low: one case in ten lies below; middle: half do; high: one in ten lies above."
    yield (
        "Judgements of the people in the room, neither targets nor commitments. The tables of the"
        " workspace were not written."
    )
    yield (
        "The sheet “risks” has the columns of the table of that name: pmo import takes it over once"
        " somebody has looked at it. Ranges, weights and trials are not imported: whoever answers"
        " for a table enters there what the group's ranges are to change."
    )
    yield (
        f"Version {data['version']}, input {data['input_hash'][:16]}, journal"
        f" {data['journal']['sha256'][:16]}. The same stands in snapshot.json."
    )


def _combined(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    names = (("equal", "all alike"), ("classical", "seed questions (Cooke)"))
    for row in data["combined"]:
        for key, by in names:
            found = row[key]
            if "not_assessed" in found:
                yield [row["quantity"], by, None, None, None, row["unit"], found["not_assessed"]]
                continue
            weights = "; ".join(f"{who} {weight:.3g}" for who, weight in found["weights"].items())
            yield [row["quantity"], by, *_ends({**found, "unit": row["unit"]}), weights]
    for row in data["outside"]:
        yield [row["quantity"], "outside view", *_ends(row), row["source"]]


def _trials(data: Mapping[str, Any]) -> Iterator[list[Any]]:
    """A row a kept trial and proposal."""
    for note in data["notes"]:
        if note["kind"] == "trial":
            named = [note["subject"], note["value"].get("words"), note["role"]]
            for row in note["value"].get("then", ()):
                yield [*named, row.get("proposal"), *(row.get(key) for key in _TRIAL_KEYS)]


def _ends(row: Mapping[str, Any]) -> list[Any]:
    return _cells(row, "low", "mode", "high", "unit")


def _cells(row: Mapping[str, Any], *names: str) -> list[Any]:
    return [row[name] for name in names]
