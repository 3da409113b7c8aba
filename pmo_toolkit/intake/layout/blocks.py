"""Tables side by side and one below another: where a sheet falls apart into blocks."""

from __future__ import annotations

from collections.abc import Sequence

from pmo_toolkit.intake.layout.cell_kinds import CODE, main_kind
from pmo_toolkit.intake.layout.grids import Grid
from pmo_toolkit.intake.layout.header_rows import find_headers

_MOST_BANDS = 30
_MOST_ROWS = 3_000  # of a sheet that people arrange by hand
_SAME_ROWS = 0.8  # share of rows from which two sides are taken to be of the same length
_TAIL = 2  # rows by which a table beside another ends earlier


def side_by_side(grid: Grid) -> list[Grid]:
    """The blocks between blank columns that are tables of their own; else the grid itself."""
    runs = _runs(grid)
    if len(runs) < 2:
        return [grid]
    blocks = [grid.part(grid.rows, *runs[0])]
    for first, last in runs[1:]:
        left = blocks[-1]
        right = grid.part(grid.rows, first, last)
        if are_apart(left, right):
            blocks.append(right)
        else:
            blocks[-1] = grid.part(grid.rows, left.first, last)
    return blocks


def _runs(grid: Grid) -> list[tuple[int, int]]:
    used: set[int] = set()
    for columns in grid.filled.values():
        used.update(columns)
    runs: list[tuple[int, int]] = []
    for column in sorted(used):
        if runs and column == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], column)
        else:
            runs.append((column, column))
    return runs


def are_apart(left: Grid, right: Grid) -> bool:
    """Whether two blocks beside each other are two tables, each with headers of its own."""
    sides = [_table_rows(left), _table_rows(right)]
    if not all(len(rows) >= 2 for rows in sides):
        return False
    heads = [find_headers(left), find_headers(right)]
    if heads[0] is None or heads[1] is None:
        return False
    names = [{text.casefold() for text in head.texts.values()} for head in heads if head]
    if names[0] & names[1] or heads[0].rows != heads[1].rows:
        return True
    header_row = heads[0].rows[0]
    titled = left.rows[0] < header_row and right.rows[0] < header_row
    noted = [side.rows[-1] > rows[-1] for side, rows in zip((left, right), sides, strict=True)]
    if (
        titled
        or noted[1]
        or right.first - left.last > 2
        or (_has_codes(left) and _has_codes(right))
    ):
        return True
    one, other = (
        {row for row in rows if row > head.rows[-1]}
        for rows, head in zip(sides, heads, strict=True)
        if head
    )
    shorter, longer = sorted((one, other), key=len)
    # a shorter table ends earlier; a column that is seldom filled has holes
    end = max(shorter, default=0)
    begun = [row for row in longer if row <= end]
    tail = len(longer) - len(begun)
    if shorter >= set(begun) and tail >= _TAIL:
        return True
    if len(one & other) >= _SAME_ROWS * len(one | other):
        return False
    return bool(shorter) and len(shorter) >= _SAME_ROWS * len(begun)


def _table_rows(grid: Grid) -> list[int]:
    return [row for row in grid.rows if len(grid.filled[row]) > 1]


def _has_codes(grid: Grid) -> bool:
    """Whether the first column of a table holds codes, which name its records."""
    texts = [grid.cell(row, grid.first) for row in _table_rows(grid)[1:]]
    return main_kind(texts) == CODE and len(set(texts)) >= _SAME_ROWS * len(texts)


def bands(grid: Grid) -> list[Sequence[int]]:
    """Rows between blank rows."""
    found: list[list[int]] = []
    for row in grid.rows:
        if found and row == found[-1][-1] + 1:
            found[-1].append(row)
        else:
            found.append([row])
    return [*found]


def differing_bands(grid: Grid) -> list[Grid]:
    """Parts one below another of which one falls apart into columns where the whole does not."""
    found = bands(grid) if len(grid.rows) <= _MOST_ROWS else []
    if not 1 < len(found) <= _MOST_BANDS:
        return [grid]
    for count in range(len(found) - 1, 0, -1):
        above = [row for band in found[:count] for row in band]
        below = [row for band in found[count:] for row in band]
        parts = [grid.part(rows, grid.first, grid.last) for rows in (above, below)]
        if any(len(side_by_side(part)) > 1 for part in parts):
            return parts
    return [grid]
