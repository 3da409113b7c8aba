"""Medians and quantiles of thousands of draws.

NumPy's figures to the last bit, several times as fast.

`numpy.median` and `numpy.quantile` ask for several order statistics of one partition, for which
NumPy falls back to a slower way than for one of them, or for sorting all. Both are called hundreds
of times for a proposal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def median(draws: ArrayLike) -> float:
    """The same as ``numpy.median`` of an array of shape (n,), n ≥ 1.

    NaN where one of them is NaN.
    """
    values = np.asarray(draws, dtype=float)
    half = len(values) // 2
    ordered = np.partition(values, half)
    upper = ordered[half]
    # NaN stands last, so that it can only be in the upper part
    if np.isnan(ordered[half:].max()):
        return float("nan")
    return float(upper) if len(values) % 2 else float((ordered[:half].max() + upper) / 2)


def quantiles(draws: ArrayLike, shares: ArrayLike) -> NDArray[np.float64]:
    """The same as ``numpy.quantile`` of an array of shape (n,), n ≥ 1, interpolated in a line.

    Shaped as `shares`.

    Parameters
    ----------
    draws : array of shape (n,)
    shares : array of any shape
        From 0 to 1.
    """
    ordered = np.sort(np.asarray(draws, dtype=float))
    if np.isnan(ordered[-1]):
        return np.full(np.shape(shares), np.nan)
    place = np.asarray(shares, dtype=float) * (len(ordered) - 1)
    below = np.floor(place).astype(np.intp)
    above = np.minimum(below + 1, len(ordered) - 1)
    low, high, way = ordered[below], ordered[above], place - below
    # measured from the nearer end, as NumPy does, so that neither end is missed by rounding
    return np.asarray(
        np.where(way < 0.5, low + (high - low) * way, high - (high - low) * (1 - way)), dtype=float
    )
