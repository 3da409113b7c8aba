"""Every table and column of the dictionary changes some output, or is there to be read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pmo_toolkit.workspace import read_workspace
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.workspace.dictionary.changed_columns import (
    QUICK,
    Outputs,
    base_rows,
    different,
    effects,
    names_for,
    worst,
    write,
)

COLUMNS = [(table, column) for table, schema in TABLES.items() for column in schema.columns]
#: Columns of text are shown as they stand: that they are, in the right place, is their effect.
TEXT = {"text"}


def kind(table: str, column: str) -> str:
    return str((TABLES[table].columns[column].metadata or {})["kind"])


class Workspaces:
    """The base with its outputs, for each table whether it needs another base."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.made = folder, {}

    def tables(self, table: str) -> dict[str, list[dict[str, str]]]:
        rows = {name: base_rows(name) for name in TABLES}
        if table == "comparisons":
            rows["criteria"] = [{**row, "weight_method": "AHP"} for row in rows["criteria"]]
        return rows

    def base(self, table: str):
        key = "comparisons" if table == "comparisons" else "all"
        if key not in self.made:
            read = read_workspace(write(self.folder / key, self.tables(table)), settings=QUICK)
            self.made[key] = (read, Outputs(read))
        return self.made[key]


def effect_of(spaces: Workspaces, table: str, column: str, folder: Path) -> str:
    """The first output that another content of a column changes, and where; else nothing."""
    tables = spaces.tables(table)
    read, before = spaces.base(table)
    other = different(tables[table], table, column)
    blank = [{**row, column: ""} for row in tables[table]]
    first = [other[0], *tables[table][1:]] if other else []
    second = different(tables[table], table, column, step=2)
    for number, rows in enumerate((other, first, second, blank)):
        cells = {
            (old[column], new[column])
            for old, new in zip(tables[table], rows, strict=True)
            if old[column] != new[column]
        }
        if not cells:
            continue
        changed = read_workspace(
            write(folder / str(number), {**tables, table: rows}), settings=QUICK
        )
        if worst(changed) > worst(read):
            if kind(table, column) in ("id", "reference") or TABLES[table].columns[column].required:
                return f"check: {changed.troubles[0].what}"
            continue
        shown = set() if kind(table, column) in TEXT else cells
        after = Outputs(changed)
        for name in names_for(table):
            for place in effects(before[name], after[name], shown):
                return f"{name}: {place}"
    return ""


@pytest.fixture(scope="module")
def spaces(tmp_path_factory):
    return Workspaces(tmp_path_factory.mktemp("columns"))


#: Columns that move the output that is made first, without an assessment; `slow` looks at all.
QUICK_ONES = [
    *(("tickets", name) for name in ("service", "hours", "department", "role")),
    *(("flow", name) for name in ("team", "started", "done")),
    *(("stakeholders", name) for name in ("interest", "influence")),
]


@pytest.mark.parametrize(("table", "column"), random.Random(17).sample(QUICK_ONES, 2))
def test_some_columns_change_an_output(spaces, table, column, tmp_path):
    assert effect_of(spaces, table, column, tmp_path), f"{table}.{column} changes no output"


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_changes_an_output(spaces, table, column, tmp_path):
    assert effect_of(spaces, table, column, tmp_path), f"{table}.{column} changes no output"


@pytest.mark.slow
@pytest.mark.parametrize("table", [name for name in TABLES if name != "proposals"])
def test_every_table_changes_an_output(spaces, table, tmp_path):
    tables = spaces.tables(table)
    read, before = spaces.base(table)
    del tables[table]
    without = read_workspace(write(tmp_path / "without", tables), settings=QUICK)
    after = Outputs(without)
    assert worst(without) > worst(read) or any(
        place for name in names_for(table) for place in effects(before[name], after[name], set())
    )
