"""Who would do one option, and when it could start, put together from hours and demand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pmo_toolkit.analysis.capacity.demand import Demand
from pmo_toolkit.analysis.capacity.role_hours import RoleHours
from pmo_toolkit.analysis.capacity.starting import Net, NotBefore, Starts, starts

#: Hours of a role, number of the first month and months → hours left in each of them.
NetOf = Callable[[RoleHours, int, int], Net]


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


def starts_alone(
    demand: Demand, hours: Mapping[str, RoleHours], wish: Wish, draws: int
) -> Starts | None:
    """The earliest start beside work under way alone; parameters as in `starts_by`."""
    return starts_by(RoleHours.net, demand, hours, wish, draws)


def starts_by(
    net_of: NetOf,
    demand: Demand,
    hours: Mapping[str, RoleHours],
    wish: Wish,
    draws: int,
    not_before: NotBefore | None = None,
) -> Starts | None:
    """The earliest start by what is left of roles; None where no month since the wish is stated.

    Parameters
    ----------
    net_of : callable
        What is left of a role, as `RoleHours.net`.
    demand : Demand
    hours : mapping of str to RoleHours
        Role → its hours, of roles that have any stated.
    wish : Wish
    draws : int
    not_before : NotBefore, optional
    """
    stated = [hours[role.role].last for role in demand.roles if role.role in hours]
    last = max(stated, default=None)
    if last is None or last < wish.month:
        return None
    tried = last - wish.month + 1

    def net(role: str) -> Net | None:
        return net_of(hours[role], wish.month, tried) if role in hours else None

    return starts(demand, net, first=wish.month, tried=tried, draws=draws, not_before=not_before)
