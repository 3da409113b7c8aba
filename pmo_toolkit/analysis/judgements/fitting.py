"""Distributions fitted to judged quantiles, as SHELF does it.

Least squares between the probabilities that were stated and those of the distribution at the stated
values, family by family; the best is the one with the smallest sum of squares (Oakley and O'Hagan,
SHELF, the Sheffield Elicitation Framework; its R package of this name). What the tests of that
package expect is reproduced by ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import least_squares

from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.judgements.families import DEGREES, Family, Pair, families

Floats = NDArray[np.float64]

#: Stated probabilities must reach from here to there, or the middle would be a guess (SHELF).
_REACH_LOW, _REACH_HIGH = 0.4, 0.6
#: From here on a fit is said to be bad, as a difference of probabilities; our judgement: it is
#: about what people can tell apart when they state one case in ten.
BAD_FIT = 0.03
#: Sums of squares that differ by less are alike.
_ALIKE = 1e-8


@dataclass(frozen=True)
class FittedDistribution:
    """A distribution that fits judged quantiles.

    Parameters
    ----------
    name : str
        Such as ``"gamma"``.
    parameters : tuple of (str, float)
        With what the family calls them. Those of a bounded family are of the distance from its
        limit; of ``"beta"`` of the share of the way between both.
    lower, upper : float
        Limits of the quantity, infinite where there are none.
    sum_of_squares : float
        Over stated values, of the difference between stated and fitted probability.
    values, probabilities : tuple of float
        What was stated.
    degrees : float
        Of freedom of Student's distributions.
    """

    name: str
    parameters: tuple[tuple[str, float], ...]
    lower: float
    upper: float
    sum_of_squares: float
    values: tuple[float, ...]
    probabilities: tuple[float, ...]
    degrees: float = DEGREES

    def quantile(self, probability: float) -> float:
        """The value that the quantity does not exceed with this probability, 0–1.

        Where the family knows no limit and one was stated, it is not passed.
        """
        family = self._family
        share = 1 - probability if family.is_mirrored else probability
        on_axis = family.quantile(np.array([share]), *self._pair)
        value = float(family.back(on_axis, self.lower, self.upper)[0])
        return min(max(value, self.lower), self.upper)

    def probability(self, value: float) -> float:
        """Probability that the quantity lies at or below a value."""
        inside = np.clip(np.array([value], dtype=float), self.lower, self.upper)
        return float(_cdf(self._family, inside, self._pair, self.lower, self.upper)[0])

    @property
    def worst(self) -> tuple[float, float, float]:
        """The stated value that fits worst, its stated and its fitted probability."""
        fitted_at = [self.probability(value) for value in self.values]
        stated = zip(self.values, self.probabilities, fitted_at, strict=True)
        return max(stated, key=lambda point: abs(point[1] - point[2]))

    @property
    def is_bad(self) -> bool:
        """Whether a fitted probability is far from the stated one."""
        _, stated, found = self.worst
        return abs(stated - found) > BAD_FIT

    @property
    def misfit(self) -> str:
        """How badly it fits, in a sentence; empty where it fits."""
        if not self.is_bad:
            return ""
        value, stated, found = self.worst
        return (
            f"No usual distribution fits what was stated: the best, {self.name}, has a chance of"
            f" {percent(found)} to stay below {value:,.4g}, where {percent(stated)} was stated. Ask"
            " whether two different cases are meant."
        )

    @property
    def _family(self) -> Family:
        return next(family for family in families(self.degrees) if family.name == self.name)

    @property
    def _pair(self) -> Pair:
        (_, first), (_, second) = self.parameters
        return first, second


def fitted(
    values: Sequence[float],
    probabilities: Sequence[float],
    lower: float = -np.inf,
    upper: float = np.inf,
    *,
    degrees: float = DEGREES,
) -> FittedDistribution:
    """The distribution that fits judged quantiles best.

    Parameters
    ----------
    values : sequence of float
        Ascending, within the limits; at least two.
    probabilities : sequence of float
        That the quantity lies at or below each, ascending; the first at most 0.4, the last at least
        0.6.
    lower, upper : float
        Limits of the quantity.
    degrees : float
        Of freedom of Student's distributions, which are not fitted.

    Raises
    ------
    ValueError
        If these are no such quantiles.

    Examples
    --------
    >>> found = fitted((20, 30, 50), (0.25, 0.5, 0.75), lower=0)
    >>> found.name, round(found.quantile(0.05), 1), round(found.quantile(0.95))
    ('log-t', 7.5, 127)
    """
    return all_fits(values, probabilities, lower, upper, degrees=degrees)[0]


def all_fits(
    values: Sequence[float],
    probabilities: Sequence[float],
    lower: float = -np.inf,
    upper: float = np.inf,
    *,
    degrees: float = DEGREES,
) -> tuple[FittedDistribution, ...]:
    """Every family that the limits allow, the best fit first; parameters as of `fitted`."""
    stated, shares = np.asarray(values, dtype=float), np.asarray(probabilities, dtype=float)
    _refuse_unfit(stated, shares, lower, upper)
    fits = [
        replace(_fit(family, stated, shares, lower, upper), degrees=degrees)
        for family in families(degrees)
        if family.fits_into(lower, upper)
    ]
    least = min(fit.sum_of_squares for fit in fits)
    # families that fit alike stay in their order, whatever the last digits of the search
    return tuple(
        sorted(
            fits, key=lambda fit: 0.0 if fit.sum_of_squares - least < _ALIKE else fit.sum_of_squares
        )
    )


def _fit(
    family: Family, values: Floats, shares: Floats, lower: float, upper: float
) -> FittedDistribution:
    on_axis = family.onto(values, lower, upper)
    wanted = 1 - shares if family.is_mirrored else shares
    order = np.argsort(on_axis)
    starts = [family.start(*moments) for moments in _moments(on_axis[order], wanted[order])]

    def errors(free: Floats) -> Floats:
        with np.errstate(over="ignore", invalid="ignore", divide="ignore", under="ignore"):
            found = family.cdf(on_axis, *family.free(float(free[0]), float(free[1]))) - wanted
        return np.asarray(np.nan_to_num(found, nan=1.0), dtype=float)

    fits = [
        least_squares(errors, start, method="lm", xtol=1e-12, ftol=1e-12, gtol=1e-12)
        for start in starts
    ]
    best = min(fits, key=lambda fit: float(fit.cost))
    pair = family.free(float(best.x[0]), float(best.x[1]))
    return FittedDistribution(
        family.name,
        tuple(zip(family.parameters, pair, strict=True)),
        float(lower),
        float(upper),
        2 * float(best.cost),
        tuple(values.tolist()),
        tuple(shares.tolist()),
    )


def _moments(values: Floats, shares: Floats) -> list[Pair]:
    """Means and standard deviations from which the search sets out."""
    inner = (shares > 0) & (shares < 1)
    used = inner if inner.sum() >= 2 else np.isfinite(values)
    low, middle, high = np.interp((0.4, 0.5, 0.6), shares[used], values[used]).tolist()
    near = max((high - low) / 0.5, 1e-9 * max(abs(middle), 1e-9))
    whole = max(float(np.ptp(values[used])) / 2.5, near / 10)
    return [(middle, near), (middle, whole)]


def _cdf(family: Family, values: Floats, pair: Pair, lower: float, upper: float) -> Floats:
    found = family.cdf(family.onto(values, lower, upper), *pair)
    return 1 - found if family.is_mirrored else found


def _refuse_unfit(values: Floats, shares: Floats, lower: float, upper: float) -> None:
    if values.ndim != 1 or values.shape != shares.shape or len(values) < 2:
        raise ValueError("two quantiles or more are needed, each with its probability")
    if not (np.isfinite(values).all() and np.isfinite(shares).all()):
        raise ValueError("quantiles and probabilities must be finite numbers")
    if (np.diff(values) <= 0).any():
        raise ValueError("the values of quantiles must ascend")
    if (np.diff(shares) <= 0).any() or shares[0] < 0 or shares[-1] > 1:
        raise ValueError("the probabilities of quantiles must ascend from 0 to 1")
    if shares[0] > _REACH_LOW or shares[-1] < _REACH_HIGH:
        raise ValueError(
            f"the probabilities must reach from {_REACH_LOW:g} or less to {_REACH_HIGH:g} or more"
        )
    if not lower < upper or values[0] < lower or values[-1] > upper:
        raise ValueError(f"the quantiles must lie within the limits {lower:g} to {upper:g}")
