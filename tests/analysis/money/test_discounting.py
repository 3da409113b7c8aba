"""The declining discount schedule: published factors, and what must hold for any schedule."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.money.discounting import DiscountSchedule, at_month, growing, level
from pmo_toolkit.core.settings import Settings

GREEN_BOOK = DiscountSchedule.of(Settings())
rates = st.floats(0.0001, 0.2)


@pytest.mark.parametrize(("years", "factor"), [(0, 1.0), (5, 0.8420), (10, 0.7089), (30, 0.3563)])
def test_factors_of_the_green_book(years, factor):
    assert float(GREEN_BOOK.factor(years)) == pytest.approx(factor, abs=5e-5)


def test_the_rate_declines_to_three_and_then_two_and_a_half_per_cent():
    assert GREEN_BOOK.steps == ((0.0, 0.035), (30.0, 0.03), (75.0, 0.025))
    at = GREEN_BOOK.factor([30, 31, 75, 76, 125])
    assert at[1] / at[0] == pytest.approx(1 / 1.03)
    assert at[2] == pytest.approx(1.035**-30 * 1.03**-45)
    assert at[3] / at[2] == pytest.approx(1 / 1.025)
    assert at[4] == pytest.approx(1.035**-30 * 1.03**-45 * 1.025**-50)


@given(
    first=rates,
    second=rates,
    turn=st.integers(1, 60),
    years=st.lists(st.floats(0, 200), min_size=2, max_size=9),
)
def test_factors_fall_with_time_and_stay_between_nought_and_one(first, second, turn, years):
    factors = DiscountSchedule(((0, first), (turn, second))).factor(np.sort(years))
    assert (np.diff(factors) <= 0).all()
    assert (factors > 0).all() and (factors <= 1).all()


@given(rate=rates, turn=st.floats(1, 60), years=st.floats(0, 100))
def test_a_step_to_the_same_rate_changes_nothing(rate, turn, years):
    single, split = DiscountSchedule(((0, rate),)), DiscountSchedule(((0, rate), (turn, rate)))
    assert float(split.factor(years)) == pytest.approx(float(single.factor(years)), rel=1e-9)


@pytest.mark.parametrize("steps", [(), ((1, 0.03),), ((0, 0.03), (0, 0.02)), ((0, -1.0),)])
def test_an_impossible_schedule_is_refused(steps):
    with pytest.raises(ValueError, match="discount"):
        DiscountSchedule(steps)


def test_months_without_a_rate_are_just_counted():
    free = DiscountSchedule(((0, 0.0),))
    assert free.present(level(24)) == 24
    assert free.present(growing(4, 4)) == pytest.approx(0.25 + 0.5 + 0.75 + 1)
    assert free.present(growing(12, 4, 6)) == pytest.approx(0.25 + 0.5 + 0.75 + 3)
    assert free.present(growing(12, 0, 6)) == 6
    assert free.present(growing(12, 0, 12)) == 0
    assert GREEN_BOOK.present(growing(12, 12)) < GREEN_BOOK.present(level(12)) < 12


def test_one_amount_at_the_end_of_five_years():
    assert GREEN_BOOK.present(at_month(60, 60)) == pytest.approx(0.8420, abs=5e-5)
    assert GREEN_BOOK.present(at_month(60, 0)) == 1
