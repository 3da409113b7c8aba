"""Axes without the machinery of ticks.

For pictures that are drawn once, by the thousand, and never moved.

A tick of matplotlib is five artists that follow every change. Here it is a word and, with a grid, a
line, made when the picture is drawn. Everything else is matplotlib's own, so that a chart draws on
these Axes as on any others.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from matplotlib.axes import Axes
from matplotlib.axis import XAxis, YAxis
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.transforms import IdentityTransform, Transform

from pmo_toolkit.charts.matplotlib_internals import AxesWithOwnParts, TicklessAxis
from pmo_toolkit.charts.svg import ASCENT, LETTER, SvgRenderer

PIXELS_PER_INCH = 72
_AS_IT_IS = IdentityTransform()


def bare_svg(
    paint: Callable[[Axes], object], width: int, height: int, edges: tuple[int, int, int, int]
) -> str:
    """A chart as SVG, drawn on bare Axes in whatever style matplotlib has at the moment.

    Parameters
    ----------
    paint : callable
        Draws on the Axes that it is given.
    width, height : int
        CSS pixels.
    edges : (int, int, int, int)
        Room to the left of, to the right of, above and below the Axes.
    """
    left, right, top, bottom = edges
    figure = Figure(
        figsize=(width / PIXELS_PER_INCH, height / PIXELS_PER_INCH), dpi=PIXELS_PER_INCH
    )
    box = (
        left / width,
        bottom / height,
        (width - left - right) / width,
        (height - top - bottom) / height,
    )
    ax = BareAxes(figure, box)
    figure.add_axes(ax)
    paint(ax)
    renderer = SvgRenderer(width, height)
    ax.draw(renderer)
    return renderer.document


class _Bare(TicklessAxis):
    """An axis without ticks that writes its grid, numbers and label itself."""

    def get_tightbbox(self, renderer: Any = None, *, for_layout_only: bool = False) -> None:
        """Nothing is laid out by the room that an axis takes."""
        return

    def draw(self, renderer: Any) -> None:
        """Grid, numbers and label."""
        if not self.get_visible():
            return
        low, high = sorted(self.get_view_interval())
        slack = 1e-9 * (high - low)
        places = self.get_majorticklocs().tolist()
        words = self.get_major_formatter().format_ticks(places)
        seen = [
            (at, word)
            for at, word in zip(places, words, strict=True)
            if low - slack <= at <= high + slack
        ]
        self._write(renderer, seen)
        self.stale = False

    def _grid(self, renderer: SvgRenderer, lines: list[tuple[float, float, float, float]]) -> None:
        if self.tick_look("gridOn", False):
            renderer.put_lines(
                lines,
                to_hex(self.tick_look("grid_color", "#b0b0b0")),
                self.tick_look("grid_linewidth", 0.8),
            )

    def _write(self, renderer: SvgRenderer, seen: list[tuple[float, str]]) -> None:
        raise NotImplementedError


class _BareX(_Bare, XAxis):
    def _write(self, renderer: SvgRenderer, seen: list[tuple[float, str]]) -> None:
        """Numbers below the Axes, each in the middle of its place; the label below them."""
        box, down = self.axes.bbox, renderer.height
        size, color = (
            self.tick_look("labelsize", 10.0),
            to_hex(self.tick_look("labelcolor", "black")),
        )
        line = down - box.y0 + self.tick_look("pad", 3.5)
        across = (
            self.axes.transData.transform([(at, 0.0) for at, _ in seen])[:, 0].tolist()
            if seen
            else []
        )
        self._grid(renderer, [(x, down - box.y0, x, down - box.y1) for x in across])
        for x, (_, word) in zip(across, seen, strict=True):
            if word:
                renderer.put_text(x, line + ASCENT * size, word, size, color, "center")
        text = self.label.get_text()
        if text:
            below = line + (size if any(word for _, word in seen) else 0.0) + self.labelpad
            own = float(self.label.get_fontsize())
            x = box.x0 + self.label.get_position()[0] * box.width
            tint = to_hex(self.label.get_color())
            renderer.put_text(
                x, below + ASCENT * own, text, own, tint, self.label.get_horizontalalignment()
            )


class _BareY(_Bare, YAxis):
    def _write(self, renderer: SvgRenderer, seen: list[tuple[float, str]]) -> None:
        """Numbers left of the Axes, each ending beside its place.

        The label, turned, left of them.
        """
        box, down = self.axes.bbox, renderer.height
        size, color = (
            self.tick_look("labelsize", 10.0),
            to_hex(self.tick_look("labelcolor", "black")),
        )
        edge = box.x0 - self.tick_look("pad", 3.5)
        up = (
            self.axes.transData.transform([(0.0, at) for at, _ in seen])[:, 1].tolist()
            if seen
            else []
        )
        self._grid(renderer, [(box.x0, down - y, box.x1, down - y) for y in up])
        for y, (_, word) in zip(up, seen, strict=True):
            if word:
                renderer.put_text(edge, down - y + ASCENT * size / 2, word, size, color, "right")
        text = self.label.get_text()
        if text:
            widest = max((len(word) for _, word in seen), default=0) * LETTER * size
            y = down - (box.y0 + self.label.get_position()[1] * box.height)
            tint = to_hex(self.label.get_color())
            own = float(self.label.get_fontsize())
            renderer.put_text(
                edge - widest - self.labelpad,
                y,
                text,
                own,
                tint,
                self.label.get_horizontalalignment(),
                angle=90.0,
            )


class _Ground(Rectangle):
    """The unit square: what all artists are clipped to, which ask it for its transform."""

    def get_patch_transform(self) -> Transform:
        """The square is where it is."""
        return _AS_IT_IS


class BareAxes(AxesWithOwnParts):
    """Axes that a chart draws on as on any others, and that `SvgRenderer` alone can write.

    They have no ground, no tick marks, and of their frame only what a chart asks for.
    """

    def make_axis_objects(self) -> tuple[_BareX, _BareY]:
        """Both without ticks."""
        return _BareX(self, clear=False), _BareY(self, clear=False)

    def make_ground(self) -> Patch:
        """A square that is seen by nobody."""
        return _Ground((0.0, 0.0), 1.0, 1.0, visible=False)

    def draw(self, renderer: Any) -> None:
        """As any Axes, once the sides of the frame know their place, elsewhere told by ticks."""
        for side in self.spines.values():
            if side.get_visible():
                side.get_spine_transform()
        super().draw(renderer)
