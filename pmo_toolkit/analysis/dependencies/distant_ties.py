"""What an item hangs on and what it unlocks, over any number of requirements, with chances.

Requirements bind independently of each other, each as often as its strength says. An item needs
another in a case if a chain of binding requirements leads to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import networkx as nx

from pmo_toolkit.analysis.dependencies.binding import BindingDraws, LinkCases
from pmo_toolkit.analysis.dependencies.graph import DependencyGraph, Link
from pmo_toolkit.analysis.dependencies.graph_results import DistantTie

#: Kinds of item that somebody has still to decide on.
_UNDECIDED = ("proposal", "unknown")


def needed_by(graph: DependencyGraph, name: str, drawn: BindingDraws) -> tuple[DistantTie, ...]:
    """What an item hangs on, over one requirement or several, the likeliest first.

    Parameters
    ----------
    graph : DependencyGraph
    name : str
        Id of the item.
    drawn : BindingDraws
    """
    wanted = graph.needs[name] - {name}
    inside = wanted | {name}
    links = [link for link in _requirements(graph, inside) if link.end in wanted]
    cases = LinkCases(links, drawn)
    reached = _needed(graph, name, links, cases)
    return _ties(graph, name, wanted, graph.requires, cases, lambda one: (reached[one], None))


def unlocked_by(graph: DependencyGraph, name: str, drawn: BindingDraws) -> tuple[DistantTie, ...]:
    """What hangs on an item, over one requirement or several, the likeliest first.

    `chance_alone` counts the cases in which, once the item and all that it needs are done, nothing
    else that is undecided stands between them: neither of its own nor of what lies on the way.

    Parameters
    ----------
    graph : DependencyGraph
    name : str
        Id of the item.
    drawn : BindingDraws
    """
    hanging = graph.hanging_on[name] - {name}
    links = list(_requirements(graph, hanging))
    done_links: list[Link] = []
    if graph.needs[name] & {link.end for link in links} - hanging - {name}:
        own = graph.needs[name] | {name}
        done_links = [link for link in _requirements(graph, own) if link.end in own]
    cases = LinkCases((*links, *done_links), drawn)
    done = _needed(graph, name, done_links, cases)
    reached = _hanging(graph, name, links, cases)
    blocked = _blocked(graph, name, links, cases, (done, reached))

    def of(one: str) -> tuple[int, int]:
        return reached.get(one, 0), reached.get(one, 0) & ~blocked.get(one, 0)

    reverse = graph.requires.reverse(copy=False)
    return _ties(graph, name, hanging, reverse, cases, of)


def _ties(
    graph: DependencyGraph,
    name: str,
    others: Iterable[str],
    edges: nx.DiGraph,
    cases: LinkCases,
    of: Callable[[str], tuple[int, int | None]],
) -> tuple[DistantTie, ...]:
    """Ties to others; `of` gives the cases of each, and those in which nothing else is needed."""
    steps = nx.single_source_shortest_path_length(edges, name)
    found = []
    for other in others:
        item = graph.by_id[other]
        some, alone = of(other)
        found.append(
            DistantTie(
                other,
                item.title,
                item.kind,
                item.department,
                cases.chance(some),
                None if alone is None else cases.chance(alone),
                steps[other],
            )
        )
    return tuple(sorted(found, key=lambda tie: (-tie.chance, tie.steps, tie.id)))


def _requirements(graph: DependencyGraph, dependants: Iterable[str]) -> Iterable[Link]:
    """Requirements of some items."""
    return (data["link"] for *_, data in graph.requires.out_edges(sorted(dependants), data=True))


def _needed(
    graph: DependencyGraph, name: str, links: Iterable[Link], cases: LinkCases
) -> dict[str, int]:
    """Item → cases in which the item `name` needs it."""
    by_start = _by(links, "start")

    def spread(reached: dict[str, int]) -> None:
        for dependant in reversed(graph.order):
            here = reached.get(dependant, 0)
            for link in by_start.get(dependant, ()) if here else ():
                reached[link.end] = reached.get(link.end, 0) | (here & cases.bits_of(link))

    return _settled({name: cases.every}, spread, graph)


def _hanging(
    graph: DependencyGraph, name: str, links: Iterable[Link], cases: LinkCases
) -> dict[str, int]:
    """Item → cases in which it needs the item `name`."""
    by_end = _by(links, "end")

    def spread(reached: dict[str, int]) -> None:
        for required in graph.order:
            here = reached.get(required, 0)
            for link in by_end.get(required, ()) if here else ():
                reached[link.start] = reached.get(link.start, 0) | (here & cases.bits_of(link))

    return _settled({name: cases.every}, spread, graph)


def _blocked(
    graph: DependencyGraph,
    name: str,
    links: Iterable[Link],
    cases: LinkCases,
    known: tuple[Mapping[str, int], Mapping[str, int]],
) -> dict[str, int]:
    """Item → cases in which something else that is undecided stands in its way."""
    done, reached = known
    by_start = _by(links, "start")

    def spread(blocked: dict[str, int]) -> None:
        for dependant in graph.order:
            for link in by_start.get(dependant, ()):
                if link.end == name or graph.by_id[link.end].kind not in _UNDECIDED:
                    continue
                open_cases = cases.every & ~done.get(link.end, 0)
                in_the_way = (open_cases & ~reached.get(link.end, 0)) | blocked.get(link.end, 0)
                blocked[dependant] = blocked.get(dependant, 0) | (in_the_way & cases.bits_of(link))

    return _settled({}, spread, graph)


def _settled(
    found: dict[str, int], spread: Callable[[dict[str, int]], None], graph: DependencyGraph
) -> dict[str, int]:
    """Spread along the order of the items; where there are circles until nothing changes."""
    spread(found)
    while graph.circles:
        before = dict(found)
        spread(found)
        if before == found:
            break
    return found


def _by(links: Iterable[Link], end: str) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(getattr(link, end), []).append(link)
    return found
