"""Discounting: what money in later months and years is worth today."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def discounted_months(months: int, rate: float) -> float:
    """Sum of monthly discount factors over `months`, months counted from 1, `rate` real per year.

    ``discounted_months(12, 0) == 12``; an amount per month times this is its present value.
    """
    return float(np.sum(_factors(months, rate)))


def ramped_months(months: int, ramp_months: float, rate: float) -> float:
    """Like `discounted_months`, but the amount grows in a line from nothing and is full after `ramp_months`."""
    grown = np.ones(months) if ramp_months <= 0 else np.minimum(1.0, np.arange(1, months + 1) / ramp_months)
    return float(np.sum(grown * _factors(months, rate)))


def discount_factor(years: float, rate: float) -> float:
    """Value today of one unit of money in `years` at the real yearly `rate`."""
    return float((1 + rate) ** -years)


def _factors(months: int, rate: float) -> NDArray[np.float64]:
    return (1 + rate) ** (-np.arange(1, months + 1) / 12)
