"""Hours that are left of a role in each month, before a proposal takes any.

Net = gross − absence − run work − tickets − work under way. A blank cell never flatters: it is
taken as the largest that the role's other months state, and where none does, as the largest share
of gross hours that another role states (`usual_shares`). Hours of such a month are marked as *at
most* these, since what is blank may be more than all that is stated, and the cell is asked for.
A month without gross hours is not known. Work under way whose hours are blank takes the largest
that other work takes of the role or that itself takes of another role; where neither is stated, it
takes all hours of the role until it ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.capacity.months import first_days, month_number
from pmo_toolkit.analysis.capacity.running_work import RunningWork, hours_a_month, shares_worked
from pmo_toolkit.analysis.capacity.usual_shares import TAKEN, UsualShare, UsualShares

HOURS = "hours"
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
    supposed : mapping of str to UsualShare
        Those of `never_stated` of which a share of the gross hours is taken off: the high one.
    blank : ndarray of bool, shape (months,), optional
        Months of which something that takes hours is not stated; None: of none.
    work_set_aside : tuple of int
        Rows of work under way that cannot be used: they may take hours of the role.
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
    supposed: Mapping[str, UsualShare] = field(default_factory=dict)
    blank: NDArray[np.bool_] | None = None
    work_set_aside: tuple[int, ...] = ()

    @property
    def last(self) -> int:
        """Number of the last month."""
        return self.first + len(self.before) - 1

    @property
    def is_at_most(self) -> bool:
        """Whether less may be left in any month, since something that takes hours is blank."""
        return self.is_at_most_within(self.first, len(self.before))

    def is_at_most_within(self, first: int, months: int) -> bool:
        """Whether less may be left in some months, since something that takes hours is blank.

        Parameters
        ----------
        first : int
            Number of the first month that is looked at.
        months : int
        """
        if self.work_set_aside or set(self.hours_unknown) - set(self.all_taken):
            return True
        own = slice(max(first - self.first, 0), max(first + months - self.first, 0))
        return self.blank is not None and bool(self.blank[own].any())

    def blank_months(self, column: str, first: int) -> tuple[int, ...]:
        """Numbers of the known months from `first` on of which a column is not stated."""
        blank = np.isnan(self.stated[column]) & ~np.isnan(self.before)
        numbers = (self.first + int(place) for place in np.flatnonzero(blank))
        return tuple(number for number in numbers if number >= first)

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


def role_hours(
    capacity: pd.DataFrame, role: str, work: Sequence[RunningWork], usual: UsualShares | None = None
) -> RoleHours | None:
    """Hours of one role; None where no month states any.

    Parameters
    ----------
    capacity : DataFrame
        The table, or its rows of this role.
    role : str
    work : sequence of RunningWork
    usual : mapping of str to UsualShare, optional
        What is taken off of that which no month of the role states, from `usual_shares`.
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
    never = tuple(name for name in TAKEN if np.isnan(stated[name]).all())
    supposed = {name: share for name, share in (usual or {}).items() if name in never}
    before = _before(stated, supposed)
    blank = np.logical_or.reduce([np.isnan(stated[name]) for name in TAKEN]) & ~np.isnan(before)
    most = np.nan_to_num(np.maximum(before, 0.0))[:, None]
    taken = hours_of_running_work(work, role, first_days(np.arange(first, last + 2)), most)
    return RoleHours(
        role,
        first,
        stated,
        before,
        taken.hours,
        never,
        taken.going_on,
        taken.hours_unknown,
        all_taken=taken.all_taken,
        supposed=supposed,
        blank=blank,
    )


def _before(
    stated: Mapping[str, NDArray[np.float64]], supposed: UsualShares
) -> NDArray[np.float64]:
    """Gross hours less all that takes them; what is supposed alone leaves no less than nothing."""
    gross = stated["gross_hours"]
    before = gross.copy()
    for name in TAKEN:
        if not np.isnan(stated[name]).all():
            largest = float(np.nanmax(stated[name]))
            before -= np.where(np.isnan(stated[name]), largest, stated[name])
    share = sum(usual.high for usual in supposed.values())
    return np.maximum(before - share * gross, np.minimum(before, 0.0))


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

    What counts where hours are not stated is said in `hours_a_month`.

    Parameters
    ----------
    work : sequence of RunningWork
    role : str
    days : ndarray of shape (months + 1,)
        First days of the months and of the one after them.
    most : ndarray of shape (months, draws) or (months, 1)
        All hours of the role in each month.
    """
    monthly = hours_a_month(work, role)
    concerned = [project for project in work if project.project in monthly]
    total = np.zeros((len(days) - 1, 1), dtype=np.float32)
    for project in concerned:
        hours = monthly[project.project]
        taken = shares_worked(project, days) * (most if hours is None else np.float32(hours))
        total = np.asarray(total + taken, dtype=np.float32)
    return HoursTaken(
        total,
        tuple(project.project for project in concerned if project.finish is None),
        tuple(project.project for project in concerned if project.hours_of(role) is None),
        tuple(name for name, hours in monthly.items() if hours is None),
    )


def _usable(column: pd.Series) -> NDArray[np.float64]:
    """Hours of a column; what lies below nought is as good as not stated."""
    values = column.to_numpy(dtype=float, copy=True)
    values[~(values >= 0) | np.isinf(values)] = np.nan
    return values
