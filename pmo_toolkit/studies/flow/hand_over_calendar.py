"""What lands when, and in whose capability: from the plan, work under way and teams' forecasts."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.studies.flow.result import FlowStudy
from pmo_toolkit.studies.schedule_result import ScheduleStudy
from pmo_toolkit.workspace import Workspace

_DAYS_A_WEEK = 7
_P80, _ROUNDING = 0.8, 1e-9


class LandingKind(StrEnum):
    """From what a hand-over is known."""

    PROPOSAL = "proposal"  # planned, and nobody has decided on it
    UNDER_WAY = "work under way"
    TEAM = "team"  # items that a team finishes by then


@dataclass(frozen=True)
class Landing:
    """Something that is handed over.

    Parameters
    ----------
    kind : LandingKind
    id, title : str
    month : str
        By whose end it lands, ``YYYY-MM``: of the plan or stated; of a team the last week asked.
        Of what is overdue the month of today: it lands then or later.
    p80 : str or None
        The month by which it lands with a chance of 80 %; None where that is not known.
    capabilities : tuple of str
        Titles of the capabilities that it raises.
    owners : tuple of str
        Departments that own these, or that it is done for.
    items : int or None
        Of a team: items at least, with a chance of 80 %.
    overdue_since : str or None
        Stated end of work under way that has passed, ISO 8601.
    """

    kind: LandingKind
    id: str
    title: str
    month: str
    p80: str | None
    capabilities: tuple[str, ...]
    owners: tuple[str, ...]
    items: int | None = None
    overdue_since: str | None = None


def hand_over_calendar(
    workspace: Workspace,
    schedule: ScheduleStudy | None = None,
    flow: FlowStudy | None = None,
    as_of: dt.date | None = None,
) -> tuple[Landing, ...]:
    """All hand-overs that are known, the earliest first.

    Parameters
    ----------
    workspace : Workspace
        Its capabilities with their owners, and its work under way.
    schedule : ScheduleStudy, optional
        Of the same workspace; without it no proposal is planned, and of work under way nothing but
        its stated end is known.
    flow : FlowStudy, optional
        Of the same workspace, of items in some weeks.
    as_of : date, optional
        Default: the day of `flow`, else that of the workspace; without any nothing is overdue.
    """
    today = as_of or (flow.as_of if flow is not None else workspace.config.as_of)
    landings = [*_under_way(workspace, today, {} if schedule is None else _ends(schedule))]
    if schedule is not None:
        landings += _planned(workspace, schedule)
    if flow is not None and flow.weeks is not None:
        landings += _by_teams(flow, flow.weeks)
    return tuple(sorted(landings, key=lambda landing: (landing.month, landing.kind, landing.id)))


def _planned(workspace: Workspace, schedule: ScheduleStudy) -> Iterator[Landing]:
    raised = workspace.table("proposal_capabilities").merge(
        workspace.table("capabilities"), left_on="capability", right_on="id"
    )
    for work in schedule.proposals:
        of_proposal = raised[raised["proposal"] == work.proposal.id]
        owners = _texts(of_proposal["department"]) or _known(work.proposal.department)
        yield Landing(
            kind=LandingKind.PROPOSAL,
            id=work.proposal.id,
            title=work.proposal.title,
            month=work.last_month,
            p80=None if work.finish_range is None else work.finish_range.p80,
            capabilities=_texts(of_proposal["title"]),
            owners=owners,
        )


def _ends(schedule: ScheduleStudy) -> dict[str, str]:
    """Work under way → month by which it has ended in four cases of five, as the plan draws it."""
    months = schedule.portfolio.months
    ends = {
        work.project: work.start + float(np.quantile(work.draws, _P80, method="inverted_cdf"))
        for work in schedule.portfolio.running
        if work.stated_finish is not None
    }
    return {
        project: months.name(max(0, math.ceil(end - _ROUNDING) - 1))
        for project, end in ends.items()
    }


def _under_way(
    workspace: Workspace, today: dt.date | None, ends: Mapping[str, str]
) -> Iterator[Landing]:
    rows = workspace.table("in_flight").dropna(subset=["finish_estimate"])
    for project, of_project in rows.groupby("project", sort=True):
        finish = of_project["finish_estimate"].max().date()
        is_overdue = today is not None and finish < today
        yield Landing(
            kind=LandingKind.UNDER_WAY,
            id=str(project),
            title=next(iter(_texts(of_project["title"])), str(project)),
            month=f"{today if is_overdue else finish:%Y-%m}",
            p80=ends.get(str(project)),
            capabilities=(),
            owners=_texts(of_project["department"]),
            overdue_since=finish.isoformat() if is_overdue else None,
        )


def _by_teams(flow: FlowStudy, weeks: int) -> Iterator[Landing]:
    for team in flow.teams:
        forecast = team.forecast
        if isinstance(forecast.forecast, NotAssessed) or forecast.forecast[1] is None:
            continue
        last = dt.date.fromisoformat(forecast.last_week)
        until = last + dt.timedelta(days=_DAYS_A_WEEK * (weeks + 1) - 1)
        if until < flow.as_of:  # its records end so early that nothing ahead is promised
            continue
        if forecast.has_ended or not forecast.forecast[1]:  # nothing is promised
            continue
        month = f"{until:%Y-%m}"
        yield Landing(
            kind=LandingKind.TEAM,
            id=forecast.team,
            title=forecast.team,
            month=month,
            p80=month,
            capabilities=(),
            owners=(),
            items=forecast.forecast[1],
        )


def _texts(cells: pd.Series) -> tuple[str, ...]:
    known = (text_of(cell) for cell in cells)
    return tuple(dict.fromkeys(text for text in known if text is not None))


def _known(text: str | None) -> tuple[str, ...]:
    return () if text is None else (text,)
