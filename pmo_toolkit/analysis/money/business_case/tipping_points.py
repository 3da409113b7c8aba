"""Which value of which input would change the position of the advice, all else equal."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.money.business_case.comparison import inputs_beside
from pmo_toolkit.analysis.money.cash_streams import CashStream, net_present_value
from pmo_toolkit.analysis.money.discounting import DiscountSchedule
from pmo_toolkit.analysis.money.valuation import Draws

#: Factors that are tried on an input, from as stated outwards; ten times as much or a tenth is the
#: end of it.
_FACTORS = np.geomspace(1.0, 10.0, 47)[1:]


@dataclass(frozen=True)
class TippingPoint:
    """A value of one input at which the position of the advice changes.

    Parameters
    ----------
    option : str
        Id of the option whose input it is; that of doing nothing for cost that would be saved.
    name, kind : str
        The cost element or benefit; ``"benefit"`` or the purpose of the cost.
    becomes : str
        The position from there on.
    factor : float
        On the input as simulated, outside view included; 1 means as it is.
    value, flips_at : float
        Median of the input over the term, in constant prices and money, and its value where the
        position changes.
    """

    option: str
    name: str
    kind: str
    becomes: str
    factor: float
    value: float
    flips_at: float


def tipping_points(
    preferred: str,
    own: Sequence[CashStream],
    nothing: str,
    saved: Sequence[CashStream],
    schedule: DiscountSchedule,
    position: Callable[[float], str],
) -> tuple[TippingPoint, ...]:
    """The nearest change of position below and above each input's present value.

    The smallest change comes first.

    Parameters
    ----------
    own, saved : sequence of CashStream
        Benefits and cost of the preferred option, and the cost of doing nothing.
    position : callable
        Position of the advice at a chance (0–1) that the preferred option's net value is above
        zero.
    """
    values = net_present_value(own, schedule) - net_present_value(saved, schedule)
    points = []
    for option, stream, effect in inputs_beside(preferred, own, nothing, saved, schedule):
        value = median(stream.total) * (1.0 if stream.kind == "benefit" else -1.0)
        positive = positive_share(values, effect)
        for factors in (_FACTORS, 1 / _FACTORS):
            nearest = _nearest(positive, factors, position)
            if nearest is not None:
                factor, becomes = nearest
                points.append(
                    TippingPoint(
                        option, stream.name, stream.kind, becomes, factor, value, factor * value
                    )
                )
    return tuple(
        sorted(points, key=lambda point: (abs(np.log(point.factor)), point.option, point.name))
    )


def _nearest(
    positive: Callable[[float], float], factors: Draws, position: Callable[[float], str]
) -> tuple[float, str] | None:
    """The first of `factors` at which the position differs, narrowed down to where it begins to."""

    def at(factor: float) -> str:
        return position(positive(factor))

    today, before = at(1.0), 1.0
    for factor in factors.tolist():
        if at(factor) != today:
            near, far = before, factor
            for _ in range(20):
                middle = float(np.sqrt(near * far))
                near, far = (near, middle) if at(middle) != today else (middle, far)
            return far, at(far)
        before = factor
    return None


def positive_share(values: Draws, effect: Draws) -> Callable[[float], float]:
    """The share of draws above zero by a factor on an input that contributes `effect` to `values`.

    Every draw changes in a line with the factor and so crosses zero once at most: the crossings are
    ordered once, and the share is counted for any factor.
    """
    rising, falling = effect > 0, effect < 0
    upwards = np.sort(1 - values[rising] / effect[rising])
    downwards = np.sort(1 - values[falling] / effect[falling])
    always = int(np.sum(values[effect == 0] > 0))

    def share(factor: float) -> float:
        above = np.searchsorted(upwards, factor, side="left")
        below = len(downwards) - np.searchsorted(downwards, factor, side="right")
        return float((above + below + always) / len(values))

    return share
