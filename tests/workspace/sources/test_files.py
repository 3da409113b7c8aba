"""Which file holds which table; nothing outside the workspace is ever read."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.workspace import read_workspace
from tests.workspace.builders import PROPOSALS, make, one, read, told, workbook

GOALS = "id,title\nG1,Goal\n"


def test_file_names_are_known_in_any_spelling(tmp_path):
    make(tmp_path, goals=GOALS)
    (tmp_path / "proposals.csv").rename(tmp_path / "Proposal.CSV")
    (tmp_path / "goals.csv").rename(tmp_path / "GOALS.Csv")
    workspace = read_workspace(tmp_path)
    assert list(workspace.tables) == ["proposals", "goals"]
    assert workspace.sources["proposals"].file == "Proposal.CSV"


def test_a_folder_may_mix_formats(tmp_path):
    make(tmp_path)
    workbook(
        tmp_path / "intake.xlsx", {"Goals": [["id", "title"], ["G1", "Goal"]], "agenda": [["x"]]}
    )
    pd.DataFrame({"proposal": ["P1"], "goal": ["G1"]}).to_parquet(
        tmp_path / "proposal goals.parquet"
    )
    workspace = read_workspace(tmp_path)
    assert set(workspace.tables) == {"proposals", "goals", "proposal_goals"}
    assert workspace.sources["goals"].label == "intake.xlsx, sheet Goals"
    assert one(workspace, says="the sheet is not used").file == "intake.xlsx, sheet agenda"


def test_a_workbook_may_be_the_whole_workspace(tmp_path):
    path = workbook(
        tmp_path / "intake.xlsx",
        {"Proposals": [["id", "title"], ["P1", "One"]], "goals": [["id"], ["G1"]]},
    )
    make(tmp_path, costs="broken")  # what lies beside it does not belong to it
    (tmp_path / "workspace.toml").write_text('name = "Beside"')
    workspace = read_workspace(path)
    assert set(workspace.tables) == {"proposals", "goals"}
    assert workspace.name == "intake.xlsx"
    assert workspace.config.name == "Beside"


def test_a_workbook_named_like_a_table_needs_no_named_sheet(tmp_path):
    workbook(
        tmp_path / "proposals.xlsx", {"Sheet1": [["id", "title"], ["P1", "One"]], "Sheet2": [["x"]]}
    )
    workspace = read_workspace(tmp_path)
    assert workspace.proposal_ids == ("P1",)
    assert one(workspace, says="the sheet is not used").found == "Sheet2"


def test_hidden_sheets_that_are_no_tables_are_not_mentioned(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "intake.xlsx")) as book:
        book.add_worksheet("proposals").write_column(0, 0, ["id", "P1"])
        book.get_worksheet_by_name("proposals").write_column(0, 1, ["title", "One"])
        book.add_worksheet("Lists").hide()
    assert told(read_workspace(tmp_path), says="not used") == []


def test_the_same_table_twice_is_a_fault(tmp_path):
    make(tmp_path, Proposal=PROPOSALS)
    trouble = one(read_workspace(tmp_path), grade="fault")
    assert (trouble.table, trouble.found) == ("proposals", "Proposal.csv and proposals.csv")


def test_a_file_of_no_table_is_a_finding_with_the_nearest(tmp_path):
    workspace = read(tmp_path, beneffits="a,b\n1,2\n", proposals_2019=PROPOSALS)
    assert "benefits?" in one(workspace, found="beneffits").next_step
    assert one(workspace, found="proposals_2019").file == "proposals_2019.csv"


def test_files_that_are_no_tables_are_not_mentioned(tmp_path):
    make(tmp_path)
    for name in ("README.md", ".hidden.csv", "~$proposals.xlsx", "notes.txt", "picture.png"):
        (tmp_path / name).write_text("x")
    (tmp_path / "folder").mkdir()
    assert told(read_workspace(tmp_path), says="not used") == []


def test_a_format_that_is_not_read_is_told_where_it_is_a_table(tmp_path):
    make(tmp_path)
    (tmp_path / "costs.ods").write_text("x")
    trouble = one(read_workspace(tmp_path), table="costs")
    assert ".ods" in trouble.what


def test_the_missing_table_is_a_fault_that_says_what_to_do(tmp_path):
    trouble = one(read_workspace(tmp_path), grade="fault")
    assert trouble.table == "proposals"
    assert "pmo init" in trouble.next_step


def test_an_address_is_refused_and_not_repeated():
    with pytest.raises(UsageError, match="no address") as refused:
        read_workspace("s3://user:se/cret@bucket/ws")
    assert "cret" not in str(refused.value)


@pytest.mark.parametrize("name", ["nowhere", "a\0b", "x" * 5000])
def test_a_path_that_does_not_exist_is_a_usage_error(tmp_path, name):
    with pytest.raises(UsageError, match="no such workspace"):
        read_workspace(tmp_path / name)


def test_another_file_is_a_usage_error(tmp_path):
    make(tmp_path)
    with pytest.raises(UsageError, match="neither"):
        read_workspace(tmp_path / "proposals.csv")


def test_files_may_be_named(tmp_path):
    config = (
        '[files]\nproposals = "sub/list.csv"\ngoals = { file = "other.xlsx", sheet = "Sheet 2" }\n'
    )
    make(tmp_path, config, proposals="broken")
    make(tmp_path / "sub", proposals="x", list=PROPOSALS)
    workbook(tmp_path / "other.xlsx", {"Sheet 1": [["x"]], "Sheet 2": [["id"], ["G1"]]})
    workspace = read_workspace(tmp_path)
    assert workspace.proposal_ids == ("P1", "P2")
    assert workspace.sources["proposals"].file == "sub/list.csv"
    assert workspace.sources["goals"].label == "other.xlsx, sheet Sheet 2"
    assert one(workspace, says="read from another file").file == "proposals.csv"


def test_sheets_of_the_one_workbook_may_be_named(tmp_path):
    path = workbook(tmp_path / "intake.xlsx", {"Blad 1": [["id", "title"], ["P1", "One"]]})
    (tmp_path / "workspace.toml").write_text('[files]\nproposals = { sheet = "Blad 1" }\n')
    workspace = read_workspace(path)
    assert workspace.proposal_ids == ("P1",)
    assert told(workspace, says="not used") == []


@pytest.mark.parametrize(
    "name",
    [
        "../secret.csv",
        "/etc/passwd",
        "sub/../../secret.csv",
        "..\\secret.csv",
        "C:\\secret.csv",
        "C:secret.csv",
        "\\\\host\\share\\x.csv",
        "link/secret.csv",
        "missing.csv",
        "notes.txt",
        ".",
    ],
)
def test_a_named_file_must_lie_in_the_workspace(tmp_path, name):
    home = make(tmp_path / "home", f"[files]\ngoals = '{name}'\n")
    (tmp_path / "secret.csv").write_text(GOALS)
    (home / "notes.txt").write_text(GOALS)
    (home / "link").symlink_to(tmp_path)
    workspace = read_workspace(home)
    assert "goals" not in workspace.tables
    assert told(workspace, grade="fault", table="goals")
    assert str(tmp_path) not in "".join(map(str, workspace.troubles))


def test_a_missing_sheet_is_a_fault_with_the_nearest(tmp_path):
    make(tmp_path, '[files]\ngoals = { file = "g.xlsx", sheet = "Gaols" }\n')
    workbook(tmp_path / "g.xlsx", {"Goals 1": [["id"]]})
    assert "Goals 1?" in one(read_workspace(tmp_path), grade="fault").next_step


def test_links_folders_and_pipes_are_faults(tmp_path):
    home = make(tmp_path / "home")
    (tmp_path / "elsewhere.csv").write_text(GOALS)
    (home / "goals.csv").symlink_to(tmp_path / "elsewhere.csv")
    (home / "risks.csv").symlink_to(tmp_path / "gone.csv")
    (home / "costs.csv").mkdir()
    (home / "options.xlsx").mkdir()
    os.mkfifo(home / "flow.csv")
    workspace = read_workspace(home)
    assert {trouble.table: trouble.what for trouble in told(workspace, grade="fault")} == {
        "goals": "is a link, and links are not followed",
        "risks": "is a link, and links are not followed",
        "costs": "is a folder, not a file",
        "options": "is a folder, not a file",
        "flow": "is not a plain file",
    }


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the administrator may read everything"
)
def test_a_file_that_may_not_be_read_is_a_fault(tmp_path):
    make(tmp_path, goals=GOALS)
    (tmp_path / "goals.csv").chmod(0)
    assert "cannot be opened" in one(read_workspace(tmp_path), grade="fault", table="goals").what


def test_a_file_that_cannot_be_opened_is_a_fault(tmp_path, monkeypatch):
    make(tmp_path, goals=GOALS)
    read_bytes = Path.read_bytes

    def refuse(path):
        if path.name == "goals.csv":
            raise PermissionError(13, "Permission denied", str(path))
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    trouble = one(read_workspace(tmp_path), grade="fault", table="goals")
    assert (trouble.what, trouble.found) == ("the file cannot be opened", "Permission denied")


def test_the_workspace_itself_may_be_a_link(tmp_path):
    home = make(tmp_path / "home")
    (tmp_path / "link").symlink_to(home)
    assert read_workspace(tmp_path / "link").proposal_ids == ("P1", "P2")


@pytest.mark.parametrize("name", ["Projekte.xls", "liste.ods", "proposals.docx", "goals.numbers"])
def test_files_of_other_kinds_are_told_with_what_to_do(tmp_path, name):
    make(tmp_path)
    (tmp_path / name).write_bytes(b"anything")
    trouble = one(read_workspace(tmp_path), file=name)
    assert "are not read" in trouble.what and ".xlsx" in trouble.next_step


@pytest.mark.parametrize("name", ["client.xls", "client.ods", "client.docx", "client.pdf"])
def test_a_workspace_of_another_kind_is_refused_with_what_to_do(tmp_path, name):
    (tmp_path / name).write_bytes(b"anything")
    with pytest.raises(UsageError, match=r"save it as \.xlsx"):
        read_workspace(tmp_path / name)
