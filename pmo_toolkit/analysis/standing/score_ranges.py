"""Uncertain scores of alternatives on criteria, and values drawn from them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


#: Draws worked on at once: their working arrays then stay in the processor's cache.
_CHUNK = 250


@dataclass(frozen=True, eq=False)
class ScoreRanges:
    """Uncertain scores as triangular distributions of desirability.

    All arrays have shape (alternatives, criteria).

    Parameters
    ----------
    low, mode, high : array
        0 to 1, low ≤ mode ≤ high; all three NaN where nothing is known: the score is then uniform
        over the whole scale.

    Raises
    ------
    ValueError
        For other shapes, fewer than two alternatives, or values out of order or off the scale.
    """

    low: Floats
    mode: Floats
    high: Floats

    def __post_init__(self) -> None:
        if (
            self.mode.ndim != 2
            or not self.low.shape == self.mode.shape == self.high.shape
            or not self.mode.shape[1]
        ):
            raise ValueError(
                f"low, mode and high need one shape, found {self.low.shape}, {self.mode.shape}"
            )
        if self.mode.shape[0] < 2:
            raise ValueError("at least two alternatives are needed for a standing among others")
        known = np.isfinite(self.low) & np.isfinite(self.mode) & np.isfinite(self.high)
        blank = np.isnan(self.low) & np.isnan(self.mode) & np.isnan(self.high)
        ordered = (
            (self.low >= 0) & (self.low <= self.mode) & (self.mode <= self.high) & (self.high <= 1)
        )
        wrong = np.argwhere(~(blank | (known & ordered)))
        if len(wrong):
            row, column = wrong[0]
            raise ValueError(
                f"alternative {row + 1}, criterion {column + 1}: 0 ≤ low ≤ mode ≤ high ≤ 1 must"
                f" hold, found {self.low[row, column]:g}, {self.mode[row, column]:g},"
                f" {self.high[row, column]:g}"
            )

    @classmethod
    def certain(cls, scores: ArrayLike) -> ScoreRanges:
        """Scores without doubt, shape (alternatives, criteria)."""
        values = np.asarray(scores, dtype=float)
        return cls(values, values, values)


def draw_values(
    ranges: ScoreRanges, weights: Floats, rng: np.random.Generator, *, shared: bool = False
) -> Floats:
    """Overall value of each alternative in each draw, shape (draws, alternatives).

    Parameters
    ----------
    ranges : ScoreRanges
    weights : array of shape (draws, criteria)
    rng : Generator
    shared : bool
        Whether the scores of all alternatives on a criterion err together (all optimistic, or all
        pessimistic). By default each errs by itself.

    Notes
    -----
    A triangular score is a mean of low, mode and high with the weights 1 − M, M − m and m, where m
    and M are the smaller and the larger of two uniform numbers. It needs no root, and it rises with
    each of the three points, so that
    with shared draws a dominated alternative never beats the one that dominates it.
    """
    alternatives, criteria = ranges.mode.shape
    values = np.zeros((len(weights), alternatives))
    for start in range(0, len(weights), _CHUNK):
        some = weights[start : start + _CHUNK]
        into = values[start : start + _CHUNK]
        for column in range(criteria):
            into += _drawn(ranges, column, len(some), rng, shared) * some[:, column, None]
    return values


def draw_scores(ranges: ScoreRanges, draws: int, rng: np.random.Generator) -> Floats:
    """Desirability of each alternative on each criterion, shape (draws, alternatives, criteria).

    The very scores that `draw_values` weighs, for who weighs the same ones again and again.
    """
    alternatives, criteria = ranges.mode.shape
    scores = np.empty((draws, alternatives, criteria))
    for start in range(0, draws, _CHUNK):
        some = min(_CHUNK, draws - start)
        for column in range(criteria):
            scores[start : start + some, :, column] = _drawn(ranges, column, some, rng, False)
    return scores


def _drawn(
    ranges: ScoreRanges, column: int, draws: int, rng: np.random.Generator, shared: bool
) -> Floats:
    """Scores on one criterion: (draws, alternatives), or (alternatives,) where none is in doubt."""
    low, mode, high = ranges.low[:, column], ranges.mode[:, column], ranges.high[:, column]
    doubtful = ~(low == high)  # unknown ones too
    if not doubtful.any():
        return mode
    size = (draws, 1 if shared else int(doubtful.sum()))
    one, other = rng.random(size), rng.random(size)
    low, high, middle = low[doubtful], high[doubtful], mode[doubtful]
    larger = np.maximum(one, other)
    smaller = np.minimum(one, other, out=other)
    scores = larger * (
        middle - low
    )  # the mean of low, mode and high with two multiplications instead of three
    scores += smaller * (high - middle)
    scores += low
    unknown = np.isnan(middle)
    if unknown.any():
        scores[:, unknown] = one if shared else one[:, unknown]
    if doubtful.all():
        return np.asarray(scores, dtype=float)
    values = np.empty((draws, len(mode)))
    values[:] = mode
    values[:, doubtful] = scores
    return values
