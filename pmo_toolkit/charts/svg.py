"""A small SVG writer for matplotlib artists.

What our charts need, few bytes, and no font of this machine.

matplotlib's own SVG backend measures every word with a font of this machine, though the reader's
machine sets the type. Here words are anchored where they begin, end or have their middle, so that
nothing need be measured, and the same artists give the same bytes wherever they are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any, Literal

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from pmo_toolkit.charts.matplotlib_internals import FontlessRenderer
from pmo_toolkit.charts.svg_paths import (
    HATCH_SIZE,
    Corners,
    hatch_tile,
    line_data,
    path_data,
    place_text,
    short_number,
    short_numbers,
    whole_hatch,
)

#: Fonts of the reader's machine, so that charts speak in the same type as the page.
FONTS = "'Source Sans 3','Segoe UI','Helvetica Neue','Liberation Sans',Arial,sans-serif"
#: Share of a font's size above and below the line that its letters stand on, and the room that a
#: letter takes about.
ASCENT, DESCENT, GAP, LETTER = 0.76, 0.24, 0.2, 0.56
_CAPS = {"projecting": "square"}
_BOLD = ("bold", "semibold", "heavy", "black")
#: Characters that XML cannot hold.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CIRCLE = Path.unit_circle()


class SvgRenderer(FontlessRenderer):
    """Collects what artists draw; `document` is the SVG.

    Parameters
    ----------
    width, height : int
        Of the picture, CSS pixels. The figure has 72 dots an inch, so that a point is a pixel.
    """

    def __init__(self, width: int, height: int):
        super().__init__()
        self.width, self.height = width, height
        self._parts: list[str] = []
        self._definitions: dict[str, str] = {}
        self._flip = Affine2D().scale(1.0, -1.0).translate(0.0, height)

    @property
    def document(self) -> str:
        """The picture as it stands."""
        size = (
            f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
        )
        defined = f"<defs>{''.join(self._definitions.values())}</defs>" if self._definitions else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FONTS}"'
            ' stroke-linejoin="round">'
            f"{defined}{''.join(self._parts)}</svg>"
        )

    def get_canvas_width_height(self) -> tuple[float, float]:
        """Width and height of the picture."""
        return self.width, self.height

    def flipy(self) -> bool:
        """Heights count downwards."""
        return True

    def points_to_pixels(self, points: Any) -> Any:
        """A point is a pixel."""
        return points

    def draw_path(
        self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None
    ) -> None:
        """A path, filled if it has a face."""
        corners = (transform + self._flip).transform(path.vertices)
        data = path_data(corners, path.codes)
        if data:
            clip = self._clipped(gc, corners)
            self._parts.append(f'<path d="{data}"{self._look(gc, rgbFace)}{clip}/>')

    def draw_markers(
        self,
        gc: GraphicsContextBase,
        marker_path: Path,
        marker_trans: Any,
        path: Path,
        trans: Transform,
        rgbFace: Any = None,
    ) -> None:
        """The marker at every place of `path`."""
        places = (trans + self._flip).transform(path.vertices)
        shape = marker_trans.frozen()
        look = self._look(gc, rgbFace) + self._clipped(gc, places)
        if marker_path is _CIRCLE or marker_path.vertices is _CIRCLE.vertices:
            radius = short_number(float(shape.get_matrix()[0, 0]))
            drawn = [
                f'<circle cx="{place_text(x)}" cy="{place_text(y)}" r="{radius}"/>'
                for x, y in places.tolist()
            ]
        else:
            corners = (shape + Affine2D().scale(1.0, -1.0)).transform(marker_path.vertices)
            drawn = [
                f'<path d="{path_data(corners + place, marker_path.codes)}"/>' for place in places
            ]
        if len(drawn) == 1:
            self._parts.append(drawn[0].replace("/>", f"{look}/>"))
        else:
            self._parts.append(f"<g{look}>{''.join(drawn)}</g>")

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: Any,
        angle: float,
        ismath: bool | Literal["TeX"] = False,
        mtext: Any = None,
    ) -> None:
        """A line of text, set by the reader's machine, from its own anchor if `mtext` knows it."""
        anchor = "left"
        if mtext is not None and not angle:
            # Not where a font of this machine would have it begin, but where its author put it.
            anchor, x = (
                mtext.get_ha(),
                mtext.get_transform().transform(mtext.get_unitless_position())[0],
            )
        bold = prop.get_weight() in _BOLD or (
            not isinstance(prop.get_weight(), str) and prop.get_weight() >= 600
        )
        self.put_text(
            x, y, s, prop.get_size_in_points(), to_hex(gc.get_rgb()), anchor, bold=bold, angle=angle
        )

    def put_text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        color: str,
        anchor: str,
        *,
        bold: bool = False,
        angle: float = 0.0,
    ) -> None:
        """Text on the line `y` from the top, which begins, ends or has its middle at `x`.

        Parameters
        ----------
        x, y, size : float
            Pixels.
        text, color : str
        anchor : {"left", "right", "center"}
        bold : bool
        angle : float
            Degrees against the clock.
        """
        look = f' x="{place_text(x)}" y="{place_text(y)}"'
        look += f' font-size="{short_number(size)}" fill="{color}"'
        look += {"right": ' text-anchor="end"', "center": ' text-anchor="middle"'}.get(anchor, "")
        look += ' font-weight="700"' if bold else ""
        look += (
            f' transform="rotate({short_number(-angle)} {place_text(x)} {place_text(y)})"'
            if angle
            else ""
        )
        self._parts.append(f"<text{look}>{escape(_UNFIT.sub('', text), quote=False)}</text>")

    def put_lines(
        self, lines: Sequence[tuple[float, float, float, float]], color: str, width: float
    ) -> None:
        """Straight lines as one shape, each from (x, y) to (x, y), counted from the top left."""
        data = "".join(line_data(np.reshape(line, (2, 2))) for line in lines)
        if data:
            self._parts.append(
                f'<path d="{data}" fill="none" stroke="{color}"'
                f' stroke-width="{short_number(width)}"/>'
            )

    def get_text_width_height_descent(
        self, s: str, prop: Any, ismath: Any
    ) -> tuple[float, float, float]:
        """About how large a text will be.

        Only boxes behind text, and lines one above the other, make use of it.
        """
        size = prop.get_size_in_points()
        return LETTER * size * len(s), (ASCENT + DESCENT) * size, DESCENT * size

    def font_height(self, prop: Any) -> tuple[float, float, float]:
        """About how tall a font is: above the line, below it, and the gap between lines."""
        size = prop.get_size_in_points()
        return ASCENT * size, DESCENT * size, GAP * size

    def _look(self, gc: GraphicsContextBase, face: Any) -> str:
        """Attributes of fill and stroke."""
        parts = []
        if gc.get_hatch() is not None:
            parts.append(f'fill="url(#{self._hatched(gc, face)})"')
        elif face is None:
            parts.append('fill="none"')
        else:
            parts.append(f'fill="{to_hex(face)}"')
            if len(face) > 3 and face[3] != 1.0:
                parts.append(f'fill-opacity="{short_number(face[3])}"')
        width = float(gc.get_linewidth())
        rgb = gc.get_rgb()
        if width and rgb[3]:
            parts.append(f'stroke="{to_hex(rgb)}"')
            if rgb[3] != 1.0:
                parts.append(f'stroke-opacity="{short_number(rgb[3])}"')
            if width != 1.0:
                parts.append(f'stroke-width="{short_number(width)}"')
            if gc.get_joinstyle() != "round":
                parts.append(f'stroke-linejoin="{gc.get_joinstyle()}"')
            if gc.get_capstyle() != "butt":
                parts.append(f'stroke-linecap="{_CAPS.get(gc.get_capstyle(), gc.get_capstyle())}"')
            offset, dashes = gc.get_dashes()
            if dashes is not None:
                parts.append(f'stroke-dasharray="{short_numbers(dashes)}"')
                parts.append(f'stroke-dashoffset="{short_number(float(offset))}"' if offset else "")
        return "".join(f" {part}" for part in parts if part)

    def _hatched(self, gc: GraphicsContextBase, face: Any) -> str:
        """Name of the pattern that fills with a hatch."""
        color, width, hatch = (
            to_hex(gc.get_hatch_color()),
            short_number(gc.get_hatch_linewidth()),
            gc.get_hatch() or "",
        )
        across, down, data = hatch_tile(hatch) or (HATCH_SIZE, HATCH_SIZE, whole_hatch(gc))
        size = f'width="{short_number(across)}" height="{short_number(down)}"'
        size += ' patternUnits="userSpaceOnUse"'
        ground = (
            f'<path d="M-1-1H{HATCH_SIZE + 1}V{HATCH_SIZE + 1}H-1Z" fill="{to_hex(face)}"/>'
            if face
            else ""
        )
        look = f'fill="{color}" stroke="{color}" stroke-width="{width}"'
        return self._defined("h", "<pattern", f'{size}>{ground}<path d="{data}" {look}/></pattern>')

    def _clipped(self, gc: GraphicsContextBase, corners: Corners) -> str:
        """The attribute that keeps a shape within its clip; empty if it stays within by itself."""
        box = gc.get_clip_rectangle()
        if box is None:
            return ""
        left, right, down, up = box.x0, box.x1, self.height - box.y1, self.height - box.y0
        room = gc.get_linewidth() / 2 + 8.0  # line, cap and marker
        low, high = np.nanmin(corners, axis=0), np.nanmax(corners, axis=0)
        if (
            low[0] - room >= left
            and high[0] + room <= right
            and low[1] - room >= down
            and high[1] + room <= up
        ):
            return ""
        shape = (
            f"M{short_number(left)} {short_number(down)}H{short_number(right)}V{short_number(up)}"
        )
        name = self._defined(
            "c", "<clipPath", f'><path d="{shape}H{short_number(left)}Z"/></clipPath>'
        )
        return f' clip-path="url(#{name})"'

    def _defined(self, letter: str, start: str, rest: str) -> str:
        """Name of a definition, which is written once."""
        name = next(
            (name for name in self._definitions if self._definitions[name].endswith(rest)), None
        )
        if name is None:
            name = f"{letter}{len(self._definitions)}"
            self._definitions[name] = f'{start} id="{name}" {rest}'.replace(" >", ">")
        return name
