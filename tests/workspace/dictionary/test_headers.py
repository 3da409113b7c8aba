"""File names, sheets and headers in any spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.headers import (
    match_headers,
    nearest,
    snake,
    table_named,
)
from pmo_toolkit.workspace.dictionary.synonyms import SYNONYMS
from pmo_toolkit.workspace.dictionary.tables import TABLES


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("proposals", "proposals"),
        ("Proposals", "proposals"),
        ("proposal", "proposals"),
        ("Proposal Goals", "proposal_goals"),
        ("proposal-goal", "proposal_goals"),
        ("In Flight", "in_flight"),
        ("capability", "capabilities"),
        ("Historys", "history"),
        ("HISTORY", "history"),
        ("benefit", "benefits"),
        ("proposals 2019", None),
        ("Sheet1", None),
        ("", None),
    ],
)
def test_a_table_is_known_in_any_spelling(text, table):
    assert table_named(text) == table


def test_table_names_do_not_collide():
    assert [table_named(name) for name in TABLES] == list(TABLES)


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("requested_budget", "requested_budget"),
        ("Requested Budget", "requested_budget"),
        ("REQUESTED-BUDGET", "requested_budget"),
        ("requestedBudget", "requested_budget"),
        ("Requested budget (CAD)", "requested_budget"),
        ("Total Budget", "requested_budget"),
        ("Proposal ID", "id"),
        ("Project name", "title"),
    ],
)
def test_a_header_is_known_in_any_spelling(header, ours):
    match = match_headers("proposals", ["x", header], {}, currency="CAD")
    assert match.columns[ours] == 1


def test_a_currency_in_brackets_must_be_the_declared_one():
    assert match_headers("proposals", ["Requested budget (EUR)"], {}, currency="CAD").columns == {}


def test_a_unit_in_brackets_is_passed_over():
    assert match_headers("dependencies", ["lag days (days)"], {}).columns == {"lag_days": 0}


def test_the_exact_name_wins_over_a_synonym():
    match = match_headers("proposals", ["Name", "title", "ref", "id"], {})
    assert match.columns == {"title": 1, "id": 3}
    assert match.synonyms == []
    assert match.unknown == [0, 2]


def test_a_synonym_is_told():
    assert match_headers("proposals", ["Ref", "Name"], {}).synonyms == [("id", 0), ("title", 1)]


def test_the_mapping_of_the_workspace_wins_over_all():
    match = match_headers("proposals", ["title", "Project"], {"title": "project"})
    assert match.columns == {"title": 1}
    assert match.unknown == [0]


def test_one_header_may_fill_two_columns_when_mapped():
    match = match_headers("proposals", ["text"], {"need": "text", "description": "text"})
    assert match.columns == {"need": 0, "description": 0}


def test_a_mapping_to_nowhere_is_told():
    assert match_headers("proposals", ["id"], {"title": "Titel"}).unmapped == [("title", "Titel")]


def test_headers_that_say_the_same_are_duplicates():
    assert match_headers(
        "proposals", ["id", "Title", "notes", "title ", "Notes"], {}
    ).duplicates == [(1, 3), (2, 4)]


def test_headers_without_letters_are_not_unknown_columns():
    assert match_headers("proposals", ["id", "", "--"], {}).unknown == []


@pytest.mark.parametrize(("table", "synonyms"), SYNONYMS.items())
def test_synonyms_name_columns_that_exist_and_no_other_column(table, synonyms):
    columns = {comparable(name): name for name in TABLES[table].columns}
    assert set(synonyms) <= set(TABLES[table].columns)
    said = [comparable(other) for others in synonyms.values() for other in others]
    assert len(said) == len(set(said)), "one word for two columns"
    assert not set(said) & set(columns)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Team Size", "team_size"),
        ("teamSize", "team_size"),
        ("team-size (FTE)", "team_size_fte"),
        ("—", ""),
    ],
)
def test_a_header_as_a_column_name(header, name):
    assert snake(header) == name


def test_the_nearest_spelling():
    assert nearest("Tittle", TABLES["proposals"].columns) == "title"
    assert nearest("zzzz", TABLES["proposals"].columns) is None


@given(st.lists(st.text(max_size=20), max_size=12))
def test_no_headers_break_the_match(headers):
    match = match_headers("costs", headers, {})
    assert len(set(match.columns.values())) == len(match.columns)
    assert all(
        0 <= position < len(headers) for position in (*match.columns.values(), *match.unknown)
    )
