"""Bounds, order, references, and what a faulty row takes with it."""

from __future__ import annotations

import pytest

from pmo_toolkit.workspace import read_workspace
from tests.workspace.builders import grave, make, one, read, told

OPTIONS = "id,proposal,kind,term_months\nO1,P1,build,60\nO2,P2,SaaS,{}\n"
COSTS = "option,element,low,mode,high\n"


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("requested_budget", "-5", "at least 0"),
        ("requested_budget", "(5)", "at least 0"),
        ("team_experience", "6", "at most 5"),
        ("team_experience", "0", "at least 1"),
        ("interface_count", "-1", "at least 0"),
        ("price_year", "1066", "at least 1950"),
    ],
)
def test_a_value_outside_its_bounds_is_not_assessed(tmp_path, column, cell, expected):
    workspace = read(tmp_path, proposals=f"id,title,{column}\nP1,a,{cell}\n")
    trouble = one(workspace, grade="finding", says="possible")
    assert (trouble.row, trouble.column, trouble.found, trouble.expected) == (
        2,
        column,
        cell,
        expected,
    )
    assert trouble.proposal == "P1"
    assert workspace.table("proposals")[column].isna().all() and workspace.exit_code == 0


def test_all_of_them_are_told_at_once(tmp_path):
    workspace = read(
        tmp_path, proposals="id,title,size,user_count\nP1,a,-1,-2\nP2,b,3,x\nP3,c,-4,5\n"
    )
    assert [(t.rows, t.column) for t in told(workspace, says="possible")] == [
        ((2, 4), "size"),
        ((), "user_count"),
    ]
    assert one(workspace, found="x").row == 3
    assert workspace.table("proposals")["size"].fillna(0).tolist() == [0, 3, 0]
    assert workspace.table("proposals")["user_count"].fillna(0).tolist() == [0, 0, 5]
    assert workspace.failed == {}


def test_a_share_above_one_says_how_to_write_it(tmp_path):
    workspace = read(
        tmp_path,
        goals="id\nG1\n",
        proposal_goals="proposal,goal,contribution\nP1,G1,40\nP2,G1,40 %\n",
    )
    assert "40 %" in one(workspace, column="contribution").next_step
    assert workspace.table("proposal_goals")["contribution"].fillna(9).tolist() == [9, 0.4]


def test_a_term_of_no_months_is_told_of_its_proposal(tmp_path):
    trouble = one(read(tmp_path, options=OPTIONS.format(0)), says="possible")
    assert (trouble.row, trouble.column, trouble.proposal) == (3, "term_months", "P2")


@pytest.mark.parametrize(
    ("low", "mode", "high", "good"),
    [
        ("1", "2", "3", True),
        ("1", "1", "1", True),
        ("", "2", "3", True),
        ("1", "", "3", True),
        ("1", "", "", True),
        ("3", "2", "1", False),
        ("1", "3", "2", False),
        ("5", "", "3", False),
        ("", "5", "3", False),
    ],
)
def test_a_range_goes_from_low_to_high(tmp_path, low, mode, high, good):
    workspace = read(
        tmp_path, options=OPTIONS.format(1), costs=f"{COSTS}O1,x,{low},{mode},{high}\n"
    )
    faults = told(workspace, grade="row")
    assert (faults == []) is good
    if not good:
        assert (faults[0].row, faults[0].proposal, faults[0].expected) == (
            2,
            "P1",
            "low ≤ mode ≤ high",
        )
        assert all(part in faults[0].found for part in (low, mode, high))


def test_days_that_run_backwards_are_a_row_fault(tmp_path):
    workspace = read(
        tmp_path,
        history=(
            "project,start_date,finish_date\nH1,2020-01-01,2019-01-01\nH2,2019-01-01,2019-01-01\n"
        ),
        flow="team,started,done\na,2020-01-02,2020-01-01\n",
    )
    assert [(t.table, t.row) for t in told(workspace, grade="row")] == [("history", 2), ("flow", 2)]
    assert workspace.failed == {}
    assert workspace.table("history")["project"].tolist() == ["H2"]


def test_a_row_that_points_at_itself_is_a_row_fault(tmp_path):
    workspace = read(tmp_path, capabilities="id,parent\nC1,C1\nC2,C1\n")
    assert [(t.table, t.row) for t in told(workspace, grade="row")] == [("capabilities", 2)]


