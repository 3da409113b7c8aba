"""Promises as they would have been made in every past week, and the one to make now.

A promise is the number of items that a team finishes at least, with a share of chance. It is the
level of the present regime times a ratio that the team's own past forecasts fell short of no more
often than that share allows. Ratios of actual to forecast lie side by side with a usual spread,
which weighs less the more of its own there are, and which follows the team's own forecasts of half
the length: of these more are known. Where promises were missed more often than they should, those
that follow are lowered, and raised where they were kept too often.
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
#: Past origins that count as kept as often as they should before any is known.
_ORIGINS_BEFORE = 10.0
#: What is missed too often lowers a promise by so many times as much; the middle is no promise.
_CAUTION = np.array([1.0, 2.0, 2.0, 2.0])
#: An error of a forecast of half the length counts with this much at most, as a logarithm.
_LARGEST_ERROR = 2.5


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
    origin that has just become known, and a term of what was missed too often up to then (as the
    integral of Angelopoulos, Candès and Tibshirani 2023, but to the safe side alone: raising
    promises in the same way made their loss larger). The shares stay in order.
    """
    count, errors = len(items), _past_errors(items, levels, weeks)
    correction = _Correction(settings)
    at_least = np.zeros((count + 1, len(SHARES)))
    for week in range(1, count + 1):
        known = week - weeks
        if known >= _FIRST_ERROR + settings.own_errors:
            correction.learn(errors.actual[known] < whole_items(at_least[known]))
        at_least[week] = _items_at(errors, week, correction.chances, settings)
    own_errors = max(0, count - _FIRST_ERROR) // weeks
    return Promises(weeks, at_least, errors.actual, min(own_errors, settings.most_errors))


class _Correction:
    """Chances to miss that bring the team's promises to those allowed, from past outcomes.

    `chances` are those with which the next promises are made, shape (4,).
    """

    def __init__(self, settings: FlowSettings) -> None:
        self._step = settings.correction_step
        self._keep = 0.5 ** (1 / settings.miss_memory)
        self._allowed = 1 - np.asarray(SHARES)
        self._moved = self._allowed.copy()
        # misses and origins so far, those long ago fading
        self._misses, self._origins = self._allowed * _ORIGINS_BEFORE, _ORIGINS_BEFORE
        self.chances = self._allowed

    def learn(self, is_missed: NDArray[np.bool_]) -> None:
        """Take in whether the promises of one origin were missed, shape (4,)."""
        moved = self._moved + self._step * (self._allowed - is_missed)
        self._moved = self._in_order(moved)
        before = _ORIGINS_BEFORE * (1 - self._keep)
        self._misses = self._misses * self._keep + self._allowed * before + is_missed
        self._origins = self._origins * self._keep + before + 1
        too_often = np.maximum(self._misses / self._origins - self._allowed, 0.0)
        self.chances = self._in_order(self._moved - _CAUTION * too_often)

    def _in_order(self, chances: NDArray[np.float64]) -> NDArray[np.float64]:
        allowed = self._allowed
        within = np.clip(chances, allowed * _LEAST_ALLOWED, allowed + _MOST_ADDED)
        return np.asarray(np.maximum.accumulate(within[::-1])[::-1])


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
    """Forecasts as of every week, and logarithms of actual to forecast items; shape (n + 1,).

    `half_squares` are sums of the squares of such logarithms of forecasts of half the length,
    `half_weeks`; shape (n + 2,), from nought on.
    """

    weeks: int
    forecast: NDArray[np.float64]
    actual: NDArray[np.float64]
    ratios: NDArray[np.float64]
    half_weeks: int
    half_squares: NDArray[np.float64]

    def known(self, week: int, most: int) -> NDArray[np.float64]:
        """Ratios that are known as of a week, at most so many side by side."""
        begin, end = _known(self.weeks, week, most)
        return self.ratios[begin:end]

    def known_half(self, week: int, most: int) -> tuple[float, int]:
        """Mean square of those of half the length that are known, and their number."""
        begin, end = _known(self.half_weeks, week, most)
        if begin == end:
            return 0.0, 0
        squares = self.half_squares[end] - self.half_squares[begin]
        return float(squares) / (end - begin), end - begin


def _known(weeks: int, week: int, most: int) -> tuple[int, int]:
    """Places from and up to which forecasts so many weeks ahead are known as of a week."""
    end = max(week - weeks + 1, 0)
    return min(max(_FIRST_ERROR, end - most * weeks), end), end


def _past_errors(
    items: NDArray[np.float64], levels: NDArray[np.float64], weeks: int
) -> _PastErrors:
    half_weeks = (weeks + 1) // 2
    actual, ratios = _ratios(items, levels, weeks)
    half = np.clip(_ratios(items, levels, half_weeks)[1], -_LARGEST_ERROR, _LARGEST_ERROR)
    squares = np.concatenate([[0.0], np.cumsum(half**2)])
    return _PastErrors(weeks, levels * weeks, actual, ratios, half_weeks, squares)


def _ratios(
    items: NDArray[np.float64], levels: NDArray[np.float64], weeks: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    actual = _sums_ahead(items, weeks)
    return actual, np.log((actual + _ADDED) / (levels * weeks + _ADDED))


def _items_at(
    errors: _PastErrors, week: int, chances: NDArray[np.float64], settings: FlowSettings
) -> NDArray[np.float64]:
    """Quantiles of the items ahead as of a week: own past ratios beside the usual spread."""
    weeks, forecast = errors.weeks, float(errors.forecast[week])
    own = errors.known(week, settings.most_errors)
    fades = 0.5 ** (np.arange(len(own))[::-1] / settings.error_memory) / weeks
    usual = settings.own_errors / (1 + len(own) / weeks / settings.own_errors)
    values = np.concatenate([own, _USUAL_PLACES * _spread(errors, week, settings)])
    places = len(_USUAL_PLACES)
    weights = np.concatenate([fades, np.full(places, usual / places)])
    ratio = np.exp(_weighted_quantiles(values, weights, chances))
    return np.asarray(np.maximum((forecast + _ADDED) * ratio - _ADDED, 0.0))


def _spread(errors: _PastErrors, week: int, settings: FlowSettings) -> float:
    """The usual spread, which gives way to what forecasts of half the length missed by."""
    own, number = errors.known_half(week, settings.most_errors)
    usual = settings.usual_error**2 + _OVERDISPERSION / max(float(errors.forecast[week]), 1.0)
    side_by_side, weight = number / errors.half_weeks, settings.usual_weight
    return float(np.sqrt((weight * usual + side_by_side * own) / (weight + side_by_side)))


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
