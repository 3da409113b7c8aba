"""Who waits for whom in a plan, and what is left of roles."""

from __future__ import annotations

from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Link,
    Mode,
    Resource,
    SchedulingProblem,
)
from pmo_toolkit.assessment.scheduling.waits import Wait, roles_in, waits_in
from tests.analysis.scheduling.problems import schedule_of
from tests.assessment.scheduling.portfolios import IN_FLIGHT, PUNCTUAL, problem, two_for_one_role


def work(name: str, months: int, **hours: int) -> Activity:
    return Activity(name, (Mode(f"O-{name}", months, hours),))


def test_who_starts_when_the_role_is_free_waits_for_it():
    roles = (Resource("dev", 100), Resource("ops", 100))
    tasks = (work("A", 2, dev=60), work("B", 2, dev=50, ops=10))
    plan = schedule_of(SchedulingProblem(tasks, roles), {"A": 0, "B": 2})
    assert waits_in(plan) == (Wait("B", 2, (("dev", 2),)),)


def test_what_is_required_is_named_with_its_months():
    tasks = (
        work("A", 2, dev=60),
        Activity("B", (Mode("O-B", 1, {"dev": 60}),), (Link("A", 1),), release=1),
    )
    plan = schedule_of(SchedulingProblem(tasks, (Resource("dev", 100),)), {"A": 0, "B": 3})
    assert waits_in(plan) == (Wait("B", 0, (), 2, ("A",)),)


def test_who_could_have_started_waits_for_nobody_in_particular():
    alone = SchedulingProblem((work("A", 1, dev=60),), (Resource("dev", 100),))
    plan = schedule_of(alone, {"A": 2})
    assert waits_in(plan) == (Wait("A", 2, ()),)


def test_hours_left_are_what_work_under_way_and_proposals_do_not_take(tmp_path):
    running = IN_FLIGHT + "F1,Old work,analyst,40,2026-12-31,,\n"
    found = problem(tmp_path, **two_for_one_role(in_flight=running, history=PUNCTUAL))
    plan = schedule_of(found.problem, {"F1": 0, "P1": 1, "P2": 3})
    waits = waits_in(plan)
    (role,) = roles_in(found, plan, waits, hours_of_one=50.0)
    assert role.people == 2.0
    assert [(one.month, one.left, one.in_flight, one.planned) for one in role.months] == [
        ("2026-12", 60, 40, 0),
        ("2027-01", 0, 0, 100),
        ("2027-02", 0, 0, 100),
        ("2027-03", 0, 0, 100),
        ("2027-04", 0, 0, 100),
    ]
    assert all(one.is_stated for one in role.months)
    assert (role.months_waited, role.waiting) == (4, ("P1", "P2"))
