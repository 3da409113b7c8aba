"""A team's forecast: how many items in some weeks, or when some items are done."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.completion import completions
from pmo_toolkit.analysis.flow.counting.weeks import DAYS_A_WEEK, WeeklyItems, day_text
from pmo_toolkit.analysis.flow.promises import SHARES, promises, whole_items
from pmo_toolkit.analysis.flow.regimes import levels, regime_starts, regimes_of
from pmo_toolkit.analysis.flow.remarks import remarks_on
from pmo_toolkit.analysis.flow.resampling import resampled_items
from pmo_toolkit.analysis.flow.rivals import measured_methods
from pmo_toolkit.analysis.flow.shapes import Coverage, PastPromise, TeamForecast
from pmo_toolkit.core.settings.capacity import FlowSettings

#: Weeks that the habit of the industry draws from.
_LAST_WEEKS = 12
#: Weeks that a chart shows.
_SHOWN_WEEKS = 52
_NOTHING_MEASURED = Coverage((0,) * len(SHARES), (0,) * len(SHARES))


def forecast_team(
    weekly: WeeklyItems,
    *,
    settings: FlowSettings,
    weeks: int | None = None,
    items: int | None = None,
    backtest: bool = False,
) -> TeamForecast:
    """Forecast one team, and measure such forecasts at all its past weeks.

    Parameters
    ----------
    weekly : WeeklyItems
    settings : FlowSettings
    weeks, items : int, optional
        One of them: how many in so many weeks, or when so many are done. At least 1.
    backtest : bool
        Give every past promise, and other ways to forecast at the same weeks.
    """
    refusal = _refusal(weekly, settings)
    if refusal is not None:
        return _not_assessed(weekly, weeks, items, refusal, settings)
    starts = regime_starts(weekly.items, settings)
    level = levels(weekly.items, starts, settings)
    if weeks is not None:
        return _items_in(weekly, level, weeks, settings, backtest)
    return _weeks_for(weekly, level, items or 1, settings, backtest)


def _refusal(weekly: WeeklyItems, settings: FlowSettings) -> NotAssessed | None:
    what = "forecast of the team"
    if not len(weekly) or not weekly.items.any():
        why = "nothing was finished in any whole week"
        return NotAssessed(what, why, ReasonCode.NO_ROWS, names=(weekly.team,))
    if len(weekly) < settings.fewest_weeks:
        why = (
            f"{len(weekly)} whole {'week' if len(weekly) == 1 else 'weeks'} of throughput do not"
            f" show how weeks differ; {settings.fewest_weeks} are needed"
        )
        return NotAssessed(what, why, ReasonCode.TOO_FEW_PROJECTS, names=(weekly.team,))
    return None


def _not_assessed(
    weekly: WeeklyItems,
    weeks: int | None,
    items: int | None,
    refusal: NotAssessed,
    settings: FlowSettings,
) -> TeamForecast:
    return TeamForecast(
        team=weekly.team,
        weeks=weeks,
        items=items,
        forecast=refusal,
        done_by=(),
        coverage=_NOTHING_MEASURED,
        first_week=weekly.monday(0) if len(weekly) else "",
        last_week=weekly.monday(len(weekly) - 1) if len(weekly) else "",
        n_weeks=len(weekly),
        own_errors=0,
        regimes=regimes_of(weekly, settings),
        resampled=(),
        remarks=(f"Not assessed: {refusal.why}.",),
        recent=_recent(weekly),
    )


def _items_in(
    weekly: WeeklyItems,
    level: NDArray[np.float64],
    weeks: int,
    settings: FlowSettings,
    backtest: bool,
) -> TeamForecast:
    made = promises(weekly.items, level, weeks, settings)
    origins = made.origins(settings.past_weeks)
    kept = made.is_kept()[origins].sum(axis=0)
    coverage = Coverage(tuple(int(number) for number in kept), (len(origins),) * len(SHARES))
    regimes = regimes_of(weekly, settings)
    past = tuple(
        PastPromise(
            weekly.monday(int(origin)),
            tuple(whole_items(made.at_least[origin]).tolist()),
            float(made.actual[origin]),
        )
        for origin in (origins if backtest else ())
    )
    return TeamForecast(
        team=weekly.team,
        weeks=weeks,
        items=None,
        forecast=tuple(int(number) for number in whole_items(made.now)),
        done_by=(),
        coverage=coverage,
        first_week=weekly.monday(0),
        last_week=weekly.monday(len(weekly) - 1),
        n_weeks=len(weekly),
        own_errors=made.own_errors,
        regimes=regimes,
        resampled=resampled_items(weekly.items[-_LAST_WEEKS:], weeks, SHARES),
        remarks=remarks_on(regimes, len(weekly), made.own_errors, coverage, weeks, settings),
        recent=_recent(weekly),
        methods=measured_methods(weekly.items, made, settings.past_weeks) if backtest else (),
        past=past,
    )


def _weeks_for(
    weekly: WeeklyItems,
    level: NDArray[np.float64],
    items: int,
    settings: FlowSettings,
    backtest: bool,
) -> TeamForecast:
    found = completions(weekly.items, level, items, settings)
    is_known, is_kept = found.is_known[settings.past_weeks :], found.is_kept[settings.past_weeks :]
    coverage = Coverage(
        tuple(int(number) for number in is_kept.sum(axis=0)),
        tuple(int(number) for number in is_known.sum(axis=0)),
    )
    within = tuple(_whole_or_none(number) for number in found.within[-1])
    regimes = regimes_of(weekly, settings)
    after = weekly.first + DAYS_A_WEEK * len(weekly)
    longest = max((number for number in within if number is not None), default=1)
    past = tuple(
        PastPromise(
            weekly.monday(origin),
            tuple(_whole_or_none(number) for number in found.within[origin]),
            None,
        )
        for origin in (range(settings.past_weeks, len(weekly)) if backtest else ())
    )
    return TeamForecast(
        team=weekly.team,
        weeks=None,
        items=items,
        forecast=within,
        done_by=tuple(
            None if number is None else day_text(after + DAYS_A_WEEK * number - 1)
            for number in within
        ),
        coverage=coverage,
        first_week=weekly.monday(0),
        last_week=weekly.monday(len(weekly) - 1),
        n_weeks=len(weekly),
        own_errors=found.own_errors,
        regimes=regimes,
        resampled=(),
        remarks=remarks_on(
            regimes,
            len(weekly),
            found.own_errors,
            coverage,
            longest,
            settings,
            is_out_of_reach=None in within,
        ),
        recent=_recent(weekly),
        past=past,
    )


def _recent(weekly: WeeklyItems) -> tuple[float, ...]:
    return tuple(weekly.items[-_SHOWN_WEEKS:].tolist())


def _whole_or_none(number: float) -> int | None:
    return None if np.isnan(number) else int(number)
