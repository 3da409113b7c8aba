"""Internal rate of return, with all its roots.

A flow that changes its sign more than once may have several.

Libraries disagree on which root they give, so that a rate of such a flow is flagged and all roots
are shown. Sources: Descartes' rule of signs; Norstrøm (1972): if the running sum of the flow
changes its sign just once, from below zero, there is exactly one rate above zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pyxirr
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import brentq

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed

#: Yearly rates between which roots are looked for: losing 95 % a year to a hundredfold gain.
_LOWEST, _HIGHEST = -0.95, 100.0
#: Amounts smaller than this share of the largest are nought.
_SMALL = 1e-9
#: Parts in which the rates are tried.
_PARTS = 32


@dataclass(frozen=True)
class InternalRate:
    """Yearly rates at which the net present value of a flow is zero.

    Parameters
    ----------
    rate : float or NotAssessed
        The rate, where the flow has one that means something: its only root, or the only one above
        zero.
    roots : tuple of float
        All roots between −95 % and 10,000 % a year, ascending.
    sign_changes : int
        How often the flow changes its sign.
    flagged : bool
        Whether it does so more than once: then go by the net present value.
    """

    rate: float | NotAssessed
    roots: tuple[float, ...]
    sign_changes: int
    flagged: bool


def internal_rate(flow: ArrayLike, *, periods_per_year: int = 1) -> InternalRate | NotAssessed:
    """Internal rate of return of `flow`: net amounts at period 0, 1, 2, …, shape (periods + 1,).

    Parameters
    ----------
    flow : array_like
        Money: above zero is gained, below zero is spent.
    periods_per_year : int
        12 for monthly amounts; rates are a year in any case.
    """
    amounts = np.asarray(flow, dtype=float)
    changes = sign_changes(amounts)
    if changes == 0:
        spent = "gained" if np.sum(amounts) > 0 else "spent"
        return NotAssessed(
            "internal rate of return",
            f"money is only {spent}, so that no rate makes the sum zero",
            ReasonCode.NO_SINGLE_RATE,
        )
    roots = _roots(amounts, periods_per_year)
    return InternalRate(_meant(amounts, roots, changes), roots, changes, changes > 1)


def sign_changes(flow: ArrayLike) -> int:
    """How often `flow` turns from spending to gaining or back; amounts of nought do not count."""
    amounts = np.asarray(flow, dtype=float)
    signs = np.sign(amounts[np.abs(amounts) > _SMALL * np.max(np.abs(amounts), initial=0.0)])
    return int(np.sum(signs[1:] != signs[:-1]))


def _meant(
    flow: NDArray[np.float64], roots: tuple[float, ...], changes: int
) -> float | NotAssessed:
    what = "internal rate of return"
    if changes == 1:
        why = "it lies outside −95 % to 10,000 % a year"
        return roots[0] if len(roots) == 1 else NotAssessed(what, why, ReasonCode.NO_SINGLE_RATE)
    above = [root for root in roots if root > 0]
    running = np.cumsum(flow)
    if running[0] < 0 and sign_changes(running) == 1 and len(above) == 1:
        return above[0]
    return NotAssessed(
        what,
        f"the flow changes its sign {changes} times, so that it has no single rate",
        ReasonCode.NO_SINGLE_RATE,
    )


def _roots(flow: NDArray[np.float64], periods_per_year: int) -> tuple[float, ...]:
    grid = np.expm1(np.linspace(np.log1p(_LOWEST), np.log1p(_HIGHEST), 4001))
    times = np.arange(len(flow)) / periods_per_year

    def worth(rate: ArrayLike) -> NDArray[np.float64]:
        # counted from the end of the flow where the rate is below zero, so that no power grows out
        # of bounds
        rates = np.atleast_1d(np.asarray(rate, dtype=float))[:, None]
        at = np.where(rates < 0, times - times[-1], times)
        return np.asarray(np.sum(flow * (1 + rates) ** -at, axis=1), dtype=float)

    # a part of the rates at a time, since the powers of all of them would take megabytes
    values = np.sign(np.concatenate([worth(part) for part in np.array_split(grid, _PARTS)]))
    roots = [float(grid[place]) for place in np.flatnonzero(values == 0)]
    for (low, left), (high, right) in pairwise(zip(grid.tolist(), values.tolist(), strict=True)):
        if left * right < 0:
            roots.append(
                _refined(flow, low, high, periods_per_year, lambda rate: float(worth(rate)[0]))
            )
    return tuple(sorted(roots))


def _refined(
    flow: NDArray[np.float64],
    low: float,
    high: float,
    periods_per_year: int,
    worth: Callable[[float], float],
) -> float:
    """The root between two yearly rates: pyxirr's, if it finds the one that lies there."""
    guess = (1 + (low + high) / 2) ** (1 / periods_per_year) - 1
    rate = pyxirr.irr(flow.tolist(), guess=guess, silent=True)
    if rate is not None and rate > -1:
        yearly = float((1 + rate) ** periods_per_year - 1)
        if low <= yearly <= high:
            return yearly
    return float(brentq(worth, low, high, xtol=1e-12))
