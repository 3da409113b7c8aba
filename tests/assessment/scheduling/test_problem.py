"""From the tables of a workspace to a problem of scheduling."""

from __future__ import annotations

from pmo_toolkit.analysis.scheduling.shapes import Link
from pmo_toolkit.assessment.scheduling.problem import AssessedBefore
from tests.assessment.scheduling.portfolios import (
    CAPACITY,
    IN_FLIGHT,
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


def test_months_that_capacity_leaves_out_in_the_middle_are_found(tmp_path):
    tables = two_for_one_role(capacity=CAPACITY + capacity("analyst", 100, None, 80, 100))
    found = problem(tmp_path, **tables)
    assert found.roles[0].gaps == (1,)
    assert found.findings[0].table == "capacity"


def test_hours_of_work_that_nobody_states_count_in_plans_as_in_reports(tmp_path):
    tables = two_for_one_role()
    rows = "F1,Old,analyst,,,,\nF2,Other,analyst,30,2027-02-28,2026-11-01,10\n"
    found = problem(tmp_path, **{**tables, "in_flight": IN_FLIGHT + rows})
    # F1 takes the 30 that other work takes; both are asked about, and nothing is overbooked
    assert {work.project: dict(work.hours) for work in found.running} == {
        "F1": {"analyst": 30},
        "F2": {"analyst": 30},
    }
    texts = [question.text for question in found.questions]
    assert "How many hours a month does F1 (Old) take of the role analyst?" in texts
    alone = problem(
        tmp_path / "alone", **{**tables, "in_flight": IN_FLIGHT + rows.split("\n", maxsplit=1)[0]}
    )
    assert dict(alone.running[0].hours) == {"analyst": 100}
    assert not any("takes more of the role" in finding.what for finding in alone.findings)


def test_work_that_ends_before_it_begins_keeps_its_people_and_is_found(tmp_path):
    rows = "F1,Old,analyst,80,2027-01-31,2027-05-01,\n"
    found = problem(tmp_path, **{**two_for_one_role(), "in_flight": IN_FLIGHT + rows})
    (work,) = found.running
    assert work.start == 0 and work.months == max(len(role.hours) for role in found.roles)
    (finding,) = [finding for finding in found.findings if finding.table == "in_flight"]
    assert "Old (F1) ends before it begins (row 2)" in finding.what and finding.rows == (2,)


def test_a_row_of_work_that_cannot_be_used_is_found_and_asked_about(tmp_path):
    rows = "F1,Old,analyst,80,2027-01-31,,\n,Nameless,analyst,20,2027-01-31,,\n"
    found = problem(tmp_path, **{**two_for_one_role(), "in_flight": IN_FLIGHT + rows})
    assert [finding.rows for finding in found.findings if finding.table == "in_flight"] == [(3,)]
    assert any("by row 3 of the table in_flight" in one.text for one in found.questions)
