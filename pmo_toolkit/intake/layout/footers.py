"""Rows among and below data that are no record: totals, notes, headings of groups, examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pmo_toolkit.intake.base.regions import RowKind
from pmo_toolkit.intake.layout.cell_kinds import CODE, NUMBER, WORDS, code_shape, kind_of
from pmo_toolkit.intake.layout.words import (
    is_comment,
    is_example,
    is_hint,
    is_note,
    is_plain_total,
    is_total,
)
from pmo_toolkit.workspace.parsing.outcomes import Typed

_FIRST_ROWS = 3  # below the headers, where examples and hints stand
_MOST_CHECKED = 1_500_000  # cells that are added up
_NOTE_CELLS = 2  # cells that a note below a table may take, as "Erstellt von", "PMO"
_USUAL_CELLS = 2  # cells that nearly every record holds and a heading of a group does not
_LABEL_CELLS = 6  # cells of a row among which the label of a total stands
_NEAR = 0.0005  # share by which a total of rounded numbers may miss their sum


class Passed(NamedTuple):
    """That a row is no record, and why."""

    kind: RowKind
    why: str


NOTE = Passed(RowKind.NOTE, "a note")
#: Why a row is passed over that may be a record of which one cell alone is known.
ONE_CELL = Passed(RowKind.ONE_CELL, "holds one cell only: a note or the heading of a group")
#: Why a row is passed over that was numbered beforehand, and never filled in.
NUMBER_ONLY = Passed(RowKind.NUMBER_ONLY, "holds its number only, and was not filled in")
#: Why a row is passed over that stands right below a total and holds little.
BELOW_TOTAL = Passed(
    RowKind.BELOW_TOTAL, "stands below a total and holds little: a figure about the whole table"
)


@dataclass
class DataColumns:
    """What the records of a table usually hold, by which other rows are told from them.

    Parameters
    ----------
    kinds : dict of int to str
        Column → kind of most of its cells.
    shapes : dict of int to frozenset of str
        Column of codes → shapes of its codes.
    usual : frozenset of int
        Columns that nearly every record fills.
    width : float
        Cells that a record usually holds.
    checked : int
        Cells that were added up so far.
    """

    kinds: dict[int, str]
    shapes: dict[int, frozenset[str]]
    usual: frozenset[int]
    width: float
    checked: int = field(default=0)

    @property
    def key(self) -> int:
        """The column that names a record: the first that nearly every one fills."""
        return min(self.usual, default=min(self.kinds, default=0))

    def is_of_its_sort(self, column: int, text: str) -> bool:
        """Whether a text is a code as the other codes of its column are."""
        return kind_of(text) == CODE and code_shape(text) in self.shapes.get(column, ())


def why_no_record(
    cells: Sequence[tuple[int, str]], columns: DataColumns, position: int, *, below_gap: bool
) -> Passed | None:
    """Why a row is no record by what its texts say; None where it may be one.

    Parameters
    ----------
    cells : sequence of (int, str)
        Column and text of what the row holds.
    columns : DataColumns
    position : int
        How many rows of data stand above it.
    below_gap : bool
        Whether it stands below a blank row, or below notes that do.
    """
    first_column, first = cells[0]
    if columns.is_of_its_sort(first_column, first):
        return None
    if position < _FIRST_ROWS and not below_gap:
        if any(is_example(text) for _, text in cells[:2]):
            return Passed(RowKind.OTHER, "an example")
        if position == 0 and _are_column_numbers([text for _, text in cells]):
            return Passed(RowKind.OTHER, "the numbers of the columns")
        hints = sum(map(is_hint, (text for _, text in cells)))
        if len(cells) > 1 and hints >= 0.5 * len(cells) and _is_unlike(cells, columns):
            return Passed(RowKind.OTHER, "says how to fill in the columns")
    if is_comment(first) and len(cells) <= max(1, columns.width / 2):
        return Passed(RowKind.OTHER, "a comment")
    if len(cells) == 1 and columns.width >= 2:
        return _why_alone(first_column, first, columns)
    if not is_note(first) or len(first) < 4:
        signed = below_gap and first.strip().endswith(":")
        return NOTE if signed and len(cells) <= _NOTE_CELLS < columns.width else None
    few = max(columns.width / 3, _NOTE_CELLS if below_gap and columns.width > _NOTE_CELLS else 0)
    return NOTE if len(cells) <= few else None


def _why_alone(column: int, text: str, columns: DataColumns) -> Passed | None:
    """Why a row of one cell is no record; None where records may hold as little."""
    if is_note(text):
        return NOTE
    if is_total(text):
        return Passed(RowKind.TOTAL, f'a total, by its label "{text.strip()[:40]}"')
    if kind_of(text) not in (WORDS, CODE):
        numbered = column == columns.key and len(columns.usual) > _USUAL_CELLS
        return NUMBER_ONLY if numbered else None
    unlike = columns.kinds.get(column, WORDS) not in (WORDS, kind_of(text))
    missing = columns.usual - {column}
    return ONE_CELL if unlike or len(missing) >= _USUAL_CELLS else None


def _are_column_numbers(texts: Sequence[str]) -> bool:
    """Whether cells count from 1, as below the headers of official forms."""
    counted = [str(number) for number in range(1, len(texts) + 1)]
    return len(texts) > _USUAL_CELLS and [text.strip(" ()") for text in texts] == counted


def _is_unlike(cells: Sequence[tuple[int, str]], columns: DataColumns) -> bool:
    typed = [
        (text, columns.kinds[column])
        for column, text in cells
        if columns.kinds.get(column, WORDS) != WORDS
    ]
    return not typed or any(kind_of(text) != kind for text, kind in typed)


def total_label(cells: Sequence[tuple[int, str]], columns: DataColumns) -> tuple[str, bool] | None:
    """The label that may make a row a total, and whether its numbers must be sums for that.

    Where records have words, a total has hardly any.
    """
    labels = [(column, text) for column, text in cells[:_LABEL_CELLS] if is_total(text)]
    if not labels:
        return None
    texts = [(column, text) for column, text in cells if kind_of(text) in (WORDS, CODE)]
    column, label = labels[0]
    key = columns.key
    named = any(place == key for place, _ in texts) and column != key
    others = len(texts) - len(labels)
    usual = sum(columns.kinds.get(place) in (WORDS, CODE) for place in columns.usual)
    if not is_plain_total(label) and others and columns.usual <= {place for place, _ in cells}:
        return None
    if is_plain_total(label):
        sparse = others <= max(0, usual - 2) and not (named and others > 1)
        return label, not sparse
    return label, named or others > 0 or len(cells) >= columns.width


def is_bare_of_words(cells: Sequence[tuple[int, str]], columns: DataColumns) -> bool:
    """Whether a row holds numbers alone where records have words."""
    filled = {column for column, _ in cells}
    wordy = [column for column in columns.usual if columns.kinds.get(column) in (WORDS, CODE)]
    if not wordy or any(column in filled for column in wordy):
        return False
    return all(kind_of(text) == NUMBER for _, text in cells)


def equals_sums(
    cells: Sequence[tuple[int, str]], above: Sequence[tuple[str, ...]], least: int = 2
) -> bool:
    """Whether most numbers of a row, and one at least, are the sums of the rows above.

    Parameters
    ----------
    cells : sequence of (int, str)
        Column and text.
    above : sequence of tuple of str
        Cells of the records above, with the same columns.
    least : int
        How many numbers above make a sum.
    """
    right = wrong = 0
    for column, text in cells:
        if kind_of(text) != NUMBER:
            continue
        parts = [line[column] for line in above if column < len(line) and line[column].strip()]
        if len(parts) < least:
            continue
        if any(_sum_fits(text, parts, decimal) for decimal in ".,"):
            right += 1
        else:
            wrong += 1
    return right > 0 and right >= wrong


def _sum_fits(text: str, parts: Sequence[str], decimal: str) -> bool:
    total = rough_number(text, decimal)
    numbers = [rough_number(part, decimal) for part in parts]
    known = [number for number in numbers if number is not None]
    if total is None or len(known) < len(parts) or not any(known):
        return False
    return abs(sum(known) - total) <= _NEAR * max(abs(total), 1e-9)


def rough_number(text: str, decimal: str) -> float | None:
    """A number as far as it takes to compare sums."""
    if isinstance(text, Typed):
        decimal = "."
    kept = re.sub(r"[^\d.,-]", "", text)
    group = "," if decimal == "." else "."
    kept = kept.replace(group, "").replace(decimal, ".")
    try:
        return float(kept)
    except ValueError:
        return None


def may_check_sums(columns: DataColumns, cells: int) -> bool:
    """Whether sums of so many cells may still be worked out.

    A sheet of nothing but totals must not take quadratic time.
    """
    columns.checked += cells
    return columns.checked <= _MOST_CHECKED
