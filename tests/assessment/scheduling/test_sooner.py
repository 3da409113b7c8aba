"""Work of a plan moved to the left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.analysis.scheduling.shapes import Activity, Link, Mode, Resource, SchedulingProblem
from pmo_toolkit.assessment.scheduling.sooner import moved_sooner
from tests.analysis.scheduling.problems import schedule_of
from tests.assessment.scheduling.test_waits import work


def starts(plan) -> dict[str, int]:
    return {row.id: row.start for row in plan.activities}


def test_each_piece_moves_as_early_as_the_others_leave_room():
    tasks = (
        work("A", 2, dev=60),
        work("B", 2, dev=60),
        Activity("C", (Mode("O-C", 1, {"dev": 40}),), (Link("A", 1),)),
        Activity("F", (Mode("O-F", 1, {"dev": 100}),), fixed_start=0),
    )
    own = SchedulingProblem(tasks, (Resource("dev", 100),))
    plan = moved_sooner(schedule_of(own, {"A": 3, "B": 6, "C": 9, "F": 0}))
    assert starts(plan) == {"A": 1, "B": 3, "C": 4, "F": 0}
    assert plan.makespan == 5
    assert not violations(own, plan)


def test_months_that_lack_hours_elsewhere_hinder_nobody():
    busy = Activity("F", (Mode("O-F", 1, {"dev": 100}),), fixed_start=2)
    own = SchedulingProblem((work("A", 1, dev=10), busy), (Resource("dev", 100),))
    assert starts(moved_sooner(schedule_of(own, {"A": 4, "F": 2})))["A"] == 0


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(1, 100)), min_size=1, max_size=7),
    st.lists(st.integers(0, 3), min_size=7, max_size=7),
)
def test_nothing_finishes_later_and_all_rules_are_kept(pieces, gaps):
    tasks = tuple(
        work(f"A{place}", months, dev=hours) for place, (months, hours) in enumerate(pieces)
    )
    own = SchedulingProblem(tasks, (Resource("dev", 100),))
    places, month = {}, 0
    for task, gap in zip(tasks, gaps, strict=False):
        month += gap
        places[task.id] = month
        month += task.modes[0].duration
    before = schedule_of(own, places)
    after = moved_sooner(before)
    assert not violations(own, after)
    assert all(start <= places[name] for name, start in starts(after).items())
    assert moved_sooner(after).activities == after.activities
