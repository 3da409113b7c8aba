"""What is wrong with a recipe is told with its line, all of it at once."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.intake.recipe.reading import RecipeError, parse_recipe, read_recipe
from pmo_toolkit.intake.recipe.writing import recipe_text
from tests.intake.recipe.rules import RECIPE

TEXT = recipe_text(RECIPE)


def _line(text, part):
    return next(number for number, line in enumerate(text.split("\n"), 1) if part in line)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('unit = "thousand"', 'unit = "kEuro"', "unit is 'kEuro', which is no unit; expected one"),
        ('decimal = ","', 'decimal = ";"', 'decimal is \';\'; expected "," or "."'),
        ('date_order = "dmy"', 'date_order = "DMY"', 'expected "dmy", "mdy" or "ymd"'),
        ('column = "stage"', 'column = "stages"', "Did you mean stage?"),
        ('table = "capacity"', 'table = "capacty"', "no table of ours. Did you mean capacity?"),
        ('file = "capacity.csv"', 'file = "c/capacity.csv"', "file without its folder"),
        ('headers = ["Rolle"]', 'headers = "Rolle"', 'expected a list, as in ["Title", "Name"]'),
        ("header_rows = [3, 4]", "header_rows = [0]", "a row below 1"),
        ('currency = "EUR"', 'currency = "EURO"', "three-letter currency code"),
        ("hours_per_day = 7.8", "hours_per_day = 80.0", "at most 24"),
        ('sheet = "Projekte"', 'sheeet = "Projekte"', "is not known. Did you mean sheet?"),
        ('names_to = "month"', 'names_to = "moth"', "no column of capacity"),
    ],
)
def test_a_wrong_entry_is_told_with_its_line(before, after, told):
    text = TEXT.replace(before, after, 1)
    with pytest.raises(RecipeError) as error:
        parse_recipe(text, "client.toml")
    line = str(error.value).splitlines()[0]
    assert told in line
    assert line.startswith(f"client.toml, line {_line(text, after)}: ")


def test_all_that_is_wrong_is_told_at_once():
    text = TEXT.replace('column = "stage"', 'column = "titles"').replace('"thousand"', '"y"')
    with pytest.raises(UsageError) as error:
        parse_recipe(text)
    assert len(str(error.value).splitlines()) == 2


def test_a_column_is_filled_once():
    with pytest.raises(RecipeError, match="fill 'title' twice"):
        parse_recipe(TEXT.replace('column = "stage"', 'column = "title"'))


def test_a_numbering_must_number():
    text = TEXT.replace('headers = ["Nr."]', 'numbered = "P"', 1)
    with pytest.raises(RecipeError, match="expected a pattern such as"):
        parse_recipe(text)
    with pytest.raises(RecipeError, match="expected a pattern such as"):
        parse_recipe(text.replace('numbered = "P"', 'numbered = "{0.__class__}"'))


def test_other_cost_drivers_are_columns_of_proposals():
    text = TEXT.replace('column = "stage"', 'column = "site_count"')
    assert parse_recipe(text).tables[0].columns[2].column == "site_count"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"tables = [", "cannot be read as TOML"),
        (b"version = 2", "version 2; this program reads version 1"),
        (b"version = 1", "tables is missing"),
        (b"tables = []", "a recipe has a \\[\\[tables\\]\\]"),
        (b"\xff\xfe", "is not written in UTF-8"),
        (b"#" * 1_000_001, "is no recipe; it has 1,000,001 bytes"),
        (b"tables = 5", "has a value that cannot be used"),
        (b"[[tables]]\nfile = 'a.csv'", "table is missing"),
    ],
)
def test_a_file_that_is_no_recipe(tmp_path, content, told):
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(RecipeError, match=told):
        read_recipe(path)


def test_a_recipe_that_is_not_there(tmp_path):
    with pytest.raises(RecipeError, match="there is no such recipe"):
        read_recipe(tmp_path / "a.toml")
    with pytest.raises(RecipeError, match="there is no such recipe"):
        read_recipe(tmp_path)


def test_a_recipe_with_windows_newlines_and_a_mark_is_read(tmp_path):
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    assert read_recipe(path) == RECIPE
