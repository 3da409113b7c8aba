"""Which recipe of a workspace is the one for a client's files."""

from __future__ import annotations

import os

import pytest

from pmo_toolkit.intake.base.rules import Declared, Recipe, TableRule
from pmo_toolkit.intake.recipe.finding import find_recipe
from pmo_toolkit.intake.recipe.reading import RecipeError
from pmo_toolkit.intake.recipe.writing import recipe_text

BROKEN = {
    "of these files": ("file = 'list-*.csv'\n[[tables", True),
    "of others": ('file = "jira-*.csv"  # export\n[[tables', False),
    "of nobody knows which": ("[[tables", True),
    "in another encoding": ("file = 'list-*.csv'\n# für\n".encode("latin-1"), True),
}


def _recipe(pattern):
    rule = TableRule("proposals", pattern, None, ())
    return Recipe((rule,), Declared())


def _write(folder, name, content, age=0):
    path = folder / "recipes" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    time = path.stat().st_mtime - age
    os.utime(path, (time, time))
    return path


def test_the_newest_of_those_that_fit_is_taken(tmp_path):
    _write(tmp_path, "a.toml", recipe_text(_recipe("list-*.csv")), age=10)
    newest = _write(tmp_path, "b.toml", recipe_text(_recipe("list-*.csv")), age=5)
    _write(tmp_path, "c.toml", recipe_text(_recipe("jira-*.csv")))
    _write(tmp_path, "d.draft.toml", recipe_text(_recipe("list-*.csv")))
    recipe, path = find_recipe(tmp_path, ["in/List-2026-12.csv"], None)
    assert path == newest
    assert recipe == _recipe("list-*.csv")
    assert find_recipe(tmp_path, ["other.csv"], None) == (None, None)


@pytest.mark.parametrize("case", BROKEN)
def test_one_that_cannot_be_read_is_refused_where_it_may_be_the_one(tmp_path, case):
    content, refused = BROKEN[case]
    _write(tmp_path, "a.toml", content)
    if refused:
        with pytest.raises(RecipeError, match=r"a\.toml(.|\n)*Mend .*a\.toml, or move it"):
            find_recipe(tmp_path, ["list-2026-12.csv"], None)
    else:
        assert find_recipe(tmp_path, ["list-2026-12.csv"], None) == (None, None)


def test_one_that_a_later_recipe_has_replaced_is_passed_over(tmp_path):
    _write(tmp_path, "a.toml", "[[tables", age=10)
    path = _write(tmp_path, "b.toml", recipe_text(_recipe("list-*.csv")))
    assert find_recipe(tmp_path, ["list-2026-12.csv"], None)[1] == path
