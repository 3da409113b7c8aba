"""Headers below a title: found, told with the line to write, and read where that is written."""

from __future__ import annotations

import pytest

from pmo_toolkit.workspace import read_workspace
from tests.workspace.builders import grave, make, one, read, workbook


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Projektliste 2026\n\nid,title,class\nP1,a,migration\n", 3),
        ("Intake,,\nas of,1 May,\nRef,Name,Budget (T€)\nP1,a,5\n", 3),
        ("Projektliste 2026\nNummer,Bezeichnung,Kosten\nP1,a,3\n", 2),
        ("Liste;;\nid;title;class\nP1;a;migration\n", 2),
    ],
)
def test_headers_below_a_title_are_a_fault_that_says_what_to_declare(tmp_path, text, row):
    trouble = one(read(tmp_path, proposals=text), grade="fault")
    assert trouble.row == 1 and f"row {row}" in trouble.expected
    assert f'{{ file = "proposals.csv", header_row = {row} }}' in trouble.next_step


def test_the_line_that_is_named_is_the_one_that_helps(tmp_path):
    text = "Projektliste 2026\n\nid,title,class\nP1,a,migration\n"
    line = one(read(tmp_path, proposals=text), grade="fault").next_step
    entry = line.removeprefix("Write [files] ").split(" in workspace.toml")[0]
    workspace = read(tmp_path, f"[files]\n{entry}\n", proposals=text)
    assert grave(workspace) == []
    assert workspace.table("proposals")[["id", "_row"]].to_numpy().tolist() == [["P1", 4]]


def test_a_header_row_alone_is_enough_where_the_file_is_found_by_its_name(tmp_path):
    text = "Title\nid,title\nP1,a\n"
    workspace = read(tmp_path, "[files]\nproposals = { header_row = 2 }\n", proposals=text)
    assert workspace.proposal_ids == ("P1",) and grave(workspace) == []


def test_a_sheet_of_a_workbook_has_its_header_row_too(tmp_path):
    rows = [["Projekte"], [], ["id", "title"], ["P1", "a"]]
    book = workbook(tmp_path / "intake.xlsx", {"Projekte": rows})
    config = '[files]\nproposals = { sheet = "Projekte", header_row = 3 }\n'
    (tmp_path / "workspace.toml").write_text(config)
    workspace = read_workspace(book)
    assert workspace.proposal_ids == ("P1",) and grave(workspace) == []


@pytest.mark.parametrize("row", ["2", "99", "0", '"3"', "2.5"])
def test_a_header_row_that_cannot_be_is_a_fault(tmp_path, row):
    text = "Title\n\nid,title\nP1,a\n"
    make(tmp_path, f"[files]\nproposals = {{ header_row = {row} }}\n", proposals=text)
    workspace = read_workspace(tmp_path)
    assert workspace.exit_code == 2
    assert any("row" in str(trouble.next_step) for trouble in workspace.troubles)


def test_duplicate_headers_that_nobody_uses_are_a_finding(tmp_path):
    workspace = read(tmp_path, proposals="id,title,Sprint,sprint\nP1,a,1,2\n")
    assert "neither is used" in one(workspace, column="sprint").what
    assert grave(workspace) == []
    both = read(tmp_path, proposals="id,title,size,Size\nP1,a,1,2\n")
    assert one(both, grade="fault").column == "Size"


def test_a_cost_driver_that_stands_twice_is_not_used(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,sites,sites\nP1,a,1,2\n",
        history="project,sites\nH1,1\nH2,2\n",
    )
    assert workspace.extra_drivers == () and grave(workspace) == []
