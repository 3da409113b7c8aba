"""Rows of text as they come from a file, with the row of each as the user sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from pmo_toolkit.workspace.dictionary.not_read import ExampleRow, is_not_read
from pmo_toolkit.workspace.sources.line_limits import Line
from pmo_toolkit.workspace.sources.places import Place


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
    declared_header_row : int, optional
        Row that ``workspace.toml`` names; what stands above it is passed over.
    not_read : list of int
        Rows that are marked as an example or an explanation.
    examples : list of int
        Rows that still hold the figures of an example.
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
    declared_header_row: int | None = None
    not_read: list[int] = field(default_factory=list)
    examples: list[int] = field(default_factory=list)


def fill(raw: RawTable, lines: Iterable[Line]) -> None:
    """Take the headers' line, or the first that holds something, and the others as records."""
    width = first_width = 0
    declared = raw.declared_header_row
    example = ExampleRow(raw.place.table, ())
    for row, line in lines:
        if declared is not None and (row < declared or (row > declared and not raw.headers)):
            continue
        filled = next((end for end in range(len(line), 0, -1) if line[end - 1].strip()), 0)
        if not filled:
            continue
        cells = line[:filled]
        if not raw.headers:
            raw.header_row, raw.headers, width = row, [cell.strip() for cell in cells], filled
            first_width = len(line)
            example = ExampleRow(raw.place.table, raw.headers)
            continue
        if is_not_read(next(cell for cell in cells if cell.strip())):
            raw.not_read.append(row)
            continue
        if example.is_kept(cells):
            raw.examples.append(row)
            continue
        if len(line) < first_width:
            raw.too_short.append(row)
        if filled > width:
            raw.too_long.append((len(raw.rows), [cell for cell in cells[width:] if cell.strip()]))
        raw.rows.append(row)
        raw.records.append([*cells[:width], *[""] * (width - filled)])


def file_hash(place: Place) -> str:
    """sha256 of the file's bytes."""
    with place.path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
