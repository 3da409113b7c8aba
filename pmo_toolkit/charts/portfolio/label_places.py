"""Where labels stand beside points so that none covers another label or a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_RADII = (9.0, 13.0, 19.0, 27.0, 37.0, 49.0, 64.0, 82.0)
#: Right first, as one reads, then above and below, last to the left.
_ANGLES = tuple(pi * part / 8 for part in (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8))
#: Free pixels round a label, and half the size of a point.
_AIR, _DOT = 1.5, 4.5
#: Distance from which on a line leads from the label to its point.
_LED = 20.0


@dataclass(frozen=True)
class LabelPlace:
    """Middle of a label in pixels, and whether a line leads to its point."""

    x: float
    y: float
    is_led: bool


def label_places(
    points: Sequence[tuple[float, float]],
    sizes: Sequence[tuple[float, float]],
    bounds: tuple[float, float],
    obstacles: Sequence[tuple[float, float]] = (),
) -> list[LabelPlace | None]:
    """A place for each label in turn, the nearest that is free.

    Parameters
    ----------
    points : sequence of (float, float)
        That have a label, pixels.
    sizes : sequence of (float, float)
        Width and height of each label, pixels.
    bounds : (float, float)
        Width and height within which labels stay.
    obstacles : sequence of (float, float)
        Further points that no label may cover.

    Returns
    -------
    list of LabelPlace or None
        None where there is no room near the point.
    """
    dots = np.array([*points, *obstacles], dtype=float).reshape(-1, 2)
    taken: list[tuple[float, float, float, float]] = []
    places: list[LabelPlace | None] = []
    for (x, y), (width, height) in zip(points, sizes, strict=True):
        place = _nearest_free((x, y), (width, height), bounds, dots, taken)
        places.append(place)
        if place is not None:
            taken.append(_box(place.x, place.y, width, height))
    return places


def _nearest_free(
    point: tuple[float, float],
    size: tuple[float, float],
    bounds: tuple[float, float],
    dots: Floats,
    taken: Sequence[tuple[float, float, float, float]],
) -> LabelPlace | None:
    for radius in _RADII:
        for angle in _ANGLES:
            # From the rim of the label, not its middle: a label to the right begins at the radius.
            x = point[0] + cos(angle) * (radius + size[0] / 2)
            y = point[1] + sin(angle) * (radius + size[1] / 2 - 3)
            box = _box(x, y, *size)
            if _is_within(box, bounds) and not _covers(box, dots) and not _meets(box, taken):
                return LabelPlace(x, y, radius >= _LED)
    return None


def _box(x: float, y: float, width: float, height: float) -> tuple[float, float, float, float]:
    across, up = width / 2 + _AIR, height / 2 + _AIR
    return x - across, y - up, x + across, y + up


def _is_within(box: tuple[float, float, float, float], bounds: tuple[float, float]) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= bounds[0] and box[3] <= bounds[1]


def _covers(box: tuple[float, float, float, float], dots: Floats) -> bool:
    across = (dots[:, 0] > box[0] - _DOT) & (dots[:, 0] < box[2] + _DOT)
    return bool((across & (dots[:, 1] > box[1] - _DOT) & (dots[:, 1] < box[3] + _DOT)).any())


def _meets(
    box: tuple[float, float, float, float], taken: Sequence[tuple[float, float, float, float]]
) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in taken
    )
