"""Finishes of a plan whose order is kept."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.scheduling.policy import simulated_finish
from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Link,
    Mode,
    Resource,
    ScheduleError,
    SchedulingProblem,
)
from pmo_toolkit.analysis.scheduling.solving import schedule
from tests.analysis.scheduling.problems import drawn_problem, schedule_of

PAIR = SchedulingProblem(
    (
        Activity("A", (Mode("m", 4, {"dev": 1}),)),
        Activity("B", (Mode("m", 4, {"dev": 1}),)),
        Activity("C", (Mode("m", 2),), (Link("A"),)),
    ),
    (Resource("dev", 1),),
)


def test_durations_as_planned_finish_as_planned():
    for seed in range(3):
        problem = drawn_problem(30, seed=seed)
        plan = schedule(problem, time_left=lambda: 0.0)
        assert simulated_finish(problem, plan, {}).p80 == plan.makespan


def test_resources_and_links_carry_a_delay_on():
    plan = schedule_of(PAIR, {"A": 0, "B": 4, "C": 4})
    found = simulated_finish(PAIR, plan, {"A": [4.0, 6.0, 8.0, 10.0, 3.0]})
    assert found.by_activity["A"].tolist() == [4, 6, 8, 10, 3]
    assert found.by_activity["B"].tolist() == [8, 10, 12, 14, 7]
    assert found.by_activity["C"].tolist() == [6, 8, 10, 12, 5]
    assert (found.p50, found.p80) == (10, 12)
    assert found.finishes.tolist() == [8, 10, 12, 14, 7]


def test_the_order_holds_where_another_would_be_quicker():
    # B is planned after A and does not begin before it, though A is held back
    problem = SchedulingProblem(
        (
            Activity("Z", (Mode("m", 1),)),
            Activity("A", (Mode("m", 2, {"dev": 1}),), (Link("Z"),)),
            Activity("B", (Mode("m", 2, {"dev": 1}),)),
        ),
        (Resource("dev", 1),),
    )
    plan = schedule_of(problem, {"Z": 0, "A": 1, "B": 3})
    assert simulated_finish(problem, plan, {"Z": [5.0]}).by_activity["B"].tolist() == [9.0]


def test_work_that_never_fits_never_finishes():
    problem = SchedulingProblem(
        (Activity("A", (Mode("m", 2, {"dev": 1}),)),), (Resource("dev", 1, changes=((3, 0),)),)
    )
    found = simulated_finish(problem, schedule_of(problem, {"A": 0}), {"A": [2.0, 3.0, 4.0]})
    assert found.finishes.tolist() == [2.0, 3.0, np.inf]
    assert found.p80 == np.inf


def test_more_doubt_never_makes_a_late_finish_sooner():
    problem = drawn_problem(30, seed=4)
    plan = schedule(problem, time_left=lambda: 0.0)
    rng = np.random.default_rng(0)
    draws = {
        task.id: task.modes[0].duration * rng.lognormal(0.0, 0.4, 200)
        for task in problem.activities
    }
    longer = {name: values * 1.3 for name, values in draws.items()}
    found, later = (simulated_finish(problem, plan, some) for some in (draws, longer))
    assert found.p50 <= found.p80
    assert found.p80 < later.p80
    again = simulated_finish(problem, plan, draws)
    assert found.finishes.tolist() == again.finishes.tolist()


@pytest.mark.parametrize(
    ("durations", "words"),
    [
        ({"X": [1.0]}, "unknown activities: X"),
        ({"A": [1.0], "B": [1.0, 2.0]}, "same number of draws"),
        ({"A": [-1.0]}, "durations of A"),
        ({"A": [float("nan")]}, "durations of A"),
    ],
)
def test_durations_that_cannot_be_are_refused(durations, words):
    with pytest.raises(ScheduleError, match=words):
        simulated_finish(PAIR, schedule_of(PAIR, {"A": 0, "B": 4, "C": 4}), durations)
