"""What the pages for users say is true: commands, tables, settings and every example."""

from __future__ import annotations

import doctest
import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import pmo_toolkit
from pmo_toolkit.cli.assess_command import assess
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.test_house import commands, pmo_commands, wrong_command

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
PAGES = sorted(DOCS.glob("*.md"))


def text_of(name: str) -> str:
    """Text of a file of the project."""
    return (PROJECT / name).read_text(encoding="utf-8")


def section(text: str, title: str) -> str:
    """What stands below a heading of the second level."""
    assert f"\n## {title}\n" in text, f"no heading {title!r}"
    return text.split(f"\n## {title}\n")[1].split("\n## ", maxsplit=1)[0]


def test_the_readme_is_read_in_five_minutes():
    assert len(text_of("README.md").splitlines()) <= 150


def test_the_readme_leads_to_every_page():
    linked = set(re.findall(r"\]\((docs/[\w-]+\.md)\)", text_of("README.md")))
    assert {f"docs/{page.name}" for page in PAGES if page.name != "settings.md"} <= linked
    assert "](settings.md)" in text_of("docs/python.md")


def test_the_tests_that_hold_the_promises_exist():
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", text_of("docs/reliability.md")))
    assert len(named) > 10
    assert [name for name in sorted(named) if not (PROJECT / name).is_file()] == []


def test_the_limits_in_the_page_of_promises_are_the_defaults():
    rows = re.findall(r"\| ([\d,]+)[^|]*\| `([\w-]+)` \|", text_of("docs/reliability.md"))
    given = {name: int(figure.replace(",", "")) for figure, name in rows}
    reading = Settings().reading
    assert given == {
        "max_read_seconds": reading.max_read_seconds,
        "max_read_bytes": reading.max_read_bytes // 10**9,
        "max_table_bytes": reading.max_table_bytes // 10**6,
        "max_rows": reading.max_rows,
        "--timeout": pmo_default("timeout"),
        "--memory": pmo_default("memory"),
    }


def pmo_default(name: str) -> int:
    """Default of an option of `pmo assess`."""
    return int(inspect.signature(assess).parameters[name].default)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_in_the_pages_exist(page):
    lines = commands(page.read_text(encoding="utf-8"))
    assert [(line, why) for line in lines if (why := wrong_command(line))] == []


def test_the_reference_pages_are_up_to_date():
    command = [sys.executable, str(PROJECT / "tools" / "reference_pages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", pmo_commands())
def test_every_command_stands_in_the_reference(name):
    part = section(text_of("docs/commands.md"), f"pmo {name}")
    assert f"```sh\npmo {name}" in part
    for parameter in pmo_commands()[name].params:
        written = parameter.opts[-1] if parameter.opts[-1].startswith("-") else parameter.metavar
        assert f"| `{written.replace('|', chr(92) + '|')}" in part, written


def test_the_readme_shows_the_way_from_proposals_to_reports():
    journey = section(text_of("README.md"), "From proposals to reports")
    shown = [line.split()[1] for line in commands(journey) if line.startswith("pmo ")]
    assert shown[:5] == ["init", "check", "assess", "lab", "facilitate"]


def test_every_table_is_named():
    part = section(text_of("docs/tables.md"), "Which tables there are")
    assert set(re.findall(r"`([a-z_]+)`", part)) == set(TABLES)


def test_the_smallest_workspace_can_be_read(tmp_path):
    part = section(text_of("docs/tables.md"), "The smallest workspace")
    table = re.search(r"```\n(.*?)```", part, flags=re.DOTALL)
    declared = re.search(r"```toml\n(.*?)```", text_of("docs/tables.md"), flags=re.DOTALL)
    (tmp_path / "proposals.csv").write_text(table[1], encoding="utf-8")
    assert pmo_toolkit.read_workspace(tmp_path).exit_code == 0
    changed = table[1].replace("title", "Vorhabenname", 1)
    (tmp_path / "proposals.csv").write_text(changed, encoding="utf-8")
    (tmp_path / "workspace.toml").write_text(declared[1], encoding="utf-8")
    workspace = pmo_toolkit.read_workspace(tmp_path)
    assert workspace.exit_code == 0
    assert workspace.table("proposals")["title"].notna().all()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_settings_and_declarations_can_be_used(page, tmp_path):
    (tmp_path / "proposals.csv").write_text("id,title\nP-1,A title\n", encoding="utf-8")
    for block in re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        assert tomllib.loads(block)
        text = re.sub(r"\[(columns\.|files\]).*", "", block, flags=re.DOTALL)
        (tmp_path / "workspace.toml").write_text(text, encoding="utf-8")
        assert pmo_toolkit.read_workspace(tmp_path).exit_code == 0


@pytest.mark.parametrize(
    "title", ["A table or a column", "An analysis", "A section of the report", "A command"]
)
def test_where_a_new_thing_goes_is_told_in_five_steps(title):
    part = section(text_of("CONTRIBUTING.md"), "Where does it go?")
    part = part.split(f"### {title}\n")[1].split("\n### ")[0]
    assert re.findall(r"^(\d)\. ", part, flags=re.MULTILINE) == list("12345")


def test_files_named_for_contributors_exist():
    named = re.findall(r"`([\w./]+\.(?:py|md|ipynb|j2|toml|cfg))`", text_of("CONTRIBUTING.md"))
    assert len(named) > 25
    assert [
        name
        for name in named
        if not any((PROJECT / root / name).exists() for root in ("", "pmo_toolkit"))
    ] == []


def test_every_public_name_has_an_example():
    examples = "\n".join(re.findall(r"```python\n(.*?)```", text_of("docs/python.md"), re.DOTALL))
    shown_by_others = {
        "Assessment",
        "Comparison",
        "Facilitation",
        "HistoryReliability",
        "Portfolio",
        "Revaluation",
        "Workspace",
    }
    names = set(pmo_toolkit.__all__) - shown_by_others
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", examples)] == []
    assert [name for name in shown_by_others if f"`{name}`" not in text_of("docs/python.md")] == []


def test_the_examples_in_python_give_what_they_say():
    result = doctest.testfile(
        str(DOCS / "python.md"),
        module_relative=False,
        optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS,
        encoding="utf-8",
    )
    assert result.attempted > 25
    assert result.failed == 0
