"""Months of a plan, and lengths in days as whole months."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.assessment.scheduling.months import PlanMonths

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


@given(DAYS, DAYS)
def test_the_first_month_from_a_day_begins_no_sooner(as_of, day):
    months = PlanMonths.after(as_of)
    number = months.number_from(day)
    assert months.first_day(number - 1) < day <= months.first_day(number)
