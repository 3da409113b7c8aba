"""What a plan asks, and what is odd in the rows that it was made from."""

from __future__ import annotations

from pmo_toolkit.assessment.scheduling.shapes import LeftOutReason
from tests.assessment.scheduling.portfolios import (
    IN_FLIGHT,
    OPTIONS,
    PUNCTUAL,
    demand,
    options,
    problem,
    two_for_one_role,
)


def activity(found, name):
    return next(own for own in found.problem.activities if own.id == name)


def reasons(found):
    return {gone.proposal: gone.reason for gone in found.left_out}


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


def test_work_under_way_that_takes_more_than_there_is_is_a_finding(tmp_path):
    busy = IN_FLIGHT + "F1,Old work,analyst,140,2027-01-31,,\n"
    found = problem(tmp_path, **two_for_one_role(in_flight=busy, history=PUNCTUAL))
    assert found.problem.resources[0].changes == ((2, 100),)
    assert found.problem.resources[0].capacity == 140
    (trouble,) = found.findings
    assert "2026-12 and 2027-01" in trouble.what
    assert trouble.rows == (2,)
