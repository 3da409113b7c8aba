"""What twelve months of a service cost, beside what it is stated to cost a year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmo_toolkit.analysis.capability.shapes import ServiceMonth

_YEAR = 12


@dataclass(frozen=True)
class RecordedYear:
    """The last twelve months of ``service_costs``, as far as they are stated.

    Parameters
    ----------
    amount : float
        Their sum, money; never taken to a year.
    first, last : date
        First day of the first and of the last of the twelve months.
    months : int
        How many of them are stated.
    stated : float or None
        ``annual_cost``, money a year.
    differs : bool
        Whether both cannot be the same cost. Where months are missing, their sum is a part of the
        year, so that only more than the stated cost differs from it.
    """

    amount: float
    first: date
    last: date
    months: int
    stated: float | None
    differs: bool

    @property
    def is_whole(self) -> bool:
        """Whether all twelve months are stated."""
        return self.months == _YEAR


def month_sums(months: Sequence[ServiceMonth]) -> dict[date, float]:
    """First day of a month → what it cost; several rows of one month add up."""
    amounts: dict[date, float] = {}
    for one in months:
        day = one.month.replace(day=1)
        amounts[day] = amounts.get(day, 0.0) + one.amount
    return amounts


def recorded_year(
    months: Sequence[ServiceMonth], stated: float | None, tolerance: float
) -> RecordedYear | None:
    """Sum of the last twelve months that end with the newest stated; None without any.

    Parameters
    ----------
    months : sequence of ServiceMonth
        Of one service.
    stated : float or None
        ``annual_cost``, money a year.
    tolerance : float
        Up to this share of the greater of both they count as the same.
    """
    amounts = month_sums(months)
    if not amounts:
        return None
    last = max(amounts)
    number = last.year * _YEAR + last.month - _YEAR
    first = date(number // _YEAR, number % _YEAR + 1, 1)
    own = [amount for day, amount in amounts.items() if day >= first]
    amount = sum(own)
    differs = False
    if stated is not None:
        more = amount - stated
        gap = abs(more) if len(own) == _YEAR else max(0.0, more)
        differs = gap > tolerance * max(abs(amount), abs(stated))
    return RecordedYear(amount, first, last, len(own), stated, differs)
