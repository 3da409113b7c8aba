"""What moves the result: tornado bars, and Sobol indices on the same draws as the result itself.

Sobol indices need a second, independent set of draws beside the first: the first set is the
simulation's own leading draws, the second comes from further dimensions of the same Sobol sequence.
The estimators are those of Saltelli and others, "Variance based sensitivity analysis of model
output" (2010), as SALib has them; it is the reference in the tests only, because it takes longer to
import than to assess a proposal. Inputs that are correlated with one another count as one factor,
because shares of variance add up only between independent factors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed

#: Draws used for indices: their own error is then about .02, as the half-widths say.
INDEX_DRAWS = 4096

#: Enough for a half-width, which is a spread and needs no fine quantile; more take most of the time
#: of a simulation.
_RESAMPLES = 25
#: Half a 90 % interval in standard deviations.
_HALF = float(ndtri(0.95))

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class TornadoBar:
    """How far the result moves with one input, the others at their medians.

    Parameters
    ----------
    name : str
    swing : str
        What is moved: ``"P10 to P90"``, or ``"does not happen to happens"`` for a risk.
    low, high : float
        The result at either end, in the result's unit.
    base : float
        The result with every input at its median and no risk happening.
    """

    name: str
    swing: str
    low: float
    high: float
    base: float

    @property
    def width(self) -> float:
        """Length of the bar, in the result's unit."""
        return abs(self.high - self.low)


def tornado(bars: Sequence[TornadoBar]) -> tuple[TornadoBar, ...]:
    """Bars that move the result at all, longest first."""
    return tuple(
        sorted((bar for bar in bars if bar.width > 0), key=lambda bar: (-bar.width, bar.name))
    )


def swings(
    medians: Mapping[str, float],
    ends: Mapping[str, tuple[float, float]],
    result: Callable[[Mapping[str, float]], float],
    *,
    swing: str = "P10 to P90",
) -> tuple[TornadoBar, ...]:
    """Bars of any function of named inputs.

    Parameters
    ----------
    medians : mapping of str to float
        Every input at its median.
    ends : mapping of str to (float, float)
        The two values between which an input is moved.
    result : callable
        Takes values of all inputs, gives one number.
    """
    base = result(medians)
    return tuple(
        TornadoBar(
            name, swing, result({**medians, name: low}), result({**medians, name: high}), base
        )
        for name, (low, high) in ends.items()
    )


@dataclass(frozen=True)
class SobolIndex:
    """Share of the result's variance that comes from one factor.

    Parameters
    ----------
    factor : str
        One input, one risk, or one group of correlated inputs.
    first : float
        Share that would go if this factor alone were known.
    total : float
        Share that would remain if everything but this factor were known; above `first` where it
        acts together with others.
    first_half_width, total_half_width : float
        Half the 90 % interval from resampling: the indices' own error.
    """

    factor: str
    first: float
    total: float
    first_half_width: float
    total_half_width: float


def sobol_indices(
    factors: Sequence[str],
    one: ArrayLike,
    other: ArrayLike,
    mixed: ArrayLike,
    *,
    seed: int,
) -> tuple[SobolIndex, ...] | NotAssessed:
    """First-order and total indices, largest total first.

    Half-widths of 90 % by resampling the draws.

    Parameters
    ----------
    factors : sequence of str
        Names of k independent factors.
    one, other : array of shape (n,)
        The result on the first and on the second set of draws.
    mixed : array of shape (k, n)
        The result on the first set with the draws of one factor taken from the second.
    seed : int
        Of the resampling.
    """
    first, second, swapped = (np.asarray(draws, dtype=float) for draws in (one, other, mixed))
    if not len(factors) or np.ptp(first) <= 1e-12 * max(1.0, float(np.max(np.abs(first)))):
        return NotAssessed("shares of the spread", "nothing is uncertain", ReasonCode.NO_VARIATION)
    # one place and scale for all, so that rounding does not tell on money in millions
    every = np.vstack([first, swapped, second])
    middle, scale = every.mean(), every.std()
    results = (first - middle) / scale, (second - middle) / scale, (swapped - middle) / scale
    firsts, totals = _indices(np.full((1, len(first)), 1 / len(first)), *results)
    first_spread, total_spread = (
        shares.std(axis=0, ddof=1) for shares in _indices(_resamples(seed, len(first)), *results)
    )
    indices = [
        SobolIndex(
            name,
            *(
                float(shares[place])
                for shares in (firsts[0], totals[0], _HALF * first_spread, _HALF * total_spread)
            ),
        )
        for place, name in enumerate(factors)
    ]
    return tuple(sorted(indices, key=lambda index: (-index.total, index.factor)))


def _indices(weights: Floats, one: Floats, other: Floats, mixed: Floats) -> tuple[Floats, Floats]:
    """First-order and total indices, two arrays (r, k), draws weighted by each row of `weights`."""
    middle = weights @ (one + other) / 2
    variance = (weights @ (one**2 + other**2) / 2 - middle**2)[:, None]
    covariances = weights @ (other * (mixed - one)).T
    left = weights @ ((one - mixed) ** 2).T / 2
    zero = np.zeros_like(covariances)
    seen = np.broadcast_to(variance > np.finfo(float).eps, covariances.shape)
    return np.divide(covariances, variance, out=zero.copy(), where=seen), np.divide(
        left, variance, out=zero, where=seen
    )


@lru_cache(maxsize=4)
def _resamples(seed: int, draws: int) -> Floats:
    """How often each draw is taken in each resampling, as a share, shape (resamplings, draws)."""
    picks = np.random.default_rng(seed + 1).integers(draws, size=(draws, _RESAMPLES))
    shares = np.stack([np.bincount(column, minlength=draws) for column in picks.T]) / draws
    shares.setflags(write=False)
    return np.asarray(shares, dtype=float)
