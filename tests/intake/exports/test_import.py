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


def test_next_month_s_incidents_update_those_that_were_open(tmp_path):
    file, workspace = tmp_path / "incident.csv", tmp_path / "ws"
    headers = "number,opened_at,short_description,state,category,closed_at,assignment_group\n"
    row = "{},2026-03-02 09:05:00,Mail,{},Network,{},Desk\n"
    one, two = "INC0010001", "INC0010002"
    file.write_text(headers + row.format(one, "New", "") + row.format(two, "New", ""))
    first = import_files(file, workspace)
    closed = row.format(one, "Closed", "2026-04-01 10:00:00")
    file.write_text(headers + closed + row.format(two, "New", ""))
    again = import_files(file, workspace, recipe=workspace / first.recipe_file)
    (table,) = again.plan.merged
    assert (table.added, table.updated) == ((), (one,))
    rows = [dict(zip(table.headers, record, strict=True)) for record in table.records]
    assert [(row["ticket"], row["closed"]) for row in rows] == [(one, "2026-04-01"), (two, "")]


def test_next_month_s_new_words_follow_the_recipe(tmp_path):
    file, workspace = tmp_path / "Jira.csv", tmp_path / "ws"
    headers = "Issue Type,Issue key,Issue id,Summary,Status,Resolution,Created,Resolved\n"
    row = "{},PAY-{},1,Pay,Done,{},2026-03-02 09:05,2026-03-12 10:00\n"
    file.write_text(headers + row.format("Story", 1, "Done"))
    first = import_files(file, workspace)
    file.write_text(
        headers
        + row.format("Story", 1, "Done")
        + row.format("Improvement", 2, "Fixed")
        + row.format("Story", 3, "Won't Do")
        + row.format("Sub-task", 4, "Done")
    )
    again = import_files(file, workspace, recipe=workspace / first.recipe_file)
    assert again.plan.merged[0].added == ("PAY, PAY-2",)
