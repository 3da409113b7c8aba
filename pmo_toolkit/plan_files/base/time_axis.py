"""Working time counted in periods: the coarsest that says everything exactly, and dates of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta

from pmo_toolkit.plan_files.base.calendars import (
    STANDARD,
    USUAL_HOURS,
    Calendar,
    NoWorkingTime,
    WorkingTime,
)

DAYS = "days"
_USUAL_MINUTES = sum(to - from_ for from_, to in USUAL_HOURS)
#: Minutes of a period that is no working day, and what it is called, coarsest first.
_FINER = ((60, "hours"), (30, "half hours"), (15, "quarter hours"))
#: Starts that are tried for what depends on when it begins.
_MOST_STARTS = 5000


def working_days(first: date) -> TimeAxis:
    """Days from Monday to Friday, from the first of them on or after a day."""
    return TimeAxis(WorkingTime(STANDARD, _midnight(first)), _USUAL_MINUTES, DAYS)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())


def rounded_up(minutes: int, unit: int) -> int:
    """Periods that minutes need."""
    return -(-minutes // unit)


class Timetable(ABC):
    """When periods are.

    Parameters
    ----------
    work : WorkingTime
        Hours that are worked.
    unit : str
        What a period is called.
    """

    def __init__(self, work: WorkingTime, unit: str):
        self.work, self.unit = work, unit

    @abstractmethod
    def position(self, period: int) -> int:
        """Working minutes before a period."""

    def start(self, period: int) -> datetime:
        """When work begins that starts in a period."""
        return self.work.moment(self.position(period))

    def finish(self, period: int) -> datetime:
        """When work ends that is finished before a period."""
        return self.work.moment(self.position(period), ends=True)

    def last_day(self, period: int) -> date:
        """The last day on which work is done that is finished before a period."""
        return self.finish(period).date()

    def span(self, start: int, finish: int) -> tuple[datetime, datetime]:
        """Start and finish; what takes no time stands where the work before it ended."""
        end = self.finish(finish)
        return (end if start == finish else self.start(start)), end


class DatedPeriods(Timetable):
    """Periods that begin on stated days, such as months.

    Parameters
    ----------
    first_day : callable
        Period → its first day.
    unit : str
    calendar : Calendar
    """

    def __init__(self, first_day: Callable[[int], date], unit: str, calendar: Calendar = STANDARD):
        super().__init__(WorkingTime(calendar, _midnight(first_day(0))), unit)
        self._first_day = first_day

    def position(self, period: int) -> int:
        """Working minutes before the period's first day."""
        return self.work.minutes(_midnight(self._first_day(period)))

    def start(self, period: int) -> datetime:
        """When work begins that starts in a period; later than calendars reach, its first day."""
        try:
            return super().start(period)
        except NoWorkingTime:
            return _midnight(self._first_day(period))

    def finish(self, period: int) -> datetime:
        """When work ends that is finished before a period; later, the day before it."""
        try:
            return super().finish(period)
        except NoWorkingTime:
            return _midnight(self.last_day(period))

    def last_day(self, period: int) -> date:
        """The day before a period, whether anybody works on it or not."""
        return self._first_day(period) - timedelta(days=1)


class TimeAxis(Timetable):
    """Periods of equal working time of the project's calendar.

    Parameters
    ----------
    work : WorkingTime
        Of the project's calendar.
    minutes : int
        Minutes in a period.
    unit : str
        What a period is called.
    """

    def __init__(self, work: WorkingTime, minutes: int, unit: str):
        super().__init__(work, unit)
        self.minutes = minutes
        self._longest: dict[tuple[int, int, datetime], int] = {}

    def position(self, period: int) -> int:
        """Working minutes before a period."""
        return period * self.minutes

    def at_or_after(self, moment: datetime) -> int:
        """The first period that begins at or after a moment."""
        return rounded_up(self.work.minutes(moment), self.minutes)

    def until(self, moment: datetime) -> int:
        """Periods that are over at a moment."""
        return self.work.minutes(moment) // self.minutes

    def longest(self, other: WorkingTime | None, minutes: int, until: datetime) -> int:
        """Most periods that work takes, wherever it begins before `until`.

        Parameters
        ----------
        other : WorkingTime or None
            Calendar that the minutes are counted in; None for day and night.
        """
        key = (id(other), minutes, until)
        if key not in self._longest:
            starts = range(max(1, min(self.at_or_after(until), _MOST_STARTS)))
            self._longest[key] = max(self._periods(other, minutes, start) for start in starts)
        return self._longest[key]

    def _periods(self, other: WorkingTime | None, minutes: int, period: int) -> int:
        """Periods that work takes which begins in a period."""
        start = self.start(period)
        if other is None:
            end = start + timedelta(minutes=minutes)
        else:
            end = other.moment(other.minutes(start) + minutes, ends=True)
        return max(0, self.at_or_after(end) - period)

    def longest_wait(self, minutes: int, until: datetime, *, from_finish: bool) -> int:
        """Most periods that a lag through nights and weekends takes; below 0 for one backwards.

        Parameters
        ----------
        minutes : int
        until : datetime
            Waits that begin before it are looked at.
        from_finish : bool
            Whether the wait begins when work ends, rather than when it starts.
        """
        key = (-int(from_finish) - 1, minutes, until)
        if key not in self._longest:
            origin, waits = self.start(0), []
            for period in range(max(2, min(self.at_or_after(until), _MOST_STARTS))):
                begins = self.finish(period) if from_finish else self.start(period)
                ends = begins + timedelta(minutes=minutes)
                if ends >= origin:
                    waits.append(self.at_or_after(ends) - period)
            self._longest[key] = max(waits, default=0)
        return self._longest[key]


def fitting_axis(
    work: WorkingTime, exact: Collection[int], until: datetime
) -> tuple[TimeAxis, bool]:
    """The axis with the longest periods that say everything exactly, and whether they do.

    Parameters
    ----------
    work : WorkingTime
        Of the project's calendar.
    exact : collection of int
        Working minutes, from the origin or long, that should be whole periods.
    until : datetime
        Days are looked at up to it.
    """
    lengths = work.day_lengths(until)
    candidates = [*_FINER]
    if len(lengths) == 1:
        candidates.insert(0, (max(lengths), DAYS))
    for minutes, unit in candidates:
        if all(figure % minutes == 0 for figure in lengths.union(exact)):
            return TimeAxis(work, minutes, unit), True
    return TimeAxis(work, *_FINER[-1]), False
