"""What waiting costs, for people or by choice, and what today's service costs beside the new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.cash_streams import KEPT, PARALLEL, CashStream, net_present_value
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.valuation import Draws

#: Months of waiting that are looked at.
WAITS = (6, 12)


@dataclass(frozen=True)
class Waiting:
    """The preferred option begun later, over the same months.

    Benefits are lost for as long, today's running cost goes on, and what is spent falls due later.

    Parameters
    ----------
    months : int
    net_value : Quantiles
        Net present value as of today if it begins so much later.
    cost : Quantiles
        Net value if begun now, less that: below zero where waiting pays.
    chance_costs : float
        Share of the cases in which waiting costs something.
    """

    months: int
    net_value: Quantiles
    cost: Quantiles
    chance_costs: float


def cost_of_waiting(
    own: Sequence[CashStream], saved: Sequence[CashStream], schedule: DiscountSchedule
) -> tuple[Waiting, ...]:
    """What is lost by waiting for each of `WAITS` that is shorter than the term.

    Parameters
    ----------
    own : sequence of CashStream
        Benefits and cost of the option.
    saved : sequence of CashStream
        The cost of doing nothing, as what is saved.
    schedule : DiscountSchedule
    """
    now = net_present_value((*own, *saved), schedule)
    found = []
    for months in WAITS:
        if months >= own[0].months:
            continue
        # what doing nothing costs once is then not saved to begin with
        moved = [stream.later(months) for stream in own if stream.kind != KEPT]
        kept = [_saved_after(stream, months) for stream in saved]
        later = net_present_value((*moved, *kept), schedule)
        lost = now - later
        found.append(
            Waiting(
                months,
                Quantiles.of(later, "money"),
                Quantiles.of(lost, "money"),
                float(np.mean(lost > 0)),
            )
        )
    return tuple(found)


def _saved_after(stream: CashStream, months: int) -> CashStream:
    """What is still saved if doing nothing goes on for so many months; the end stays as it is."""
    if stream.kind == "exit":
        return stream
    profile = stream.profile.copy()
    profile[..., : months + 1] = 0.0
    return replace(stream, profile=profile)


@dataclass(frozen=True)
class WaitForPeople:
    """What it costs that the preferred option begins only when those whom it needs have hours.

    Parameters
    ----------
    net_value_if_free : Quantiles
        Net value if all of them were free at the wished start.
    cost : Quantiles
        That less the net value, draw by draw: below nought where a later start is worth more, as
        it is of what costs more than it brings.
    chance_costs : float
        Share of the cases in which the wait costs something.
    chance_if_free : float
        Probability that the net value is positive if all of them were free at the wished start.
    """

    net_value_if_free: Quantiles
    cost: Quantiles
    chance_costs: float
    chance_if_free: float

    @property
    def is_felt(self) -> bool:
        """Whether the wait changes the net value in at least one case in ten."""
        return not self.cost.p10 == self.cost.p90 == 0


def wait_for_people(net_value: Draws | None, if_free: Draws | None) -> WaitForPeople | None:
    """From the net value with the wait and without it, shape (draws,); None without either."""
    if net_value is None or if_free is None:
        return None
    lost = if_free - net_value
    return WaitForPeople(
        Quantiles.of(if_free, "money"),
        Quantiles.of(lost, "money"),
        float(np.mean(lost > 0)),
        float(np.mean(if_free > 0)),
    )


def parallel_running(
    own: Sequence[CashStream], schedule: DiscountSchedule
) -> Quantiles | NotAssessed:
    """Today's running cost until the option has replaced it: present value, above zero."""
    streams = [stream for stream in own if stream.kind == PARALLEL]
    if not streams:
        return NotAssessed(
            "cost of running today's service beside it",
            "the option keeps today's service, or nothing says when it is delivered",
            ReasonCode.NOT_APPLICABLE,
        )
    return Quantiles.of(-net_present_value(streams, schedule), "money")
