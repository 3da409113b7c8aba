"""Shapes as the text of SVG: paths, hatches, and numbers with few digits."""

from __future__ import annotations

from math import isfinite
from typing import Any

import numpy as np
from matplotlib.path import Path
from numpy.typing import NDArray

HATCH_SIZE, _HATCH_DENSITY = 72, 6
_LETTERS: dict[Any, str] = {
    Path.MOVETO: "M",
    Path.LINETO: "L",
    Path.CURVE3: "Q",
    Path.CURVE4: "C",
    Path.CLOSEPOLY: "Z",
}
_POINTS: dict[Any, int] = {Path.CURVE3: 2, Path.CURVE4: 3}

Corners = NDArray[np.float64]


def path_data(corners: Corners, codes: Any) -> str:
    """The ``d`` of a path, whose corners are given in pixels from the top left.

    Where one is missing, a line breaks.
    """
    if codes is None:
        return line_data(corners)
    if not np.isfinite(corners).all():
        return ""
    points = [f"{place_text(x)} {place_text(y)}" for x, y in corners.tolist()]
    kinds, written, place = list(codes), list[str](), 0
    while place < len(kinds) and kinds[place] != Path.STOP:
        kind = kinds[place]
        many = _POINTS.get(kind, 1)
        written.append(
            _LETTERS[kind]
            + ("" if kind == Path.CLOSEPOLY else " ".join(points[place : place + many]))
        )
        place += many
    return "".join(written)


def line_data(corners: Corners) -> str:
    """Straight lines from corner to corner."""
    written, letter = [], "M"
    for x, y in corners.tolist():
        if isfinite(x) and isfinite(y):
            written.append(f"{letter}{place_text(x)} {place_text(y)}")
            letter = "L"
        else:
            letter = "M"
    return "".join(written)


def hatch_tile(hatch: str) -> tuple[float, float, str] | None:
    """Width, height and path of the smallest piece that repeats in a hatch of strokes or of dots.

    Else None.
    """
    if not hatch or set(hatch) not in ({"/"}, {"."}):
        return None
    step = HATCH_SIZE / (_HATCH_DENSITY * len(hatch))
    if hatch[0] == "/":
        # What the neighbours' strokes leave at the corners belongs to the tile too.
        lines = [
            (-step, step, step, -step),
            (-step, 2 * step, 2 * step, -step),
            (0.0, 2 * step, 2 * step, 0.0),
        ]
        return (
            step,
            step,
            "".join(f"M{short_numbers(line[:2])}L{short_numbers(line[2:])}" for line in lines),
        )
    radius = short_number(0.1 * step)
    places = ((0, 0), (step, 0), (step / 2, step), (0, 2 * step), (step, 2 * step))
    arc = f"a{radius} {radius} 0 1 0"
    right, left = short_number(0.2 * step), short_number(-0.2 * step)
    dots = [
        f"M{short_numbers((x - 0.1 * step, y))}{arc} {right} 0{arc} {left} 0Z" for x, y in places
    ]
    return step, 2 * step, "".join(dots)


def whole_hatch(gc: Any) -> str:
    """Path of any hatch, in a square of `HATCH_SIZE`."""
    path = gc.get_hatch_path()
    return path_data(path.vertices * HATCH_SIZE * (1, -1) + (0, HATCH_SIZE), path.codes)


def place_text(value: float) -> str:
    """A place in the picture, to a tenth of a pixel."""
    text = f"{value:.1f}"
    return "0" if text == "-0.0" else text.removesuffix(".0")


def short_number(value: float) -> str:
    """At most two digits after the point, no idle nought."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def short_numbers(values: Any) -> str:
    """Numbers as of `short_number`, with a space between."""
    return " ".join(short_number(float(value)) for value in values)
