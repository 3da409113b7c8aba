"""How a proposal's work weighs on each role in each month, if it started when it wishes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capacity.demand import Demand, RoleDemand
from pmo_toolkit.analysis.capacity.months import month_text
from pmo_toolkit.analysis.capacity.role_hours import HOURS, STATED, RoleHours
from pmo_toolkit.analysis.capacity.shapes import RoleLoad, RoleMonth
from pmo_toolkit.analysis.capacity.starting import Starts

_NOTHING = Quantiles(0.0, 0.0, 0.0, 0.0, 0.0, HOURS)


def role_loads(
    demand: Demand, hours: Mapping[str, RoleHours], found: Starts, questions: Mapping[str, str]
) -> tuple[RoleLoad, ...]:
    """All roles that an option needs, the tightest first.

    Parameters
    ----------
    demand : Demand
    hours : mapping of str to RoleHours
        Of roles that have any stated.
    found : Starts
    questions : mapping of str to str
        Role → what is asked about its hours.
    """
    loads = [
        _load(role, hours.get(role.role), found, demand.length, questions.get(role.role))
        for role in demand.roles
    ]
    return tuple(sorted(loads, key=_tightest_first))


def _tightest_first(load: RoleLoad) -> tuple[float, float, str]:
    return -load.months_waited, -(load.chance_overloaded or 0.0), load.role


def _load(
    demand: RoleDemand, hours: RoleHours | None, found: Starts, months: int, question: str | None
) -> RoleLoad:
    over = _overloaded(demand, hours, found.first, months)
    needed = _needed(demand)
    rows = tuple(
        _row(demand.role, hours, found.first + month, needed.get(month, _NOTHING), over.get(month))
        for month in range(months)
    )
    asked = [over[month] for month in demand.months if month in over]
    return RoleLoad(
        demand.role,
        rows,
        float(np.mean(np.logical_or.reduce(asked))) if asked else None,
        question,
        hours is not None and hours.is_at_most_within(found.first, found.months_used(months)),
        found.months_waited(demand.role),
        () if hours is None else hours.all_taken,
    )


def _overloaded(
    demand: RoleDemand, hours: RoleHours | None, first: int, months: int
) -> dict[int, NDArray[np.bool_]]:
    """Month from the start → whether more is asked than is left, of months that are known."""
    if hours is None:
        return {}
    net = hours.net(first, months)
    nothing = np.zeros(net.shape[1], dtype=np.float32)
    found = {}
    for month in range(months):
        if np.isfinite(net[month, 0]):
            needed = demand.months.get(month, nothing)
            found[month] = (needed > net[month]) & (needed > 0)
    return found


def _needed(demand: RoleDemand) -> dict[int, Quantiles]:
    """Month from the start → hours needed; draws that serve several months are sorted once."""
    by_draws: dict[int, Quantiles] = {}
    for draws in demand.months.values():
        if id(draws) not in by_draws:
            by_draws[id(draws)] = Quantiles.of(draws, HOURS)
    return {month: by_draws[id(draws)] for month, draws in demand.months.items()}


def _row(
    role: str,
    hours: RoleHours | None,
    number: int,
    needed: Quantiles,
    over: NDArray[np.bool_] | None,
) -> RoleMonth:
    """One role in one month; `over` is None where the month is not known."""
    cells = dict.fromkeys(STATED) if hours is None else hours.cells(number)
    known = None if hours is None or over is None else hours.quantiles[number - hours.first]
    why = "nobody states hours of this role for this month"
    missing = NotAssessed("hours left", why, ReasonCode.NOT_STATED, names=(role,))
    return RoleMonth(
        month=month_text(number),
        **cells,
        in_flight_hours=missing.about("work under way") if known is None else known[0],
        net_hours=missing if known is None else known[1],
        demand_hours=needed,
        chance_overloaded=None if over is None else float(np.mean(over)),
    )
