"""Calendars of tasks and resources beside the project's."""

from __future__ import annotations

import pytest

from tests.plan_files.mspdi.test_reading import activities, read, words  # noqa: F401
from tests.plan_files.written_plans import (
    DAY_OFF,
    WEEKDAY,
    assignment,
    calendar,
    exception,
    plan,
    resource,
    task,
)

#: Works from Monday to Wednesday.
PART = "".join((WEEKDAY if 2 <= day <= 4 else DAY_OFF).format(day=day) for day in range(1, 8))


def held(read, days, own, *, of_task=False):  # noqa: F811
    more = {"CalendarUID": 2} if of_task else {}
    return read(
        plan(
            [task(1, days, **more), task(2, 1)],
            calendars=[calendar(1), own],
            resources=[resource(1, 1, CalendarUID=1 if of_task else 2)],
            assignments=[assignment(1, 1)],
        )
    )


def test_a_holiday_of_a_resource_leaves_no_units(read):  # noqa: F811
    away = exception("2026-01-07", "2026-01-08")
    got = held(read, 2, calendar(2, f"<Exceptions>{away}</Exceptions>", base=1, weekdays=""))
    assert got.problem.unit == "days"
    assert got.problem.resources[0].changes == ((2, 0), (4, 1))
    assert activities(got)["1"].modes[0].duration == 2
    assert "is off at times when the project works" in words(got)


def test_tasks_longer_than_the_times_between_absences_take_longer(read):  # noqa: F811
    got = held(read, 4, calendar(2, base=1, weekdays=PART))
    assert got.problem.resources[0].changes == ()
    # from a Thursday: two days off, three at work, two off, and one more
    assert activities(got)["1"].modes[0].duration == 8
    assert activities(got)["2"].modes[0].duration == 1
    assert "off more often than its tasks are long" in words(got)


def test_a_calendar_that_says_the_same_is_no_other(read):  # noqa: F811
    got = held(read, 4, calendar(2, base=1))
    assert got.remarks == () and got.problem.resources[0].changes == ()


def test_half_days_make_hours_the_unit(read):  # noqa: F811
    mornings = WEEKDAY.replace(
        "<WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime>", ""
    )
    week = "".join((mornings if 2 <= day <= 6 else DAY_OFF).format(day=day) for day in range(1, 8))
    got = held(read, 0.5, calendar(2, base=1, weekdays=week))
    assert got.problem.unit == "hours"
    assert got.problem.resources[0].changes[:3] == ((4, 0), (8, 1), (12, 0))


@pytest.mark.parametrize(("days", "expected"), [(3, 5), (1, 3), (0, 0)])
def test_a_task_in_a_calendar_of_its_own_takes_the_most_that_it_can(read, days, expected):  # noqa: F811
    got = held(read, days, calendar(2, base=1, weekdays=PART), of_task=True)
    assert activities(got)["1"].modes[0].duration == expected
    assert ("calendar of its own" in words(got)) == bool(days)


def test_a_task_through_nights_and_weekends(read):  # noqa: F811
    got = read(plan([task(1, Duration="PT168H0M0S", DurationFormat=8)]))
    assert activities(got)["1"].modes[0].duration == 5
    assert "runs through nights and weekends" in words(got)


@pytest.mark.parametrize("base", [9, 2])
def test_a_calendar_that_rests_on_nothing_or_on_itself_is_told(read, base):  # noqa: F811
    got = held(read, 1, calendar(2, base=base, weekdays=""))
    assert "rests on one that it cannot rest on" in words(got)


def test_recurring_exceptions_and_exceptions_as_older_programs_wrote_them(read):  # noqa: F811
    fridays = exception("2026-01-01", "2026-12-31", Type=6, Period=1, DaysOfWeek=32)
    old = (
        "<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod>"
        "<FromDate>2026-01-06T00:00:00</FromDate><ToDate>2026-01-06T23:59:00</ToDate>"
        "</TimePeriod></WeekDay>"
    )
    unknown = exception("2026-01-01", "2026-01-02", Type=8)
    own = calendar(1, f"<Exceptions>{fridays}{unknown}</Exceptions>").replace(
        "<WeekDays>", f"<WeekDays>{old}"
    )
    got = read(plan([task(1)], calendars=[own]))
    assert got.dates.start(1).day == 7 and got.dates.start(3).day == 12
    assert "recurs in a way that is not known" in words(got)
