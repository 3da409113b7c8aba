"""Which stated activities, correlations, weights and scores cannot be used as they stand.

Findings with their rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.rankable import weighed_differently
from pmo_toolkit.analysis.standing.scores import (
    ahp_unproved,
    criterion_of,
    read_criteria,
    read_scores,
)
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.analysis.standing.weighting.pairwise import weigh_by_pairs
from pmo_toolkit.analysis.uncertainty.coupling import coupling_of
from pmo_toolkit.analysis.uncertainty.schedule.activities import network_from_rows
from pmo_toolkit.analysis.uncertainty.schedule.network import Network
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.workspace import Workspace


def with_proposal_findings(workspace: Workspace) -> Workspace:
    """The same workspace with findings about its networks, correlations, criteria and scores added.

    Parameters
    ----------
    workspace : Workspace
        From `pmo_toolkit.read_workspace`; returned as it is where nothing is to be added.
    """
    findings = (
        *_network_findings(workspace),
        *_correlation_findings(workspace),
        *_standing_findings(workspace),
    )
    if not findings:
        return workspace
    return replace(workspace, troubles=(*workspace.troubles, *findings))


def _network_findings(workspace: Workspace) -> Iterator[Trouble]:
    """One finding for each network that cannot be used, at one of the rows that it names."""
    if not {"activities", "proposals"} <= set(workspace.tables):
        return
    options = workspace.table("options")
    for proposal, rows in workspace.table("activities").groupby("proposal", sort=False):
        reported = set()
        own = options.loc[options["proposal"] == proposal, "id"] if len(options) else ("",)
        for option in own:
            network = network_from_rows(rows, option=str(option))
            if isinstance(network, Network) or network.code is ReasonCode.NO_ROWS:
                continue
            if (network.code, network.names) not in reported:
                reported.add((network.code, network.names))
                yield _network_finding(workspace, str(proposal), network)


def _network_finding(workspace: Workspace, proposal: str, reason: NotAssessed) -> Trouble:
    order_wrong = reason.code in (ReasonCode.CYCLE, ReasonCode.UNKNOWN_PREDECESSOR)
    expected = None
    if reason.code is ReasonCode.CYCLE:
        expected = "an order in which every activity waits for earlier ones only"
    return _finding(
        workspace,
        "activities",
        reason.rows[-1 if reason.code is ReasonCode.NAMED_TWICE else 0],
        "predecessors" if order_wrong else "activity",
        f"the activities of {proposal} cannot be used: {reason.why}",
        proposal=proposal,
        expected=expected,
        next_step="Mend these rows; until then the time of this proposal is not simulated.",
    )


def _correlation_findings(workspace: Workspace) -> Iterator[Trouble]:
    """One finding for each proposal whose correlations cannot hold together.

    It points to the row that changes most.
    """
    if "correlations" not in workspace.tables:
        return
    costs, activities = workspace.table("costs"), workspace.table("activities")
    owner = workspace.table("options").set_index("id")["proposal"]
    owners = costs["option"].map(owner)
    for proposal, rows in workspace.table("correlations").groupby("proposal", sort=False):
        coupling = coupling_of(
            costs[owners == proposal], activities[activities["proposal"] == proposal], rows
        )
        if coupling.finding is None:
            continue
        row, found, example = int(rows["_row"].iloc[0]), None, ""
        if coupling.repaired:
            row, _, stated, used = coupling.repaired[0]
            found, example = f"{stated:g}", f", such as {used:.2f} here"
        yield _finding(
            workspace,
            "correlations",
            row,
            "correlation",
            coupling.finding.removesuffix("."),
            proposal=str(proposal),
            found=found,
            expected=f"correlations that can hold together{example}",
            next_step=(
                "Ask again how these move together; until then the nearest possible correlations"
                " are used."
            ),
        )


def _standing_findings(workspace: Workspace) -> Iterator[Trouble]:
    """Findings about criteria, their weights and comparisons, and the scores."""
    if "criteria" not in workspace.tables:
        return
    table = workspace.table("criteria")
    yield from _unusable_criteria(workspace, table)
    criteria = read_criteria(table)
    if isinstance(criteria, NotAssessed):
        if criteria.code is ReasonCode.ZERO_WEIGHTS:
            yield _finding(
                workspace,
                "criteria",
                int(table["_row"].iloc[0]),
                "weight",
                criteria.why,
                found="0 in every row",
                expected="a weight above 0 in at least one row",
                next_step="State what each criterion counts; until then no standing is assessed.",
            )
        return
    yield from _weight_findings(workspace, table, criteria)
    if "judgements" in workspace.tables:
        for remark in read_scores(workspace.table("judgements"), criteria).remarks:
            yield _finding(
                workspace,
                "judgements",
                remark.row,
                remark.column,
                remark.what,
                proposal=remark.item,
                next_step="Mend or remove this row.",
            )


def _unusable_criteria(workspace: Workspace, table: pd.DataFrame) -> Iterator[Trouble]:
    for row in table.to_dict("records"):
        criterion = criterion_of(row)
        if isinstance(criterion, NotAssessed):
            yield _finding(
                workspace,
                "criteria",
                int(row["_row"]),
                "id",
                criterion.why,
                expected="direction up or down, and a scale from a lower to a higher number",
                next_step="Mend this row; until then no standing is assessed.",
            )


def _weight_findings(
    workspace: Workspace, table: pd.DataFrame, criteria: Sequence[Criterion]
) -> Iterator[Trouble]:
    weights = weigh_by_pairs(
        criteria, workspace.table("comparisons"), [int(row) for row in table["_row"]]
    )
    for remark in weights.remarks:
        yield _finding(
            workspace,
            remark.table,
            remark.row,
            remark.column,
            remark.what,
            found=remark.found,
            expected=remark.expected,
            next_step=remark.next_step,
        )
    unproved = ahp_unproved(criteria)
    if unproved is not None and weights.weighing is None and not workspace.has("comparisons"):
        yield _finding(
            workspace,
            "criteria",
            int(table.loc[table["weight_method"] == "AHP", "_row"].iloc[0]),
            "weight_method",
            unproved,
            next_step=(
                "Put the comparisons into the table comparisons: weights and ratio then come from"
                " them."
            ),
        )
    mixed = weighed_differently(criteria)
    if mixed is not None and not workspace.has("comparisons"):
        row = int(table.loc[table["weight_method"].notna(), "_row"].iloc[0])
        yield _finding(
            workspace,
            "criteria",
            row,
            "weight_method",
            mixed,
            next_step="Weigh every criterion by the same method and write it in every row.",
        )


def _finding(
    workspace: Workspace,
    table: str,
    row: int,
    column: str,
    what: str,
    *,
    next_step: str,
    found: str | None = None,
    expected: str | None = None,
    proposal: str | None = None,
) -> Trouble:
    return Trouble(
        grade=Grade.FINDING,
        table=table,
        row=row,
        column=column,
        what=what,
        found=found,
        expected=expected,
        next_step=next_step,
        proposal=proposal,
        file=workspace.sources[table].label,
    )