def test_an_unknown_reference_is_a_row_fault_with_the_nearest(tmp_path):
    workspace = read(
        tmp_path, options="id,proposal,kind\nO1,P11,build\n", risks="proposal\np1\nX\n"
    )
    assert [(t.table, t.row, t.found) for t in told(workspace, grade="row")] == [
        ("options", 2, "P11"),
        ("risks", 2, "p1"),
        ("risks", 3, "X"),
    ]
    assert "P1?" in told(workspace, table="risks", row=2)[0].next_step


def test_zeros_that_a_spreadsheet_lost_are_suggested(tmp_path):
    workspace = read(tmp_path, proposals="id,title\n007,a\n", risks="proposal\n7\n")
    assert "007?" in one(workspace, grade="row").next_step


def test_references_to_an_absent_table_are_one_finding(tmp_path):
    workspace = read(tmp_path, benefits="proposal,goal\nP1,G1\nP1,G2\nP2,G1\n")
    assert grave(workspace) == []
    trouble = one(workspace, table="benefits", column="goal")
    assert trouble.found == "G1 · G2"
    assert "goals" in trouble.what
    assert workspace.table("benefits")["goal"].tolist() == ["G1", "G2", "G1"]


def test_a_dependency_may_lead_to_a_proposal_or_to_work_in_flight(tmp_path):
    text = "from,to,type\nP1,P2,requires\nP1,F1,requires\nP2,F9,requires\n"
    with_flight = read(tmp_path / "a", dependencies=text, in_flight="project\nF1\n")
    assert one(with_flight, says="kept as it stands").row == 4
    without = read(tmp_path / "b", dependencies=text)
    assert grave(without) == []
    assert "in_flight" in one(without, table="dependencies", column="to").what


def test_a_faulty_option_does_not_make_its_costs_faulty(tmp_path):
    costs = COSTS + "".join(f"O2,element {i},1,2,3\n" for i in range(30)) + "O1,x,1,2,3\n"
    workspace = read(
        tmp_path,
        options=OPTIONS.format("60").replace("SaaS", "?"),
        costs=costs,
        demand="option,role\nO2,analyst\nO1,analyst\n",
    )
    fault = one(workspace, grade="row")
    assert (fault.table, fault.row, fault.proposal) == ("options", 3, "P2")
    assert workspace.failed == {"P2": (fault,)}
    assert workspace.table("costs")["option"].tolist() == ["O1"]
    assert workspace.table("demand")["option"].tolist() == ["O1"]
    assert "set aside with them" in one(workspace, table="costs", says="hangs on").what


def test_a_faulty_cost_fails_the_proposal_of_its_option(tmp_path):
    workspace = read(tmp_path, options=OPTIONS.format(12), costs=COSTS + "O1,x,1,2,3\nO2,y,3,2,1\n")
    assert list(workspace.failed) == ["P2"]
    assert workspace.table("proposals")["id"].tolist() == ["P1", "P2"]
    assert workspace.table("options")["id"].tolist() == ["O1", "O2"]


def test_a_faulty_activity_fails_its_proposal(tmp_path):
    head = (
        "proposal,activity,predecessors,duration days low,duration days mode,duration days high\n"
    )
    workspace = read(tmp_path, activities=head + "P1,A,,9,5,12\nP1,B,A,4,2,3\nP2,A,,1,2,3\n")
    assert [(t.row, t.proposal) for t in told(workspace, table="activities", grade="row")] == [
        (2, "P1"),
        (3, "P1"),
    ]
    assert list(workspace.failed) == ["P1"]
    assert workspace.table("activities")["proposal"].tolist() == ["P2"]


def test_a_faulty_proposal_is_still_one_to_depend_on(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,size\nP1,,5\nP2,b,1\n",
        dependencies="from,to,type\nP2,P1,requires\n",
        options="id,proposal,kind\nO1,P1,build\n",
    )
    assert list(workspace.failed) == ["P1"]
    assert workspace.proposal_ids == ("P1", "P2")
    assert workspace.table("proposals")["id"].tolist() == ["P2"]
    assert len(workspace.table("dependencies")) == 1
    assert len(workspace.table("options")) == 1


