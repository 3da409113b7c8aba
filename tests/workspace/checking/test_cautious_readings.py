"""What options and budgets leave open, or say too soon, is told with its rows."""

from __future__ import annotations

import pytest

from tests.workspace.builders import one, read, told

ACTIVITIES = (
    "proposal,option,activity,duration_days_low,duration_days_mode,duration_days_high\n"
    "P1,O1,Build,100,120,200\nP1,,Train,30,40,50\n"
)


def test_scopes_that_are_not_stated_are_one_finding_with_all_rows(tmp_path):
    options = (
        "id,proposal,kind,scope\nO0,P1,nothing,\nO1,P1,build,whole\nO2,P1,SaaS,\nO3,P2,minimum,\n"
    )
    found = one(read(tmp_path, options=options), says="how much of the proposal")
    assert (found.table, found.row, found.column) == ("options", 4, "scope")
    assert "rows 4 and 5" in found.what and found.expected and found.next_step


def test_a_budget_that_does_not_say_what_it_covers_is_told(tmp_path):
    proposals = (
        "id,title,requested_budget,requested_budget_covers\n"
        "P1,One,1000,\nP2,Two,2000,project\nP3,Three,,\n"
    )
    found = one(read(tmp_path, proposals=proposals), says="what the budget covers")
    assert (found.row, found.column, found.proposal) == (2, "requested_budget_covers", "P1")
    assert "held against the cost of the whole life" in found.what


@pytest.mark.parametrize(("months", "early"), [("3", True), ("4", False), ("0", True), ("", False)])
def test_a_first_benefit_before_the_work_can_be_done_is_told(tmp_path, months, early):
    options = (
        f"id,proposal,kind,scope,months_to_benefit\nO1,P1,build,whole,{months}\n"
        "O2,P1,SaaS,whole,1\nO3,P2,SaaS,whole,0\n"
    )
    found = told(
        read(tmp_path, options=options, activities=ACTIVITIES), says="first benefit comes before"
    )
    # O2 has the activity of no option alone (30 days), and P2 has none.
    assert [each.row for each in found] == [2] * early
    assert all(each.proposal == "P1" and each.expected and each.next_step for each in found)


@pytest.mark.parametrize(
    ("listed", "unknown"),
    [("G-1", None), ("G-1; G-2", None), ("", None), ("G-1,G-9", "G-9"), ("X; G-8", "X, G-8")],
)
def test_goals_of_an_option_that_no_table_holds_are_told(tmp_path, listed, unknown):
    options = f'id,proposal,kind,goals\nO1,P1,build,G-2\nO2,P1,SaaS,"{listed}"\n'
    workspace = read(
        tmp_path, options=options, goals="id,title\nG-1,Fewer leaks\nG-2,Less energy\n"
    )
    found = told(workspace, says="names goals")
    assert [(each.row, each.column, each.found, each.proposal) for each in found] == [
        (3, "goals", unknown, "P1")
    ] * (unknown is not None)
    assert all(each.next_step for each in found) and len(workspace.table("options")) == 2


@pytest.mark.parametrize(
    ("closed", "number"),
    [("2026-03-05T10:00+01:00", 1), ("2026-03-05 10:00", 1), ("2026-03-05T10:00Z", 0), ("", 0)],
)
def test_moments_of_several_time_zones_are_counted(tmp_path, closed, number):
    rows = f"ticket,opened,closed\n1,2026-03-04T23:30Z,{closed}\n2,2026-03-04T11:30Z,2026-03-06\n"
    found = told(read(tmp_path, tickets=rows), says="time zones", grade="finding")
    assert len(found) == number
    assert all("Z (2 cells)" in trouble.found for trouble in found)
