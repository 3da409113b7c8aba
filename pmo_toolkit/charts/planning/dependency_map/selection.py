"""Which items and ties of a graph are drawn, in which column, and in which group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from pmo_toolkit.analysis.dependencies.graph import STATED_KINDS, DependencyGraph, Item, Link

#: So many items can be told apart on one page.
MOST_ITEMS = 150
#: With more requirements than this those that follow from others are left out.
_MANY_REQUIREMENTS = 60
#: With more of them than this, ties that merely touch are counted and not drawn.
_MANY_TOUCHES = 25
#: Fewer items than this need no groups.
_FEWEST_GROUPED = 13
#: Kinds of tie by which one item comes before another.
_ORDERING = ("requires", "enables")
NO_GOAL = "No goal stated"


@dataclass(frozen=True)
class Selection:
    """What of a graph is drawn.

    Parameters
    ----------
    items : tuple of Item
    links : tuple of Link
    columns : mapping of str to int
        Item → column, from 0: what comes first stands to the left.
    groups : mapping of str to str
        Item → goal under which it stands; empty text where there are no groups.
    isolated : int
        Items without any tie to another.
    left_out : int
        Items with ties, beyond those that are drawn.
    implied : int
        Requirements that follow from others and are not drawn.
    touches : int
        Ties that merely touch and are not drawn.
    """

    items: tuple[Item, ...]
    links: tuple[Link, ...]
    columns: Mapping[str, int]
    groups: Mapping[str, str]
    isolated: int = 0
    left_out: int = 0
    implied: int = 0
    touches: int = 0


def select(graph: DependencyGraph, *, most: int = MOST_ITEMS) -> Selection:
    """Choose what is drawn: items with stated ties, those with most of them first.

    Parameters
    ----------
    graph : DependencyGraph
    most : int
        Items that are drawn at most.
    """
    links = graph.links_of(*STATED_KINDS)
    ties = Counter(end for link in links for end in (link.start, link.end))
    ordered = sorted(ties, key=lambda name: (-ties[name], name))
    kept = frozenset(ordered[:most])
    links = tuple(link for link in links if link.start in kept and link.end in kept)
    touching = [link for link in links if link.kind == "relates"]
    hidden = touching if len(touching) > _MANY_TOUCHES else []
    drawn = _without_implied([link for link in links if link not in set(hidden)])
    items = tuple(item for item in graph.items if item.id in kept)
    goals = dict(graph.goals)
    is_grouped = len(items) >= _FEWEST_GROUPED and any(item.goals for item in items)
    return Selection(
        items,
        drawn,
        _columns(items, drawn),
        _groups(items, drawn, goals) if is_grouped else dict.fromkeys(kept, ""),
        isolated=sum(
            item.kind in ("proposal", "in flight") for item in graph.items if item.id not in ties
        ),
        left_out=len(ordered) - len(kept),
        implied=len(links) - len(hidden) - len(drawn),
        touches=len(hidden),
    )


def _without_implied(links: list[Link]) -> tuple[Link, ...]:
    """Without requirements that other requirements lead to anyway, where there are many."""
    requires = nx.DiGraph((link.start, link.end) for link in links if link.kind == "requires")
    if requires.number_of_edges() <= _MANY_REQUIREMENTS:
        return tuple(links)
    whole = nx.condensation(requires)
    place = whole.graph["mapping"]
    kept = set(nx.transitive_reduction(whole).edges)
    first: dict[tuple[int, int], tuple[str, str]] = {}
    for start, end in sorted(requires.edges):
        first.setdefault((place[start], place[end]), (start, end))
    return tuple(
        link
        for link in links
        if link.kind != "requires"
        or place[link.start] == place[link.end]
        or (
            (ends := (place[link.start], place[link.end])) in kept
            and first[ends] == (link.start, link.end)
        )
    )


def _columns(items: Iterable[Item], links: Iterable[Link]) -> dict[str, int]:
    """Length of the longest chain before each; what needs nothing stands close to what needs it.

    Items that require each other in a circle stand in one column.
    """
    before = nx.DiGraph()
    before.add_nodes_from(item.id for item in items)
    links = list(links)
    before.add_edges_from((link.end, link.start) for link in links if link.kind in _ORDERING)
    whole = nx.condensation(before)
    column: dict[int, int] = {}
    for part in nx.topological_sort(whole):
        column[part] = max((column[one] + 1 for one in whole.predecessors(part)), default=0)
    for part in whole:
        after = [column[one] for one in whole.successors(part)]
        if after and not whole.in_degree(part):
            column[part] = min(after) - 1
    found = {name: column[part] for part in whole for name in whole.nodes[part]["members"]}
    for name in sorted(found):
        if not before.degree(name):
            beside = sorted(found[other] for other in _beside(name, links))
            found[name] = beside[0] if beside else 0
    return found


def _groups(
    items: Iterable[Item], links: Iterable[Link], titles: Mapping[str, str]
) -> dict[str, str]:
    """The goal of each proposal that most share; what serves none goes where its ties lead."""
    items, links = list(items), list(links)
    shared = Counter(goal for item in items for goal in item.goals)
    found = {
        item.id: min(item.goals, key=lambda goal: (-shared[goal], goal))
        for item in items
        if item.goals
    }
    for item in items:
        if item.id not in found:
            near = Counter(found[other] for other in _beside(item.id, links) if other in found)
            found[item.id] = min(near, key=lambda goal: (-near[goal], goal)) if near else ""
    return {name: titles.get(goal, goal) if goal else NO_GOAL for name, goal in found.items()}


def _beside(name: str, links: Iterable[Link]) -> list[str]:
    return [
        link.end if link.start == name else link.start
        for link in links
        if name in (link.start, link.end)
    ]
