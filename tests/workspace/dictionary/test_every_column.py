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
    """How another content of a column shows first (figures, text, check), and where; else nothing.

    Figures: more than text differs in the first output that differs at all. Text: words alone.
    """
    tables = spaces.tables(table)
    read, before = spaces.base(table)
    for number, rows in enumerate(contents(tables[table], table, column)):
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
            changes = list(effects(before[name], after[name], shown))
            if changes:
                best = max(changes, key=lambda change: change.is_figure)
                return f"{'figures' if best.is_figure else 'text'}: {name}: {best.place}"
    return ""


def contents(rows: list[dict[str, str]], table: str, column: str):
    """Other contents of a column, one after another: all rows, another word, blank, one row."""
    other = different(rows, table, column)
    yield other
    yield different(rows, table, column, step=2)
    yield [{**row, column: ""} for row in rows]
    if other:
        yield [other[0], *rows[1:]]


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
        change for name in names_for(table) for change in effects(before[name], after[name], set())
    )
