"""What a map of capabilities shows in which place: cells by branch, side by side where they fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_toolkit.analysis.capability.shapes import Capability
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.core.number_format import clean_text

#: Cells up to which each holds its title.
MOST_WITH_TITLES = 60
#: Lines of cells that a map holds; beyond, the others stand in the table alone.
MOST_LINES = 60


@dataclass(frozen=True)
class Cell:
    """A capability in the map.

    Parameters
    ----------
    capability : Capability
    need : float or None
        Importance times the steps of maturity that are lacking, of the neediest where the cell
        stands for several; None where none of them is rated.
    words : str
        Its state, or how many of those below it lack maturity.
    """

    capability: Capability
    need: float | None
    words: str


@dataclass(frozen=True)
class Block:
    """Cells of one branch in a line; the name is empty where a branch goes on, or is its cell."""

    name: str
    column: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MapLayout:
    """Lines of blocks, in the order of the table.

    Parameters
    ----------
    lines : tuple of tuple of Block
    columns : int
        Cells that a line has room for.
    has_titles : bool
        Whether cells hold titles, or ids alone.
    is_grouped : bool
        Whether some cells stand for all that lies below them.
    further : int
        Cells for which there is no line.
    """

    lines: tuple[tuple[Block, ...], ...]
    columns: int
    has_titles: bool
    is_grouped: bool
    further: int


def overview(tree: CapabilityTree, *, narrow: bool) -> MapLayout | None:
    """The deepest level that has room for titles; None where the tops alone are too many.

    Ends of shorter branches stand in it as themselves.
    """
    levels = sorted({level for _, level in tree.in_order}, reverse=True)
    for level in levels:
        cells = _cells_at(tree, level)
        if sum(map(len, cells.values())) <= MOST_WITH_TITLES:
            grouped = any(not tree.is_leaf(cell) for names in cells.values() for cell in names)
            return _layout(tree, cells, 2 if narrow else 4, has_titles=True, is_grouped=grouped)
    return None


def every_end(tree: CapabilityTree, *, narrow: bool) -> MapLayout:
    """Every end of a branch by its id."""
    cells = _cells_at(tree, max((level for _, level in tree.in_order), default=0))
    return _layout(tree, cells, 5 if narrow else 12, has_titles=False, is_grouped=False)


def _cells_at(tree: CapabilityTree, level: int) -> dict[str, list[str]]:
    """Top → capabilities of a level below it, and ends of branches that do not reach it."""
    found: dict[str, list[str]] = {}
    top = ""
    for name, own in tree.in_order:
        top = name if own == 0 else top
        if own == level or (own < level and tree.is_leaf(name)):
            found.setdefault(top, []).append(name)
    return found


def _layout(
    tree: CapabilityTree,
    cells: dict[str, list[str]],
    columns: int,
    *,
    has_titles: bool,
    is_grouped: bool,
) -> MapLayout:
    lines: list[list[Block]] = []
    used = columns
    for top, names in cells.items():
        made = [_cell(tree, name) for name in names]
        title = "" if names == [top] else clean_text(tree.by_id[top].title)
        if used + len(made) > columns:
            lines.append([])
            used = 0
        for start in range(0, len(made), columns):
            if start:
                lines.append([])
                used = 0
            own = tuple(made[start : start + columns])
            lines[-1].append(Block("" if start else title, used, own))
            used += len(own)
    further = sum(len(block.cells) for line in lines[MOST_LINES:] for block in line)
    return MapLayout(
        tuple(map(tuple, lines[:MOST_LINES])), columns, has_titles, is_grouped, further
    )


def _cell(tree: CapabilityTree, name: str) -> Cell:
    own = tree.by_id[name]
    if tree.is_leaf(name):
        return Cell(own, need_of(own), state_of(own))
    ends = [tree.by_id[below] for below in tree.below(name) if tree.is_leaf(below)]
    known = [need for one in ends if (need := need_of(one)) is not None]
    words = f"{sum(need > 0 for need in known)} of {len(ends)} lacking"
    if len(known) < len(ends):
        words += f" · {len(ends) - len(known)} not rated"
    return Cell(own, max(known, default=None), words)


def ends_of(tree: CapabilityTree) -> Iterator[Capability]:
    """Capabilities at the ends of branches."""
    return (one for name, one in tree.by_id.items() if tree.is_leaf(name))


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
