"""Sheets on stakeholders: whom to ask first, and who was heard, on what and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pmo_toolkit.exports.json_cells import joined
from pmo_toolkit.exports.workbook import Column, Kind, Sheet

_YES = {True: "yes", False: "no"}
_UNLISTED = "in no row of stakeholders"


def stakeholder_sheets(stakeholders: Sequence[Mapping[str, Any]]) -> tuple[Sheet, ...]:
    """The order of asking, and topic by topic what was heard and how old it is.

    Parameters
    ----------
    stakeholders : sequence of mapping
        Records of `stakeholder_register` as JSON.
    """
    return _order_of_asking(stakeholders), _heard(stakeholders)


def _order_of_asking(stakeholders: Sequence[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Order of asking",
        (
            Column("Place", Kind.WHOLE),
            Column("Department", width=28),
            Column("Role", width=28),
            Column("Interest, of 5", Kind.NUMBER),
            Column("Influence, of 5", Kind.NUMBER),
            Column("Heard on", width=36),
            Column("Times", Kind.WHOLE),
            Column("Last"),
            Column("Days ago", Kind.WHOLE),
            Column("Heard lately"),
        ),
        [
            (
                record["place"],
                record["department"] or _UNLISTED,
                record["role"],
                record["interest"],
                record["influence"],
                joined(on["topic"] for on in record["heard_on"]) or "nothing",
                record["times"],
                record["last_day"] or ("day not known" if record["times"] else "not heard"),
                record["age_days"],
                _YES[record["is_heard"]],
            )
            for record in stakeholders
        ],
        "No stakeholder is stated.",
    )


def _heard(stakeholders: Sequence[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Heard on",
        (
            Column("Department", width=28),
            Column("Role", width=28),
            Column("Heard on", width=28),
            Column("Times", Kind.WHOLE),
            Column("Last"),
            Column("Days ago", Kind.WHOLE),
            Column("Not too long ago"),
        ),
        [
            (
                record["department"] or _UNLISTED,
                record["role"],
                on["topic"],
                on["times"],
                on["last_day"] or "day not known",
                on["age_days"],
                _YES[on["is_recent"]],
            )
            for record in stakeholders
            for on in record["heard_on"]
        ],
        "Nobody was heard.",
    )
