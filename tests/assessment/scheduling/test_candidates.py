"""Which proposals can be planned by their own rows, and with which options."""

from __future__ import annotations

import pytest

from pmo_toolkit.assessment.scheduling.problem import AssessedBefore
from pmo_toolkit.assessment.scheduling.shapes import LeftOutReason
from pmo_toolkit.core.errors import UsageError
from tests.assessment.scheduling.portfolios import (
    IN_FLIGHT,
    OPTIONS,
    demand,
    problem,
    proposals,
    two_for_one_role,
)


def activity(found, name):
    return next(own for own in found.problem.activities if own.id == name)


def reasons(found):
    return {gone.proposal: gone.reason for gone in found.left_out}


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


def test_a_workspace_without_any_of_the_tables_plans_nothing_and_says_why(tmp_path):
    found = problem(tmp_path)
    assert found.problem.activities == ()
    assert set(reasons(found).values()) == {LeftOutReason.NO_OPTION}
