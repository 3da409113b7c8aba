"""Work under way as a plan sees it: whole months in which it keeps its people.

When it ends and how many hours it takes follow from `analysis.capacity.running_work`, so that a
plan and the reports of single proposals say the same: its stated finish, and what became of such
estimates; its stated hours, else the most that counts for them. Where nobody knows when it ends, it
keeps its people for all months that are stated. What is not stated is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.capacity.months import day_number
from pmo_toolkit.analysis.capacity.running_work import RunningWork as DrawnWork
from pmo_toolkit.analysis.capacity.running_work import hours_a_month
from pmo_toolkit.analysis.uncertainty.delivery import DAYS_A_MONTH
from pmo_toolkit.assessment.scheduling.months import PlanMonths, whole_months
from pmo_toolkit.assessment.scheduling.work import Draws, RoleHours, RunningWork
from pmo_toolkit.core.settings import Settings

#: Who is asked where no department answers for it.
_NO_DEPARTMENT = "Whoever leads the work"


@dataclass(frozen=True)
class WorkUnderWay:
    """All work under way, and what must be asked of it."""

    projects: tuple[RunningWork, ...]
    questions: tuple[Question, ...]


def work_under_way(
    in_flight: pd.DataFrame,
    drawn: Sequence[DrawnWork],
    months: PlanMonths,
    *,
    as_of: dt.date,
    roles: Sequence[RoleHours],
    settings: Settings,
) -> WorkUnderWay:
    """In which months each project keeps its people.

    Parameters
    ----------
    in_flight : DataFrame
        Rows of the table.
    drawn : sequence of RunningWork
        The same projects with their hours and their drawn ends.
    months : PlanMonths
    as_of : date
    roles : sequence of RoleHours
        Roles of which hours are stated.
    settings : Settings
    """
    stated_months = max((len(role.hours) for role in roles), default=0)
    monthly = _hours_by_role(drawn, roles)
    rows = {str(project): own for project, own in in_flight.groupby("project")}
    projects, questions = [], []
    for work in drawn:
        own = rows[work.project]
        department = _first_text(own["department"])
        finish = own["finish_estimate"].max()
        stated = None if pd.isna(finish) else finish.date()
        start = 0 if work.start is None else max(0, months.number(_date(work.start)))
        until = _until(work, months, stated_months, settings)
        middle = float(
            np.quantile(until, settings.scheduling.in_flight_chance, method="inverted_cdf")
        )
        projects.append(
            RunningWork(
                work.project,
                work.title,
                department,
                start,
                max(0, whole_months(middle) - start),
                np.maximum(until - start, 0.0),
                {
                    role: hours[work.project]
                    for role, hours in monthly.items()
                    if work.project in hours
                },
                None if stated is None else stated.isoformat(),
                tuple(int(row) for row in own["_row"]),
                frozenset(role for role, hours in work.hours.items() if hours is None),
            )
        )
        if work.finish is None or stated is None or stated < as_of:
            questions.append(_end_question(work, department))
        questions += _hours_questions(work, department)
    return WorkUnderWay(tuple(projects), tuple(questions))


def _hours_by_role(
    drawn: Sequence[DrawnWork], roles: Sequence[RoleHours]
) -> dict[str, dict[str, int]]:
    """Role → project → whole hours a month that it takes, of roles of which hours are known.

    What keeps all hours of a role takes those of its fullest month.
    """
    most = {role.role: ceil(max((*role.hours, role.beyond))) for role in roles}
    named = {role for work in drawn for role in work.hours}
    found: dict[str, dict[str, int]] = {}
    for role in sorted(named | most.keys()):
        found[role] = {
            project: most.get(role, 0) if hours is None else round(hours)
            for project, hours in hours_a_month(drawn, role).items()
            if hours is not None or role in most
        }
    return found


def _until(work: DrawnWork, months: PlanMonths, stated_months: int, settings: Settings) -> Draws:
    """Months from the plan's first day to the end of the work, shape (draws,)."""
    draws = settings.scheduling.draws
    if work.finish is None:
        return np.full(draws, float(max(stated_months, 1)))
    # the first draws of a Sobol sequence fill its range as evenly as all of them
    drawn = np.resize(work.finish, draws) if len(work.finish) < draws else work.finish[:draws]
    days = drawn + 1 - day_number(months.first)  # the last day is worked as well
    return np.asarray(days / DAYS_A_MONTH, dtype=float)


def _date(days: float) -> dt.date:
    return dt.date(1970, 1, 1) + dt.timedelta(days=int(days))


def _hours_questions(work: DrawnWork, department: str | None) -> list[Question]:
    return [
        Question(
            department or _NO_DEPARTMENT,
            f"How many hours a month does “{work.title}” still take of the role {role}?",
            "Until then it takes the most that other work takes of the role, or that it takes of"
            " another; where neither is stated, all hours of the role.",
            "in_flight",
        )
        for role, hours in work.hours.items()
        if hours is None
    ]


def _end_question(work: DrawnWork, department: str | None) -> Question:
    until = (
        "for all months that are stated"
        if work.finish is None
        else "as long as finished projects lead to expect"
    )
    return Question(
        department or _NO_DEPARTMENT,
        f"When does “{work.title}” ({work.project}) end? Its stated end is missing or over.",
        f"Until then the plan leaves it its people {until}.",
        "in_flight",
    )


def _first_text(column: pd.Series) -> str | None:
    stated = column.dropna()
    return text_of(stated.iloc[0]) if len(stated) else None
