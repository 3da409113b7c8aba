"""What several options ask of each role together, each from its own start on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.capacity.demand import Demand, RoleDemand
from pmo_toolkit.analysis.capacity.starting import Starts


def demand_together(
    demands: Sequence[tuple[Demand, int]], roles: Iterable[str], first: int, last: int
) -> Demand:
    """The demand of several options as that of one, on the same draws.

    Parameters
    ----------
    demands : sequence of (Demand, int)
        Each with the number of the month in which it starts.
    roles : iterable of str
        Roles that are looked at even where nothing is asked of them.
    first, last : int
        Numbers of the first and the last month that are looked at; months of the result are
        counted from the first.
    """
    months: dict[str, dict[int, NDArray[np.float32]]] = {role: {} for role in sorted(roles)}
    unknown: set[str] = set()
    for demand, start in demands:
        unknown.update(demand.unknown)
        for role in demand.roles:
            own = months.setdefault(role.role, {})
            for month, hours in role.months.items():
                place = start + month - first
                if 0 <= place <= last - first:
                    own[place] = np.asarray(own[place] + hours) if place in own else hours
    return Demand(
        "",
        tuple(RoleDemand(role, dict(sorted(own.items()))) for role, own in months.items()),
        tuple(sorted(unknown)),
    )


def all_at(first: int, draws: int) -> Starts:
    """A start in one month in every draw, for which nobody waits."""
    none = np.zeros(draws, dtype=np.int32)
    return Starts(first, 1, none, none, {}, np.zeros(draws, dtype=np.bool_))
