"""Every sheet of a client's file as text, with what was found out in reading it."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmo_toolkit.core.files.refused import Refused, refuse_large_file
from pmo_toolkit.intake.base.regions import MergedArea, RepairedCell, Sheet, Source
from pmo_toolkit.intake.sheets.delimiters import DELIMITERS, delimiter_of
from pmo_toolkit.intake.sheets.encodings import encoding_of
from pmo_toolkit.intake.sheets.focus_charges import is_focus, read_focus
from pmo_toolkit.intake.sheets.kinds import is_workbook, refuse_kind
from pmo_toolkit.intake.sheets.xml_exports import read_xml
from pmo_toolkit.workspace.parsing.garbled import ungarbled
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Typed
from pmo_toolkit.workspace.sources.cell_text import column_letters
from pmo_toolkit.workspace.sources.line_limits import Line
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from pmo_toolkit.workspace.sources.reading_task import CSV, EXCEL, lines_of

#: Text up to this size is read in this process: it cannot do harm, and it is quicker.
_SMALL_BYTES = 10_000_000
_START_BYTES = 1_000_000
_MOST_LISTED = 8


def read_sheets(
    path: Path,
    process: ReadingProcess,
    *,
    encoding: str | None = None,
    charged_by: str | None = None,
) -> tuple[Sheet, ...]:
    """All sheets of a workbook, a plan or model as XML, or the one of text or of cloud charges.

    Parameters
    ----------
    path : Path
    process : ReadingProcess
        Reads whatever may do harm, within its limits.
    encoding : str, optional
        Of a file of text; found out where it is not given.
    charged_by : str, optional
        Of cloud charges: the column or tag that names their service.

    Raises
    ------
    Refused
        Where it cannot be read: of another kind, protected, damaged, too large.
    OSError
    """
    if path.suffix.lower() == ".xml":
        return read_xml(path, process.limits)
    if is_focus(path):
        return read_focus(path, process, charged_by)
    refuse_kind(path, process.limits.max_table_bytes)
    refuse_large_file(path, process.limits)
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    if is_workbook(path):
        return _workbook(path, process, sha256)
    return (_text_file(path, process, encoding, sha256),)


def _workbook(path: Path, process: ReadingProcess, sha256: str) -> tuple[Sheet, ...]:
    book = process.sheets(path)
    sheets = []
    for name, part in book["parts"].items():
        areas: list[tuple[tuple[int, int], tuple[int, int]]] = []
        hidden: list[list[int]] = []
        options = {"sheet": name, "part": part}
        lines = _cells(process.lines(path, EXCEL, options, areas, hidden))
        repairs = _repair(lines)
        is_hidden = name in book["hidden"]
        remarks = ["the sheet is hidden in the workbook"] if is_hidden else []
        hidden_rows, hidden_columns = hidden or ([], [])
        sheets.append(
            Sheet(
                Source(path.name, name),
                lines,
                merged=tuple(
                    MergedArea(top[0] + 1, top[1] + 1, end[0] + 1, end[1] + 1) for top, end in areas
                ),
                hidden_rows=frozenset(hidden_rows),
                hidden_columns=frozenset(hidden_columns),
                hidden=is_hidden,
                since_1904=bool(book["since_1904"]),
                remarks=(*remarks, *_never_stored(lines), *_repair_remarks(repairs)),
                sha256=sha256,
                repaired=repairs,
            )
        )
    return tuple(sheets)


def _text_file(path: Path, process: ReadingProcess, encoding: str | None, sha256: str) -> Sheet:
    data = path.read_bytes()
    remarks = []
    if encoding is None:
        found = encoding_of(data)
        encoding = found.name
        remarks += [found.remark] if found.remark else []
    options: dict[str, str | None] = {"encoding": encoding, "delimiter": None}
    start = _start(data, encoding)
    if not start.lower().startswith("sep="):
        delimiter = delimiter_of(start)
        options["delimiter"] = delimiter
        remarks.append(f"cells are separated by a {DELIMITERS[delimiter]}")
    lines: Iterable[Line]
    if len(data) <= _SMALL_BYTES:
        _, lines = lines_of(path, process.limits, CSV, options)
    else:
        lines = process.lines(path, CSV, options, [])
    kept = _cells(lines)
    repairs = _repair(kept)
    return Sheet(
        Source(path.name),
        kept,
        remarks=(*remarks, *_repair_remarks(repairs)),
        sha256=sha256,
        repaired=repairs,
    )


def _start(data: bytes, encoding: str) -> str:
    """How a file of text begins.

    Raises
    ------
    Refused
        Where there is no such encoding.
    """
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        return (
            data[:_START_BYTES].decode("utf-16" if wide else encoding, "replace").lstrip("\ufeff")
        )
    except LookupError:
        raise Refused(
            f"cannot be read as {encoding}, which is no known encoding",
            next_step='Name one such as "utf-8", "cp1252" or "mac_roman".',
        ) from None


def _never_stored(lines: Mapping[int, tuple[str, ...]]) -> list[str]:
    """A remark on formulas whose values no program has worked out."""
    places = [
        f"{column_letters(column)}{row}"
        for row, cells in lines.items()
        for column, cell in enumerate(cells)
        if isinstance(cell, FormulaError) and cell.startswith("=")
    ]
    if not places:
        return []
    return [
        f"no value is stored for the formula in {_few(places[:_MOST_LISTED], len(places))}: open"
        " the file in Excel and save it once, then its values stand there"
    ]


def _cells(lines: Iterable[Line]) -> dict[int, tuple[str, ...]]:
    collecting = gc.isenabled()
    gc.disable()  # millions of cells, no cycles: looking for some takes most of the time
    try:
        return {row: tuple(cells) for row, cells in lines}
    finally:
        if collecting:
            gc.enable()


def _repair(lines: dict[int, tuple[str, ...]]) -> tuple[RepairedCell, ...]:
    """Replace texts that were decoded wrongly, and tell which."""
    repairs: list[RepairedCell] = []
    for row, cells in lines.items():
        if "".join(cells).isascii():
            continue
        changed = list(cells)
        for place, cell in enumerate(cells):
            better = None if isinstance(cell, Typed) else ungarbled(cell)
            if better is not None:
                changed[place] = better
                repairs.append(RepairedCell(row, place + 1, cell, better))
        lines[row] = tuple(changed)
    return tuple(repairs)


def _repair_remarks(repairs: tuple[RepairedCell, ...]) -> list[str]:
    if not repairs:
        return []
    listed = [
        f'{column_letters(cell.column - 1)}{cell.row}: "{cell.before[:40]}" is "{cell.after[:40]}"'
        for cell in repairs[:_MOST_LISTED]
    ]
    return [f"texts that had been decoded wrongly are repaired: {_few(listed, len(repairs))}"]


def _few(listed: list[str], count: int) -> str:
    more = count - len(listed)
    return ", ".join(listed) + (f" and {more} more" if more > 0 else "")
