"""What an option asks of each role, month by month from its start, as draws of the stated ranges.

All months of a row move together, since a range says how much the work is, not how it is spread. A
blank cell never asks for less than a stated one: a blank low end is taken as the middle, a blank
middle as the high end, a blank high end as far out as the widest beside it; a row without hours is
taken as the largest of the same role. A row without a number of months lasts until the option is
delivered, at least as long as the longest of its rows. Where nothing of that is stated, the role's
need is not known: it is said which cell is missing, and it is asked for.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.cells import number_of, records_of
from pmo_toolkit.analysis.money.stated.ranges import RangeFilling
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint, stated_range
from pmo_toolkit.core.settings import Settings

COLUMNS = ("hours_per_month_low", "hours_per_month_mode", "hours_per_month_high")
#: Months: no work is planned for longer than twenty years; a larger number is a slip.
_LONGEST = 240
#: Whether an end is blank.
_OPEN, _LOW_OPEN = "high end is blank", "low end is blank"
#: Low ends that are tried where it is blank, from nought to the middle.
_LOWS = 9
HOURS_A_MONTH, NUMBER_OF_MONTHS = "hours a month", "number of months"


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
    missing : tuple of (str, str)
        Role and what is not stated of it, ``hours a month`` or ``number of months``.
    until_delivery : tuple of str
        Roles whose number of months is not stated: they are needed until it is delivered.
    """

    option: str
    roles: tuple[RoleDemand, ...]
    unknown: tuple[str, ...]
    missing: tuple[tuple[str, str], ...] = ()
    until_delivery: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Months from the start to the end of the work of all roles."""
        return max((role.length for role in self.roles), default=0)


def demand_of(
    rows: pd.DataFrame,
    *,
    proposal: str,
    option: str,
    settings: Settings,
    delivery_months: float | None = None,
) -> Demand:
    """Draws of what an option asks of each role.

    Parameters
    ----------
    rows : DataFrame
        The option's rows of ``demand``.
    proposal, option : str
        The draws follow from the seed, the proposal, the role and the place among the option's rows
        of this role: options that ask the same of a role get the same draws.
    settings : Settings
    delivery_months : float, optional
        Months from its start until it is delivered, as far as they are stated.
    """
    stated = rows[rows["role"].notna()]
    order = ["role", "start_month", "months", *COLUMNS]
    records = records_of(stated.sort_values(order, kind="stable"))
    filling = RangeFilling("demand", COLUMNS, "hours a month", 1, settings.blanks)
    names = [str(record["role"]) for record in records]
    _fill_upwards(records, settings.blanks.range_above)
    filling.widen(records, names)
    until_delivery = _fill_months(records, delivery_months)
    months: dict[str, dict[int, NDArray[np.float32]]] = {}
    missing = set()
    for role in dict.fromkeys(names):
        own = [record for record in records if record["role"] == role]
        filling.fill_whole(own, [role] * len(own))
        months[role] = {}
        for place, record in enumerate(own):
            key = f"{proposal}|demand|{role}|{place}"
            gap = _add(months[role], record, key, settings)
            if gap is not None:
                missing.add((role, gap))
    roles = tuple(
        RoleDemand(role, dict(sorted(hours.items()))) for role, hours in months.items() if hours
    )
    unknown = tuple(sorted({role for role, _ in missing}))
    return Demand(option, roles, unknown, tuple(sorted(missing)), until_delivery)


def _fill_upwards(records: list[dict[Hashable, Any]], above: float) -> None:
    """Take a blank middle as the high end and a blank low end as the middle, in place.

    Where a low end alone is stated, the middle lies the usual share `above` it.
    """
    low, mode, high = COLUMNS
    for record in records:
        record[_OPEN] = number_of(record[high]) is None
        record[_LOW_OPEN] = number_of(record[low]) is None
        if number_of(record[mode]) is None:
            least = number_of(record[low])
            record[mode] = record[high]
            if record[_OPEN] and least is not None and least >= 0:
                record[mode] = least * (1 + above)
        if number_of(record[low]) is None:
            record[low] = record[mode]


def _fill_months(
    records: list[dict[Hashable, Any]], delivery_months: float | None
) -> tuple[str, ...]:
    """Let rows without a number of months last until delivery, in place; roles of such rows."""
    stated = [number_of(record["months"]) for record in records]
    longest = max((months for months in stated if months is not None), default=0.0)
    until = min(ceil(max(delivery_months or 0.0, longest)), _LONGEST)
    if until < 1:
        return ()
    filled = set()
    for record, months in zip(records, stated, strict=True):
        if months is None:
            record["months"] = float(until)
            filled.add(str(record["role"]))
    return tuple(sorted(filled))


def _possible(hours: ThreePoint, *, is_low_open: bool, is_high_open: bool) -> Sequence[ThreePoint]:
    """Ranges that could have been stated, of which each draw takes the largest."""
    lows = np.linspace(0.0, hours.mode, _LOWS).tolist() if is_low_open else [hours.low]
    highs = [hours.mode, hours.high] if is_high_open else [hours.high]
    return [ThreePoint(low, hours.mode, high) for low in lows for high in highs]


def _add(
    months: dict[int, NDArray[np.float32]],
    row: Mapping[object, object],
    key: str,
    settings: Settings,
) -> str | None:
    """Add one row's hours; what is missing where it states too little."""
    low, mode, high = (number_of(row[column]) for column in COLUMNS)
    length = number_of(row["months"])
    try:
        hours = stated_range(low, mode, high, name="hours a month")
    except ValueError:
        return HOURS_A_MONTH
    if hours is None or hours.low < 0:
        return HOURS_A_MONTH
    if length is None or not 1 <= length <= _LONGEST:
        return NUMBER_OF_MONTHS
    # work whose first month nobody states begins at once: that is when it would be missed first
    start = int(min(max(number_of(row["start_month"]) or 1, 1), _LONGEST)) - 1
    u = uniforms(settings.seed, key, settings.simulation.draws)
    ranges = _possible(hours, is_low_open=bool(row[_LOW_OPEN]), is_high_open=bool(row[_OPEN]))
    drawn = np.max([possible.at(u) for possible in ranges], axis=0).astype(np.float32)
    for month in range(start, start + int(length)):
        months[month] = np.asarray(months[month] + drawn) if month in months else drawn
    return None
