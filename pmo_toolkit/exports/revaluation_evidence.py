"""Sheets on tickets and on what teams finish, of the workbook on IT's offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pmo_toolkit.exports.json_cells import cell, is_assessed
from pmo_toolkit.exports.ticket_sheets import ticket_sheets
from pmo_toolkit.exports.workbook import Column, Kind, Sheet

_SHARES = ("50", "80", "85", "95")


def evidence_sheets(data: Mapping[str, Any]) -> tuple[Sheet, ...]:
    """What tickets show and cannot show, whom to ask first, and forecasts of teams.

    Parameters
    ----------
    data : mapping
        As `Revaluation.as_dict` gives it.
    """
    flow = data["flow"]
    return (
        *ticket_sheets(data["tickets"]),
        _forecasts(flow),
        _times(flow["teams"]),
        _deliveries(flow["teams"]),
    )


def _forecasts(flow: Mapping[str, Any]) -> Sheet:
    return Sheet(
        "Team forecasts",
        (
            Column("Team", width=28),
            Column("Weeks ahead", Kind.WHOLE),
            *(Column(f"Items at least, {share} %", Kind.WHOLE) for share in _SHARES),
            *(Column(f"Promises of {share} % kept", Kind.SHARE) for share in _SHARES),
            Column("Past weeks measured (n)", Kind.WHOLE),
            Column("Weeks known", Kind.WHOLE),
            Column("Remark", width=60),
        ),
        [
            (
                team["team"],
                team["weeks"],
                *((team["forecast"] or {}).get(share) for share in _SHARES),
                *(team["coverage"][share] for share in _SHARES),
                team["n_origins"],
                team["n_weeks"],
                cell(team["not_assessed"]) or team["remark"],
            )
            for team in flow["teams"]
        ],
        "No team has items that can be used.",
    )


def _times(teams: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Team times",
        (
            Column("Team", width=28),
            Column("Measure", width=36),
            Column("Value", Kind.NUMBER),
            Column("Unit"),
            Column("n", Kind.WHOLE),
        ),
        [row for team in teams for row in _time_rows(team["team"], team["measures"])],
        "No team has items with their days.",
    )


def _time_rows(team: str, measures: Any) -> Iterator[tuple[Any, ...]]:
    if not is_assessed(measures):
        yield team, "times", cell(measures), None, None
        return
    cycle, under_way, little = (measures[name] for name in ("cycle_time", "in_progress", "little"))
    for place, share in enumerate(_SHARES):
        value = cycle["days"][place] if is_assessed(cycle) else cell(cycle)
        yield team, f"cycle time, {share} % within", value, "days", cycle.get("n")
    for name, words in (("n", "items in progress"), ("oldest_days", "age of the oldest")):
        unit = "items" if name == "n" else "days"
        yield team, words, cell(under_way, name), unit, under_way.get("n")
    ageing = "items in progress for longer than most that were finished took"
    yield team, ageing, cell(under_way, "n_ageing"), "items", under_way.get("n")
    yield team, "Little's law: in progress over expected", cell(little, "ratio"), "ratio", None


def _deliveries(teams: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Deliveries",
        (
            Column("Team", width=28),
            Column("Measure", width=30),
            Column("Value", Kind.NUMBER),
            Column("Unit", width=20),
            Column("Band"),
            Column("n", Kind.WHOLE),
            Column("Definition", width=60),
        ),
        [
            (
                team["team"],
                measure.get("name", measure.get("what")),
                cell(measure, "value"),
                measure.get("unit"),
                measure.get("band"),
                measure.get("n"),
                measure.get("definition"),
            )
            for team in teams
            if is_assessed(team["deliveries"])
            for measure in team["deliveries"]["measures"]
        ],
        "No team states when something was deployed.",
    )
