"""Work under way: until when it keeps its people.

A project ends no sooner than it states. It ends later by what became of finished projects: its own
first estimate of its duration (where none is stated, the time from its start to its stated finish)
times the ratios of actual to estimated duration of finished projects, of those ratios only that are
not refuted by the days that have passed already. Where it says neither when it ends nor how long it
was meant to take, or has outlasted every ratio, it counts until the end of the stated months, and
the question is put.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, shown_row, text_of
from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.uncertainty.delivery import DAYS_A_MONTH
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import sample_ratios
from pmo_toolkit.assessment.scheduling.months import PlanMonths, whole_months
from pmo_toolkit.assessment.scheduling.work import Draws, RunningWork, SlipEvidence
from pmo_toolkit.core.settings import Settings

COLUMNS = (
    "project", "title", "role", "hours_per_month", "finish_estimate", "department", "start_date",
    "estimate_duration_days", "class", "_row",
)  # fmt: skip
HISTORY_COLUMNS = ("class", "estimate_duration_days", "actual_duration_days")
_Rows = list[Mapping[Any, Any]]


def slip_evidence(history: pd.DataFrame, fewest: int) -> SlipEvidence:
    """Ratios of actual to estimated duration.

    Parameters
    ----------
    history : DataFrame
        Rows of the table, in `HISTORY_COLUMNS`.
    fewest : int
        Fewer ratios than that are not used.
    """
    usable = history[
        (history["estimate_duration_days"] > 0) & (history["actual_duration_days"] > 0)
    ]
    ratios = usable["actual_duration_days"] / usable["estimate_duration_days"]
    by_class = {
        str(name): tuple(sorted(own.tolist()))
        for name, own in ratios.groupby(usable["class"])
        if len(own) >= fewest
    }
    return SlipEvidence(by_class, tuple(sorted(ratios)) if len(ratios) >= fewest else ())


@dataclass(frozen=True)
class WorkUnderWay:
    """All work under way, and what must be asked of it."""

    projects: tuple[RunningWork, ...]
    questions: tuple[Question, ...]


def work_under_way(
    in_flight: pd.DataFrame,
    evidence: SlipEvidence,
    months: PlanMonths,
    *,
    as_of: dt.date,
    stated_months: int,
    settings: Settings,
) -> WorkUnderWay:
    """Until when each project keeps its people.

    Parameters
    ----------
    in_flight : DataFrame
        Rows of the table, in `COLUMNS`.
    evidence : SlipEvidence
    months : PlanMonths
    as_of : date
    stated_months : int
        Months for which any capacity is stated.
    settings : Settings
    """
    by_project: dict[str, _Rows] = {}
    for row in in_flight.to_dict("records"):
        if text_of(row["project"]):
            by_project.setdefault(str(row["project"]), []).append(row)
    projects, questions = [], []
    for project, rows in sorted(by_project.items()):
        drawn = _months_drawn(project, rows, evidence, months, as_of, settings)
        title = _first(rows, "title") or project
        department = _first(rows, "department")
        finish = _latest(rows, "finish_estimate")
        if drawn is None or finish is None or finish < as_of:
            questions.append(_end_question(project, title, department, drawn is not None))
        if drawn is None:
            drawn = np.full(settings.scheduling.draws, float(max(stated_months, 1)))
        share = settings.scheduling.in_flight_chance
        middle = float(np.quantile(drawn, share, method="inverted_cdf"))
        projects.append(
            RunningWork(
                project,
                title,
                department,
                max(0, whole_months(middle)),
                np.maximum(drawn, 0.0),
                _hours(rows),
                finish.isoformat() if finish else None,
                tuple(number for row in rows for number in shown_row(row)),
            )
        )
        questions += _hours_questions(title, department, rows)
    return WorkUnderWay(tuple(projects), tuple(questions))


def _months_drawn(
    project: str,
    rows: _Rows,
    evidence: SlipEvidence,
    months: PlanMonths,
    as_of: dt.date,
    settings: Settings,
) -> Draws | None:
    """Months from the plan's first day until the project ends; None where nothing says so."""
    start, finish = _latest(rows, "start_date"), _latest(rows, "finish_estimate")
    own = max(
        (value for row in rows if (value := number_of(row["estimate_duration_days"]))), default=None
    )
    since = start if start is not None and start <= as_of else as_of
    planned = own if start is not None and own else None
    if planned is None and finish is not None:
        planned = float((finish - since).days)
    draws = settings.scheduling.draws
    stated = None if finish is None or finish < as_of else np.full(draws, months.until(finish))
    if planned is None or planned <= 0:
        return stated
    elapsed = float((as_of - since).days)
    ratios = evidence.ratios(_first(rows, "class"))
    left = tuple(ratio for ratio in ratios if planned * ratio > elapsed)
    if not left:
        if stated is not None or ratios or planned <= elapsed:
            return stated
        return np.full(draws, (planned - elapsed) / DAYS_A_MONTH + months.until(as_of))
    u = uniforms(settings.seed, f"{project}|slip", draws)
    days = planned * sample_ratios(u, left) - elapsed
    drawn = days / DAYS_A_MONTH + months.until(as_of)
    return drawn if stated is None else np.maximum(drawn, stated)


def _hours(rows: _Rows) -> dict[str, int]:
    hours: dict[str, float] = {}
    for row in rows:
        role, asked = text_of(row["role"]), number_of(row["hours_per_month"])
        if role is not None and asked is not None:
            hours[role] = hours.get(role, 0.0) + asked
    return {role: round(total) for role, total in sorted(hours.items())}


def _hours_questions(title: str, department: str | None, rows: _Rows) -> list[Question]:
    roles = [text_of(row["role"]) for row in rows if number_of(row["hours_per_month"]) is None]
    named = [role for role in roles if role is not None]
    return [
        Question(
            department or "Whoever leads the work",
            f"How many hours a month does “{title}” still take of the role {role}?",
            "Until then the plan takes none, and the role may be fuller than it looks.",
            "in_flight",
        )
        for role in named
    ]


def _end_question(project: str, title: str, department: str | None, by_others: bool) -> Question:
    until = (
        "as long as finished projects lead to expect"
        if by_others
        else "for all months that are stated"
    )
    return Question(
        department or "Whoever leads the work",
        f"When does “{title}” ({project}) end? Its stated end is missing or over.",
        f"Until then the plan leaves it its people {until}.",
        "in_flight",
    )


def _first(rows: _Rows, column: str) -> str | None:
    return next((text for row in rows if (text := text_of(row[column]))), None)


def _latest(rows: Sequence[Mapping[Any, Any]], column: str) -> dt.date | None:
    """The latest of several days that rows of one project state."""
    return max((row[column].date() for row in rows if pd.notna(row[column])), default=None)
