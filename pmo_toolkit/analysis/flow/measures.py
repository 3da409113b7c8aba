"""How long items take, how old those in progress are, and whether Little's law holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import quantiles
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.counting.items import day_numbers
from pmo_toolkit.analysis.flow.counting.weeks import DAYS_A_WEEK
from pmo_toolkit.analysis.flow.promises import SHARES
from pmo_toolkit.core.settings.capacity import FlowSettings

#: Items in progress that are named.
_NAMED = 10


@dataclass(frozen=True)
class CycleTime:
    """Days from start to end of the items that a team finished.

    Parameters
    ----------
    n : int
        Items finished in the weeks that are looked at, with a known start.
    days : tuple of float, length 4
        Days within which the shares 50, 80, 85 and 95 % of them were finished; 0: the same day.
    """

    n: int
    days: tuple[float, ...]


@dataclass(frozen=True)
class InProgress:
    """Items that were started and are not done.

    Parameters
    ----------
    n : int
    median_age_days, oldest_days : float
        Days since their start.
    ageing : tuple of str
        Items, the oldest first, in progress for longer than most finished ones took.
    n_ageing : int or NotAssessed
        Their number, of which the oldest are named.
    """

    n: int
    median_age_days: float
    oldest_days: float
    ageing: tuple[str, ...]
    n_ageing: int | NotAssessed


@dataclass(frozen=True)
class LittleCheck:
    """Whether work in progress is what throughput and cycle time make it.

    Parameters
    ----------
    in_progress : float
        Mean number of items in progress on a day.
    items_a_week, cycle_weeks : float
        Throughput, and mean time of what was finished.
    ratio : float
        In progress ÷ (items a week × weeks).
    holds : bool
        Whether the ratio is 1 within the tolerance of the settings.
    """

    in_progress: float
    items_a_week: float
    cycle_weeks: float
    ratio: float
    holds: bool


@dataclass(frozen=True)
class FlowMeasures:
    """What a team's items show beside the forecast.

    Parameters
    ----------
    weeks : int
        Weeks that are looked at, up to the last day.
    cycle_time : CycleTime or NotAssessed
    in_progress : InProgress or NotAssessed
    little : LittleCheck or NotAssessed
    """

    weeks: int
    cycle_time: CycleTime | NotAssessed
    in_progress: InProgress | NotAssessed
    little: LittleCheck | NotAssessed


def flow_measures(rows: pd.DataFrame, as_of: int, settings: FlowSettings) -> FlowMeasures:
    """Measure the items of one team.

    Parameters
    ----------
    rows : DataFrame
        From `clean_items`, of one team.
    as_of : int
        The last day, as days since 1 January 1970.
    settings : FlowSettings
    """
    known = rows.dropna(subset=["started"])
    started = day_numbers(known["started"])
    is_done = known["done"].notna().to_numpy()
    done = np.full(len(known), np.iinfo(np.int64).max)
    done[is_done] = day_numbers(known["done"].dropna())
    since = as_of - settings.measured_weeks * DAYS_A_WEEK
    recent = is_done & (done > since)
    took = (done - started)[recent].astype(float)
    cycle: CycleTime | NotAssessed
    if len(took) < settings.fewest_items:
        cycle = _too_few("cycle time", len(took), settings)
    else:
        cycle = CycleTime(len(took), tuple(float(days) for days in quantiles(took, SHARES)))
    ages = (as_of - started)[~is_done].astype(float)
    names = known["item"].to_numpy()[~is_done]
    limit: float | NotAssessed
    if len(took) < settings.fewest_items:
        limit = _too_few("ageing items", len(took), settings)
    else:
        limit = float(quantiles(took, settings.ageing_share))
    return FlowMeasures(
        weeks=settings.measured_weeks,
        cycle_time=cycle,
        in_progress=_in_progress(ages, names, limit),
        little=_little(started, done, (since, as_of), settings),
    )


def _in_progress(
    ages: NDArray[np.float64], names: object, limit: float | NotAssessed
) -> InProgress | NotAssessed:
    if not len(ages):
        why = "no item is stated that was started and is not done"
        return NotAssessed("work in progress", why, ReasonCode.NO_ROWS)
    order = np.argsort(-ages, kind="stable")
    median, oldest = float(np.median(ages)), float(ages.max())
    if isinstance(limit, NotAssessed):
        return InProgress(len(ages), median, oldest, (), limit)
    ageing = [place for place in order if ages[place] > limit]
    listed = [str(np.asarray(names)[place]) for place in ageing[:_NAMED]]
    return InProgress(len(ages), median, oldest, tuple(listed), len(ageing))


def _little(
    started: NDArray[np.int64],
    done: NDArray[np.int64],
    span: tuple[int, int],
    settings: FlowSettings,
) -> LittleCheck | NotAssessed:
    """Mean number in progress against throughput times cycle time, over the same days.

    Notes
    -----
    Little 1961, L = λW. An item is in progress for the days after its start up to its end, so that
    one that was done on the day of its start adds nothing to either side.
    """
    since, until = span
    since = max(since, int(started.min())) if len(started) else since
    finished = (done > since) & (done <= until)
    number, days = int(finished.sum()), until - since
    if number < settings.fewest_items or days < DAYS_A_WEEK:
        return _too_few("Little's law", number, settings)
    overlap = np.minimum(done, until) - np.maximum(started, since)
    mean = float(np.maximum(overlap, 0).sum()) / days
    a_week = number / days * DAYS_A_WEEK
    weeks = float((done - started)[finished].mean()) / DAYS_A_WEEK
    if not weeks:
        why = "all items were done on the day of their start"
        return NotAssessed("Little's law", why, ReasonCode.NOTHING_TO_DIVIDE_BY)
    ratio = mean / (a_week * weeks)
    return LittleCheck(mean, a_week, weeks, ratio, abs(ratio - 1) <= settings.little_tolerance)


def _too_few(what: str, number: int, settings: FlowSettings) -> NotAssessed:
    why = (
        f"{number} {'item was' if number == 1 else 'items were'} finished with a known start in"
        f" {settings.measured_weeks} weeks; {settings.fewest_items} are needed"
    )
    return NotAssessed(what, why, ReasonCode.TOO_FEW_PROJECTS)
