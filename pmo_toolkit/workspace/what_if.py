"""A table with other rows, checked as reading checks it, for asking what if.

Values are typed already: money is in the workspace's currency and price year, dates are dates, and
a column that is absent is empty.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache
from typing import Any

import pandas as pd

from pmo_toolkit.core.errors import Trouble, UsageError, WorkspaceError
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.checking.cells import CellReader
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.checking.identifiers import check_ids, check_keys
from pmo_toolkit.workspace.checking.pairs import check_pairs
from pmo_toolkit.workspace.checking.values import check_bounds, check_order, check_references
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.dictionary.tables import ROW, SOURCE, TABLES, dtype_of
from pmo_toolkit.workspace.sources.cell_text import cell_text

#: Types whose values are never missing and stay as they are; most cells are of these.
_PYTHONS_OWN = frozenset({str, int, bool, dt.date, type(None)})
#: Tables about pairs, and those whose rows are paired.
_OF_PAIRS = frozenset({"correlations", "comparisons", "costs", "activities", "criteria"})
#: What was read of tables, by what it is; see `Workspace.kept`.
Kept = dict[Hashable, Any]


def checked_rows(
    tables: Mapping[str, pd.DataFrame],
    table: str,
    frame: pd.DataFrame,
    config: WorkspaceConfig,
    kept: Kept | None = None,
) -> pd.DataFrame:
    """Rows of one table in the types of the dictionary.

    Parameters
    ----------
    tables : mapping of str to DataFrame
        All typed tables of the workspace, to which rows may refer.
    table : str
        The one whose rows are replaced.
    frame : DataFrame
        The new rows; the numbers of rows count from 2 where it has no ``_row``.
    config : WorkspaceConfig
    kept : dict, optional
        Cells of tables as they were read for an earlier check; is added to.

    Raises
    ------
    WorkspaceError
        With everything that these rows make wrong, here or in tables that refer to them.
    UsageError
        For a column that the table does not have.
    """
    config = replace(config, units={}, translations={})  # the values are read already
    now = {name: held for name, held in tables.items() if name != table}
    _refuse_unknown(table, frame, tables.get(table))
    cells = {} if kept is None else kept
    drafts, troubles = _checked({**now, table: frame}, table, config, cells)
    if troubles:
        before = _checked(tables, table, config, cells)[1] if table in tables else ()
        known = {_sentence(trouble) for trouble in before}
        new = [trouble for trouble in troubles if _sentence(trouble) not in known]
        if new:
            raise WorkspaceError(new)
    typed = _typed(drafts[table], tables.get(table))
    if SOURCE in frame:
        typed[SOURCE] = frame[SOURCE].reset_index(drop=True)
    return typed


def key_column(table: str) -> str:
    """The column that names a row of a table.

    Raises
    ------
    UsageError
        If rows of this table have no name.
    """
    for name, column in TABLES[table].columns.items():
        if (column.metadata or {}).get("kind") == "id":
            return str(name)
    raise UsageError(
        f"rows of {table} have no id by which one could be named; change a copy of"
        f" workspace.table({table!r}) and call workspace.with_rows({table!r}, changed)"
    )


def with_cells(
    table: str, frame: pd.DataFrame, key: str, values: Mapping[str, Any]
) -> pd.DataFrame:
    """A copy of a table in which one row says something else.

    Raises
    ------
    UsageError
        If there is no such row or column.
    """
    column = key_column(table)
    places = [place for place, name in enumerate(frame[column]) if str(name) == key]
    if not places:
        near = get_close_matches(key, [str(name) for name in frame[column]], n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise UsageError(f"the table {table} has no row {key!r}{hint}")
    changed = frame.astype(object)
    for name, value in values.items():
        if name not in changed:
            raise UsageError(_no_column(table, name, [str(known) for known in frame.columns]))
        cells = changed[name].tolist()
        cells[places[0]] = value
        changed[name] = pd.Series(cells, dtype=object, index=changed.index)
    return changed


def blank_cells(frame: pd.DataFrame, cells: Iterable[tuple[int | None, str]]) -> pd.DataFrame:
    """A copy of a typed table in which some cells are blank.

    Parameters
    ----------
    frame : DataFrame
    cells : iterable of (int or None, str)
        Row as the user sees it, and column; rows that are not there are passed over.
    """
    changed = frame.copy()
    for row, column in cells:
        changed[column] = changed[column].mask(changed[ROW] == row)
    return changed


def content_hash(before: str, table: str, frame: pd.DataFrame) -> str:
    """sha256 of a workspace in which one table is replaced.

    Parameters
    ----------
    before : str
        Of the workspace.
    table : str
    frame : DataFrame
        Its new rows.
    """
    text = frame.to_json(orient="split", date_format="iso", double_precision=15)
    return hashlib.sha256(f"{before} {table} {text}".encode("utf-8", "surrogatepass")).hexdigest()


def _checked(
    tables: Mapping[str, pd.DataFrame], table: str, config: WorkspaceConfig, kept: Kept
) -> tuple[dict[str, Draft], tuple[Trouble, ...]]:
    """Read one table anew and check it with those that refer to it."""
    troubles, ignored = Troubles(TABLES), Troubles(TABLES)
    checked_again = {table, *_referring_to(table)}
    drafts = {
        name: _draft(
            name,
            frame,
            troubles if name in checked_again else ignored,
            {} if name == table else kept,  # the others stay as they are for the next change
        )
        for name, frame in tables.items()
        if name in _needed_for(table)
    }
    draft, reader = drafts[table], CellReader(config)
    draft.values = {name: list(stated) for name, stated in draft.values.items()}
    reader.read(draft)
    for extra, numeric in _extra_columns(table, tables[table]).items():
        reader.read_extra(draft, extra, numeric=numeric)
    check_ids(draft)
    check_bounds(draft)
    check_references(drafts, frozenset(), troubles)
    check_order(draft)
    check_keys(draft)
    if table in _OF_PAIRS:
        check_pairs(drafts)
    return drafts, troubles.all()


def _draft(table: str, frame: pd.DataFrame, troubles: Troubles, kept: Kept) -> Draft:
    """A typed table as texts and values."""
    known = kept.get(("cells", table))
    if known is None or known[0] is not frame:
        columns = [str(name) for name in frame.columns if name not in (ROW, SOURCE)]
        values = {name: [_value(cell) for cell in frame[name].tolist()] for name in columns}
        cells = {name: [cell_text(cell) for cell in values[name]] for name in columns}
        rows = [int(row) for row in (frame[ROW] if ROW in frame else range(2, len(frame) + 2))]
        known = kept["cells", table] = frame, values, cells, rows
    _, values, cells, rows = known
    headers = {name: name for name in values}
    draft = Draft(table, f"the new rows of {table}", headers, dict(cells), list(rows), troubles)
    draft.values = dict(values)
    return draft


def _value(cell: Any) -> Any:
    """A cell as Python's own value, None where it is missing."""
    kind = type(cell)
    if kind in _PYTHONS_OWN or cell is pd.NA or cell is pd.NaT:
        return cell if kind in _PYTHONS_OWN else None
    if kind is float:
        return None if math.isnan(cell) else cell
    if pd.api.types.is_scalar(cell) and pd.isna(cell):
        return None
    if isinstance(cell, pd.Timestamp):
        return cell.to_pydatetime()
    return cell.item() if hasattr(cell, "item") and not isinstance(cell, dt.date) else cell


