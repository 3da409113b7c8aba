"""Which rows of a part of a sheet are the headers of its columns, and what they say together."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from pmo_toolkit.intake.layout.cell_kinds import (
    BLANK,
    CODE,
    NUMBER,
    WORDS,
    code_shape,
    is_known_header,
    is_period,
    kind_of,
    main_kind,
)
from pmo_toolkit.intake.layout.grids import Grid
from pmo_toolkit.intake.layout.words import is_hint, is_note, is_total
from pmo_toolkit.workspace.parsing.outcomes import FormulaError

_LOOKED_AT = 60  # rows in which headers are looked for
_BELOW = 25  # rows below a header by which its columns are known
_NEXT = 8  # rows below a header that show how wide its table is
_DATA_ROWS = 3  # wide rows of data without headers from which on they are a table
_LONGEST = 120  # characters of a header
_NEAR = 1.0  # merit by which an earlier row may be worse than a later one
_UNIT_ROW = re.compile(r"[\[(]?[^\W\d_]{0,3}[€$£%/.]?[^\W\d_]{0,12}\.?[\])]?")


@dataclass(frozen=True)
class Headers:
    """Header rows and the text of each column, by its position in the sheet."""

    rows: tuple[int, ...]
    texts: dict[int, str]


def find_headers(grid: Grid) -> Headers | None:
    """The first headers in a grid; None where its data have none.

    Rows above them are titles and notes.
    """
    width = typical_width(grid)
    places = range(min(len(grid.rows), _LOOKED_AT))
    for band in _bands(grid, places):
        merits = {place: _merit(grid, place, width) for place in band}
        fitting = {place: merit for place, merit in merits.items() if merit is not None}
        if fitting:
            best = max(fitting.values())
            return _with_neighbours(
                grid, min(place for place, merit in fitting.items() if merit >= best - _NEAR)
            )
        wide = sum(len(grid.filled[grid.rows[place]]) >= max(2, 0.6 * width) for place in band)
        if wide >= _DATA_ROWS:
            return None
    return None


def _bands(grid: Grid, places: range) -> list[list[int]]:
    """Positions of rows between blank rows."""
    found: list[list[int]] = []
    for place in places:
        if found and grid.rows[place] == grid.rows[place - 1] + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def typical_width(grid: Grid) -> int:
    """How many cells the fuller rows hold."""
    widths = sorted(len(grid.filled[row]) for row in grid.rows[:400])
    if not widths:
        return 0
    return widths[-1] if len(widths) < 4 else widths[-2]


def rows_below(grid: Grid, place: int) -> tuple[int, ...]:
    """Rows below a header, as far as no blank row parts them; else those behind the blank row."""
    below = grid.rows[place + 1 : place + 1 + _BELOW]
    row = grid.rows[place]
    near = tuple(other for number, other in enumerate(below, 1) if other == row + number)
    if near or not below:
        return near
    next_band = tuple(other for number, other in enumerate(below) if other == below[0] + number)
    return next_band if 2 * len(grid.filled[below[0]]) >= len(grid.filled[row]) else ()


def _merit(grid: Grid, place: int, width: int) -> float | None:
    """How much a row looks like headers of the rows below; None where it cannot be."""
    row = grid.rows[place]
    below = rows_below(grid, place)
    if not below or not can_be_headers(grid, row):
        return None
    texts = grid.texts(row)
    local = max(len(grid.filled[other]) for other in (row, *below[:_NEXT]))
    if len(texts) < max(min(local, 2), math.ceil(local / 2)):
        return None
    known = sum(map(is_known_header, texts)) / len(texts)
    if known < 0.5 and _is_like_data(grid, row, below):
        return None
    contrast = sum(
        main_kind(grid.cell(other, column) for other in below) not in (WORDS, BLANK)
        for column in grid.filled[row]
    )
    narrow = len(texts) <= 2 <= width - 2
    if narrow and known < 0.5 and (not contrast or len(below) < 2):
        return None  # what a title says of itself: "Version", "1.2"
    distinct = len(set(texts)) / len(texts)
    fill = min(len(texts) / local, 1.0)
    return 2 * fill + contrast / len(texts) + distinct + 2 * known


def can_be_headers(grid: Grid, row: int) -> bool:
    """Whether a row holds texts that can be headers: words, or periods beside them."""
    cells = [grid.cell(row, column) for column in grid.filled[row]]
    if any(isinstance(cell, FormulaError) or len(cell) > _LONGEST for cell in cells):
        return False
    texts = [cell.strip() for cell in cells]
    if is_total(texts[0]) or (is_note(texts[0]) and len(texts[0]) > 3):
        return False
    if texts[0].endswith(":") and len(texts) == 2:
        return False  # a label and its value
    words = sum(kind_of(text) == WORDS for text in texts)
    codes = sum(kind_of(text) == CODE for text in texts)
    periods = sum(kind_of(text) != WORDS and is_period(text) for text in texts)
    periods = periods if periods > 1 or words > 2 else 0
    return words + periods + 0.9 * codes >= 0.85 * len(texts) and words + periods > 0


def _is_like_data(grid: Grid, row: int, below: tuple[int, ...]) -> bool:
    """Whether a row is of the same sort as those below, or repeats their words."""
    signs = 0
    others = [other for other in below if grid.texts(other) != grid.texts(row)]
    for column in grid.filled[row]:
        text = grid.cell(row, column).strip()
        under = [grid.cell(other, column).strip() for other in others]
        under = [cell for cell in under if cell]
        if not under:
            continue
        kind = kind_of(text)
        if kind not in (WORDS, CODE) and not is_period(text) and kind == main_kind(under):
            return True
        if kind == CODE and code_shape(text) in map(code_shape, under):
            return True
        signs += text in under
    return signs >= max(1, 0.3 * len(grid.filled[row]))


def _with_neighbours(grid: Grid, place: int) -> Headers:
    """Headers of one row, or of two where a row above groups them or a row below details them."""
    row = grid.rows[place]
    if place and grid.rows[place - 1] == row - 1 and _groups(grid, row - 1, row):
        return Headers((row - 1, row), _joined(grid, row - 1, row))
    following = grid.rows[place + 1] if place + 1 < len(grid.rows) else None
    if following == row + 1 and _details(grid, row, following, grid.rows[place + 2 :]):
        return Headers((row, following), _joined(grid, row, following))
    return Headers(
        (row,), {column: _one_line(grid.cell(row, column)) for column in grid.filled[row]}
    )


def _groups(grid: Grid, upper: int, row: int) -> bool:
    """Whether the row above names groups of columns, as a year above its quarters."""
    columns = grid.filled[upper]
    texts = grid.texts(upper)
    if any(
        (kind_of(text) != WORDS and not is_period(text)) or text.endswith(":") for text in texts
    ) or any(map(is_note, texts)):
        return False
    areas = grid.areas(upper)
    if any(area.last_row >= row for area in areas):
        return True
    across = [area for area in areas if area.last_column > area.first_column]
    whole = len(grid.filled[row])
    if any(area.last_column - area.first_column + 1 < 0.8 * whole for area in across):
        return True
    beyond = [column for column in columns if column > grid.filled[row][0]]
    return len(beyond) >= 2 or (len(beyond) == 1 and len(columns) == 1 and is_period(texts[0]))


def _details(grid: Grid, row: int, following: int, below: tuple[int, ...]) -> bool:
    """Whether the row below a header belongs to it: quarters under a year, or a row of units."""
    if not below or not can_be_headers(grid, following):
        return False
    columns, own = grid.filled[following], grid.filled[row]
    texts = grid.texts(following)
    areas = grid.areas(row)
    if any(area.last_row >= following for area in areas):
        return True
    grouped = [area for area in areas if area.last_column > area.first_column]
    if any(
        area.first_column - 1 < column < area.last_column for area in grouped for column in columns
    ):
        return True
    fresh = [column for column in columns if column not in own]
    under = below[:_BELOW]
    contrast = [
        column
        for column in columns
        if main_kind(grid.cell(other, column) for other in under) == NUMBER
    ]
    if len(fresh) >= 2 and len(contrast) >= 0.5 * len(columns):
        return True
    units = all(_UNIT_ROW.fullmatch(text) for text in texts)
    return (
        units
        and bool(contrast)
        and len(contrast) >= 0.5 * len(columns)
        and not any(map(is_hint, texts))
    )


def _joined(grid: Grid, upper: int, lower: int) -> dict[int, str]:
    """Texts of two rows a column, the upper one filled across its group."""
    spread = _spread(grid, upper, lower)
    columns = sorted({*spread, *grid.filled[lower], *grid.filled[upper]})
    texts = {}
    for column in columns:
        above = spread.get(column) or _one_line(grid.cell(upper, column))
        below = _one_line(grid.cell(lower, column))
        parts = [above, below] if above != below else [below]
        texts[column] = " / ".join(part for part in parts if part)
    return texts


def _spread(grid: Grid, upper: int, lower: int) -> dict[int, str]:
    """Column → text of its group: across a merged area, else as far as no other group begins."""
    spread: dict[int, str] = {}
    areas = [area for area in grid.areas(upper) if area.last_column > area.first_column]
    for area in areas:
        text = _one_line(grid.cell(area.first_row, area.first_column - 1))
        for column in range(area.first_column - 1, area.last_column):
            spread[column] = text
    if any(area.first_row == upper for area in areas):
        return spread
    group = ""
    for column in range(grid.first, grid.last + 1):
        text = _one_line(grid.cell(upper, column))
        below = grid.cell(lower, column).strip()
        if text:
            group = text if below else ""
            spread[column] = text
        elif group and below:
            spread[column] = group
        else:
            group = ""
    return spread


def _one_line(text: str) -> str:
    return " ".join(text.split())
