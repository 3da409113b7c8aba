"""A recipe as a file: what is written is read again, whatever stands in it."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.intake.base.rules import ColumnRule, Declared, Recipe, TableRule, Unpivot
from pmo_toolkit.intake.recipe.reading import parse_recipe
from pmo_toolkit.intake.recipe.writing import recipe_text
from tests.intake.recipe.rules import RECIPE

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
HEADERS = st.lists(TEXTS, max_size=3).map(tuple)
WORDS = st.dictionaries(TEXTS, TEXTS, max_size=3)
COLUMNS = st.builds(
    ColumnRule,
    column=st.sampled_from(["title", "need", "department", "stage"]),
    headers=HEADERS,
    unit=st.sampled_from([None, "person-days", "thousand", "working days"]),
    words=WORDS,
    decimal=st.sampled_from([None, ",", "."]),
    date_order=st.sampled_from([None, "dmy", "mdy", "ymd"]),
    separators=st.sampled_from(["", ";", ",\n", '|"']),
    join=TEXTS,
    constant=st.none() | TEXTS,
    numbered=st.sampled_from([None, "P-{:03}"]),
)
TABLES = st.builds(
    TableRule,
    table=st.just("proposals"),
    file=st.sampled_from(["a.csv", "a-*.xlsx", "ä b.csv"]),
    sheet=st.none() | TEXTS,
    header_rows=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    columns=st.lists(COLUMNS, max_size=4, unique_by=lambda rule: rule.column).map(tuple),
    unpivot=st.none() | st.builds(Unpivot, HEADERS, st.just("title"), st.just("need")),
    only=st.dictionaries(TEXTS, HEADERS, max_size=2),
    aside=HEADERS,
    without=st.dictionaries(TEXTS, HEADERS, max_size=2),
)
RECIPES = st.builds(
    Recipe,
    st.lists(TABLES, min_size=1, max_size=3).map(tuple),
    st.builds(
        Declared,
        st.sampled_from([None, "EUR"]),
        st.none() | st.integers(1990, 2100),
        st.none() | st.floats(0.5, 24),
        st.sampled_from([None, "de_DE"]),
    ),
    HEADERS,
)


@given(RECIPES)
def test_what_is_written_is_read_again(recipe):
    assert parse_recipe(recipe_text(recipe)) == recipe


def test_comments_change_nothing_and_stay_on_their_line():
    notes = {
        (): ("8 hours\nare assumed",),
        (0,): ("sure",),
        (0, 3): ("12 → 96\n[[tables]]", "x" * 500),
    }
    text = recipe_text(RECIPE, notes)
    assert parse_recipe(text) == RECIPE
    assert "# 12 → 96 [[tables]]" in text
    assert "# 8 hours are assumed\n[declared]" in text
    assert text.index("# sure\n[[tables]]") > 0


def test_lines_stay_short_where_lists_are_long():
    headers = tuple(f"Spalte Nummer {number}" for number in range(30))
    text = recipe_text(Recipe((TableRule("proposals", "a.csv", aside=headers),)))
    assert max(map(len, text.splitlines())) <= 100
    assert tomllib.loads(text)["tables"][0]["aside"] == list(headers)


def test_what_is_as_by_default_is_not_written():
    rule = ColumnRule("title", ("Titel",))
    text = recipe_text(Recipe((TableRule("proposals", "a.csv", columns=(rule,)),)))
    rules = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    assert "decimal" not in rules
    assert "declared" not in rules
