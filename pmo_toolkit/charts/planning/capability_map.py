"""The map of capabilities: rows by branch, dark where much matters and is not mature.

The map is read at a glance: need is importance times the steps of maturity that are lacking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from pmo_toolkit.analysis.capability.shapes import Capability
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.charts.drawing import AMBER, INK, LINE, draw_pieces, is_narrow, put_text
from pmo_toolkit.charts.rank_map import draw_cells
from pmo_toolkit.core.number_format import clean_text, counted, listed, short

#: Leaves up to which cells hold titles, and cells in a row with and without them, wide and narrow.
MOST_WITH_TITLES = 60
_WIDE, _NARROW = (4, 12), (2, 5)
#: Height of a row with and without titles, CSS pixels.
_TALL, _LOW = 44, 22
#: Branches that the map holds; beyond, the others stand in the table alone.
MOST_ROWS = 60
#: Need at which a cell is darkest: importance 5 and three steps lacking.
_MOST_NEED = 15.0
_WHITE_FROM = 0.6
#: Width of the stroke through a cell that nobody rates.
_STROKE = 0.8
_TOLD = 8


@dataclass(frozen=True)
class MapRow:
    """One row of the map: the branch's name where it begins, and its cells."""

    name: str
    cells: tuple[Capability, ...]


def capability_map(ax: Axes, tree: CapabilityTree) -> Axes:
    """Capabilities at the ends of branches as cells, a branch a row or more.

    A cell holds the title, importance and maturity today → aimed at where there is room, else the
    id; ``?`` stands for what nobody states. It is the darker, the more importance times lacking
    steps come to; one that is not rated is white and struck through, so that it passes for none
    that lacks nothing.

    Parameters
    ----------
    ax : Axes
    tree : CapabilityTree
    """
    rows = map_rows(tree, narrow=is_narrow(ax))
    columns = max((len(row.cells) for row in rows), default=1)
    needs = np.zeros((len(rows), columns))
    for place, row in enumerate(rows):
        for column, one in enumerate(row.cells):
            needs[place, column] = min((need_of(one) or 0.0) / _MOST_NEED, 1.0)
    draw_cells(ax, needs, darkest=AMBER)
    _clear_the_rest(ax, rows, columns)
    has_titles = _has_titles(tree) and not is_narrow(ax)
    for place, row in enumerate(rows):
        for column, one in enumerate(row.cells):
            ink = "white" if needs[place, column] > _WHITE_FROM else INK
            _draw_cell(ax, column, place, one, ink, has_titles)
        if row.name:
            style: dict[str, Any] = {"ha": "right", "va": "center", "fontsize": 10.5}
            across = ax.get_yaxis_transform()
            put_text(ax, -0.015, place + 0.5, short(row.name, 26), transform=across, **style)
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_visible(False)
    return ax


def _clear_the_rest(ax: Axes, rows: Sequence[MapRow], columns: int) -> None:
    """White where a row has no cell, and where nobody rates one, which is struck through too."""
    corners: list[tuple[float, float]] = []
    strokes = []
    for place, row in enumerate(rows):
        blank = [column for column, one in enumerate(row.cells) if need_of(one) is None]
        strokes += [([column, column + 1], [place + 1, place]) for column in blank]
        for column in (*blank, *range(len(row.cells), columns)):
            right, below = column + 1, place + 1
            corners += [(column, place), (right, place), (right, below), (column, below)]
            corners.append((column, place))
    if corners:
        codes = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * (len(corners) // 5)
        shape = Path(np.array(corners, dtype=float), codes)
        ax.add_artist(PathPatch(shape, facecolor="white", linewidth=0, zorder=1))
    if strokes:
        draw_pieces(ax, strokes, color=LINE, linewidth=_STROKE, zorder=1.5)


def _draw_cell(
    ax: Axes, column: int, row: int, one: Capability, ink: str, has_titles: bool
) -> None:
    style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 9, "color": ink}
    if not has_titles:
        unknown = " ?" if need_of(one) is None else ""
        put_text(ax, column + 0.5, row + 0.5, f"{short(one.id, 9)}{unknown}", **style)
        return
    put_text(ax, column + 0.5, row + 0.34, short(one.title, 24), **style)
    put_text(ax, column + 0.5, row + 0.72, state_of(one), **style)


