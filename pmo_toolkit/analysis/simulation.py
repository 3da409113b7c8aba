"""Draws: seeded uniform numbers, three-point ranges, correlation groups."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv, ndtr, ndtri

#: Fine enough that a quantile read from the grid differs from the exact one by less than .01 % of the range.
_GRID = np.linspace(0.0, 1.0, 2049)


@dataclass(frozen=True)
class Range:
    """A three-point range with 0 ≤ width: optimistic, most likely and pessimistic value in one unit.

    Raises
    ------
    ValueError
        If low ≤ mode ≤ high does not hold.
    """

    low: float
    mode: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.mode <= self.high:
            raise ValueError(f"a range needs low ≤ mode ≤ high, found {self.low}, {self.mode}, {self.high}")


def stated_range(low: float | None, mode: float | None, high: float | None) -> Range | None:
    """The range that three cells state, or None where they do not suffice.

    A lone most likely value is a range without width; without it, low and high must both be stated and the middle
    is taken as most likely.
    """
    values = [None if value is None or np.isnan(value) else float(value) for value in (low, mode, high)]
    bottom, middle, top = values
    if middle is None:
        if bottom is None or top is None:
            return None
        middle = (bottom + top) / 2
    return Range(middle if bottom is None else bottom, middle, middle if top is None else top)


def uniforms(seed: int, key: str, draws: int) -> NDArray[np.float64]:
    """Stratified uniform draws, shape (draws,), that depend on `seed` and `key` alone.

    Each of `draws` equal slices of (0, 1) holds exactly one draw (Latin hypercube), in random order; a stream of its
    own for each key means that one more input never changes the draws of another.
    """
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).digest()
    generator = np.random.default_rng([seed, *np.frombuffer(digest[:16], dtype="<u4").tolist()])
    return (generator.permutation(draws) + generator.random(draws)) / draws


def correlated(own: ArrayLike, shared: ArrayLike, correlation: float) -> NDArray[np.float64]:
    """Uniform draws that follow `own` and, as a Gaussian copula, hang together through `shared`.

    Two elements made with the same `shared` have the normal-score correlation `correlation` (0 to 1).
    """
    mixed = np.sqrt(correlation) * ndtri(np.asarray(shared)) + np.sqrt(1 - correlation) * ndtri(np.asarray(own))
    return np.asarray(ndtr(mixed), dtype=float)


def pert(u: ArrayLike, values: Range) -> NDArray[np.float64]:
    """PERT-beta draws (shape 4) of a three-point range at uniform draws `u`; mean (low + 4 mode + high) / 6."""
    width = values.high - values.low
    if width <= 0:
        return np.full(np.shape(u), values.mode, dtype=float)
    a = 1 + 4 * (values.mode - values.low) / width
    b = 1 + 4 * (values.high - values.mode) / width
    quantiles = betaincinv(a, b, _GRID)
    return np.asarray(values.low + width * np.interp(np.asarray(u, dtype=float), _GRID, quantiles), dtype=float)


def sample_ratios(u: ArrayLike, ratios: ArrayLike) -> NDArray[np.float64]:
    """Draws from the observed ratios at uniform draws `u`: piecewise linear between the ordered logarithms."""
    logs = np.log(np.sort(np.asarray(ratios, dtype=float)))
    return np.asarray(np.exp(np.quantile(logs, np.asarray(u, dtype=float))), dtype=float)
