"""CSV files as text: encoding, delimiter, and the physical line on which each record begins."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.dictionary.headers import SYNONYMS, plain
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.sources.raw_table import RawTable, Refused, fill

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_csv(raw: RawTable, settings: Settings, encoding: str | None) -> None:
    """Fill `raw` from a CSV file; `encoding` holds where no byte order mark tells."""
    path = raw.place.path
    size = path.stat().st_size
    if size > settings.reading.max_table_bytes:
        raise Refused(
            "the file is larger than is allowed",
            found=f"{size:,} bytes",
            expected=f"at most {settings.reading.max_table_bytes:,}",
            next_step=(
                "Keep only the rows that matter, or raise max_table_bytes under [settings] in"
                " workspace.toml."
            ),
        )
    data = path.read_bytes()
    raw.sha256 = hashlib.sha256(data).hexdigest()
    text = _decoded(data, encoding)
    offset = 0
    first, _, rest = text.partition("\n")
    delimiter = None
    if first.strip().lower().startswith("sep=") and len(first.strip()) <= 5:
        # the line by which Excel is told the delimiter
        delimiter, text, offset = (first.strip()[4:] or "\t"), rest, 1
    if delimiter is None:
        delimiter = "\t" if path.suffix.lower() == ".tsv" else _delimiter(text, raw.place.table)
    width = 0

    def lines() -> Iterator[tuple[int, list[str]]]:
        nonlocal width
        for row, cells in _records(text, delimiter, offset):
            if not width and any(cell.strip() for cell in cells):
                width = len(cells)
            elif width and len(cells) < width and any(cell.strip() for cell in cells):
                raw.too_short.append(row)
            yield row, cells

    fill(raw, lines(), settings)


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
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(
            f"cannot be read as {name.upper().removesuffix('-SIG')}",
            row=line,
            found=f"byte 0x{data[error.start]:02X} at offset {error.start:,}",
            expected="UTF-8, or the encoding declared in workspace.toml",
            next_step=(
                'Save it as "CSV UTF-8", or write encoding = "cp1252" (or what it is) in'
                " workspace.toml."
            ),
        ) from None
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


def _delimiter(text: str, table: str) -> str:
    """The delimiter under which the headers mean most; a comma where nothing tells."""
    start = text[:100_000].lstrip("\r\n")
    known = {plain(name) for name in TABLES[table].columns}
    known.update(plain(other) for others in SYNONYMS.get(table, {}).values() for other in others)

    def merit(delimiter: str) -> tuple[int, int]:
        try:
            cells = next(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), [])
        except csv.Error:
            return 0, 0
        return sum(plain(cell) in known for cell in cells), len(cells)

    return max((",", ";", "\t", "|"), key=merit)


def _records(text: str, delimiter: str, offset: int) -> Iterator[tuple[int, list[str]]]:
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
            long = "field larger" in str(error)
            raise Refused(
                "holds a quotation mark that is never closed, or one in the middle of a cell",
                row=begins + offset,
                found="a cell of more than 131,072 characters" if long else str(error),
                next_step='Write a quotation mark inside a quoted cell twice: "".',
            ) from None
        yield begins + offset, cells
        begins = reader.line_num + 1
