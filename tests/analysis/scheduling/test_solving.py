"""Schedules keep every rule, their bounds hold, and small ones are the best there are."""

from __future__ import annotations

import pickle
import signal
import threading
import time

import pytest
from hypothesis import given, settings

from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Link,
    Mode,
    Resource,
    Schedule,
    ScheduleError,
    SchedulingProblem,
)
from pmo_toolkit.analysis.scheduling.solving import schedule
from tests.analysis.scheduling.problems import best_by_trying, drawn_problem, problems

WORK = 0.05


def _project(*activities: Activity, capacity: int = 2) -> SchedulingProblem:
    return SchedulingProblem(activities, (Resource("dev", capacity),))


def _task(name: str, duration: int, units: int = 1, *before: str, **more) -> Activity:
    links = tuple(Link(other) for other in before)
    return Activity(name, (Mode("only", duration, {"dev": units}),), links, **more)


@settings(max_examples=60)
@given(problems())
def test_small_problems_are_solved_to_the_best_or_refused(problem):
    best = best_by_trying(problem, 14)
    try:
        found = schedule(problem, deterministic_limit=WORK)
    except ScheduleError as error:
        assert best is None, str(error)
        return
    assert violations(problem, found) == ()
    assert found.lower_bound <= found.makespan
    if best is not None:
        assert (found.makespan, found.is_proved, found.gap) == (best, True, 0.0)


@settings(max_examples=15)
@given(problems(dated=False))
def test_a_weighted_finish_is_never_worse_than_that_of_the_shortest(problem):
    try:
        shortest = schedule(problem, deterministic_limit=WORK)
    except ScheduleError:
        return
    found = schedule(problem, deterministic_limit=WORK, objective="weighted finish")
    assert violations(problem, found) == ()
    finishes = {row.id: row.finish for row in shortest.activities}
    of_shortest = sum(task.weight * finishes[task.id] for task in problem.activities)
    assert found.objective_value <= of_shortest
    assert found.objective_bound <= found.objective_value


@pytest.mark.parametrize("choices", [1, 2])
def test_middle_sized_problems_hold_and_are_the_same_twice(choices):
    problem = drawn_problem(40, seed=1, choices=choices)
    once, again = (schedule(problem, deterministic_limit=0.3, seed=5) for _ in range(2))
    assert violations(problem, once) == ()
    assert pickle.dumps(once) == pickle.dumps(again)
    assert any(row.is_critical for row in once.activities)


def test_no_time_gives_the_first_schedule_and_more_time_a_better_one():
    problem = drawn_problem(60, seed=2)
    first = schedule(problem, time_left=lambda: 0.0)
    assert violations(problem, first) == ()
    heard: list[Schedule] = []
    end = time.monotonic() + 3.0
    later = schedule(problem, time_left=lambda: end - time.monotonic(), on_better=heard.append)
    assert time.monotonic() <= end + 1.0
    assert later.makespan <= first.makespan
    assert heard[-1].makespan == later.makespan
    assert [row.makespan for row in heard] == sorted((row.makespan for row in heard), reverse=True)


def test_ctrl_c_keeps_the_best():
    problem = drawn_problem(120, seed=3)
    timer = threading.Timer(0.5, lambda: signal.raise_signal(signal.SIGINT))
    begun = time.monotonic()

    def start_timer(_: Schedule) -> None:
        """Not before there is a schedule to keep, however long compiling takes."""
        if not timer.ident:
            timer.start()

    found = schedule(problem, time_left=lambda: 60.0, on_better=start_timer)
    timer.join()
    assert time.monotonic() - begun < 20.0
    assert violations(problem, found) == ()


def test_ctrl_c_during_the_report_of_a_better_schedule_keeps_it():
    def interrupt(found: Schedule) -> None:
        raise KeyboardInterrupt

    found = schedule(drawn_problem(60, seed=3), time_left=lambda: 60.0, on_better=interrupt)
    assert violations(found.problem, found) == ()


def test_due_dates_that_simple_rules_miss_are_kept():
    # the long chain is urgent by rule, but only the other order keeps the date
    problem = _project(
        _task("long", 3, 2), _task("longer", 3, 2, "long"), _task("soon", 2, 2, due=2)
    )
    found = schedule(problem, deterministic_limit=WORK)
    assert violations(problem, found) == ()
    assert (found.makespan, found.is_proved) == (8, True)


def test_nothing_to_do_is_a_schedule_of_no_length():
    found = schedule(SchedulingProblem((), ()))
    assert (found.makespan, found.activities, found.is_proved) == (0, (), True)


def test_a_longest_time_between_starts_is_kept():
    late = Activity("B", (Mode("only", 1, {"dev": 2}),), (Link("A", 1, "SS"),))
    first = Activity("A", (Mode("only", 4, {"dev": 1}),), (Link("B", -6, "SS"),))
    problem = _project(first, late, _task("C", 5, 2))
    found = schedule(problem, deterministic_limit=WORK)
    assert violations(problem, found) == ()


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (
            _project(_task("A", 4), _task("B", 6, 1, "A", due=9)),
            ["B is due at 9 but cannot finish before 10", "A (from 0, 4 periods) → B"],
        ),
        (
            _project(_task("A", 1, 7), capacity=5),
            ["A can never be done: it needs 7 of dev", "never more than 5"],
        ),
        (_project(_task("A", 1, 1, "B"), _task("B", 1, 1, "A")), ["A → B → A"]),
        (
            _project(_task("A", 4, 2, fixed_start=1), _task("B", 2, 1, fixed_start=3)),
            ["too much of dev in period 3", "A and B need 3", "no more than 2"],
        ),
        (
            _project(_task("A", 3, 2, due=4), _task("B", 3, 2, due=4), _task("C", 1, 1, due=50)),
            ["A due at 4, B due at 4 need 12 units of dev, which has 8 from period 0 until 4"],
        ),
        (  # enough in all, but only one at a time
            _project(
                *(_task(name, 2, 2, due=5) for name in "ABD"), _task("C", 1, due=50), capacity=3
            ),
            ["A due at 5", "B due at 5", "D due at 5", "capacity 3 of dev"],
        ),
        (_project(_task("A", 1, 1, "Z")), ["A waits for Z, which is no activity"]),
        (_project(_task("A", 1), capacity=-1), ["capacity of dev is -1"]),
        (_project(_task("A", -1)), ["duration of A is -1"]),
        (_project(_task("A", 1), _task("A", 2)), ["the activity A is stated twice"]),
        (
            SchedulingProblem((Activity("A", (Mode("m", 1, {"x": 1}),)),), ()),
            ["A needs x, which is no resource"],
        ),
        (
            SchedulingProblem(
                (
                    Activity("A", (Mode("m", 1, {"€": 5}),)),
                    Activity("B", (Mode("m", 1, {"€": 6}),)),
                ),
                (Resource("€", 10, is_renewable=False),),
            ),
            ["capacity 10 in all of €"],
        ),
    ],
)
def test_what_clashes_is_named(problem, words):
    with pytest.raises(ScheduleError) as error:
        schedule(problem, deterministic_limit=WORK)
    for word in words:
        assert word in str(error.value)
    assert "C due" not in str(error.value)


def test_unknown_objectives_are_refused():
    with pytest.raises(ScheduleError, match="makespan, weighted finish"):
        schedule(_project(_task("A", 1)), objective="cost")
