"""How much teams finish, from a workspace's ``flow`` or a table of the user's own."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.counting.items import ItemNote
from pmo_toolkit.analysis.flow.counting.tables import CountedTeams, count_items, count_weeks
from pmo_toolkit.analysis.flow.counting.weeks import WeeklyItems, day_text
from pmo_toolkit.analysis.flow.deliveries import deliveries_of
from pmo_toolkit.analysis.flow.forecast import forecast_team
from pmo_toolkit.analysis.flow.measures import flow_measures
from pmo_toolkit.analysis.flow.remarks import remark_on_age
from pmo_toolkit.analysis.flow.shapes import Coverage
from pmo_toolkit.assessment.prepared_cache import day_of
from pmo_toolkit.core.errors import Trouble, UsageError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.capacity import FlowSettings
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.studies.flow.result import FlowStudy, TeamFlow
from pmo_toolkit.studies.flow.table import EXPECTED, TABLE, read_flow_table
from pmo_toolkit.workspace import Workspace, load_workspace
from pmo_toolkit.workspace.dictionary.tables import ROW

#: Most items that a forecast is asked for.
_MOST_ITEMS = 10**9
#: Odd rows of a table without any that can be used that its refusal names.
_FAULTS_SHOWN = 10


@dataclass(frozen=True)
class FlowQuestion:
    """What is asked of every team: items in some weeks, or weeks until some items are done.

    Parameters
    ----------
    weeks, items : int or None
        One of them.
    backtest : bool
        Give every past promise, and other ways to forecast at the same weeks.

    Raises
    ------
    UsageError
        For both, neither, or a number that is out of reach.
    """

    weeks: int | None = None
    items: int | None = None
    backtest: bool = False

    def __post_init__(self) -> None:
        if (self.weeks is None) == (self.items is None):
            raise UsageError("ask for one of both: items in some weeks, or weeks for some items")
        number, most = (self.weeks, 1040) if self.items is None else (self.items, _MOST_ITEMS)
        if number is None or not 1 <= number <= most:
            name = "weeks" if self.items is None else "items"
            raise UsageError(f"{name}: {number} is out of reach; expected 1 to {most:,}")


def study_flow(
    workspace: Workspace | str | Path,
    *,
    as_of: dt.date | str | None = None,
    seed: int | None = None,  # as other studies; nothing is drawn here
    settings: Settings | None = None,
    question: FlowQuestion | None = None,
) -> FlowStudy:
    """Forecast and measure every team of the table ``flow``.

    Parameters
    ----------
    workspace : Workspace or path
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.
    seed : int, optional
        Taken as by other studies. Nothing is drawn at random, so that it changes nothing.
    settings : Settings, optional
        Instead of the workspace's own.
    question : FlowQuestion, optional
        Default: items in the weeks of the setting ``flow_report_weeks``.

    Returns
    -------
    FlowStudy
        Without teams where the workspace has no usable ``flow``.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If `as_of` is not an ISO date.

    Examples
    --------
    >>> [team.forecast.team for team in study_flow("sample").teams]  # doctest: +SKIP
    ['Customer account pages', 'Order tracking']
    """
    del seed
    read = load_workspace(workspace)
    chosen = settings or read.settings
    day = day_of(as_of, read)
    rows = read.table(TABLE)
    counted = count_items(rows.set_index(ROW), day)
    label = read.sources[TABLE].label if TABLE in read.sources else TABLE
    return _study(
        counted,
        chosen,
        question or FlowQuestion(weeks=chosen.flow.report_weeks),
        troubles=tuple(trouble for trouble in read.troubles if trouble.table == TABLE),
        source=label,
        as_of=day,
        is_sample=read.is_sample,
        input_hash=read.input_hash,
    )


def study_flow_table(
    path: Path,
    question: FlowQuestion,
    *,
    as_of: dt.date | None = None,
    settings: Settings | None = None,
) -> FlowStudy:
    """Forecast and measure every team of a table of weekly counts or of items.

    Parameters
    ----------
    path : Path
        CSV, Excel or Parquet file: ``team``, ``week``, ``items``, or ``team``, ``item``,
        ``started``, ``done``.
    question : FlowQuestion
    as_of : date, optional
        Default: the last day of the table; days after today are never used.
    settings : Settings, optional

    Raises
    ------
    UsageError
        When the file cannot be read, holds no rows, or no columns are recognised.
    """
    table = read_flow_table(path)
    day = as_of or dt.date.today()
    counted = (count_weeks if table.is_weekly else count_items)(table.rows, day)
    if not counted.weekly:
        odd = (*table.troubles, *notes_in_words(counted.notes))
        rows = "no rows that can be used" if odd else "no rows"
        lines = (str(trouble) for trouble in odd[:_FAULTS_SHOWN])
        raise UsageError("\n".join((f"{table.source}: {rows}; expected {EXPECTED}", *lines)))
    return _study(
        counted,
        settings or Settings(),
        question,
        troubles=table.troubles,
        source=table.source,
        as_of=as_of or dt.date.fromisoformat(day_text(counted.last_day)),
        is_sample=False,
        input_hash=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def _study(
    counted: CountedTeams,
    settings: Settings,
    question: FlowQuestion,
    *,
    troubles: tuple[Trouble, ...],
    source: str,
    as_of: dt.date,
    is_sample: bool,
    input_hash: str,
) -> FlowStudy:
    teams = tuple(
        _team(weekly, counted, question, settings.flow, as_of) for weekly in counted.weekly
    )
    return FlowStudy(
        teams=teams,
        coverage=Coverage.pooled([team.forecast.coverage for team in teams]),
        troubles=(*troubles, *notes_in_words(counted.notes)),
        source=source,
        as_of=as_of,
        weeks=question.weeks,
        items=question.items,
        is_sample=is_sample,
        input_hash=input_hash,
        version=version("pmo-toolkit"),
        settings_changed=settings.changed(),
    )


def _team(
    weekly: WeeklyItems,
    counted: CountedTeams,
    question: FlowQuestion,
    settings: FlowSettings,
    as_of: dt.date,
) -> TeamFlow:
    forecast = forecast_team(
        weekly,
        settings=settings,
        weeks=question.weeks,
        items=question.items,
        backtest=question.backtest,
    )
    age = remark_on_age(forecast.last_week, as_of)
    if age:
        forecast = replace(forecast, remarks=(age, *forecast.remarks))
    rows: pd.DataFrame | None = counted.items.get(weekly.team)
    if rows is None:
        why = "the table holds counts a week, not items with their days"
        missing = NotAssessed("cycle time, work in progress", why, ReasonCode.NOT_STATED)
        return TeamFlow(forecast, missing, missing.about("deliveries"))
    return TeamFlow(
        forecast,
        flow_measures(rows, counted.last_day, settings),
        deliveries_of(rows, counted.last_day, settings),
    )


def notes_in_words(notes: tuple[ItemNote, ...]) -> tuple[Trouble, ...]:
    """What is odd in rows of items, rows of one kind as one finding."""
    troubles = Troubles()
    for note in notes:
        for row in note.rows:
            troubles.group(TABLE, note.what, row=row, column=note.column)
    return troubles.all()
