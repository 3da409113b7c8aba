"""What an option asks of each role, month by month from its start, as draws of the stated ranges.

All months of a row move together, since a range says how much the work is, not how it is spread. A
blank end of a range reaches as far out as the widest beside it; a row without hours is taken as the
largest of the same role, and where there is none the role's need is not known and is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.money.stated.ranges import RangeFilling
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import stated_range
from pmo_toolkit.core.settings import Settings

COLUMNS = ("hours_per_month_low", "hours_per_month_mode", "hours_per_month_high")
#: Months: no work is planned for longer than twenty years; a larger number is a slip.
_LONGEST = 240


@dataclass(frozen=True, eq=False)
class RoleDemand:
    """What an option asks of one role.

    Parameters
    ----------
    role : str
    months : dict of int to ndarray of shape (draws,)
        Month counted from the start, the first being 0 → hours.
    """

    role: str
    months: Mapping[int, NDArray[np.float32]]

    @property
    def length(self) -> int:
        """Months from the start to the end of its work."""
        return max(self.months, default=-1) + 1


@dataclass(frozen=True, eq=False)
class Demand:
    """What an option asks of all roles.

    Parameters
    ----------
    option : str
    roles : tuple of RoleDemand
        Ascending by role.
    unknown : tuple of str
        Roles that it names without hours or without months.
    """

    option: str
    roles: tuple[RoleDemand, ...]
    unknown: tuple[str, ...]

    @property
    def length(self) -> int:
        """Months from the start to the end of the work of all roles."""
        return max((role.length for role in self.roles), default=0)


def demand_of(rows: pd.DataFrame, *, proposal: str, option: str, settings: Settings) -> Demand:
    """Draws of what an option asks of each role.

    Parameters
    ----------
    rows : DataFrame
        The option's rows of ``demand``.
    proposal, option : str
        The draws follow from the seed, the proposal, the role and the place among the option's rows
        of this role: options that ask the same of a role get the same draws.
    settings : Settings
    """
    stated = rows[rows["role"].notna()]
    order = ["role", "start_month", "months", *COLUMNS]
    records = stated.sort_values(order, kind="stable").to_dict("records")
    filling = RangeFilling("demand", COLUMNS, "hours a month", 1, settings.blanks)
    names = [str(record["role"]) for record in records]
    filling.widen(records, names)
    months: dict[str, dict[int, NDArray[np.float32]]] = {}
    unknown = set()
    for role in dict.fromkeys(names):
        own = [record for record in records if record["role"] == role]
        filling.fill_whole(own, [role] * len(own))
        months[role] = {}
        for place, record in enumerate(own):
            key = f"{proposal}|demand|{role}|{place}"
            added = _add(months[role], record, key, settings)
            if not added:
                unknown.add(role)
    roles = tuple(
        RoleDemand(role, dict(sorted(hours.items()))) for role, hours in months.items() if hours
    )
    return Demand(option, roles, tuple(sorted(unknown)))


def _add(
    months: dict[int, NDArray[np.float32]],
    row: Mapping[object, object],
    key: str,
    settings: Settings,
) -> bool:
    """Add one row's hours; False where it states too little."""
    low, mode, high = (number_of(row[column]) for column in COLUMNS)
    length = number_of(row["months"])
    try:
        hours = stated_range(low, mode, high, name="hours a month")
    except ValueError:
        return False
    if hours is None or hours.low < 0 or length is None or not 1 <= length <= _LONGEST:
        return False
    # work whose first month nobody states begins at once: that is when it would be missed first
    start = int(min(max(number_of(row["start_month"]) or 1, 1), _LONGEST)) - 1
    drawn = hours.at(uniforms(settings.seed, key, settings.simulation.draws)).astype(np.float32)
    for month in range(start, start + int(length)):
        months[month] = np.asarray(months[month] + drawn) if month in months else drawn
    return True
