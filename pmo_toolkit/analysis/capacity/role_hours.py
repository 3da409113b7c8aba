"""Hours that are left of a role in each month, before a proposal takes any.

Net = gross − absence − run work − tickets − work under way. A blank cell never flatters: it is
taken as the largest that the role's other months state. Where no month of a role states it, nothing
is taken off, the role is marked as one whose hours are *at most* these, and the cell is asked for.
A month without gross hours is not known. Work under way whose hours are blank takes the largest
that other work takes of the role or that itself takes of another role; where neither is stated, it
takes all hours of the role until it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.capacity.months import first_days, month_number
from pmo_toolkit.analysis.capacity.running_work import RunningWork, hours_taken, shares_worked

HOURS = "hours"
#: What is taken off the gross hours, in the order of the table.
TAKEN = ("absence_hours", "run_work_hours", "ticket_hours")
STATED = ("gross_hours", *TAKEN)


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
    spread : ndarray of shape (draws,), optional
        What is added to `before` in each draw, the same in all months.
    all_taken : tuple of str
        Those of `hours_unknown` that are taken to hold all hours of the role until they end.
    """

    role: str
    first: int
    stated: dict[str, NDArray[np.float64]]
    before: NDArray[np.float64]
    in_flight: NDArray[np.float32]
    never_stated: tuple[str, ...]
    going_on: tuple[str, ...]
    hours_unknown: tuple[str, ...]
    spread: NDArray[np.float32] | None = None
    all_taken: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """Number of the last month."""
        return self.first + len(self.before) - 1

    @property
    def is_at_most(self) -> bool:
        """Whether less may be left, since something that takes hours is not stated at all."""
        return bool(self.never_stated or set(self.hours_unknown) - set(self.all_taken))

    @property
    def missing(self) -> tuple[int, ...]:
        """Numbers of months up to the last that are not known."""
        return tuple(self.first + int(place) for place in np.flatnonzero(np.isnan(self.before)))

    def cells(self, number: int) -> dict[str, float | None]:
        """What the table states for a month, by column; None where nothing is stated."""
        place = number - self.first
        if not 0 <= place < len(self.before):
            return dict.fromkeys(STATED)
        found = {name: float(column[place]) for name, column in self.stated.items()}
        return {name: None if np.isnan(found.get(name, np.nan)) else found[name] for name in STATED}

    @cached_property
    def quantiles(self) -> tuple[tuple[Quantiles, Quantiles] | None, ...]:
        """Hours that work under way takes, and hours left, by month; None where not known."""
        return tuple(
            None if np.isnan(self.before[place]) else self._quantiles_at(place)
            for place in range(len(self.before))
        )

    def _quantiles_at(self, place: int) -> tuple[Quantiles, Quantiles]:
        net = self.net(self.first + place, 1)[0]
        return Quantiles.of(self.in_flight[place], HOURS), Quantiles.of(net, HOURS)

    def net(self, first: int, months: int) -> NDArray[np.float32]:
        """Hours left in each of some months.

        Not a number where a month before the end of the table is not known, infinite after its end:
        nobody knows that they do not suffice.

        Parameters
        ----------
        first : int
            Number of the first month that is wanted.
        months : int

        Returns
        -------
        ndarray of shape (months, draws) or (months, 1)
        """
        taken = self.in_flight if self.spread is None else self.in_flight - self.spread
        found = np.full((months, taken.shape[1]), np.nan, dtype=np.float32)
        found[max(self.last + 1 - first, 0) :] = np.inf
        low, high = max(first, self.first), min(first + months, self.last + 1)
        if low < high:
            own = slice(low - self.first, high - self.first)
            found[low - first : high - first] = (
                self.before[own, None].astype(np.float32) - taken[own]
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
    stated = {name: _usable(rows[name]) for name in STATED}
    before = stated["gross_hours"].copy()
    never = []
    for name in TAKEN:
        if np.isnan(stated[name]).all():
            never.append(name)
            continue
        largest = float(np.nanmax(stated[name]))
        before -= np.where(np.isnan(stated[name]), largest, stated[name])
    most = np.nan_to_num(np.maximum(before, 0.0))[:, None]
    taken = hours_of_running_work(work, role, first_days(np.arange(first, last + 2)), most)
    return RoleHours(
        role,
        first,
        stated,
        before,
        taken.hours,
        tuple(never),
        taken.going_on,
        taken.hours_unknown,
        all_taken=taken.all_taken,
    )


@dataclass(frozen=True, eq=False)
class HoursTaken:
    """What work under way takes of one role.

    Parameters
    ----------
    hours : ndarray of shape (months, draws) or (months, 1)
    going_on, hours_unknown, all_taken : tuple of str
        As in `RoleHours`.
    """

    hours: NDArray[np.float32]
    going_on: tuple[str, ...]
    hours_unknown: tuple[str, ...]
    all_taken: tuple[str, ...]


def hours_of_running_work(
    work: Sequence[RunningWork], role: str, days: NDArray[np.int64], most: NDArray[np.float64]
) -> HoursTaken:
    """Hours that all work under way takes of a role in each month.

    Work whose hours are not stated counts as the largest that other work takes of the role or that
    itself takes of another; where neither is stated, it takes all.

    Parameters
    ----------
    work : sequence of RunningWork
    role : str
    days : ndarray of shape (months + 1,)
        First days of the months and of the one after them.
    most : ndarray of shape (months, draws) or (months, 1)
        All hours of the role in each month.
    """
    concerned = [project for project in work if role in project.hours or project.without_role > 0]
    stated = [hours for project in concerned if (hours := project.hours_of(role)) is not None]
    total, all_taken = np.zeros((len(days) - 1, 1), dtype=np.float32), []
    for project in concerned:
        own = [hours for hours in project.hours.values() if hours is not None]
        taken = hours_taken(project, role, days, max((*stated, *own), default=None))
        if taken is None:
            all_taken.append(project.project)
            taken = shares_worked(project, days) * most
        total = np.asarray(total + taken, dtype=np.float32)
    return HoursTaken(
        total,
        tuple(project.project for project in concerned if project.finish is None),
        tuple(project.project for project in concerned if project.hours_of(role) is None),
        tuple(all_taken),
    )


def _usable(column: pd.Series) -> NDArray[np.float64]:
    """Hours of a column; what lies below nought is as good as not stated."""
    values = column.to_numpy(dtype=float, copy=True)
    values[~(values >= 0) | np.isinf(values)] = np.nan
    return values
