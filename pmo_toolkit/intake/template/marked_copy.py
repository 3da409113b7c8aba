"""``pmo check --marked``: a copy of a client's workbook with the cells marked that are odd.

The copy keeps the client's own formats; the original is never written. What openpyxl cannot keep
is named.
"""

from __future__ import annotations

import io
import warnings
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill

from pmo_toolkit.core.atomic_files import write_bytes
from pmo_toolkit.core.errors import Grade, Trouble, UsageError, describe
from pmo_toolkit.intake.template.marks import COLOURS, Marks, Place, comment_text, marks_of, plain
from pmo_toolkit.intake.template.workbook import AUTHOR
from pmo_toolkit.intake.template.workbook_parts import (
    holds_declarations,
    lost,
    parts_of,
    unpacked_bytes,
)
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.not_read import FINDINGS_SHEET
from pmo_toolkit.workspace.sources.cell_text import column_letters

#: Cells of a workbook that is copied, unpacked; openpyxl holds some twenty times as much.
MAX_BYTES = 40_000_000
#: Cells that get a comment; further ones are coloured alone.
MAX_COMMENTS = 2000
_LISTED = 5000
_ENDINGS = (".xlsx", ".xlsm")
_COLOUR_MEANS = {
    Grade.FAULT: "Fault: the table or the workspace cannot be used as it is",
    Grade.ROW: "Row fault: the row is set aside",
    Grade.FINDING: "Finding: something is absent or odd; the rest is used",
}
_HEADERS = ("grade", "table", "cell", "what", "found", "expected", "next step")
_WIDTHS = (12, 18, 22, 60, 30, 36, 60)


@dataclass(frozen=True)
class MarkedCopy:
    """What became of a copy.

    Parameters
    ----------
    path : Path
    cells : int
        Cells that are marked.
    elsewhere : int
        Troubles that stand in no cell; the sheet of findings lists them.
    lost : tuple of str
        What the original holds and the copy does not.
    changed : tuple of str
        What the copy holds in another form, a sentence each.
    """

    path: Path
    cells: int
    elsewhere: int
    lost: tuple[str, ...]
    changed: tuple[str, ...]


def write_marked_copy(workspace: Workspace, path: Path, copy: Path) -> MarkedCopy:
    """Write a copy of a workspace's workbook in which faulty cells are coloured and commented.

    Parameters
    ----------
    workspace : Workspace
        As it was read and checked.
    path : Path
        The workspace: a workbook, or a folder whose tables stand in one workbook.
    copy : Path
        New file of the same kind, or an earlier marked copy, which is replaced.

    Raises
    ------
    UsageError
        When there is no such workbook or more than one, the copy would take the place of another
        file, or the workbook cannot be copied. Nothing is written then.
    """
    workbook = workbook_of(workspace, path)
    _refuse_target(workbook, copy)
    book = _loaded(workbook)
    marks = marks_of(workspace, workbook.name, book)
    _mark(book, marks)
    original = parts_of(workbook)
    data = _bytes(book, workspace, marks, original, workbook)
    gone = lost(original, parts_of(io.BytesIO(data)))
    try:
        write_bytes(copy, data)
    except (OSError, ValueError) as error:
        raise UsageError(f"--marked: {copy} cannot be written: {describe(error)}") from None
    return MarkedCopy(copy, len(marks.cells), len(marks.elsewhere), gone, _changed(original))


def workbook_of(workspace: Workspace, path: Path) -> Path:
    """The one workbook that a workspace's tables stand in.

    Raises
    ------
    UsageError
        Where there is none, or more than one.
    """
    if path.is_file():
        return path
    read = {source.file for source in workspace.sources.values()}
    there = {entry.name for entry in path.iterdir() if not entry.name.startswith((".", "~$"))}
    books = sorted(name for name in read or there if name.lower().endswith(_ENDINGS))
    if len(books) == 1:
        return path / books[0]
    if not books:
        raise UsageError(
            "--marked: this workspace holds no workbook whose cells could be marked. Put its tables"
            " as sheets into one workbook (pmo template FILE.xlsx starts one), or use --json"
        )
    raise UsageError(
        f"--marked: this workspace holds {len(books)} workbooks ({', '.join(books[:3])}); name"
        " one of them in place of the folder"
    )


def _refuse_target(workbook: Path, copy: Path) -> None:
    if copy.suffix.lower() != workbook.suffix.lower():
        raise UsageError(
            f"--marked: a copy of {workbook.name} ends in {workbook.suffix} as well; name it so"
        )
    if not copy.exists():
        if copy.is_symlink():
            raise UsageError(f"--marked: {copy} is a link that leads nowhere; name another file")
        return
    if copy.samefile(workbook):
        raise UsageError("--marked: the copy would take the place of the original; name another")
    if not copy.is_file() or not _is_marked_copy(copy):
        raise UsageError(
            f"--marked: {copy} is there and is no earlier marked copy; name another file"
        )


def _is_marked_copy(path: Path) -> bool:
    try:
        return parts_of(path)[FINDINGS_SHEET] > 0
    except Exception:  # whatever it is, it is not ours
        return False


