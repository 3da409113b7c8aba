"""Sheets on tickets: what they show and cannot show, and who was heard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pmo_toolkit.exports.json_cells import cell, joined
from pmo_toolkit.exports.stakeholder_sheets import stakeholder_sheets
from pmo_toolkit.exports.workbook import Column, Kind, Sheet

_YES = {True: "yes", False: "no"}
_ALONE = "tickets only"


def ticket_sheets(tickets: Mapping[str, Any]) -> tuple[Sheet, ...]:
    """All that a study of tickets holds, as tables.

    Parameters
    ----------
    tickets : mapping
        As `TicketStudy.as_dict` gives it.
    """
    return (
        _basis(tickets),
        _problems(tickets),
        _loads(tickets["loads"]),
        _load_gaps(tickets["load_gaps"]),
        _coverage(tickets),
        _channels(tickets["channels"]),
        _traps(tickets),
        _questions(tickets["questions"]),
        *stakeholder_sheets(tickets["stakeholders"]),
    )


def _basis(tickets: Mapping[str, Any]) -> Sheet:
    channels, low_high = tickets["channels"], tickets["avoided_shares"]
    rows: list[tuple[str, Any]] = [
        ("Rows of the table", tickets["raised"]),
        ("Tickets that are used", tickets["n"]),
        ("Tickets of the last twelve months, which end with the last ticket", tickets["last_year"]),
        ("Day of the last ticket", tickets["last_day"]),
        ("Days since the last ticket", tickets["age_days"]),
        ("Days of the last year that the table knows", tickets["window_days"]),
        ("Grade of what tickets show as a whole", tickets["grade"]["grade"]),
        ("It rests on", joined(tickets["grade"]["sources"])),
        ("Counted a step less, since", tickets["grade"]["weakened_by"]),
        ("Texts compared by", tickets["encoder"]),
        ("Share of hours that ending a cause is taken to avoid: low", low_high[0]),
        ("The same: high", low_high[1]),
        ("Tickets of twelve months that state a department", tickets["with_department"]),
        ("Tickets that state a channel", channels["stated"]),
        ("Tickets that state no channel: not assessed", channels["not_recorded"]),
        ("Tickets that state neither category nor text", tickets["ungrouped"]["neither"]),
        ("Tickets whose text was not compared", tickets["ungrouped"]["rare_texts"]),
    ]
    for other in tickets["sensitivity"]:
        name = f"From a likeness of {other['alike']:g} on"
        rows += [
            (f"{name}: problems", other["problems"]),
            (f"{name}: hours a year that may be avoided, low", other["avoided_low"]),
            (f"{name}: the same, high", other["avoided_high"]),
        ]
    columns = (Column("What", width=60), Column("Value", width=40))
    return Sheet("Ticket basis", columns, [list(row) for row in rows], "No ticket is known.")


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
            Column("Grade"),
            Column("It rests on", width=60),
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
                *_grade(tickets["service_grades"].get(problem["service"])),
            )
            for problem in tickets["problems"]
        ],
        "No problem recurs among the tickets of the last twelve months.",
    )


def _grade(grade: Mapping[str, Any] | None) -> tuple[str, str]:
    """Grade of a problem and its sources; of no known service it rests on tickets alone."""
    return (_ALONE, "tickets") if grade is None else (grade["grade"], joined(grade["sources"]))


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


def _load_gaps(gaps: Mapping[str, Any]) -> Sheet:
    rows = [(role, n, None, "no ticket states hours") for role, n in gaps["roles_without_hours"]]
    if gaps["without_role"]:
        hours = gaps["hours_without_role"]
        rows.append(("no role stated", gaps["without_role"], hours, "in nobody's load"))
    return Sheet(
        "Ticket load gaps",
        (
            Column("Role", width=28),
            Column("Tickets of twelve months (n)", Kind.WHOLE),
            Column("Hours a year, as far as stated", Kind.NUMBER),
            Column("Why no load is told", width=40),
        ),
        rows,
        "Every ticket states its role, and of each role some state hours.",
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
            Column("What was counted", width=60),
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
                part["basis"],
                part["question"],
            )
            for name in ("departments", "capabilities")
            for part in tickets[name]
        ]
        + [
            (
                "capability",
                one["title"],
                "not assessed: no service is stated for it",
                None,
                one["importance"],
                "not assessed",
                "",
                "",
            )
            for one in tickets["without_service"]
        ],
        "No department or capability is known.",
    )


def _channels(found: Mapping[str, Any]) -> Sheet:
    whole = [
        ("all", None, one["name"], one["n"], one["share"], None, "", "")
        for one in found["channels"]
    ]
    if found["not_recorded"]:
        whole.append(("all", None, "not recorded", found["not_recorded"], None, None, "", ""))
    return Sheet(
        "Ticket channels",
        (
            Column("Department", width=28),
            Column("Importance, of 5", Kind.NUMBER),
            Column("Channels used, that with most tickets first", width=36),
            Column("Tickets of twelve months that state one (n)", Kind.WHOLE),
            Column("Share of all that state one", Kind.SHARE),
            Column("Tickets that state none: not assessed", Kind.WHOLE),
            Column("Channels of others that it does not use", width=36),
            Column("Question", width=70),
        ),
        whole
        + [
            (
                one["department"],
                one["importance"],
                joined(one["used"]),
                one["n"],
                one["n"] / found["stated"] if found["stated"] else None,
                one["not_recorded"],
                joined(one["unused"]),
                f"{one['basis']} {one['question']}".strip(),
            )
            for one in found["departments"]
        ],
        "No ticket states how it came in: not assessed.",
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
    rows = [("row set aside", 1, told, "left out") for told in tickets["set_aside"]]
    rows += [("odd cell", 1, told, "see pmo check") for told in tickets["odd_cells"]]
    return Sheet(
        "Ticket traps",
        (
            Column("Kind", width=28),
            Column("n", Kind.WHOLE),
            Column("What was found or is not concluded", width=60),
            Column("Why, or how it was read", width=60),
        ),
        refused + odd + rows,
        "Nothing is odd about the tickets.",
    )


def _questions(questions: Iterable[Mapping[str, Any]]) -> Sheet:
    return Sheet(
        "Ticket questions",
        (
            Column("Department", width=28),
            Column("About", width=16),
            Column("What was counted", width=50),
            Column("Question", width=70),
            Column("Answered", width=60),
        ),
        [
            (one["department"], one["about"], one["basis"], one["text"], "; ".join(one["answers"]))
            for one in questions
        ],
        "Tickets leave nothing open.",
    )
