"""Options one after another."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.capacity.in_order import HoursLeft, free_after, free_after_day
from pmo_toolkit.analysis.capacity.months import day_number
from pmo_toolkit.analysis.capacity.remaining import starts_alone
from tests.analysis.capacity.small_house import DRAWS, JANUARY, WISH, demand, hours, needs


def test_what_comes_first_takes_first_by_hand():
    known = {"analyst": hours("analyst", [100, 100, 100, 100])}
    first, second = demand(needs("analyst", 60, 60)), demand(needs("analyst", 50))
    left = HoursLeft(DRAWS)
    found = left.start(first, known, WISH)
    left.place(first, known, found)
    # 40 are left in January and February: the second waits for March
    assert set(left.start(second, known, WISH).shift) == {2}
    assert set(starts_alone(second, known, WISH, DRAWS).shift) == {0}


def test_an_option_of_which_no_start_is_known_is_not_forgotten():
    known = {"analyst": hours("analyst", [100, 100])}
    long, short = demand(needs("analyst", 60, 60, 60)), demand(needs("analyst", 50))
    left = HoursLeft(DRAWS)
    left.place(long, known, left.start(long, known, WISH))
    assert set(left.start(short, known, WISH).shift) == {2}  # not within the stated months


def test_what_is_required_ends_before():
    known = {"analyst": hours("analyst", [100] * 8)}
    first = demand(needs("analyst", 10, 10))
    found = starts_alone(first, known, WISH, DRAWS)
    after = free_after(first, found, 31.0)
    assert set(after.month) == {JANUARY + 2 + 1}  # two months of work; 31 days are one, as in plans
    second = HoursLeft(DRAWS).start(demand(needs("analyst", 10)), known, WISH, after)
    assert set(second.shift) == {3}


def test_a_start_that_depends_on_an_unknown_one_is_not_known():
    known = {"analyst": hours("analyst", [100, 100])}
    long = demand(needs("analyst", 60, 60, 60))
    after = free_after(long, starts_alone(long, known, WISH, DRAWS), 0.0)
    assert after.is_later.all()
    second = HoursLeft(DRAWS).start(demand(needs("analyst", 10)), known, WISH, after)
    assert second.earliest(WISH.day).chance_within_horizon == 0


def test_work_under_way_ends_first():
    finish = np.full(DRAWS, float(day_number("2027-02-28")))
    assert set(free_after_day(finish, 0.0, DRAWS).month) == {JANUARY + 2}
    assert set(free_after_day(finish, 1.0, DRAWS).month) == {JANUARY + 3}  # the 2nd of March
    assert free_after_day(None, 0.0, DRAWS).is_later.all()


SIZES = st.lists(st.tuples(st.integers(1, 90), st.integers(1, 3)), min_size=1, max_size=4)


@settings(max_examples=40)
@given(st.lists(st.integers(0, 150), min_size=2, max_size=8), SIZES)
def test_no_month_is_given_twice_and_others_never_make_it_earlier(left, sizes):
    known = {"analyst": hours("analyst", left)}
    pool, taken = HoursLeft(1), np.zeros(len(left) + 8)
    for size, months in sizes:
        wanted = demand(needs("analyst", *[size] * months, draws=1))
        found, alone = pool.start(wanted, known, WISH), starts_alone(wanted, known, WISH, 1)
        assert found.shift[0] >= alone.shift[0]
        pool.place(wanted, known, found)
        if found.shift[0] < found.tried:
            taken[found.shift[0] : found.shift[0] + months] += size
            assert (taken[: len(left)] <= np.asarray(left)).all()
        else:
            break  # what is placed beyond the stated months is not certain to fit
