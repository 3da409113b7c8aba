"""A table on its way from text to typed values, with the troubles of its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pmo_toolkit.core.errors import Trouble
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.dictionary.tables import TABLES


@dataclass(frozen=True, slots=True)
class Amount:
    """The currency that an amount was written with.

    Parameters
    ----------
    mark : str
        Its sign or code.
    currencies : frozenset of str
        ISO codes that the mark may mean.
    """

    mark: str
    currencies: frozenset[str]


@dataclass
class Draft:
    """One table being read.

    Attributes
    ----------
    name : str
    file : str
        File (and sheet) to name in troubles.
    headers : dict of str to str
        Our column → header as the user wrote it.
    cells : dict of str to list of str
        Our column → text of its cells; blank cells are empty text.
    rows : list of int
        Row of each record as the user sees it.
    owners : list of (str or None)
        The proposal that each row belongs to.
    values : dict of str to list
        Our column → typed values, None where missing.
    amounts : dict of str to dict of int to Amount
        Amounts that were written with a currency, by column and position.
    bad : dict of int to list of Trouble
        Position → its row faults; such rows are set aside.
    since_1904 : bool
    unread : set of str
        Columns whose unit is not clear, so that none of their cells is read.
    sources : list of str
        From whose workspace each row comes; empty where the table does not say.
    """

    name: str
    file: str
    headers: dict[str, str]
    cells: dict[str, list[str]]
    rows: list[int]
    troubles: Troubles
    owners: list[str | None] = field(default_factory=list)
    values: dict[str, list[Any]] = field(default_factory=dict)
    amounts: dict[str, dict[int, Amount]] = field(default_factory=dict)
    bad: dict[int, list[Trouble]] = field(default_factory=dict)
    since_1904: bool = False
    unread: set[str] = field(default_factory=set)
    sources: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows)

    def metadata(self, column: str) -> Mapping[str, Any]:
        """Kind, unit, vocabulary and the like of a column.

        Empty for a column outside the dictionary.
        """
        known = TABLES[self.name].columns.get(column)
        return (known.metadata or {}) if known is not None else {}

    def required(self, column: str) -> bool:
        """Whether each row must fill the column."""
        known = TABLES[self.name].columns.get(column)
        return known is not None and bool(known.required)

    def columns_of(self, *kinds: str) -> list[str]:
        """Columns that are present and of one of the kinds."""
        return [column for column in self.cells if self.metadata(column).get("kind") in kinds]

    def present(self, column: str) -> bool:
        """Whether the table has the column."""
        return column in self.cells

    def value(self, column: str, position: int) -> Any:
        """Typed value of a cell, None where it is missing or the column is absent."""
        return self.values[column][position] if column in self.values else None

    def header(self, column: str) -> str:
        """The header as the user wrote it."""
        return self.headers.get(column, column)

    def row_fault(self, position: int, column: str | None, what: str, **where: Any) -> None:
        """Record a fault of one row."""
        where.setdefault("found", self.cells[column][position] if column in self.cells else None)
        trouble = self.troubles.row(
            self.name,
            what,
            row=self.rows[position],
            column=None if column is None else self.header(column),
            proposal=self.owners[position] if self.owners else None,
            file=self.file,
            **where,
        )
        self.bad.setdefault(position, []).append(trouble)

    def note(self, position: int, column: str, what: str, *, key: str = "", **where: Any) -> None:
        """Note a finding that stands once for all rows of a column with the same what and key."""
        self.troubles.group(
            self.name,
            what,
            key=key,
            row=self.rows[position],
            column=self.header(column),
            proposal=self.owners[position] if self.owners else None,
            file=self.file,
            **where,
        )

    def kept(self) -> list[int]:
        """Positions of the rows without faults."""
        return [position for position in range(len(self)) if position not in self.bad]

    def series(self, column: str, dtype: str, positions: list[int]) -> pd.Series:
        """Typed values of some rows; all missing where the column is absent."""
        values = self.values.get(column)
        chosen = (
            [None] * len(positions)
            if values is None
            else [values[position] for position in positions]
        )
        return pd.Series(chosen, dtype=dtype)
