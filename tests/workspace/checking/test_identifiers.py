"""Ids: unique, and fit for file names on every system."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.workspace.checking.identifiers import proposed_id, unfit
from tests.workspace.builders import grave, one, read, told

GOOD = [
    "P1",
    "007",
    "P-01_a",
    "Ärger",
    "项目1",
    "a.b",
    "P 1",
    "x" * 100,
    "CONSOLE",
    "nully",
    "com10",
    "P(1)",
    "a&b",
    "#7",
    "é",
]
BAD = [
    "",
    "../x",
    "a/b",
    "a\\b",
    "..",
    ".",
    ".hidden",
    "CON",
    "con",
    "nul.txt",
    "COM1",
    "lpt9.x",
    "Aux",
    "P1.",
    "x" * 101,
    "项" * 90,
    "a:b",
    "a*b",
    "a?b",
    'a"b',
    "a<b",
    "a|b",
    "a\tb",
    "a\nb",
    "a\x1bb",
    "a\u202eb",
    "a\u200bb",
    "a\ufe0fb",
    "a\u3164",
    "a\ud800b",
    "index.html",
    "Manifest.json",
    "index-2.html",
    "manifest.jsonl",
    "x.pmo-tmp",
    " a",
    "COM¹",
]


@pytest.mark.parametrize("text", GOOD)
def test_fit_ids(text):
    assert unfit(text) is None


@pytest.mark.parametrize("text", BAD)
def test_unfit_ids(text):
    assert unfit(text)


@given(st.text(max_size=250), st.sets(st.sampled_from(["ID", "a-b", "x"])))
def test_a_proposed_id_is_fit_and_new(text, taken):
    proposed = proposed_id(text, taken)
    assert unfit(proposed) is None
    assert proposed.casefold() not in {other.casefold() for other in taken}


@pytest.mark.parametrize(
    ("text", "fit"), [("P/01", "P-01"), ("A: b*c", "A- b-c"), ("CON", "ID-CON"), ("..", "ID")]
)
def test_a_proposed_id_is_near_what_was_written(text, fit):
    assert proposed_id(text, ()) == fit


@given(st.text(max_size=120))
def test_a_fit_id_can_name_a_folder(tmp_path_factory, text):
    if unfit(text) is None:
        folder = tmp_path_factory.mktemp("ids") / text
        folder.mkdir()
        assert folder.parent == folder.resolve().parent


@pytest.mark.parametrize("text", ["../x", "CON", "nul.txt", "P1.", "x" * 101, "a/b"])
def test_an_unfit_id_is_a_row_fault_that_proposes_another(tmp_path, text):
    workspace = read(tmp_path, proposals=f"id,title\nP1,One\n{text},Two\n")
    trouble = one(workspace, grade="row")
    assert workspace.proposal_ids == ("P1",) and workspace.exit_code == 1
    assert unfit(trouble.next_step.split("'")[1]) is None
    assert (trouble.table, trouble.row, trouble.column, trouble.found) == (
        "proposals",
        3,
        "id",
        text,
    )


def test_an_empty_id_is_a_row_fault(tmp_path):
    trouble = one(read(tmp_path, proposals="id,title\n,One\n"), grade="row")
    assert (trouble.what, trouble.row) == ("the id is empty", 2)


def test_the_same_id_twice_is_a_fault_that_shows_both_rows(tmp_path):
    trouble = one(read(tmp_path, proposals="id,title\nP1,One\nP2,x\n P1,Two\n"), grade="fault")
    assert "rows 2 and 4" in trouble.what
    assert (trouble.row, trouble.found) == (4, "P1")


@pytest.mark.parametrize("other", ["p1", "Ｐ1".replace("Ｐ", "p")])
def test_ids_that_differ_only_in_case_are_a_fault(tmp_path, other):
    trouble = one(read(tmp_path, proposals=f"id,title\nP1,One\n{other},Two\n"), grade="fault")
    assert "only in case" in trouble.what
    assert "row 2" in trouble.what


def test_ids_that_differ_only_in_how_an_accent_is_stored_are_a_fault(tmp_path):
    assert told(
        read(tmp_path, proposals="id,title\ncafé,One\ncafe\u0301,Two\n"), grade="fault", row=3
    )


def test_ids_of_every_table_are_checked(tmp_path):
    workspace = read(tmp_path, goals="id\nG1\nG1\n", history="project,title\nH1,x\nh1,y\n")
    assert {trouble.table for trouble in told(workspace, grade="fault")} == {"goals", "history"}


def test_rows_that_say_twice_what_may_be_said_once(tmp_path):
    workspace = read(
        tmp_path,
        goals="id\nG1\n",
        proposal_goals="proposal,goal,contribution\nP1,G1,0.1\nP2,G1,0.2\nP1,G1,0.3\n",
        capacity="role,month,gross_hours\nanalyst,2026-01,10\nAnalyst,January 2026,20\n",
    )
    bad = [
        (trouble.table, trouble.row, trouble.proposal) for trouble in told(workspace, grade="row")
    ]
    assert bad == [("proposal_goals", 4, "P1"), ("capacity", 3, None)]
    assert "rows 2 and 4" in grave(workspace)[0]


def test_very_many_unfit_ids_are_counted_after_the_first_hundred(tmp_path):
    workspace = read(tmp_path, goals="id\n" + "a/b\n" * 500)
    faults = told(workspace, grade="row", table="goals")
    assert len(faults) == 101
    assert "400 further rows" in faults[0].what or "400 further rows" in faults[-1].what


def test_shares_of_services_that_make_no_whole_set_the_row_aside(tmp_path):
    workspace = read(
        tmp_path,
        capabilities="id\nC1\nC2\n",
        services="id,capability\nS1,C1:60%; C2:40%\nS2,C1:60%; C2:30%\nS3,C1:60%; C2\n"
        "S4,C1:half;C2:half\nS5,C1:60%; X:40%\n",
    )
    assert workspace.table("services")["id"].tolist() == ["S1", "S5"]
    faults = {trouble.row: trouble for trouble in told(workspace, table="services", grade="row")}
    assert sorted(faults) == [3, 4, 5]
    assert faults[3].what == "it cannot be told how its cost is shared: the shares add to 90 %"
    assert (faults[3].column, faults[3].found) == ("capability", "C1:60%; C2:30%")
    assert "together 100 %, as in C-1:60%; C-2:40%" in faults[3].expected
    assert "C2 has no share" in faults[4].what and "'C1:half' is no number" in faults[5].what
    assert one(workspace, table="services", says="the row is used").found == "X"
