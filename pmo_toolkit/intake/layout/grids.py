"""A part of a sheet as a grid of cells, with what its rows hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from pmo_toolkit.intake.base.regions import MergedArea, Sheet


@dataclass(frozen=True)
class Grid:
    """Rows of a sheet between two columns.

    Parameters
    ----------
    lines : dict of int to tuple of str
        Cells of the whole sheet; rows that hold nothing are left out.
    rows : tuple of int
        Rows of this part that hold something between its columns.
    first, last : int
        Columns of this part from 0, both belonging to it.
    merged : tuple of MergedArea
        Of the whole sheet.
    """

    lines: dict[int, tuple[str, ...]]
    rows: tuple[int, ...]
    first: int
    last: int
    merged: tuple[MergedArea, ...] = field(default=(), repr=False)

    @cached_property
    def filled(self) -> dict[int, tuple[int, ...]]:
        """Row → columns that hold something."""
        return {row: filled_columns(self.lines[row], self.first, self.last) for row in self.rows}

    def cell(self, row: int, column: int) -> str:
        """Text of a cell; blank where there is none."""
        cells = self.lines.get(row, ())
        return cells[column] if column < len(cells) else ""

    def cells(self, row: int) -> tuple[str, ...]:
        """Cells of a row between the columns of this part, as many as there are columns."""
        cells = self.lines.get(row, ())[self.first : self.last + 1]
        return cells + ("",) * (self.last + 1 - self.first - len(cells))

    def texts(self, row: int) -> list[str]:
        """What a row holds, without its blanks."""
        return [self.lines[row][column].strip() for column in self.filled[row]]

    def part(self, rows: Iterable[int], first: int, last: int) -> Grid:
        """Some of the rows between narrower columns."""
        if (first, last) == (self.first, self.last):
            # the same columns hold what they held: a sheet of many tables takes linear time
            filled = {row: self.filled[row] for row in rows}
        else:
            found = ((row, filled_columns(self.lines[row], first, last)) for row in rows)
            filled = {row: columns for row, columns in found if columns}
        part = Grid(self.lines, tuple(filled), first, last, self.merged)
        part.__dict__["filled"] = filled
        return part

    def areas(self, row: int) -> list[MergedArea]:
        """Merged areas that a row is part of, between the columns of this part."""
        return [
            area
            for area in self.merged
            if area.first_row <= row <= area.last_row
            and self.first < area.first_column <= self.last + 1
        ]


def filled_columns(cells: tuple[str, ...], first: int, last: int) -> tuple[int, ...]:
    """Positions between two columns at which a row holds something."""
    part = cells[first : last + 1]
    return tuple(place for place, cell in enumerate(part, first) if cell and not cell.isspace())


def grid_of(sheet: Sheet) -> Grid | None:
    """The whole sheet as a grid; None where it holds nothing."""
    lines = {
        row: cells
        for row, cells in sorted(sheet.lines.items())
        if any(cell and not cell.isspace() for cell in cells)
    }
    if not lines:
        return None
    width = max(map(len, lines.values()))
    used = [False] * width
    for cells in lines.values():
        for place, cell in enumerate(cells):
            if cell and not used[place] and not cell.isspace():
                used[place] = True
    last = max(place for place, use in enumerate(used) if use)
    return Grid(lines, tuple(lines), used.index(True), last, sheet.merged)
