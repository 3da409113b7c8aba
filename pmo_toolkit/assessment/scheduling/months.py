"""Months of a plan: numbered from the first that begins on or after the day of the plan.

Periods are whole months, since capacity and demand are stated by the month: halves of a month would
split hours of which nobody says in which half they fall. Days between two pieces of work are
rounded up to whole months, with a twentieth of a month to spare, so that 30 and 31 days are one
month.
"""

from __future__ import annotations

import datetime as dt
import math
from calendar import monthrange
from dataclasses import dataclass

from pmo_toolkit.analysis.uncertainty.delivery import DAYS_A_MONTH

#: A length within so much of a whole number of months is that number.
_SPARE = 0.05


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


def whole_months(months: float) -> int:
    """Months that a length takes, rounded up.

    Examples
    --------
    >>> whole_months(2.02), whole_months(2.3), whole_months(0.0)
    (2, 3, 0)
    """
    return math.ceil(months - _SPARE)


def lag_months(days: float | None) -> int:
    """Whole months that a lag in days takes; below nought where two may overlap.

    Examples
    --------
    >>> lag_months(30), lag_months(31), lag_months(45), lag_months(-30), lag_months(None)
    (1, 1, 2, -1, 0)
    """
    return 0 if days is None else whole_months(days / DAYS_A_MONTH)
