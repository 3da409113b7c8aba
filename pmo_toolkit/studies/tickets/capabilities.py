"""Tickets by capability: what a workspace's map and services say of them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.analysis.tickets.coverage import coverage_of_capabilities
from pmo_toolkit.analysis.tickets.shapes import Coverage
from pmo_toolkit.assessment.lookups.service_rows import capability_of
from pmo_toolkit.core.settings.revaluation import TicketSettings
from pmo_toolkit.core.written_numbers import listed_names
from pmo_toolkit.workspace import Workspace


@dataclass(frozen=True)
class BlindCapability:
    """A capability for which no service is stated, so that no ticket can concern it."""

    id: str
    title: str
    importance: float | None


def coverage_of_capability_map(
    workspace: Workspace, recent: pd.DataFrame, settings: TicketSettings
) -> tuple[Coverage, ...]:
    """Capabilities that a service supports, by tickets.

    Parameters
    ----------
    workspace : Workspace
    recent : DataFrame
        Usable tickets of the last twelve months.
    settings : TicketSettings
    """
    tree, served = _tree(workspace), _served(workspace)
    capabilities = {
        name: (known.title, known.importance)
        for name, known in tree.by_id.items()
        if name in served
    }
    below = {name: tree.below(name) for name in capabilities}
    return coverage_of_capabilities(recent, _services(workspace), capabilities, settings, below)


def capabilities_without_service(workspace: Workspace) -> tuple[BlindCapability, ...]:
    """Capabilities for which, with all below them, no service is stated; important ones first.

    Parameters
    ----------
    workspace : Workspace
    """
    tree, served = _tree(workspace), _served(workspace)
    found = [
        BlindCapability(name, known.title, known.importance)
        for name, known in tree.by_id.items()
        if served.isdisjoint(tree.below(name))
    ]
    return tuple(sorted(found, key=lambda one: (-(one.importance or 0.0), one.id)))


def _tree(workspace: Workspace) -> CapabilityTree:
    rows = workspace.table("capabilities").to_dict("records")
    return CapabilityTree.of([capability_of(row) for row in rows])


def _services(workspace: Workspace) -> dict[str, tuple[str, ...]]:
    """Service → the capabilities that it supports."""
    services = workspace.table("services").dropna(subset=["capability"])
    return {
        str(row["id"]): listed_names(str(row["capability"])) for row in services.to_dict("records")
    }


def _served(workspace: Workspace) -> set[str]:
    return {name for names in _services(workspace).values() for name in names}
