"""Which roles lack hours if a proposal starts when it wishes, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.capacity.shapes import RemainingResources, RoleLoad

#: Chance above which a role counts as short of hours in a month.
OVERLOADED = 0.2


@dataclass(frozen=True)
class Shortage:
    """Hours that one role lacks.

    Parameters
    ----------
    place : int
        Of the role among those that the option needs.
    role : str
    asked_for, left : float
        Hours that are asked for at most, and left at least, with a chance of 80 % each, in the
        month in which most lack; `left` is below nought where more is taken than there is.
    first, last : str
        First and last month in which they lack with a chance above 20 %, ``YYYY-MM``.
    """

    place: int
    role: str
    asked_for: float
    left: float
    first: str
    last: str

    @property
    def hours(self) -> float:
        """Hours that lack in that month."""
        return self.asked_for - self.left


def shortages(resources: RemainingResources) -> tuple[Shortage, ...]:
    """Roles that lack hours if it starts when it wishes, the tightest first."""
    found = (_shortage(place, load) for place, load in enumerate(resources.roles))
    return tuple(shortage for shortage in found if shortage is not None)


def _shortage(place: int, load: RoleLoad) -> Shortage | None:
    lacking = [
        (spot.month, spot.demand_hours.p80, spot.net_hours.p20)
        for spot in load.months
        if isinstance(spot.demand_hours, Quantiles)
        and isinstance(spot.net_hours, Quantiles)
        and spot.chance_overloaded is not None
        and round(spot.chance_overloaded, 2) > OVERLOADED
    ]
    if not lacking:
        return None
    _, asked_for, left = max(lacking, key=lambda spot: spot[1] - spot[2])
    if asked_for <= left:
        return None
    return Shortage(place, load.role, asked_for, left, lacking[0][0], lacking[-1][0])
