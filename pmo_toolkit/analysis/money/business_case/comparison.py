"""Why the preferred option beats the next, and at which value of one input it would not.

The difference is split over the tenth of the simulated cases around its median: averages over the
same cases add up, while medians of parts do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from scipy.optimize import brentq

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.base.results import Quantiles
from pmo_toolkit.analysis.money.cash_streams import (
    PARALLEL,
    PURPOSES,
    RISKS,
    CashStream,
    middle_draws,
    net_present_value,
)
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.valuation import Draws

#: Factors beyond these are no plausible change of an estimate.
_LEAST, _MOST = 1e-6, 10.0


@dataclass(frozen=True)
class DifferencePart:
    """What one kind of money contributes to the difference.

    Above zero it speaks for the preferred option.

    `kind` is ``"benefit"`` or a purpose of cost; `amount` is present value in money.
    """

    kind: str
    amount: float


@dataclass(frozen=True)
class TippingInput:
    """One input, and the value at which the advice on the money tips, all else equal.

    Parameters
    ----------
    option : str
        Id of the option whose input it is.
    name, kind : str
        The cost element or benefit; ``"benefit"`` or the purpose of the cost.
    tips : str
        ``"next overtakes"``: the median net value of the next option becomes the higher; ``"worth
        nothing"``: the median net value of the preferred option becomes zero.
    factor : float
        On the input as simulated, outside view included; 1 means as it is.
    value, tips_at : float
        Median of the input over the term, in constant prices and money, and the value at which it
        tips.
    """

    option: str
    name: str
    kind: str
    tips: str
    factor: float
    value: float
    tips_at: float


@dataclass(frozen=True)
class AgainstNext:
    """The preferred option beside the next one.

    Parameters
    ----------
    preferred, next : str
        Ids; the next may be doing nothing.
    difference : Quantiles
        Net value of the preferred option less that of the next one.
    chance_better : float
        Probability that the difference is above zero.
    parts : tuple of DifferencePart
        They add up to the average difference in the tenth of the cases around its median.
    tipping : tuple of TippingInput
        Inputs of either option at which the next would overtake, the smallest change first; empty
        where no single input, made up to ten times as large or almost nothing, would do it.
    """

    preferred: str
    next: str
    difference: Quantiles
    chance_better: float
    parts: tuple[DifferencePart, ...]
    tipping: tuple[TippingInput, ...]


def against_next(
    preferred: str,
    own: Sequence[CashStream],
    rival_id: str,
    rival: Sequence[CashStream],
    schedule: DiscountSchedule,
) -> AgainstNext:
    """Split the difference between two options, and find the inputs that would turn it.

    Parameters
    ----------
    own, rival : sequence of CashStream
        Benefits and cost of each, the benefits first and in the same order; the cost that doing
        nothing would save is in neither.
    """
    difference = net_present_value(own, schedule) - net_present_value(rival, schedule)
    middle = middle_draws(difference)

    def average(streams: Sequence[CashStream], kind: str) -> float:
        return sum(
            float(np.mean(stream.present(schedule)[middle]))
            for stream in streams
            if stream.kind == kind
        )

    there = {stream.kind for stream in (*own, *rival)}
    kinds = dict.fromkeys(("benefit", *PURPOSES, RISKS, PARALLEL)) | dict.fromkeys(sorted(there))
    parts = tuple(
        DifferencePart(kind, average(own, kind) - average(rival, kind) + 0.0)
        for kind in kinds
        if kind in there
    )
    return AgainstNext(
        preferred,
        rival_id,
        Quantiles.of(difference, "money"),
        float(np.mean(difference > 0)),
        parts,
        tipping_inputs(preferred, own, rival_id, rival, schedule, "next overtakes"),
    )


def tipping_inputs(
    preferred: str,
    own: Sequence[CashStream],
    rival_id: str,
    rival: Sequence[CashStream],
    schedule: DiscountSchedule,
    tips: str,
) -> tuple[TippingInput, ...]:
    """Inputs of either option at which the median difference of their values becomes zero.

    The smallest change comes first.

    A benefit is one input, even where both options bring it. Parameters as for `against_next`.
    """
    difference = net_present_value(own, schedule) - net_present_value(rival, schedule)
    inputs = []
    for option, stream, effect in inputs_beside(preferred, own, rival_id, rival, schedule):
        factor = _factor(difference, effect)
        if factor is not None:
            value = median(stream.total) if stream.kind == "benefit" else -median(stream.total)
            inputs.append(
                TippingInput(option, stream.name, stream.kind, tips, factor, value, factor * value)
            )
    return tuple(
        sorted(
            inputs, key=lambda tipping: (abs(np.log(tipping.factor)), tipping.option, tipping.name)
        )
    )


def inputs_beside(
    preferred: str,
    own: Sequence[CashStream],
    rival_id: str,
    rival: Sequence[CashStream],
    schedule: DiscountSchedule,
) -> list[tuple[str, CashStream, Draws]]:
    """Option, stream, and what it contributes to the difference of the two, shape (draws,).

    Parameters as for `against_next`.
    """
    shared = [stream for stream in rival if stream.kind == "benefit"]
    benefits = [stream for stream in own if stream.kind == "benefit"]
    effects = [
        (
            preferred,
            mine,
            mine.present(schedule) - (theirs.present(schedule) if theirs is not None else 0.0),
        )
        for mine, theirs in zip_longest(benefits, shared)
    ]
    effects += [
        (preferred, stream, stream.present(schedule)) for stream in own if stream.kind != "benefit"
    ]
    effects += [
        (rival_id, stream, -stream.present(schedule))
        for stream in rival
        if stream.kind != "benefit"
    ]
    return effects


def _factor(difference: Draws, effect: Draws) -> float | None:
    """The factor on `effect` at which the median difference is zero, if a plausible one exists."""

    def at(factor: float) -> float:
        return median(difference + (factor - 1) * effect)

    low, high = at(_LEAST), at(_MOST)
    if np.sign(low) == np.sign(high):
        return None
    return float(brentq(at, _LEAST, _MOST, xtol=1e-7))
