"""Hours of roles, demand and work under way that do not fit each other; all are findings.

What nobody states is asked and never taken as none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pandas as pd

from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.dictionary.headers import nearest

_TAKEN = ("absence_hours", "run_work_hours", "ticket_hours")
#: First and last day of work under way.
_DAYS = ("start_date", "finish_estimate")
#: What is said of work under way that ends before it begins: the row is kept without its days.
ENDS_BEFORE_IT_BEGINS = (
    "it ends before it begins: neither day is read, and the work is taken to keep its people"
)
#: Months of a gap that are named.
_MOST_MONTHS = 6
#: Months since year 0 by role, each with the position of its row.
_Months = dict[str, dict[int, int]]


def check_resources(drafts: Mapping[str, Draft], as_of: dt.date | None) -> None:
    """Report what capacity, demand and work under way say against each other.

    Roles without hours, months that are missing between others, months in which more is taken than
    there is, demand beyond the months that are stated, and work under way that should have ended
    or ends before it begins: of this the days are not read.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Tables with rows, read and checked; rows with faults are passed over.
    as_of : date or None
        The declared day to which the advice refers.
    """
    in_flight = drafts.get("in_flight")
    if in_flight is not None:
        _tell_backward_work(in_flight)
        _tell_two_finishes(in_flight)
        if as_of is not None:
            _tell_overdue(in_flight, as_of)
    capacity = drafts.get("capacity")
    if capacity is None or not capacity.present("role") or not capacity.present("month"):
        return
    months = _months_by_role(capacity)
    for name in ("demand", "in_flight"):
        if name in drafts:
            _tell_roles_without_hours(drafts[name], tuple(months))
    _tell_gaps(capacity, months)
    _tell_overdrawn(capacity)
    _tell_never_stated(capacity, months)
    if as_of is not None:
        _tell_past_months(capacity, months, as_of)
    if "demand" in drafts:
        _tell_long_demand(drafts["demand"], months, _earliest_starts(drafts, as_of))


def _months_by_role(capacity: Draft) -> _Months:
    months: _Months = {}
    for position in capacity.kept():
        role, month = capacity.value("role", position), capacity.value("month", position)
        if role is not None and month is not None:
            months.setdefault(str(role), {})[_number(month)] = position
    return months


def _tell_roles_without_hours(draft: Draft, known: tuple[str, ...]) -> None:
    for position in draft.kept():
        role = draft.value("role", position)
        if role is None or str(role) in known:
            continue
        near = nearest(str(role), known)
        draft.note(
            position,
            "role",
            "capacity states no hours of this role: not taken as none, and asked",
            key=str(role),
            of_cells=False,
            found=str(role),
            expected="a role of capacity",
            next_step=(
                f"Did you mean {near}?"
                if near
                else "Ask how many hours a month the role has, and add them to capacity."
            ),
        )


def _tell_gaps(capacity: Draft, months: _Months) -> None:
    for role, positions in months.items():
        missing = [
            month for month in range(min(positions), max(positions)) if month not in positions
        ]
        if not missing:
            continue
        after = min(month for month in positions if month > missing[0])
        shown = ", ".join(map(_month, missing[:_MOST_MONTHS]))
        more = len(missing) - _MOST_MONTHS
        capacity.note(
            positions[after],
            "month",
            "months before this one are missing between others: not assessed in them",
            key=role,
            of_cells=False,
            found=f"{role}: no row for {shown}" + (f" and {more} more" if more > 0 else ""),
            expected=f"a row a month from {_month(min(positions))} to {_month(max(positions))}",
            next_step="Add the rows; 0 only where the role really has no hours.",
        )


def _tell_overdrawn(capacity: Draft) -> None:
    for position in capacity.kept():
        gross = capacity.value("gross_hours", position)
        taken = sum(capacity.value(name, position) or 0.0 for name in _TAKEN)
        if gross is None or taken <= gross:
            continue
        role = str(capacity.value("role", position))
        capacity.note(
            position,
            "gross_hours",
            "more hours are taken than there are, so that less than nothing is left",
            key=role,
            of_cells=False,
            found=f"{role}: {gross:g} hours, {taken:g} taken",
            expected="absence, work to keep things running and tickets within the hours there are",
            next_step="Mend the hours, or ask what is given up in that month.",
        )


def _tell_never_stated(capacity: Draft, months: _Months) -> None:
    """Roles of which no month states what is taken, though the column is there."""
    for column in _TAKEN:
        if not capacity.present(column):
            continue
        for role, positions in months.items():
            rows = sorted(positions.values())
            if any(capacity.value(column, position) is not None for position in rows):
                continue
            name = column.replace("_", " ")
            capacity.note(
                rows[0],
                column,
                f"no month of the role states its {name}: not taken as none, and what is left is at"
                " most what is shown",
                key=role,
                of_cells=False,
                found=f"{role}: blank in {len(rows)} rows from row {capacity.rows[rows[0]]} on",
                expected="hours in each month; 0 where there really are none",
                next_step=f"Ask whoever plans the role {role}, and fill in the column.",
            )


def _tell_past_months(capacity: Draft, months: _Months, as_of: dt.date) -> None:
    for role, positions in months.items():
        last = max(positions)
        if last < _number(as_of):
            capacity.note(
                positions[last],
                "month",
                "all hours of the role lie before the day to which the advice refers",
                key=role,
                of_cells=False,
                found=f"{role}: up to {_month(last)}",
                expected=f"months from {_month(_number(as_of))}",
                next_step="Add the months to come.",
            )


def _tell_long_demand(demand: Draft, months: _Months, starts: Mapping[str, int]) -> None:
    for position in demand.kept():
        role, length = demand.value("role", position), demand.value("months", position)
        if length is None or str(role) not in months:
            continue
        stated = months[str(role)]
        owner = demand.owners[position] if demand.owners else None
        begin = max(starts.get(owner or "", min(stated)), starts.get("", min(stated)))
        first = begin + int(demand.value("start_month", position) or 1) - 1
        end = first + int(length) - 1
        if end > max(stated):
            demand.note(
                position,
                "months",
                "it lasts beyond the months for which hours of the role are stated: not assessed in"
                " those",
                key=str(role),
                of_cells=False,
                found=f"{role}: to {_month(end)} at the earliest, stated to {_month(max(stated))}",
                expected="months of capacity for as long as the work takes",
                next_step="Add months to capacity, or mend the number of months.",
            )


def _earliest_starts(drafts: Mapping[str, Draft], as_of: dt.date | None) -> dict[str, int]:
    """Proposal → month in which its start window opens; under the empty text that of the advice."""
    starts = {} if as_of is None else {"": _number(as_of)}
    proposals = drafts.get("proposals")
    for position in proposals.kept() if proposals is not None else ():
        assert proposals is not None
        window = proposals.value("start_window", position)
        if window:
            opens = pd.Timestamp(str(window).split("/", maxsplit=1)[0])
            starts[str(proposals.value("id", position))] = _number(opens)
    return starts


def _tell_backward_work(in_flight: Draft) -> None:
    """Blank days that run backwards: the work itself, and the hours that it takes, stay."""
    first, last = _DAYS
    for position in range(len(in_flight)):
        begins, ends = (in_flight.value(name, position) for name in (first, last))
        if begins is None or ends is None or begins <= ends:
            continue
        in_flight.note(
            position,
            last,
            ENDS_BEFORE_IT_BEGINS,
            key=str(in_flight.value("project", position)),
            of_cells=False,
            found=", ".join(
                f"{in_flight.header(name)} {in_flight.cells[name][position]}"
                for name in (first, last)
            ),
            expected="the first day not after the last",
            next_step="Mend the days, or leave empty what is not known.",
        )
        for name in (first, last):
            in_flight.values[name][position] = None


def _tell_overdue(in_flight: Draft, as_of: dt.date) -> None:
    for position in in_flight.kept():
        finish = in_flight.value("finish_estimate", position)
        if finish is None or finish >= pd.Timestamp(as_of):
            continue
        in_flight.note(
            position,
            "finish_estimate",
            "it should have finished before the day to which the advice refers: asked whether it"
            " has",
            key=str(in_flight.value("project", position)),
            of_cells=False,
            found=in_flight.cells["finish_estimate"][position],
            expected=f"a day from {as_of} on",
            next_step="Give a new estimate, or move the project to history.",
        )


def _tell_two_finishes(in_flight: Draft) -> None:
    finishes: dict[str, dict[pd.Timestamp, int]] = {}
    for position in in_flight.kept():
        finish = in_flight.value("finish_estimate", position)
        if finish is not None:
            days = finishes.setdefault(str(in_flight.value("project", position)), {})
            days.setdefault(finish, position)
    for project, days in finishes.items():
        for position in sorted(days.values())[1:]:
            in_flight.note(
                position,
                "finish_estimate",
                "rows of one project give different days of its finish",
                key=project,
                of_cells=False,
                found=f"{project}: {in_flight.cells['finish_estimate'][position]}",
                expected="one day a project",
                next_step="Ask which of them holds.",
            )


def _number(day: dt.date) -> int:
    """Months since year 0."""
    return day.year * 12 + day.month - 1


def _month(number: int) -> str:
    return f"{number // 12}-{number % 12 + 1:02d}"
