"""The smallest change of weights that swaps two alternatives.

How much hangs on weights that nobody can prove.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.weighting.weights import normalised

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SingleChange:
    """One weight changed, the others keeping their proportions.

    `criterion` by position, weights as shares of 1.
    """

    criterion: int
    before: float
    after: float


@dataclass(frozen=True)
class WeightSwap:
    """The smallest changes of weights at which two alternatives draw level.

    Beyond them they are swapped.

    Parameters
    ----------
    before, after : tuple of float
        All weights, summing to 1, before and after the change that moves least weight in all.
    moved : float
        Share of all weight that is moved, 0–1; half the sum of absolute changes.
    single : SingleChange or None
        Likewise if only one weight changes and the others keep their proportions; None where no
        single one can do it.
    """

    before: tuple[float, ...]
    after: tuple[float, ...]
    moved: float
    single: SingleChange | None


def smallest_swap(
    above: ArrayLike, below: ArrayLike, weights: ArrayLike
) -> WeightSwap | NotAssessed:
    """Smallest change of weights that swaps two alternatives in the weighted sum.

    Moving weight from the criterion that favours the upper one most to the criterion that favours
    the lower one most closes the gap with the least weight moved, so the change is found criterion
    by criterion and is exact.

    Parameters
    ----------
    above, below : array of shape (criteria,)
        Desirabilities, 0–1, of the alternative with the higher value and of the other one.
    weights : array of shape (criteria,)

    Returns
    -------
    WeightSwap or NotAssessed
        Not assessed where no weights can swap them, since the upper one is at least as good on
        every criterion, or a score is missing.

    Raises
    ------
    ValueError
        If the shapes differ, weights are unfit, or `above` has the lower value.
    """
    upper, lower, shares = (
        np.asarray(above, dtype=float),
        np.asarray(below, dtype=float),
        normalised(weights),
    )
    if not upper.shape == lower.shape == shares.shape:
        raise ValueError(
            f"scores and weights must be equally many, found {upper.shape}, {lower.shape},"
            f" {shares.shape}"
        )
    lead = upper - lower
    if not np.isfinite(lead).all():
        return NotAssessed(
            "weight change that swaps two", "one of them lacks a score", ReasonCode.NOT_SCORED
        )
    gap = float(shares @ lead)
    if gap < -1e-12:
        raise ValueError("the first alternative must be the one with the higher value")
    if lead.min() >= 0:
        return NotAssessed(
            "weight change that swaps two",
            "no weights swap them: one is as good or better on every criterion",
            ReasonCode.NO_WEIGHTS,
        )
    after = _least_moved(lead, shares, max(gap, 0.0))
    return WeightSwap(
        tuple(shares.tolist()),
        tuple(after.tolist()),
        float(np.abs(after - shares).sum() / 2),
        _single(lead, shares),
    )


def _least_moved(lead: Floats, shares: Floats, gap: float) -> Floats:
    after = shares.copy()
    target = int(np.argmin(lead))
    for source in np.argsort(-lead, kind="stable"):
        gain = lead[source] - lead[target]
        if gap <= 0 or gain <= 0:
            break
        moved = min(float(after[source]), gap / gain)
        after[source] -= moved
        after[target] += moved
        gap -= moved * gain
    return after


def _single(lead: Floats, shares: Floats) -> SingleChange | None:
    best: SingleChange | None = None
    for place, own in enumerate(shares):
        if own >= 1:  # the others have no proportions to keep
            continue
        others = float((shares @ lead - own * lead[place]) / (1 - own))
        if others == lead[place]:
            continue
        needed = others / (others - lead[place])
        if 0 <= needed <= 1 and (
            best is None or abs(needed - own) < abs(best.after - best.before) - 1e-12
        ):
            best = SingleChange(place, float(own), float(needed))
    return best
