"""Months of a plan: numbered from the first that begins on or after the day of the plan.

Periods are whole months, since capacity and demand are stated by the month: halves of a month would
split hours of which nobody says in which half they fall. Days between two pieces of work are
rounded up to whole months, with a twentieth of a month to spare, so that 30 and 31 days are one
month.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass


@dataclass(frozen=True)
class PlanMonths:
    """The calendar of a plan.

    Parameters
    ----------
    first : date
        First day of month 0.
    """

    first: dt.date

    @classmethod
    def after(cls, as_of: dt.date) -> PlanMonths:
        """Months from the first that is still whole on a day."""
        if as_of.day == 1:
            return cls(as_of)
        return cls((as_of.replace(day=1) + dt.timedelta(days=32)).replace(day=1))

    def number(self, day: dt.date) -> int:
        """Number of the month that a day falls into; below nought where it is over."""
        return (day.year - self.first.year) * 12 + day.month - self.first.month

    def number_from(self, day: dt.date) -> int:
        """Number of the first month that begins on or after a day."""
        return self.number(day) + (day.day > 1)

    def first_day(self, number: int) -> dt.date:
        """First day of a month."""
        months = self.first.year * 12 + self.first.month - 1 + number
        return dt.date(months // 12, months % 12 + 1, 1)

    def last_day(self, number: int) -> dt.date:
        """Last day of a month."""
        first = self.first_day(number)
        return first.replace(day=monthrange(first.year, first.month)[1])

    def name(self, number: int) -> str:
        """``YYYY-MM``."""
        return self.first_day(number).isoformat()[:7]

    def until(self, day: dt.date) -> float:
        """Months from the first day of the plan to the end of a day, below nought before it."""
        number = self.number(day)
        return number + day.day / self.last_day(number).day
