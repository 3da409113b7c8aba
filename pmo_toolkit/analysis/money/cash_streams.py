"""An option's money as streams.

An uncertain amount times what falls due of it in each month of the term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import median, quantiles
from pmo_toolkit.analysis.money.discounting import DiscountSchedule, at_month, growing, level
from pmo_toolkit.analysis.money.valuation import BenefitDraws, Draws, ElementDraws, OptionDraws

#: What cost is for over an option's life, in the order in which it falls due.
PURPOSES = ("capital", "run", "maintenance", "management", "exit")
#: Cost of the stated risks.
RISKS = "risks"
#: Today's running cost while the new is not there yet.
PARALLEL = "parallel running"
#: What doing nothing costs once and is not spared, since the new begins too late.
KEPT = "doing nothing meanwhile"
#: What the shares of draws around the median rest on: the middle tenth.
_MIDDLE = (0.45, 0.55)


@dataclass(frozen=True)
class CashStream:
    """One cost or benefit.

    Parameters
    ----------
    name : str
        The cost element or benefit in words.
    kind : str
        ``"benefit"``, or the purpose of a cost: one of `PURPOSES`, `RISKS`, `PARALLEL`, `KEPT` or a
        word of the workspace.
    amount : ndarray of shape (draws,)
        Money for each unit of `profile`: above zero is gained, below zero is spent.
    profile : ndarray of shape (months + 1,) or (rows, months + 1)
        Units that fall due now (index 0) and at the end of each month.
    stated : bool
        Whether the purpose was stated; else it follows from when the cost falls due.
    cashable : bool or None
        Of a benefit: whether it frees money; None where nobody said.
    counted : bool
        Of a benefit: whether it counts in the net value.
    row : ndarray of int of shape (draws,) or None
        Row of `profile` that each draw follows; None where all follow the one.
    cost_type : str or None
        Of a cost: ``"capex"`` or ``"opex"``, where stated.
    """

    name: str
    kind: str
    amount: Draws
    profile: NDArray[np.float64]
    stated: bool = True
    cashable: bool | None = None
    counted: bool = True
    row: NDArray[np.intp] | None = None
    cost_type: str | None = None

    @property
    def months(self) -> int:
        """Months of the term."""
        return int(self.profile.shape[-1]) - 1

    @property
    def total(self) -> Draws:
        """Amount over the whole term in constant prices, shape (draws,)."""
        return self._times(np.sum(self.profile, axis=-1))

    def present(self, schedule: DiscountSchedule) -> Draws:
        """Present value, shape (draws,)."""
        return self._times(np.sum(self.profile * schedule.monthly(self.months), axis=-1))

    def at(self, month: int) -> Draws:
        """Money that falls due at the end of a month (0: now), shape (draws,)."""
        return self._times(self.profile[..., month])

    def yearly(self, starts: NDArray[np.intp]) -> NDArray[np.float64]:
        """Money of all draws in years that begin at these months, shape (years, draws)."""
        sums = np.add.reduceat(self.profile, starts, axis=-1)
        if self.row is None:
            return np.asarray(sums[:, None] * self.amount, dtype=float)
        return np.asarray(sums.T[:, self.row] * self.amount, dtype=float)

    def average(self, chosen: NDArray[np.bool_]) -> NDArray[np.float64]:
        """Flow averaged over the draws that `chosen` marks, shape (months + 1,)."""
        amount = self.amount[chosen]
        if self.row is None:
            return np.asarray(float(np.mean(amount)) * self.profile, dtype=float)
        weights = np.bincount(self.row[chosen], weights=amount, minlength=len(self.profile))
        return np.asarray(weights @ self.profile / len(amount), dtype=float)

    def later(self, months: int) -> CashStream:
        """The same begun so many months later; the end of the term stays and cuts the rest off.

        What falls due at the end of the term stays there.
        """
        if months <= 0 or self.kind == "exit":
            return self
        moved = np.zeros_like(self.profile)
        if months <= self.months:
            moved[..., months:] = self.profile[..., : self.profile.shape[-1] - months]
        return replace(self, profile=moved)

    def _times(self, worth: NDArray[np.float64]) -> Draws:
        return np.asarray(self.amount * (worth if self.row is None else worth[self.row]))


def cost_streams(drawn: OptionDraws, months: int, *, sign: float = -1.0) -> tuple[CashStream, ...]:
    """An option's cost over `months`; the totals add up to ``sign × drawn.adjusted``.

    The outside view scales all that is spent once as a whole: it is shared among the elements by
    their medians.

    Parameters
    ----------
    sign : float
        −1 where the cost is spent, 1 where it is saved (that of doing nothing).
    """
    once = [element for element in drawn.elements if element.one_off]
    streams = []
    for element in drawn.elements:
        amount = (
            drawn.once * _share(element, once)
            if element.one_off and drawn.scaled
            else element.total
        )
        if element.period == "at the end":
            profile = at_month(months, months)
        elif element.one_off:
            profile = at_month(months, 0)
        else:
            profile, amount = level(months), amount / months
        streams.append(
            CashStream(
                element.element,
                _purpose(element),
                sign * amount,
                profile,
                element.purpose is not None,
                cost_type=element.cost_type,
            )
        )
    if drawn.risks.any():
        streams.append(CashStream("Stated risks", RISKS, sign * drawn.risks, at_month(months, 0)))
    return tuple(streams)


def benefit_streams(
    benefits: Sequence[BenefitDraws], months: int, *, share: float, begins: NDArray[np.intp] | int
) -> tuple[CashStream, ...]:
    """The benefits that an option brings: `share` (0–1) of all, counted after month `begins`.

    Parameters
    ----------
    begins : int or ndarray of int of shape (draws,)
        Whole months; what begins at or after the end of the term brings nothing.
    """
    row = np.minimum(begins, months)
    return tuple(
        CashStream(
            benefit.title,
            "benefit",
            share * benefit.yearly / 12,
            growth(months, benefit.ramp_months),
            cashable=benefit.cashable,
            counted=benefit.counted,
            row=np.broadcast_to(np.asarray(row, dtype=np.intp), benefit.yearly.shape),
        )
        for benefit in benefits
    )


@lru_cache(maxsize=64)
def growth(months: int, ramp_months: float) -> NDArray[np.float64]:
    """Profiles of a benefit by the month after which it begins: shape (months + 1, months + 1)."""
    table = np.stack([growing(months, ramp_months, begin) for begin in range(months + 1)])
    table.setflags(write=False)
    return table


def parallel_stream(
    nothing: OptionDraws, months: int, until: NDArray[np.intp]
) -> CashStream | None:
    """Today's running cost that goes on until something else takes over, as a cost.

    Parameters
    ----------
    nothing : OptionDraws
        Cost of doing nothing, which the net value counts as saved from the start.
    months : int
        Term.
    until : ndarray of int of shape (draws,)
        Month after which today's service ends.
    """
    running = [
        element.total
        for element in nothing.elements
        if not element.one_off and element.period != "at the end"
    ]
    if not running or not until.any():
        return None
    table = np.tril(np.ones((months + 1, months + 1)))
    table[:, 0] = 0.0
    amount = np.asarray(-sum(running, np.zeros_like(running[0])) / months)
    return CashStream(
        "Today's running cost until it is replaced",
        PARALLEL,
        amount,
        table,
        row=np.minimum(until, months).astype(np.intp),
    )


def net_present_value(streams: Sequence[CashStream], schedule: DiscountSchedule) -> Draws:
    """Net present value, shape (draws,): linear in every stream.

    Raises
    ------
    ValueError
        If there is no stream.
    """
    if not streams:
        raise ValueError("a net present value needs at least one stream")
    return np.asarray(sum(stream.present(schedule) for stream in streams), dtype=float)


def middle_draws(values: Draws) -> NDArray[np.bool_]:
    """Marks the tenth of the draws around the median of `values`.

    Averages over it add up, medians do not.
    """
    low, high = quantiles(values, _MIDDLE)
    return np.asarray((values >= low) & (values <= high))


def middle_flow(streams: Sequence[CashStream], middle: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Net flow at month 0, 1, 2, …, averaged over the draws that `middle` marks.

    Shape (months + 1,).
    """
    return np.asarray(sum(stream.average(middle) for stream in streams), dtype=float)


def _purpose(element: ElementDraws) -> str:
    if element.purpose is not None:
        return element.purpose
    if element.period == "at the end":
        return "exit"
    return "capital" if element.one_off else "run"


def _share(element: ElementDraws, once: Sequence[ElementDraws]) -> float:
    whole = sum(median(element.total) for element in once)
    return median(element.total) / whole if whole > 0 else 1 / len(once)
