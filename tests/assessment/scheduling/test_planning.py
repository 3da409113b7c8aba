"""From a portfolio's problem to its plan; plans worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Mode,
    Resource,
    ScheduleError,
    SchedulingProblem,
)
from pmo_toolkit.assessment.scheduling import planning
from pmo_toolkit.assessment.scheduling.planning import (
    Effort,
    best_plan,
    gain_of,
    weighted_finish,
    with_one_more,
)
from pmo_toolkit.assessment.scheduling.waits import roles_in, waits_in
from tests.assessment.scheduling.portfolios import problem, two_for_one_role

LITTLE = Effort(0.2)


def work(name: str, months: int, hours: int, weight: float = 1.0, release: int = 0) -> Activity:
    mode = Mode(f"O-{name}", months, {"dev": hours} if hours else {})
    return Activity(name, (mode,), weight=weight, release=release)


def test_two_that_need_one_role_follow_each_other(tmp_path):
    found = problem(tmp_path, **two_for_one_role())
    plan = best_plan(found.problem, LITTLE, seed=1).schedule
    assert (plan.makespan, plan.lower_bound, plan.is_proved) == (4, 4, True)
    assert sorted((row.start, row.finish) for row in plan.activities) == [(0, 2), (2, 4)]
    assert not violations(found.problem, plan)


def test_within_the_earliest_end_proposals_finish_as_early_as_they_can():
    # the long one needs nobody and sets the end; the others need not use that time up
    tasks = (work("long", 9, 0), work("short", 1, 60), work("wide", 3, 60))
    plan = best_plan(SchedulingProblem(tasks, (Resource("dev", 100),)), LITTLE, seed=1).schedule
    finish = {row.id: row.finish for row in plan.activities}
    assert finish == {"long": 9, "short": 1, "wide": 4}
    assert plan.objective == "makespan"


def test_worth_decides_who_goes_first():
    tasks = (work("A", 3, 60, weight=1.0), work("B", 3, 60, weight=5.0))
    plan = best_plan(SchedulingProblem(tasks, (Resource("dev", 100),)), LITTLE, seed=1).schedule
    assert {row.id: row.start for row in plan.activities} == {"A": 3, "B": 0}


def test_the_weighted_finish_alone_may_end_later():
    # first the two short ones, then the long one: 1 + 2 + 8 < 6 + 7 + 8, and both end at 8
    tasks = (work("A", 1, 60), work("B", 1, 60), work("C", 6, 60))
    own = SchedulingProblem(tasks, (Resource("dev", 100),))
    plan = best_plan(own, LITTLE, seed=1, objective="weighted finish").schedule
    assert weighted_finish(plan) == 11
    assert plan.objective_value == 11


def test_nothing_to_place_is_a_plan_too():
    plan = best_plan(SchedulingProblem((), ()), LITTLE, seed=1).schedule
    assert (plan.makespan, plan.is_proved, plan.gap) == (0, True, 0)


def test_a_plan_that_breaks_rules_is_never_given(monkeypatch):
    monkeypatch.setattr(planning, "violations", lambda *_: ("a rule",))
    own = SchedulingProblem((work("A", 1, 60),), (Resource("dev", 100),))
    with pytest.raises(ScheduleError, match="a rule"):
        best_plan(own, LITTLE, seed=1)


def test_no_time_gives_a_plan_all_the_same():
    own = SchedulingProblem((work("A", 1, 60), work("B", 1, 60)), (Resource("dev", 100),))
    assert best_plan(own, Effort(1.0, lambda: 0.0), seed=1).schedule.makespan == 2


def test_a_share_of_time_ends_while_the_rest_is_left():
    clock = {"left": 10.0}
    part = Effort(1.0, lambda: clock["left"]).share(0.6)
    assert part.time_left() == pytest.approx(6.0)
    clock["left"] = 4.0
    assert part.time_left() == pytest.approx(0.0)
    assert Effort(4.0).share(0.25).work == 1.0


def test_one_person_more_lets_both_be_done_at_once(tmp_path):
    found = problem(tmp_path, **two_for_one_role())
    before = best_plan(found.problem, LITTLE, seed=1).schedule
    (role,) = roles_in(found, before, waits_in(before), hours_of_one=100.0)
    richer, hours = with_one_more(found, role, 100.0)
    assert (hours, richer.resources[0].capacity) == (100, 200)
    after = best_plan(richer, LITTLE, seed=1).schedule
    gain = gain_of("analyst", hours, before, after, {"P1": 10.0, "P2": 10.0})
    assert (gain.months_whole, gain.months_proposals) == (2, 1.0)
    assert [months for _, months in gain.sooner] == [2]
    assert gain.net_value == 20.0


def test_a_plan_that_came_out_worse_gains_nothing_and_loses_nothing(tmp_path):
    found = problem(tmp_path, **two_for_one_role())
    plan = best_plan(found.problem, LITTLE, seed=1).schedule
    gain = gain_of("analyst", 100, plan, plan, {})
    assert (gain.months_whole, gain.sooner, gain.net_value) == (0, (), None)


@settings(max_examples=15)
@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.integers(1, 100), st.integers(0, 5)),
        min_size=1,
        max_size=6,
    ),
    st.integers(0, 3),
)
def test_plans_keep_all_rules_and_their_bound(tasks, seed):
    own = SchedulingProblem(
        tuple(
            work(f"A{number}", months, hours, release=release)
            for number, (months, hours, release) in enumerate(tasks)
        ),
        (Resource("dev", 100),),
    )
    plan = best_plan(own, LITTLE, seed=seed).schedule
    assert not violations(own, plan)
    assert max(release + months for months, _, release in tasks) <= plan.lower_bound
    assert plan.lower_bound <= plan.makespan
