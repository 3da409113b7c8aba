"""Switching values: how far an input must move before the advice would tip."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from pmo_toolkit.analysis.base.order_statistics import median
from pmo_toolkit.analysis.money.valuation import Draws


@dataclass(frozen=True)
class SwitchingValue:
    """A value at which the advice would change.

    Parameters
    ----------
    what : str
        ``"benefits"`` or ``"cost"``: the factor on all benefits, or on all cost of the preferred
        option, at which its median net value is zero; ``"cost against next"``: the factor on its
        cost at which the next option overtakes it.
    factor : float
        1 means as stated.
    """

    what: str
    factor: float


def switching_values(
    value: Draws, gains: Draws, cost: Draws, rival: Draws | None
) -> tuple[SwitchingValue, ...]:
    """Factors at which the median net value becomes zero, or the next option overtakes.

    Parameters
    ----------
    value, gains, cost : ndarray of shape (draws,)
        Net value, present value of the benefits and present value of the cost of the preferred
        option.
    rival : ndarray of shape (draws,) or None
        Net value of the next option.
    """

    def cheaper_or_dearer(factor: float) -> float:
        return median(value - (factor - 1) * cost)

    switches = [
        _zero_of("benefits", lambda factor: median(value + (factor - 1) * gains)),
        _zero_of("cost", cheaper_or_dearer),
    ]
    if rival is not None:
        level = median(rival)
        switches.append(
            _zero_of("cost against next", lambda factor: cheaper_or_dearer(factor) - level)
        )
    return tuple(switch for switch in switches if switch is not None)


def _zero_of(what: str, function: Callable[[float], float]) -> SwitchingValue | None:
    """Factor in (0, 10] at which `function` changes sign, or None where it does not."""
    low, high = 1e-6, 10.0
    if np.sign(function(low)) == np.sign(function(high)):
        return None
    return SwitchingValue(what, float(brentq(function, low, high, xtol=1e-6)))
