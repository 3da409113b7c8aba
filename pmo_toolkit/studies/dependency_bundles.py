"""The bundles of a workspace: enablers together with the proposals that require them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.graph import DependencyGraph
from pmo_toolkit.analysis.dependencies.shapes import Bundle
from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.dependencies.graph_values import findings_of
from pmo_toolkit.assessment.dependencies.links import bundle_led_by
from pmo_toolkit.assessment.prepared_cache import valuation_of
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace

#: Enablers that are valued; each asks for the net value of all that requires it.
_MOST = 12


def best_bundles(
    workspace: Workspace | str | Path,
    *,
    most: int = _MOST,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
) -> tuple[Bundle, ...]:
    """Bundles of the enablers on which most proposals hang, that of the highest value first.

    Net values are those of the proposals' own reports, on the same draws. A bundle whose enabler
    has none comes last.

    Parameters
    ----------
    workspace : Workspace or path
    most : int
        Enablers that are valued.
    seed, as_of, settings
        As for `studies.dependencies.study_dependencies`.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    """
    ready = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
    graph = findings_of(ready.workspace, ready.settings).graph
    bundles = [
        bundle_led_by(ready.reader(name), name, lambda other: valuation_of(ready, other))
        for name in _enablers(graph)[:most]
    ]
    return tuple(sorted(bundles, key=_least_value))


def _enablers(graph: DependencyGraph) -> list[str]:
    """Proposals that other proposals require, those first that most require."""
    dependants: dict[str, int] = {}
    for link in graph.links_of("requires"):
        if {graph.by_id[link.start].kind, graph.by_id[link.end].kind} == {"proposal"}:
            dependants[link.end] = dependants.get(link.end, 0) + 1
    return sorted(dependants, key=lambda name: (-dependants[name], name))


def _least_value(bundle: Bundle) -> tuple[bool, float, str]:
    value = bundle.net_value
    if isinstance(value, NotAssessed):
        return True, 0.0, bundle.enabler
    return False, -value.p50, bundle.enabler
