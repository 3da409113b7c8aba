"""Dependencies that cannot all hold, over any number of steps, with the rows that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import networkx as nx

from pmo_toolkit.analysis.dependencies.circles import circle_through
from pmo_toolkit.analysis.dependencies.dates import shifted
from pmo_toolkit.analysis.dependencies.graph import DependencyGraph, Item, Link
from pmo_toolkit.analysis.dependencies.graph_results import CLASH_KINDS, Clash
from pmo_toolkit.core.number_format import counted, day, listed, short

#: Ids that a sentence names before it counts the rest.
_MOST_NAMED = 6
#: From this probability on a link counts where days are compared.
_LIKELY_BINDS = 0.5


def find_clashes(graph: DependencyGraph) -> tuple[Clash, ...]:
    """All clashes of a graph, in the order of `graph_results.CLASH_KINDS`, each by its ids.

    Of items that require each other in several circles a shortest circle through the first of them
    stands for all; of what requires both ends of an exclusion those that stand nearest to it.

    Parameters
    ----------
    graph : DependencyGraph
    """
    found = [*_self_links(graph), *_circles(graph), *_exclusions(graph), *_too_late(graph)]
    return tuple(sorted(found, key=lambda clash: (CLASH_KINDS.index(clash.kind), clash.ids)))


class _Names:
    """Names items in one sentence: with the title where an item is first mentioned."""

    def __init__(self, graph: DependencyGraph):
        self._items, self._named = graph.by_id, set[str]()

    def __call__(self, name: str) -> str:
        title = self._items[name].title
        if name in self._named or not title:
            return name
        self._named.add(name)
        return f"{name} ({short(title, 60)})"

    def chain(self, path: Sequence[str]) -> str:
        """``A requires B, B requires C`` in words."""
        return ", ".join(f"{self(one)} requires {self(other)}" for one, other in pairwise(path))


def _self_links(graph: DependencyGraph) -> Iterator[Clash]:
    for link in graph.to_themselves:
        name = _Names(graph)(link.start)
        sentence = f"{name} is tied to itself: which other one was meant?"
        yield Clash("itself", (link.start,), sentence, link.rows)


def _circles(graph: DependencyGraph) -> Iterator[Clash]:
    requires = graph.requires
    for part in graph.circles:
        within = requires.subgraph(part)
        circle = circle_through(min(part), within.out_edges)
        around = (*circle, circle[0])
        lags = [requires.edges[ends]["link"].lag_days for ends in pairwise(around)]
        total = sum(lag for lag in lags if lag is not None)
        further = tuple(sorted(part - set(circle)))
        sentence = (
            f"{_Names(graph).chain(around)}: each waits for the next, so that none could begin."
        )
        if total:
            sentence += f" {_lags_in_words(total)}"
        if further:
            sentence += f" The same knot holds {_listed(further)}."
        affects = _hanging_on(graph, circle[0], circle)
        yield Clash("circle", circle, sentence, graph.rows_along(around), total, affects)


def _lags_in_words(total: float) -> str:
    days = counted(abs(round(total)), "day", "days")
    if total > 0:
        return f"The waiting times that are stated around the circle add up to {days}."
    return (
        f"They may overlap by {days} in all; only if none takes longer could they be done side by"
        " side."
    )


def _exclusions(graph: DependencyGraph) -> Iterator[Clash]:
    """Exclusions of what is under way, and of what is required at once."""
    both = _Both(graph)
    for link in graph.links_of("excludes"):
        one, other = link.start, link.end
        if one in graph.needs[other]:
            one, other = other, one
        if other in graph.needs[one]:
            path = nx.shortest_path(graph.requires, one, other)
            yield _required_and_excluded(graph, link, path)
            continue
        under_way = [name for name in (one, other) if graph.by_id[name].kind == "in flight"]
        if len(under_way) == 1:
            yield _under_way(graph, link, under_way[0])
        yield from (_requires_both(graph, link, name) for name in both.nearest(link))


class _Both:
    """Who requires both ends of an exclusion."""

    def __init__(self, graph: DependencyGraph):
        self._graph = graph
        self._circle = {name: part for part in graph.circles for name in part}

    def nearest(self, link: Link) -> list[str]:
        """Items that require both ends, and none of whose requirements does; of a circle one."""
        hanging = self._graph.hanging_on
        hit = hanging[link.start] & hanging[link.end]
        return sorted(name for name in hit if self._is_nearest(name, hit))

    def _is_nearest(self, name: str, hit: frozenset[str]) -> bool:
        circle = self._circle.get(name, frozenset((name,)))
        further = (hit & self._graph.needs[name]) - circle
        return not further and name == min(circle & hit)


def _required_and_excluded(graph: DependencyGraph, link: Link, path: Sequence[str]) -> Clash:
    names = _Names(graph)
    first, last = path[0], path[-1]
    sentence = (
        f"{names.chain(path)}, yet {first} and {last} exclude each other: {first} needs what cannot"
        " come about beside it. Which of the two is meant?"
    )
    rows = (*graph.rows_along(path), *link.rows)
    affects = _hanging_on(graph, first, path)
    return Clash("requires and excludes", tuple(path), sentence, rows, affects=affects)


def _under_way(graph: DependencyGraph, link: Link, running: str) -> Clash:
    names = _Names(graph)
    waiting = link.end if link.start == running else link.start
    sentence = (
        f"{names(waiting)} and {names(running)} exclude each other, and {running} is under way:"
        f" {waiting} could come about only if {running} were stopped or they do not exclude each"
        " other after all."
    )
    affects = _hanging_on(graph, waiting, (waiting, running))
    if affects:
        sentence += f" What requires {waiting} would stop with it: {_listed(affects)}."
    return Clash("under way", (waiting, running), sentence, link.rows, affects=affects)


def _requires_both(graph: DependencyGraph, link: Link, name: str) -> Clash:
    """An item that requires both ends of an exclusion."""
    names = _Names(graph)
    paths = [nx.shortest_path(graph.requires, name, end) for end in (link.start, link.end)]
    sentence = (
        f"{names.chain(paths[0])} and {names.chain(paths[1])}, yet {link.start} and {link.end}"
        f" exclude each other: {name} cannot have both."
    )
    rows = (*graph.rows_along(paths[0]), *graph.rows_along(paths[1]), *link.rows)
    ids = (name, link.start, link.end)
    affects = _hanging_on(graph, name, ids)
    return Clash("requires both", ids, sentence, tuple(dict.fromkeys(rows)), affects=affects)


def _too_late(graph: DependencyGraph) -> Iterator[Clash]:
    """Proposals that want to be finished before something that they require can let them begin."""
    for link in graph.links_of("requires"):
        own, required = graph.by_id[link.start], graph.by_id[link.end]
        free = shifted(required.finish, (link.lag_days or 0.0) + 1)
        if link.strength >= _LIKELY_BINDS and free and own.finish and free > own.finish:
            yield _late(graph, link, own, free)


def _late(graph: DependencyGraph, link: Link, own: Item, free: str) -> Clash:
    names = _Names(graph)
    required = graph.by_id[link.end]
    planned = "as planned" if required.kind == "in flight" else "the day that it is wanted by"
    lag = link.lag_days or 0.0
    between = f" and {counted(round(lag), 'day', 'days')} pass, as stated," if lag >= 1 else ""
    sentence = (
        f"{names(own.id)} is wanted by {day(own.finish)}, yet it requires {names(link.end)}: if"
        f" {link.end} takes until {day(required.finish)}, {planned},{between} {own.id} cannot begin"
        f" before {day(free)}. Which of the two days holds?"
    )
    return Clash("too late", (own.id, link.end), sentence, link.rows)


def _hanging_on(graph: DependencyGraph, name: str, known: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(graph.hanging_on[name] - set(known)))


def _listed(names: Sequence[str]) -> str:
    if len(names) <= _MOST_NAMED:
        return listed(names)
    return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"
