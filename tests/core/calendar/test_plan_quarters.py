"""Quarters follow the fiscal year, and begin after the day of the advice."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.core.calendar.plan_quarters import PlanQuarters


def test_quarters_of_a_calendar_year():
    plan = PlanQuarters.after(dt.date(2026, 11, 22), 5, 1)
    assert plan.names == ("2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4", "2028-Q1")
    assert plan.years == ("2027", "2027", "2027", "2027", "2028")


def test_a_day_that_begins_a_quarter_belongs_to_the_plan():
    assert PlanQuarters.after(dt.date(2027, 1, 1), 1, 1).names == ("2027-Q1",)
    assert PlanQuarters.after(dt.date(2027, 1, 2), 1, 1).names == ("2027-Q2",)


def test_a_fiscal_year_from_april():
    plan = PlanQuarters.after(dt.date(2026, 11, 22), 2, 4)
    assert plan.names == ("2026/27-Q4", "2027/28-Q1")
    assert plan.years == ("2026/27", "2027/28")


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 12))
def test_quarters_follow_each_other_without_a_gap(day, fiscal_start):
    plan = PlanQuarters.after(day, 6, fiscal_start)
    assert 0 <= plan.first_day(0) - (day - dt.date(1970, 1, 1)).days < 92
    for place in range(5):
        assert plan.last_day(place) + 1 == plan.first_day(place + 1)
        assert 88 <= plan.last_day(place) - plan.first_day(place) <= 91
    assert len(set(plan.names)) == 6
