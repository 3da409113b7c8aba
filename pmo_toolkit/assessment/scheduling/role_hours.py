"""What the rows of ``capacity`` leave of each role, month by month.

Net hours are those of `analysis.capacity.role_hours`, so that a plan and the reports of single
proposals say the same. A month that nobody states suffices for nothing as long as later ones are
stated, as in reports, and it is asked for; after the last one the median of the last twelve goes
on, and whatever is placed there is said to lie beyond what is stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import shown_row
from pmo_toolkit.analysis.capacity.months import month_number
from pmo_toolkit.analysis.capacity.one_more import share_absent
from pmo_toolkit.analysis.capacity.questions import supposed_shares
from pmo_toolkit.analysis.capacity.role_hours import RoleHours as HoursBeforeWork
from pmo_toolkit.analysis.capacity.role_hours import role_hours as hours_before_work
from pmo_toolkit.analysis.capacity.usual_shares import usual_shares
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
_Rows = Sequence[Mapping[Any, Any]]


@dataclass(frozen=True)
class StatedHours:
    """Roles with stated hours, and what is odd in their rows."""

    roles: tuple[RoleHours, ...]
    findings: tuple[Trouble, ...]


def role_hours(capacity: pd.DataFrame, months: PlanMonths, usual_absence: float) -> StatedHours:
    """Net hours of each role from the plan's first month to its last stated one.

    Roles that state no hours of a month in the plan are left out: they are asked for.

    Parameters
    ----------
    capacity : DataFrame
        Rows of the table, in `COLUMNS`.
    months : PlanMonths
    usual_absence : float
        Share of contract hours that counts where no role states its absence.
    """
    usual = usual_shares(capacity, usual_absence)
    roles, findings = [], []
    for role, rows in capacity[capacity["month"].notna()].groupby("role"):
        stated = hours_before_work(rows, str(role), (), usual)
        hours = None if stated is None else _of_role(stated, months)
        if stated is not None and hours is not None:
            roles.append(hours)
            findings += _findings(hours, stated, rows.to_dict("records"), months)
    return StatedHours(tuple(roles), tuple(findings))


def _of_role(stated: HoursBeforeWork, months: PlanMonths) -> RoleHours | None:
    """Hours from the plan's first month on; None where all that is stated lies before it."""
    first = month_number(months.first)
    net = stated.net(first, max(0, stated.last - first + 1))[:, 0]
    known = {number: float(value) for number, value in enumerate(net) if not np.isnan(value)}
    if not known:
        return None
    last = max(known)
    gross = stated.stated["gross_hours"][-len(net) :]
    recent = [max(0.0, known[number]) for number in sorted(known)[-_MEDIAN_OF:]]
    return RoleHours(
        stated.role,
        tuple(max(0.0, known.get(number, 0.0)) for number in range(last + 1)),
        float(np.median(recent)),
        float(np.nanmedian(gross)),
        gaps=tuple(number for number in range(last) if number not in known),
        overdrawn=tuple(months.name(number) for number in sorted(known) if known[number] < 0),
        share_absent=share_absent(stated),
    )


def _findings(
    hours: RoleHours, stated: HoursBeforeWork, rows: _Rows, months: PlanMonths
) -> list[Trouble]:
    findings = []
    if hours.gaps:
        missing = listed([months.name(number) for number in hours.gaps])
        findings.append(
            _finding(
                f"{hours.role}: nobody states the hours of {missing}, though those of later months"
                " are stated; nothing that needs the role is placed there",
                (),
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
    never = [TAKEN[column] for column in stated.never_stated]
    if never:
        findings.append(
            _finding(
                f"{hours.role}: {listed(never)} is stated in no month."
                f" {' '.join(supposed_shares(stated))} More hours may look free than are",
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
