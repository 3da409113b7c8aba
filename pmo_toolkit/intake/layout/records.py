"""The records below headers, and the rows among them that are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pmo_toolkit.intake.base.regions import RowAside, RowKind
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
    BELOW_TOTAL,
    NOTE,
    NUMBER_ONLY,
    DataColumns,
    Passed,
    equals_sums,
    is_bare_of_words,
    may_check_sums,
    total_label,
    why_no_record,
)
from pmo_toolkit.intake.layout.grids import Grid
from pmo_toolkit.intake.layout.header_rows import Headers, can_be_headers, rows_below
from pmo_toolkit.intake.layout.words import is_note, is_sure_total, is_total
from pmo_toolkit.workspace.dictionary.not_read import is_not_read

_SAMPLE = 300
_REMEMBERED = 200  # records above with which a row is compared
_LABEL_CELLS = 6  # cells of a row among which the label of a total stands
_FEW = 3  # rows that show what records hold
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
        below_gap = False
        for place in range(start, len(grid.rows)):
            row = grid.rows[place]
            gap = before is not None and row > before + 1 and place > start
            if gap and self._begins_table(place):
                self.records.end = place
                return
            before = row
            below_gap = below_gap or gap
            why = self._why_aside(row, below_gap)
            if why is None:
                below_gap = False
                self.records.rows.append(row)
                self.group.append(grid.lines[row])
                self.whole.append(grid.lines[row])
            else:
                self.records.aside.append(RowAside(row, why.why, grid.cells(row), why.kind))
        self.records.end = len(grid.rows)
        self._drop_unused_ids()

    def _drop_unused_ids(self) -> None:
        """Set rows at the end aside that hold an id given beforehand, and nothing else."""
        grid, kept = self.grid, self.records.rows
        count = 0
        while count < len(kept) and len(grid.filled[kept[-1 - count]]) == 1:
            count += 1
        if len(self.columns.usual) > _FEW - 1 and _FEW - 1 <= count < len(kept):
            for row in kept[-count:]:
                self.records.aside.append(
                    RowAside(row, NUMBER_ONLY.why, grid.cells(row), NUMBER_ONLY.kind)
                )
            del kept[-count:]
            self.records.aside.sort(key=lambda item: item.row)

    def _why_aside(self, row: int, below_gap: bool) -> Passed | None:
        grid = self.grid
        if grid.cells(row) in self.repeated:
            return Passed(RowKind.OTHER, "the headers repeated")
        if is_not_read(grid.texts(row)[0]):
            return Passed(RowKind.OTHER, "marked as not read")
        filled = grid.filled[row]
        columns = self.columns
        line = grid.lines[row]
        first, text = filled[0], line[filled[0]]
        whole = len(filled) >= columns.width and first <= columns.key
        if whole and columns.is_of_its_sort(first, text):
            return None
        cells = [(column, line[column]) for column in filled]
        position = len(self.records.rows)
        why = why_no_record(cells, columns, position, below_gap=below_gap)
        narrow = below_gap and len(cells) <= columns.width / 2 + 0.5
        if why is None and narrow and self._follows_note(row):
            why = NOTE
        return why or self._why_total(cells) or self._why_below_total(row, cells)

    def _why_below_total(self, row: int, cells: Sequence[tuple[int, str]]) -> Passed | None:
        last = self.records.aside[-1] if self.records.aside else None
        if last is None or last.row != row - 1 or len(cells) > self.columns.width / 2:
            return None
        first = self.columns.kinds.get(cells[0][0], WORDS)
        unlike = first not in (WORDS, kind_of(cells[0][1]))
        few = len(self.columns.usual - {column for column, _ in cells}) > 1
        below = last.kind in (RowKind.TOTAL, RowKind.BELOW_TOTAL)
        return BELOW_TOTAL if below and (unlike or few) else None

    def _follows_note(self, row: int) -> bool:
        last = self.records.aside[-1] if self.records.aside else None
        return last is not None and last.row == row - 1 and last.kind is RowKind.NOTE

    def _why_total(self, cells: Sequence[tuple[int, str]]) -> Passed | None:
        columns = self.columns
        labelled = total_label(cells, columns)
        if labelled is None and not is_bare_of_words(cells, columns):
            return None
        alone = labelled is None or is_sure_total(labelled[0])
        sums = self._equals_sums(cells, 1 if alone else 2)
        if not sums and (labelled is None or labelled[1]):
            return None
        self.group = []
        if labelled is None:
            return Passed(RowKind.TOTAL, "a total: its numbers are the sums of the rows above")
        shown = f'a total, by its label "{labelled[0].strip()[:40]}"'
        return Passed(RowKind.TOTAL, f"{shown} and its sums" if sums else shown)

    def _equals_sums(self, cells: Sequence[tuple[int, str]], least: int) -> bool:
        for above in (self.group, self.whole):
            cost = len(above) * len(cells)
            if may_check_sums(self.columns, cost) and equals_sums(cells, above, least):
                return True
        return False

    def _begins_table(self, place: int) -> bool:
        """Whether titles and headers of another table begin here, behind a blank row."""
        grid = self.grid
        if is_note(grid.texts(grid.rows[place])[0]):
            return False
        stamps = 0
        for other in range(place, min(place + _TITLE_ROWS, len(grid.rows))):
            texts = grid.texts(grid.rows[other])
            if len(texts) == 1:
                continue
            if self._is_new_header(other, titled=other > place):
                return True
            # below a title: "Version", "1.2"
            stamps += not texts[0].endswith(":") and self.columns.width < 4
            if len(texts) > 2 or stamps > (other > place):
                return False
        return False

    def _is_new_header(self, place: int, *, titled: bool) -> bool:
        grid, columns = self.grid, self.columns
        row = grid.rows[place]
        below = rows_below(grid, place)
        if not below or grid.cells(row) in self.repeated or not can_be_headers(grid, row):
            return False
        filled, texts = grid.filled[row], grid.texts(row)
        if len(set(texts)) < len(texts) or any(
            columns.is_of_its_sort(column, text) for column, text in zip(filled, texts, strict=True)
        ):
            return False
        if self._repeats_values(filled, texts):
            return False
        if sum(map(is_known_header, texts)) >= 0.5 * len(texts):
            return True
        if self._is_other_sort(filled, below):
            return True
        typed = {c for c, kind in columns.kinds.items() if kind not in (WORDS, BLANK)}
        contrast = any(
            main_kind(grid.cell(other, column) for other in below) not in (WORDS, BLANK)
            for column in filled
        )
        against = typed & set(filled)
        if contrast and len(against) >= max(1, 0.5 * len(typed)):
            return True
        own = columns.kinds.keys() | (self.headers.texts.keys() if self.headers else set())
        outside = set(filled) - own
        followed = any(outside & set(grid.filled[other]) for other in below[:_FEW])
        other_width = abs(len(filled) - columns.width) >= 1
        return (bool(outside) and (contrast or followed)) or (titled and other_width)

    def _repeats_values(self, filled: Sequence[int], texts: Sequence[str]) -> bool:
        """Whether a cell says what its column said above, as words of data do."""
        above = self.whole[-_REMEMBERED:]
        return any(
            text == line[column].strip()
            for column, text in zip(filled, texts, strict=True)
            for line in above
            if column < len(line)
        )

    def _is_other_sort(self, filled: Sequence[int], below: Sequence[int]) -> bool:
        """Whether what stands below these columns is of other kinds than what stood there."""
        for column in filled:
            was = self.columns.kinds.get(column, BLANK)
            now = main_kind(self.grid.cell(other, column) for other in below)
            if now not in (WORDS, BLANK, was):
                return True
            if was not in (WORDS, BLANK, now) and now != BLANK and len(below) > 1:
                return True
        return False


def data_columns(grid: Grid, start: int) -> DataColumns:
    """What the records from position `start` on usually hold."""
    rows = [
        row
        for row in _sample(grid.rows[start : start + _SAMPLE])
        if not any(is_total(text) for text in grid.texts(row)[:_LABEL_CELLS])
    ]
    widths = sorted(len(grid.filled[row]) for row in rows if len(grid.filled[row]) > 1) or [1]
    width = widths[len(widths) // 2]
    wide = [row for row in rows if len(grid.filled[row]) > width / 2]
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


def _sample(rows: Sequence[int]) -> Sequence[int]:
    """Rows up to the first blank one, behind which another table may begin."""
    for count in range(_FEW, len(rows)):
        if rows[count] > rows[count - 1] + 1:
            return rows[:count]
    return rows
