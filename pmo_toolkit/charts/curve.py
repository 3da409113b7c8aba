"""The S-curve of an uncertain quantity.

The chance of staying within a figure, with one limit marked on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter

from pmo_toolkit.analysis.base.results import Curve, Quantiles
from pmo_toolkit.charts.drawing import (
    AMBER,
    BLUE,
    LINE,
    WASH,
    draw_area,
    draw_dot,
    draw_line,
    put_note,
    put_text,
)

#: A chance beneath which there is no room for words between the curve and the axis.
_LOW_CHANCE = 0.2
#: Share (0–1) at which such words stand instead, between the notes on P50 and P80.
_OVER_THE_CURVE = 0.65


@dataclass(frozen=True)
class CurveMark:
    """A limit on an S-curve.

    Its value, the chance (0–1) of staying within it, and both in words.
    """

    value: float
    chance: float
    label: str
    chance_words: str


def draw_curve(
    ax: Axes,
    quantiles: Quantiles,
    curve: Curve,
    write: Callable[[float], str],
    *,
    limits: tuple[float, float],
    mark: CurveMark | None = None,
) -> None:
    """The curve with P50, P80 and the P10–P90 band; the horizontal axis is left to the caller.

    Parameters
    ----------
    ax : Axes
    quantiles : Quantiles
    curve : Curve
    write : callable
        Writes a value with its unit.
    limits : (float, float)
        Ends of the horizontal axis, as `curve_limits` gives them.
    mark : CurveMark, optional
    """
    values, shares = np.asarray(curve.values), np.asarray(curve.shares)
    low, high = limits
    band = np.linspace(quantiles.p10, quantiles.p90, 60)
    draw_area(ax, band, np.interp(band, values, shares), color=WASH, zorder=1)
    draw_line(ax, values, shares, color=BLUE, linewidth=2.4, zorder=3, solid_capstyle="round")
    if mark is not None:
        _draw_limit(ax, mark, limits)
    for name, value, share in (("P50", quantiles.p50, 0.5), ("P80", quantiles.p80, 0.8)):
        draw_dot(ax, value, share)
        # Above the curve there is room to the left, unless the dot stands at the left edge.
        offset, align = (
            ((12.0, -5.0), "left") if value - low < 0.22 * (high - low) else ((-9.0, 7.0), "right")
        )
        put_note(ax, f"{name} {write(value)}", (value, share), offset, align, weight="bold")
    ax.set_xlim(low, high)
    ax.set_ylim(0, 1.0)
    ax.set_yticks([0, 0.25, 0.5, 0.75, 1.0])
    ax.yaxis.set_major_formatter(FuncFormatter(lambda share, _: f"{share:.0%}".replace("%", " %")))
    ax.grid(axis="y", color=LINE, linewidth=0.8, zorder=0)


def curve_limits(quantiles: Quantiles, curve: Curve, mark: float | None) -> tuple[float, float]:
    """Ends of the axis that show the part that matters, and `mark` where it lies near."""
    values = curve.values
    low, high = min(values[0], quantiles.p10), max(quantiles.p90, values[-1])
    # A heavy tail would press the part that matters against the left edge.
    high = min(high, quantiles.p90 + 0.75 * (quantiles.p90 - low))
    span = high - low or abs(high) * 0.2 or 1.0
    if mark is not None and low - span <= mark <= high + span:
        low, high = min(low, mark), max(high, mark)
    pad = 0.04 * (high - low) or 0.1 * span
    return low - pad if low - pad > 0 or low < 0 else min(low, 0.0), high + pad


def _draw_limit(ax: Axes, mark: CurveMark, limits: tuple[float, float]) -> None:
    low, high = limits
    if not low <= mark.value <= high:
        side, x, align = ("right", 0.985, "right") if mark.value > high else ("left", 0.03, "left")
        put_text(
            ax,
            x,
            0.06,
            f"{mark.label}: far to the {side}",
            transform=ax.transAxes,
            ha=align,
            color=AMBER,
        )
        return
    left_side = mark.value - low > 0.55 * (high - low)
    # A curve that begins to rise at a low limit would run through words beneath it.
    above = not left_side and mark.chance < _LOW_CHANCE
    draw_line(
        ax,
        [mark.value, mark.value],
        [0, _OVER_THE_CURVE if above else mark.chance],
        color=AMBER,
        linewidth=1.8,
        linestyle=(0, (4, 3)),
        zorder=4,
    )
    draw_line(
        ax,
        [low, mark.value],
        [mark.chance] * 2,
        color=AMBER,
        linewidth=1.1,
        linestyle=(0, (1, 2.5)),
        zorder=2,
    )
    draw_dot(ax, mark.value, mark.chance, size=7.0, fill="white", edge=AMBER)
    # Below the curve there is always room to the right of a low limit and to the left of a high
    # one.
    text = f"{mark.label}:\n{mark.chance_words} chance"
    put_note(
        ax,
        text,
        (mark.value, _OVER_THE_CURVE if above else 0.0),
        (-8 if left_side else 8, -8 if above else 8),
        "right" if left_side else "left",
        color=AMBER,
    )
