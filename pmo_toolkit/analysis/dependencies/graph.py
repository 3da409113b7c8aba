"""Everything that hangs together in a workspace, as one graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import networkx as nx

from pmo_toolkit.analysis.dependencies.graph_results import RowReference

#: What a row of ``dependencies`` can say; each but the second and the last leads to what comes
#: first.
STATED_KINDS = ("requires", "excludes", "enables", "relates")
#: What other tables say: a proposal raises a capability, which a service supports, and an option
#: would use a service again.
IMPLIED_KINDS = ("raises", "supported by", "reuses")


@dataclass(frozen=True)
class Item:
    """One thing that others hang on, or that hangs on others.

    Parameters
    ----------
    id : str
        Unique in its graph.
    kind : str
        One of `graph_results.ITEM_KINDS`.
    title : str
    department : str or None
    start, finish : str or None
        First day of the start window; last day of the wanted or planned finish, ISO 8601.
    days : float or None
        Own estimate of the duration, calendar days.
    goals : tuple of str
        Goals that a proposal serves.
    contract_end : str or None
        Last day of a service's contract, ISO 8601.
    """

    id: str
    kind: str
    title: str = ""
    department: str | None = None
    start: str | None = None
    finish: str | None = None
    days: float | None = None
    goals: tuple[str, ...] = ()
    contract_end: str | None = None


@dataclass(frozen=True)
class Link:
    """One dependency, whatever rows say it.

    Parameters
    ----------
    start, end : str
        Ids: the start requires the end, would be worth more after it, and so on.
    kind : str
        One of `STATED_KINDS` or `IMPLIED_KINDS`.
    strength : float
        Probability that it binds, 0–1.
    lag_days : float or None
        Days between the finish of the end and the beginning of the start.
    is_strength_stated : bool
    rows : tuple of RowReference
    """

    start: str
    end: str
    kind: str
    strength: float = 1.0
    lag_days: float | None = None
    is_strength_stated: bool = True
    rows: tuple[RowReference, ...] = ()


@dataclass(frozen=True)
class DependencyGraph:
    """Items and links, each in ascending order of ids.

    Parameters
    ----------
    items : tuple of Item
    links : tuple of Link
        Between items of the graph, none from an item to itself.
    to_themselves : tuple of Link
        Links of which both ends are the same.
    goals : tuple of (str, str)
        Goals with their titles.
    """

    items: tuple[Item, ...]
    links: tuple[Link, ...]
    to_themselves: tuple[Link, ...] = ()
    goals: tuple[tuple[str, str], ...] = ()

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """Id → item."""
        return {item.id: item for item in self.items}

    def links_of(self, *kinds: str) -> tuple[Link, ...]:
        """Links of some kinds."""
        return tuple(link for link in self.links if link.kind in kinds)

    @cached_property
    def requires(self) -> nx.DiGraph:
        """What each item requires: an edge leads from the dependant to what it requires.

        Links of strength 0 never bind and are left out; edges hold their ``link``.
        """
        graph = nx.DiGraph()
        graph.add_nodes_from(item.id for item in self.items)
        for link in self.links_of("requires"):
            if link.strength > 0:
                graph.add_edge(link.start, link.end, link=link)
        return graph

    @cached_property
    def circles(self) -> tuple[frozenset[str], ...]:
        """Groups of items that require each other in circles, by their lowest id."""
        parts = nx.strongly_connected_components(self.requires)
        return tuple(sorted((frozenset(part) for part in parts if len(part) > 1), key=min))

    @cached_property
    def in_circles(self) -> frozenset[str]:
        """Items that require each other in circles."""
        return frozenset().union(*self.circles)

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Items so that what is required comes before what requires it.

        Those of a circle stand together, in ascending order.
        """
        whole = nx.condensation(self.requires.reverse(copy=False))
        lowest = {part: min(whole.nodes[part]["members"]) for part in whole}
        parts = nx.lexicographical_topological_sort(whole, key=lowest.__getitem__)
        return tuple(name for part in parts for name in sorted(whole.nodes[part]["members"]))

    @cached_property
    def needs(self) -> Mapping[str, frozenset[str]]:
        """Item → all that it requires over any number of steps; in a circle itself too."""
        return _reached(self.requires)

    @cached_property
    def hanging_on(self) -> Mapping[str, frozenset[str]]:
        """Item → all that requires it over any number of steps; in a circle itself too."""
        return _reached(self.requires.reverse(copy=False))

    @cached_property
    def _either_way(self) -> nx.Graph:
        return self.requires.to_undirected(as_view=True)

    def rows_along(self, path: Iterable[str]) -> tuple[RowReference, ...]:
        """Rows that state the requirements of a chain of which each requires the next."""
        edges = self.requires.edges
        return tuple(row for ends in pairwise(path) for row in edges[ends]["link"].rows)

    def around(self, name: str, most: int) -> tuple[DependencyGraph, int]:
        """What is to be known to say what one item hangs on and what hangs on it.

        Its ancestors and dependants by requirements, nearest first, all that these dependants
        require, and its own ties of other kinds; at most `most` items.

        Returns
        -------
        DependencyGraph
        int
            Items that were left out.
        """
        hanging = self.hanging_on[name]
        wanted = self.needs[name].union(hanging, *(self.needs[one] for one in hanging))
        steps = {
            one: step
            for one, step in nx.single_source_shortest_path_length(self._either_way, name).items()
            if one in wanted
        }
        for link in self.links_of(*STATED_KINDS):
            if link.kind != "requires" and name in (link.start, link.end):
                steps[link.end if link.start == name else link.start] = 1
        steps[name] = 0
        kept = sorted(steps, key=lambda one: (steps[one], one))[:most]
        return self.part(kept), len(steps) - len(kept)

    def part(self, names: Iterable[str]) -> DependencyGraph:
        """The graph of some of its items, with the links between them."""
        kept = set(names)
        return DependencyGraph(
            tuple(item for item in self.items if item.id in kept),
            tuple(link for link in self.links if link.start in kept and link.end in kept),
            tuple(link for link in self.to_themselves if link.start in kept),
            self.goals,
        )


