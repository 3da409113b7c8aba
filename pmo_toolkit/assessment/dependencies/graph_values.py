"""What the graph of a whole workspace says of one proposal, as values that an assessment reads.

An assessment reads what concerns its own proposal alone, so that rows elsewhere change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from pmo_toolkit.analysis.dependencies.clashes import find_clashes
from pmo_toolkit.analysis.dependencies.graph import (
    NOTHING,
    STATED_KINDS,
    DependencyGraph,
    Item,
)
from pmo_toolkit.analysis.dependencies.graph_results import Clash, SinglePoint
from pmo_toolkit.analysis.dependencies.single_points import single_points
from pmo_toolkit.assessment.dependencies.whole_graph import whole_graph
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace

AROUND = "what hangs together with a proposal"
CLASHES = "dependencies that cannot all hold"
SINGLE_POINTS = "what much hangs on"

#: Tables that the graph is made from.
_TABLES = (
    *("proposals", "proposal_goals", "goals", "in_flight", "services", "capabilities"),
    *("proposal_capabilities", "options", "dependencies"),
)
#: Clashes that one report tells.
_MOST_CLASHES = 10


class OfWorkspace(Protocol):
    """Who answers for a workspace."""

    workspace: Workspace
    settings: Settings


_Value = Callable[[OfWorkspace, str], object]


@dataclass(frozen=True, eq=False)
class GraphFindings:
    """The graph of a workspace, and what is found in it once for all proposals."""

    graph: DependencyGraph
    kept: dict[tuple[str, str, int], object] = field(default_factory=dict, repr=False)

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Dependencies that cannot all hold."""
        return find_clashes(self.graph)

    @cached_property
    def clashes_of(self) -> Mapping[str, tuple[Clash, ...]]:
        """Item → clashes that it is part of."""
        found: dict[str, list[Clash]] = {}
        for clash in self.clashes:
            for name in dict.fromkeys(clash.ids):
                found.setdefault(name, []).append(clash)
        return {name: tuple(clashes) for name, clashes in found.items()}

    @cached_property
    def single_points(self) -> tuple[SinglePoint, ...]:
        """What much hangs on."""
        return single_points(self.graph)


def findings_of(workspace: Workspace, settings: Settings) -> GraphFindings:
    """The graph of a workspace, made once as long as its tables are the same."""
    sources = tuple(workspace.tables.get(name) for name in _TABLES)
    strength = settings.dependencies.default_strength
    known = workspace.kept.get(("dependency graph", strength))
    if known is not None and all(
        one is other for one, other in zip(known[0], sources, strict=True)
    ):
        found: GraphFindings = known[1]
        return found
    findings = GraphFindings(whole_graph(workspace, strength))
    workspace.kept["dependency graph", strength] = sources, findings
    return findings


def _around(answers: OfWorkspace, proposal: str) -> tuple[DependencyGraph, int]:
    """The items near a proposal, with what counts of them alone, and how many are further away."""
    graph = findings_of(answers.workspace, answers.settings).graph
    if proposal not in graph.by_id:
        return NOTHING, 0
    part, further = graph.around(proposal, answers.settings.dependencies.followed_most)
    links = tuple(replace(link, rows=()) for link in part.links_of(*STATED_KINDS))
    timed = {end for link in links if link.kind == "requires" for end in (link.start, link.end)}
    items = tuple(
        replace(item, goals=())
        if item.id in timed
        else Item(item.id, item.kind, item.title, item.department)
        for item in part.items
    )
    return DependencyGraph(items, links), further


def _clashes(answers: OfWorkspace, proposal: str) -> tuple[Clash, ...]:
    """Clashes that it is part of, then circles that it hangs on."""
    findings = findings_of(answers.workspace, answers.settings)
    own = findings.clashes_of.get(proposal, ())
    above = [one for one in findings.clashes if one.kind == "circle" and proposal in one.affects]
    return (*own, *above)[:_MOST_CLASHES]


def _single_points(answers: OfWorkspace, proposal: str) -> tuple[SinglePoint, ...]:
    """What it, or a goal that it serves, hangs on; and itself where much hangs on it."""
    findings = findings_of(answers.workspace, answers.settings)
    item = findings.graph.by_id.get(proposal)
    goals = set(item.goals) if item else set()
    return tuple(
        point
        for point in findings.single_points
        if proposal in (point.id, *point.stops) or goals.intersection(point.goals)
    )


def _kept(name: str, find: _Value) -> _Value:
    """The same value, found once: an assessment asks for it again for the hash of its inputs."""

    def value(answers: OfWorkspace, proposal: str) -> object:
        kept = findings_of(answers.workspace, answers.settings).kept
        key = name, proposal, answers.settings.dependencies.followed_most
        if key not in kept:
            kept[key] = find(answers, proposal)
        return kept[key]

    return value


#: Values by name, as `answers.VALUES` holds them.
GRAPH_VALUES: Mapping[str, _Value] = {
    name: _kept(name, find)
    for name, find in (
        (AROUND, _around),
        (CLASHES, _clashes),
        (SINGLE_POINTS, _single_points),
    )
}
