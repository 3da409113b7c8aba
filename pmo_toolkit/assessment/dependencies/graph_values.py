"""What the graph of a whole workspace says of one proposal, as values that an assessment reads.

An assessment reads what concerns its own proposal alone, so that rows elsewhere change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from pmo_toolkit.analysis.dependencies.clashes import find_clashes
from pmo_toolkit.analysis.dependencies.graph import DependencyGraph
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


@dataclass(frozen=True, eq=False)
class GraphFindings:
    """The graph of a workspace, and what is found in it once for all proposals."""

    graph: DependencyGraph

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """Dependencies that cannot all hold."""
        return find_clashes(self.graph)

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
    """The items near a proposal without the numbers of rows, and how many are further away."""
    graph = findings_of(answers.workspace, answers.settings).graph
    if proposal not in graph.by_id:
        return DependencyGraph((), ()), 0
    part, further = graph.around(proposal, answers.settings.dependencies.followed_most)
    named = {goal for item in part.items for goal in item.goals}
    return DependencyGraph(
        part.items,
        tuple(replace(link, rows=()) for link in part.links),
        (),
        tuple(goal for goal in part.goals if goal[0] in named),
    ), further


def _clashes(answers: OfWorkspace, proposal: str) -> tuple[Clash, ...]:
    """Clashes that it is part of, then those of what it hangs on."""
    clashes = findings_of(answers.workspace, answers.settings).clashes
    own = [clash for clash in clashes if proposal in clash.ids]
    above = [clash for clash in clashes if proposal in clash.affects]
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


#: Values by name, as `answers.VALUES` holds them.
GRAPH_VALUES: Mapping[str, Callable[[OfWorkspace, str], object]] = {
    AROUND: _around,
    CLASHES: _clashes,
    SINGLE_POINTS: _single_points,
}
