"""From the tables of a workspace to a problem of scheduling."""

from __future__ import annotations

import pytest

from pmo_toolkit.analysis.scheduling.shapes import Link
from pmo_toolkit.assessment.scheduling.problem import AssessedBefore
from pmo_toolkit.assessment.scheduling.shapes import LeftOutReason
from pmo_toolkit.core.errors import UsageError
from tests.assessment.scheduling.portfolios import (
    CAPACITY,
    IN_FLIGHT,
    OPTIONS,
    PROPOSALS,
    PUNCTUAL,
    TIES,
    capacity,
    demand,
    options,
    problem,
    proposals,
    two_for_one_role,
)


def activity(found, name):
    return next(own for own in found.problem.activities if own.id == name)


def reasons(found):
    return {gone.proposal: gone.reason for gone in found.left_out}


def test_roles_are_resources_and_options_modes(tmp_path):
    found = problem(tmp_path, **two_for_one_role())
    (resource,) = found.problem.resources
    assert (resource.id, resource.capacity, resource.changes) == ("analyst", 100, ())
    own = activity(found, "P1")
    assert [(mode.id, mode.duration, mode.profile) for mode in own.modes] == [
        ("O-P1", 2, {"analyst": (100, 100)})
    ]
    assert found.problem.unit == "months"
    assert found.left_out == found.findings == found.questions == ()


def test_work_under_way_is_fixed_and_is_waited_for(tmp_path):
    found = problem(
        tmp_path,
        **two_for_one_role(
            in_flight=IN_FLIGHT + "F1,Old work,analyst,40,2027-01-31,,\n"
            "F2,Over,analyst,5,2026-11-30,2026-01-01,\n",
            history=PUNCTUAL,
            dependencies=TIES + "P1,F1,requires,30,\nP2,P1,requires,,\n",
        ),
    )
    fixed = activity(found, "F1")
    assert (fixed.fixed_start, fixed.modes[0].duration) == (0, 2)
    assert fixed.modes[0].demand == {"analyst": 40}
    assert activity(found, "P1").links == (Link("F1", 1),)
    assert activity(found, "P2").links == (Link("P1", 0),)


def test_a_start_window_is_a_release_and_a_wanted_finish_only_a_wish(tmp_path):
    tables = two_for_one_role(
        proposals=PROPOSALS + "P1,One,Finance,2027-03,2027-01-31\nP2,Two,Finance,2020-01,\n"
    )
    found = problem(tmp_path, **tables)
    assert (activity(found, "P1").release, activity(found, "P2").release) == (3, 0)
    assert activity(found, "P1").due is None
    assert found.proposals[0].wanted_finish == "2027-01-31"


def test_without_a_preference_all_options_of_the_whole_are_ways_of_doing_it(tmp_path):
    rows = (
        "A,P1,build,Build,whole,\nB,P1,SaaS,Rent,whole,\nC,P1,minimum,Less,part,\n"
        "D,P1,nothing,Nothing,nothing,\nE,P2,minimum,Less,part,\n"
    )
    tables = two_for_one_role(
        options=OPTIONS + rows,
        demand=demand(*(f"{name},analyst,50,1,2" for name in "ABCE")),
    )
    found = problem(tmp_path / "1", **tables)
    assert [mode.id for mode in activity(found, "P1").modes] == ["A", "B"]
    assert [work.is_part for work in found.proposals[1].options] == [True]
    chosen = AssessedBefore(preferred={"P1": "C"})
    found = problem(tmp_path / "2", assessed=chosen, **tables)
    assert [mode.id for mode in activity(found, "P1").modes] == ["C"]
    assert found.proposals[0].is_preferred
    nothing = AssessedBefore(preferred={"P1": "D"})
    assert reasons(problem(tmp_path / "3", assessed=nothing, **tables)) == {
        "P1": LeftOutReason.NOTHING_PREFERRED
    }
    with pytest.raises(UsageError, match=r"'Z' is preferred for P1.*A, B, C and D"):
        problem(tmp_path / "4", assessed=AssessedBefore(preferred={"P1": "Z"}), **tables)


def test_a_role_whose_capacity_nobody_states_is_asked_for_and_no_limit(tmp_path):
    tables = two_for_one_role(demand=demand("O-P1,analyst,100,1,2", "O-P2,oracle,900,1,2"))
    found = problem(tmp_path, **tables)
    assert found.without_capacity == {"oracle": ("P2",)}
    assert activity(found, "P2").modes[0].profile == {}
    (question,) = found.questions
    assert question.department == "Whoever plans the role oracle"
    assert "P2" in question.effect


