"""Families of distributions that judged quantiles are fitted with, each of two parameters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import (
    betainc,
    betaincinv,
    expit,
    gammainc,
    gammaincinv,
    logit,
    ndtr,
    ndtri,
    stdtr,
    stdtrit,
)

Floats = NDArray[np.float64]
#: Parameters of a distribution as the family names them.
Pair = tuple[float, float]

#: Where quantities of a family lie.
ANYWHERE, ABOVE, BELOW, BETWEEN = "anywhere", "above a limit", "below a limit", "between limits"
#: Degrees of freedom of Student's distributions, which three quantiles cannot tell (SHELF has 3).
DEGREES = 3.0
_LEAST = 1e-300
#: A search that strays goes no further than this power of e.
_FURTHEST = 200.0


@dataclass(frozen=True)
class Family:
    """Distributions of one shape.

    Parameters
    ----------
    name : str
    parameters : tuple of (str, str)
        What they are called.
    support : str
        ``"anywhere"``, ``"above a limit"``, ``"below a limit"`` or ``"between limits"``.
    is_of_logs : bool
        Whether the logarithm of the distance from the limit is distributed so.
    cdf, quantile : callable
        Of the quantity as `onto` gives it, or a probability, and both parameters.
    free : callable
        Any two real numbers → parameters, for a search without bounds.
    start : callable
        Mean and standard deviation → two such numbers.
    """

    name: str
    parameters: tuple[str, str]
    support: str
    is_of_logs: bool
    cdf: Callable[[Floats, float, float], Floats]
    quantile: Callable[[Floats, float, float], Floats]
    free: Callable[[float, float], Pair]
    start: Callable[[float, float], Pair]

    def fits_into(self, lower: float, upper: float) -> bool:
        """Whether it has the limits that it needs."""
        needs_lower, needs_upper = (
            self.support in (ABOVE, BETWEEN),
            self.support in (BELOW, BETWEEN),
        )
        return bool(
            (np.isfinite(lower) or not needs_lower) and (np.isfinite(upper) or not needs_upper)
        )

    def onto(self, values: Floats, lower: float, upper: float) -> Floats:
        """Values on the axis on which the family is defined."""
        distance = values
        if self.support == ABOVE:
            distance = values - lower
        elif self.support == BELOW:
            distance = upper - values
        elif self.support == BETWEEN:
            distance = (values - lower) / (upper - lower)
        return np.log(np.maximum(distance, _LEAST)) if self.is_of_logs else distance

    def back(self, values: Floats, lower: float, upper: float) -> Floats:
        """The opposite of `onto`."""
        distance = np.exp(values) if self.is_of_logs else values
        if self.support == ABOVE:
            return lower + distance
        if self.support == BELOW:
            return upper - distance
        return lower + (upper - lower) * distance if self.support == BETWEEN else distance

    @property
    def is_mirrored(self) -> bool:
        """Whether a larger quantity is a smaller value on the axis of the family."""
        return self.support == BELOW


def _exp(power: float) -> float:
    return float(np.exp(np.clip(power, -_FURTHEST, _FURTHEST)))


def _location_scale(
    name: str, parameters: tuple[str, str], support: str, *, of_logs: bool, degrees: float = np.inf
) -> Family:
    """Normal, or with finite degrees of freedom Student's, of a quantity or its logarithm."""
    normal = np.isinf(degrees)

    def cdf(values: Floats, location: float, scale: float) -> Floats:
        standard = (values - location) / scale
        return np.asarray(ndtr(standard) if normal else stdtr(degrees, standard), dtype=float)

    def quantile(shares: Floats, location: float, scale: float) -> Floats:
        standard = ndtri(shares) if normal else stdtrit(degrees, shares)
        return np.asarray(location + scale * standard, dtype=float)

    return Family(
        name,
        parameters,
        support,
        of_logs,
        cdf,
        quantile,
        free=lambda place, log_scale: (place, _exp(log_scale)),
        start=lambda mean, deviation: (mean, float(np.log(deviation))),
    )


def _gamma(name: str, support: str) -> Family:
    def free(log_mean: float, log_variation: float) -> Pair:
        shape = _exp(-2 * log_variation)
        return shape, shape / _exp(log_mean)

    return Family(
        name,
        ("shape", "rate"),
        support,
        False,
        cdf=lambda values, shape, rate: np.asarray(
            gammainc(shape, np.maximum(rate * values, 0.0)), dtype=float
        ),
        quantile=lambda shares, shape, rate: np.asarray(
            gammaincinv(shape, shares) / rate, dtype=float
        ),
        free=free,
        start=lambda mean, deviation: (float(np.log(mean)), float(np.log(deviation / mean))),
    )


def _beta() -> Family:
    def free(logit_mean: float, log_size: float) -> Pair:
        mean, size = float(expit(logit_mean)), _exp(log_size)
        return max(mean * size, _LEAST), max((1 - mean) * size, _LEAST)

    def start(mean: float, deviation: float) -> Pair:
        inside = float(np.clip(mean, 0.02, 0.98))
        size = max(inside * (1 - inside) / deviation**2 - 1, 0.5)
        return float(logit(inside)), float(np.log(size))

    return Family(
        "beta",
        ("shape 1", "shape 2"),
        BETWEEN,
        False,
        cdf=lambda values, first, second: np.asarray(
            betainc(first, second, np.clip(values, 0.0, 1.0)), dtype=float
        ),
        quantile=lambda shares, first, second: np.asarray(
            betaincinv(first, second, shares), dtype=float
        ),
        free=free,
        start=start,
    )


_OF_LOGS = ("mean of the logarithm", "standard deviation of the logarithm")
_LOG_T = ("location of the logarithm", "scale of the logarithm")


@cache
def families(degrees: float = DEGREES) -> tuple[Family, ...]:
    """All families, the plainest first: of equally good fits the first is taken.

    Parameters
    ----------
    degrees : float
        Of freedom of Student's distributions.
    """
    of_normal = ("mean", "standard deviation")
    of_t = ("location", "scale")
    return (
        _location_scale("normal", of_normal, ANYWHERE, of_logs=False),
        _location_scale("log-normal", _OF_LOGS, ABOVE, of_logs=True),
        _gamma("gamma", ABOVE),
        _beta(),
        _location_scale("Student-t", of_t, ANYWHERE, of_logs=False, degrees=degrees),
        _location_scale("log-t", _LOG_T, ABOVE, of_logs=True, degrees=degrees),
        _location_scale("mirrored log-normal", _OF_LOGS, BELOW, of_logs=True),
        _gamma("mirrored gamma", BELOW),
    )
