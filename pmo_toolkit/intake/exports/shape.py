"""What an export of a well-known system looks like, and which tables of ours stand in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.workspace.dictionary.comparable import comparable


@dataclass(frozen=True)
class ExportColumn:
    """Where a column of ours stands in an export.

    Parameters
    ----------
    column : str
        Ours.
    headers : tuple of str
        Theirs, in each spelling that the system writes; the first that stands there is taken.
    joined : bool
        Whether every one of them is taken, not only the first.
    unit : str, optional
        Unit of their figures, as `ColumnRule` names it.
    words : mapping of str to str
        Their word → ours.
    constant : str, optional
        The text of rows where no header gives it.
    fallback : callable, optional
        From the region to the text of rows where no header gives it.
    beside : str, optional
        Another column of ours, without which this one says nothing.
    fits : callable, optional
        Whether the column's texts can be what is meant; where not, the next header is tried, and
        then the next column of the same name.
    needed : bool
        Whether the table says nothing without it.
    """

    column: str
    headers: tuple[str, ...] = ()
    joined: bool = False
    unit: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    constant: str | None = None
    fallback: Callable[[Region], str] | None = None
    beside: str | None = None
    fits: Callable[[tuple[str, ...]], bool] | None = None
    needed: bool = False


@dataclass(frozen=True)
class RowFilter:
    """Which rows of an export a table of ours takes.

    Parameters
    ----------
    headers : tuple of str
        Theirs; the first that stands there decides. Where none stands there, a table that keeps
        only some words has no rows, and one that drops some words has all of them.
    words : tuple of str
        Compared without regard to case and marks.
    drop : bool
        Whether rows of these words are left out, rather than only they taken.
    """

    headers: tuple[str, ...]
    words: tuple[str, ...]
    drop: bool = False


@dataclass(frozen=True)
class ExportTable:
    """A table of ours that stands in an export.

    Parameters
    ----------
    table : str
        Ours.
    why : str
        Which of their rows it takes, in a clause.
    columns : tuple of ExportColumn
        Those that the data dictionary does not know are passed over.
    rows : tuple of RowFilter
        Each must take the row.
    """

    table: str
    why: str
    columns: tuple[ExportColumn, ...]
    rows: tuple[RowFilter, ...] = ()


@dataclass(frozen=True)
class Export:
    """An export of a system.

    Parameters
    ----------
    system : str
        Name, with the version whose headers are known.
    needs : tuple of tuple of str
        Headers that tell it from any other table: of each group at least one stands there.
    beside : tuple of str
        Further headers of the system.
    at_least : int
        How many of `beside` stand there.
    tables : tuple of ExportTable
    fits : callable, optional
        Whether the rows can be of that system.
    decimal : str, optional
        The decimal mark that it always writes; None where that follows the user's settings.
    """

    system: str
    needs: tuple[tuple[str, ...], ...]
    beside: tuple[str, ...]
    at_least: int
    tables: tuple[ExportTable, ...]
    fits: Callable[[Region], bool] | None = None
    decimal: str | None = "."

    def recognises(self, region: Region) -> bool:
        """Whether the headers, and where it says so the rows, are of this system."""
        headers = {comparable(header) for header in region.headers}
        if not all(any(comparable(name) in headers for name in group) for group in self.needs):
            return False
        names = {comparable(name) for name in self.beside}
        if len(names & headers) < self.at_least:
            return False
        return self.fits is None or self.fits(region)


def header_in(region: Region, names: tuple[str, ...]) -> str | None:
    """The region's header for the first of the names that stands there."""
    for name in names:
        for header in region.headers:
            if comparable(header) == comparable(name):
                return header
    return None


def headers_in(region: Region, names: tuple[str, ...]) -> tuple[str, ...]:
    """The region's headers of any of these names, once each, in the order of the names."""
    found = {comparable(header): header for header in reversed(region.headers)}
    keys = dict.fromkeys(comparable(name) for name in names)
    return tuple(found[key] for key in keys if key in found)


def texts_of(region: Region, header: str) -> tuple[str, ...]:
    """Every cell under a header, repeated columns after each other row by row."""
    return tuple(text for cells in region.column(header) for text in cells)


def look_like_dates(texts: tuple[str, ...]) -> bool:
    """Whether every filled cell holds a day and a year as figures, as names of people do not."""
    return all(len(re.findall(r"\d+", text)) > 1 for text in texts if text.strip())


def file_stem(region: Region) -> str:
    """Name of the file without its ending: what the rows are called where nothing says more."""
    name = region.source.file
    return name.rpartition(".")[0] or name
