"""Stretches of weeks between which the level of a team changed, and its level as of each week.

What is found as of a week rests on the weeks before it alone, so that a forecast made then could
have known it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.flow.counting.weeks import WeeklyItems
from pmo_toolkit.analysis.flow.level_changes import LevelChanges, level_changes
from pmo_toolkit.core.settings.capacity import FlowSettings

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
    starts = _changes(weekly.items, settings).now
    return tuple(
        Regime(weekly.monday(start), end - start, float(weekly.items[start:end].mean()))
        for start, end in pairwise((*starts, len(weekly)))
    )


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
    """
    return _changes(items, settings).starts


def _changes(items: NDArray[np.float64], settings: FlowSettings) -> LevelChanges:
    counts = _without_bulk(items, settings.long_memory, settings.bulk_factor)
    return level_changes(counts, settings)


def idle_weeks(items: NDArray[np.float64], starts: NDArray[np.int64]) -> int:
    """Weeks without any item up to the last, where these are a regime of their own; else 0.

    Parameters
    ----------
    items : ndarray of float, shape (n,)
    starts : ndarray of int, shape (n + 1,)
        From `regime_starts`.
    """
    busy = np.flatnonzero(items)
    if not len(busy) or items[starts[-1] :].any():
        return 0
    return len(items) - 1 - int(busy[-1])


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


def _without_bulk(items: NDArray[np.float64], memory: float, factor: float) -> NDArray[np.float64]:
    """Items of each week, of bulk weeks no more than so many times the usual and a few."""
    keep = 0.5 ** (1 / memory)
    counted = np.empty(len(items))
    total = weight = 0.0
    for week, number in enumerate(items):
        usual = total / weight if weight else number
        # what five weeks of six reach is no clean-up of the list, however much it is
        lately = float(np.sort(items[week - 5 : week + 1])[1]) if week > 4 else 0.0
        counted[week] = min(number, max(factor * usual + _BULK_ITEMS, lately))
        total, weight = total * keep + counted[week], weight * keep + 1
    return counted


def _fading_mean(
    items: NDArray[np.float64], starts: NDArray[np.int64], memory: float, factor: float
) -> NDArray[np.float64]:
    keep, counted = 0.5 ** (1 / memory), _without_bulk(items, memory, factor)
    fading = keep ** np.arange(len(items))
    means = np.zeros(len(items) + 1)
    for week in range(1, len(items) + 1):
        start = starts[week]
        weights = fading[: week - start][::-1]
        means[week] = (weights * counted[start:week]).sum() / weights.sum()
    return means
