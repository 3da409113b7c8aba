"""Changes to a proposal's own rows, as data, and the workspace in which they are made.

A change says what somebody would type into a cell, or which row they would delete: the workspace
that `changed_workspace` returns is the one that reading the edited files would give.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import ROW, SOURCE
from pmo_toolkit.workspace.what_if import content_hash

#: Tables that a what-if may change, those that refer to others first.
CHANGEABLE = ("costs", "demand", "benefits", "risks", "options", "proposals")
#: Ends of a stated range.
ENDS = ("low", "mode", "high")
#: Table and what of it was changed → its rows as read; at most so many are kept.
TypedRows = MutableMapping[tuple[str, "Changes"], pd.DataFrame]
_MOST_KEPT = 64


@dataclass(frozen=True, order=True)
class CellChange:
    """Another value in one cell.

    Parameters
    ----------
    table : str
    row : int
        Number of the row in its file, the header being row 1.
    column : str
    value : str, float or None
        None for an empty cell.
    """

    table: str
    row: int
    column: str
    value: str | float | None


@dataclass(frozen=True)
class Changes:
    """What is changed of a workspace, in no order.

    Parameters
    ----------
    cells : frozenset of CellChange
    left_out : frozenset of (str, int)
        Table and row of what is deleted.
    """

    cells: frozenset[CellChange] = frozenset()
    left_out: frozenset[tuple[str, int]] = frozenset()

    def __or__(self, other: Changes) -> Changes:
        """Both together; where both change a cell, the other one counts."""
        taken = {(change.table, change.row, change.column) for change in other.cells}
        mine = {
            change
            for change in self.cells
            if (change.table, change.row, change.column) not in taken
        }
        return Changes(frozenset(mine) | other.cells, self.left_out | other.left_out)

    def __bool__(self) -> bool:
        return bool(self.cells or self.left_out)

    def of(self, table: str) -> Changes:
        """Those of one table."""
        return Changes(
            frozenset(change for change in self.cells if change.table == table),
            frozenset(place for place in self.left_out if place[0] == table),
        )

    def as_dict(self) -> dict[str, Any]:
        """The changes as JSON holds them."""
        return {
            "cells": [
                {
                    "table": change.table,
                    "row": change.row,
                    "column": change.column,
                    "value": change.value,
                }
                for change in sorted(
                    self.cells, key=lambda change: (change.table, change.row, change.column)
                )
            ],
            "left_out": [{"table": table, "row": row} for table, row in sorted(self.left_out)],
        }

    @classmethod
    def from_dict(cls, record: Mapping[str, Any]) -> Changes:
        """The changes that `as_dict` wrote.

        Raises
        ------
        KeyError, TypeError, ValueError
            If this is no such record.
        """
        return cls(
            frozenset(
                CellChange(str(cell["table"]), int(cell["row"]), str(cell["column"]), cell["value"])
                for cell in record["cells"]
            ),
            frozenset((str(place["table"]), int(place["row"])) for place in record["left_out"]),
        )


#: Nothing is changed.
NO_CHANGES = Changes()


def changed_workspace(
    workspace: Workspace, changes: Changes, typed: TypedRows | None = None
) -> Workspace:
    """A copy in which the changes are made, checked as reading checks them.

    Parameters
    ----------
    workspace : Workspace
    changes : Changes
    typed : dict, optional
        Changed tables as they were checked before; is added to.

    Raises
    ------
    WorkspaceError
        With everything that the changes make wrong.
    UsageError
        For a table, row or column that is not there or may not be changed.
    """
    _refuse_others({change.table for change in changes.cells})
    _refuse_others({table for table, _ in changes.left_out})
    kept = {} if typed is None else typed
    copy = workspace
    for table in CHANGEABLE:
        own = changes.of(table)
        if not own:
            continue
        rows = kept.get((table, own))
        if rows is None:
            copy = copy.with_rows(table, _edited(workspace, table, own))
            while len(kept) >= _MOST_KEPT:
                del kept[next(iter(kept))]
            kept[table, own] = copy.tables[table]
        else:
            tables = {**copy.tables, table: rows}
            made = content_hash(copy.input_hash, table, rows)
            before, copy = copy, replace(copy, tables=tables, input_hash=made)
            copy.kept.update(before.kept)
    return copy


def range_times(workspace: Workspace, table: str, row: int, factor: float) -> Changes:
    """All of a stated range, low to high, times a factor."""
    found = row_of(workspace, table, row)
    stated = {end: number_of(found[end]) for end in ENDS}
    return Changes(
        frozenset(
            CellChange(table, row, end, value * factor)
            for end, value in stated.items()
            if value is not None
        )
    )


def cell(table: str, row: int, column: str, value: str | float | None) -> Changes:
    """One cell."""
    return Changes(frozenset({CellChange(table, row, column, value)}))


def without(table: str, rows: Iterable[int]) -> Changes:
    """Rows of one table left out."""
    return Changes(left_out=frozenset((table, row) for row in rows))


def only_option(workspace: Workspace, proposal: str, option: str) -> Changes:
    """All options left out but one and doing nothing, with their costs and the hours they need.

    Raises
    ------
    UsageError
        If the proposal has no such option.
    """
    options = workspace.table("options")
    own = options[options["proposal"] == proposal]
    if option not in set(own["id"]):
        raise UsageError(f"the proposal {proposal} has no option {option!r}")
    others = own[(own["id"] != option) & (own["kind"] != "nothing")]
    made = without("options", map(int, others[ROW]))
    for table in ("costs", "demand"):
        rows = workspace.table(table)
        made |= without(table, map(int, rows.loc[rows["option"].isin(others["id"]), ROW]))
    return made


def starts_later(workspace: Workspace, proposal: str, months: int) -> Changes:
    """The start window and the wanted finish moved by so many months.

    A window stays as wide as it was; what is not stated stays so.
    """
    proposals = workspace.table("proposals")
    place = int(proposals.loc[proposals["id"] == proposal, ROW].iloc[0])
    row = row_of(workspace, "proposals", place)
    made = NO_CHANGES
    for column in ("start_window", "wanted_finish"):
        stated = text_of(row[column])
        if stated is not None and months:
            moved = "/".join(later_period(part, months) for part in stated.split("/"))
            made |= cell("proposals", place, column, moved)
    return made


def row_of(workspace: Workspace, table: str, row: int) -> pd.Series:
    """One row of a table, by its number in the file.

    Raises
    ------
    UsageError
        If there is none.
    """
    frame = workspace.table(table)
    found = frame[frame[ROW] == row]
    if found.empty:
        raise UsageError(f"the table {table} has no row {row} that could be read")
    return found.iloc[0]


def _refuse_others(tables: Iterable[str]) -> None:
    for table in sorted(set(tables) - set(CHANGEABLE)):
        raise UsageError(
            f"a what-if cannot change the table {table}; it changes {', '.join(CHANGEABLE)}"
        )


def _edited(workspace: Workspace, table: str, own: Changes) -> pd.DataFrame:
    """Rows of a table with its changes, before they are checked."""
    frame = pd.DataFrame(workspace.table(table)).astype(object)
    places = {int(number): place for place, number in enumerate(frame[ROW])}
    known = [str(name) for name in frame.columns if name not in (ROW, SOURCE)]
    for change in own.cells:
        if change.row not in places:
            raise UsageError(f"the table {table} has no row {change.row} that could be read")
        if change.column not in known:
            raise UsageError(f"the table {table} has no column {change.column!r}")
        frame.iat[places[change.row], list(frame.columns).index(change.column)] = change.value
    gone = {row for _, row in own.left_out}
    if gone - set(places):
        raise UsageError(f"the table {table} has no row {min(gone - set(places))} to leave out")
    return frame[~frame[ROW].isin(gone)].reset_index(drop=True)


def later_period(stated: str, months: int) -> str:
    """A day, a month or a quarter later, written as before."""
    if "Q" in stated.upper():
        period = pd.Period(stated.replace("-", ""), freq="Q")
        later = (period.asfreq("M", "start") + months).asfreq("Q")
        return f"{later.year}-Q{later.quarter}"
    moved = pd.Timestamp(stated) + pd.DateOffset(months=months)
    return moved.strftime({4: "%Y", 7: "%Y-%m"}.get(len(stated), "%Y-%m-%d"))
