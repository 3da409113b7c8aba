"""On what so much hangs that its failure would stop all of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.dependencies.graph import DependencyGraph, Item
from pmo_toolkit.analysis.dependencies.graph_results import SinglePoint

#: From so many proposals on something is told even where no goal hangs on it as a whole.
_MANY = 3
#: A chain of requirements counts above this chance that all of it binds.
_LIKELY = 0.5
#: Goals of fewer proposals hang on something or other in any case.
_FEWEST_OF_GOAL = 2


def single_points(graph: DependencyGraph) -> tuple[SinglePoint, ...]:
    """Items on which a whole goal hangs, or three proposals and more; the weightiest first.

    A proposal needs an item where the likeliest chain of requirements between them holds more
    likely than not. All of what an item requires must come about, so that whatever lies on a chain
    can break it. A capability needs the service that supports it where that is the only one.

    Parameters
    ----------
    graph : DependencyGraph
    """
    names, chains = likeliest_chains(graph)
    proposals = [place for place, name in enumerate(names) if _is_proposal(graph.by_id[name])]
    of_goal = _proposals_of_goals(graph)
    titles = {goal: goal for goal in of_goal} | dict(graph.goals)
    found = []
    for place in np.flatnonzero((chains > _LIKELY).sum(axis=0) > 1):
        column = chains[:, place]
        name = names[place]
        stops = [names[one] for one in proposals if one != place and column[one] > _LIKELY]
        inside = {*stops, name}
        goals = tuple(
            goal
            for goal, serving in of_goal.items()
            if len(serving) >= _FEWEST_OF_GOAL and serving <= inside
        )
        if goals or len(stops) >= _MANY:
            others = [one for one in proposals if one != place]
            point = _point(graph.by_id[name], stops, goals, float(column[others].sum()))
            found.append(replace(point, goal_titles=tuple(titles[goal] for goal in goals)))
    return tuple(sorted(found, key=lambda point: (-len(point.goals), -len(point.stops), point.id)))


def likeliest_chains(graph: DependencyGraph) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """For each pair of items the chance that the likeliest chain between them binds.

    Returns
    -------
    tuple of str
        Ids.
    ndarray of shape (items, items)
        Row: who needs; column: what is needed; 1 on the diagonal, 0 where no chain leads.
    """
    place = {name: number for number, name in enumerate(graph.by_id)}
    chains = np.eye(len(place))
    order = {name: number for number, name in enumerate(graph.order)}
    links = [
        (order[link.start], place[link.start], place[link.end], link.strength)
        for link in graph.links_of("requires")
        if link.strength > 0
    ]
    supporting = _sole_supports(graph)
    links += [(-1, place[one], place[other], 1.0) for one, other in supporting.items()]
    links.sort()
    while True:
        before = chains.copy()
        for _, start, end, strength in links:
            np.maximum(chains[start], strength * chains[end], out=chains[start])
        if not graph.circles or np.array_equal(before, chains):
            return tuple(place), chains


def _sole_supports(graph: DependencyGraph) -> Mapping[str, str]:
    """Capability → the one service that supports it."""
    services: dict[str, list[str]] = {}
    for link in graph.links_of("supported by"):
        services.setdefault(link.start, []).append(link.end)
    return {capability: those[0] for capability, those in services.items() if len(those) == 1}


def _proposals_of_goals(graph: DependencyGraph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for item in graph.items:
        for goal in item.goals:
            found.setdefault(goal, set()).add(item.id)
    return dict(sorted(found.items()))


def _is_proposal(item: Item) -> bool:
    return item.kind == "proposal"


def _point(item: Item, stops: list[str], goals: tuple[str, ...], expected: float) -> SinglePoint:
    return SinglePoint(
        item.id,
        item.title,
        item.kind,
        item.department,
        tuple(sorted(stops)),
        goals,
        expected,
        item.contract_end,
    )
