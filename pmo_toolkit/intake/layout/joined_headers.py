"""Headers of several rows: groups above, details and units below, and what they say together."""

from __future__ import annotations

import re

from pmo_toolkit.intake.layout.cell_kinds import BLANK, NUMBER, WORDS, is_period, kind_of, main_kind
from pmo_toolkit.intake.layout.grids import Grid
from pmo_toolkit.intake.layout.words import is_hint, is_note, is_total
from pmo_toolkit.workspace.parsing.units import UNITS, level_unit

_MOST_ROWS = 3
_BELOW = 25  # rows below a header by which its columns are known
_WHOLE = 0.8  # share of the columns from which on a merged area is a title, and no group
_MONEY = re.compile(
    r"(?:t|k|m|mio\.?|mill?\.?|tsd\.?)?\s?(?:€|eur|euros?|usd|\$|chf|gbp|£)(?:\s?/\s?\w+)?|%|#",
    re.IGNORECASE,
)
_UNITS = frozenset(
    level_unit(spelling) for unit in UNITS for spelling in (unit.name, *unit.spellings)
)
_NO_UNIT = frozenset({"-", "–", "n/a", "text", "x", "."})


def header_block(grid: Grid, place: int) -> tuple[int, ...]:
    """All rows of the headers of which one stands at a position of the grid."""
    rows = [grid.rows[place]]
    above = place - 1
    while above >= 0 and grid.rows[above] == rows[0] - 1 and len(rows) < _MOST_ROWS:
        if not _groups(grid, grid.rows[above], rows):
            break
        rows.insert(0, grid.rows[above])
        above -= 1
    below = place + 1
    while below < len(grid.rows) and grid.rows[below] == rows[-1] + 1 and len(rows) < _MOST_ROWS:
        if not _details(grid, rows[-1], grid.rows[below], grid.rows[below + 1 :]):
            break
        rows.append(grid.rows[below])
        below += 1
    return tuple(rows)


def _groups(grid: Grid, upper: int, rows: list[int]) -> bool:
    """Whether a row names groups of the columns below it, as a year above its quarters."""
    columns, texts = grid.filled[upper], grid.texts(upper)
    if any(kind_of(text) != WORDS and not is_period(text) for text in texts):
        return False
    if any(is_note(text) or is_total(text) or text.endswith(":") for text in texts):
        return False
    areas = grid.areas(upper)
    if any(area.last_row >= rows[0] for area in areas):
        return True
    below = {column for row in rows for column in grid.filled[row]}
    across = [area.last_column - area.first_column + 1 for area in areas]
    if any(1 < width < _WHOLE * len(below) for width in across):
        return True
    if len(rows) > 1:
        return False
    alone = set(columns) - below
    beyond = [column for column in columns if column > min(below)]
    if len(columns) > 1 and (len(beyond) > 1 or (alone and beyond)):
        return True
    return len(columns) == 1 and bool(beyond) and is_period(texts[0])


def _details(grid: Grid, row: int, lower: int, below: tuple[int, ...]) -> bool:
    """Whether the row below headers belongs to them: quarters under a year, or a row of units."""
    columns, texts = grid.filled[lower], grid.texts(lower)
    words = sum(kind_of(text) == WORDS or is_period(text) or _is_unit(text) for text in texts)
    if not below or words < len(texts):
        return False
    if _are_units(grid, lower, below):
        return True
    areas = grid.areas(row)
    if any(area.first_row <= row and area.last_row >= lower for area in areas):
        return True  # headers that reach down to it; "Minimum" is no total then
    if is_note(texts[0]) or is_total(texts[0]) or any(map(is_hint, texts)):
        return False
    if any(
        area.first_column <= column + 1 <= area.last_column
        for area in areas
        if area.last_column > area.first_column
        for column in columns
    ):
        return True
    if is_note(texts[0]) or is_total(texts[0]) or any(map(is_hint, texts)):
        return False
    fresh = set(columns) - set(grid.filled[row])
    return len(fresh) > 1 and 2 * len(_numeric(grid, columns, below)) >= len(columns)


def _are_units(grid: Grid, row: int, below: tuple[int, ...]) -> bool:
    """Whether a row holds units of the columns of numbers below, and nothing else."""
    columns, texts = grid.filled[row], grid.texts(row)
    units = [column for column, text in zip(columns, texts, strict=True) if _is_unit(text)]
    others = [text for text in texts if not _is_unit(text) and text.casefold() not in _NO_UNIT]
    return bool(units) and not others and bool(_numeric(grid, tuple(units), below))


def _is_unit(text: str) -> bool:
    levelled = level_unit(text).removeprefix("in ")
    if levelled in _UNITS or levelled.removesuffix("n") in _UNITS:  # "in Monaten"
        return True
    return _MONEY.fullmatch(levelled) is not None


def _numeric(grid: Grid, columns: tuple[int, ...], below: tuple[int, ...]) -> list[int]:
    rows = below[:_BELOW]
    return [
        column for column in columns if main_kind(grid.cell(row, column) for row in rows) == NUMBER
    ]


def joined_texts(grid: Grid, rows: tuple[int, ...]) -> dict[int, str]:
    """Text of each column: of each of its header rows, with `` / `` between them."""
    parts: dict[int, list[str]] = {}
    for number, row in enumerate(rows):
        lower = rows[number + 1 :]
        texts = _spread(grid, row, lower) if lower else _own_texts(grid, row)
        for column, text in texts.items():
            parts.setdefault(column, []).append(text)
    return {
        column: " / ".join(dict.fromkeys(text for text in texts if text))
        for column, texts in sorted(parts.items())
    }


def _own_texts(grid: Grid, row: int) -> dict[int, str]:
    return {column: " ".join(grid.cell(row, column).split()) for column in grid.filled[row]}


def _spread(grid: Grid, row: int, lower: tuple[int, ...]) -> dict[int, str]:
    """Column → text of its group: across a merged area, else as far as no other group begins."""
    own = _own_texts(grid, row)
    areas = [area for area in grid.areas(row) if area.last_column > area.first_column]
    below = {column for other in lower for column in grid.filled[other]}
    if any(area.first_row == row for area in areas):
        for area in areas:
            text = own.get(area.first_column - 1, "")
            columns = range(area.first_column - 1, area.last_column)
            own = {column: text for column in columns if column in below and text} | own
        return own
    spread: dict[int, str] = {}
    group = BLANK
    for column in range(grid.first, grid.last + 1):
        text = own.get(column, "")
        if text:
            group = text if column in below else BLANK
            spread[column] = text
        elif group and column in below and not _is_total(grid, lower, column):
            spread[column] = group
        else:
            group = BLANK
    return spread


def _is_total(grid: Grid, rows: tuple[int, ...], column: int) -> bool:
    return any(is_total(grid.cell(row, column)) for row in rows)
