"""Who would do one option, and when it could start, put together from hours and demand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_toolkit.analysis.capacity.demand import Demand
from pmo_toolkit.analysis.capacity.role_hours import RoleHours
from pmo_toolkit.analysis.capacity.starting import Net, Starts, starts


@dataclass(frozen=True)
class Wish:
    """When a proposal would start if everybody were free.

    Parameters
    ----------
    day : int
        First day, days since 1970: waits are counted from it.
    month : int
        Number of the first month in which work can be done.
    is_stated : bool
        Whether the proposal states it.
    """

    day: int
    month: int
    is_stated: bool = True


def last_stated(demand: Demand, hours: Mapping[str, RoleHours]) -> int | None:
    """Number of the last month that is stated of any role that is needed; None where none is."""
    return max((hours[role.role].last for role in demand.roles if role.role in hours), default=None)


def starts_alone(
    demand: Demand, hours: Mapping[str, RoleHours], wish: Wish, draws: int
) -> Starts | None:
    """The earliest start beside work under way alone; None where no month since the wish is stated.

    Parameters
    ----------
    demand : Demand
    hours : mapping of str to RoleHours
        Role → its hours, of roles that have any stated.
    wish : Wish
    draws : int
    """
    last = last_stated(demand, hours)
    if last is None or last < wish.month:
        return None
    tried = last - wish.month + 1

    def net_of(role: str) -> Net | None:
        return hours[role].net(wish.month, tried) if role in hours else None

    return starts(demand, net_of, first=wish.month, tried=tried, draws=draws)
