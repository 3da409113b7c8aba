"""Axes of a portfolio's charts: in pixels, or with money upwards."""

from __future__ import annotations

from collections.abc import Callable

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from pmo_toolkit.charts.drawing import INK, LINE, SOFT, TICK_SIZE, axes_width, draw_pieces, put_text
from pmo_toolkit.core.number_format import NumberFormat


def size_in_pixels(ax: Axes) -> tuple[float, float]:
    """Width and height of the Axes."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    return axes_width(ax), float(ax.get_position().height * figure.get_figheight() * 72)


def in_pixels(ax: Axes) -> tuple[float, float]:
    """Make a pixel the unit of both axes, from the top left, and hide them; width and height."""
    width, height = size_in_pixels(ax)
    ax.set_xlim(0, width)
    ax.set_ylim(height, 0)
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_visible(False)
    return width, height


def money_upwards(ax: Axes, figures: NumberFormat, label: str, *, in_points: bool = False) -> None:
    """Numbers of money at the left with quiet lines through them, a clear one at nought.

    Parameters
    ----------
    ax : Axes
    figures : NumberFormat
    label : str
    in_points : bool
        Whether points of a hundred are shown instead of money.
    """
    low, high = ax.get_ylim()
    ends = list(ax.get_xlim())
    ticks = MaxNLocator(nbins=5, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    ticks = [tick for tick in ticks if low <= tick <= high]
    ax.set_yticks(ticks)
    write = _points(figures) if in_points else figures.amount
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))
    ax.set_ylabel("")
    lines = [(ends, [tick, tick]) for tick in ticks if tick]
    draw_pieces(ax, lines, color=LINE, linewidth=0.8, zorder=1)
    draw_pieces(ax, [(ends, [0, 0])], color=INK, linewidth=1.2, zorder=1)
    style = {"fontsize": TICK_SIZE, "color": SOFT, "transform": ax.transAxes, "va": "bottom"}
    unit = ", points of a hundred" if in_points else unit_of(figures)
    put_text(ax, 0.0, 1.015, f"{label}{unit}", **style)


def _points(figures: NumberFormat) -> Callable[[float], str]:
    return lambda value: figures.number(round(100 * value, 2))


def unit_of(figures: NumberFormat) -> str:
    """The currency behind a comma; empty where there is none."""
    return f", {figures.currency}" if figures.currency else ""
