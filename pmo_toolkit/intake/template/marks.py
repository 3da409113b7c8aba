"""Where in a workbook a trouble is marked, and what the mark says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pmo_toolkit.core.errors import Grade, Trouble, clean, shorten
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.comparable import comparable

#: Fill of a marked cell by what is wrong with it; the gravest decides.
COLOURS = {Grade.FAULT: "FF8B8B", Grade.ROW: "FFC266", Grade.FINDING: "FFF2A8"}

_HEADERS_WITHIN = 60  # rows in which the headers are looked for
_COMMENTS_LISTED = 5
_LONGEST = 700

#: Sheet, row and column.
Place = tuple[str, int, int]


@dataclass
class Marks:
    """What is marked where.

    Attributes
    ----------
    cells : dict of Place to list of Trouble
    elsewhere : list of Trouble
        Those that stand in no cell of the workbook.
    """

    cells: dict[Place, list[Trouble]] = field(default_factory=dict)
    elsewhere: list[Trouble] = field(default_factory=list)


def marks_of(workspace: Workspace, file: str, book: Workbook) -> Marks:
    """Where each trouble of a workspace stands in the workbook `file`."""
    marks = Marks()
    for trouble in workspace.troubles:
        source = workspace.sources.get(trouble.table)
        known = source is not None and source.file == file and source.sheet in book.sheetnames
        if source is None or not known or trouble.file not in (None, source.label):
            marks.elsewhere.append(trouble)
            continue
        places = list(_places(trouble, book[str(source.sheet)]))
        for place in places:
            marks.cells.setdefault(place, []).append(trouble)
        if not places:
            marks.elsewhere.append(trouble)
    return marks


def comment_text(troubles: list[Trouble]) -> str:
    """What the comment of a cell says; what stands in the cell is not repeated."""
    texts = []
    for trouble in troubles[:_COMMENTS_LISTED]:
        text = f"{trouble.grade.value.capitalize()}: {trouble.what}."
        if trouble.expected:
            text += f" Expected: {trouble.expected}."
        if trouble.next_step:
            text += f" {trouble.next_step}"
        texts.append(plain(text, _LONGEST))
    if len(troubles) > _COMMENTS_LISTED:
        texts.append(f"… and {len(troubles) - _COMMENTS_LISTED} more")
    return "\n\n".join(texts)


def plain(text: str | None, length: int = 2000) -> str:
    """Text that a cell or comment can hold: no control characters, not too long."""
    return shorten(clean(text or ""), length)


def _places(trouble: Trouble, sheet: Worksheet) -> Iterator[Place]:
    header_row, column = _header(sheet, trouble.column)
    rows = trouble.rows or ((trouble.row,) if trouble.row is not None else ())
    if not rows and column is not None:
        rows = (header_row,)
    for row in rows:
        if row <= sheet.max_row:
            yield sheet.title, *_first_of_merged(sheet, row, column or 1)


def _header(sheet: Worksheet, name: str | None) -> tuple[int, int | None]:
    """Row of the headers and position of the one that a trouble names."""
    if name is None:
        return 1, None
    key = comparable(name)
    for row in sheet.iter_rows(max_row=_HEADERS_WITHIN):
        texts = {cell.column: str(cell.value) for cell in row if cell.value is not None}
        for column, text in texts.items():
            if text.strip() == name.strip() or (key and comparable(text) == key):
                return row[0].row, column
    return 1, None


def _first_of_merged(sheet: Worksheet, row: int, column: int) -> tuple[int, int]:
    for area in sheet.merged_cells.ranges:
        if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
            return area.min_row, area.min_col
    return row, column
