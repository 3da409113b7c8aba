"""Maps of dependencies as pictures of a report, once wide and once for a phone."""

from __future__ import annotations

from pmo_toolkit.analysis.dependencies.graph import DependencyGraph
from pmo_toolkit.charts.planning.dependency_map.painting import DependencyMap, dependency_map
from pmo_toolkit.charts.planning.dependency_map.selection import MOST_ITEMS, Selection
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.report.kit.pictures import NARROW, WIDE, Picture, data_uri


def map_picture(
    graph: DependencyGraph, focus: str | None = None, *, most: int = MOST_ITEMS
) -> Picture | None:
    """A map of what hangs on what; None where nothing does.

    Parameters
    ----------
    graph : DependencyGraph
    focus : str, optional
        Item that stands out.
    most : int
        Items that are drawn at most.
    """
    wide = dependency_map(graph, width=WIDE, focus=focus, most=most)
    if not wide.selection.links:
        return None
    narrow = dependency_map(graph, width=NARROW, focus=focus, most=most)
    return Picture(
        wide=data_uri(wide.svg),
        narrow=data_uri(narrow.svg),
        height=_height(wide, WIDE),
        narrow_height=_height(narrow, NARROW),
        alt=wide.alt,
        caption=f"Read it so: what comes first stands to the left.{_not_drawn(wide.selection)}",
    )


def _height(drawn: DependencyMap, width: int) -> int:
    """Height of a picture that is shown at a width, which may be less than its own."""
    return round(drawn.height * min(1.0, width / drawn.width))


def _not_drawn(selection: Selection) -> str:
    """What the map leaves out, in sentences."""
    words = ""
    if any(selection.groups.values()):
        words += " Proposals stand under the goal that most of them share; lines that lead to"
        words += " another goal are paler."
    if selection.isolated:
        words += f" {_capital(selection.isolated)} without any tie are not drawn."
    if selection.left_out:
        words += f" {_capital(selection.left_out)} with fewer ties are not drawn either."
    if selection.implied:
        requirements = counted(selection.implied, "requirement", "requirements")
        words += f" {requirements} that follow from the others are left out."
    if selection.touches:
        words += f" {counted(selection.touches, 'tie', 'ties')} that merely touch are left out."
    return words


def _capital(number: int) -> str:
    return counted(number, "item", "items")
