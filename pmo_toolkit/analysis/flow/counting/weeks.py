"""Days and dates as weeks that begin on a Monday, and what was finished in each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Days since 1 January 1970, a Thursday, of the first Monday.
_FIRST_MONDAY = 4
DAYS_A_WEEK = 7


def monday_of(days: NDArray[np.int64]) -> NDArray[np.int64]:
    """The Monday of the week of each day, as days since 1 January 1970."""
    shifted = np.asarray(days, dtype=np.int64) - _FIRST_MONDAY
    return np.asarray(shifted // DAYS_A_WEEK * DAYS_A_WEEK + _FIRST_MONDAY)


def day_text(day: int) -> str:
    """A day since 1 January 1970 as ISO 8601."""
    return str(np.datetime64(int(day), "D"))


@dataclass(frozen=True, eq=False)
class WeeklyItems:
    """What a team finished in each whole week.

    Parameters
    ----------
    team : str
    first : int
        Monday of the first week, as days since 1 January 1970.
    items : ndarray of float, shape (n,)
        Items of each week, weeks without any included.
    """

    team: str
    first: int
    items: NDArray[np.float64]

    def monday(self, week: int) -> str:
        """Monday of the week at a place, counted from 0, as ISO 8601."""
        return day_text(self.first + DAYS_A_WEEK * week)

    def __len__(self) -> int:
        return len(self.items)


def weekly_items(
    team: str,
    days: NDArray[np.int64],
    items: NDArray[np.float64],
    *,
    first: int | None = None,
    until: int | None = None,
) -> WeeklyItems:
    """Sum up by weeks; a week that is missing in between finished nothing.

    Parameters
    ----------
    team : str
    days : ndarray of int, shape (n,)
        Days since 1 January 1970 on which something was finished.
    items : ndarray of float, shape (n,)
        How many each time.
    first : int, optional
        Day in the first week; the earliest of `days` where it is not given.
    until : int, optional
        Weeks that are not over on this day do not count, and days after it neither; the last week
        of `days` counts as over where it is not given.
    """
    if not len(days):
        return WeeklyItems(team, 0, np.empty(0))
    mondays = monday_of(days)
    start = int(mondays.min() if first is None else monday_of(np.asarray([first]))[0])
    end = int(mondays.max()) + DAYS_A_WEEK
    if until is not None:
        end = int(monday_of(np.asarray([until]))[0])
    weeks = max(0, (end - start) // DAYS_A_WEEK)
    places = (mondays - start) // DAYS_A_WEEK
    inside = (places >= 0) & (places < weeks)
    counted = np.bincount(places[inside], weights=items[inside], minlength=weeks)
    return WeeklyItems(team, start, np.asarray(counted, dtype=float))
