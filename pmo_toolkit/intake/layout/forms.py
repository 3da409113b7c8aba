"""Forms: one record a sheet, with a label beside each value."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pmo_toolkit.intake.base.regions import RowAside, RowKind
from pmo_toolkit.intake.layout.cell_kinds import (
    NUMBER,
    WORDS,
    is_known_header,
    kind_of,
)
from pmo_toolkit.intake.layout.grids import Grid
from pmo_toolkit.intake.layout.words import is_form_label
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.sources.cell_text import column_letters

_MOST_ROWS = 150
_LEAST_PAIRS = 4
_LABEL_LENGTH = 60
_TABLE_CELLS = 3  # cells of a row that is no pair of a label and its value
_CAPTIONS = {
    ("feld", "wert"),
    ("feld", "inhalt"),
    ("attribut", "wert"),
    ("merkmal", "wert"),
    ("field", "value"),
    ("attribute", "value"),
    ("item", "value"),
    ("property", "value"),
    ("champ", "valeur"),
    ("campo", "valor"),
    ("veld", "waarde"),
    ("kenmerk", "waarde"),
}


@dataclass(frozen=True)
class Form:
    """Labels of a form, the values beside them, and the rows that hold neither.

    Parameters
    ----------
    labels : tuple of str
    records : tuple of tuple of str
        Values in the order of the labels: one record, or several beside each other.
    rows : tuple of int
        Rows of labels and values.
    aside : tuple of RowAside
    title : str
    begins : tuple of int
        Row in which each record begins.
    """

    labels: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    rows: tuple[int, ...]
    aside: tuple[RowAside, ...]
    title: str
    begins: tuple[int, ...]


@dataclass(frozen=True)
class _Pair:
    row: int
    label: str
    value: str
    section: str


def find_form(grid: Grid) -> Form | None:
    """The form that a whole grid is; None where it is none."""
    if not 1 < len(grid.rows) <= _MOST_ROWS:
        return None
    pairs: list[_Pair] = []
    aside: list[RowAside] = []
    captioned = colons = 0
    section = ""
    for row in grid.rows:
        texts = [grid.cell(row, column) for column in grid.filled[row]]
        if len(texts) == 2 and not pairs and _is_caption(texts):
            captioned = 1
            aside.append(RowAside(row, "captions of labels and values", grid.cells(row)))
            continue
        found = _pairs_in(grid, row, section)
        if found is None:
            return None
        if not found:
            section = texts[0].strip()
            why = "the heading of a part of the form" if pairs else "above the form"
            kind = RowKind.OTHER if pairs else RowKind.ABOVE
            aside.append(RowAside(row, why, grid.cells(row), kind))
        colons += sum(_is_marked(text) for text in texts)
        pairs += found
    if len(pairs) < _LEAST_PAIRS or not _is_form(pairs, captioned, colons):
        return None
    title = " · ".join(
        " ".join(" ".join(item.cells).split()) for item in aside if item.kind is RowKind.ABOVE
    )
    rows = tuple(dict.fromkeys(pair.row for pair in pairs))
    labels, records, begins = _records(pairs)
    return Form(labels, records, rows, tuple(aside), title, begins)


def _records(
    pairs: list[_Pair],
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """Labels, records and the first row of each: several where the first label comes again."""
    starts = [place for place, pair in enumerate(pairs) if pair.label == pairs[0].label]
    parts = [pairs[start:end] for start, end in zip(starts, [*starts[1:], len(pairs)], strict=True)]
    alike = {pair.label for pair in parts[0]} == {pair.label for pair in parts[-1]}
    if len(parts) < 2 or not alike or len(parts[0]) < 2:
        values = tuple(pair.value for pair in pairs)
        return _labels(pairs), (values,), (pairs[0].row,)
    labels = tuple(dict.fromkeys(label for part in parts for label in _labels(part)))
    records = []
    for part in parts:
        values_of = dict(zip(_labels(part), (pair.value for pair in part), strict=True))
        records.append(tuple(values_of.get(label, "") for label in labels))
    return labels, tuple(records), tuple(part[0].row for part in parts)


def form_above(grid: Grid) -> tuple[Form | None, Grid]:
    """A form that stands above a table, and what is left of the grid below it."""
    place = next((place for place in range(len(grid.rows)) if _begins_table(grid, place)), 0)
    if not _LEAST_PAIRS <= place <= _MOST_ROWS:
        return None, grid
    form = find_form(grid.part(grid.rows[:place], grid.first, grid.last))
    if form is None:
        return None, grid
    return form, grid.part(grid.rows[place:], grid.first, grid.last)


def _begins_table(grid: Grid, place: int) -> bool:
    """Whether a row is wider than a label, its value and a unit can be."""
    row = grid.rows[place]
    width = len(grid.filled[row])
    gap = place > 0 and row > grid.rows[place - 1] + 1
    least = _TABLE_CELLS if gap else _TABLE_CELLS + 1
    return width >= least and not _is_marked(grid.texts(row)[0])


def _is_caption(texts: list[str]) -> bool:
    return (comparable(texts[0]), comparable(texts[1])) in _CAPTIONS


def _is_marked(text: str) -> bool:
    return text.strip().endswith(":")


def _pairs_in(grid: Grid, row: int, section: str) -> list[_Pair] | None:
    """Pairs of a row: none of a heading, None where it is no row of a form."""
    columns = grid.filled[row]
    texts = [grid.cell(row, column) for column in columns]
    if len(texts) == 1:
        text = texts[0]
        if _is_marked(text) or (columns[0] == grid.first and is_known_header(text)):
            return [_Pair(row, _clean(text), "", section)]
        return []
    marked = [place for place, text in enumerate(texts) if _is_marked(text)]
    if marked and marked[0] == 0:
        pairs = []
        for number, place in enumerate(marked):
            end = marked[number + 1] if number + 1 < len(marked) else len(texts)
            pairs += _pair(grid, row, columns[place:end], section)
        return pairs
    if kind_of(texts[0]) != WORDS or len(texts[0]) > _LABEL_LENGTH or len(texts) > 3:
        return None
    if len(texts) == 3 and kind_of(texts[2]) == NUMBER:
        return None
    return _pair(grid, row, columns, section)


def _pair(grid: Grid, row: int, columns: tuple[int, ...], section: str) -> list[_Pair]:
    """A label, its value, and what stands behind: the unit of a number, or a remark."""
    texts = [grid.cell(row, column) for column in columns]
    label = _clean(texts[0])
    if len(texts) < 3:
        return [_Pair(row, label, texts[1] if len(texts) > 1 else "", section)]
    if kind_of(texts[1]) == NUMBER and len(texts) == 3 and len(texts[2].strip()) <= 12:
        return [_Pair(row, f"{label} / {_clean(texts[2])}", texts[1], section)]
    behind = [
        _Pair(row, f"{label} / column {column_letters(column)}", text, section)
        for column, text in zip(columns[2:], texts[2:], strict=True)
    ]
    return [_Pair(row, label, texts[1], section), *behind]


def _clean(text: str) -> str:
    return " ".join(text.split()).rstrip(" :*")


def _is_form(pairs: list[_Pair], captioned: int, colons: int) -> bool:
    labels = {pair.label.casefold() for pair in pairs}
    if captioned or colons >= 0.6 * len(pairs):
        return True
    if len(labels) < 0.9 * len(pairs) or any(kind_of(pair.label) != WORDS for pair in pairs):
        return False
    known = sum(is_known_header(pair.label) for pair in pairs)
    first_is_header = is_known_header(pairs[0].label) and is_known_header(pairs[0].value)
    if first_is_header:
        return False
    usual = sum(is_form_label(pair.label) for pair in pairs)
    answers = not any(is_form_label(pair.value) for pair in pairs[:1])
    if known >= max(3, 0.4 * len(pairs)) or (answers and usual >= max(4, 0.6 * len(pairs))):
        return True
    kinds = Counter(kind_of(pair.value) for pair in pairs[1:] if pair.value.strip())
    total = sum(kinds.values())
    # values of one sort are a column; a form holds a date beside a name beside an amount
    return len(kinds) >= 3 and max(kinds.values()) <= 0.7 * total


def _labels(pairs: list[_Pair]) -> tuple[str, ...]:
    counts = Counter(pair.label for pair in pairs)
    return tuple(
        f"{pair.section} / {pair.label}" if counts[pair.label] > 1 and pair.section else pair.label
        for pair in pairs
    )
