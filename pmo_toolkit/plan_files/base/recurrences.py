"""Days that exceptions of a calendar in Microsoft Project fall on.

Values follow the schema of MSPDI: kinds 1 to 6, days of the week as a sum of powers of two from
Sunday, months from 0.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

DAILY, YEARLY_DAY, YEARLY_POSITION, MONTHLY_DAY, MONTHLY_POSITION, WEEKLY = "123456"
KINDS = (DAILY, YEARLY_DAY, YEARLY_POSITION, MONTHLY_DAY, MONTHLY_POSITION, WEEKLY)
_LAST = 4
_DAY, _WEEKDAY, _WEEKEND_DAY = 0, 1, 2


@dataclass(frozen=True)
class Recurrence:
    """When an exception holds.

    Parameters
    ----------
    first, last : date
        Between which it holds, both included.
    kind : str
        One of `KINDS`.
    every : int
        Days, weeks, months or years from one to the next.
    days_of_week : int
        Sum of 1 for Sunday, 2 for Monday, … 64 for Saturday; for weekly ones.
    item : int
        0 for any day, 1 a day from Monday to Friday, 2 a day of the weekend, 3 Sunday … 9 Saturday;
        for those by position.
    position : int
        0 for the first of a month … 3 the fourth, 4 the last.
    month : int
        From 0; for yearly ones.
    day_of_month : int
    """

    first: date
    last: date
    kind: str = DAILY
    every: int = 1
    days_of_week: int = 127
    item: int = 0
    position: int = 0
    month: int = 0
    day_of_month: int = 1

    def __contains__(self, day: date) -> bool:
        if not self.first <= day <= self.last:
            return False
        if self.kind == DAILY:
            return (day - self.first).days % self.every == 0
        if self.kind == WEEKLY:
            weeks = (_sunday_before(day) - _sunday_before(self.first)).days // 7
            return weeks % self.every == 0 and bool(self.days_of_week >> _from_sunday(day) & 1)
        if self.kind in (YEARLY_DAY, YEARLY_POSITION):
            in_turn = day.month == self.month + 1 and (day.year - self.first.year) % self.every == 0
        else:
            months = (day.year - self.first.year) * 12 + day.month - self.first.month
            in_turn = months % self.every == 0
        return in_turn and day == self._day_in_month(day)

    def _day_in_month(self, day: date) -> date | None:
        """The day of the month of `day` on which it holds."""
        if self.kind in (YEARLY_DAY, MONTHLY_DAY):
            return _in_month(day, self.day_of_month)
        fitting = [other for other in _month(day) if self._fits(other)]
        if self.position >= _LAST:
            return fitting[-1]
        return fitting[self.position] if self.position < len(fitting) else None

    def _fits(self, day: date) -> bool:
        if self.item == _DAY:
            return True
        if self.item in (_WEEKDAY, _WEEKEND_DAY):
            return (day.weekday() < 5) == (self.item == _WEEKDAY)
        return _from_sunday(day) == self.item - 3


def _from_sunday(day: date) -> int:
    return day.isoweekday() % 7


def _sunday_before(day: date) -> date:
    return day - timedelta(days=_from_sunday(day))


def _month(day: date) -> Iterator[date]:
    last = calendar.monthrange(day.year, day.month)[1]
    return (day.replace(day=number) for number in range(1, last + 1))


def _in_month(day: date, number: int) -> date | None:
    last = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=number) if 1 <= number <= last else None
