"""What an option asks of people and for how long, from the rows that state it.

An option is one piece of work with its own hours in each month, in which demand that begins later
stands later: its phases move together, so that the plan parts no proposal. It takes as long as its
demand or its delivery, whichever is longer. How long delivery takes, in this order: by its
assessment; by its activities, each at its most likely duration; by the proposal's own estimate,
where the option delivers the whole; by the months to its first benefit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.special import betaincinv

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.base.scope import NOTHING, PART, is_meant_whole, scope_of
from pmo_toolkit.analysis.capacity.months import whole_months
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint, stated_range
from pmo_toolkit.analysis.uncertainty.schedule.activities import network_from_rows
from pmo_toolkit.analysis.uncertainty.schedule.network import Network
from pmo_toolkit.assessment.scheduling.work import OptionRows, OptionWork, RoleDemand
from pmo_toolkit.core.rounding import half_up
from pmo_toolkit.core.settings import Settings

OPTION_COLUMNS = ("id", "proposal", "kind", "title", "scope", "benefit_share", "months_to_benefit")
DEMAND_COLUMNS = (
    "option", "role", "hours_per_month_low", "hours_per_month_mode", "hours_per_month_high",
    "start_month", "months", "_row",
)  # fmt: skip
ACTIVITY_COLUMNS = (
    "proposal", "option", "activity", "title", "predecessors", "duration_days_low",
    "duration_days_mode", "duration_days_high", "correlation_group",
)  # fmt: skip
_Row = Mapping[Any, Any]
#: A month without a stated number of months counts until the work is delivered.
_MOST_MONTHS = 600


def is_doing_nothing(option: _Row) -> bool:
    """Whether an option is to carry on as today."""
    return scope_of(option) == NOTHING


def option_work(rows: OptionRows, settings: Settings) -> OptionWork | None:
    """One option as a way of doing its proposal; None where neither hours nor a time are stated.

    Demand without hours is no demand of nought: its rows are named in the result. Demand whose
    number of months is not stated lasts until delivery; where that is not known either, its row is
    named too.

    Parameters
    ----------
    rows : OptionRows
    settings : Settings
    """
    delivery = delivery_months(rows)
    demand, not_stated = _demand(rows.demand, delivery)
    demand_months = max((asked.first + asked.months for asked in demand), default=0)
    months = max(demand_months, 0 if delivery is None else max(1, whole_months(delivery)))
    if months == 0 or months > _MOST_MONTHS:
        return None
    return OptionWork(
        option=str(rows.option["id"]),
        proposal=str(rows.option["proposal"]),
        title=text_of(rows.option["title"]) or str(rows.option["id"]),
        kind=str(rows.option["kind"]),
        is_part=scope_of(rows.option) == PART,
        demand=demand,
        demand_months=demand_months,
        delivery_months=delivery,
        months=months,
        profile=_profile(demand, months, settings.scheduling.demand_chance),
        not_stated=not_stated,
    )


def delivery_months(rows: OptionRows) -> float | None:
    """Months until the option is delivered, the middle case; None where nothing says so."""
    if rows.delivery is not None:
        return rows.delivery.days.p50 / DAYS_A_MONTH  # the plan itself waits for what is required
    network = network_of(rows)
    if network is not None:
        likely = np.array([[_likely(activity.duration)] for activity in network.activities])
        return float(network.finish(likely)[0]) / DAYS_A_MONTH
    if is_meant_whole(rows.option) and rows.estimate_days is not None:
        return rows.estimate_days / DAYS_A_MONTH
    return number_of(rows.option["months_to_benefit"])


def network_of(rows: OptionRows) -> Network | None:
    """The option's network of activities, where its rows make one."""
    if rows.activities.empty:
        return None
    network = network_from_rows(rows.activities, option=str(rows.option["id"]))
    return network if isinstance(network, Network) else None


def _likely(duration: Any) -> float:
    return float(duration.mode)


def _demand(
    rows: tuple[_Row, ...], delivery: float | None
) -> tuple[tuple[RoleDemand, ...], tuple[int, ...]]:
    demand, not_stated = [], []
    for row in rows:
        hours = _hours(row)
        first = int(number_of(row["start_month"]) or 1) - 1
        months = number_of(row["months"])
        if months is None and delivery is not None:
            months = max(1, whole_months(delivery) - first)
        if hours is None or months is None:
            not_stated.append(int(row["_row"]))
            continue
        demand.append(RoleDemand(str(row["role"]), hours, first, int(months), int(row["_row"])))
    return tuple(demand), tuple(not_stated)


def _hours(row: _Row) -> ThreePoint | None:
    ends = [number_of(row[f"hours_per_month_{end}"]) for end in ("low", "mode", "high")]
    try:
        return stated_range(ends[0], ends[1], ends[2], name="hours a month")
    except ValueError:  # reading has made it a row fault
        return None


def spread_over(work: OptionWork, months: int) -> OptionWork:
    """The same hours in more months, as many in each as belong to its share of the time."""
    before = np.arange(work.months + 1)
    after = np.linspace(0.0, work.months, months + 1)
    profile = {}
    for role, hours in work.profile.items():
        total = np.interp(after, before, np.concatenate([[0], np.cumsum(hours)]))
        # rounded as a running total, so that no hour is lost
        profile[role] = tuple(np.diff(np.floor(total + 0.5)).astype(int).tolist())
    ratio = months / work.months
    return replace(
        work,
        demand_months=whole_months(work.demand_months * ratio),
        delivery_months=None if work.delivery_months is None else work.delivery_months * ratio,
        months=months,
        profile=profile,
        spread=months - work.months,
    )


def hours_at(hours: ThreePoint, chance: float) -> float:
    """Hours that suffice with a chance; as `ThreePoint.at`, without a table for a single value."""
    if hours.width <= 0:
        return hours.mode
    a = 1 + 4 * (hours.mode - hours.low) / hours.width
    return hours.low + hours.width * float(betaincinv(a, 6 - a, chance))


def _profile(
    demand: tuple[RoleDemand, ...], months: int, chance: float
) -> dict[str, tuple[int, ...]]:
    """Role → whole hours in each month, by the chance that they suffice."""
    hours: dict[str, list[float]] = {}
    for asked in demand:
        own = hours.setdefault(asked.role, [0.0] * months)
        value = hours_at(asked.hours, chance)
        for month in range(asked.first, asked.first + asked.months):
            own[month] += value
    return {role: tuple(int(half_up(value)) for value in own) for role, own in hours.items()}
