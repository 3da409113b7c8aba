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

#: Leaves up to which cells hold titles and state, or on a narrow page titles.
MOST_WITH_STATE = 60
#: Height of a row with two lines in a cell and with one, CSS pixels.
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
class _Layout:
    """What a cell holds, how many stand in a row, and how many characters a line of one has."""

    has_titles: bool
    has_state: bool
    in_row: int
    characters: int


_WITH_STATE = _Layout(True, True, 4, 24)
_WITH_TITLES, _IDS = _Layout(True, False, 6, 15), _Layout(False, False, 12, 8)
_NARROW_TITLES, _NARROW_IDS = _Layout(True, False, 2, 16), _Layout(False, False, 5, 7)


@dataclass(frozen=True)
class MapRow:
    """One row of the map: the branch's name where it begins, its id, and its cells."""

    name: str
    branch: str
    cells: tuple[Capability, ...]


def capability_map(ax: Axes, tree: CapabilityTree) -> Axes:
    """Capabilities at the ends of branches as cells, a branch a row or more.

    A cell holds the title, importance and maturity today → aimed at where there is room, else the
    title, else the id without what it shares with that of its branch; ``?`` stands for what nobody
    states. It is the darker, the more importance times lacking steps come to; one that is not
    rated is white and struck through, so that it passes for none that lacks nothing.

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
    layout = _layout(tree, narrow=is_narrow(ax))
    for place, row in enumerate(rows):
        for column, one in enumerate(row.cells):
            ink = "white" if needs[place, column] > _WHITE_FROM else INK
            _draw_cell(ax, (column + 0.5, place), one, row.branch, ink, layout)
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
    ax: Axes, at: tuple[float, float], one: Capability, branch: str, ink: str, layout: _Layout
) -> None:
    style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 9, "color": ink}
    x, y = at
    text = one.title if layout.has_titles else _own_id(one.id, branch)
    if layout.has_state:
        put_text(ax, x, y + 0.34, short(text, layout.characters), **style)
        put_text(ax, x, y + 0.72, state_of(one), **style)
        return
    unknown = " ?" if need_of(one) is None else ""
    said = short(text, layout.characters - len(unknown))
    put_text(ax, x, y + 0.5, f"{said}{unknown}", **style)


def _own_id(name: str, branch: str) -> str:
    """An id without that of its branch before it; the row names the branch."""
    return name.removeprefix(branch).lstrip("-_. ") or name


def map_height(tree: CapabilityTree, *, narrow: bool = False) -> int:
    """Height that the map wants, CSS pixels."""
    each = _TALL if _layout(tree, narrow=narrow).has_state else _LOW
    return max(1, len(map_rows(tree, narrow=narrow))) * each


def map_rows(tree: CapabilityTree, *, narrow: bool) -> tuple[MapRow, ...]:
    """Rows that the map draws, the first `MOST_ROWS` of all."""
    return all_rows(tree, narrow=narrow)[:MOST_ROWS]


def all_rows(tree: CapabilityTree, *, narrow: bool) -> tuple[MapRow, ...]:
    """Each top's ends of branches, so many a row, whether they are drawn or not."""
    return _rows(tree, _layout(tree, narrow=narrow).in_row)


def _rows(tree: CapabilityTree, each: int) -> tuple[MapRow, ...]:
    rows = []
    for top in tree.children[None]:
        ends = [tree.by_id[name] for name in tree.below(top) if tree.is_leaf(name)]
        for start in range(0, len(ends), each):
            name = tree.by_id[top].title if start == 0 else ""
            rows.append(MapRow(clean_text(name), top, tuple(ends[start : start + each])))
    return tuple(rows)


def _layout(tree: CapabilityTree, *, narrow: bool) -> _Layout:
    """Titles as long as all rows are drawn with them: nobody reads hundreds of ids at a glance."""
    is_small = sum(tree.is_leaf(name) for name in tree.by_id) <= MOST_WITH_STATE
    if narrow:
        return _NARROW_TITLES if is_small else _NARROW_IDS
    if is_small:
        return _WITH_STATE
    fits = len(_rows(tree, _WITH_TITLES.in_row)) <= MOST_ROWS
    return _WITH_TITLES if fits else _IDS


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
