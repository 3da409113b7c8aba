"""Months as whole numbers."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.capacity.months import (
    day_number,
    day_text,
    first_days,
    lag_months,
    month_from,
    month_number,
    month_number_of_days,
    month_text,
    whole_months,
)


def test_by_hand():
    assert month_number("2027-03-31") == 2027 * 12 + 2
    assert month_text(2027 * 12 + 2) == "2027-03"
    assert day_number("1970-01-11") == 10
    assert first_days(np.asarray([1970 * 12, 1970 * 12 + 1])).tolist() == [0, 31]


@given(st.dates(min_value=dt.date(1950, 1, 1), max_value=dt.date(2150, 12, 31)))
def test_a_day_lies_in_its_month_and_comes_back(day):
    number = month_number(day)
    days = first_days(np.asarray([number, number + 1]))
    assert days[0] <= day_number(day) < days[1]
    assert month_number_of_days(np.asarray([day_number(day)])).tolist() == [number]
    assert day_text(day_number(day)) == day.isoformat()
    assert month_text(number) == day.isoformat()[:7]
    assert month_from(np.asarray([day_number(day)])).tolist() == [number + (day.day > 1)]


@given(st.floats(-120, 600))
def test_whole_months_are_the_fewest_that_hold_the_length(months):
    whole = whole_months(months)
    assert whole >= months - 0.05
    assert whole - 1 < months - 0.05 + 1e-9


@pytest.mark.parametrize(
    ("days", "months"),
    [(None, 0), (0, 0), (10, 1), (30, 1), (31, 1), (60, 2), (365, 12), (-31, -1)],
)
def test_lags_are_whole_months(days, months):
    assert lag_months(days) == months
