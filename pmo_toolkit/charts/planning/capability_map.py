"""The map of capabilities: cells by branch, dark where much matters and is not mature.

The map is read at a glance: need is importance times the steps of maturity that are lacking. What
is not rated is white and has a frame, so that it is never taken for what is served.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from pmo_toolkit.analysis.capability.shapes import Capability
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.charts.drawing import AMBER, INK, axes_width, put_text
from pmo_toolkit.charts.planning.capability_cells import Cell, MapLayout, ends_of, need_of
from pmo_toolkit.core.number_format import clean_text, counted, listed, short

#: CSS pixels: a line of cells with and without titles, the name of a branch, between lines.
_TALL, _LOW, _NAME, _BETWEEN = 54, 22, 22, 6
_TITLE_SIZE, _WORDS_SIZE, _NAME_SIZE = 12.0, 11.0, 12.0
#: Width of a letter as a part of its size.
_LETTER = 0.56
#: Need at which a cell is darkest: importance 5 and three steps lacking.
_MOST_NEED = 15.0
_PALEST, _FRAME, _SHADES = "#eceff1", "#aab4bd", 16
_WHITE_FROM = 0.78
_TOLD = 8


def capability_map(ax: Axes, layout: MapLayout) -> Axes:
    """Capabilities as cells beneath the names of their branches.

    A cell holds the title, and importance and maturity today → aimed at, or the id alone. It is the
    darker, the more importance times lacking steps come to; white with a frame where that is not
    known.

    Parameters
    ----------
    ax : Axes
    layout : MapLayout
        From `overview` or `every_end`.
    """
    width = axes_width(ax)
    wide = width / layout.columns
    boxes: dict[int | None, list[tuple[float, float]]] = {}
    top = 0.0
    for line in layout.lines:
        has_name = any(block.name for block in line)
        under = top + (_NAME if has_name else 0)
        ends = [*(block.column for block in line[1:]), layout.columns]
        for block, end in zip(line, ends, strict=True):
            if block.name:
                room = int((end - block.column) * wide / (_LETTER * _NAME_SIZE))
                style: dict[str, Any] = {"va": "center", "fontsize": _NAME_SIZE, "weight": "bold"}
                at = block.column * wide
                put_text(ax, at, top + _NAME / 2, short(block.name, room), **style)
            for number, cell in enumerate(block.cells, start=block.column):
                shade = None if cell.need is None else min(cell.need / _MOST_NEED, 1.0)
                step = None if shade is None else round(shade * _SHADES)
                corners = (number * wide, under, (number + 1) * wide - 2, under + _deep(layout) - 2)
                boxes.setdefault(step, []).extend(_outline(*corners))
                ink = "white" if shade is not None and shade > _WHITE_FROM else INK
                _write(ax, cell, corners, ink, layout.has_titles)
        top = under + _deep(layout) + (_BETWEEN if layout.has_titles else 0)
    _paint(ax, boxes)
    ax.set_xlim(0, width)
    ax.set_ylim(max(top, 1.0), 0)
    ax.set_xticks([])
    ax.set_yticks([])
    for side in ax.spines.values():
        side.set_visible(False)
    return ax


def _deep(layout: MapLayout) -> int:
    return _TALL if layout.has_titles else _LOW


def _outline(left: float, top: float, right: float, bottom: float) -> list[tuple[float, float]]:
    return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]


def _paint(ax: Axes, boxes: dict[int | None, list[tuple[float, float]]]) -> None:
    """Cells of one shade as one shape; those without one as frames."""
    shades = LinearSegmentedColormap.from_list("need", (_PALEST, AMBER))
    for step, corners in sorted(boxes.items(), key=lambda one: -1 if one[0] is None else one[0]):
        codes = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY] * (len(corners) // 5)
        shape = Path(np.array(corners, dtype=float), codes)
        if step is None:
            look: dict[str, Any] = {"facecolor": "white", "edgecolor": _FRAME, "linewidth": 0.9}
        else:
            look = {"facecolor": shades(step / _SHADES), "linewidth": 0}
        ax.add_artist(PathPatch(shape, zorder=1, **look))


def _write(
    ax: Axes, cell: Cell, corners: tuple[float, float, float, float], ink: str, has_title: bool
) -> None:
    left, top, right, bottom = corners
    style: dict[str, Any] = {"ha": "center", "va": "center", "color": ink, "zorder": 3}
    middle, room = (left + right) / 2, right - left - 8
    if not has_title:
        letters = int(room / (_LETTER * 10))
        at = (top + bottom) / 2
        put_text(ax, middle, at, short(cell.capability.id, max(letters, 3)), fontsize=10, **style)
        return
    letters = int(room / (_LETTER * _TITLE_SIZE))
    title = clean_text(cell.capability.title)
    lines = wrap(title, letters, max_lines=2, placeholder="…")
    for line, at in zip(lines, (11, 25) if len(lines) > 1 else (19,), strict=True):
        put_text(ax, middle, top + at, line, fontsize=_TITLE_SIZE, **style)
    put_text(ax, middle, top + 42, cell.words, fontsize=_WORDS_SIZE, **style)


def map_height(layout: MapLayout) -> int:
    """Height that the map wants, CSS pixels."""
    between = _BETWEEN if layout.has_titles else 0
    named = sum(any(block.name for block in line) for line in layout.lines)
    return max(1, len(layout.lines)) * (_deep(layout) + between) + named * _NAME


def capability_map_alt(tree: CapabilityTree) -> str:
    """What `capability_map` shows: those of most need, and how many are not rated."""
    ends = list(ends_of(tree))
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
    """Ends of branches with most need, the most first."""
    lacking = [(need, one) for one in ends_of(tree) if (need := need_of(one))]
    return [one for _, one in sorted(lacking, key=lambda pair: (-pair[0], pair[1].id))[:number]]


def most_needed(tree: CapabilityTree, number: int) -> Sequence[Capability]:
    """Capabilities with most need, the most first; of a branch the lowest that needs as much."""
    return [tree.by_id[name] for name in _by_need(tree)][:number]


def _by_need(tree: CapabilityTree) -> Iterator[str]:
    needs = {one.id: need for one in tree.by_id.values() if (need := need_of(one))}
    below: dict[str, float] = {}
    for name, need in needs.items():
        for above in tree.above(name):
            below[above] = max(below.get(above, 0.0), need)
    own = (name for name, need in needs.items() if need > below.get(name, 0.0))
    yield from sorted(own, key=lambda name: (-needs[name], name))
