"""Hours that are left of a role in each month, before a proposal takes any.

Net = gross − absence − run work − tickets − work under way. A blank cell never flatters: it is
taken as the largest that the role's other months state. Where no month of a role states it, nothing
is taken off, the role is marked as one whose hours are *at most* these, and the cell is asked for.
A month without gross hours is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.capacity.months import first_days, month_number
from pmo_toolkit.analysis.capacity.running_work import RunningWork, hours_taken

#: What is taken off the gross hours, in the order of the table.
TAKEN = ("absence_hours", "run_work_hours", "ticket_hours")


@dataclass(frozen=True, eq=False)
class RoleHours:
    """Hours of one role over months that follow one another.

    Parameters
    ----------
    role : str
    first : int
        Number of the first month.
    stated : dict of str to ndarray of shape (months,)
        Column of the table → hours, not a number where nothing is stated.
    before : ndarray of shape (months,)
        Hours before work under way; not a number where the month is not known.
    in_flight : ndarray of shape (months, draws) or (months, 1)
        Hours that work under way takes.
    never_stated : tuple of str
        Columns that no month states.
    going_on : tuple of str
        Work under way whose finish nobody knows.
    hours_unknown : tuple of str
        Work under way whose hours nobody states.
    """

    role: str
    first: int
    stated: dict[str, NDArray[np.float64]]
    before: NDArray[np.float64]
    in_flight: NDArray[np.float32]
    never_stated: tuple[str, ...]
    going_on: tuple[str, ...]
    hours_unknown: tuple[str, ...]

    @property
    def last(self) -> int:
        """Number of the last month."""
        return self.first + len(self.before) - 1

    @property
    def is_at_most(self) -> bool:
        """Whether less may be left, since something that takes hours is not stated at all."""
        return bool(self.never_stated or self.hours_unknown)

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of months between the first and the last that are not known."""
        return tuple(self.first + int(place) for place in np.flatnonzero(np.isnan(self.before)))

    def net(self, first: int, months: int) -> NDArray[np.float32]:
        """Hours left in each of some months, not a number where a month is not known.

        Parameters
        ----------
        first : int
            Number of the first month that is wanted.
        months : int

        Returns
        -------
        ndarray of shape (months, draws) or (months, 1)
        """
        found = np.full((months, self.in_flight.shape[1]), np.nan, dtype=np.float32)
        low, high = max(first, self.first), min(first + months, self.last + 1)
        if low < high:
            own = slice(low - self.first, high - self.first)
            found[low - first : high - first] = (
                self.before[own, None].astype(np.float32) - self.in_flight[own]
            )
        return found


def role_hours(capacity: pd.DataFrame, role: str, work: Sequence[RunningWork]) -> RoleHours | None:
    """Hours of one role; None where no month states any.

    Parameters
    ----------
    capacity : DataFrame
        The table, or its rows of this role.
    role : str
    work : sequence of RunningWork
    """
    rows = capacity[(capacity["role"] == role) & capacity["month"].notna()]
    if rows.empty or not (rows["gross_hours"] >= 0).any():
        return None
    rows = rows.assign(month=[month_number(month) for month in rows["month"]])
    rows = rows.sort_values(["month", "gross_hours", *TAKEN], kind="stable")
    rows = rows.drop_duplicates("month").set_index("month")
    first, last = int(rows.index[0]), int(rows.index[-1])
    rows = rows.reindex(range(first, last + 1))
    stated = {name: _usable(rows[name]) for name in ("gross_hours", *TAKEN)}
    before = stated["gross_hours"].copy()
    never = []
    for name in TAKEN:
        if np.isnan(stated[name]).all():
            never.append(name)
            continue
        largest = float(np.nanmax(stated[name]))
        before -= np.where(np.isnan(stated[name]), largest, stated[name])
    in_flight, going_on, unknown = _taken(work, role, first, last)
    return RoleHours(role, first, stated, before, in_flight, tuple(never), going_on, unknown)


def _usable(column: pd.Series) -> NDArray[np.float64]:
    """Hours of a column; what lies below nought is as good as not stated."""
    values = column.to_numpy(dtype=float, copy=True)
    values[~(values >= 0) | np.isinf(values)] = np.nan
    return values


def _taken(
    work: Sequence[RunningWork], role: str, first: int, last: int
) -> tuple[NDArray[np.float32], tuple[str, ...], tuple[str, ...]]:
    """Hours that all work under way takes, (months, draws), and what is not known of it."""
    concerned = [project for project in work if role in project.hours]
    known = [hours for project in concerned if (hours := project.hours[role]) is not None]
    usual = max(known, default=None)
    days = first_days(np.arange(first, last + 2))
    total = np.zeros((last - first + 1, 1), dtype=np.float32)
    unknown, going_on = [], []
    for project in concerned:
        if project.finish is None:
            going_on.append(project.project)
        if project.hours[role] is None:
            unknown.append(project.project)
        taken = hours_taken(project, role, days, usual)
        if taken is not None:
            total = np.asarray(total + taken, dtype=np.float32)
    return total, tuple(going_on), tuple(unknown)
