"""From a chart to a figure of the report.

Deterministic SVG, once wide and once for a phone, with its sentence.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib.style
from matplotlib.axes import Axes

from pmo_toolkit.charts.bare_axes import bare_svg

WIDE, NARROW = 680, 350

_STYLE = {"text.parse_math": False, "axes.unicode_minus": True, "axes.titley": 1.0}


@dataclass(frozen=True)
class Picture:
    """A chart as two SVG images, with alternative text and a caption that says how to read it."""

    wide: str
    narrow: str
    height: int
    narrow_height: int
    alt: str
    caption: str

    @property
    def width(self) -> int:
        """Width of the wide image in CSS pixels."""
        return WIDE


def picture(
    paint: Callable[[Axes], object],
    *,
    alt: str,
    caption: str,
    plot_height: int,
    left: int = 4,
    top: int = 10,
    right: int = 14,
    bottom: int = 46,
    narrow_plot_height: int | None = None,
) -> Picture:
    """Draw a chart for wide and for narrow screens.

    Parameters
    ----------
    paint : callable
        Draws on the Axes that it is given.
    alt, caption : str
        Alternative text; caption, which begins "Read it so:".
    plot_height : int
        Height of the Axes in CSS pixels; the room for the axis is added.
    left, top, right, bottom : int
        Room to the left of, above, to the right of and below the Axes.
    narrow_plot_height : int, optional
        Height of the Axes on narrow screens, where it is another.
    """
    height = plot_height + top + bottom
    narrow_height = (narrow_plot_height or plot_height) + top + bottom
    edges = (left, right, top, bottom)
    return Picture(
        wide=data_uri(svg(paint, WIDE, height, edges)),
        narrow=data_uri(svg(paint, NARROW, narrow_height, edges)),
        height=height,
        narrow_height=narrow_height,
        alt=alt,
        caption=caption,
    )


def svg(
    paint: Callable[[Axes], object], width: int, height: int, edges: tuple[int, int, int, int]
) -> str:
    """An SVG of `width` × `height` CSS pixels.

    `edges` are left, right, top and bottom around the Axes.

    The same chart gives the same bytes: no date, no random ids, and no theme that was set in the
    notebook.
    """
    with _own_style():
        return bare_svg(paint, width, height, edges)


@contextmanager
def _own_style() -> Iterator[None]:
    """Matplotlib's own defaults while a chart is drawn.

    A theme set in the notebook must not change the report.
    """
    before = dict(matplotlib.rcParams.copy())
    # Past the checks, as matplotlib's own `rc_context` puts back what was there: these values have
    # passed them.
    unchecked: Any = dict
    unchecked.update(matplotlib.rcParams, _defaults())
    try:
        yield
    finally:
        unchecked.update(matplotlib.rcParams, before)


@cache
def _defaults() -> dict[str, Any]:
    """The style of all charts, made once in a process."""
    with matplotlib.style.context(["default", _STYLE], after_reset=True):
        kept: dict[str, Any] = {
            str(name): value for name, value in matplotlib.rcParams.copy().items()
        }
    kept.pop("backend", None)  # asking for it would choose one
    return kept


def data_uri(text: str) -> str:
    """SVG text as a URI for ``src``: base64, since that survives every sanitiser."""
    return "data:image/svg+xml;base64," + b64encode(text.encode("utf-8")).decode("ascii")
