"""Rows of text as they come from a file, with the row of each as the user sees it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.parsing.numbers import canonical_number
from pmo_toolkit.workspace.parsing.outcomes import Typed
from pmo_toolkit.workspace.sources.files import Place

MAX_COLUMNS = 1000


@dataclass
class RawTable:
    """A table as text.

    Attributes
    ----------
    place : Place
    headers : list of str
        As written; the list is empty where the file or sheet is.
    records : list of list of str
        One list a row, as long as `headers`; wholly blank rows are left out.
    rows : list of int
        Row of each record as the user sees it.
    sha256 : str
        Of the file's bytes.
    header_row : int
        Row of the headers.
    since_1904 : bool
        Whether serial numbers of days count from 1904.
    too_long : list of (int, list of str)
        Position of records that held more cells than there are headers, with what was too much.
    too_short : list of int
        Rows that held fewer cells than there are headers.
    merged : list of str
        Merged cells in the data, as the user calls them.
    """

    place: Place
    headers: list[str] = field(default_factory=list)
    records: list[list[str]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    sha256: str = ""
    header_row: int = 1
    since_1904: bool = False
    too_long: list[tuple[int, list[str]]] = field(default_factory=list)
    too_short: list[int] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)


class Refused(Exception):
    """The table cannot be read; carries the parts of the fault."""

    def __init__(self, what: str, **where: Any):
        super().__init__(what)
        self.what, self.where = what, where


def fill(raw: RawTable, lines: Iterable[tuple[int, Sequence[str]]], settings: Settings) -> None:
    """Take the first line that holds something as headers and the others as records."""
    width = 0
    for row, line in lines:
        filled = next((end for end in range(len(line), 0, -1) if line[end - 1].strip()), 0)
        cells = line[:filled]
        if not cells:
            continue
        if not raw.headers:
            raw.header_row, raw.headers, width = row, [cell.strip() for cell in cells], len(cells)
            if width > MAX_COLUMNS:
                raise Refused(f"has {width} columns", expected=f"at most {MAX_COLUMNS}")
            continue
        if len(raw.rows) >= settings.reading.max_rows:
            raise Refused(
                "has too many rows",
                expected=f"at most {settings.reading.max_rows:,}",
                next_step=(
                    "Keep only the rows that matter, or raise max_rows under [settings] in"
                    " workspace.toml."
                ),
            )
        if len(cells) > width:
            raw.too_long.append((len(raw.rows), [cell for cell in cells[width:] if cell.strip()]))
        raw.rows.append(row)
        raw.records.append([*cells[:width], *[""] * (width - len(cells))])


def file_hash(place: Place) -> str:
    """sha256 of the file's bytes."""
    with place.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def column_letters(position: int) -> str:
    """``A`` for position 0, ``AA`` for 26."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_text(value: Any) -> str:
    """The text of a cell; typed values become canonical text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return Typed("true" if value else "false")
    if isinstance(value, int | float | Decimal):
        return canonical_number(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time() and value.tzinfo is None
        return Typed(value.date().isoformat() if midnight else value.isoformat(sep=" "))
    if isinstance(value, dt.date | dt.time):
        return Typed(value.isoformat())
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return Typed(str(value))
