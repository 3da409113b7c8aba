"""Working time counted in periods: the coarsest that says everything exactly, and dates of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from datetime import date, datetime, time, timedelta

from pmo_toolkit.plan_files.base.calendars import STANDARD, USUAL_HOURS, Calendar, WorkingTime

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
        self._spans: dict[tuple[int, int, datetime], frozenset[int]] = {}

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
        """Most periods that minutes take, wherever they begin before `until`.

        Parameters
        ----------
        other : WorkingTime or None
            Calendar that the minutes are counted in; None for day and night.
        """
        return max(self._taken(other, minutes, until))

    def shortest(self, other: WorkingTime | None, minutes: int, until: datetime) -> int:
        """Fewest periods that minutes take; see `longest`."""
        return min(self._taken(other, minutes, until))

    def _taken(self, other: WorkingTime | None, minutes: int, until: datetime) -> frozenset[int]:
        key = (id(other), minutes, until)
        if key not in self._spans:
            starts = range(max(1, min(self.at_or_after(until), _MOST_STARTS)))
            self._spans[key] = frozenset(self._periods(other, minutes, start) for start in starts)
        return self._spans[key]

    def _periods(self, other: WorkingTime | None, minutes: int, period: int) -> int:
        """Periods until minutes are over that begin in a period."""
        start = self.start(period)
        if other is None:
            end = start + timedelta(minutes=minutes)
        else:
            end = other.moment(other.minutes(start) + minutes, ends=True)
        return max(0, self.at_or_after(end) - period)


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
