"""What all charts share: colours, type, axes, and the painter of aligned ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import nan
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.ticker import FuncFormatter, MaxNLocator
from matplotlib.transforms import ScaledTranslation
from numpy.typing import ArrayLike

from pmo_toolkit.core.number_format import short

INK = "#16212b"
SOFT = "#54626f"
LINE = "#d8dfe5"
BLUE = "#0b5cad"
MIDDLE = "#5f9ad4"
PALE = "#b9d3ec"
WASH = "#e6eff8"
AMBER = "#9a4d00"

LABEL_SIZE = 13.0
TICK_SIZE = 12.0
#: Inches below which a chart has the width of a phone.
NARROW = 6.0
#: Rows that a chart of ranges may hold before its text grows too dense.
MOST_ROWS = 8
_BAR_WIDTH = 9.0
#: Points from one line of a note to the next.
_LEADING = 1.25 * LABEL_SIZE


@dataclass(frozen=True)
class RangeRow:
    """One aligned range: outer bar, optional inner bar, middle dot.

    With `middle` None only the label is written.
    """

    label: str
    note: str
    low: float = 0.0
    middle: float | None = None
    high: float = 0.0
    inner: tuple[float, float] | None = None


def draw_ranges(
    ax: Axes, rows: Sequence[RangeRow], *, mark: float | None = None, mark_label: str = ""
) -> None:
    """Rows of ranges on one axis, the first on top.

    `mark` is a value to compare them with, if it lies near them.
    """
    ends = [end for row in rows if row.middle is not None for end in (row.low, row.high)]
    for place, row in enumerate(rows):
        row_text(ax, -place, row.label, row.note)
    whole = [(row.low, row.high) if row.middle is not None else None for row in rows]
    draw_bars(ax, whole, color=PALE, solid_capstyle="round", zorder=3)
    draw_bars(
        ax, [row.inner if row.middle is not None else None for row in rows], color=MIDDLE, zorder=4
    )
    middles = [(row.middle, -place) for place, row in enumerate(rows) if row.middle is not None]
    draw_dots(ax, middles, size=_BAR_WIDTH + 1.0)
    span = max(ends) - min(ends) if ends else 0.0
    if mark is None or not ends or not min(ends) - span <= mark <= max(ends) + span:
        row_limits(ax, ends, len(rows))
        return
    row_limits(ax, [*ends, mark], len(rows), headroom=0.4)
    draw_mark(
        ax, mark, len(rows), color=AMBER, linewidth=1.6, linestyle=(0, (3, 2)), zorder=2, above=True
    )
    low, high = ax.get_xlim()
    right = mark - low > 0.5 * (high - low)
    put_note(
        ax,
        mark_label,
        (mark, 0.7),
        (-6 if right else 6, 0),
        "right" if right else "left",
        color=AMBER,
    )


def draw_bars(ax: Axes, bars: Sequence[tuple[float, float] | None], **style: Any) -> None:
    """One bar a row, the first on top, as one artist; None leaves its row empty."""
    pieces = [([*bar], -place) for place, bar in enumerate(bars) if bar is not None]
    draw_pieces(
        ax,
        [(ends, [y, y]) for ends, y in pieces],
        **{"linewidth": _BAR_WIDTH, "solid_capstyle": "butt"} | style,
    )


def draw_mark(ax: Axes, value: float, rows: int, *, above: bool = False, **style: Any) -> None:
    """A vertical line at `value` beside the bars of all rows, interrupted where their labels stand.

    With `above` it also reaches the words that stand above the first row.
    """
    pieces = [([value, value], [-place - 0.34, -place + 0.24]) for place in range(rows)]
    draw_pieces(ax, [*pieces, ([value, value], [0.66, 1.05])] if above else pieces, **style)


def draw_pieces(
    ax: Axes, pieces: Sequence[tuple[Sequence[float], Sequence[float]]], **style: Any
) -> None:
    """Several lines, each of its (x, y) places, as one artist; the limits of the Axes stay."""
    if pieces:
        x = [value for xs, _ in pieces for value in (*xs, nan)]
        y = [value for _, ys in pieces for value in (*ys, nan)]
        draw_line(ax, x[:-1], y[:-1], **style)


def draw_line(ax: Axes, x: ArrayLike, y: ArrayLike, **style: Any) -> None:
    """One line; the limits of the Axes stay, where `Axes.plot` would work them out anew."""
    ax.add_artist(Line2D(x, y, **style))


def draw_area(ax: Axes, x: ArrayLike, y: ArrayLike, **style: Any) -> None:
    """The area between a line and nought, filled; it leaves the limits of the Axes alone."""
    across, up = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    corners = np.column_stack((np.r_[across[:1], across, across[-1:]], np.r_[0.0, up, 0.0]))
    ax.add_artist(Polygon(corners, linewidth=0, **style))


def draw_dots(
    ax: Axes,
    places: Sequence[tuple[float, float]],
    *,
    size: float = 8.0,
    fill: str = BLUE,
    edge: str = "white",
) -> None:
    """Dots with a rim that sets them off from lines and bars beneath.

    They leave the limits of the Axes alone.
    """
    width = 1.2 if edge == "white" else 1.8
    look: dict[str, Any] = {
        "color": fill,
        "markersize": size,
        "markeredgecolor": edge,
        "markeredgewidth": width,
    }
    if places:
        ax.add_artist(
            Line2D(*zip(*places, strict=True), linestyle="none", marker="o", zorder=5, **look)
        )


def draw_dot(
    ax: Axes, x: float, y: float, *, size: float = 8.0, fill: str = BLUE, edge: str = "white"
) -> None:
    """One dot, as `draw_dots` draws it."""
    draw_dots(ax, [(x, y)], size=size, fill=fill, edge=edge)


def row_text(ax: Axes, y: float, label: str, note: str) -> None:
    """Label at the left and note at the right, above the bar at height `y`."""
    style: dict[str, Any] = {"color": INK, "zorder": 6}
    across = ax.get_yaxis_transform()
    room = int((axes_width(ax) - 8.0 * len(note)) / (0.54 * LABEL_SIZE))
    put_text(ax, 0.0, y + 0.3, short(label, max(12, room)), transform=across, **style)
    put_text(ax, 1.0, y + 0.3, note, transform=across, ha="right", weight="bold", **style)


def row_limits(ax: Axes, ends: Sequence[float], rows: int, headroom: float = 0.0) -> None:
    """Limits that hold all `ends` and `rows`; `headroom` is in rows."""
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    pad = 0.05 * (high - low) or abs(high) * 0.1 or 1.0
    # What cannot be negative should not suggest it by its axis.
    ax.set_xlim(low - pad if low < 0 or low > pad else 0.0, high + pad)
    ax.set_ylim(-(rows - 1) - 0.4, 0.65 + headroom)
    ax.set_yticks([])


def value_axis(ax: Axes, write: Callable[[float], str], label: str) -> None:
    """A quiet horizontal axis whose numbers are written by `write`."""
    low, high = ax.get_xlim()
    edge = 24.0 / axes_width(ax) * (high - low)  # a number at the very edge would be cut in half
    ticks = MaxNLocator(nbins=4 if is_narrow(ax) else 6, steps=[1, 2, 2.5, 5, 10]).tick_values(
        low, high
    )
    ax.set_xticks([tick for tick in ticks if low + edge <= tick <= high - edge])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))
    ax.set_xlabel(
        short(label, 46 if is_narrow(ax) else 90), fontsize=TICK_SIZE, color=SOFT, loc="right"
    )
    ax.xaxis.label.set_parse_math(False)
    ax.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=SOFT, pad=5)
    for side in ("top", "left", "right"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color(LINE)


def bar_axes(ax: Axes, label: str) -> None:
    """Quiet axes of bars: whole numbers upwards with a grid, and what is counted below."""
    ax.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    ax.set_xlabel(label, fontsize=TICK_SIZE, color=SOFT, loc="right")
    ax.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=SOFT, pad=5)
    ax.grid(axis="y", color=LINE, linewidth=0.8, zorder=0)
    for side in ("top", "left", "right"):
        ax.spines[side].set_visible(False)
    ax.spines["bottom"].set_color(LINE)


def put_text(ax: Axes, x: float, y: float, text: str, **style: Any) -> None:
    """Text as it stands: a dollar sign starts no formula."""
    ax.text(x, y, text, parse_math=False, **({"fontsize": LABEL_SIZE} | style))


def put_note(
    ax: Axes,
    text: str,
    at: tuple[float, float],
    offset: tuple[float, float],
    align: str,
    *,
    color: str = INK,
    weight: str = "normal",
) -> None:
    """Lines of text beside a point, `offset` in points, aligned ``"left"`` or ``"right"``."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    lines = text.split("\n")
    for above, line in zip(range(len(lines) - 1, -1, -1), lines, strict=True):
        # A text a line, so that each is aligned by whoever sets the type, here or in a browser.
        moved = ScaledTranslation(
            offset[0] / 72, (offset[1] + above * _LEADING) / 72, figure.dpi_scale_trans
        )
        style: dict[str, Any] = {
            "ha": align,
            "va": "bottom",
            "color": color,
            "weight": weight,
            "zorder": 6,
        }
        put_text(ax, *at, line, transform=ax.transData + moved, **style)


def is_narrow(ax: Axes) -> bool:
    """Whether the chart is drawn for a phone."""
    figure = ax.get_figure(root=True)
    return figure is not None and float(figure.get_figwidth()) < NARROW


def axes_width(ax: Axes) -> float:
    """Width of the Axes in points."""
    figure = ax.get_figure(root=True)
    return float(ax.get_position().width * (figure.get_figwidth() if figure else NARROW) * 72)
