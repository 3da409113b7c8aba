"""Months as whole numbers, so that hours of many months lie in one array.

A month's number is twelve times its year plus its place in the year, January being nought.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

_FIRST_YEAR = 1970


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
