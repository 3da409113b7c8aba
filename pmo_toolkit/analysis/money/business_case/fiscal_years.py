"""What an option spends and brings in each fiscal year, capital and running expense apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.money.cash_streams import KEPT, PARALLEL, CashStream, middle_draws
from pmo_toolkit.core.number_format import fiscal_year

#: How costs are booked, as the column ``cost_type`` has it.
_TYPES = ("capex", "opex")
#: A share of the whole that is no money.
_NOUGHT = 1e-9


@dataclass(frozen=True)
class FiscalCalendar:
    """When the term begins, and the month (1–12) in which the fiscal year does.

    Where no start is stated (`start` None), years are counted from the start instead.
    """

    start: date | None = None
    first_month: int = 1

    def years(self, months: int) -> tuple[list[int], list[str]]:
        """First month of the term in each year, and the name of each year.

        What is spent at once (month 0) falls into the first year, month k into the kth month.
        """
        if self.start is None:
            firsts = [0, *range(13, months + 1, 12)]
            return firsts, [f"year {place}" for place in range(1, len(firsts) + 1)]
        begun = (self.start.month - self.first_month) % 12
        firsts = [0, *range(13 - begun, months + 1, 12)]
        year = self.start.year - (self.start.month < self.first_month)
        return firsts, [self._named(year + place) for place in range(len(firsts))]

    def _named(self, year: int) -> str:
        return fiscal_year(year, self.first_month)


#: Years counted from the start of the term.
FROM_THE_START = FiscalCalendar()


@dataclass(frozen=True)
class FiscalYear:
    """One fiscal year of an option, in constant prices, not discounted.

    Costs, benefits and what is saved are each averaged over the middle tenth of its own cases, so
    that the years add up to its total; `net` is of all cases.

    Parameters
    ----------
    name : str
        Such as ``"2027"``, ``"2027/28"``, or ``"year 1"`` where no start is stated.
    months : int
        Months of the term that fall into it.
    capex, opex : float
        Spent, by the type that is stated.
    untyped : float
        Spent on elements without a type, on stated risks and on leaving.
    saved : float
        Cost of doing nothing that is not spent any more.
    benefit : float
        Benefits that count in the net value; harms are below zero.
    net : Quantiles
        Benefits and what is saved, less what is spent.
    """

    name: str
    months: int
    capex: float
    opex: float
    untyped: float
    saved: float
    benefit: float
    net: Quantiles


def fiscal_years(
    own: Sequence[CashStream], saved: Sequence[CashStream], calendar: FiscalCalendar
) -> tuple[FiscalYear, ...]:
    """An option year by year.

    Parameters
    ----------
    own : sequence of CashStream
        Its benefits that count and its cost, today's service beside it included.
    saved : sequence of CashStream
        The cost of doing nothing over the same months, above zero.
    calendar : FiscalCalendar
    """
    months = own[0].months
    firsts, names = calendar.years(months)
    starts = np.array(firsts, dtype=np.intp)
    gains = [stream for stream in own if stream.kind == "benefit"]
    beside = [stream for stream in own if stream.kind in (PARALLEL, KEPT)]
    spent = [stream for stream in own if stream.kind not in ("benefit", PARALLEL, KEPT)]
    costs = {
        name: _yearly([stream for stream in spent if _type(stream) == name], own, starts)
        for name in (*_TYPES, "")
    }
    benefit, kept = _yearly(gains, own, starts), _yearly([*saved, *beside], own, starts)
    # Today's service running on cancels what would be saved, but for the last bits of the numbers.
    kept[np.abs(kept) < _NOUGHT * np.max(np.abs(_yearly(saved, own, starts)))] = 0.0
    whole = np.asarray(sum(costs.values()))
    middle = middle_draws(np.sum(whole, axis=0))
    net = whole + benefit + kept
    ends = [*firsts[1:], months + 1]
    return tuple(
        FiscalYear(
            name,
            end - max(first, 1),
            _spent(costs["capex"], place, middle),
            _spent(costs["opex"], place, middle),
            _spent(costs[""], place, middle),
            _middle(kept, place),
            _middle(benefit, place),
            Quantiles.of(net[place], "money"),
        )
        for place, (name, first, end) in enumerate(zip(names, firsts, ends, strict=True))
    )


def _type(stream: CashStream) -> str:
    return stream.cost_type if stream.cost_type in _TYPES else ""


def _yearly(
    streams: Sequence[CashStream], own: Sequence[CashStream], starts: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Sum of the streams in each year, shape (years, draws)."""
    total = np.zeros((len(starts), len(own[0].amount)))
    for stream in streams:
        total += stream.yearly(starts)
    return total


def _spent(costs: NDArray[np.float64], place: int, middle: NDArray[np.bool_]) -> float:
    return -float(np.mean(costs[place, middle])) + 0.0


def _middle(flows: NDArray[np.float64], place: int) -> float:
    return float(np.mean(flows[place, middle_draws(np.sum(flows, axis=0))])) + 0.0