def _reached(graph: nx.DiGraph) -> dict[str, frozenset[str]]:
    """Node → nodes that edges lead to, over one step or more."""
    reached: dict[str, frozenset[str]] = {}
    whole = nx.condensation(graph)
    for part in reversed(list(nx.topological_sort(whole))):
        members = whole.nodes[part]["members"]
        ends = {end for name in members for end in graph[name]}
        outside = [reached[end] for end in ends if end not in members]
        found = frozenset(ends).union(*outside)
        reached |= dict.fromkeys(members, found)
    return reached


NOTHING = DependencyGraph((), ())


def graph_of(
    items: Iterable[Item], links: Iterable[Link], goals: Mapping[str, str] | None = None
) -> DependencyGraph:
    """A graph of items and links; of links that say the same the more cautious counts.

    Ends that no item bears become items of the kind ``unknown``.
    """
    by_id = {item.id: item for item in items}
    merged: dict[tuple[str, str, str], Link] = {}
    for link in links:
        for end in (link.start, link.end):
            by_id.setdefault(end, Item(end, "unknown"))
        ends = (link.start, link.end)
        if link.kind in ("excludes", "relates"):
            ends = (min(ends), max(ends))
        key = (*ends, link.kind)
        known = merged.get(key)
        merged[key] = link if known is None else _cautious(known, link)
    ordered = [merged[key] for key in sorted(merged)]
    return DependencyGraph(
        tuple(by_id[name] for name in sorted(by_id)),
        tuple(link for link in ordered if link.start != link.end),
        tuple(link for link in ordered if link.start == link.end),
        tuple(sorted((goals or {}).items())),
    )


def _cautious(one: Link, other: Link) -> Link:
    lags = [lag for lag in (one.lag_days, other.lag_days) if lag is not None]
    return Link(
        one.start,
        one.end,
        one.kind,
        max(one.strength, other.strength),
        max(lags, default=None),
        one.is_strength_stated and other.is_strength_stated,
        (*one.rows, *other.rows),
    )
