"""Forecasts from counts a week, for callers in Python."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.flow.counting.items import ALL_ITEMS
from pmo_toolkit.analysis.flow.counting.weeks import WeeklyItems, monday_of
from pmo_toolkit.analysis.flow.forecast import forecast_team
from pmo_toolkit.analysis.flow.shapes import TeamForecast
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.settings import Settings

#: Week to which counts without dates are laid: its Monday.
_FIRST_WEEK = "2001-01-01"


def forecast_items(
    counts: Sequence[float] | ArrayLike,
    weeks: int,
    *,
    first_week: str = _FIRST_WEEK,
    team: str = ALL_ITEMS,
    settings: Settings | None = None,
    backtest: bool = False,
) -> TeamForecast:
    """How many items a team finishes in some weeks, at P50, P80, P85 and P95.

    Parameters
    ----------
    counts : array-like of float, shape (n,)
        Items that were finished in each week, the earliest first, weeks without any as 0.
    weeks : int
        Weeks ahead.
    first_week : str
        Any day of the first week, ISO 8601, by which regimes are named.
    team : str
    settings : Settings, optional
    backtest : bool
        Give every past promise, and other ways to forecast at the same weeks.

    Raises
    ------
    UsageError
        For counts that are negative or no numbers, and weeks below 1.

    Examples
    --------
    >>> from pmo_toolkit import forecast_items
    >>> forecast = forecast_items([3, 5, 2, 0, 4, 6, 3, 1, 5, 4, 2, 3], weeks=10)
    >>> len(forecast.forecast)
    4
    """
    _refuse_below_one("weeks", weeks, (settings or Settings()).flow.furthest_weeks)
    return forecast_team(
        _weekly(counts, first_week, team),
        settings=(settings or Settings()).flow,
        weeks=weeks,
        backtest=backtest,
    )


def forecast_weeks(
    counts: Sequence[float] | ArrayLike,
    items: int,
    *,
    first_week: str = _FIRST_WEEK,
    team: str = ALL_ITEMS,
    settings: Settings | None = None,
    backtest: bool = False,
) -> TeamForecast:
    """In how many weeks a team has finished some items, at P50, P80, P85 and P95.

    Parameters
    ----------
    counts, first_week, team, settings, backtest
        As in `forecast_items`.
    items : int
        Items that are to be done.

    Raises
    ------
    UsageError
        For counts that are negative or no numbers, and items below 1.

    Examples
    --------
    >>> counts = [3, 5, 2, 0, 4, 6, 3, 1, 5, 4, 2, 3]
    >>> len(forecast_weeks(counts, items=30).forecast)
    4
    """
    _refuse_below_one("items", items, 10**9)
    return forecast_team(
        _weekly(counts, first_week, team),
        settings=(settings or Settings()).flow,
        items=items,
        backtest=backtest,
    )


def _weekly(counts: Sequence[float] | ArrayLike, first_week: str, team: str) -> WeeklyItems:
    try:
        items = np.asarray(counts, dtype=float)
        first = np.datetime64(first_week, "D").astype(np.int64)
    except (TypeError, ValueError) as error:
        raise UsageError(f"counts need numbers and first_week a day: {error}") from None
    if items.ndim != 1 or not np.isfinite(items).all() or (items < 0).any():
        raise UsageError("counts need one number a week, none negative or missing")
    return WeeklyItems(team, int(monday_of(np.asarray([first]))[0]), items)


def _refuse_below_one(name: str, number: object, most: int) -> None:
    if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= most:
        raise UsageError(f"{name}: {number!r} is not a whole number from 1 to {most:,}")