def map_height(tree: CapabilityTree, *, narrow: bool = False) -> int:
    """Height that the map wants, CSS pixels."""
    tall = _has_titles(tree) and not narrow
    return max(1, len(map_rows(tree, narrow=narrow))) * (_TALL if tall else _LOW)


def map_rows(tree: CapabilityTree, *, narrow: bool) -> tuple[MapRow, ...]:
    """Rows that the map draws, the first `MOST_ROWS` of all."""
    return all_rows(tree, narrow=narrow)[:MOST_ROWS]


def all_rows(tree: CapabilityTree, *, narrow: bool) -> tuple[MapRow, ...]:
    """Each top's ends of branches, so many a row, whether they are drawn or not."""
    with_titles, without = _NARROW if narrow else _WIDE
    each = with_titles if _has_titles(tree) else without
    rows = []
    for top in tree.children[None]:
        ends = [tree.by_id[name] for name in tree.below(top) if tree.is_leaf(name)]
        for start in range(0, len(ends), each):
            name = tree.by_id[top].title if start == 0 else ""
            rows.append(MapRow(clean_text(name), tuple(ends[start : start + each])))
    return tuple(rows)


def _has_titles(tree: CapabilityTree) -> bool:
    return sum(tree.is_leaf(name) for name in tree.by_id) <= MOST_WITH_TITLES


def need_of(one: Capability) -> float | None:
    """Importance times the steps of maturity that are lacking; None where one is not stated."""
    if one.importance is None or one.gap is None:
        return None
    return one.importance * one.gap


def state_of(one: Capability) -> str:
    """Importance, and maturity today → aimed at, such as ``5 · 2 → 4``."""
    return (
        f"{_rating(one.importance)} · {_rating(one.maturity_now)} → {_rating(one.maturity_target)}"
    )


def _rating(value: float | None) -> str:
    return "?" if value is None else f"{value:g}"


def capability_map_alt(tree: CapabilityTree) -> str:
    """What `capability_map` shows: those of most need, and how many are not rated."""
    ends = [tree.by_id[name] for name in tree.by_id if tree.is_leaf(name)]
    known = [(need, one) for one in ends if (need := need_of(one)) is not None]
    most = sorted((pair for pair in known if pair[0] > 0), key=lambda pair: (-pair[0], pair[1].id))
    said = (
        f"Map of {counted(len(ends), 'capability', 'capabilities')} at the ends of their branches."
    )
    if most:
        named = [
            f"{short(clean_text(one.title), 60)} (importance {one.importance:g}, maturity"
            f" {one.maturity_now:g} of {one.maturity_target:g})"
            for _, one in most[:_TOLD]
        ]
        said += f" Most is lacking for {listed(named)}."
    reached = len(known) - len(most)
    if reached:
        said += f" {counted(reached, 'is', 'are')} as mature as aimed at."
    unknown = len(ends) - len(known)
    if unknown:
        said += f" {counted(unknown, 'is', 'are')} not rated."
    return said


def darkest(tree: CapabilityTree, number: int) -> Sequence[Capability]:
    """Drawn capabilities with most need, the most first."""
    ends = [one for name, one in tree.by_id.items() if tree.is_leaf(name)]
    lacking = [(need, one) for one in ends if (need := need_of(one))]
    return [one for _, one in sorted(lacking, key=lambda pair: (-pair[0], pair[1].id))[:number]]


def most_needed(tree: CapabilityTree, number: int) -> Sequence[Capability]:
    """Capabilities with most need, the most first; of a branch the lowest that needs as much."""
    needs = {one.id: need for one in tree.by_id.values() if (need := need_of(one))}
    below: dict[str, float] = {}
    for name, need in needs.items():
        for above in tree.above(name):
            below[above] = max(below.get(above, 0.0), need)
    own = [name for name, need in needs.items() if need > below.get(name, 0.0)]
    return [
        tree.by_id[name] for name in sorted(own, key=lambda name: (-needs[name], name))[:number]
    ]
