"""CSV files as lines of text: encoding, delimiter, and the physical line on which each begins."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Collection, Iterator
from pathlib import Path

from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.parsing.garbled import likely_encoding
from pmo_toolkit.workspace.sources.line_limits import Line

_SAMPLE_BYTES = 20_000
_HEADERS_WITHIN = 20  # rows in which headers are looked for
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_csv(
    path: Path,
    limits: ReadingSettings,
    *,
    encoding: str | None,
    headers: Collection[str] = (),
    delimiter: str | None = None,
) -> Iterator[Line]:
    """Lines of a CSV file.

    Parameters
    ----------
    path : Path
    limits : ReadingSettings
    encoding : str, optional
        Holds where no byte order mark tells.
    headers : collection of str
        Headers that the table may have, in comparable form; they show the delimiter.
    delimiter : str, optional
        Where it is known.

    Raises
    ------
    Refused
        Where it cannot be read in that encoding, or its quotation marks contradict each other.
    """
    text = _decoded(path.read_bytes(), encoding)
    first, _, rest = text.partition("\n")
    mark = first.strip()
    if mark.lower().startswith("sep=") and len(mark) <= 5:
        # the line by which Excel is told the delimiter
        return _records(rest, mark[4:] or "\t", 1)
    tabs = path.suffix.lower() == ".tsv"
    return _records(text, delimiter or ("\t" if tabs else _delimiter(text, headers)), 0)


def _decoded(data: bytes, encoding: str | None) -> str:
    if data.startswith(b"PK\x03\x04"):
        raise Refused(
            "is not a CSV file but a zip archive or workbook", next_step="Give it the ending .xlsx."
        )
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            "is not a CSV file but an old Excel workbook", next_step="Save it as CSV (UTF-8)."
        )
    name = next((name for bom, name in _BOMS if data.startswith(bom)), encoding or "utf-8")
    try:
        text = data.decode(name)
        if not name.startswith("utf-8"):
            text.encode("utf-8")  # an odd encoding may make text that nothing else can hold
    except UnicodeDecodeError as error:
        raise _undecodable(data, name, error) from None
    except (UnicodeError, LookupError, ValueError) as error:
        raise Refused(f"cannot be read as {name.upper()}", found=str(error)) from None
    if "\0" in text:
        where = text.index("\0")
        raise Refused(
            "holds a NUL character, which no table of text has",
            row=text.count("\n", 0, where) + 1,
            next_step='Save it as "CSV UTF-8"; it may be UTF-16 without a mark, or damaged.',
        )
    return text


def _undecodable(data: bytes, name: str, error: UnicodeDecodeError) -> Refused:
    begin = max(data.rfind(b"\n", 0, error.start), 0)
    likely = likely_encoding(data[begin : begin + _SAMPLE_BYTES])
    encoding, word = likely or ("cp1252", "")
    reads = f"It is likely {encoding}, in which {word!r} is read there" if likely else ""
    declare = (
        f'write [files] NAME = {{ file = "FILE", encoding = "{encoding}" }}'
        + (" " if likely else " (or what it is) ")
        + "in workspace.toml"
    )
    return Refused(
        f"cannot be read as {name.upper().removesuffix('-SIG')}",
        row=data.count(b"\n", 0, error.start) + 1,
        found=f"byte 0x{data[error.start]:02X} at offset {error.start:,}",
        expected="UTF-8, or the encoding declared in workspace.toml",
        next_step=(
            f'{reads}: {declare}, or save it as "CSV UTF-8".'
            if likely
            else f'Save it as "CSV UTF-8", or {declare}.'
        ),
    )


def _delimiter(text: str, headers: Collection[str]) -> str:
    """The delimiter under which the headers mean most; a comma where nothing tells.

    Headers are looked for in the first rows, since a title may stand above them.
    """
    start = text[:100_000].lstrip("\r\n")

    def merit(delimiter: str) -> tuple[int, int]:
        known, widest = 0, 0
        try:
            reader = csv.reader(io.StringIO(start, newline=""), delimiter=delimiter)
            for cells in itertools.islice(reader, _HEADERS_WITHIN):
                known = max(known, sum(comparable(cell) in headers for cell in cells))
                widest = max(widest, len(cells)) if reader.line_num > 1 else len(cells)
        except csv.Error:
            pass  # the rows before it were read
        return known, widest

    return max((",", ";", "\t", "|"), key=merit)


def _records(text: str, delimiter: str, offset: int) -> Iterator[Line]:
    """Records with the physical line on which each begins.

    Quoted line breaks make the two counts differ.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _refusal(str(error), begins + offset) from None
        yield begins + offset, cells
        begins = reader.line_num + 1


def _refusal(error: str, row: int) -> Refused:
    if "field larger" in error:
        return Refused(
            "holds a cell that is too long, or a quotation mark that is never closed",
            row=row,
            found=f"more than {csv.field_size_limit():,} characters in one cell",
            next_step=('Shorten the text; write a quotation mark inside a quoted cell twice: "".'),
        )
    return Refused(
        "holds a quotation mark that is never closed, or one in the middle of a cell",
        row=row,
        found=error,
        next_step='Write a quotation mark inside a quoted cell twice: "".',
    )
