"""Axes on which money stands at its square root: small and large proposals both have room."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.charts.drawing import INK, LINE, SOFT, TICK_SIZE, draw_pieces, put_text
from pmo_toolkit.charts.portfolio.axes import size_in_pixels, unit_of
from pmo_toolkit.core.number_format import NumberFormat

Floats = NDArray[np.float64]

#: Round numbers, the roundest first, and least pixels from tick to tick.
_ROUND = (1.0, 5.0, 2.0)
_APART_ACROSS, _APART_UP = 64.0, 30.0


def rooted(money: ArrayLike) -> Floats:
    """Square root that keeps the sign; any shape."""
    values = np.asarray(money, dtype=float)
    return np.sign(values) * np.sqrt(np.abs(values))


def root_ticks(low: float, high: float, per_root: float, apart: float) -> list[float]:
    """Round amounts between two ends that stand at least some pixels apart.

    Parameters
    ----------
    low, high : float
        Ends of the axis, as square roots.
    per_root : float
        Pixels of a step of one on the axis.
    apart : float
        Pixels.
    """
    ends = max(abs(low), abs(high)) ** 2
    largest = int(np.floor(np.log10(ends))) if ends >= 1 else 0
    amounts = [0.0]
    for digit in _ROUND:
        for power in range(largest, max(-1, largest - 5), -1):
            amounts += [digit * 10.0**power, -digit * 10.0**power]
    chosen: list[float] = []
    for amount in amounts:
        at = float(rooted(amount))
        far = all(abs(at - float(rooted(other))) * per_root >= apart for other in chosen)
        if low <= at <= high and far:
            chosen.append(amount)
    return sorted(chosen)


def root_axes(ax: Axes, figures: NumberFormat, across: str, up: str) -> None:
    """Quiet axes of money in both directions, with a clear line at nought.

    Parameters
    ----------
    ax : Axes
        With its limits, as square roots.
    figures : NumberFormat
    across, up : str
        What stands on each axis.
    """
    width, height = size_in_pixels(ax)
    (left, right), (low, high) = ax.get_xlim(), ax.get_ylim()
    below = root_ticks(left, right, width / (right - left), _APART_ACROSS)
    edge = left + (1 - 20.0 / width) * (right - left)  # a number at the edge would be cut
    below = [tick for tick in below if float(rooted(tick)) <= edge]
    beside = root_ticks(low, high, height / (high - low), _APART_UP)
    ax.set_xticks(rooted(below), [figures.amount(tick) for tick in below], rotation=0)
    ax.set_yticks(rooted(beside), [figures.amount(tick) for tick in beside])
    for places, horizontal in ((rooted(below), False), (rooted(beside), True)):
        lines = [
            ([left, right], [at, at]) if horizontal else ([at, at], [low, high])
            for at in places.tolist()
            if at
        ]
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
