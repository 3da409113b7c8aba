"""The numbers of a workspace, table by table, as figures are made of them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.magnitudes.guessing import Figure
from pmo_toolkit.workspace.magnitudes.quantities import Quantity

Range = tuple[float, float]

#: A currency that is not known may be one of small units; few have larger ones than the euro.
_SMALLEST_UNITS = 200.0
_UNKNOWN_CURRENCY = 0.5
#: One or two rows may be small by themselves.
_FEWEST_SIZES = 3


class Numbers:
    """Sound rows of all tables, and the figures gathered from them.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Read and checked.
    """

    def __init__(self, drafts: Mapping[str, Draft]) -> None:
        self._drafts = drafts
        self._read: dict[tuple[str, str], pd.Series] = {}
        self.figures: list[Figure] = []

    def has(self, table: str, *columns: str) -> bool:
        """Whether the table has these columns."""
        return table in self._drafts and all(map(self._drafts[table].present, columns))

    def amounts(self, table: str, column: str) -> pd.Series:
        """Amounts above 0, missing where there is none, indexed by the place of the row.

        Benefits in other units than money are none.
        """
        if not self.has(table, column):
            return pd.Series(dtype=float)
        numbers = pd.to_numeric(self._column(table, column), errors="coerce").astype(float)
        if table == "benefits" and self.has(table, "unit"):
            numbers = numbers.where(self.words(table, "unit") != "unit per year")
        return numbers.where(np.isfinite(numbers) & (numbers > 0))

    def words(self, table: str, column: str) -> pd.Series:
        """Words or ids of a column; missing where there are none."""
        if table not in self._drafts:
            return pd.Series(dtype=object)
        return self._column(table, column)

    def days(self, table: str, first: str, last: str) -> pd.Series:
        """Days from the start of one day or period to the end of another, where above 0."""
        if not self.has(table, first, last):
            return pd.Series(dtype=float)
        start, end = self._day(table, first, 0), self._day(table, last, -1)
        days = (end - start).dt.days.astype(float)
        return days.where(days > 0)

    def add(
        self,
        what: str,
        values: pd.Series,
        usual: Range,
        top: Quantity,
        bottom: Quantity | None = None,
        *,
        weight: float = 1.0,
    ) -> bool:
        """Add a figure, the median of `values`; whether there was any value."""
        known = values.dropna()
        if known.empty:
            return False
        terms = ((top, 1),) if bottom is None else ((top, 1), (bottom, -1))
        self.figures.append(
            Figure(what, terms, float(known.median()), len(known), usual, weight=weight)
        )
        return True

    def add_size(self, what: str, quantity: Quantity, usual: Range, *, weight: float = 1.0) -> None:
        """Add the median of a column as it stands, where enough rows state it."""
        amounts = self.amounts(quantity.table, quantity.column)
        if amounts.notna().sum() >= _FEWEST_SIZES:
            self.add(what, amounts, usual, quantity, weight=weight)

    def _column(self, table: str, column: str) -> pd.Series:
        if (table, column) not in self._read:
            draft = self._drafts[table]
            kept = draft.kept()
            values = [draft.value(column, position) for position in kept]
            self._read[table, column] = pd.Series(values, index=kept, dtype=object)
        return self._read[table, column]

    def _day(self, table: str, column: str, end: int) -> pd.Series:
        """The first (0) or last (-1) day of each period."""
        values = self._column(table, column).map(
            lambda value: value.split("/")[end] if isinstance(value, str) else value
        )
        return pd.to_datetime(values, errors="coerce")


def weight_of(scale: float | None) -> float:
    """How much the size of amounts tells: less in a currency that is not known."""
    return 1.0 if scale is not None else _UNKNOWN_CURRENCY


def scaled(usual: Range, scale: float | None) -> Range:
    """A range of amounts in a currency of that scale, a wider one where it is not known."""
    if scale is None:
        return usual[0], usual[1] * _SMALLEST_UNITS
    return usual[0] * scale, usual[1] * scale
