"""Working times: which minutes of which days are worked, by weekday, period and exception."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from pmo_toolkit.plan_files.base.recurrences import Recurrence

#: Minutes of a day from and to which work goes on, ascending.
Hours = tuple[tuple[int, int], ...]
MINUTES_PER_DAY = 24 * 60
#: What Microsoft Project takes where hours are not stated.
USUAL_HOURS: Hours = ((8 * 60, 12 * 60), (13 * 60, 17 * 60))
#: Beyond it a calendar is taken to be without working time.
_MOST_IDLE_DAYS = 3 * 366
#: A century later than any plan of today; what ends no sooner never ends.
_LAST_YEAR = 2200


@dataclass(frozen=True)
class Calendar:
    """When work is done.

    Parameters
    ----------
    uid, name : str
    weekdays : mapping of int to Hours
        Weekday from 0 for Monday → hours; a weekday that is absent follows `base`.
    weeks : tuple of (date, date, mapping)
        Other weekdays in a period, both ends included.
    exceptions : tuple of (Recurrence, Hours)
        Days with other hours; the first that holds counts.
    base : Calendar or None
        What holds where this one says nothing.
    """

    uid: str
    name: str
    weekdays: Mapping[int, Hours] = field(default_factory=dict)
    weeks: tuple[tuple[date, date, Mapping[int, Hours]], ...] = ()
    exceptions: tuple[tuple[Recurrence, Hours], ...] = ()
    base: Calendar | None = None

    def hours(self, day: date) -> Hours:
        """Working hours of a day; exceptions come before weeks, and weeks before weekdays."""
        exceptional = self._exceptional(day)
        return self._usual(day) if exceptional is None else exceptional

    def _exceptional(self, day: date) -> Hours | None:
        for recurrence, hours in self.exceptions:
            if day in recurrence:
                return hours
        return None if self.base is None else self.base._exceptional(day)

    def _usual(self, day: date) -> Hours:
        for first, last, weekdays in self.weeks:
            if first <= day <= last and day.weekday() in weekdays:
                return weekdays[day.weekday()]
        if day.weekday() in self.weekdays:
            return self.weekdays[day.weekday()]
        return () if self.base is None else self.base._usual(day)

    @property
    def is_plain(self) -> bool:
        """Whether it adds nothing to its base."""
        own = bool(self.weekdays) or bool(self.weeks) or bool(self.exceptions)
        return self.base is not None and not own and (self.base.base is None or self.base.is_plain)

    def flat(self) -> Calendar:
        """The same hours in a calendar that rests on none."""
        if self.base is None:
            return self
        base = self.base.flat()
        return Calendar(
            self.uid,
            self.name,
            {**base.weekdays, **self.weekdays},
            (*self.weeks, *base.weeks),
            (*self.exceptions, *base.exceptions),
        )


STANDARD = Calendar(
    "", "Standard", {weekday: USUAL_HOURS if weekday < 5 else () for weekday in range(7)}
)


class NoWorkingTime(Exception):
    """A calendar in which nobody works."""


class WorkingTime:
    """Working minutes of a calendar, counted from a moment on.

    Parameters
    ----------
    calendar : Calendar
    origin : datetime
        Counting begins with the first working minute at or after it.

    Raises
    ------
    NoWorkingTime
        Where years pass without work; methods raise it too.
    """

    def __init__(self, calendar: Calendar, origin: datetime):
        self.calendar = calendar
        self._origin, self._day = origin, origin.date()
        self._before: list[int] = []  # minutes before each block of work
        self._starts: list[datetime] = []
        self._ends: list[datetime] = []
        self._minutes = 0
        self._add_day()

    def moment(self, minutes: int, *, ends: bool = False) -> datetime:
        """The moment at which so many minutes are worked.

        Where work is interrupted just then, it is when work goes on, or, with `ends`, when it
        stopped.
        """
        while self._minutes <= minutes:
            self._add_day()
        if ends and minutes:
            block = bisect_left(self._before, minutes) - 1
        else:
            block = bisect_right(self._before, minutes) - 1
        return self._starts[block] + timedelta(minutes=minutes - self._before[block])

    def minutes(self, moment: datetime) -> int:
        """Minutes worked before a moment; 0 where it is before the origin."""
        while self._starts[-1] < moment:
            self._add_day()
        block = bisect_left(self._starts, moment) - 1
        if block < 0:
            return 0
        worked = min(moment, self._ends[block]) - self._starts[block]
        return self._before[block] + int(worked.total_seconds() // 60)

    def day_lengths(self, until: datetime) -> set[int]:
        """Minutes that days with work have, up to a moment."""
        self.minutes(until)
        lengths: dict[date, int] = {}
        for start, end in zip(self._starts, self._ends, strict=True):
            minutes = int((end - start).total_seconds() // 60)
            lengths[start.date()] = lengths.get(start.date(), 0) + minutes
        return set(lengths.values())

    def blocks(self, until: datetime) -> list[tuple[int, datetime, datetime]]:
        """Uninterrupted work up to a moment: minutes before it, its start and its end."""
        self.minutes(until)
        blocks = zip(self._before, self._starts, self._ends, strict=True)
        return [(before, start, min(end, until)) for before, start, end in blocks if start < until]

    def _add_day(self) -> None:
        """Count the hours of the next day on which work is done."""
        for _ in range(_MOST_IDLE_DAYS):
            midnight = datetime.combine(self._day, time())
            if self._day.year >= _LAST_YEAR:
                break
            self._day += timedelta(days=1)
            known = len(self._starts)
            for from_, to in self.calendar.hours(midnight.date()):
                start = max(midnight + timedelta(minutes=from_), self._origin)
                end = midnight + timedelta(minutes=to)
                if start < end:
                    self._before.append(self._minutes)
                    self._starts.append(start)
                    self._ends.append(end)
                    self._minutes += int((end - start).total_seconds() // 60)
            if len(self._starts) > known:
                return
        raise NoWorkingTime(self.calendar.name)
