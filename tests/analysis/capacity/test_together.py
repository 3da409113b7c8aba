"""What several options ask together is the sum of what each asks, from its own start on."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.capacity.demand import Demand, RoleDemand
from pmo_toolkit.analysis.capacity.together import all_at, demand_together

HOURS = np.array([10.0, 20.0], dtype=np.float32)


def demand(option: str, role: str, months: int) -> Demand:
    return Demand(option, (RoleDemand(role, dict.fromkeys(range(months), HOURS)),), ())


def test_each_from_its_own_start_on():
    made = demand_together([(demand("A", "analyst", 2), 100), (demand("B", "analyst", 2), 101)],
                           ["tester"], 100, 110)  # fmt: skip
    tester, analyst = made.roles
    assert {month: hours.tolist() for month, hours in analyst.months.items()} == {
        0: [10, 20], 1: [20, 40], 2: [10, 20],
    }  # fmt: skip
    assert tester.role == "tester" and not tester.months


def test_months_beyond_what_is_looked_at_are_left_out():
    made = demand_together([(demand("A", "analyst", 5), 98)], [], 100, 101)
    assert sorted(made.roles[0].months) == [0, 1]


@given(st.lists(st.tuples(st.integers(1, 6), st.integers(0, 9)), max_size=6))
def test_no_hour_is_lost_or_invented(options):
    made = demand_together(
        [(demand(str(place), "analyst", months), start) for place, (months, start) in
         enumerate(options)], ["analyst"], 0, 20,
    )  # fmt: skip
    total = sum((hours for hours in made.roles[0].months.values()), np.zeros(2))
    assert total.tolist() == (sum(months for months, _ in options) * HOURS).tolist()


def test_nobody_waits_in_a_start_that_is_given():
    start = all_at(24_000, 4)
    assert start.bottleneck is None and start.months_waited("analyst") == 0.0
