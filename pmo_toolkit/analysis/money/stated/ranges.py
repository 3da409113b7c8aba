"""Blank ends of three-point ranges, filled to the safe side from ranges that are stated beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.core.settings.blanks import BlankSettings

Row = dict[Any, Any]
#: Columns of a range: optimistic or pessimistic ends by size, not by meaning.
Columns = tuple[str, str, str]


@dataclass(frozen=True)
class Assumption:
    """A number that nobody states, and what it is taken to be.

    Parameters
    ----------
    table, item, column : str
        Where the cell stands; `item` is the id or the title of its row.
    value : float
        What it is taken to be, in the unit of the column.
    unit : str
        ``"money"``, ``"months"``, ``"calendar days"``, ``"probability"``, ``"share"`` or the unit
        of the benefit.
    why : str
        Where the value comes from, as a clause.
    """

    table: str
    item: str
    column: str
    value: float
    unit: str
    why: str


@dataclass(frozen=True)
class RangeFilling:
    """How blank ends of the ranges of one table are filled.

    Parameters
    ----------
    table : str
    columns : tuple of str
        Low, mode and high.
    unit : str
    bad_end : int
        Which end is the unfavourable one: −1 the low, 1 the high.
    blanks : BlankSettings
    least : float or None
        No end is put below this; None: any number is fit.
    """

    table: str
    columns: Columns
    unit: str
    bad_end: int
    blanks: BlankSettings
    least: float | None = 0.0

    def widen(self, rows: Sequence[Row], names: Sequence[str]) -> list[Assumption]:
        """Fill blank ends beside a stated middle, in place: as far out as any sibling's.

        Parameters
        ----------
        rows : sequence of dict
            Of one proposal.
        names : sequence of str
            What to call each row.
        """
        below, above = self._widest(rows)
        assumed = []
        for row, name in zip(rows, names, strict=True):
            low, mode, high = (number_of(row.get(column)) for column in self.columns)
            if mode is None or (low is not None and high is not None):
                continue
            wide = (mode - below * abs(mode), mode + above * abs(mode))
            if self.least is not None and mode >= self.least:
                wide = (max(wide[0], self.least), wide[1])
            for place, before, after in ((0, low, wide[0]), (2, high, wide[1])):
                if before is None:
                    row[self.columns[place]] = after
                    why = "as far from the middle as the widest range beside it, at least as usual"
                    assumed.append(
                        Assumption(self.table, name, self.columns[place], after, self.unit, why)
                    )
        return assumed

    def fill_whole(self, rows: Sequence[Row], names: Sequence[str]) -> list[Assumption]:
        """Fill ranges of which too little is stated by the worst one beside them, in place."""
        ranges = [self._complete(row) for row in rows]
        stated = [range_ for range_ in ranges if range_ is not None]
        if not stated:
            return []
        worst = max(stated, key=lambda ends: self.bad_end * (ends[0] + 4 * ends[1] + ends[2]))
        assumed = []
        for row, name, range_ in zip(rows, names, ranges, strict=True):
            if range_ is None:
                row.update(zip(self.columns, worst, strict=True))
                why = "the largest that is stated beside it"
                assumed.append(
                    Assumption(self.table, name, self.columns[1], worst[1], self.unit, why)
                )
        return assumed

    def _complete(self, row: Mapping[Any, Any]) -> tuple[float, float, float] | None:
        low, mode, high = (number_of(row.get(column)) for column in self.columns)
        if mode is None and low is not None and high is not None:
            mode = (low + high) / 2
        if mode is None:
            return None
        return (mode if low is None else low, mode, mode if high is None else high)

    def _widest(self, rows: Sequence[Row]) -> tuple[float, float]:
        """Shares of the middle by which ranges reach below and above it, at least the defaults."""
        good, bad = self.blanks.range_below, self.blanks.range_above
        below, above = (good, bad) if self.bad_end > 0 else (bad, good)
        for row in rows:
            low, mode, high = (number_of(row.get(column)) for column in self.columns)
            if not mode:
                continue
            if low is not None:
                below = max(below, (mode - low) / abs(mode))
            if high is not None:
                above = max(above, (high - mode) / abs(mode))
        return below, above
