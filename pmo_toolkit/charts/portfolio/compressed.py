"""Axes of money that shrink towards large amounts: small and large proposals both have room."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.charts.drawing import INK, LINE, SOFT, TICK_SIZE, draw_pieces, put_text
from pmo_toolkit.charts.portfolio.axes import size_in_pixels, unit_of
from pmo_toolkit.core.number_format import NumberFormat

Floats = NDArray[np.float64]

#: Round numbers, the roundest first, and least pixels from tick to tick.
_ROUND = (1.0, 5.0, 2.0)
_APART_ACROSS, _APART_UP = 64.0, 28.0
#: Decades below the largest amount that may have ticks.
_DECADES = 4


@dataclass(frozen=True)
class CompressedScale:
    """Inverse hyperbolic sine: even near nought, by ratios far from it, the same on both sides.

    Parameters
    ----------
    even : float
        Amount, above 0, up to which steps are about even.
    """

    even: float

    @classmethod
    def of(cls, amounts: Iterable[float]) -> CompressedScale:
        """Even up to the middle of some amounts."""
        sizes = [abs(amount) for amount in amounts]
        return cls(float(np.median(sizes)) or 1.0 if sizes else 1.0)

    def at(self, money: ArrayLike) -> Floats:
        """Where amounts of any shape stand."""
        return np.asarray(np.arcsinh(np.asarray(money, dtype=float) / self.even))

    def ticks(self, low: float, high: float, per_step: float, apart: float) -> list[float]:
        """Round amounts between two ends that stand at least some pixels apart.

        Parameters
        ----------
        low, high : float
            Ends of the axis, as `at` gives them.
        per_step : float
            Pixels of a step of one on the axis.
        apart : float
            Pixels.
        """
        largest = float(np.sinh(max(abs(low), abs(high)))) * self.even
        power = int(np.floor(np.log10(largest))) if largest >= 1 else 0
        amounts = [0.0]
        for digit in _ROUND:
            for decade in range(power, max(-1, power - _DECADES), -1):
                amounts += [digit * 10.0**decade, -digit * 10.0**decade]
        chosen: list[float] = []
        for amount in amounts:
            place = float(self.at(amount))
            far = all(abs(place - float(self.at(one))) * per_step >= apart for one in chosen)
            if low <= place <= high and far:
                chosen.append(amount)
        return sorted(chosen)


def money_both_ways(
    ax: Axes, scale: CompressedScale, figures: NumberFormat, across: str, up: str
) -> None:
    """Quiet axes of money in both directions, with a clear line at nought.

    Parameters
    ----------
    ax : Axes
        With its limits, as `scale` gives them.
    scale : CompressedScale
    figures : NumberFormat
    across, up : str
        What stands on each axis.
    """
    width, height = size_in_pixels(ax)
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    below = scale.ticks(left, right, width / (right - left), _APART_ACROSS)
    edge = left + (1 - 20.0 / width) * (right - left)  # a number at the edge would be cut
    below = [tick for tick in below if float(scale.at(tick)) <= edge]
    beside = scale.ticks(low, high, height / (high - low), _APART_UP)
    ax.set_xticks(scale.at(below), [figures.amount(tick) for tick in below], rotation=0)
    ax.set_yticks(scale.at(beside), [figures.amount(tick) for tick in beside])
    lines = [([at, at], [low, high]) for at in scale.at(below).tolist() if at]
    lines += [([left, right], [at, at]) for at in scale.at(beside).tolist() if at]
    draw_pieces(ax, lines, color=LINE, linewidth=0.8, zorder=1)
    draw_pieces(ax, [([left, right], [0, 0])], color=INK, linewidth=1.2, zorder=1)
    ax.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=SOFT, pad=5)
    for side in ax.spines.values():
        side.set_visible(False)
    ax.set_xlabel(f"{across}{unit_of(figures)}", fontsize=TICK_SIZE, color=SOFT, loc="right")
    ax.xaxis.label.set_parse_math(False)
    ax.set_ylabel("")
    style = {"fontsize": TICK_SIZE, "color": SOFT, "transform": ax.transAxes, "va": "bottom"}
    put_text(ax, 0.0, 1.015, f"{up}{unit_of(figures)}", **style)
