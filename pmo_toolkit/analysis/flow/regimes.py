"""Stretches of weeks between which the level of a team changed, and its level as of each week.

Levels are looked for on the scale of square roots, where counts scatter alike. The search is
optimal partitioning; what is found as of a week rests on the weeks before it alone, so that a
forecast made then could have known it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.flow.weeks import WeeklyItems
from pmo_toolkit.core.settings.capacity import FlowSettings

#: Standard deviation of a difference of two normal values of variance 1, times the .75 quantile.
_MEDIAN_DIFFERENCE = 0.9539
#: Variance of twice the root of a Poisson count.
_POISSON_VARIANCE = 1.0
#: Items by which a bulk week may stand above its limit, so that rare items are no bulk.
_BULK_ITEMS = 3.0
#: Items a week added to both means before their logarithms are taken.
_ADDED = 0.3


@dataclass(frozen=True)
class Regime:
    """A stretch of weeks at about one level.

    Parameters
    ----------
    first_week : str
        Its first Monday, ISO 8601.
    weeks : int
    items_a_week : float
        Mean of its weeks.
    """

    first_week: str
    weeks: int
    items_a_week: float


def regimes_of(weekly: WeeklyItems, settings: FlowSettings) -> tuple[Regime, ...]:
    """Regimes as they show in all weeks, the earliest first; empty without weeks."""
    starts = regime_starts(weekly.items, settings)
    end, found = len(weekly), []
    while end:
        start = int(starts[end])
        mean = float(weekly.items[start:end].mean())
        found.append(Regime(weekly.monday(start), end - start, mean))
        end = start
    return tuple(reversed(found))


def regime_starts(items: NDArray[np.float64], settings: FlowSettings) -> NDArray[np.int64]:
    """Place at which the regime began that was in force before each week.

    Parameters
    ----------
    items : ndarray of float, shape (n,)
    settings : FlowSettings

    Returns
    -------
    ndarray of int, shape (n + 1,)
        ``starts[t]`` rests on ``items[:t]`` alone.

    Notes
    -----
    Killick, Fearnhead and Eckley 2012, equation 2: the cost of a partition is the sum of squares
    within its parts and a penalty a part.
    """
    least, weeks = settings.regime_weeks, len(items)
    roots = 2 * np.sqrt(items + 0.375)
    sums = np.concatenate([[0.0], np.cumsum(roots)])
    squares = np.concatenate([[0.0], np.cumsum(roots**2)])
    steps = np.abs(np.diff(roots))
    costs = np.full(weeks + 1, np.inf)
    costs[0] = 0.0
    starts = np.zeros(weeks + 1, dtype=np.int64)
    for week in range(1, weeks + 1):
        candidates = np.concatenate([[0], np.arange(least, week - least + 1)])
        sizes = week - candidates
        within = squares[week] - squares[candidates]
        within -= (sums[week] - sums[candidates]) ** 2 / sizes
        scatter = _scatter(steps[: week - 1], least)
        penalty = settings.regime_penalty * scatter * np.log(max(week, 10))
        total = costs[candidates] + within + penalty
        best = int(np.argmin(total))
        costs[week], starts[week] = total[best], candidates[best]
    return starts


def _scatter(steps: NDArray[np.float64], least: int) -> float:
    """Variance of a week about its level, from steps between weeks that follow each other."""
    if len(steps) < least:
        return 4 * _POISSON_VARIANCE
    return max(_POISSON_VARIANCE, (float(np.median(steps)) / _MEDIAN_DIFFERENCE) ** 2)


def levels(
    items: NDArray[np.float64], starts: NDArray[np.int64], settings: FlowSettings
) -> NDArray[np.float64]:
    """Items a week to go on from, as of each week: between a quick and a slow mean of its regime.

    Parameters
    ----------
    items : ndarray of float, shape (n,)
    starts : ndarray of int, shape (n + 1,)
        From `regime_starts`.
    settings : FlowSettings

    Returns
    -------
    ndarray of float, shape (n + 1,)
        ``levels[t]`` rests on ``items[:t]``; ``levels[0]`` is 0.
    """
    quick, slow = (
        _fading_mean(items, starts, memory, settings.bulk_factor)
        for memory in (settings.short_memory, settings.long_memory)
    )
    # a geometric mean is less moved by one lively stretch; the added share keeps nought apart
    share = np.where(quick < slow, settings.falling_share, 0.5)
    between = (quick + _ADDED) ** share * (slow + _ADDED) ** (1 - share)
    return np.asarray(np.maximum(between - _ADDED, 0.0))


def _fading_mean(
    items: NDArray[np.float64], starts: NDArray[np.int64], memory: float, factor: float
) -> NDArray[np.float64]:
    keep = 0.5 ** (1 / memory)
    counted = np.empty(len(items))
    total = weight = 0.0
    for week, number in enumerate(items):
        usual = total / weight if weight else number
        # what five weeks of six reach is no clean-up of the list, however much it is
        lately = float(np.sort(items[week - 5 : week + 1])[1]) if week > 4 else 0.0
        counted[week] = min(number, max(factor * usual + _BULK_ITEMS, lately))
        total, weight = total * keep + counted[week], weight * keep + 1
    fading = keep ** np.arange(len(items))
    means = np.zeros(len(items) + 1)
    for week in range(1, len(items) + 1):
        start = starts[week]
        weights = fading[: week - start][::-1]
        means[week] = (weights * counted[start:week]).sum() / weights.sum()
    return means
