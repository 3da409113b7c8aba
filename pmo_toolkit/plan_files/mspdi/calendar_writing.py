"""A calendar as Microsoft Project writes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmo_toolkit.plan_files.base.calendars import MINUTES_PER_DAY, Calendar, Hours
from pmo_toolkit.plan_files.base.recurrences import DAILY, Recurrence
from pmo_toolkit.plan_files.mspdi.elements import Element, element, leaf

#: Uid of the base calendar, before those of resources.
UID = 1
#: Working times that the schema allows in a day.
_MOST_TIMES = 5


def calendar_element(calendar: Calendar) -> Element:
    """The element ``Calendar`` of a base calendar with the same hours."""
    flat = calendar.flat()
    children = [
        leaf("UID", UID),
        leaf("Name", flat.name or "Standard"),
        leaf("IsBaseCalendar", 1),
        leaf("BaseCalendarUID", -1),
        element(
            "WeekDays",
            [_weekday(weekday, flat.weekdays.get(weekday, ())) for weekday in (6, *range(6))],
        ),
    ]
    if flat.exceptions:
        exceptions = [_exception(recurrence, hours) for recurrence, hours in flat.exceptions]
        children.append(element("Exceptions", exceptions))
    if flat.weeks:
        children.append(element("WorkWeeks", list(_weeks(flat))))
    return element("Calendar", children)


def derived_calendar_element(uid: int, name: str) -> Element:
    """The element of a calendar, as each resource has one, with the hours of the base calendar."""
    return element(
        "Calendar",
        [
            leaf("UID", uid),
            leaf("Name", name),
            leaf("IsBaseCalendar", 0),
            leaf("BaseCalendarUID", UID),
        ],
    )


def _weekday(weekday: int, hours: Hours) -> Element:
    number = (weekday + 1) % 7 + 1  # from 0 for Monday to 1 for Sunday
    return element("WeekDay", [leaf("DayType", number), *_worked(hours)])


def _worked(hours: Hours) -> Iterator[Element]:
    yield leaf("DayWorking", int(bool(hours)))
    if hours:
        yield element(
            "WorkingTimes",
            [
                element(
                    "WorkingTime",
                    [leaf("FromTime", time_text(from_)), leaf("ToTime", time_text(to))],
                )
                for from_, to in hours[:_MOST_TIMES]
            ],
        )


def time_text(minute: int) -> str:
    """A minute of a day as a time; its end is midnight."""
    hour, rest = divmod(minute % MINUTES_PER_DAY, 60)
    return f"{hour:02}:{rest:02}:00"


def _period(first: date, last: date) -> Element:
    return element(
        "TimePeriod",
        [leaf("FromDate", f"{first}T00:00:00"), leaf("ToDate", f"{last}T23:59:00")],
    )


def _exception(recurrence: Recurrence, hours: Hours) -> Element:
    days = (recurrence.last - recurrence.first).days + 1
    children = [
        leaf("EnteredByOccurrences", 0),
        _period(recurrence.first, recurrence.last),
        leaf("Occurrences", max(1, days // recurrence.every)),
        leaf("Type", recurrence.kind),
        leaf("Period", recurrence.every),
    ]
    if recurrence.kind != DAILY:
        children += [
            leaf("DaysOfWeek", recurrence.days_of_week),
            leaf("MonthItem", recurrence.item),
            leaf("MonthPosition", recurrence.position),
            leaf("Month", recurrence.month),
            leaf("MonthDay", recurrence.day_of_month),
        ]
    return element("Exception", [*children, *_worked(hours)])


def _weeks(calendar: Calendar) -> Iterator[Element]:
    for number, (first, last, weekdays) in enumerate(calendar.weeks, start=1):
        days = [_weekday(weekday, hours) for weekday, hours in sorted(weekdays.items())]
        yield element(
            "WorkWeek",
            [_period(first, last), leaf("Name", f"Week {number}"), element("WeekDays", days)],
        )
