"""What an option spends and brings in each year, against doing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.money.cash_streams import CashStream, middle_draws


@dataclass(frozen=True)
class FlowYear:
    """One year of the term.

    Year 0 is the start, when what is spent once falls due. Constant prices, not discounted.

    Parameters
    ----------
    year : int
    months : int
        Months of the term that fall into it: 0 at the start, fewer than 12 in a last year that is
        cut short.
    cost : float
        Cost above doing nothing, in the middle tenth of the simulated cases; below zero where it
        saves.
    benefit : float
        Benefits, in the same cases.
    net : Quantiles
        Benefit less cost.
    cumulative : Quantiles
        Net of this and all earlier years.
    """

    year: int
    months: int
    cost: float
    benefit: float
    net: Quantiles
    cumulative: Quantiles


@dataclass(frozen=True)
class CashFlow:
    """All years of the term of one option, against doing nothing."""

    years: tuple[FlowYear, ...]


def cash_flow(streams: Sequence[CashStream], values: NDArray[np.float64]) -> CashFlow:
    """Yearly flows of an option.

    Parameters
    ----------
    streams : sequence of CashStream
        Its benefits, its cost, and the cost that it saves; all over the same months.
    values : ndarray of shape (draws,)
        Its net value: the middle tenth of the cases is taken around its median.
    """
    middle = middle_draws(values)
    benefits, costs = yearly(streams, "benefit"), yearly(streams, "cost")
    running = np.cumsum(benefits + costs, axis=0)
    months = streams[0].months
    years = []
    for year in range(len(benefits)):
        years.append(
            FlowYear(
                year,
                min(12, months - 12 * (year - 1)) if year else 0,
                -float(np.mean(costs[year, middle])) + 0.0,
                float(np.mean(benefits[year, middle])),
                Quantiles.of(benefits[year] + costs[year], "money"),
                Quantiles.of(running[year], "money"),
            )
        )
    return CashFlow(tuple(years))


def yearly(streams: Sequence[CashStream], side: str) -> NDArray[np.float64]:
    """Flows of all draws, shape (years + 1, draws).

    `side` is ``"benefit"``, ``"cost"`` or ``"net"``.
    """
    months = streams[0].months
    starts = np.array([0, *range(1, months + 1, 12)], dtype=np.intp)
    totals = np.zeros((len(starts), len(streams[0].amount)))
    for stream in streams:
        if side == "net" or (stream.kind == "benefit") == (side == "benefit"):
            totals += stream.yearly(starts)
    return totals
