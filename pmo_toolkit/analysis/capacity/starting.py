"""When an option could start so that each role has the hours that it needs in each month.

*Suffices* is meant month by month: in every month of its work each role must have at least the
hours that are asked of it; what is left in one month does not help in another, since work that
waits is late. In every draw the start is the first month for which that holds. A month that nobody
states does not suffice, and no start is counted whose work would reach beyond the months that are
stated: nothing is known of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.capacity.demand import Demand, RoleDemand
from pmo_toolkit.analysis.capacity.months import first_days, month_text
from pmo_toolkit.analysis.capacity.shapes import EarliestStart

Net = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class NotBefore:
    """Before what month something cannot start, in each draw.

    Parameters
    ----------
    month : ndarray of shape (draws,)
        Number of the first month in which it could start.
    is_later : ndarray of bool, shape (draws,)
        Whether it may be later than that, nobody knows how much.
    """

    month: NDArray[np.int64]
    is_later: NDArray[np.bool_]

    def and_not_before(self, other: NotBefore) -> NotBefore:
        """Both together."""
        return NotBefore(np.maximum(self.month, other.month), self.is_later | other.is_later)


@dataclass(frozen=True, eq=False)
class Starts:
    """When an option could start, in each draw.

    Parameters
    ----------
    first : int
        Number of the month in which it would start if everybody were free.
    tried : int
        Months that were tried as a start.
    shift : ndarray of shape (draws,)
        Months after the first; `tried` where no start within the stated months is known to do.
    at_least : ndarray of shape (draws,)
        The same, and where no such start is known the first month for which no role is known to be
        short of hours though its work would reach beyond the stated months: not sooner than that.
    waited_for : dict of str to int
        Role → how often it is short of hours in a month that is tried before the start, over all
        draws.
    ruled_out : ndarray of bool, shape (draws,)
        Whether some role is known to be short of hours whatever month is tried.
    """

    first: int
    tried: int
    shift: NDArray[np.int32]
    at_least: NDArray[np.int32]
    waited_for: Mapping[str, int]
    ruled_out: NDArray[np.bool_]

    @property
    def bottleneck(self) -> str | None:
        """The role that the start waits for most often; None where none is waited for."""
        waited = [(-count, role) for role, count in self.waited_for.items() if count]
        return min(waited)[1] if waited else None

    def months_waited(self, role: str) -> float:
        """Mean number of months for which the start waits for a role."""
        return self.waited_for.get(role, 0) / len(self.shift)

    def months_used(self, length: int) -> int:
        """Months from the first to the last that any start waits for or works in.

        Parameters
        ----------
        length : int
            Months of the work.
        """
        return int(self.at_least.max()) + length

    def days(self, wished_day: int) -> NDArray[np.float64]:
        """Calendar days from the wished day to the start by `at_least`, shape (draws,)."""
        days = first_days(np.arange(self.first, self.first + self.tried + 1))
        waits = np.maximum(days - wished_day, 0).astype(float)
        return np.asarray(waits[self.at_least])

    def earliest(self, wished_day: int) -> EarliestStart:
        """The start as it is reported."""
        (month_50, wait_50), (month_80, wait_80) = (
            self._at(share, wished_day) for share in (0.5, 0.8)
        )
        return EarliestStart(
            month_50,
            month_80,
            wait_50,
            wait_80,
            chance_within_horizon=float(np.mean(self.shift < self.tried)),
            month_at_least=month_text(self.first + _quantile(self.at_least, 0.5)),
            chance_ruled_out=float(np.mean(self.ruled_out)),
            chance_as_wished=float(np.mean(self.shift == 0)),
        )

    def shift_at(self, share: float) -> int | None:
        """Months after the first that are not exceeded with a chance; None beyond the stated."""
        shift = _quantile(self.shift, share)
        return None if shift >= self.tried else shift

    def _at(self, share: float, wished_day: int) -> tuple[str | None, float | None]:
        """Month and wait that are not exceeded with a chance; None beyond the stated months."""
        shift = self.shift_at(share)
        if shift is None:
            return None, None
        days = first_days(np.asarray([self.first + shift]))
        return month_text(self.first + shift), float(max(0, days[0] - wished_day))


def starts(
    demand: Demand,
    net_of: Callable[[str], Net | None],
    *,
    first: int,
    tried: int,
    draws: int,
    not_before: NotBefore | None = None,
) -> Starts:
    """The earliest start in each draw.

    Parameters
    ----------
    demand : Demand
    net_of : callable
        Role → hours left in each of `tried` months, of shape (tried, draws) or (tried, 1), as from
        `RoleHours.net`; None for a role whose hours nobody states: it is left out.
    first : int
        Number of the month in which it should start.
    tried : int
        Months from the first to the last that anybody states.
    draws : int
    not_before : NotBefore, optional
        Before which it may not start for other reasons.
    """
    blocked = np.zeros((tried, draws), dtype=bool)
    lacking = np.zeros_like(blocked)
    beyond = np.zeros(tried, dtype=bool)
    short_of: dict[str, NDArray[np.bool_]] = {}
    for role in demand.roles:
        net = net_of(role.role)
        if net is None:
            continue
        fit = fits(role, net, draws)
        beyond |= fit.beyond
        if fit.missing.any():
            blocked |= fit.missing[:, None]
        if fit.short.any():
            lacking |= fit.short
            short_of[role.role] = fit.short
    blocked |= lacking
    if not_before is not None:
        blocked |= np.arange(first, first + tried)[:, None] < not_before.month[None, :]
    at_least = _first_free(~blocked)
    last = int(beyond.argmax()) if beyond.any() else tried
    shift = np.where(at_least < last, at_least, np.int32(tried))
    if not_before is not None:
        shift[not_before.is_later] = tried
    before = np.arange(tried)[:, None] < at_least[None, :]
    waited = {role: int(np.count_nonzero(short & before)) for role, short in short_of.items()}
    return Starts(first, tried, shift, at_least, waited, np.asarray(lacking.all(axis=0)))


@dataclass(frozen=True, eq=False)
class RoleFit:
    """Whether one role has the hours that it needs, for each start that is tried.

    Parameters
    ----------
    short : ndarray of bool, shape (tried, draws)
        It lacks hours in at least one month that is known.
    missing : ndarray of bool, shape (tried,)
        A month of its work before the last stated one is not known.
    beyond : ndarray of bool, shape (tried,)
        Its work reaches beyond the last stated month.
    """

    short: NDArray[np.bool_]
    missing: NDArray[np.bool_]
    beyond: NDArray[np.bool_]


def fits(demand: RoleDemand, net: Net, draws: int) -> RoleFit:
    """For each start that is tried, whether one role has the hours that it needs.

    Parameters
    ----------
    demand : RoleDemand
    net : ndarray of shape (tried, draws) or (tried, 1)
    draws : int
    """
    tried = len(net)
    short = np.zeros((tried, draws), dtype=bool)
    unknown = np.isnan(net[:, 0])
    within = np.flatnonzero(~np.isposinf(net[:, 0]))
    stated = int(within[-1]) + 1 if len(within) else 0
    missing = np.zeros(tried, dtype=bool)
    for month, hours in demand.months.items():
        kept = max(stated - month, 0)
        missing[:kept] |= unknown[month:stated]
        # in hours that are asked for: a role that has none left does no harm where none are
        short[:kept] |= (hours[None, :] > net[month:stated]) & (hours[None, :] > 0)
    beyond = np.arange(tried) > stated - demand.length
    return RoleFit(short, missing, beyond)


def _first_free(free: NDArray[np.bool_]) -> NDArray[np.int32]:
    """Number of the first free start in each draw, and of those tried where none is."""
    return np.where(free.any(axis=0), free.argmax(axis=0), len(free)).astype(np.int32)


def _quantile(shifts: NDArray[np.int32], share: float) -> int:
    """The smallest shift that is not exceeded with a chance."""
    enough = ceil(share * len(shifts) - 1e-9)
    return int(np.searchsorted(np.cumsum(np.bincount(shifts)), enough))
