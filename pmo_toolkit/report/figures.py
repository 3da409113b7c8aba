"""From a chart to a figure of the report: deterministic SVG, once wide and once for a phone, with its sentence."""

from __future__ import annotations

import re
import warnings
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

#: Fonts of the reader's machine, so that charts speak in the same type as the page.
FONTS = "'Source Sans 3','Segoe UI','Helvetica Neue','Liberation Sans',Arial,sans-serif"
WIDE, NARROW = 680, 350
POINTS_PER_INCH = 72

# Everything is drawn from matplotlib's own defaults: a theme set in the notebook must not change the report.
_STYLE = {
    "svg.fonttype": "none",
    "svg.hashsalt": "pmo-toolkit",
    "font.family": ["DejaVu Sans"],
    "text.parse_math": False,
    "axes.unicode_minus": True,
}
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


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
    """
    height = plot_height + top + bottom
    edges = (left, right, top, bottom)
    return Picture(
        wide=data_uri(svg(paint, WIDE, height, edges)),
        narrow=data_uri(svg(paint, NARROW, height, edges)),
        height=height,
        narrow_height=height,
        alt=alt,
        caption=caption,
    )


def svg(paint: Callable[[Axes], object], width: int, height: int, edges: tuple[int, int, int, int]) -> str:
    """An SVG of `width` × `height` CSS pixels; `edges` are left, right, top and bottom around the Axes.

    The same chart gives the same bytes: no date, no random ids.
    """
    left, right, top, bottom = edges
    with matplotlib.style.context(["default", _STYLE], after_reset=True), warnings.catch_warnings():
        # The reader's machine supplies the glyphs; that the measuring font lacks one does not matter.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(width / POINTS_PER_INCH, height / POINTS_PER_INCH), dpi=POINTS_PER_INCH)
        FigureCanvasSVG(figure)
        figure.patch.set_facecolor("none")
        box = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
        ax = figure.add_axes(box)
        ax.patch.set_visible(False)
        paint(ax)
        written = BytesIO()
        figure.savefig(written, format="svg", metadata=_NO_METADATA)
    return _simplified(written.getvalue().decode("utf-8"))


def data_uri(text: str) -> str:
    """SVG text as a URI for ``src``: base64, since that survives every sanitiser."""
    return "data:image/svg+xml;base64," + b64encode(text.encode("utf-8")).decode("ascii")


def _simplified(text: str) -> str:
    text = text[text.index("<svg") :]
    text = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", text, flags=re.S)
    # Only inside tags: the words of a chart may hold long numbers of their own.
    text = re.sub(r"<[^>]*>", lambda found: _short_numbers(found.group()), text)
    text = re.sub(r'(width|height)="([\d.]+)pt"', r'\1="\2"', text)
    text = text.replace("'DejaVu Sans'", FONTS)
    used = set(re.findall(r'(?:url\(#|href="#)([\w-]+)', text))
    text = re.sub(r' id="([\w-]+)"', lambda found: found.group() if found.group(1) in used else "", text)
    return re.sub(r">\s+<", "><", re.sub(r"\n\s*", " ", text)).strip()


def _short_numbers(tag: str) -> str:
    return re.sub(r"-?\d+\.\d{3,}", lambda found: f"{float(found.group()):.2f}".rstrip("0").rstrip("."), tag)