def test_a_proposal_whose_demand_nobody_states_is_placed_by_its_length_and_asked(tmp_path):
    tables = two_for_one_role(
        options=OPTIONS + "O-P1,P1,build,Build,whole,\nO-P2,P2,build,Build,whole,3\n",
        demand=demand("O-P1,analyst,100,1,2"),
    )
    found = problem(tmp_path / "1", **tables)
    assert activity(found, "P2").modes[0].duration == 3
    assert "Whom does “Proposal P2” take" in found.questions[0].text
    tables["options"] = options("P1", "P2")
    found = problem(tmp_path / "2", **tables)
    assert reasons(found) == {"P2": LeftOutReason.NOT_STATED}
    assert found.questions[0].effect == "It can then be planned."


def test_faults_and_work_under_way_are_left_out_with_their_reasons(tmp_path):
    tables = two_for_one_role(
        proposals=proposals("P1", "P2", "P3", "P4"),
        demand=demand("O-P1,analyst,100,1,2") + "O-P2,analyst,9,5,7,1,2\n",
        in_flight=IN_FLIGHT + "P4,Begun,analyst,10,2027-01-31,,\n",
    )
    found = problem(tmp_path, **tables)
    assert reasons(found) == {
        "P2": LeftOutReason.ROW_FAULT,
        "P3": LeftOutReason.NO_OPTION,
        "P4": LeftOutReason.UNDER_WAY,
    }
    assert found.left_out[0].rows == (3,)
    assert any("P2 stands in no plan" in str(trouble) for trouble in found.findings)


def test_what_a_role_never_has_is_spread_over_more_months_or_left_out(tmp_path):
    asks = ("O-P1,analyst,120,1,4", "O-P2,analyst,400,1,2")
    found = problem(tmp_path, **two_for_one_role(demand=demand(*asks)))
    assert activity(found, "P1").modes[0].profile == {"analyst": (96,) * 5}
    assert found.proposals[0].options[0].spread == 1
    assert reasons(found) == {"P2": LeftOutReason.TOO_MUCH}
    assert found.left_out[0].rows == (3,)
    assert "asks for 400 hours of the role analyst in one month" in found.left_out[0].why
    assert any("spread over 1\u00a0month more" in trouble.what for trouble in found.findings)


def test_work_under_way_that_takes_more_than_there_is_is_a_finding(tmp_path):
    busy = IN_FLIGHT + "F1,Old work,analyst,140,2027-01-31,,\n"
    found = problem(tmp_path, **two_for_one_role(in_flight=busy, history=PUNCTUAL))
    assert found.problem.resources[0].changes == ((2, 100),)
    assert found.problem.resources[0].capacity == 140
    (trouble,) = found.findings
    assert "2026-12 and 2027-01" in trouble.what
    assert trouble.rows == (2,)


def test_demand_beyond_the_stated_months_goes_on_with_what_is_usual(tmp_path):
    tables = two_for_one_role(demand=demand("O-P1,analyst,90,1,12", "O-P2,analyst,5,1,2"))
    found = problem(tmp_path, **tables)
    assert activity(found, "P1").modes[0].duration == 12
    assert found.left_out == ()


def test_who_is_not_assessed_counts_as_the_middle_of_those_who_are(tmp_path):
    tables = two_for_one_role(
        proposals=proposals("P1", "P2", "P3", "P4"),
        options=options("P1", "P2", "P3", "P4"),
        demand=demand(*(f"O-P{number},analyst,100,1,2" for number in (1, 2, 3, 4))),
    )
    worth = AssessedBefore(worth={"P1": 1000.0, "P2": 3000.0, "P3": -50.0})
    found = problem(tmp_path, assessed=worth, **tables)
    assert [own.weight for own in found.problem.activities] == [0.5, 1.5, 0.01, 1.0]


def test_a_workspace_without_any_of_the_tables_plans_nothing_and_says_why(tmp_path):
    found = problem(tmp_path)
    assert found.problem.activities == ()
    assert set(reasons(found).values()) == {LeftOutReason.NO_OPTION}


def test_months_that_capacity_leaves_out_in_the_middle_are_found(tmp_path):
    tables = two_for_one_role(capacity=CAPACITY + capacity("analyst", 100, None, 80, 100))
    found = problem(tmp_path, **tables)
    assert found.roles[0].filled == ("2027-01",)
    assert found.findings[0].table == "capacity"
