"""Periods: the coarsest that says everything exactly, and when they are."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pmo_toolkit.plan_files.base.calendars import STANDARD, Calendar, WorkingTime
from pmo_toolkit.plan_files.base.time_axis import (
    DatedPeriods,
    TimeAxis,
    fitting_axis,
    working_days,
)

MIDNIGHT, MONDAY = datetime(2026, 1, 5), datetime(2026, 1, 5, 8)
UNTIL = datetime(2026, 6, 1)
SHORT_FRIDAY = Calendar("1", "Short Friday", {**STANDARD.weekdays, 4: ((480, 720),)})
DAY_AND_NIGHT = Calendar("2", "Day and night", dict.fromkeys(range(7), ((0, 1440),)))


@pytest.mark.parametrize(
    ("calendar", "exact", "unit", "minutes", "is_exact"),
    [
        (STANDARD, [480, 960, 0], "days", 480, True),
        (STANDARD, [480, 240], "hours", 60, True),
        (STANDARD, [480, 90], "half hours", 30, True),
        (STANDARD, [45], "quarter hours", 15, True),
        (STANDARD, [7], "quarter hours", 15, False),
        (SHORT_FRIDAY, [480], "hours", 60, True),
        (DAY_AND_NIGHT, [1440], "days", 1440, True),
    ],
)
def test_periods_are_as_long_as_all_stays_exact(calendar, exact, unit, minutes, is_exact):
    axis, told = fitting_axis(WorkingTime(calendar, MIDNIGHT), exact, UNTIL)
    assert (axis.unit, axis.minutes, told) == (unit, minutes, is_exact)


def test_days_begin_in_the_morning_and_end_in_the_evening():
    axis = working_days(date(2026, 1, 3))
    assert axis.start(0) == MONDAY
    assert axis.finish(5) == datetime(2026, 1, 9, 17)
    assert axis.start(5) == datetime(2026, 1, 12, 8)
    assert axis.at_or_after(datetime(2026, 1, 5, 9)) == 1
    assert axis.until(datetime(2026, 1, 5, 9)) == 0
    assert axis.at_or_after(axis.finish(7)) == axis.until(axis.start(7)) == 7


def test_what_runs_through_nights_and_weekends_takes_the_most_that_it_can():
    axis = working_days(MONDAY.date())
    two_days = 2 * 24 * 60
    # from Monday morning until Wednesday morning; from Friday over the weekend one day
    assert axis.longest(None, two_days, UNTIL) == 2
    assert axis.longest_wait(two_days, UNTIL, from_finish=True) == 2
    # a day back from any start may be a day of the weekend, from any evening it is a working day
    assert axis.longest_wait(-24 * 60, UNTIL, from_finish=False) == 0
    assert axis.longest_wait(-24 * 60, UNTIL, from_finish=True) == -1
    night = WorkingTime(DAY_AND_NIGHT, MONDAY)
    assert axis.longest(night, 24 * 60, UNTIL) == 1


def test_months_are_periods_too():
    months = DatedPeriods(lambda number: date(2026 + number // 12, number % 12 + 1, 1), "months")
    assert months.start(1) == datetime(2026, 2, 2, 8)  # the first is a Sunday
    assert months.finish(1) == datetime(2026, 1, 30, 17)
    assert months.position(0) == 0 and months.position(12) == 261 * 480


def test_axes_do_not_share_what_they_found():
    work = WorkingTime(STANDARD, MONDAY)
    days, hours = TimeAxis(work, 480, "days"), TimeAxis(work, 60, "hours")
    assert days.longest(None, 1440, UNTIL) == 1 and hours.longest(None, 1440, UNTIL) == 8


def test_months_beyond_all_calendars_have_days_too():
    def first_day(number):
        return date(2026 + number // 12, number % 12 + 1, 1)

    months = DatedPeriods(first_day, "months")
    assert months.finish(12).date() == date(2026, 12, 31)
    assert months.start(3_600).date() == date(2326, 1, 1)
    assert months.finish(3_600).date() == date(2325, 12, 31)
