"""The checker sees every rule that a schedule breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Link,
    Mode,
    Resource,
    SchedulingProblem,
)
from tests.analysis.scheduling.problems import schedule_of

PROBLEM = SchedulingProblem(
    (
        Activity("A", (Mode("m", 3, {"dev": 1, "money": 2}),), release=1, due=6),
        Activity("B", (Mode("m", 2, {"money": 2}, {"dev": (1, 2)}),), (Link("A", 1, "SS"),)),
        Activity("C", (Mode("m", 0),), (Link("B", 1), Link("A", 0, "FF")), fixed_start=7),
    ),
    (Resource("dev", 3, changes=((4, 2),)), Resource("money", 4, is_renewable=False)),
)
GOOD = {"A": 1, "B": 2, "C": 7}


def test_a_good_schedule_breaks_nothing():
    assert violations(PROBLEM, schedule_of(PROBLEM, GOOD)) == ()


@pytest.mark.parametrize(
    ("moved", "words"),
    [
        ({"A": 0}, "A starts at 0, before its release 1"),
        ({"A": 4}, "A finishes at 7, after it is due at 6"),
        ({"C": 8}, "C starts at 8, not at its fixed start 7"),
        ({"B": 1}, "B at 1 does not wait for A at 1 (SS +1)"),
        ({"B": 5}, "C at 7 does not wait for B at 7 (FS +1)"),
        ({"A": 3, "B": 4}, "dev in period 5: 3 of 2 units used"),
    ],
)
def test_a_rule_that_is_broken_is_named(moved, words):
    assert words in violations(PROBLEM, schedule_of(PROBLEM, GOOD | moved))


def test_a_budget_that_is_exceeded_is_named():
    poor = replace(PROBLEM, resources=(PROBLEM.resources[0], Resource("money", 3, "", (), False)))
    assert violations(poor, schedule_of(poor, GOOD)) == ("money: 4 of 3 units used in all",)


def test_what_the_schedule_says_of_itself_is_checked():
    good = schedule_of(PROBLEM, GOOD)
    first = replace(good.activities[0], finish=3)
    assert "A takes 2 periods, not 3" in violations(
        PROBLEM, replace(good, activities=(first, *good.activities[1:]))
    )
    assert "the makespan is 7, not 6" in violations(PROBLEM, replace(good, makespan=6))
    assert violations(PROBLEM, replace(good, lower_bound=8))[0].startswith("the lower bound 8")
    assert violations(PROBLEM, replace(good, objective_value=3.0)) == ("the objective is 7, not 3",)
    assert violations(PROBLEM, replace(good, objective_bound=9.0))[0].startswith("the bound 9")
    assert "missing ['A']" in violations(PROBLEM, replace(good, activities=good.activities[1:]))[0]
    other = replace(good.activities[0], mode="x")
    assert violations(PROBLEM, replace(good, activities=(other, *good.activities[1:]))) == (
        "A has no mode x",
    )
