"""Rows that do not fit together: said twice, or at odds with each other."""

from __future__ import annotations

import pytest

from tests.workspace.builders import one, read, told

OPTIONS = "id,proposal,kind\nO1,P1,build\nO2,P2,SaaS\n"
COSTS = "option,element,low,mode,high\n"


def test_a_row_that_repeats_another_is_a_finding_since_both_count(tmp_path):
    rows = "O1,Licence,1,2,3\nO1,Work,1,2,3\nO2,Licence,1,2,3\nO1,Licence,1.0,2,3\n"
    workspace = read(tmp_path, options=OPTIONS, costs=COSTS + rows)
    trouble = one(workspace, says="say the same")
    assert (trouble.table, trouble.row, trouble.column, trouble.found, trouble.proposal) == (
        "costs",
        5,
        "element",
        "Licence",
        "P1",
    )
    assert "rows 2 and 5" in trouble.what and trouble.expected and trouble.next_step
    assert len(workspace.table("costs")) == 4 and workspace.exit_code == 0


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("benefits", "proposal,title,mode\nP1,Saved,5\nP1,Saved,5\n"),
        ("risks", "proposal,title,probability\nP1,Late,.5\nP1,Late,50 %\n"),
        ("demand", "option,role,months\nO1,Tester,3\nO1,Tester,3\n"),
        ("in_flight", "project,role,hours_per_month\nF1,Tester,3\nF1,Tester,3\n"),
    ],
)
def test_so_it_is_in_every_table_whose_rows_add_up(tmp_path, table, text):
    assert one(read(tmp_path, options=OPTIONS, **{table: text}), says="say the same").table == table


def test_rows_that_differ_in_anything_are_none(tmp_path):
    rows = "O1,Licence,1,2,3\nO1,Licence,1,2,4\nO2,Licence,1,2,3\n"
    assert not told(read(tmp_path, options=OPTIONS, costs=COSTS + rows), says="say the same")


def test_a_second_option_of_doing_nothing_is_told(tmp_path):
    options = "id,proposal,kind\nO1,P1,nothing\nO2,P1,build\nO3,P1,nothing\nO4,P2,nothing\n"
    trouble = one(read(tmp_path, options=options), says="doing nothing")
    assert (trouble.row, trouble.column, trouble.found, trouble.proposal) == (4, "kind", "O3", "P1")
    assert "row 2" in trouble.what and trouble.next_step


@pytest.mark.parametrize(
    ("start", "finish", "odd"),
    [
        ("2028-03", "2027-01", True),
        ("2027-03", "2027-03", False),
        ("2027", "2027-06", False),
        ("", "2020", False),
    ],
)
def test_a_finish_before_the_start_is_told(tmp_path, start, finish, odd):
    workspace = read(
        tmp_path, proposals=f"id,title,start_window,wanted_finish\nP1,a,{start},{finish}\n"
    )
    found = told(workspace, says="lies before the start")
    assert [(each.row, each.column, each.proposal) for each in found] == [
        (2, "wanted_finish", "P1")
    ] * odd
