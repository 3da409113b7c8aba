"""An option's money as streams.

An uncertain amount times what falls due of it in each month of the term.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import median, quantiles
from pmo_toolkit.analysis.money.discounting import DiscountSchedule, at_month, growing, level
from pmo_toolkit.analysis.money.valuation import BenefitDraws, Draws, ElementDraws, OptionDraws

#: What cost is for over an option's life, in the order in which it falls due.
PURPOSES = ("capital", "run", "maintenance", "management", "exit")
#: Cost of the stated risks, where the outside view does not hold it.
RISKS = "risks"
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
        ``"benefit"``, or the purpose of a cost: one of `PURPOSES`, `RISKS` or a word of the
        workspace.
    amount : ndarray of shape (draws,)
        Money for each unit of `profile`: above zero is gained, below zero is spent.
    profile : ndarray of shape (months + 1,)
        Units that fall due now (index 0) and at the end of each month.
    stated : bool
        Whether the purpose was stated; else it follows from when the cost falls due.
    cashable : bool or None
        Of a benefit: whether it frees money; None where nobody said.
    """

    name: str
    kind: str
    amount: Draws
    profile: NDArray[np.float64]
    stated: bool = True
    cashable: bool | None = None

    @property
    def total(self) -> Draws:
        """Amount over the whole term in constant prices, shape (draws,)."""
        return self.amount * float(np.sum(self.profile))

    def present(self, schedule: DiscountSchedule) -> Draws:
        """Present value, shape (draws,)."""
        return self.amount * schedule.present(self.profile)


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
            drawn.adjusted_once * _share(element, once)
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
            )
        )
    if not drawn.scaled and drawn.risks.any():
        streams.append(CashStream("Stated risks", RISKS, sign * drawn.risks, at_month(months, 0)))
    return tuple(streams)


def benefit_streams(
    benefits: Sequence[BenefitDraws], months: int, *, share: float, delay_months: float
) -> tuple[CashStream, ...]:
    """The benefits that an option brings: `share` (0–1) of all, beginning after `delay_months`."""
    return tuple(
        CashStream(
            benefit.title,
            "benefit",
            share * benefit.yearly / 12,
            growing(months, benefit.ramp_months, delay_months),
            cashable=benefit.cashable,
        )
        for benefit in benefits
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
    return np.asarray(
        sum(float(np.mean(stream.amount[middle])) * stream.profile for stream in streams),
        dtype=float,
    )


def _purpose(element: ElementDraws) -> str:
    if element.purpose is not None:
        return element.purpose
    if element.period == "at the end":
        return "exit"
    return "capital" if element.one_off else "run"


def _share(element: ElementDraws, once: Sequence[ElementDraws]) -> float:
    whole = sum(median(element.total) for element in once)
    return median(element.total) / whole if whole > 0 else 1 / len(once)
