"""Months as whole numbers, so that hours of many months lie in one array.

A month's number is twelve times its year plus its place in the year, January being nought.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH

_FIRST_YEAR = 1970
#: A length within so much of a whole number of months is that number.
_SPARE = 0.05


def month_number(day: object) -> int:
    """Number of the month in which a day lies.

    Parameters
    ----------
    day : date, Timestamp or ISO 8601 text
    """
    stamp = pd.Timestamp(day)  # type: ignore[arg-type]
    return int(stamp.year * 12 + stamp.month - 1)


def month_text(number: int) -> str:
    """The month as ``YYYY-MM``."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def first_days(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """First day of each month as days since 1 January 1970, in the shape of `numbers`."""
    months = np.asarray(numbers - _FIRST_YEAR * 12).astype("datetime64[M]")
    return np.asarray(months.astype("datetime64[D]").astype(np.int64))


def day_number(day: object) -> int:
    """A day as days since 1 January 1970."""
    return int(pd.Timestamp(day).to_datetime64().astype("datetime64[D]").astype(np.int64))  # type: ignore[arg-type]


def month_number_of_days(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number of the month of each day, given as days since 1 January 1970."""
    months = np.asarray(days).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months + _FIRST_YEAR * 12)


def day_text(number: int) -> str:
    """A day as ISO 8601."""
    return str(np.datetime64(number, "D"))


def month_from(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Number of the first month that begins on or after each day since 1 January 1970."""
    months = month_number_of_days(days)
    return months + (first_days(months) < days)


def whole_months(months: float) -> int:
    """Months that a length takes, rounded up.

    Examples
    --------
    >>> whole_months(2.02), whole_months(2.3), whole_months(0.0)
    (2, 3, 0)
    """
    return math.ceil(months - _SPARE)


def lag_months(days: float | None) -> int:
    """Whole months that a lag in days takes; below nought where two may overlap.

    Examples
    --------
    >>> lag_months(30), lag_months(31), lag_months(45), lag_months(-30), lag_months(None)
    (1, 1, 2, -1, 0)
    """
    return 0 if days is None else whole_months(days / DAYS_A_MONTH)
