"""Work of a fixed start that takes resources and does not count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Link,
    Mode,
    Resource,
    ScheduleError,
    SchedulingProblem,
)
from pmo_toolkit.analysis.scheduling.solving import schedule
from tests.analysis.scheduling.problems import problems


def task(name: str, periods: int, units: int = 1, *links: Link, **more: int) -> Activity:
    return Activity(name, (Mode("only", periods, {"dev": units}),), links, **more)


def uncounted(*tasks: Activity, capacity: int = 2) -> SchedulingProblem:
    return SchedulingProblem(tasks, (Resource("dev", capacity),), is_fixed_counted=False)


@st.composite
def beside_running_work(draw):
    """A small problem beside one or two pieces of work that run already."""
    small = draw(problems(3, dated=False))
    running = tuple(
        Activity(
            f"F{number}",
            (Mode("only", draw(st.integers(1, 9)), {"dev": draw(st.integers(0, 1))}),),
            fixed_start=draw(st.integers(0, 3)),
            weight=1.0,
        )
        for number in range(draw(st.integers(1, 2)))
    )
    waiting = tuple(
        replace(one, links=(*one.links, Link("F0", draw(st.integers(-1, 1)), "FS")))
        if draw(st.booleans())
        else one
        for one in small.activities
    )
    return replace(small, activities=(*running, *waiting))


@settings(max_examples=40, deadline=None)
@given(beside_running_work(), st.sampled_from(("makespan", "weighted finish")))
def test_the_whole_is_the_later_of_what_counts_and_what_is_fixed(problem, objective):
    try:
        whole = schedule(problem, deterministic_limit=1.0, objective=objective)
    except ScheduleError:
        assume(False)
    own = replace(problem, is_fixed_counted=False)
    found = schedule(own, deterministic_limit=1.0, objective=objective)
    assert violations(own, found) == ()
    assume(whole.is_proved and found.is_proved)
    if objective == "makespan":
        fixed = max(row.finish for row in found.activities if row.id not in own.counted)
        assert max(found.makespan, fixed) == whole.makespan == found.periods
    else:
        assert found.objective_value == pytest.approx(whole.objective_value)


def test_work_under_way_that_ends_last_proves_nothing():
    problem = uncounted(task("F", 20, 1, fixed_start=0), task("A", 3), task("B", 3))
    heard = []
    found = schedule(problem, on_better=heard.append)
    assert (found.makespan, found.lower_bound, found.is_proved) == (6, 6, True)
    assert (found.periods, found.gap) == (20, 0.0)
    assert [row.id for row in found.activities] == ["F", "A", "B"]
    assert {row.id for row in found.activities if row.is_critical} == {"A", "B"}
    assert heard[-1] == found


def test_what_waits_for_fixed_work_stands_in_the_chain_with_it():
    problem = uncounted(task("F", 4, 1, fixed_start=0), task("A", 2, 1, Link("F", 1)))
    found = schedule(problem)
    assert (found.makespan, found.activities[1].start) == (7, 5)
    assert all(row.is_critical for row in found.activities)


@pytest.mark.parametrize(
    ("tasks", "words"),
    [
        (
            (task("F", 4, 1, fixed_start=0), task("A", 2, 1, Link("F", 0, "FF"))),
            "A has a link FF to F, which is fixed",
        ),
        (
            (task("A", 2), task("F", 4, 1, Link("A"), fixed_start=3)),
            "F is fixed and waits for what can be moved",
        ),
        (
            (task("F", 4, 2, fixed_start=0), task("G", 4, 1, fixed_start=2), task("A", 1)),
            "fixed activities need more of dev than there is",
        ),
    ],
)
def test_what_cannot_be_taken_out_is_refused(tasks, words):
    with pytest.raises(ScheduleError, match=words):
        schedule(uncounted(*tasks))
