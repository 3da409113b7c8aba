"""Exports imported as a user does it: one command, no question, and again next month."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from pmo_toolkit.core.errors import ExitCode
from pmo_toolkit.intake.importing import import_files
from pmo_toolkit.workspace import read_workspace
from tests.intake.exports.made_exports import NAMES
from tests.intake.exports.made_files import MADE
from tests.intake.sheets.made_xml import capability_model, random_plan

XML = {"plan": random_plan, "model": capability_model}
WITH_PROPOSALS = {"jira cloud", "jira server", "azure devops", "demands", "plan"}


def write(name, folder, seed):
    """An export as a file."""
    if name in XML:
        path = folder / f"{name}.xml"
        path.write_text(XML[name](Random(seed)), encoding="utf-8")
        return path
    made = MADE[name](Random(seed))
    path = folder / made.file
    path.write_bytes(made.text.encode("utf-8"))
    return path


@pytest.mark.parametrize("name", [*MADE, *XML])
def test_an_export_is_imported_without_a_question_and_twice_the_same(name, tmp_path):
    path = write(name, tmp_path, 1)
    workspace = tmp_path / "ws"
    first = import_files(path, workspace)
    assert [
        question.name for question in first.plan.questions if "hours" not in question.name
    ] == []
    if name not in WITH_PROPOSALS:
        (workspace / "proposals.csv").write_text("id,title\nX-1,Invented\n")
    read = read_workspace(workspace)
    assert read.exit_code is ExitCode.OK
    assert read.table(first.plan.merged[0].table).shape[0] > 0
    tables = {table.name: table.read_bytes() for table in workspace.glob("*.csv")}
    again = import_files(path, workspace, recipe=workspace / first.recipe_file)
    assert {table.name: table.read_bytes() for table in workspace.glob("*.csv")} == tables
    assert not any(table.conflicts for table in again.plan.merged)
    for file in filter(Path.is_file, workspace.rglob("*")):
        assert not any(name in file.read_text(encoding="utf-8-sig") for name in NAMES)
