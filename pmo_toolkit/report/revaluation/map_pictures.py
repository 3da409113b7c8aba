"""Pictures of the map of capabilities: at a glance, and every end of a branch."""

from __future__ import annotations

from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.charts.drawing import is_narrow
from pmo_toolkit.charts.planning.capability_cells import MapLayout, every_end, overview
from pmo_toolkit.charts.planning.capability_map import (
    capability_map,
    capability_map_alt,
    map_height,
)
from pmo_toolkit.report.kit.pictures import Picture, picture

_DARKER = " The darker, the more matters and is lacking; white with a frame where it is not rated."
_STATE = "importance · maturity today → aimed at, of 5; ? where nobody states it."


def overview_picture(tree: CapabilityTree) -> Picture | None:
    """The map with titles, of the deepest level that has room for them; None where none has."""
    wide, narrow = overview(tree, narrow=False), overview(tree, narrow=True)
    if not tree.by_id or wide is None or narrow is None:
        return None
    said = f"Read it so: each cell is a capability beneath the name of its branch, with {_STATE}"
    if wide.is_grouped:
        said = (
            "Read it so: each cell is a capability beneath the name of its branch, with how many at"
            " the ends below it lack maturity; it is as dark as the neediest of them. Where nothing"
            f" lies below: {_STATE}"
        )
    return _drawn(tree, wide, narrow, said + _DARKER)


def ends_picture(tree: CapabilityTree) -> Picture | None:
    """Every end of a branch by its id; None where the map with titles holds them all."""
    wide, narrow = overview(tree, narrow=False), every_end(tree, narrow=True)
    if not tree.by_id or (wide is not None and not wide.is_grouped):
        return None
    said = "Read it so: each cell is the end of a branch by its id, as in the table."
    return _drawn(tree, every_end(tree, narrow=False), narrow, said + _DARKER)


def _drawn(tree: CapabilityTree, wide: MapLayout, narrow: MapLayout, caption: str) -> Picture:
    return picture(
        lambda ax: capability_map(ax, narrow if is_narrow(ax) else wide),
        alt=capability_map_alt(tree),
        caption=caption,
        plot_height=map_height(wide),
        narrow_plot_height=map_height(narrow),
        left=0,
        right=0,
        top=4,
        bottom=4,
    )
