"""Quarters in which work can begin, and the budget year that each of them lies in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pmo_toolkit.core.number_format import fiscal_year

MONTHS = 3
_BEGINNING = dt.date(1970, 1, 1)


@dataclass(frozen=True)
class PlanQuarters:
    """Quarters that follow one another, aligned to the fiscal year.

    Parameters
    ----------
    first : int
        Number of the first month: twelve times its year plus its place in the year, from nought.
    count : int
    fiscal_start : int
        Month, 1 to 12, in which the fiscal year begins.
    """

    first: int
    count: int
    fiscal_start: int = 1

    @classmethod
    def after(cls, day: dt.date, count: int, fiscal_start: int) -> PlanQuarters:
        """The first quarters that begin on a day or after it."""
        soonest = day.year * 12 + day.month - 1 + (day.day > 1)
        return cls(soonest + (fiscal_start - 1 - soonest) % MONTHS, count, fiscal_start)

    @property
    def years(self) -> tuple[str, ...]:
        """Budget year of each quarter, such as ``2027`` or ``2027/28``."""
        return tuple(self._year(place) for place in range(self.count))

    @property
    def names(self) -> tuple[str, ...]:
        """Such as ``2027-Q1``: budget year, and quarter of that year."""
        return tuple(
            f"{self._year(place)}-Q{self._months_into(place) // MONTHS + 1}"
            for place in range(self.count)
        )

    def first_day(self, place: int) -> int:
        """First day of a quarter as days since 1 January 1970."""
        month = self.first + MONTHS * place
        return (dt.date(month // 12, month % 12 + 1, 1) - _BEGINNING).days

    def last_day(self, place: int) -> int:
        """Last day of a quarter as days since 1 January 1970."""
        return self.first_day(place + 1) - 1

    def _months_into(self, place: int) -> int:
        """Months from the beginning of the fiscal year to a quarter."""
        return (self.first + MONTHS * place - (self.fiscal_start - 1)) % 12

    def _year(self, place: int) -> str:
        begins = self.first + MONTHS * place - self._months_into(place)
        return fiscal_year(begins // 12, self.fiscal_start)
