"""Months of a plan, and lengths in days as whole months."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.assessment.scheduling.months import PlanMonths, lag_months, whole_months

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("as_of", "first"),
    [("2026-11-22", "2026-12"), ("2026-12-01", "2026-12"), ("2026-12-02", "2027-01")],
)
def test_the_first_month_is_the_first_whole_one(as_of, first):
    assert PlanMonths.after(dt.date.fromisoformat(as_of)).name(0) == first


@given(DAYS, DAYS)
def test_a_day_lies_in_its_month(as_of, day):
    months = PlanMonths.after(as_of)
    number = months.number(day)
    assert months.first_day(number) <= day <= months.last_day(number)
    assert number < months.until(day) <= number + 1


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
