"""The data dictionary in words agrees with the schemas it is made from."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pmo_toolkit.workspace import dictionary_markdown
from pmo_toolkit.workspace.dictionary.columns import KINDS
from pmo_toolkit.workspace.dictionary.documentation import data_readme
from pmo_toolkit.workspace.dictionary.tables import RANGES, TABLES, dtype_of


def section(name):
    return dictionary_markdown().split(f"\n## {name}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_is_explained(name):
    text = section(name)
    for column, made in TABLES[name].columns.items():
        (line,) = [line for line in text.splitlines() if line.startswith(f"| `{column}` |")]
        assert made.description in line
        assert f"| {made.metadata['kind']} |" in line
        assert ("| yes |" in line) == bool(made.required)
        for word in made.metadata.get("vocabulary") or ():
            assert word in line


@pytest.mark.parametrize("name", TABLES)
def test_the_dictionary_is_consistent(name):
    schema = TABLES[name]
    assert schema.description
    for made in schema.columns.values():
        meta = made.metadata
        assert meta["kind"] in KINDS
        assert made.description
        assert dtype_of(made) in ("str", "float64", "datetime64[ns]", "boolean")
        for target in (meta.get("refers_to") or "").split("|"):
            table, _, column = target.partition(".")
            assert not target or column in TABLES[table].columns
    for names in RANGES.get(name, ()):
        assert set(names) <= set(schema.columns)


def test_every_kind_is_explained():
    assert all(f"- **{kind}**: {text}" in dictionary_markdown() for kind, text in KINDS.items())


def test_ranges_are_told():
    assert "`low` ≤ `mode` ≤ `high`" in section("costs")


def test_the_file_in_the_project_is_up_to_date(project):
    written = (project / "data" / "README.md").read_text(encoding="utf-8")
    assert written == data_readme(), (
        "python -m pmo_toolkit.workspace.dictionary.documentation > data/README.md"
    )


def test_the_module_writes_it():
    done = subprocess.run(
        [sys.executable, "-m", "pmo_toolkit.workspace.dictionary.documentation"],
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("utf-8") == data_readme()
    assert done.stderr == b""
    assert "fictional" in data_readme() and "MIT" in data_readme()
