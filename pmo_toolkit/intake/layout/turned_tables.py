"""Tables on their side: the headers in the first column, and each record a column."""

from __future__ import annotations

from pmo_toolkit.intake.base.regions import RowAside
from pmo_toolkit.intake.layout.cell_kinds import (
    BLANK,
    CODE,
    DATE,
    NUMBER,
    WORDS,
    is_known_header,
    is_period,
    kind_of,
    main_kind,
)
from pmo_toolkit.intake.layout.forms import Form
from pmo_toolkit.intake.layout.grids import Grid
from pmo_toolkit.workspace.dictionary.comparable import comparable

_MOST_ROWS = 80
_LEAST_ROWS = 4
_LEAST_RECORDS = 2
_TYPED = (NUMBER, DATE, CODE)


def find_turned_table(grid: Grid) -> Form | None:
    """The table on its side that a whole grid is; None where it is none.

    It shows itself by rows that each hold one kind of thing, dates here and amounts there, while
    its columns hold all kinds.
    """
    rows = list(grid.rows)
    titles: list[int] = []
    while rows and len(grid.filled[rows[0]]) == 1:
        titles.append(rows.pop(0))
    if not _LEAST_ROWS <= len(rows) <= _MOST_ROWS or grid.last - grid.first < _LEAST_RECORDS:
        return None
    labels = [" ".join(grid.cell(row, grid.first).split()).rstrip(" :") for row in rows]
    if not _are_labels(labels) or not _is_turned(grid, rows, labels):
        return None
    columns = [
        column
        for column in range(grid.first + 1, grid.last + 1)
        if any(grid.cell(row, column).strip() for row in rows)
    ]
    return Form(
        tuple(labels),
        tuple(tuple(grid.cell(row, column) for row in rows) for column in columns),
        tuple(rows),
        tuple(RowAside(row, "above the headers", grid.cells(row)) for row in titles),
        " · ".join(" ".join(" ".join(grid.texts(row)).split()) for row in titles),
        (rows[0],) * len(columns),
    )


def _are_labels(labels: list[str]) -> bool:
    distinct = {comparable(label) for label in labels}
    words = all(label and kind_of(label) == WORDS and not is_period(label) for label in labels)
    return words and len(distinct) == len(labels)


def _is_turned(grid: Grid, rows: list[int], labels: list[str]) -> bool:
    columns = range(grid.first + 1, grid.last + 1)
    top = [grid.cell(rows[0], column) for column in columns]
    if sum(map(is_known_header, top)) > 1 or any(map(is_period, top)):
        return False
    by_row = {main_kind(grid.cell(row, column) for column in columns) for row in rows}
    by_column = [main_kind(grid.cell(row, column) for row in rows[1:]) for column in columns]
    if len(by_row & set(_TYPED)) > 1:
        even = sum(_is_even(grid, row, columns) for row in rows)
        return even >= 0.9 * len(rows) and all(kind in (WORDS, BLANK) for kind in by_column)
    return sum(map(is_known_header, labels)) >= 0.6 * len(labels)


def _is_even(grid: Grid, row: int, columns: range) -> bool:
    """Whether all cells of a row are of one kind."""
    return len({kind_of(grid.cell(row, column)) for column in columns} - {BLANK}) < 2
