"""Where the items of a map stand: columns from left to right, groups from top to bottom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from pmo_toolkit.analysis.dependencies.graph import Link
from pmo_toolkit.charts.planning.dependency_map.selection import Selection

#: Times that the columns are gone through to sort out crossings.
_SWEEPS = 8
#: Most items of a map that are drawn with three lines of text each, and with two.
FEW, SOME = 24, 60
#: Narrowest column that an id fits into, and height of a group's heading; pixels.
_NARROWEST, _HEADING = 64.0, 20.0
#: Heights of a row with three lines, with two and with one; pixels.
_HIGH_ROW, _ROW, _LOW_ROW = 56.0, 38.0, 24.0
#: Least width of a column as a share of the mean one; what is left goes to columns of many items.
_LEAST_SHARE = 0.7
#: Share of a column that stays free for lines, and most of it; free pixels between two rows.
_FREE_SHARE, _FREE_MOST, _BETWEEN = 0.24, 46.0, 6.0
#: Free pixels below the boxes of a group.
_AFTER_GROUP = 6.0


@dataclass(frozen=True)
class Box:
    """Place of one item, pixels from the top left."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def middle(self) -> float:
        """Height of its middle."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class Layout:
    """Where everything stands.

    Parameters
    ----------
    boxes : mapping of str to Box
        By item.
    headings : tuple of (str, float)
        Groups with the height at which each begins; empty where there are none.
    width, height : float
        Pixels.
    """

    boxes: Mapping[str, Box]
    headings: tuple[tuple[str, float], ...]
    width: float
    height: float


def lay_out(selection: Selection, width: float) -> Layout:
    """Place the items of a selection in a picture that is at least `width` pixels wide."""
    columns = max(selection.columns.values(), default=0) + 1
    widths = _column_widths(selection, columns, max(width, columns * _NARROWEST))
    lefts = [0.0, *accumulate(widths)]
    free = min(_FREE_SHARE * lefts[-1] / columns, _FREE_MOST)
    row = _row_height(len(selection.items))
    rows, groups = arrange(selection)
    boxes: dict[str, Box] = {}
    headings = []
    top, first = 0.0, 0
    for group, count in groups:
        if group:
            headings.append((group, top))
            top += _HEADING
        for name, place in rows.items():
            if selection.groups[name] == group:
                column = selection.columns[name]
                y = top + (place - first) * row + _BETWEEN / 2
                size = widths[column] - free, row - _BETWEEN
                boxes[name] = Box(lefts[column] + free / 2, y, *size)
        top += count * row + (_AFTER_GROUP if group else 0.0)
        first += count
    return Layout(boxes, tuple(headings), lefts[-1], top)


def _row_height(items: int) -> float:
    """Rows grow lower, the more items there are."""
    if items <= FEW:
        return _HIGH_ROW
    return _ROW if items <= SOME else _LOW_ROW


def _column_widths(selection: Selection, columns: int, width: float) -> list[float]:
    """Widths that fill the picture; columns of many items are wider than those of few."""
    counts = Counter(selection.columns.values())
    weights = [sqrt(counts[column]) for column in range(columns)]
    least = max(_NARROWEST, _LEAST_SHARE * width / columns)
    spare = width - columns * least
    return [least + spare * weight / max(sum(weights), 1.0) for weight in weights]


def arrange(selection: Selection) -> tuple[dict[str, float], list[tuple[str, int]]]:
    """Rows of items with few crossings, and the groups with the rows that each takes.

    Groups, and the items of a column within a group, are put in the order of the middle of what
    they are tied to, again and again; of all orders that come up the one with the fewest crossings
    is taken.

    Returns
    -------
    dict of str to float
        Item → row, counted over all groups; halves where a column is shorter than its group.
    list of (str, int)
    """
    cells = _cells(selection)
    groups = sorted({group for group, _ in cells})
    neighbours = _neighbours(selection.links)
    best = _rows(cells, groups)
    fewest = crossings(selection, best[0])
    current = best[0]
    for sweep in range(_SWEEPS):
        if not fewest:
            break
        middle = _middle_of(current, neighbours)
        groups = sorted(groups, key=lambda group: (_mean(cells, group, middle), group))
        for _, names in sorted(cells.items(), key=lambda cell: cell[0][1], reverse=sweep % 2 > 0):
            names.sort(key=lambda name: (middle(name), name))
            current = _rows(cells, groups)[0]
            middle = _middle_of(current, neighbours)
        found = crossings(selection, current)
        if found < fewest:
            fewest, best = found, _rows(cells, groups)
    return best


def crossings(selection: Selection, rows: Mapping[str, float]) -> int:
    """Pairs of ties between the same two columns that cross."""
    by_span: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for link in selection.links:
        ends = sorted((link.start, link.end), key=lambda name: selection.columns[name])
        span = (selection.columns[ends[0]], selection.columns[ends[1]])
        if span[0] != span[1]:
            by_span.setdefault(span, []).append((rows[ends[0]], rows[ends[1]]))
    return sum(
        (one[0] - other[0]) * (one[1] - other[1]) < 0
        for ties in by_span.values()
        for place, one in enumerate(ties)
        for other in ties[:place]
    )


def _cells(selection: Selection) -> dict[tuple[str, int], list[str]]:
    """Group and column → its items by id."""
    cells: dict[tuple[str, int], list[str]] = {}
    for item in selection.items:
        key = selection.groups[item.id], selection.columns[item.id]
        cells.setdefault(key, []).append(item.id)
    return cells


def _rows(
    cells: Mapping[tuple[str, int], list[str]], groups: list[str]
) -> tuple[dict[str, float], list[tuple[str, int]]]:
    rows: dict[str, float] = {}
    heights = []
    first = 0
    for group in groups:
        members = [names for (own, _), names in cells.items() if own == group]
        height = max(map(len, members))
        for names in members:
            spare = (height - len(names)) / 2
            rows |= {name: first + spare + place for place, name in enumerate(names)}
        heights.append((group, height))
        first += height
    return rows, heights


def _neighbours(links: tuple[Link, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for link in links:
        found.setdefault(link.start, []).append(link.end)
        found.setdefault(link.end, []).append(link.start)
    return found


def _middle_of(
    rows: Mapping[str, float], neighbours: Mapping[str, list[str]]
) -> Callable[[str], float]:
    """From an item to the mean row of what it is tied to; its own where it is tied to nothing."""

    def middle(name: str) -> float:
        near = neighbours.get(name, ())
        return sum(rows[other] for other in near) / len(near) if near else rows[name]

    return middle


def _mean(
    cells: Mapping[tuple[str, int], list[str]], group: str, middle: Callable[[str], float]
) -> float:
    members = [name for (own, _), names in cells.items() if own == group for name in names]
    return sum(map(middle, members)) / len(members)
