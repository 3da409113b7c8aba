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

from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.capacity.months import day_number, whole_months
from pmo_toolkit.analysis.capacity.questions import finish_question, hours_question
from pmo_toolkit.analysis.capacity.running_work import FaultyWork, hours_a_month
from pmo_toolkit.analysis.capacity.running_work import RunningWork as DrawnWork
from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.work import Draws, RoleHours, RunningWork
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.troubles import rows_in_words


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
                work.department,
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
        questions += _questions(work, stated, as_of, drawn)
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


def _questions(
    work: DrawnWork, stated: dt.date | None, as_of: dt.date, drawn: Sequence[DrawnWork]
) -> list[Question]:
    """When it ends and what it takes, where that is not stated or over."""
    asked = []
    if work.finish is None or stated is None or stated < as_of:
        asked.append(finish_question(work))
    return asked + [
        hours_question(work, role, hours_a_month(drawn, role)[work.project])
        for role, hours in work.hours.items()
        if hours is None
    ]


def findings_of_work(work: WorkUnderWay, faulty: FaultyWork) -> tuple[Trouble, ...]:
    """Rows of work under way whose days run backwards, or that cannot be used at all."""
    titles = {project.project: project.title for project in work.projects}
    findings = [
        Trouble(
            grade=Grade.FINDING,
            table="in_flight",
            what=f"{titles[project]} ({project}) ends before it begins ({rows_in_words(rows)}): it"
            " is taken to keep its people through all months that are stated",
            row=rows[0],
            column="finish_estimate",
            expected="the first day not after the last",
            next_step="Ask when it will be finished.",
            rows=rows,
        )
        for project, rows in faulty.days.items()
        if project in titles
    ]
    if faulty.set_aside:
        findings.append(
            Trouble(
                grade=Grade.FINDING,
                table="in_flight",
                what=f"work under way cannot be used ({rows_in_words(faulty.set_aside)}): what it"
                " takes is not counted, and roles may have fewer hours left than the plan shows",
                row=faulty.set_aside[0],
                next_step="Mend the rows; the check of the workspace says how.",
                rows=faulty.set_aside,
            )
        )
    return tuple(findings)
