"""What charts of a portfolio share: the shade of each advice, and a legend of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.charts.drawing import (
    AMBER,
    BLUE,
    INK,
    MIDDLE,
    PALE,
    SOFT,
    TICK_SIZE,
    put_text,
)

#: Width of a letter as a share of its size, wide enough for the widest fonts of a page.
LETTER = 0.58
_SQUARE, _BETWEEN, _LINE = 11.0, 16.0, 19.0


@dataclass(frozen=True)
class Shade:
    """Fill, rim, and the ink of words upon it."""

    fill: str
    rim: str
    ink: str


#: From dark to white as advice goes from "advance" to "do not pursue yet": holds without colour.
SHADES: Mapping[str, Shade] = MappingProxyType(
    dict(
        zip(
            POSITIONS,
            (
                Shade(BLUE, BLUE, "white"),
                Shade(MIDDLE, MIDDLE, INK),
                Shade(PALE, PALE, INK),
                Shade("#eef1f4", "#8b97a2", INK),
                Shade("white", AMBER, AMBER),
            ),
            strict=True,
        )
    )
)
_UNKNOWN = Shade("white", SOFT, SOFT)


def shade_of(position: str) -> Shade:
    """Shade of an advice; a plain one for words that are not ours."""
    return SHADES.get(position, _UNKNOWN)


def draw_box(ax: Axes, x: float, y: float, size: tuple[float, float], shade: Shade) -> None:
    """A box of `size` (width, height) from its corner of least x and y on."""
    ax.add_artist(
        Rectangle((x, y), *size, facecolor=shade.fill, edgecolor=shade.rim, linewidth=1, zorder=3)
    )


def positions_of(positions: Iterable[str]) -> list[str]:
    """Those that occur, in the order of advice."""
    there = set(positions)
    return [name for name in POSITIONS if name in there] + sorted(there - set(POSITIONS))


def legend_lines(positions: Sequence[str], width: float) -> list[list[tuple[float, str]]]:
    """Where each advice stands in a legend of some width: lines of (x, words)."""
    lines: list[list[tuple[float, str]]] = [[]]
    x = 0.0
    for name in positions:
        needed = _SQUARE + 5 + LETTER * TICK_SIZE * len(name)
        if lines[-1] and x + needed > width:
            lines.append([])
            x = 0.0
        lines[-1].append((x, name))
        x += needed + _BETWEEN
    return lines


def legend_height(positions: Sequence[str], width: float) -> float:
    """Pixels that a legend takes."""
    return _LINE * len(legend_lines(positions, width))


def draw_legend(ax: Axes, positions: Sequence[str], left: float, width: float, top: float) -> None:
    """Shades with their words, on Axes in pixels."""
    style: dict[str, Any] = {"fontsize": TICK_SIZE, "color": SOFT, "va": "center"}
    for place, line in enumerate(legend_lines(positions, width)):
        middle = top + (place + 0.5) * _LINE
        for x, name in line:
            corner = middle - _SQUARE / 2
            draw_box(ax, left + x, corner, (_SQUARE, _SQUARE), shade_of(name))
            put_text(ax, left + x + _SQUARE + 5, middle, name, **style)
