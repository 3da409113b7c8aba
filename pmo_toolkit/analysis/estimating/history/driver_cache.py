"""The drivers of finished projects, read once, so that many proposals can be compared with them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.estimating.history.written_columns import numbers_of

#: Whole numbers with at most so many different values, none above `_HIGHEST_RATING`, are ratings:
#: they change by steps.
_RATING_VALUES, _HIGHEST_RATING = 11, 10


class Driver:
    """One driver as finished projects state it; what is not asked for is not worked out.

    Parameters
    ----------
    values : Series of shape (n,)

    Attributes
    ----------
    numbers : ndarray of shape (n,) or None
        NaN where missing; None for text, dates and truth values.
    """

    def __init__(self, values: pd.Series):
        self.values = values
        self.numbers = numbers_of(values)

    @cached_property
    def stated(self) -> bool:
        """Whether any project states it."""
        return not self.missing.all()

    @cached_property
    def missing(self) -> NDArray[np.bool_]:
        """Where a project does not state it, shape (n,)."""
        return np.asarray(self.values.isna().to_numpy(), dtype=bool)

    @cached_property
    def texts(self) -> NDArray[np.object_]:
        """Values as text, shape (n,)."""
        return np.array([str(value) for value in self.values], dtype=object)

    @cached_property
    def labels(self) -> list[Any]:
        """Different values, the most frequent first."""
        return self.values.dropna().value_counts().index.tolist()

    @cached_property
    def is_rating(self) -> bool:
        """Whether it goes by steps."""
        if self.numbers is None:
            return False
        seen = np.unique(self.numbers[np.isfinite(self.numbers)])
        few = 0 < len(seen) <= _RATING_VALUES
        return bool(few and seen.max() <= _HIGHEST_RATING and np.all(seen == np.round(seen)))

    @cached_property
    def ends(self) -> tuple[float, float]:
        """Least and greatest number."""
        assert self.numbers is not None
        return float(np.nanmin(self.numbers)), float(np.nanmax(self.numbers))


class DriverCache:
    """All drivers of a history.

    Parameters
    ----------
    frame : DataFrame of shape (n, d)
    """

    def __init__(self, frame: pd.DataFrame):
        self.frame = frame
        self._drivers: dict[str, Driver] = {}

    @classmethod
    def of(cls, history: pd.DataFrame | DriverCache) -> DriverCache:
        """A history that may have been read before."""
        return history if isinstance(history, DriverCache) else cls(history)

    def __len__(self) -> int:
        return len(self.frame)

    def __contains__(self, name: object) -> bool:
        return name in self.frame

    def __getitem__(self, name: str) -> Driver:
        if name not in self._drivers:
            self._drivers[name] = Driver(self.frame[name])
        return self._drivers[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Columns, in their order."""
        return tuple(map(str, self.frame.columns))
