"""The records below headers, and the rows among them that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pmo_toolkit.intake.base.regions import RowAside
from pmo_toolkit.intake.layout.cell_kinds import (
    BLANK,
    CODE,
    WORDS,
    code_shape,
    is_known_header,
    kind_of,
    main_kind,
)
from pmo_toolkit.intake.layout.footers import (
    DataColumns,
    equals_sums,
    is_bare_of_words,
    may_check_sums,
    total_label,
    why_no_record,
)
from pmo_toolkit.intake.layout.grids import Grid
from pmo_toolkit.intake.layout.header_rows import Headers, can_be_headers

_SAMPLE = 300
_TITLE_ROWS = 4  # rows of one cell that may stand above the next headers


@dataclass
class Records:
    """What stands below headers.

    Attributes
    ----------
    rows : list of int
        Rows of the records.
    aside : list of RowAside
    end : int
        Position in the grid of the first row that belongs to another table.
    """

    rows: list[int] = field(default_factory=list)
    aside: list[RowAside] = field(default_factory=list)
    end: int = 0


def find_records(grid: Grid, headers: Headers | None, start: int) -> Records:
    """Go through the rows from position `start` until another table begins."""
    return _Walk(grid, headers, start).records


class _Walk:
    def __init__(self, grid: Grid, headers: Headers | None, start: int):
        self.grid = grid
        self.headers = headers
        self.records = Records()
        self.columns = data_columns(grid, start)
        self.repeated = {grid.cells(row) for row in headers.rows} if headers else set()
        self.group: list[tuple[str, ...]] = []
        self.whole: list[tuple[str, ...]] = []
        self._go(start)

    def _go(self, start: int) -> None:
        grid = self.grid
        before = grid.rows[start - 1] if start else None
        for place in range(start, len(grid.rows)):
            row = grid.rows[place]
            gap = before is not None and row > before + 1
            if gap and place > start and self._begins_table(place):
                self.records.end = place
                return
            before = row
            why = self._why_aside(row)
            if why is None:
                self.records.rows.append(row)
                self.group.append(grid.lines[row])
                self.whole.append(grid.lines[row])
            else:
                self.records.aside.append(RowAside(row, why, grid.cells(row)))
        self.records.end = len(grid.rows)

    def _why_aside(self, row: int) -> str | None:
        grid = self.grid
        if grid.cells(row) in self.repeated:
            return "the headers repeated"
        filled = grid.filled[row]
        columns = self.columns
        if len(filled) >= columns.width and filled[0] <= columns.key:
            first = grid.lines[row][filled[0]].strip()
            if columns.is_of_its_sort(filled[0], first):
                return None
        line = grid.lines[row]
        cells = [(column, line[column]) for column in filled]
        why = why_no_record(cells, columns, len(self.records.rows))
        return why or self._why_total(cells)

    def _why_total(self, cells: Sequence[tuple[int, str]]) -> str | None:
        columns = self.columns
        label = total_label(cells, columns)
        bare = label is None and is_bare_of_words(cells, columns)
        if label is None and not bare:
            return None
        sums = self._equals_sums(cells)
        if bare and not sums:
            return None
        self.group = []
        if label is None:
            return "a total: its numbers are the sums of the rows above"
        shown = f'a total, by its label "{label.strip()[:40]}"'
        return f"{shown} and its sums" if sums else shown

    def _equals_sums(self, cells: Sequence[tuple[int, str]]) -> bool:
        for above in (self.group, self.whole):
            cost = len(above) * len(cells)
            if may_check_sums(self.columns, cost) and equals_sums(cells, above):
                return True
        return False

    def _begins_table(self, place: int) -> bool:
        """Whether titles and headers of another table begin here, behind a blank row."""
        grid = self.grid
        for other in range(place, min(place + _TITLE_ROWS, len(grid.rows))):
            row = grid.rows[other]
            if len(grid.filled[row]) > 1:
                return self._is_new_header(other, titled=other > place)
        return False

    def _is_new_header(self, place: int, *, titled: bool) -> bool:
        grid, columns = self.grid, self.columns
        row = grid.rows[place]
        below = grid.rows[place + 1 : place + 21]
        if not below or grid.cells(row) in self.repeated or not can_be_headers(grid, row):
            return False
        filled, texts = grid.filled[row], grid.texts(row)
        if len(set(texts)) < len(texts) or any(
            columns.is_of_its_sort(column, text) for column, text in zip(filled, texts, strict=True)
        ):
            return False
        if sum(map(is_known_header, texts)) >= 0.5 * len(texts):
            return True
        typed = {c for c, kind in columns.kinds.items() if kind not in (WORDS, BLANK)}
        contrast = any(
            main_kind(grid.cell(other, column) for other in below) not in (WORDS, BLANK)
            for column in filled
        )
        against = typed & set(filled)
        if contrast and len(against) >= max(1, 0.5 * len(typed)):
            return True
        outside = any(column not in columns.kinds for column in filled)
        other_width = abs(len(filled) - columns.width) >= 1
        return (contrast and outside) or (titled and (outside or other_width))


def data_columns(grid: Grid, start: int) -> DataColumns:
    """What the records from position `start` on usually hold."""
    rows = grid.rows[start : start + _SAMPLE]
    widths = sorted(len(grid.filled[row]) for row in rows)
    width = widths[len(widths) // 2] if widths else 0
    wide = [row for row in rows if len(grid.filled[row]) >= max(1, width / 2)]
    by_column: dict[int, list[str]] = {}
    for row in wide:
        for column in grid.filled[row]:
            by_column.setdefault(column, []).append(grid.lines[row][column])
    kinds = {column: main_kind(texts) for column, texts in sorted(by_column.items())}
    shapes = {
        column: frozenset(code_shape(text) for text in texts if kind_of(text) == CODE)
        for column, texts in by_column.items()
        if kinds[column] == CODE
    }
    usual = frozenset(
        column for column, texts in by_column.items() if len(texts) >= 0.7 * len(wide)
    )
    return DataColumns(kinds, shapes, usual, width)