def _loaded(path: Path) -> Workbook:
    """The workbook, read with what openpyxl can keep."""
    try:
        size = unpacked_bytes(path)
        if size > MAX_BYTES:
            raise UsageError(
                f"--marked: {path.name} unpacks to {size:,} bytes of cells; at most"
                f" {MAX_BYTES:,} are copied. Copy its tables into a smaller workbook, or use --json"
            )
        if holds_declarations(path):
            raise UsageError(
                f"--marked: {path.name} holds declarations that no workbook needs and is not"
                " copied. Save it anew in Excel"
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is lost is told by comparing the parts
            return load_workbook(
                path, keep_vba=path.suffix.lower() == ".xlsm", rich_text=True, keep_links=True
            )
    except UsageError:
        raise
    except Exception as error:  # openpyxl fails in many ways on what programs write
        raise UsageError(
            f"--marked: {path.name} cannot be copied: {describe(error)}. Save it anew in Excel and"
            " try again; nothing was written"
        ) from None


def _mark(book: Workbook, marks: Marks) -> None:
    fills = {grade: PatternFill("solid", fgColor=colour) for grade, colour in COLOURS.items()}
    for number, ((sheet, row, column), troubles) in enumerate(marks.cells.items()):
        cell = book[sheet].cell(row, column)
        cell.fill = fills[_gravest(troubles)]
        if number >= MAX_COMMENTS:
            continue
        own = f"{cell.comment.text}\n\n" if cell.comment else ""
        comment = Comment(own + comment_text(troubles), AUTHOR, height=160, width=360)
        cell.comment = comment


def _gravest(troubles: list[Trouble]) -> Grade:
    return min((trouble.grade for trouble in troubles), key=list(COLOURS).index)


def _bytes(
    book: Workbook, workspace: Workspace, marks: Marks, original: Counter[str], path: Path
) -> bytes:
    """The copy with its sheet of findings, as bytes."""
    if FINDINGS_SHEET in book.sheetnames:
        del book[FINDINGS_SHEET]
    _write_findings(book, workspace, marks)
    buffer = io.BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book.save(buffer)
    except Exception as error:
        raise UsageError(
            f"--marked: the copy of {path.name} cannot be made: {describe(error)}; nothing was"
            " written"
        ) from None
    return buffer.getvalue()


def _write_findings(book: Workbook, workspace: Workspace, marks: Marks) -> None:
    """A last sheet: what the colours mean, and every trouble with its cell."""
    for other in book.worksheets:
        other.sheet_view.tabSelected = False
    sheet = book.create_sheet(FINDINGS_SHEET)
    book.active = sheet
    _put(sheet, 1, 1, f"What pmo check found in {workspace.name}").font = Font(bold=True, size=14)
    for row, (grade, meaning) in enumerate(_COLOUR_MEANS.items(), 2):
        cell = _put(sheet, row, 1, meaning)
        cell.fill = PatternFill("solid", fgColor=COLOURS[grade])
    if len(marks.cells) > MAX_COMMENTS:
        _put(sheet, 5, 1, f"Comments stand on the first {MAX_COMMENTS:,} marked cells.")
    for column, (header, width) in enumerate(zip(_HEADERS, _WIDTHS, strict=True), 1):
        _put(sheet, 7, column, header).font = Font(bold=True)
        sheet.column_dimensions[column_letters(column - 1)].width = width
    cells = _cells_of(marks)
    for row, trouble in enumerate(workspace.troubles[:_LISTED], 8):
        _put(sheet, row, 1, trouble.grade.value)
        for column, text in enumerate(
            (
                trouble.table,
                _shown(cells.get(id(trouble), [])),
                trouble.what,
                trouble.found,
                trouble.expected,
                trouble.next_step,
            ),
            2,
        ):
            _put(sheet, row, column, text).alignment = Alignment(wrap_text=True, vertical="top")
    if len(workspace.troubles) > _LISTED:
        more = len(workspace.troubles) - _LISTED
        _put(sheet, 8 + _LISTED, 1, f"… and {more:,} more; see pmo check --json")
    sheet.freeze_panes = "A8"


def _cells_of(marks: Marks) -> dict[int, list[Place]]:
    cells: dict[int, list[Place]] = {}
    for place, troubles in marks.cells.items():
        for trouble in troubles:
            cells.setdefault(id(trouble), []).append(place)
    return cells


def _shown(places: list[Place]) -> str:
    """``costs!B3`` and how many more."""
    if not places:
        return ""
    sheet, row, column = places[0]
    more = f" and {len(places) - 1} more" if len(places) > 1 else ""
    return f"{sheet}!{column_letters(column - 1)}{row}{more}"


def _put(sheet: Any, row: int, column: int, text: str | None) -> Any:
    """Write text that never becomes a formula."""
    cell = sheet.cell(row, column)
    cell.value = plain(text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def _changed(original: Counter[str]) -> tuple[str, ...]:
    changed = []
    if original["charts"]:
        changed.append("charts are drawn anew and may look simpler")
    if original["formulas"]:
        changed.append("formulas are computed anew when the copy is opened")
    return tuple(changed)
