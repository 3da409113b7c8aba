"""Sheets on tickets and on what teams finish, of the workbook on IT's offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pmo_toolkit.exports.json_cells import cell, is_assessed, joined
from pmo_toolkit.exports.workbook import Column, Kind, Sheet

_SHARES = ("50", "80", "85", "95")
_YES = {True: "yes", False: "no"}


def evidence_sheets(data: Mapping[str, Any]) -> tuple[Sheet, ...]:
    """What tickets show and cannot show, whom to ask first, and forecasts of teams.

    Parameters
    ----------
    data : mapping
        As `Revaluation.as_dict` gives it.
    """
    tickets, flow = data["tickets"], data["flow"]
    return (
        _problems(tickets),
        _loads(tickets["loads"]),
        _coverage(tickets),
        _traps(tickets),
        _order_of_asking(tickets["stakeholders"]),
        _forecasts(flow),
        _times(flow["teams"]),
        _deliveries(flow["teams"]),
    )


def _problems(tickets: Mapping[str, Any]) -> Sheet:
    return Sheet(
        "Recurring problems",
        (
            Column("Problem", width=40),
            Column("Service"),
            Column("Title", width=30),
            Column("Category"),
            Column("Tickets", Kind.WHOLE),
            Column("Months with any", Kind.WHOLE),
            Column("Departments", Kind.WHOLE),
            Column("Hours a year", Kind.NUMBER),
            Column("Ending it may avoid, hours a year: low", Kind.NUMBER, width=20),
            Column("Ending it may avoid, hours a year: high", Kind.NUMBER, width=20),
            Column("Tickets that state hours (n)", Kind.WHOLE),
        ),
        [
            (
                problem["text"] or problem["category"] or "no category",
                problem["service"],
                tickets["services"].get(problem["service"]),
                problem["category"],
                problem["n"],
                problem["months"],
                problem["departments"],
                cell(problem["hours_a_year"]),
                problem["avoided_low"],
                problem["avoided_high"],
                problem["with_hours"],
            )
            for problem in tickets["problems"]
        ],
        "No problem recurs among the tickets of the last twelve months.",
    )


def _loads(loads: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Ticket load",
        (
            Column("Role", width=28),
            Column("Month"),
            Column("Hours of tickets", Kind.NUMBER),
            Column("Tickets", Kind.WHOLE),
            Column("Factor of the season", Kind.NUMBER),
            Column("Usual month of the role", Kind.NUMBER),
            Column("Exceeded in one month of five", Kind.NUMBER),
            Column("Why no season is used", width=50),
            Column("Ended after (month)"),
            Column("Tickets of the role (n)", Kind.WHOLE),
            Column("Of these without hours", Kind.WHOLE),
        ),
        [
            (
                load["role"],
                month,
                hours,
                count,
                load["season"][int(month[-2:]) - 1],
                load["usual"],
                load["high"],
                load["why_no_season"],
                load["ended"],
                load["n"],
                load["without_hours"],
            )
            for load in loads
            for month, hours, count in zip(
                load["months"], load["hours"], load["counts"], strict=True
            )
        ],
        "No three complete months of tickets state role and hours.",
    )


def _coverage(tickets: Mapping[str, Any]) -> Sheet:
    return Sheet(
        "Ticket coverage",
        (
            Column("Kind"),
            Column("Name", width=36),
            Column("Tickets of twelve months (n)", Kind.WHOLE),
            Column("Share", Kind.SHARE),
            Column("Importance, of 5", Kind.NUMBER),
            Column("Hardly any, for its importance"),
            Column("Question", width=70),
        ),
        [
            (
                part["kind"],
                part["name"],
                part["n"],
                part["share"],
                part["importance"],
                _YES[part["is_silent"]],
                part["question"],
            )
            for name in ("departments", "capabilities", "channels")
            for part in tickets[name]
        ],
        "No department, capability or channel is known.",
    )


def _traps(tickets: Mapping[str, Any]) -> Sheet:
    refused = [
        (trap["kind"], trap["n"], f"refused: {trap['refused']}", trap["why"])
        for trap in tickets["traps"]
    ]
    odd = [
        (finding["kind"], finding["n"], finding["what"], finding["used_as"])
        for finding in tickets["findings"]
    ]
    return Sheet(
        "Ticket traps",
        (
            Column("Kind", width=28),
            Column("n", Kind.WHOLE),
            Column("What was found or is not concluded", width=60),
            Column("Why, or how it was read", width=60),
        ),
        refused + odd,
        "Nothing is odd about the tickets.",
    )


def _order_of_asking(stakeholders: Iterable[Mapping[str, Any]]) -> Sheet:
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
                record["department"],
                record["role"],
                record["interest"],
                record["influence"],
                joined(record["topics"]) or "nothing",
                record["times"],
                record["last_day"] or "not heard",
                record["age_days"],
                _YES[record["is_heard"]],
            )
            for record in stakeholders
        ],
        "No stakeholder is stated.",
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
