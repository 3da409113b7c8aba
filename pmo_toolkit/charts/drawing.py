"""What all charts share: colours, type, axes, and the painter of aligned ranges."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MaxNLocator

from pmo_toolkit.format import short

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


@dataclass(frozen=True)
class RangeRow:
    """One aligned range: outer bar, optional inner bar, middle dot; with `middle` None only the label is written."""

    label: str
    note: str
    low: float = 0.0
    middle: float | None = None
    high: float = 0.0
    inner: tuple[float, float] | None = None


def draw_ranges(ax: Axes, rows: Sequence[RangeRow], *, mark: float | None = None, mark_label: str = "") -> None:
    """Rows of ranges on one axis, the first on top; `mark` is a value to compare them with, if it lies near them."""
    ends = [end for row in rows if row.middle is not None for end in (row.low, row.high)]
    for place, row in enumerate(rows):
        row_text(ax, -place, row.label, row.note)
        if row.middle is not None:
            draw_bar(ax, row, -float(place))
    span = max(ends) - min(ends) if ends else 0.0
    if mark is None or not ends or not min(ends) - span <= mark <= max(ends) + span:
        row_limits(ax, ends, len(rows))
        return
    row_limits(ax, [*ends, mark], len(rows), headroom=0.4)
    draw_mark(ax, mark, len(rows), color=AMBER, linewidth=1.6, linestyle=(0, (3, 2)), zorder=2)
    ax.plot([mark, mark], [0.66, 1.05], color=AMBER, linewidth=1.6, linestyle=(0, (3, 2)))
    low, high = ax.get_xlim()
    right = mark - low > 0.5 * (high - low)
    put_note(ax, mark_label, (mark, 0.7), (-6 if right else 6, 0), "right" if right else "left", color=AMBER)


def draw_bar(ax: Axes, row: RangeRow, y: float, thickness: float = 9.0) -> None:
    """The bar, inner bar and dot of one row at height `y`."""
    ax.plot([row.low, row.high], [y, y], color=PALE, linewidth=thickness, solid_capstyle="round", zorder=3)
    if row.inner is not None:
        ax.plot(row.inner, [y, y], color=MIDDLE, linewidth=thickness, solid_capstyle="butt", zorder=4)
    if row.middle is not None:
        draw_dot(ax, row.middle, y, size=thickness + 1.0)


def draw_mark(ax: Axes, value: float, rows: int, **style: Any) -> None:
    """A vertical line at `value` beside the bars of all rows, interrupted where their labels stand."""
    for place in range(rows):
        ax.plot([value, value], [-place - 0.34, -place + 0.24], **style)


def draw_dot(ax: Axes, x: float, y: float, *, size: float = 8.0, fill: str = BLUE, edge: str = "white") -> None:
    """A dot with a rim that sets it off from lines and bars beneath."""
    width = 1.2 if edge == "white" else 1.8
    ax.plot([x], [y], "o", color=fill, markersize=size, markeredgecolor=edge, markeredgewidth=width, zorder=5)


def row_text(ax: Axes, y: float, label: str, note: str) -> None:
    """Label at the left and note at the right, above the bar at height `y`."""
    style: dict[str, Any] = {"color": INK, "zorder": 6}
    across = ax.get_yaxis_transform()
    room = int((_width(ax) - 8.0 * len(note)) / (0.54 * LABEL_SIZE))
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
    edge = 24.0 / _width(ax) * (high - low)  # a number at the very edge would be cut in half
    ticks = MaxNLocator(nbins=4 if is_narrow(ax) else 6, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)
    ax.set_xticks([tick for tick in ticks if low + edge <= tick <= high - edge])
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: write(value)))
    ax.set_xlabel(short(label, 46 if is_narrow(ax) else 90), fontsize=TICK_SIZE, color=SOFT, loc="right")
    ax.xaxis.label.set_parse_math(False)
    ax.tick_params(length=0, labelsize=TICK_SIZE, labelcolor=SOFT, pad=5)
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
    """Text beside a point, `offset` in points, aligned ``"left"`` or ``"right"``."""
    style: dict[str, Any] = {"ha": align, "va": "bottom", "color": color, "fontweight": weight, "linespacing": 1.25}
    ax.annotate(
        text, at, xytext=offset, textcoords="offset points", fontsize=LABEL_SIZE, zorder=6, parse_math=False, **style
    )


def is_narrow(ax: Axes) -> bool:
    """Whether the chart is drawn for a phone."""
    figure = ax.get_figure(root=True)
    return figure is not None and float(figure.get_figwidth()) < NARROW


def _width(ax: Axes) -> float:
    """Width of the Axes in points."""
    figure = ax.get_figure(root=True)
    return float(ax.get_position().width * (figure.get_figwidth() if figure else NARROW) * 72)
