"""Discounting by a real rate that declines with time, and how a benefit grows.

Method: HM Treasury, *The Green Book*: the rate of each step counts for the years that fall into it,
so that the factor at year 40 is that of year 30 times ten years at the next rate.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True)
class DiscountSchedule:
    """Yearly real discount rates by the year from which each holds.

    Parameters
    ----------
    steps : tuple of (float, float)
        ``(from_year, rate)``, the first from year 0, in ascending order; a rate of .035 is 3.5 % a
        year.

    Raises
    ------
    ValueError
        If there is no step, the first is not from year 0, the years do not ascend or a rate is −1
        or less.

    Examples
    --------
    >>> round(float(DiscountSchedule(((0, 0.035), (30, 0.03))).factor(30)), 4)
    0.3563
    """

    steps: tuple[tuple[float, float], ...]

    def __post_init__(self) -> None:
        years = [year for year, _ in self.steps]
        if not years or years[0] != 0 or any(a >= b for a, b in pairwise(years)):
            raise ValueError(
                f"a discount schedule needs ascending years from 0, found {self.steps}"
            )
        if any(rate <= -1 for _, rate in self.steps):
            raise ValueError(f"a discount rate must be above −1, found {self.steps}")

    @classmethod
    def of(cls, settings: Settings) -> DiscountSchedule:
        """The schedule that the settings declare: years 0–30, 31–75, and from 76."""
        return cls(
            (
                (0.0, settings.money.discount_rate),
                (30.0, settings.money.discount_rate_after_30_years),
                (75.0, settings.money.discount_rate_after_75_years),
            )
        )

    def factor(self, years: ArrayLike) -> NDArray[np.float64]:
        """Value today of one unit of money in `years` (not negative), in the shape of `years`."""
        at = np.asarray(years, dtype=float)
        factors = np.ones(at.shape)
        ends = [*(year for year, _ in self.steps[1:]), np.inf]
        for (start, rate), end in zip(self.steps, ends, strict=True):
            factors *= (1 + rate) ** -np.clip(at - start, 0.0, end - start)
        return factors

    def monthly(self, months: int) -> NDArray[np.float64]:
        """Factors at the start and at the end of each month, shape (months + 1,).

        Index 0 is now and holds 1.
        """
        return self.factor(np.arange(months + 1) / 12)

    def present(self, profile: ArrayLike) -> float:
        """Present value of `profile`, the amounts at month 0, 1, 2, … of shape (months + 1,)."""
        amounts = np.asarray(profile, dtype=float)
        return float(np.sum(amounts * self.monthly(len(amounts) - 1)))


def level(months: int) -> NDArray[np.float64]:
    """One unit at the end of each month, none at the start: shape (months + 1,)."""
    profile = np.ones(months + 1)
    profile[0] = 0.0
    return profile


def growing(months: int, ramp_months: float, delay_months: float = 0.0) -> NDArray[np.float64]:
    """What has been reached of a full amount at the end of each month, 0–1, shape (months + 1,).

    Nothing until `delay_months` have passed, then growing in a line until it is full after
    `ramp_months` more.
    """
    passed = np.arange(months + 1) - delay_months
    profile = (
        (passed > 0).astype(float) if ramp_months <= 0 else np.clip(passed / ramp_months, 0.0, 1.0)
    )
    profile[0] = 0.0
    return profile


def at_month(months: int, month: int) -> NDArray[np.float64]:
    """One unit at the end of `month` (0: now), nothing else: shape (months + 1,)."""
    profile = np.zeros(months + 1)
    profile[month] = 1.0
    return profile
