"""The first month in which every role has the hours that it needs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.capacity.months import day_number
from pmo_toolkit.analysis.capacity.remaining import Wish, starts_alone
from pmo_toolkit.analysis.capacity.starting import NotBefore, starts
from tests.analysis.capacity.small_house import DRAWS, JANUARY, WISH, demand, hours, needs


def start(asked, *roles, wish=WISH, draws=DRAWS):
    return starts_alone(asked, {role.role: role for role in roles}, wish, draws)


def test_by_hand():
    # 100 and 50 hours in two months that follow: January to June leave 120, 40, 110, 90, 200, 60
    found = start(demand(needs("analyst", 100, 50)), hours("analyst", [120, 40, 110, 90, 200, 60]))
    assert set(found.shift) == {2}  # March and April; from January on February is short
    earliest = found.earliest(WISH.day)
    assert (earliest.month_p50, earliest.month_p80) == ("2027-03", "2027-03")
    assert earliest.wait_p80 == 31 + 28
    assert earliest.chance_within_horizon == 1.0
    assert found.bottleneck == "analyst"
    assert found.months_waited("analyst") == 2


def test_hours_of_one_month_do_not_help_in_another():
    plenty = hours("analyst", [500, 40, 500])
    assert set(start(demand(needs("analyst", 50, 50)), plenty).shift) == {3}


def test_a_start_at_once_waits_for_nobody():
    found = start(demand(needs("analyst", 100)), hours("analyst", [100, 0]))
    assert found.earliest(WISH.day).wait_p80 == 0
    assert found.bottleneck is None


def test_each_role_must_have_its_hours_and_the_one_most_short_is_the_bottleneck():
    asked = demand(needs("analyst", 100), needs("developer", 100))
    found = start(asked, hours("analyst", [0, 200, 200, 200]), hours("developer", [0, 0, 0, 200]))
    assert set(found.shift) == {3}
    assert found.bottleneck == "developer"
    assert found.waited_for == {"analyst": DRAWS, "developer": 3 * DRAWS}


def test_beyond_the_stated_months_nothing_is_known():
    found = start(demand(needs("analyst", 10, 10, 10)), hours("analyst", [100, 100]))
    earliest = found.earliest(WISH.day)
    assert earliest.chance_within_horizon == 0.0
    assert (earliest.month_p50, earliest.month_p80, earliest.wait_p80) == (None, None, None)
    assert earliest.month_at_least == "2027-01"  # not ruled out by what is stated
    assert found.days(WISH.day).max() == 0  # it waits at least as long


def test_where_all_stated_months_are_short_it_is_later_than_all_of_them():
    found = start(demand(needs("analyst", 50)), hours("analyst", [10, 10]))
    assert found.earliest(WISH.day).month_at_least == "2027-03"
    assert set(found.days(WISH.day)) == {31 + 28}


def test_a_month_that_is_missing_does_not_suffice():
    found = start(demand(needs("analyst", 50, 50)), hours("analyst", [100, np.nan, 100, 100]))
    assert set(found.shift) == {2}
    assert found.bottleneck is None  # no role is known to be short


def test_months_that_are_stated_only_from_later_on_do_not_suffice_before():
    found = start(demand(needs("analyst", 50)), hours("analyst", [100], first=JANUARY + 2))
    assert set(found.shift) == {2}


def test_a_role_whose_hours_nobody_states_is_left_out():
    asked = demand(needs("analyst", 50), needs("developer", 500))
    assert set(start(asked, hours("analyst", [100])).shift) == {0}


def test_a_role_that_is_taken_already_does_no_harm_where_nothing_is_asked_of_it():
    asked = demand(needs("analyst", 0, 50))
    assert set(start(asked, hours("analyst", [-80, 50])).shift) == {0}


def test_half_of_the_cases():
    taken = np.zeros((3, DRAWS))
    taken[0, : DRAWS // 4] = 60  # in a quarter of the cases somebody else is at it in January
    found = start(demand(needs("analyst", 50)), hours("analyst", [100] * 3, taken=taken))
    earliest = found.earliest(WISH.day)
    assert (earliest.month_p50, earliest.month_p80) == ("2027-01", "2027-02")
    assert np.mean(found.shift == 1) == pytest.approx(0.25)


def test_waits_are_counted_from_the_wished_day():
    wish = Wish(day_number("2027-01-20"), JANUARY)
    found = start(demand(needs("analyst", 50)), hours("analyst", [0, 100]), wish=wish)
    assert set(found.days(wish.day)) == {12}


def test_no_month_since_the_wish_is_stated():
    late = Wish(day_number("2028-01-01"), JANUARY + 12)
    assert start(demand(needs("analyst", 50)), hours("analyst", [100]), wish=late) is None


def test_not_before_other_work_is_done():
    months = NotBefore(np.full(DRAWS, JANUARY + 1), np.arange(DRAWS) < DRAWS // 2)
    found = starts(
        demand(needs("analyst", 50)),
        lambda role: hours(role, [100] * 3).net(JANUARY, 3),
        first=JANUARY,
        tried=3,
        draws=DRAWS,
        not_before=months,
    )
    assert set(found.at_least) == {1}
    assert np.mean(found.shift == 3) == 0.5  # in half of the cases nobody knows how much later


LEFT = st.lists(st.integers(-50, 200), min_size=1, max_size=8)
ASKED = st.lists(st.integers(0, 150), min_size=1, max_size=4)


@settings(max_examples=60)
@given(LEFT, ASKED)
def test_the_first_month_that_does_as_by_counting(left, asked):
    found = start(demand(needs("analyst", *asked, draws=1)), hours("analyst", left), draws=1)
    months = [month for month, number in enumerate(asked) if number]
    fits = [
        at
        for at in range(len(left))
        if all(at + month < len(left) for month in months)
        and all(left[at + month] >= asked[month] for month in months)
    ]
    if months:
        assert found.shift[0] == (fits[0] if fits else len(left))


@settings(max_examples=60)
@given(LEFT, ASKED, st.data())
def test_more_hours_never_make_it_later_and_less_never_earlier(left, asked, data):
    more = [hour + data.draw(st.integers(0, 100)) for hour in left]
    wanted = demand(needs("analyst", *asked, draws=1))
    before = start(wanted, hours("analyst", left), draws=1)
    after = start(wanted, hours("analyst", more), draws=1)
    assert after.shift[0] <= before.shift[0]
    assert after.days(WISH.day)[0] <= before.days(WISH.day)[0]
