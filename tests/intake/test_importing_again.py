"""The recipe of an import does the same again, whatever the client's files look like."""

from __future__ import annotations

import pytest

from pmo_toolkit.intake.importing import import_files
from pmo_toolkit.intake.recipe.finding import find_recipe
from pmo_toolkit.intake.recipe.reading import parse_recipe
from pmo_toolkit.intake.recipe.writing import recipe_text
from tests.intake.messy.workbooks import messy_case


@pytest.mark.parametrize(
    "seed", [3, 8, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(20, 40))]
)
def test_the_same_files_by_their_recipe_change_nothing(tmp_path, seed):
    case = messy_case(seed, tmp_path / "client")
    first = import_files(case.files, tmp_path / "ws")
    assert parse_recipe(recipe_text(first.plan.recipe)) == first.plan.recipe
    before = {path: path.read_bytes() for path in (tmp_path / "ws").rglob("*") if path.is_file()}
    _, recipe = find_recipe(tmp_path / "ws", case.files, None)
    again = import_files(case.files, tmp_path / "ws", recipe=recipe)
    assert again.plan.changes == ()
    assert {
        path: path.read_bytes() for path in (tmp_path / "ws").rglob("*") if path.is_file()
    } == before
