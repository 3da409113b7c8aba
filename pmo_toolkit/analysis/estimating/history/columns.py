"""What one column of a history is taken for, and its cells as numbers or labels."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

#: No quantity of a project is larger; beyond, squares and sums of squares leave what a computer can
#: hold.
TOO_LARGE = 1e30
#: Label of what is missing.
MISSING_LABEL = "not stated"
_MISSING = frozenset(
    {"", "?", "-", "na", "n/a", "nan", "none stated", "not stated", "null", "tbd", "unknown"}
)


@dataclass
class Column:
    """What one column of the history is taken for.

    Parameters
    ----------
    name : hashable
    kind : {"number", "multiplier", "rating", "date", "category", "ignored"}
    log : bool
        Taken as log(1 + x): non-negative, skewed (> .5), large (maximum > 10).
    labels : tuple of str
        Of a category: those with a column of their own. Of a rating: the scale, lowest first.
    centre, middle, spread : float
        Median filled in where a value is missing; mean and standard deviation after filling, as
        modelled.
    least, most : float
        Range seen, standardised.
    low, high : float
        Range seen, before any transformation.
    note : str
        Why an ignored column is ignored.
    """

    name: Hashable
    kind: str
    log: bool = False
    labels: tuple[str, ...] = ()
    rare: bool = False
    known: frozenset[str] = field(default_factory=frozenset)
    centre: float = 0.0
    middle: float = 0.0
    spread: float = 1.0
    least: float = 0.0
    most: float = 0.0
    low: float = np.nan
    high: float = np.nan
    note: str = ""


class ReadOnce:
    """Rows to be predicted, each column read once however many models ask for it.

    Parameters
    ----------
    frame : DataFrame of shape (m, k)
    """

    def __init__(self, frame: pd.DataFrame):
        self.frame = frame
        self._columns: dict[Hashable, pd.Series] = {}
        self._read: dict[tuple[Hashable, ...], Any] = {}

    @classmethod
    def of(cls, rows: pd.DataFrame | ReadOnce) -> ReadOnce:
        """Rows that may have been read before."""
        return rows if isinstance(rows, ReadOnce) else cls(rows)

    def __len__(self) -> int:
        return len(self.frame)

    def column(self, name: Hashable) -> pd.Series:
        """A column as it stands."""
        if name not in self._columns:
            self._columns[name] = self.frame[name]
        return self._columns[name]

    def shaped(self, column: Column) -> Numbers:
        """See `shaped`."""
        key = ("shaped", column.name, column.kind, column.labels, column.log)
        read: Numbers = self._once(key, lambda: shaped(column, self.column(column.name)))
        return read

    def numbers(self, column: Column) -> Numbers:
        """See `as_numbers`."""
        key = ("numbers", column.name, column.kind, column.labels)
        read: Numbers = self._once(
            key, lambda: as_numbers(column.kind, column.labels, self.column(column.name))
        )
        return read

    def labels(self, name: Hashable) -> list[str]:
        """See `labels_of`."""
        read: list[str] = self._once(("labels", name), lambda: labels_of(self.column(name)))
        return read

    def amounts(self, name: Hashable) -> Numbers:
        """Logarithms of a column of amounts, NaN where missing, unreadable, zero or negative."""
        read: Numbers = self._once(("amounts", name), lambda: logs_of(self.column(name)))
        return read

    def _once(self, key: tuple[Hashable, ...], read: Callable[[], Any]) -> Any:
        if key not in self._read:
            self._read[key] = read()
        return self._read[key]


def shaped(column: Column, values: pd.Series) -> Numbers:
    """A column's values as modelled but not yet standardised, shape (m,), NaN where missing."""
    numbers = as_numbers(column.kind, column.labels, values)
    if column.kind == "multiplier":
        return np.log(np.clip(numbers, 0.1, 10))
    return np.log1p(np.clip(numbers, 0, None)) if column.log else numbers


def as_numbers(kind: str, scale: tuple[str, ...], values: pd.Series) -> Numbers:
    """Plain numbers: ranks for ratings, years for dates.

    NaN where missing, unreadable or beyond `TOO_LARGE`.
    """
    if kind == "rating":
        ranks = {word: float(i) for i, word in enumerate(scale)}
        return np.array(
            [np.nan if word is None else ranks.get(word, np.nan) for word in labels_or_none(values)]
        )
    if kind == "date":
        dates = pd.Series(
            values
            if is_date(values)
            else pd.to_datetime(values, errors="coerce", format="mixed", utc=True)
        )
        years = dates.dt.year + (dates.dt.day_of_year - 1) / 365.25
        return np.asarray(years.to_numpy(dtype=float, na_value=np.nan), dtype=float)
    plain = (
        values if pd.api.types.is_numeric_dtype(values) else pd.to_numeric(values, errors="coerce")
    )
    numbers = plain.to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.abs(numbers) <= TOO_LARGE, numbers, np.nan)


def labels_of(values: pd.Series) -> list[str]:
    """Labels as they are compared; `MISSING_LABEL` where missing."""
    return [MISSING_LABEL if word is None else word for word in labels_or_none(values)]


def logs_of(values: pd.Series) -> Numbers:
    """Logarithms of a column of amounts, NaN where missing, unreadable, zero or negative."""
    if is_date(values):
        return np.full(len(values), np.nan)
    numbers = as_numbers("number", (), values)
    return np.log(np.where(numbers > 0, numbers, np.nan))


def labels_or_none(values: pd.Series) -> list[str | None]:
    """Labels trimmed and in lower case, so that spelling does not part what belongs together.

    None where missing.
    """
    missing = values.isna().to_numpy()
    words = [None if gone else word for gone, word in zip(missing, words_of(values), strict=True)]
    return [None if word is None or word in _MISSING else word for word in words]


def words_of(values: Iterable[Any]) -> list[str]:
    """Values as text, trimmed and in lower case."""
    return [str(value).strip().casefold() for value in values]


def is_date(values: pd.Series) -> bool:
    """Whether a column holds dates, not text that looks like them."""
    return pd.api.types.is_datetime64_any_dtype(values)
