"""Promises as they would have been made in every past week, and the one to make now.

A promise is the number of items that a team finishes at least, with a share of chance. It is the
level of the present regime times a ratio that the team's own past forecasts fell short of no more
often than that share allows. Ratios of actual to forecast lie side by side with a usual spread,
which weighs less the more of its own there are. Where promises were missed more often than they
should, those that follow are lowered, and raised where they were kept too often.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.core.settings.capacity import FlowSettings

#: Chances with which promises are kept.
SHARES = (0.5, 0.8, 0.85, 0.95)
#: Items added to both sides of a ratio, so that weeks without any have one.
_ADDED = 1.0
#: Normal quantiles of eleven even chances: the usual spread.
_USUAL_PLACES = np.array([-1.69, -1.1, -0.75, -0.47, -0.23, 0, 0.23, 0.47, 0.75, 1.1, 1.69])
#: Variance of a sum of items by its mean: weeks differ more than pure chance would let them.
_OVERDISPERSION = 1.5
#: Weeks before the first forecast whose error counts.
_FIRST_ERROR = 8
#: A correction leaves at least this share of the allowed misses, and adds at most so many.
_LEAST_ALLOWED, _MOST_ADDED = 0.2, 0.25


@dataclass(frozen=True, eq=False)
class Promises:
    """Promises for some weeks ahead as of every week, and what became of them.

    Parameters
    ----------
    weeks : int
        Weeks ahead.
    at_least : ndarray of float, shape (n + 1, 4)
        ``at_least[t, s]``: items promised with ``SHARES[s]`` after the first t weeks, not rounded.
    actual : ndarray of float, shape (n + 1,)
        Items of the weeks ahead; NaN where they are not all known.
    own_errors : int
        Past forecasts of the team, side by side, on which the last promise rests.
    """

    weeks: int
    at_least: NDArray[np.float64]
    actual: NDArray[np.float64]
    own_errors: int

    @property
    def now(self) -> NDArray[np.float64]:
        """The promises after the last week, shape (4,)."""
        return np.asarray(self.at_least[-1])

    def is_kept(self) -> NDArray[np.bool_]:
        """Whether each promise was kept, shape (n + 1, 4); False where that is not known."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.actual[:, None] >= whole_items(self.at_least))

    def origins(self, past_weeks: int) -> NDArray[np.int64]:
        """Weeks with enough past whose weeks ahead are known."""
        places = np.flatnonzero(~np.isnan(self.actual))
        return np.asarray(places[places >= past_weeks])


def whole_items(promised: NDArray[np.float64]) -> NDArray[np.float64]:
    """Promises in whole items: rounded down."""
    return np.asarray(np.floor(promised + 1e-9))


def promises(
    items: NDArray[np.float64],
    levels: NDArray[np.float64],
    weeks: int,
    settings: FlowSettings,
) -> Promises:
    """Promise as of every week, by what was known then.

    Parameters
    ----------
    items : ndarray of float, shape (n,)
        Items of each week.
    levels : ndarray of float, shape (n + 1,)
        Level as of each week, from `pmo_toolkit.analysis.flow.regimes.levels`.
    weeks : int
        Weeks ahead, at least 1.
    settings : FlowSettings

    Notes
    -----
    The correction is adaptive conformal inference (Gibbs and Candès 2021) on the outcome of the
    origin that has just become known; the shares stay in order.
    """
    count = len(items)
    count, errors = len(items), _past_errors(items, levels, weeks)
    allowed = 1 - np.asarray(SHARES)
    chances = allowed.copy()
    at_least = np.zeros((count + 1, len(SHARES)))
    for week in range(1, count + 1):
        known = week - weeks
        if known >= _FIRST_ERROR + settings.own_errors:
            is_missed = errors.actual[known] < whole_items(at_least[known])
            chances = chances + settings.correction_step * (allowed - is_missed)
            chances = np.clip(chances, allowed * _LEAST_ALLOWED, allowed + _MOST_ADDED)
            chances = np.maximum.accumulate(chances[::-1])[::-1]
        at_least[week] = _items_at(errors, week, chances, settings)
    own_errors = max(0, count - _FIRST_ERROR) // weeks
    return Promises(weeks, at_least, errors.actual, min(own_errors, settings.most_errors))


def items_ahead(
    items: NDArray[np.float64],
    levels: NDArray[np.float64],
    weeks: int,
    chances: NDArray[np.float64],
    settings: FlowSettings,
) -> NDArray[np.float64]:
    """Items of the weeks ahead that are not exceeded with each chance; not rounded.

    Parameters
    ----------
    items, levels, weeks, settings
        As in `promises`; `items` is not empty.
    chances : ndarray of float, any number
        From 0 to 1, such as draws of a uniform variable.
    """
    return _items_at(_past_errors(items, levels, weeks), len(items), chances, settings)


@dataclass(frozen=True, eq=False)
class _PastErrors:
    """Forecasts as of every week, and logarithms of actual to forecast items; shape (n + 1,)."""

    weeks: int
    forecast: NDArray[np.float64]
    actual: NDArray[np.float64]
    ratios: NDArray[np.float64]


def _past_errors(
    items: NDArray[np.float64], levels: NDArray[np.float64], weeks: int
) -> _PastErrors:
    actual, forecast = _sums_ahead(items, weeks), levels * weeks
    ratios = np.log((actual + _ADDED) / (forecast + _ADDED))
    return _PastErrors(weeks, forecast, actual, ratios)


def _items_at(
    errors: _PastErrors, week: int, chances: NDArray[np.float64], settings: FlowSettings
) -> NDArray[np.float64]:
    """Quantiles of the items ahead as of a week: own past ratios beside the usual spread."""
    weeks, forecast, known = errors.weeks, float(errors.forecast[week]), week - errors.weeks
    first = max(_FIRST_ERROR, known + 1 - settings.most_errors * weeks)
    own = errors.ratios[min(first, max(known + 1, 0)) : max(known + 1, 0)]
    fades = 0.5 ** (np.arange(len(own))[::-1] / settings.error_memory) / weeks
    usual = settings.own_errors / (1 + len(own) / weeks / settings.own_errors)
    spread = np.sqrt(settings.usual_error**2 + _OVERDISPERSION / max(forecast, 1.0))
    values = np.concatenate([own, _USUAL_PLACES * spread])
    places = len(_USUAL_PLACES)
    weights = np.concatenate([fades, np.full(places, usual / places)])
    ratio = np.exp(_weighted_quantiles(values, weights, chances))
    return np.asarray(np.maximum((forecast + _ADDED) * ratio - _ADDED, 0.0))


def _sums_ahead(items: NDArray[np.float64], weeks: int) -> NDArray[np.float64]:
    sums = np.concatenate([[0.0], np.cumsum(items)])
    ahead = np.full(len(sums), np.nan)
    if weeks < len(sums):
        ahead[: len(sums) - weeks] = sums[weeks:] - sums[:-weeks]
    return ahead


def _weighted_quantiles(
    values: NDArray[np.float64], weights: NDArray[np.float64], chances: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Quantiles of weighted values, interpolated between the middles of their weights."""
    order = np.argsort(values, kind="stable")
    ordered = weights[order]
    middles = (np.cumsum(ordered) - ordered / 2) / ordered.sum()
    return np.asarray(np.interp(chances, middles, values[order]))
