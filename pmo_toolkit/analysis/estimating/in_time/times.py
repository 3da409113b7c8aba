"""When projects started, as decimal years, whatever a user states them in."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.estimating.history.columns import Numbers

#: Days of a mean year.
YEAR = 365.25
#: Years outside these are no start of a project.
_EARLIEST, _LATEST = 1900.0, 2200.0


def decimal_years(started: ArrayLike | pd.Series, n: int) -> Numbers:
    """Dates or decimal years as decimal years, shape (n,), NaN where none is stated.

    Parameters
    ----------
    started : array of shape (n,)
        Dates, text such as ``"2019-05-01"``, or numbers such as ``2019.33``. Two-digit years are
        numbers like others: only their order and distance count.
    n : int
        Rows that are expected.

    Raises
    ------
    ValueError
        For another number of rows, text that is no date, or a year that no project started in.
    """
    column = started if isinstance(started, pd.Series) else pd.Series(_flat(started))
    if len(column) != n:
        raise ValueError(f"started has {len(column)} rows, X has {n}")
    if pd.api.types.is_bool_dtype(column):
        raise ValueError("started holds true and false: dates or decimal years are needed")
    years = _numbers(column)
    if years is None:
        years = _dates(column)
    if np.any(np.isinf(years)):
        raise ValueError("started holds an infinite year")
    known = np.isfinite(years)
    four_digits = known & (years >= 1000)
    odd = four_digits & ((years < _EARLIEST) | (years > _LATEST))
    if np.any(odd):
        raise ValueError(
            f"started holds {years[odd][0]:.4g} in row {int(np.flatnonzero(odd)[0])}: a date or a"
            f" decimal year from {_EARLIEST:.0f} to {_LATEST:.0f} is needed"
        )
    return years


def _flat(started: ArrayLike) -> Any:
    values = np.asarray(started) if not isinstance(started, pd.Index) else started
    return values.ravel() if isinstance(values, np.ndarray) else values


def _numbers(column: pd.Series) -> Numbers | None:
    """The column as numbers where all that it states are numbers."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return None
    numbers = pd.to_numeric(column, errors="coerce") if _not_dates(column) else None
    if numbers is None or bool((numbers.isna() & column.notna()).any()):
        return None
    return np.asarray(numbers, dtype=float)


def _not_dates(column: pd.Series) -> bool:
    stated = column.dropna()
    return not any(hasattr(value, "year") for value in stated.head(50))


def _dates(column: pd.Series) -> Numbers:
    dates = pd.to_datetime(column, errors="coerce", utc=True, format="mixed")
    wrong = np.flatnonzero((dates.isna() & column.notna()).to_numpy())
    if len(wrong):
        raise ValueError(
            f"started holds {str(column.iloc[wrong[0]])[:40]!r} in row {wrong[0]}: a date such as"
            " 2019-05-01, or a decimal year, is needed"
        )
    years = dates.dt.year + (dates.dt.day_of_year - 1) / YEAR
    return np.asarray(years, dtype=float)
