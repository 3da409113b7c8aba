"""What an option is worth: net present value, internal rate of return, payback, benefit to cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.cash_streams import (
    CashStream,
    middle_draws,
    middle_flow,
    net_present_value,
)
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.measures.return_rates import InternalRate, internal_rate
from pmo_toolkit.analysis.money.valuation import Draws


@dataclass(frozen=True)
class Payback:
    """When the money is back.

    The first month from which the sum of all flows stays at or above zero.

    Parameters
    ----------
    months : int or NotAssessed
        In the middle tenth of the cases, not discounted; not assessed where it does not happen
        within the term.
    discounted_months : int or NotAssessed
        The same with discounted flows.
    chance_within_term : float
        Share of all cases in which the money is back by the end of the term, not discounted.
    p80_months : int or NotAssessed
        Month by which it is back in 80 % of all cases, not discounted.
    """

    months: int | NotAssessed
    discounted_months: int | NotAssessed
    chance_within_term: float
    p80_months: int | NotAssessed


@dataclass(frozen=True)
class Measures:
    """What an option is worth against doing nothing.

    Parameters
    ----------
    net_present_value : Quantiles
    chance_of_loss : float
        Probability that the net present value is below zero.
    cashable_only : Quantiles or NotAssessed
        Net present value if only benefits count that free money, and dis-benefits.
    internal_rate : InternalRate or NotAssessed
    payback : Payback
    benefit_cost_ratio : float or NotAssessed
        Present value of the benefits, less dis-benefits, over that of the cost above doing nothing,
        both in the middle tenth of the cases.
    """

    net_present_value: Quantiles
    chance_of_loss: float
    cashable_only: Quantiles | NotAssessed
    internal_rate: InternalRate | NotAssessed
    payback: Payback
    benefit_cost_ratio: float | NotAssessed


def measure(streams: Sequence[CashStream], schedule: DiscountSchedule) -> Measures:
    """All measures of one option.

    The middle flow averages the tenth of the cases around the median net present value, so that
    rate, payback and ratio speak of the case that the median speaks of.

    Parameters
    ----------
    streams : sequence of CashStream
        Its benefits, its cost, and the cost that it saves; all over the same months.
    """
    values = net_present_value(streams, schedule)
    middle = middle_draws(values)
    flow = middle_flow(streams, middle)
    return Measures(
        net_present_value=Quantiles.of(values, "money"),
        chance_of_loss=float(np.mean(values < 0)),
        cashable_only=_cashable(streams, schedule),
        internal_rate=internal_rate(flow, periods_per_year=12),
        payback=_payback(streams, flow, schedule),
        benefit_cost_ratio=_ratio(streams, schedule, middle),
    )


def payback_month(flow: ArrayLike) -> int | NotAssessed:
    """First period from which the running sum of `flow` stays at or above zero.

    `flow` has shape (periods + 1,).
    """
    running = np.cumsum(np.asarray(flow, dtype=float))
    # rounding must not turn a sum of exactly nought into a debt
    below = np.flatnonzero(running < -1e-9 * np.max(np.abs(running), initial=0.0))
    if len(below) == 0:
        return 0
    if below[-1] == len(running) - 1:
        return NotAssessed(
            "payback",
            f"the money is not back within the term of {len(running) - 1} months",
            ReasonCode.NOT_REACHED,
        )
    return int(below[-1]) + 1


def payback_months(streams: Sequence[CashStream]) -> NDArray[np.int64]:
    """Payback of every draw in months, not discounted, shape (draws,).

    The term plus 1 where it is not back.
    """
    running = np.zeros(len(streams[0].amount))
    last = np.full(len(running), -1)
    for month in range(streams[0].months + 1):
        for stream in streams:
            if np.any(stream.profile[..., month]):
                running += stream.at(month)
        np.copyto(last, month, where=running < 0)
    return np.asarray(last + 1, dtype=np.int64)


def _payback(streams: Sequence[CashStream], flow: Draws, schedule: DiscountSchedule) -> Payback:
    months = len(flow) - 1
    every = payback_months(streams)
    p80 = int(np.quantile(every, 0.8, method="higher"))
    late = NotAssessed(
        "payback",
        f"in fewer than 80 % of the cases is the money back within {months} months",
        ReasonCode.NOT_REACHED,
    )
    return Payback(
        payback_month(flow),
        payback_month(flow * schedule.monthly(months)),
        float(np.mean(every <= months)),
        p80 if p80 <= months else late,
    )


def _ratio(
    streams: Sequence[CashStream], schedule: DiscountSchedule, middle: NDArray[np.bool_]
) -> float | NotAssessed:
    def present(benefits: bool) -> float:
        return sum(
            schedule.present(stream.average(middle))
            for stream in streams
            if (stream.kind == "benefit") == benefits
        )

    cost = -present(False)
    if cost <= 0:
        return NotAssessed(
            "benefit/cost ratio",
            "it costs no more than doing nothing: there is nothing to divide by",
            ReasonCode.NOTHING_TO_DIVIDE_BY,
        )
    return present(True) / cost


def _cashable(streams: Sequence[CashStream], schedule: DiscountSchedule) -> Quantiles | NotAssessed:
    benefits = [stream for stream in streams if stream.kind == "benefit"]
    if benefits and all(benefit.cashable is None for benefit in benefits):
        return NotAssessed(
            "net value of cashable benefits",
            "no benefit says whether it is cashable",
            ReasonCode.NOT_STATED,
            names=("cashable",),
        )
    counted = [
        stream
        for stream in streams
        if stream.kind != "benefit" or stream.cashable or median(stream.amount) < 0
    ]
    return Quantiles.of(net_present_value(counted, schedule), "money")