def test_a_faulty_capability_is_taken_out_of_what_hangs_on_it(tmp_path):
    workspace = read(
        tmp_path,
        capabilities="id,parent\nC1,C1\nC2,\n",
        proposal_capabilities="proposal,capability\nP1,C1\nP2,C2\n",
        services="id,capability\nS1,C1\nS2,C2\n",
    )
    assert workspace.failed == {}
    assert workspace.table("proposal_capabilities")["capability"].tolist() == ["C2"]
    assert workspace.table("services")["capability"].fillna("").tolist() == ["", "C2"]
    assert "kept without them" in one(workspace, table="services", says="hangs on").what


def test_a_cell_may_list_several_ids_and_unknown_ones_among_them_are_told(tmp_path):
    workspace = read(
        tmp_path,
        capabilities="id,parent\nC1,C1\nC2,\nC3,\n",
        services="id,capability\nS1,C2; C3\nS2,C2;X\nS3,X;Y\nS4,C1;C3\nS5,C2;C1\n",
    )
    services = workspace.table("services")
    found = dict(zip(services["id"], services["capability"], strict=True))
    # C1 has a fault; its part of S4 and S5 is not laid on what stands beside it
    assert found == {"S1": "C2; C3", "S2": "C2;X", "S4": "C1;C3", "S5": "C2;C1"}
    partly = one(workspace, table="services", says="the row is used")
    assert (partly.row, partly.found) == (3, "X")
    assert [t.row for t in told(workspace, table="services", grade="row")] == [4]


def test_references_to_an_unusable_table_are_not_judged(tmp_path):
    make(tmp_path, risks="proposal\nP1\n")
    (tmp_path / "proposals.csv").write_bytes(b"id,title\nP1,\xff\n")
    workspace = read_workspace(tmp_path)
    assert [t.table for t in told(workspace, grade="fault")] == ["proposals"]
    assert told(workspace, grade="row") == []
    assert told(workspace, says="no such table") == []


def test_every_row_fault_says_what_to_do_next(tmp_path):
    workspace = read(
        tmp_path,
        proposals="id,title,requested_budget,size\nP1,a,-5,1e300\nP2,,1,2\n",
        options=OPTIONS.format(0) + "O3,P9,build,6\n",
        costs=f"{COSTS}O1,x,3,2,1\nXX,x,1,2,3\n",
        dependencies="from,to,type\nP1,P1,requires\n",
    )
    faults = told(workspace, grade="row")
    assert len(faults) == 4
    assert [
        str(each)
        for each in faults
        if not (each.row and each.found and each.expected and each.next_step)
    ] == []


def test_a_number_so_large_that_sums_would_overflow_is_not_read(tmp_path):
    workspace = read(
        tmp_path, options=OPTIONS.format(6), costs=f"{COSTS}O1,x,1,2,2e15\nO1,y,1,2,1e15\n"
    )
    trouble = one(workspace, column="high")
    assert trouble.row == 2 and "too large" in trouble.what
    assert workspace.table("costs")["high"].fillna(0).tolist() == [0, 1e15]


def test_a_reference_to_xx_is_one_like_any_other(tmp_path):
    tables = {
        "services": "id,title\nS-1,Payroll\n",
        "service_costs": "service,month,amount\nS-1,2026-01,1\nXX,2026-01,1\nS-9,2026-01,1\n",
        "tickets": "id,service,opened\nT-1,XXX,2026-01-01\nT-2,S-9,2026-01-01\n",
    }
    found = [one for one in read(tmp_path / "none", **tables).troubles if one.column == "service"]
    told = {(one.table, one.grade, one.what.partition(":")[0]) for one in found}
    assert {table for table, _, _ in told} == {"service_costs", "tickets"} and len(told) == 2
    assert all("names something that services do" in what for _, _, what in told)
    known = read(tmp_path / "known", **{**tables, "services": "id,title\nS-1,One\nXX,Two\n"})
    assert known.table("service_costs")["service"].tolist() == ["S-1", "XX"]
    blank = read(
        tmp_path / "tbd", **{**tables, "tickets": "id,service,opened\nT-1,TBD,2026-01-01\n"}
    )
    assert any("not known yet" in one.what for one in blank.troubles if one.table == "tickets")
