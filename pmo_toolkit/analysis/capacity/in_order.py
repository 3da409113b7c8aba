"""Several options one after another: each takes its hours from what those before it leave.

What comes first takes first, in the same draws. An option of which no start is known within the
stated months is placed on the first month that is not ruled out, so that it is never forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.capacity.demand import Demand
from pmo_toolkit.analysis.capacity.months import lag_months, month_from
from pmo_toolkit.analysis.capacity.remaining import Wish, starts_by
from pmo_toolkit.analysis.capacity.role_hours import RoleHours
from pmo_toolkit.analysis.capacity.starting import Net, NotBefore, Starts


class HoursLeft:
    """Hours of roles after those options that were placed before.

    Parameters
    ----------
    draws : int
    """

    def __init__(self, draws: int):
        self._draws = draws
        #: Role → hours taken in each month from the first to the last that is stated of it.
        self._taken: dict[str, NDArray[np.float32]] = {}

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was placed yet."""
        return not self._taken

    def start(
        self,
        demand: Demand,
        hours: Mapping[str, RoleHours],
        wish: Wish,
        not_before: NotBefore | None = None,
    ) -> Starts | None:
        """The earliest start of an option by what is left; parameters as in `starts_by`."""
        return starts_by(self._net, demand, hours, wish, self._draws, not_before)

    def place(self, demand: Demand, hours: Mapping[str, RoleHours], found: Starts) -> None:
        """Take the hours of an option from its start on.

        Parameters
        ----------
        demand : Demand
        hours : mapping of str to RoleHours
            Of roles that have any stated.
        found : Starts
        """
        columns = np.arange(self._draws)
        for role in demand.roles:
            known = hours.get(role.role)
            if known is None:
                continue
            months = len(known.before)
            taken = self._taken.get(role.role)
            if taken is None:
                taken = self._taken[role.role] = np.zeros((months, self._draws), dtype=np.float32)
            begins = found.at_least + (found.first - known.first)
            for month, needed in role.months.items():
                places = begins + month
                within = (places >= 0) & (places < months)
                if within.all():
                    taken[places, columns] += needed
                elif within.any():
                    taken[places[within], columns[within]] += needed[within]

    def _net(self, hours: RoleHours, first: int, months: int) -> Net:
        net, taken = hours.net(first, months), self._taken.get(hours.role)
        if taken is None:
            return net
        left = np.array(np.broadcast_to(net, (months, self._draws)))
        low, high = max(first, hours.first), min(first + months, hours.last + 1)
        if low < high:
            left[low - first : high - first] -= taken[low - hours.first : high - hours.first]
        return left


def free_after(demand: Demand, found: Starts, lag_days: float) -> NotBefore:
    """When what requires an option could start: after its last month and the lag."""
    after = found.at_least.astype(np.int64) + (found.first + demand.length + lag_months(lag_days))
    return NotBefore(after, found.shift == found.tried)


def free_after_day(finish: NDArray[np.float64] | None, lag_days: float, draws: int) -> NotBefore:
    """When what requires work with a last day could start: in the first month that begins after it.

    Parameters
    ----------
    finish : ndarray of shape (draws,), or None
        Last day, days since 1970; None where nobody knows.
    lag_days : float
    draws : int
    """
    if finish is None:
        return NotBefore(np.zeros(draws, dtype=np.int64), np.ones(draws, dtype=bool))
    day = np.floor(finish + 1 + lag_days).astype(np.int64)
    return NotBefore(month_from(day), np.zeros(draws, dtype=bool))
