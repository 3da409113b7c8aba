"""Every sheet of a client's file as text, with what was found out in reading it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from pmo_toolkit.intake.base.regions import MergedArea, Sheet, Source
from pmo_toolkit.intake.sheets.delimiters import DELIMITERS, delimiter_of
from pmo_toolkit.intake.sheets.encodings import encoding_of, repaired
from pmo_toolkit.intake.sheets.kinds import refuse_kind
from pmo_toolkit.intake.sheets.xml_exports import read_xml
from pmo_toolkit.workspace.parsing.outcomes import FormulaError, Typed
from pmo_toolkit.workspace.sources.cell_text import column_letters
from pmo_toolkit.workspace.sources.line_limits import Line, refuse_large_file
from pmo_toolkit.workspace.sources.reading_process import ReadingProcess
from pmo_toolkit.workspace.sources.reading_task import CSV, EXCEL, lines_of

_WORKBOOKS = {".xlsx", ".xlsm"}
#: Text up to this size is read in this process: it cannot do harm, and it is quicker.
_SMALL_BYTES = 10_000_000
_MOST_LISTED = 20


def read_sheets(
    path: Path, process: ReadingProcess, *, encoding: str | None = None
) -> tuple[Sheet, ...]:
    """All sheets of a workbook, a plan or model as XML, or the one of a file of text.

    Parameters
    ----------
    path : Path
    process : ReadingProcess
        Reads whatever may do harm, within its limits.
    encoding : str, optional
        Of a file of text; found out where it is not given.

    Raises
    ------
    Refused
        Where it cannot be read: of another kind, protected, damaged, too large.
    OSError
    """
    if path.suffix.lower() == ".xml":
        return read_xml(path, process.limits)
    refuse_kind(path)
    refuse_large_file(path, process.limits)
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    if path.suffix.lower() in _WORKBOOKS:
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
        lines, repairs = _repair(lines)
        remarks = (*_hidden(name in book["hidden"]), *_never_stored(lines), *repairs)
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
                hidden=name in book["hidden"],
                since_1904=bool(book["since_1904"]),
                remarks=remarks,
                sha256=sha256,
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
    start = data[:1_000_000].decode(_decoder(data, encoding), "replace").lstrip("\ufeff")
    if not start.lower().startswith("sep="):
        delimiter = delimiter_of(start)
        options["delimiter"] = delimiter
        remarks.append(f"cells are separated by a {DELIMITERS[delimiter]}")
    lines: Iterable[Line]
    if len(data) <= _SMALL_BYTES:
        _, lines = lines_of(path, process.limits, CSV, options)
    else:
        lines = process.lines(path, CSV, options, [])
    repaired_lines, repairs = _repair(_cells(lines))
    return Sheet(Source(path.name), repaired_lines, remarks=(*remarks, *repairs), sha256=sha256)


def _decoder(data: bytes, encoding: str) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if wide:
        return "utf-16"
    return encoding


def _hidden(hidden: bool) -> tuple[str, ...]:
    return ("the sheet is hidden",) if hidden else ()


def _never_stored(lines: Mapping[int, tuple[str, ...]]) -> tuple[str, ...]:
    """A remark on formulas whose values no program has worked out."""
    places = [
        f"{column_letters(column)}{row}"
        for row, cells in lines.items()
        for column, cell in enumerate(cells)
        if isinstance(cell, FormulaError) and cell.startswith("=")
    ]
    if not places:
        return ()
    more = len(places) - _MOST_LISTED
    listed = ", ".join(places[:_MOST_LISTED]) + (f" and {more} more" if more > 0 else "")
    return (
        f"no value is stored for the formula in {listed}: open the file in Excel and save it"
        " once, then its values stand there",
    )


def _cells(lines: Iterable[Line]) -> dict[int, tuple[str, ...]]:
    return {row: tuple(cells) for row, cells in lines}


def _repair(
    lines: dict[int, tuple[str, ...]],
) -> tuple[dict[int, tuple[str, ...]], tuple[str, ...]]:
    """Lines whose wrongly decoded texts are repaired, and a remark that lists them."""
    changed: list[str] = []
    for row, cells in lines.items():
        if "".join(cells).isascii():
            continue
        better = tuple(_repaired_cell(cell, row, changed) for cell in cells)
        if better != cells:
            lines[row] = better
    if not changed:
        return lines, ()
    more = len(changed) - _MOST_LISTED
    rest = f" and {more} more" if more > 0 else ""
    listed = "; ".join(changed[:_MOST_LISTED])
    return lines, (f"wrongly decoded texts were repaired: {listed}{rest}",)


def _repaired_cell(cell: str, row: int, changed: list[str]) -> str:
    if isinstance(cell, Typed) or cell.isascii():
        return cell
    better = repaired(cell)
    if better is None:
        return cell
    changed.append(f'row {row}: "{cell[:40]}" is "{better[:40]}"')
    return better
