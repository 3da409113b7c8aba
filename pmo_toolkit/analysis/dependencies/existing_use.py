"""Services and capabilities on which proposals hang, and contracts that end too early for them."""

from __future__ import annotations

from pmo_toolkit.analysis.dependencies.graph import IMPLIED_KINDS, DependencyGraph, Item
from pmo_toolkit.analysis.dependencies.graph_results import ExistingUse

_EXISTING = ("service", "capability")


def existing_use(graph: DependencyGraph) -> tuple[ExistingUse, ...]:
    """Services and capabilities that proposals require, raise or would use again.

    What is required by most comes first, then what ends too early for most. A proposal touches a
    service also by way of a capability that it raises and the service supports.

    Parameters
    ----------
    graph : DependencyGraph
    """
    supporting: dict[str, list[str]] = {}
    for link in graph.links_of("supported by"):
        supporting.setdefault(link.start, []).append(link.end)
    touching: dict[str, set[str]] = {}
    for link in graph.links_of(*IMPLIED_KINDS):
        if graph.by_id[link.start].kind == "proposal":
            for end in (link.end, *supporting.get(link.end, ())):
                touching.setdefault(end, set()).add(link.start)
    found = []
    for item in graph.items:
        if item.kind not in _EXISTING:
            continue
        requiring = {name for name in graph.hanging_on[item.id] if _is_proposal(graph, name)}
        touched = touching.get(item.id, set()) - requiring
        if requiring or touched:
            found.append(_use(graph, item, requiring, touched))
    return tuple(sorted(found, key=_weight))


def _weight(use: ExistingUse) -> tuple[int, int, int, str]:
    required, late, touched = use.required_by, use.later_than_contract, use.touched_by
    return -len(required), -len(late), -len(touched), use.id


def _use(graph: DependencyGraph, item: Item, requiring: set[str], touched: set[str]) -> ExistingUse:
    until = item.contract_end
    late = [
        name
        for name in sorted(requiring | touched)
        if until and (finish := graph.by_id[name].finish) and finish > until
    ]
    return ExistingUse(
        item.id,
        item.title,
        item.kind,
        tuple(sorted(requiring)),
        tuple(sorted(touched)),
        until,
        tuple(late),
    )


def _is_proposal(graph: DependencyGraph, name: str) -> bool:
    return graph.by_id[name].kind == "proposal"
