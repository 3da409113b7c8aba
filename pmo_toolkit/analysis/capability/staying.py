"""What staying with a service would cost, how its unit cost moves, and by when one must decide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from scipy.stats import theilslopes

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capability.recorded_year import month_sums
from pmo_toolkit.analysis.capability.shapes import Service, ServiceMonth

#: Confidence of the range of a trend.
CONFIDENCE = 0.8


@dataclass(frozen=True)
class CostTrend:
    """How a cost moves from year to year.

    Parameters
    ----------
    per_year : float
        Change a year as a share of the median month, by the median of all slopes between months.
    low, high : float
        Its range with a confidence of 80 %.
    months : int
        Months that it rests on.
    is_per_unit : bool
        Whether it is the cost of a unit, such as a user, and not of all.
    """

    per_year: float
    low: float
    high: float
    months: int
    is_per_unit: bool


@dataclass(frozen=True)
class StayingCost:
    """What a service costs over some months if nothing is changed, in constant prices.

    Parameters
    ----------
    months : int
    low, middle, high : float
        Money: with the low end, the middle and the high end of the trend; all the same where no
        trend is known.
    trend : CostTrend or NotAssessed
    """

    months: int
    low: float
    middle: float
    high: float
    trend: CostTrend | NotAssessed


@dataclass(frozen=True)
class ContractWindow:
    """By when a service must be given up or goes on.

    Parameters
    ----------
    contract_end, decide_by : date
    notice_days : float
    is_notice_supposed : bool
        Whether nobody states the notice, so that the usual one counts.
    is_past : bool
        Whether the day to decide by has passed.
    has_ended : bool
        Whether the contract itself has.
    """

    contract_end: date
    decide_by: date
    notice_days: float
    is_notice_supposed: bool
    is_past: bool
    has_ended: bool


def contract_window(
    service: Service, *, usual_notice_days: float, as_of: date
) -> ContractWindow | NotAssessed:
    """The day by which one must decide on a service.

    Parameters
    ----------
    service : Service
    usual_notice_days : float
        Where nobody states the notice.
    as_of : date
    """
    if service.contract_end is None:
        why = "the end of its contract is not stated"
        return NotAssessed("contract window", why, ReasonCode.NOT_STATED, names=("contract_end",))
    notice = service.notice_days
    days = usual_notice_days if notice is None else notice
    decide = service.contract_end - timedelta(days=round(days))
    end = service.contract_end
    return ContractWindow(end, decide, days, notice is None, decide < as_of, end < as_of)


def cost_trend(months: Sequence[ServiceMonth], least_months: int) -> CostTrend | NotAssessed:
    """How the cost of a service, of a unit where units are stated, moves a year.

    Parameters
    ----------
    months : sequence of ServiceMonth
        Of one service; several of one month add up.
    least_months : int
        Fewer tell no trend.
    """
    amounts: dict[date, float] = {}
    units: dict[date, float] = {}
    for one in months:
        amounts[one.month] = amounts.get(one.month, 0.0) + one.amount
        if one.units:
            units[one.month] = units.get(one.month, 0.0) + one.units
    is_per_unit = bool(units) and len(units) == len(amounts)
    if len(amounts) < least_months:
        stated = f"only {len(amounts)} months" if amounts else "no months"
        why = f"{stated} of its cost are stated, and a trend needs {least_months}"
        return NotAssessed("cost trend", why, ReasonCode.NOT_STATED, names=("service_costs",))
    days = sorted(amounts)
    years = np.array([day.year + (day.month - 1) / 12 for day in days])
    values = np.array([amounts[day] / (units[day] if is_per_unit else 1.0) for day in days])
    middle = float(np.median(values))
    if middle <= 0:
        why = "its median month costs nothing"
        return NotAssessed("cost trend", why, ReasonCode.NOTHING_TO_DIVIDE_BY)
    slope, _, low, high = theilslopes(values, years, alpha=CONFIDENCE)
    return CostTrend(
        float(slope) / middle, float(low) / middle, float(high) / middle, len(days), is_per_unit
    )


def annual_cost(service: Service, months: Sequence[ServiceMonth]) -> float | None:
    """What a service costs a year: as stated, else its last twelve months; None where neither is.

    The twelve months end with the last that is stated; where fewer of them are stated, their mean
    is taken to a year.
    """
    if service.annual_cost is not None:
        return service.annual_cost
    amounts = month_sums(months)
    if not amounts:
        return None
    newest = _month_number(max(amounts))
    last = [amount for day, amount in amounts.items() if newest - _month_number(day) < 12]
    return sum(last) / len(last) * 12


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def staying_cost(
    service: Service, months: Sequence[ServiceMonth], term_months: int, least_months: int
) -> StayingCost | NotAssessed:
    """What a service costs over a term if nothing is changed, in constant prices.

    A trend goes on in a straight line from today's cost and never takes a month below nought.

    Parameters
    ----------
    service : Service
    months : sequence of ServiceMonth
        Of this service.
    term_months : int
    least_months : int
        Months that a trend needs.
    """
    yearly = annual_cost(service, months)
    if yearly is None:
        why = "nobody states what it costs"
        return NotAssessed("cost of staying", why, ReasonCode.NOT_STATED, names=("annual_cost",))
    trend = cost_trend(months, least_months)
    if isinstance(trend, NotAssessed):
        whole = yearly * term_months / 12
        return StayingCost(term_months, whole, whole, whole, trend)
    later = (np.arange(term_months) + 0.5) / 12

    def whole_at(rate: float) -> float:
        return float(np.sum(np.maximum(0.0, yearly / 12 * (1 + rate * later))))

    return StayingCost(
        term_months, whole_at(trend.low), whole_at(trend.per_year), whole_at(trend.high), trend
    )
