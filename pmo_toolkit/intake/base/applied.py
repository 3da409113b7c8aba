"""What a rule made of a client's table: text of our columns, and all that was converted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from pmo_toolkit.intake.base.regions import RowAside, Source
from pmo_toolkit.intake.base.suggestions import Example


class CellTrouble(Enum):
    """What somebody should know of a single cell."""

    UNREAD = "not read"
    WORD = "word not translated"
    APPROXIMATE = "approximate"
    RANGE = "range"
    FORMULA = "formula error"
    CURRENCY = "other currency"
    CHANGED = "changed"
    DIFFERENT = "said twice, differently"


@dataclass(frozen=True)
class CellNote:
    """One cell that was not simply taken over.

    Parameters
    ----------
    trouble : CellTrouble
    column : str
        Ours.
    row : int
        Row of the client's file.
    before, after : str
        Text as the client wrote it, and as it was taken.
    what : str
        In a clause.
    """

    trouble: CellTrouble
    column: str
    row: int
    before: str
    after: str
    what: str


@dataclass(frozen=True)
class Conversion:
    """How a column was filled.

    Parameters
    ----------
    column : str
        Ours.
    headers : tuple of str
        Theirs.
    how : str
        What was done to the values, in a clause: ``person-days × 8``; empty where nothing was.
    examples : tuple of Example
        Up to three cells before and after, those that changed before others.
    filled : int
        Cells that hold something.
    """

    column: str
    headers: tuple[str, ...]
    how: str
    examples: tuple[Example, ...]
    filled: int


@dataclass(frozen=True)
class AppliedTable:
    """One table of ours, made from one of the client's.

    Parameters
    ----------
    table : str
        Ours.
    source : Source
    columns : mapping of str to tuple of str
        Ours → text of each row, in the writing of the workspace.
    rows : tuple of int
        Row of the client's file that each row came from.
    conversions : tuple of Conversion
    notes : tuple of CellNote
    left : tuple of RowAside
        Rows that this rule did not take, and why; rows that `only` leaves to other rules are not
        among them.
    """

    table: str
    source: Source
    columns: Mapping[str, tuple[str, ...]]
    rows: tuple[int, ...]
    conversions: tuple[Conversion, ...] = ()
    notes: tuple[CellNote, ...] = ()
    left: tuple[RowAside, ...] = field(default=())
