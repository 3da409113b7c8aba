"""Every table and column of the dictionary changes some output, or says that it is only shown."""

from __future__ import annotations

import random

import pytest

from pmo_toolkit.workspace.dictionary import columns as c
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.workspace.dictionary.changed_columns import Effect, Workspaces, kind_of
from tests.workspace.dictionary.outputs import CHECK

COLUMNS = [(table, column) for table, schema in TABLES.items() for column in schema.columns]
#: Columns that move an output that needs no assessment; `slow` looks at all columns.
QUICK_ONES = [
    *(("tickets", name) for name in ("service", "hours", "department", "role", "opened")),
    *(("flow", name) for name in ("team", "started", "done")),
    *(("stakeholders", name) for name in ("interest", "influence")),
]
#: Outputs that need no assessment.
CHEAP = ("forecast", "tickets", CHECK)


@pytest.fixture(scope="module")
def spaces(tmp_path_factory):
    return Workspaces(tmp_path_factory.mktemp("columns"))


def fault(table: str, column: str, effect: Effect) -> str:
    """What is wrong with a column of such an effect, or nothing.

    Figures, findings and words may change. What is only repeated is enough for text, and for
    another column whose help text says so.
    """
    if effect > Effect("shown"):
        return ""
    is_told = "shown" in str(TABLES[table].columns[column].description)
    if effect.level == "shown" and (kind_of(table, column) == "text" or is_told):
        return ""
    return f"{table}.{column} changes {effect.level}: {effect.place}"


@pytest.mark.parametrize(("table", "column"), random.Random(17).sample(QUICK_ONES, 3))
def test_some_columns_change_an_output(spaces, table, column):
    assert not fault(table, column, spaces.effect_of(table, column, CHEAP))


def test_a_column_that_nothing_reads_is_found(spaces, monkeypatch):
    unread = c.rating("How much the department likes the colour")
    monkeypatch.setitem(TABLES["stakeholders"].columns, "colour", unread)
    effect = spaces.effect_of("stakeholders", "colour", CHEAP)
    assert fault("stakeholders", "colour", effect) == "stakeholders.colour changes nothing: "


def test_a_column_that_is_only_shown_must_say_so():
    shown, table = Effect("shown", "revaluation: supplier"), "services"
    assert fault(table, "hosting", shown).startswith("services.hosting changes shown")
    assert not fault(table, "title", shown)
    assert not fault(table, "hosting", Effect("text"))
    assert fault(table, "title", Effect("check"))


@pytest.mark.slow
@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_every_column_changes_an_output(spaces, table, column):
    assert not fault(table, column, spaces.effect_of(table, column))


@pytest.mark.slow
@pytest.mark.parametrize("table", [name for name in TABLES if name != "proposals"])
def test_every_table_changes_an_output(spaces, table):
    assert spaces.effect_without(table) > Effect("shown")
