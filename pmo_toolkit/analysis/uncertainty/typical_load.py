"""Stated risks beside the outside view: what the class already contains is measured, not guessed.

Ratios of actual to estimated cost hold the risks that happened to finished projects. What a usual
register adds is measured on the registers of other proposals; the ratios are relieved of that much
before a proposal's own risks are added, so that class and usual register make up the class again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.uncertainty.sampling.inputs import sample_ratios
from pmo_toolkit.core.settings import Settings

Draws = NDArray[np.float64]

#: The one part of the cost that stands for how far estimates of this kind are off.
CLASS_SPREAD = "How such projects' estimates came out"

#: Where the distribution of the class is read for its mean and variance: evenly spaced middles.
_GRID = (np.arange(1024) + 0.5) / 1024


@dataclass(frozen=True)
class TypicalLoad:
    """What a usual register adds, by registers elsewhere.

    Parameters
    ----------
    n : int
        Registers that it was measured on.
    load, variance : float
        Average of their expected loads, and the variance of a load drawn from one of them at
        random: shares of one-off cost, or calendar days.
    enough : bool
        Whether there are enough of them; if not, nothing is taken to be in the class.
    in_level : bool
        Whether the level of the finished projects holds it: others' projects give their spread
        alone, about the proposal's own level, from which no risk can be taken.
    """

    n: int
    load: float
    variance: float
    enough: bool
    in_level: bool = True


@dataclass(frozen=True)
class Relief:
    """What is taken off an outside view before stated risks are added to it.

    A value becomes ``mean − load + scale × (value − mean)``, at least `floor` times the value.

    Parameters
    ----------
    mean, load, scale, floor : float
    """

    mean: float
    load: float
    scale: float
    floor: float

    def of(self, values: ArrayLike) -> Draws:
        """Values without what a usual register adds, in their shape."""
        before = np.asarray(values, dtype=float)
        net = self.mean - self.load + self.scale * (before - self.mean)
        return np.maximum(net, self.floor * before)


def relief(mean: float, variance: float, typical: TypicalLoad, settings: Settings) -> Relief | None:
    """What to take off values of this mean and variance; None where nothing can be told apart."""
    if not (typical.enough and typical.in_level):
        return None
    kept = 1 - typical.variance / variance if variance > 0 else 1.0
    scale = sqrt(max(settings.money.class_spread_kept, kept))
    return Relief(mean, typical.load, scale, settings.money.class_level_kept)


def ratios_beside_risks(
    u: ArrayLike, ratios: Sequence[float], typical: TypicalLoad | None, settings: Settings
) -> Draws:
    """Ratios of the class at uniform draws, as they go together with stated risks.

    Parameters
    ----------
    u : array
    ratios : sequence of float
        Actual ÷ estimate of the class.
    typical : TypicalLoad or None
        None where the proposal states no risk: the class then stands for the usual register.
    """
    drawn = sample_ratios(u, ratios)
    if typical is None:
        return drawn
    usual = sample_ratios(_GRID, ratios)
    taken = relief(float(np.mean(usual)), float(np.var(usual)), typical, settings)
    return drawn if taken is None else taken.of(drawn)
