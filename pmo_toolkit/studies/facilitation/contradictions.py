"""What cannot begin as the tables stand: what waits for itself, or needs what it excludes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import networkx as nx

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.graph import DependencyGraph
from pmo_toolkit.analysis.dependencies.graph_results import Clash
from pmo_toolkit.core.number_format import listed
from pmo_toolkit.studies.dependencies import DependencyStudy

#: The kind of clash that is no contradiction: two wished days of which one can be moved.
DATES = "too late"


def cannot_begin(study: DependencyStudy, binds_from: float) -> Mapping[str, NotAssessed]:
    """Items without a start as the tables stand, each with the reason.

    All that wait for each other in a circle; what requires both ends of an exclusion, or what it
    excludes itself; and what excludes work under way. The other end of an exclusion could begin.

    Parameters
    ----------
    study : DependencyStudy
    binds_from : float
        Strength from which on a requirement counts.
    """
    reasons = dict(_in_circles(study.graph, binds_from))
    for clash in study.clashes:
        if clash.kind in (DATES, "circle", "itself"):
            continue
        reasons.setdefault(clash.ids[0], _reason(_against(clash)))
    return reasons


def contradictions(study: DependencyStudy) -> tuple[Clash, ...]:
    """Clashes that no moved date would settle."""
    return tuple(clash for clash in study.clashes if clash.kind != DATES)


def _in_circles(graph: DependencyGraph, binds_from: float) -> Iterator[tuple[str, NotAssessed]]:
    binding = [
        ends
        for *ends, link in graph.requires.edges(data="link")
        if link.strength >= binds_from and link.start != link.end
    ]
    for part in nx.strongly_connected_components(nx.DiGraph(binding)):
        if len(part) > 1:
            names = listed(sorted(part))
            for name in part:
                yield name, _reason(f"{names} require each other in a circle")


def _against(clash: Clash) -> str:
    others = listed(clash.ids[1:])
    if clash.kind == "under way":
        return f"it excludes {others}, which is under way"
    if clash.kind == "requires both":
        return f"it requires {others}, which exclude each other"
    return f"it requires what it excludes ({listed((clash.ids[0], clash.ids[-1]))})"


def _reason(why: str) -> NotAssessed:
    return NotAssessed("start", f"{why}: until that is settled there is no start", ReasonCode.CYCLE)
