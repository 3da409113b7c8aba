"""What reading a workspace yields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import pandas as pd

from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.errors import ExitCode, Trouble, UsageError, exit_code
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.names.departments import DepartmentNames
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.dictionary.tables import ROW, TABLES, driver_columns, dtype_of
from pmo_toolkit.workspace.magnitudes.quantities import UnitDoubt
from pmo_toolkit.workspace.moderation.department_answers import DepartmentAnswer
from pmo_toolkit.workspace.read_only import ReadOnlyTable
from pmo_toolkit.workspace.what_if import blank_cells, checked_rows, content_hash, with_cells

# JupyterLab would typeset as maths what stands between two dollar signs of a table that is shown.
pd.set_option("display.html.use_mathjax", False)


@dataclass(frozen=True)
class TableSource:
    """Where a table was read from.

    Parameters
    ----------
    file : str
        Name of the file, without its folder.
    sheet : str or None
        Sheet of a workbook.
    sha256 : str
        Hash of the file's bytes.
    rows : int
        Rows that hold something, the header not counted and rows with faults included.
    """

    file: str
    sheet: str | None
    sha256: str
    rows: int

    @property
    def label(self) -> str:
        """``costs.csv`` or ``intake.xlsx, sheet costs``."""
        return self.file if self.sheet is None else f"{self.file}, sheet {self.sheet}"


@dataclass(frozen=True, eq=False)
class Workspace(ShownAsFirstPage):
    """A workspace as it was read: typed tables and everything that is wrong with them.

    Parameters
    ----------
    name : str
        Name of the folder or file, never a path.
    tables : mapping of str to DataFrame
        Typed tables without the rows that have faults; each has every column of its schema, the
        kept cost drivers and ``_row``. A table that is absent, empty or unusable has no key.
    config : WorkspaceConfig
        What ``workspace.toml`` says.
    settings : Settings
        Defaults with the workspace's own ``[settings]``.
    troubles : tuple of Trouble
        Everything found, the gravest first.
    sources : mapping of str to TableSource
        Where each table came from.
    failed : mapping of str to tuple of Trouble
        Proposals that row faults make impossible to assess, with these faults.
    proposal_ids : tuple of str
        Ids of all proposals in the order of the file, failed ones included.
    extra_drivers : tuple of str
        Columns outside the dictionary that stand in both proposals and history.
    input_hash : str
        sha256 over what the tables and the configuration say; the same wherever the workspace lies.
    unit_doubts : tuple of UnitDoubt
        Columns that look as if they stood in another unit.
    cell_findings : mapping of str to tuple of Trouble
        Proposal → cells of its rows that were not read, or not as they stand, and why.
    department_answers : tuple of DepartmentAnswer
        What departments answered; blank cells that were asked for hold the answer.

    Attributes
    ----------
    kept : dict
        What others have made of this workspace, for as long as it lives; what-if copies begin with
        the same, so that whoever finds something must see that it still fits. Never pickled.

    Examples
    --------
    >>> from pmo_toolkit import load_workspace
    >>> load_workspace("sample").has("history")
    True
    """

    name: str
    tables: Mapping[str, pd.DataFrame]
    config: WorkspaceConfig
    settings: Settings
    troubles: tuple[Trouble, ...]
    sources: Mapping[str, TableSource]
    failed: Mapping[str, tuple[Trouble, ...]]
    proposal_ids: tuple[str, ...]
    extra_drivers: tuple[str, ...]
    input_hash: str
    unit_doubts: tuple[UnitDoubt, ...] = ()
    cell_findings: Mapping[str, tuple[Trouble, ...]] = field(default_factory=dict)
    department_answers: tuple[DepartmentAnswer, ...] = ()
    kept: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "kept": {}}

    def __repr__(self) -> str:
        held = ", ".join(f"{name} {len(frame)}" for name, frame in self.tables.items())
        return f"Workspace({self.name!r}: {held or 'no tables'}; {len(self.troubles)} troubles)"

    @property
    def is_sample(self) -> bool:
        """Whether these are sample data, which must then be said wherever they show."""
        return self.config.sample

    @property
    def exit_code(self) -> ExitCode:
        """What a command that only checks would tell the shell."""
        return exit_code(self.troubles)

    @property
    def first_proposal(self) -> str | None:
        """The first proposal whose rows have no fault, else the first of all; None without any."""
        sound = (name for name in self.proposal_ids if name not in self.failed)
        return next(sound, next(iter(self.proposal_ids), None))

    @cached_property
    def drivers(self) -> tuple[str, ...]:
        """Columns of ``history`` that may predict effort and cost.

        The dictionary's and the extra, less the dropped.
        """
        dropped = set(self.config.drivers_drop)
        return tuple(
            name for name in (*driver_columns(), *self.extra_drivers) if name not in dropped
        )

    @cached_property
    def department_names(self) -> DepartmentNames:
        """Which names in the column ``department`` of any table mean IT's own department."""
        rows: Counter[str] = Counter()
        for frame in self.tables.values():
            if "department" in frame:
                rows.update(frame["department"].dropna().astype(str).tolist())
        return DepartmentNames.of(rows, self.config.it_departments)

    def has(self, table: str) -> bool:
        """Whether the table was given and holds usable rows."""
        return table in self.tables and len(self.tables[table]) > 0

    def table(self, table: str) -> pd.DataFrame:
        """The typed table, or an empty one with all its columns where it is absent.

        It is for reading alone: changing it in place is refused, since nothing would be computed
        from the change. See `with_rows` and `with_values`.

        Raises
        ------
        KeyError
            When the dictionary has no such table.
        """
        source = self.tables.get(table)
        kept: tuple[ReadOnlyTable | None, object] = self.kept.get(("table", table), (None, None))
        if kept[0] is not None and kept[1] is source:
            return kept[0]
        if source is None and table not in TABLES:
            near = get_close_matches(table, TABLES, n=1)
            raise KeyError(
                f"there is no table {table!r}" + (f"; did you mean {near[0]!r}?" if near else "")
            )
        shown = ReadOnlyTable(empty_table(table) if source is None else source)
        self.kept["table", table] = shown, source
        return shown

    def __getitem__(self, table: str) -> pd.DataFrame:
        """The same as `table`, so that names of tables are completed within the brackets."""
        return self.table(table)

    def _ipython_key_completions_(self) -> list[str]:
        """Tables that hold rows, for completion in JupyterLab."""
        return [name for name in TABLES if self.has(name)]

    def unit_doubts_of(self, proposal: str) -> tuple[UnitDoubt, ...]:
        """Those of `unit_doubts` that concern figures which the proposal itself states."""
        return tuple(
            doubt for doubt in self.unit_doubts if self._states(proposal, doubt.table, doubt.column)
        )

    def _states(self, proposal: str, table: str, column: str) -> bool:
        rows = self.table(table)
        if table == "proposals":
            owners = rows["id"]
        elif "proposal" in rows:
            owners = rows["proposal"]
        elif "option" in rows:
            options = self.table("options")
            owners = rows["option"].map(dict(zip(options["id"], options["proposal"], strict=True)))
        else:
            return False
        return bool(rows.loc[owners == proposal, column].notna().any())

    def with_rows(self, table: str, frame: pd.DataFrame) -> Workspace:
        """A copy in which a table has other rows, checked as reading checks them.

        Whatever does not depend on these rows, such as the models of an unchanged history, is kept.
        Other ``answers`` are refused: they fill cells where a workspace is read, not here.

        Parameters
        ----------
        table : str
        frame : DataFrame
            All rows of the table, in its columns; those that are absent are empty. Money is in the
            workspace's currency and price year.

        Raises
        ------
        WorkspaceError
            With everything that these rows make wrong, each with row, column and what was expected.
        UsageError
            For a table or column that does not exist, and for other ``answers``.
        """
        known = self.table(table)  # refuses a table that nobody knows
        tables = dict(self.tables)
        tables[table] = checked_rows(tables, table, frame, self.config, self.kept)
        if table == "answers" and not tables[table].equals(known):
            raise UsageError(
                "answers fill cells of other tables where a workspace is read, so that other rows"
                " of them alone would change nothing: write them into a copy of the workspace and"
                " read that, or change the cell itself by with_values"
            )
        ids = self.proposal_ids
        if table == "proposals":
            gone = set(known["id"]) - set(tables[table]["id"])
            ids = tuple(
                dict.fromkeys([*(each for each in ids if each not in gone), *tables[table]["id"]])
            )
        copy = replace(
            self,
            tables=tables,
            proposal_ids=ids,
            input_hash=content_hash(self.input_hash, table, tables[table]),
        )
        copy.kept.update(self.kept)
        return copy

    def with_values(self, table: str, key: str, **values: Any) -> Workspace:
        """A copy in which one row says something else, checked as reading checks it.

        Parameters
        ----------
        table : str
        key : str
            Id of the row.
        **values
            Column → its new value; None for nothing.

        Raises
        ------
        WorkspaceError, UsageError
            As for `with_rows`, and where there is no such row.
        """
        return self.with_rows(table, with_cells(table, self.table(table), key, values))

    def without_answers(self, proposal: str) -> Workspace | None:
        """A copy in which no answer fills a cell of a proposal; None where none does."""
        used = [
            one for one in self.department_answers if one.use == "cell" and one.proposal == proposal
        ]
        if not used:
            return None
        tables, hashed = dict(self.tables), self.input_hash
        for table in sorted({one.table for one in used}):
            cells = [(one.row, one.column) for one in used if one.table == table]
            tables[table] = blank_cells(tables[table], cells)
            hashed = content_hash(hashed, table, tables[table])
        rest = tuple(one for one in self.department_answers if one not in used)
        copy = replace(self, tables=tables, department_answers=rest, input_hash=hashed)
        copy.kept.update(self.kept)
        return copy


def empty_table(table: str) -> pd.DataFrame:
    """A table of the dictionary without rows, with every column in its type and ``_row``."""
    columns = {
        name: pd.Series(dtype=dtype_of(column)) for name, column in TABLES[table].columns.items()
    }
    columns[ROW] = pd.Series(dtype="int64")
    return pd.DataFrame(columns)