def _extra_columns(table: str, frame: pd.DataFrame) -> dict[str, bool]:
    """Columns outside the dictionary, and whether they hold numbers."""
    known = TABLES[table].columns
    return {
        str(name): pd.api.types.is_numeric_dtype(pd.Series(list(frame[name].dropna())))
        for name in frame.columns
        if name not in known and name not in (ROW, SOURCE)
    }


def _typed(draft: Draft, before: pd.DataFrame | None) -> pd.DataFrame:
    dtypes = {name: dtype_of(column) for name, column in TABLES[draft.name].columns.items()}
    if before is not None:
        dtypes |= {
            str(name): str(before[name].dtype)
            for name in before.columns
            if name not in dtypes and name not in (ROW, SOURCE)
        }
    positions = list(range(len(draft)))
    frame = pd.DataFrame(
        {name: draft.series(name, kind, positions) for name, kind in dtypes.items()}
    )
    frame[ROW] = pd.Series(draft.rows, dtype="int64")
    return frame


@cache
def _targets(table: str) -> frozenset[str]:
    """Tables whose rows a table names."""
    stated = (
        str((column.metadata or {}).get("refers_to", ""))
        for column in TABLES[table].columns.values()
    )
    return frozenset(
        target.split(".")[0] for targets in stated for target in targets.split("|") if target
    )


@cache
def _referring_to(table: str) -> frozenset[str]:
    """Tables that name rows of a table."""
    return frozenset(name for name in TABLES if table in _targets(name))


@cache
def _needed_for(table: str) -> frozenset[str]:
    """A table, those that name its rows, and all whose rows any of these names."""
    naming = {table, *_referring_to(table), *(_OF_PAIRS if table in _OF_PAIRS else ())}
    return frozenset(naming.union(*map(_targets, naming)))


def _refuse_unknown(table: str, frame: pd.DataFrame, before: pd.DataFrame | None) -> None:
    known = [*TABLES[table].columns, ROW, *(() if before is None else before.columns)]
    for name in frame.columns:
        if name not in known:
            raise UsageError(_no_column(table, str(name), known))


def _no_column(table: str, name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"the table {table} has no column {name!r}" + (
        f"; did you mean {near[0]!r}?" if near else ""
    )


def _sentence(trouble: Trouble) -> tuple[object, ...]:
    return trouble.table, trouble.row, trouble.column, trouble.what, trouble.found
