"""Uncertain inputs: three-point ranges (PERT or triangular) and lognormals fitted to quantiles."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.base.order_statistics import quantiles

#: Cells of the table of PERT quantiles: fine enough that a quantile read between two of its points
#: differs from the exact one by less than .01 % of the range between the 1st and the 99th per cent.
_CELLS = 2048


@dataclass(frozen=True)
class ThreePoint:
    """An optimistic, a most likely and a pessimistic value in one unit, low ≤ mode ≤ high.

    Parameters
    ----------
    low, mode, high : float
    shape : {"pert", "triangular"}
        PERT-beta with shape 4, whose mean is (low + 4 mode + high) / 6, or a triangle, whose mean
        is (low + mode + high) / 3 and which gives more weight to the ends.
    name : str
        What the range is about; errors name it.

    Raises
    ------
    ValueError
        If a value is not finite or the three are out of order; the message names both values.
    """

    low: float
    mode: float
    high: float
    shape: Literal["pert", "triangular"] = "pert"
    name: str = "a range"

    def __post_init__(self) -> None:
        values = {"optimistic": self.low, "most likely": self.mode, "pessimistic": self.high}
        for word, value in values.items():
            if not math.isfinite(value):
                raise ValueError(
                    f"{self.name}: the {word} value must be a finite number, found {value}"
                )
        for (word, value), (next_word, next_value) in pairwise(values.items()):
            if value > next_value:
                raise ValueError(
                    f"{self.name}: needs low ≤ mode ≤ high, but the {word} value {value:,g} is"
                    f" above the {next_word} value {next_value:,g}"
                )
        if self.shape not in ("pert", "triangular"):
            raise ValueError(
                f"{self.name}: a three-point range is pert or triangular, found {self.shape!r}"
            )

    @property
    def width(self) -> float:
        """High minus low, in the range's unit."""
        return self.high - self.low

    @property
    def mean(self) -> float:
        """Mean of the distribution, in the range's unit."""
        weight = 4 if self.shape == "pert" else 1
        return (self.low + weight * self.mode + self.high) / (weight + 2)

    @property
    def variance(self) -> float:
        """Variance of the distribution, in the square of the range's unit."""
        if self.shape == "pert":
            return (self.mean - self.low) * (self.high - self.mean) / 7
        low, mode, high = self.low, self.mode, self.high
        return (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18

    def at(self, u: ArrayLike) -> NDArray[np.float64]:
        """Values that are not exceeded with the chances `u`, of the same shape as `u`."""
        u = np.asarray(u, dtype=float)
        if self.width <= 0:
            return np.full(u.shape, self.mode, dtype=float)
        middle = (self.mode - self.low) / self.width
        if self.shape == "triangular":
            up = np.sqrt(u * middle)
            down = 1 - np.sqrt((1 - u) * (1 - middle))
            return np.asarray(self.low + self.width * np.where(u < middle, up, down), dtype=float)
        table = _pert_table(1 + 4 * middle)
        scaled = u * _CELLS
        cell = np.minimum(scaled.astype(np.int32), _CELLS - 1)
        scaled -= cell
        start = table[cell]
        return np.asarray(
            self.low + self.width * (start + scaled * (table[cell + 1] - start)), dtype=float
        )


@dataclass(frozen=True)
class Lognormal:
    """A quantity whose logarithm is normal: never nought, with a long way up.

    Parameters
    ----------
    log_mean, log_sd : float
        Mean and standard deviation of the natural logarithm.
    misfit : float
        Largest relative difference between a stated quantile and that of the fitted distribution; 0
        where it is met exactly.
    name : str
    """

    log_mean: float
    log_sd: float
    misfit: float = 0.0
    name: str = "a range"

    def __post_init__(self) -> None:
        if not (math.isfinite(self.log_mean) and math.isfinite(self.log_sd) and self.log_sd >= 0):
            raise ValueError(
                f"{self.name}: a lognormal needs a finite mean and a standard deviation of at least"
                f" 0 of the logarithm, found {self.log_mean} and {self.log_sd}"
            )

    @property
    def mode(self) -> float:
        """Most likely value."""
        return math.exp(self.log_mean - self.log_sd**2)

    def at(self, u: ArrayLike) -> NDArray[np.float64]:
        """Values that are not exceeded with the chances `u`, of the same shape as `u`."""
        from scipy.special import ndtri  # a plan of a run reads ranges and draws nothing

        return np.asarray(
            np.exp(self.log_mean + self.log_sd * ndtri(np.asarray(u, dtype=float))), dtype=float
        )


Uncertain = ThreePoint | Lognormal


def lognormal_from_quantiles(
    quantiles: Mapping[float, float], *, name: str = "a range"
) -> Lognormal:
    """The lognormal distribution that comes nearest to stated quantiles.

    Two quantiles are met exactly. Three or more, such as P10, P50 and P90, are fitted by least
    squares of their logarithms, and `Lognormal.misfit` says how far the fit is off where it is
    worst.

    Parameters
    ----------
    quantiles : mapping of float to float
        Chance of not being exceeded, between 0 and 1 → value above 0; at least two, growing
        together.
    name : str
        What the quantiles are about; errors name it.

    Raises
    ------
    ValueError
        If there are fewer than two quantiles, a chance or a value is out of its range, or a higher
        quantile is lower.

    Examples
    --------
    >>> fitted = lognormal_from_quantiles({0.1: 50.0, 0.9: 200.0})
    >>> round(float(fitted.at(0.5)), 6), fitted.misfit < 1e-12
    (100.0, True)
    """
    stated = sorted((float(chance), float(value)) for chance, value in quantiles.items())
    if len(stated) < 2:
        raise ValueError(f"{name}: needs at least two quantiles, found {len(stated)}")
    for chance, value in stated:
        if not 0 < chance < 1:
            raise ValueError(
                f"{name}: the chance of a quantile must lie between 0 and 1, found {chance:g}"
            )
        if not (math.isfinite(value) and value > 0):
            raise ValueError(
                f"{name}: a lognormal quantile must be above 0, found P{100 * chance:g} ="
                f" {value:,g}"
            )
    for (chance, value), (later, higher) in pairwise(stated):
        if value > higher:
            raise ValueError(
                f"{name}: P{100 * chance:g} = {value:,g} is above P{100 * later:g} = {higher:,g}"
            )
    from scipy.special import ndtri

    scores = ndtri(np.array([chance for chance, _ in stated]))
    logs = np.log([value for _, value in stated])
    centred = scores - scores.mean()
    log_sd = float(centred @ (logs - logs.mean()) / (centred @ centred))
    log_mean = float(logs.mean() - log_sd * scores.mean())
    misfit = float(np.max(np.abs(np.expm1(log_mean + log_sd * scores - logs))))
    return Lognormal(log_mean, max(log_sd, 0.0), misfit, name)


def stated_range(
    low: float | None, mode: float | None, high: float | None, *, name: str = "a range"
) -> ThreePoint | None:
    """The PERT range that three cells state, or None where they do not suffice.

    A lone most likely value is a range without width; without it, low and high must both be stated
    and the middle is taken as most likely.

    Raises
    ------
    ValueError
        As `ThreePoint`.
    """
    bottom, middle, top = (
        None if value is None or np.isnan(value) else float(value) for value in (low, mode, high)
    )
    if middle is None:
        if bottom is None or top is None:
            return None
        middle = (bottom + top) / 2
    return ThreePoint(
        middle if bottom is None else bottom, middle, middle if top is None else top, name=name
    )


def sample_ratios(u: ArrayLike, ratios: ArrayLike) -> NDArray[np.float64]:
    """Draws from the observed ratios at uniform draws `u`.

    Piecewise linear between the ordered logarithms.
    """
    logs = np.log(np.sort(np.asarray(ratios, dtype=float)))
    return np.asarray(np.exp(quantiles(logs, u)), dtype=float)


@lru_cache(maxsize=1024)
def _pert_table(a: float) -> NDArray[np.float64]:
    """Quantiles of the beta distribution (`a`, 6 − `a`) at the borders of the cells."""
    from scipy.special import betaincinv

    table: NDArray[np.float64] = betaincinv(a, 6 - a, np.linspace(0.0, 1.0, _CELLS + 1))
    table.setflags(write=False)
    return table
