"""A workspace's tables as capabilities, services, options that touch them, and proposals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.capability.shapes import (
    Capability,
    ProposedChange,
    Service,
    ServiceMonth,
)
from pmo_toolkit.analysis.capability.tree import CapabilityTree
from pmo_toolkit.assessment.lookups.service_rows import capability_of, service_months, service_of
from pmo_toolkit.workspace import Workspace


def goals_in(workspace: Workspace) -> dict[str, str]:
    """Goal → title, those of most weight first."""
    rows = workspace.table("goals").to_dict("records")
    weights = {str(row["id"]): number_of(row["weight"]) or 0.0 for row in rows}
    titles = {str(row["id"]): text_of(row["title"]) or str(row["id"]) for row in rows}
    return {name: titles[name] for name in sorted(titles, key=lambda own: (-weights[own], own))}


def capabilities_in(workspace: Workspace) -> tuple[Capability, ...]:
    """Rows of ``capabilities``."""
    return tuple(capability_of(row) for row in workspace.table("capabilities").to_dict("records"))


def services_in(workspace: Workspace) -> tuple[Service, ...]:
    """Rows of ``services``."""
    return tuple(service_of(row) for row in workspace.table("services").to_dict("records"))


def service_months_in(
    workspace: Workspace, as_of: dt.date
) -> tuple[dict[str, tuple[ServiceMonth, ...]], int]:
    """Service → its rows of ``service_costs``, and how many are of months that have not ended."""
    return service_months(workspace.table("service_costs"), as_of)


def terms_of_options(workspace: Workspace) -> dict[str, int]:
    """Option → months over which its cost is counted, where that is stated."""
    rows = workspace.table("options").to_dict("records")
    return {
        str(row["id"]): int(term)
        for row in rows
        if (term := number_of(row["term_months"])) is not None
    }


def proposals_in(workspace: Workspace) -> tuple[ProposedChange, ...]:
    """Proposals whose rows have no fault, with the goals and capabilities that they name."""
    goals = _by_proposal(workspace.table("proposal_goals"), "goal")
    capabilities = _by_proposal(workspace.table("proposal_capabilities"), "capability")
    return tuple(
        ProposedChange(
            str(row["id"]),
            text_of(row["title"]) or str(row["id"]),
            text_of(row["department"]),
            number_of(row["requested_budget"]),
            goals.get(str(row["id"]), ()),
            capabilities.get(str(row["id"]), ()),
        )
        for row in workspace.table("proposals").to_dict("records")
        if str(row["id"]) not in workspace.failed
    )


def proposals_below(
    tree: CapabilityTree, proposals: Sequence[ProposedChange]
) -> dict[str, tuple[str, ...]]:
    """Capability → proposals that name it or anything below it."""
    found: dict[str, dict[str, None]] = {}
    for proposal in proposals:
        for name in proposal.capabilities:
            if name in tree.by_id:
                for near in (name, *tree.above(name)):
                    found.setdefault(near, {})[proposal.id] = None
    return {name: tuple(own) for name, own in found.items()}


def role_hours_in(workspace: Workspace) -> list[tuple[str, float]]:
    """Role and stated contract hours of each month."""
    return [
        (str(row["role"]), hours)
        for row in workspace.table("capacity").to_dict("records")
        if text_of(row["role"]) and (hours := number_of(row["gross_hours"])) is not None
    ]


def _by_proposal(rows: pd.DataFrame, column: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in rows.to_dict("records"):
        found.setdefault(str(row["proposal"]), {})[str(row[column])] = None
    return {name: tuple(own) for name, own in found.items()}
