"""Several options one after another: each takes its hours from what those before it leave.

What comes first takes first, in the same draws. An option of which no start is known within the
stated months is placed on the first month that is not ruled out, so that it is never forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.capacity.demand import Demand
from pmo_toolkit.analysis.capacity.months import first_days, month_number_of_days
from pmo_toolkit.analysis.capacity.remaining import Wish, last_stated
from pmo_toolkit.analysis.capacity.role_hours import RoleHours
from pmo_toolkit.analysis.capacity.starting import Net, Starts, starts

Months = NDArray[np.int64]
#: Days of a month on average; a lag in days is rounded up to whole months.
_DAYS_A_MONTH = 365.25 / 12
#: A month so far away that no start is known.
NEVER = np.int64(2**31)


class HoursLeft:
    """Hours of roles after those options that were placed before.

    Parameters
    ----------
    draws : int
    """

    def __init__(self, draws: int):
        self._draws = draws
        self._taken: dict[str, dict[int, NDArray[np.float32]]] = {}

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was placed yet."""
        return not self._taken

    def start(
        self,
        demand: Demand,
        hours: Mapping[str, RoleHours],
        wish: Wish,
        not_before: Months | None = None,
    ) -> Starts | None:
        """The earliest start of an option by what is left; None where no month is stated.

        Parameters
        ----------
        demand : Demand
        hours : mapping of str to RoleHours
        wish : Wish
        not_before : ndarray of shape (draws,), optional
            Number of the month before which it may not start; `NEVER` where that is not known.
        """
        last = last_stated(demand, hours)
        if last is None or last < wish.month:
            return None
        tried = last - wish.month + 1

        def net_of(role: str) -> Net | None:
            return self._net(hours[role], wish.month, tried) if role in hours else None

        shift = None if not_before is None else np.clip(not_before - wish.month, 0, tried)
        return starts(
            demand, net_of, first=wish.month, tried=tried, draws=self._draws, not_before=shift
        )

    def place(self, demand: Demand, found: Starts) -> None:
        """Take the hours of an option from its start on."""
        for role in demand.roles:
            taken = self._taken.setdefault(role.role, {})
            for shift in np.unique(found.at_least):
                here = found.at_least == shift
                for month, needed in role.months.items():
                    number = int(found.first + shift + month)
                    if number not in taken:
                        taken[number] = np.zeros(self._draws, dtype=np.float32)
                    taken[number][here] += needed[here]

    def _net(self, hours: RoleHours, first: int, months: int) -> Net:
        net = hours.net(first, months)
        taken = self._taken.get(hours.role, {})
        if not any(first <= number < first + months for number in taken):
            return net
        full = np.array(np.broadcast_to(net, (months, self._draws)))
        for number, needed in taken.items():
            if first <= number < first + months:
                full[number - first] -= needed
        return full


def free_after(demand: Demand, found: Starts, lag_days: float) -> Months:
    """First month in which what requires an option could start, shape (draws,).

    `NEVER` where the start of the option itself is not known.
    """
    lag = int(np.ceil(max(lag_days, 0.0) / _DAYS_A_MONTH))
    after = found.first + found.shift + demand.length + lag
    return np.where(found.shift < found.tried, after, NEVER)


def free_after_day(finish: NDArray[np.float64] | None, lag_days: float, draws: int) -> Months:
    """First month that begins after the last day of work under way and its lag, shape (draws,).

    Parameters
    ----------
    finish : ndarray of shape (draws,), or None
        Last day, days since 1970; None where nobody knows.
    lag_days : float
    draws : int
    """
    if finish is None:
        return np.full(draws, NEVER)
    day = np.floor(finish + 1 + max(lag_days, 0.0)).astype(np.int64)
    months = month_number_of_days(day)
    return np.asarray(months + (first_days(months) < day))
