"""What the rows of ``capacity`` leave of each role, month by month.

Net hours are contract hours less absence, work to keep things running, and tickets. A month that
nobody states is never nought: within the stated months the lower of its neighbours stands there,
and it is asked for; after the last one the median of the last twelve goes on, and whatever is
placed there is said to lie beyond what is stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, shown_row
from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.work import RoleHours
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.core.number_format import listed
from pmo_toolkit.core.troubles import rows_in_words

#: What takes contract hours before any project does, in words.
TAKEN = {
    "absence_hours": "absence",
    "run_work_hours": "work to keep things running",
    "ticket_hours": "work on tickets",
}
COLUMNS = ("role", "month", "gross_hours", *TAKEN, "_row")
_MEDIAN_OF = 12
_Rows = list[Mapping[Any, Any]]


@dataclass(frozen=True)
class StatedHours:
    """Roles with stated hours, and what is odd in their rows."""

    roles: tuple[RoleHours, ...]
    findings: tuple[Trouble, ...]


def role_hours(capacity: pd.DataFrame, months: PlanMonths) -> StatedHours:
    """Net hours of each role from the plan's first month to its last stated one.

    Roles that state no hours of a month in the plan are left out: they are asked for.

    Parameters
    ----------
    capacity : DataFrame
        Rows of the table, in `COLUMNS`.
    months : PlanMonths
    """
    roles, findings = [], []
    by_role: dict[str, _Rows] = {}
    for row in capacity.to_dict("records"):
        if pd.notna(row["month"]) and pd.notna(row["role"]):
            by_role.setdefault(str(row["role"]), []).append(row)
    for role, rows in sorted(by_role.items()):
        hours = _of_role(role, rows, months)
        if hours is not None:
            roles.append(hours)
            findings += _findings(hours, rows, months)
    return StatedHours(tuple(roles), tuple(findings))


def _of_role(role: str, rows: _Rows, months: PlanMonths) -> RoleHours | None:
    usual = _usual(rows)
    stated: dict[int, float] = {}
    gross = []
    for row in rows:
        contract, number = number_of(row["gross_hours"]), months.number(row["month"].date())
        if contract is None or number < 0:
            continue
        gross.append(contract)
        net = contract - sum(_or(number_of(row[column]), usual[column]) for column in TAKEN)
        stated[number] = min(net, stated.get(number, net))
    if not stated:
        return None
    last = max(stated)
    hours = [
        stated[number] if number in stated else _between(stated, number)
        for number in range(last + 1)
    ]
    recent = [max(0.0, stated[number]) for number in sorted(stated)[-_MEDIAN_OF:]]
    return RoleHours(
        role,
        tuple(max(0.0, value) for value in hours),
        float(np.median(recent)),
        float(np.median(gross)),
        filled=tuple(months.name(number) for number in range(last) if number not in stated),
        overdrawn=tuple(months.name(number) for number in sorted(stated) if stated[number] < 0),
    )


def _usual(rows: _Rows) -> dict[str, float]:
    """Column → what usually stands there for the role; 0 where it never states any."""
    usual = {}
    for column in TAKEN:
        values = [value for row in rows if (value := number_of(row[column])) is not None]
        usual[column] = float(np.median(values)) if values else 0.0
    return usual


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _between(stated: Mapping[int, float], number: int) -> float:
    before = max((other for other in stated if other < number), default=None)
    after = min(other for other in stated if other > number)
    return stated[after] if before is None else min(stated[before], stated[after])


def _findings(hours: RoleHours, rows: _Rows, months: PlanMonths) -> list[Trouble]:
    findings = []
    if hours.filled:
        findings.append(
            _finding(
                f"{hours.role}: nobody states the hours of {listed(hours.filled)}; the lower of"
                " the months beside stands there, never nought",
                rows,
                "a row for each month",
                "Ask who plans the role for these months.",
            )
        )
    if hours.overdrawn:
        own = [
            row
            for row in rows
            if months.name(months.number(row["month"].date())) in hours.overdrawn
        ]
        findings.append(
            _finding(
                f"{hours.role}: absence, running work and tickets take more than there is in"
                f" {listed(hours.overdrawn)}; no hours are left then",
                own,
                "hours taken up to the contract hours",
                "Ask who plans the role what gives way.",
            )
        )
    never = [
        word
        for column, word in TAKEN.items()
        if all(number_of(row[column]) is None for row in rows)
    ]
    if never:
        findings.append(
            _finding(
                f"{hours.role}: {listed(never)} is stated in no month, so nothing is taken for"
                " it and more hours may look free than are",
                rows,
                "hours, 0 where there are none",
                "Ask who plans the role.",
            )
        )
    return findings


def _finding(what: str, rows: Sequence[Mapping[Any, Any]], expected: str, step: str) -> Trouble:
    numbers = tuple(sorted(number for row in rows for number in shown_row(row)))
    where = f" ({rows_in_words(numbers)})" if len(numbers) > 1 else ""
    return Trouble(
        grade=Grade.FINDING,
        table="capacity",
        what=what + where,
        row=numbers[0] if numbers else None,
        column="gross_hours",
        expected=expected,
        next_step=step,
        rows=numbers,
    )
