"""Which rows of a part of a sheet are the headers of its columns, and what they say together."""

from __future__ import annotations

import math
from dataclasses import dataclass

from pmo_toolkit.intake.layout.cell_kinds import (
    BLANK,
    CODE,
    DATE,
    WORDS,
    code_shape,
    is_known_header,
    is_period,
    kind_of,
    main_kind,
)
from pmo_toolkit.intake.layout.grids import Grid
from pmo_toolkit.intake.layout.joined_headers import header_block, joined_texts
from pmo_toolkit.intake.layout.words import is_note, is_total
from pmo_toolkit.workspace.parsing.outcomes import FormulaError

_LOOKED_AT = 60  # rows in which headers are looked for
_BELOW = 25  # rows below a header by which its columns are known
_NEXT = 8  # rows below a header that show how wide its table is
_DATA_ROWS = 3  # wide rows of data without headers from which on they are a table
_FEW_DAYS = 3  # days in a row that may be data: begin, end and the like
_LONGEST = 120  # characters of a header
_NEAR = 1.0  # merit by which an earlier row may be worse than a later one


@dataclass(frozen=True)
class Headers:
    """Header rows and the text of each column, by its position in the sheet.

    Parameters
    ----------
    rows : tuple of int
    texts : dict of int to str
    shown : bool
        Whether anything shows that they are no data: numbers below, words that repeat below, or
        names that are known.
    """

    rows: tuple[int, ...]
    texts: dict[int, str]
    shown: bool = True


@dataclass(frozen=True)
class _Candidate:
    """A row that may hold headers: how much it looks like them, and whether anything shows it."""

    place: int
    merit: float
    shown: bool


def find_headers(grid: Grid) -> Headers | None:
    """The first headers in a grid; None where its data have none.

    Rows above them are titles and notes.
    """
    width = typical_width(grid)
    least = 2 if width < 3 else max(3, 0.6 * width)
    for band in _bands(grid, range(min(len(grid.rows), _LOOKED_AT))):
        candidates = []
        wide = 0
        for place in band:
            candidate = None
            if wide < _DATA_ROWS and not (wide and _is_data(grid, place)):
                candidate = _candidate(grid, place, width)
            if candidate is not None:
                candidates.append(candidate)
            elif len(grid.filled[grid.rows[place]]) >= least and not candidates:
                if _is_data(grid, place):
                    return None
                wide += 1
        if candidates:
            best = max(candidate.merit for candidate in candidates)
            first = next(item for item in candidates if item.merit >= best - _NEAR)
            rows = header_block(grid, first.place)
            return Headers(rows, joined_texts(grid, rows), first.shown or len(rows) > 1)
        if wide >= _DATA_ROWS:
            return None
    return None


def _is_data(grid: Grid, place: int) -> bool:
    """Whether a row is of the same sort as the rows below."""
    below = rows_below(grid, place)
    row = grid.rows[place]
    known = sum(map(is_known_header, grid.texts(row)))
    return bool(below) and 2 * known < len(grid.filled[row]) and _is_like_data(grid, row, below)


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


def _candidate(grid: Grid, place: int, width: int) -> _Candidate | None:
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
    merit = 2 * fill + contrast / len(texts) + distinct + 2 * known
    shown = contrast > 0 or known > 0 or _words_repeat(grid, row, below)
    return _Candidate(place, merit, shown)


def _words_repeat(grid: Grid, row: int, below: tuple[int, ...]) -> bool:
    """Whether a column repeats its words, so that its header would be the only odd one."""
    for column in grid.filled[row]:
        words = [grid.cell(other, column) for other in below if grid.cell(other, column).strip()]
        if len(set(words)) < len(words):
            return True
    return False


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
    # days side by side, as the first ones of weeks
    days = [text for text in texts if kind_of(text) == DATE]
    if len(days) > _FEW_DAYS and len(set(days)) == len(days):
        periods = max(periods, len(days))
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
        may_head = kind in (WORDS, CODE) or (kind != DATE and is_period(text))
        if not may_head and kind == main_kind(under):
            return True
        if kind == CODE and code_shape(text) in map(code_shape, under):
            return True
        signs += text in under
    return signs >= max(1, 0.3 * len(grid.filled[row]))
