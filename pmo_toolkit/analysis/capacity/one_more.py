"""What one more person of a role would buy: months sooner, and what these are worth.

The person brings the usual working days of a month, less the share of absence that the role states;
running work and tickets do not grow with people. Finding and training somebody takes time that is
not counted, so that it is the most that one more person can do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capacity.demand import Demand
from pmo_toolkit.analysis.capacity.months import month_text
from pmo_toolkit.analysis.capacity.remaining import Wish, starts_alone
from pmo_toolkit.analysis.capacity.role_hours import RoleHours
from pmo_toolkit.analysis.capacity.shapes import OnePersonMore
from pmo_toolkit.analysis.capacity.starting import Starts
from pmo_toolkit.analysis.capacity.usual_shares import ABSENCE

Draws = NDArray[np.float64]
#: Calendar days waited in each draw → net value in each draw, money.
ValueOfWait = Callable[[Draws], Draws]
#: Roles that are looked at: those that the start waits for most.
_MOST_ROLES = 3


def one_person_more(
    demand: Demand,
    hours: Mapping[str, RoleHours],
    found: Starts,
    wish: Wish,
    *,
    hours_a_person: float,
    value_of_wait: ValueOfWait | None,
) -> tuple[OnePersonMore, ...]:
    """What one more person of each role that the start waits for would buy, the best first.

    Empty where it can start as wished with a chance of 80 %.

    Parameters
    ----------
    demand : Demand
    hours : mapping of str to RoleHours
    found : Starts
        Without that person.
    wish : Wish
    hours_a_person : float
        Contract hours of a person in a month.
    value_of_wait : callable, optional
        Prices a wait; None: what a sooner start is worth is not assessed.
    """
    if found.shift_at(0.8) == 0:
        return ()
    waited = sorted(
        (-found.months_waited(role), role) for role in hours if found.months_waited(role) > 0
    )
    results = []
    for _, role in waited[:_MOST_ROLES]:
        more = hours_a_person * (1 - share_absent(hours[role]))
        raised = {**hours, role: with_one_more(hours[role], hours_a_person)}
        sooner = starts_alone(demand, raised, wish, len(found.shift))
        if sooner is not None:
            results.append(_bought(role, more, found, sooner, wish, value_of_wait))
    return tuple(sorted(results, key=lambda bought: -(bought.months_earlier_p80 or 0.0)))


def with_one_more(hours: RoleHours, hours_a_person: float) -> RoleHours:
    """Hours of a role with one person more, from the first month on.

    Parameters
    ----------
    hours : RoleHours
    hours_a_person : float
        Contract hours of a person in a month.
    """
    return replace(hours, before=hours.before + hours_a_person * (1 - share_absent(hours)))


def share_absent(hours: RoleHours) -> float:
    """Share of a role's contract hours that absence takes, over all months that state both.

    Where none does, the share that is supposed of the role.
    """
    if ABSENCE in hours.supposed:
        return hours.supposed[ABSENCE].high
    gross, absent = (hours.stated.get(name) for name in ("gross_hours", "absence_hours"))
    if gross is None or absent is None:
        return 0.0
    both = ~np.isnan(gross) & ~np.isnan(absent)
    total = float(gross[both].sum())
    return min(1.0, float(absent[both].sum()) / total) if total > 0 else 0.0


def _bought(
    role: str,
    more: float,
    found: Starts,
    sooner: Starts,
    wish: Wish,
    value_of_wait: ValueOfWait | None,
) -> OnePersonMore:
    value: Quantiles | NotAssessed = NotAssessed(
        "what a sooner start is worth", "waiting has no price here", ReasonCode.NOT_VALUED
    )
    if value_of_wait is not None:
        gained = value_of_wait(sooner.days(wish.day)) - value_of_wait(found.days(wish.day))
        value = Quantiles.of(gained, "money")
    shift = sooner.shift_at(0.8)
    return OnePersonMore(
        role,
        more,
        _months_between(sooner, found, 0.5),
        _months_between(sooner, found, 0.8),
        value,
        None if shift is None else month_text(sooner.first + shift),
    )


def _months_between(sooner: Starts, later: Starts, share: float) -> float | None:
    """Months between two starts at one chance; None where either is not known."""
    first, second = sooner.shift_at(share), later.shift_at(share)
    return None if first is None or second is None else float(second - first)
