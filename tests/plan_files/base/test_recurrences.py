"""Days on which exceptions of calendars fall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pmo_toolkit.plan_files.base.recurrences import (
    DAILY,
    MONTHLY_DAY,
    MONTHLY_POSITION,
    WEEKLY,
    YEARLY_DAY,
    YEARLY_POSITION,
    Recurrence,
)

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


def days(**values):
    recurrence = Recurrence(FIRST, LAST, **values)
    all_days = (FIRST + timedelta(days=number) for number in range(-5, 735))
    return [day for day in all_days if day in recurrence]


def test_every_day_and_every_third():
    assert len(days(kind=DAILY)) == 730
    assert days(kind=DAILY, every=3)[:2] == [date(2026, 1, 1), date(2026, 1, 4)]


def test_every_second_friday():
    fridays = days(kind=WEEKLY, every=2, days_of_week=32)
    assert fridays[:2] == [date(2026, 1, 2), date(2026, 1, 16)]
    assert {day.weekday() for day in fridays} == {4}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"kind": YEARLY_DAY, "month": 11, "day_of_month": 25}, ["2026-12-25", "2027-12-25"]),
        ({"kind": YEARLY_DAY, "month": 1, "day_of_month": 29}, []),  # no leap year
        # the fourth Thursday of November, the last Monday of May
        (
            {"kind": YEARLY_POSITION, "month": 10, "item": 7, "position": 3},
            ["2026-11-26", "2027-11-25"],
        ),
        (
            {"kind": YEARLY_POSITION, "month": 4, "item": 4, "position": 4},
            ["2026-05-25", "2027-05-31"],
        ),
    ],
)
def test_days_of_a_year(values, expected):
    assert [day.isoformat() for day in days(**values)] == expected


def test_days_of_months():
    assert days(kind=MONTHLY_DAY, every=6, day_of_month=31)[:2] == [
        date(2026, 1, 31),
        date(2026, 7, 31),
    ]
    last_weekdays = days(kind=MONTHLY_POSITION, item=1, position=4)
    assert last_weekdays[:2] == [date(2026, 1, 30), date(2026, 2, 27)]
    assert days(kind=MONTHLY_POSITION, item=2, position=0)[0] == date(2026, 1, 3)
    assert days(kind=MONTHLY_POSITION, item=0, position=1)[0] == date(2026, 1, 2)
