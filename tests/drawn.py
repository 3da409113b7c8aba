"""What a chart has drawn on its Axes: its words, dots and the pieces of its lines."""

from __future__ import annotations

from itertools import groupby
from math import isnan

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from pmo_toolkit.core.number_format import NBSP


def axes(width: float = 9.4) -> Axes:
    """Plain Axes of matplotlib, `width` inches wide."""
    return Figure(figsize=(width, 4)).add_subplot()


def words(ax: Axes) -> list[str]:
    """All text in the Axes."""
    return [each.get_text().replace(NBSP, " ") for each in ax.texts]


def dots(ax: Axes) -> list[tuple[float, float]]:
    """Places of all round markers."""
    return [
        place
        for line in ax.lines
        if line.get_marker() == "o"
        for place in zip(*line.get_data(), strict=True)
    ]


def pieces(ax: Axes) -> list[list[tuple[float, float]]]:
    """Every unbroken line as its places, dots left out."""
    found = []
    for line in ax.lines:
        if line.get_marker() != "o":
            places = list(zip(*line.get_data(), strict=True))
            runs = groupby(places, key=lambda place: isnan(place[0]) or isnan(place[1]))
            found += [list(run) for broken, run in runs if not broken]
    return found
