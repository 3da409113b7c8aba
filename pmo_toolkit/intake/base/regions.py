"""What stands in a client's file: sheets of text, and the tables found in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True)
class Source:
    """Where text comes from.

    Parameters
    ----------
    file : str
        Name of the file, without its folder.
    sheet : str, optional
        Sheet of a workbook.
    """

    file: str
    sheet: str | None = None

    @property
    def label(self) -> str:
        """``intake.csv`` or ``intake.xlsx, sheet Projects``."""
        return self.file if self.sheet is None else f"{self.file}, sheet {self.sheet}"


@dataclass(frozen=True)
class MergedArea:
    """Cells merged into one; rows and columns count from 1, both ends belong to it."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class RepairedCell:
    """A cell whose text had been decoded wrongly before; row and column count from 1."""

    row: int
    column: int
    before: str
    after: str


@dataclass(frozen=True)
class Sheet:
    """A sheet, or a file of text, as it stands.

    Parameters
    ----------
    source : Source
    lines : dict of int to tuple of str
        Row as the user sees it → its cells; blank rows may be left out. A cell that came with a
        type is a `Typed` text, an error a `FormulaError`.
    merged : tuple of MergedArea
    hidden_rows, hidden_columns : frozenset of int
        Counted from 1.
    hidden : bool
        Whether the program that wrote it does not show the sheet.
    since_1904 : bool
        Whether serial numbers of days count from 1904.
    remarks : tuple of str
        What was found out in reading: encoding, delimiter, what was repaired.
    sha256 : str
        Of the file's bytes.
    repaired : tuple of RepairedCell
        Cells that hold another text than the file does.
    """

    source: Source
    lines: dict[int, tuple[str, ...]]
    merged: tuple[MergedArea, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    since_1904: bool = False
    remarks: tuple[str, ...] = ()
    sha256: str = ""
    repaired: tuple[RepairedCell, ...] = ()


class RowKind(Enum):
    """What a row is that is no record."""

    ABOVE = "above"
    TOTAL = "total"
    BELOW_TOTAL = "below a total"
    NOTE = "note"
    ONE_CELL = "one cell"
    NUMBER_ONLY = "number only"
    OTHER = "other"


@dataclass(frozen=True)
class RowAside:
    """A row that is no record of the table, and why.

    Parameters
    ----------
    row : int
    why : str
        In a clause, for people.
    cells : tuple of str
    kind : RowKind
        The same for code.
    """

    row: int
    why: str
    cells: tuple[str, ...] = ()
    kind: RowKind = RowKind.OTHER


@dataclass(frozen=True)
class Region:
    """One table found in a sheet.

    Parameters
    ----------
    source : Source
    header_rows : tuple of int
        Rows of the headers as the user sees them; none where the table has no headers.
    headers : tuple of str
        One a column; the texts of two header rows are joined with `` / ``. Repeated headers stand
        repeatedly. A column without a header is called by its letter: ``column D``.
    records : tuple of tuple of str
        Cells, as many as `headers`; merged cells are filled down, errors are `FormulaError`.
    rows : tuple of int
        Row of each record.
    aside : tuple of RowAside
        Titles, totals, footers, repeated headers and the like: what is no record.
    title : str
        Text above the headers, which often says the unit ("all figures in T€").
    since_1904 : bool
    remarks : tuple of str
    columns : tuple of int
        Where each header stands in the sheet, counted from 1; none of a form.
    form : bool
        Whether it is a form of labels and values, whose one record stands in many rows; all of
        them are `header_rows`, and the record has the first of them as its row.
    """

    source: Source
    header_rows: tuple[int, ...]
    headers: tuple[str, ...]
    records: tuple[tuple[str, ...], ...]
    rows: tuple[int, ...]
    aside: tuple[RowAside, ...] = ()
    title: str = ""
    since_1904: bool = False
    remarks: tuple[str, ...] = field(default=())
    columns: tuple[int, ...] = ()
    form: bool = False

    def column(self, header: str) -> tuple[tuple[str, ...], ...]:
        """Cells under every column of that header, one tuple a record."""
        places = [place for place, name in enumerate(self.headers) if name == header]
        return tuple(tuple(record[place] for place in places) for record in self.records)
