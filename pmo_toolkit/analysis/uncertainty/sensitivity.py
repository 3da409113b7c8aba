"""What moves the result: tornado bars, and Sobol indices on the same draws as the result itself.

Sobol indices need a second, independent set of draws beside the first. SALib would make both sets itself; here the
first set is the simulation's own leading draws and the second comes from further dimensions of the same Sobol
sequence, and only the indices are SALib's (Saltelli and others 2010). Inputs that are correlated with one another count
as one factor, because shares of variance add up only between independent factors.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.results import NotAssessed

#: Draws used for indices: their own error is then about .02, as the half-widths say.
INDEX_DRAWS = 4096

#: Enough for a half-width, which is a spread and needs no fine quantile; more take most of the time of a simulation.
_RESAMPLES = 25


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
    return tuple(sorted((each for each in bars if each.width > 0), key=lambda each: (-each.width, each.name)))


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
        TornadoBar(name, swing, result({**medians, name: low}), result({**medians, name: high}), base)
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
        Share that would remain if everything but this factor were known; above `first` where it acts together with
        others.
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
    """First-order and total indices by SALib, largest total first.

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
    one, other, mixed = (np.asarray(each, dtype=float) for each in (one, other, mixed))
    if not len(factors) or np.ptp(one) <= 1e-12 * max(1.0, float(np.max(np.abs(one)))):
        return NotAssessed("shares of the spread", "nothing is uncertain")
    from SALib.analyze import sobol  # imports pandas' and SciPy's statistics: only where it is needed

    stacked: NDArray[np.float64] = np.vstack([one, mixed, other]).T.ravel()
    problem = {"num_vars": len(factors), "names": list(factors), "bounds": [[0.0, 1.0]] * len(factors)}
    # SALib takes a seed of nought for none at all and would then use global random state
    found = sobol.analyze(
        problem, stacked, calc_second_order=False, num_resamples=_RESAMPLES, conf_level=0.9, seed=seed + 1
    )
    made = [
        SobolIndex(name, *(float(found[key][position]) for key in ("S1", "ST", "S1_conf", "ST_conf")))
        for position, name in enumerate(factors)
    ]
    return tuple(sorted(made, key=lambda each: (-each.total, each.factor)))
