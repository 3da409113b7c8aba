"""Working minutes of calendars: from moments to minutes and back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.plan_files.base.calendars import (
    STANDARD,
    USUAL_HOURS,
    Calendar,
    NoWorkingTime,
    WorkingTime,
)
from pmo_toolkit.plan_files.base.recurrences import Recurrence

MONDAY = datetime(2026, 1, 5, 8)
HOLIDAY = date(2026, 1, 6)
#: Tuesday is off; from the 12th to the 18th mornings only.
OWN = Calendar(
    "2",
    "Own",
    {},
    ((date(2026, 1, 12), date(2026, 1, 18), dict.fromkeys(range(5), ((480, 720),))),),
    ((Recurrence(HOLIDAY, HOLIDAY), ()),),
    STANDARD,
)


def test_exceptions_come_before_weeks_and_weeks_before_weekdays():
    assert OWN.hours(HOLIDAY) == () and OWN.hours(date(2026, 1, 7)) == USUAL_HOURS
    assert OWN.hours(date(2026, 1, 13)) == ((480, 720),)
    assert OWN.hours(date(2026, 1, 17)) == ()
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(40)]
    assert [OWN.flat().hours(day) for day in days] == [OWN.hours(day) for day in days]
    assert not OWN.is_plain and Calendar("3", "Plain", base=STANDARD).is_plain
    assert not Calendar("4", "Plain", base=OWN).is_plain


def test_a_moment_between_two_hours_of_work_is_when_work_goes_on_or_when_it_stopped():
    work = WorkingTime(STANDARD, MONDAY)
    assert work.moment(240) == datetime(2026, 1, 5, 13)
    assert work.moment(240, ends=True) == datetime(2026, 1, 5, 12)
    assert work.moment(480 * 5) == datetime(2026, 1, 12, 8)
    assert work.moment(480 * 5, ends=True) == datetime(2026, 1, 9, 17)
    assert work.moment(0, ends=True) == work.moment(0) == MONDAY


def test_minutes_count_from_the_first_working_minute():
    work = WorkingTime(OWN, datetime(2026, 1, 3))
    assert work.moment(0) == MONDAY
    assert work.minutes(datetime(2026, 1, 4)) == 0
    assert work.minutes(datetime(2026, 1, 5, 12, 30)) == 240
    assert work.minutes(datetime(2026, 1, 7, 9)) == 480 + 60
    assert work.day_lengths(datetime(2026, 1, 20)) == {480, 240}
    assert work.blocks(datetime(2026, 1, 5, 14)) == [
        (0, MONDAY, datetime(2026, 1, 5, 12)),
        (240, datetime(2026, 1, 5, 13), datetime(2026, 1, 5, 14)),
    ]


@pytest.mark.parametrize("hours", [(), ((0, 0),)])
def test_a_calendar_without_work_is_told(hours):
    never = Calendar("1", "Never", dict.fromkeys(range(7), hours))
    with pytest.raises(NoWorkingTime, match="Never"):
        WorkingTime(never, MONDAY)


def test_work_that_ends_for_good_is_told():
    ends = Calendar(
        "1", "Ends", STANDARD.weekdays, exceptions=((Recurrence(HOLIDAY, date(2149, 1, 1)), ()),)
    )
    with pytest.raises(NoWorkingTime):
        WorkingTime(ends, MONDAY).moment(481)


@given(st.integers(0, 40_000), st.booleans())
def test_moments_and_minutes_are_each_others_inverse(minutes, ends):
    work = WorkingTime(OWN, MONDAY)
    assert work.minutes(work.moment(minutes, ends=ends)) == minutes


@given(st.integers(0, 60 * 24 * 60))
def test_later_moments_have_no_fewer_minutes(offset):
    work = WorkingTime(OWN, MONDAY)
    first = MONDAY + timedelta(minutes=offset)
    assert 0 <= work.minutes(first + timedelta(minutes=1)) - work.minutes(first) <= 1
