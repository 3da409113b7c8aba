"""Which stated activities, correlations, weights and scores cannot be used as they stand.

Findings with their rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.judged import (
    ahp_unproved,
    criterion_of,
    read_criteria,
    read_judged,
)
from pmo_toolkit.analysis.standing.pairwise import weigh_by_pairs
from pmo_toolkit.analysis.uncertainty.activities import network_from_rows
from pmo_toolkit.analysis.uncertainty.coupling import coupling_of
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.workspace import Workspace


def with_proposal_findings(workspace: Workspace) -> Workspace:
    """The same workspace with findings about its networks, correlations, criteria and scores added.

    Parameters
    ----------
    workspace : Workspace
        From `pmo_toolkit.read_workspace`; returned as it is where nothing is to be added.
    """
    found = (*_networks(workspace), *_correlations(workspace), *_standing(workspace))
    return replace(workspace, troubles=(*workspace.troubles, *found)) if found else workspace


def _networks(workspace: Workspace) -> Iterator[Trouble]:
    """One finding for each network that cannot be used, at the first of the rows that it names."""
    if not {"activities", "proposals"} <= set(workspace.tables):
        return
    options = workspace.table("options")
    for proposal, rows in workspace.table("activities").groupby("proposal", sort=False):
        told = set()
        for option in options.loc[options["proposal"] == proposal, "id"] if len(options) else ("",):
            made = network_from_rows(rows, option=str(option))
            own = rows[rows["option"].isna() | (rows["option"] == option)]
            if not isinstance(made, NotAssessed) or own.empty or made.why in told:
                continue
            told.add(made.why)
            named = own[[f"“{str(name).strip()}”" in made.why for name in own["activity"]]]
            circle = "circle" in made.why
            yield _finding(
                workspace,
                "activities",
                int((named if len(named) else own)["_row"].iloc[-1 if "twice" in made.why else 0]),
                "predecessors" if circle or "waits for" in made.why else "activity",
                f"the activities of {proposal} cannot be used: {made.why}",
                proposal=str(proposal),
                expected=(
                    "an order in which every activity waits for earlier ones only"
                    if circle
                    else None
                ),
                next_step="Mend these rows; until then the time of this proposal is not simulated.",
            )


def _correlations(workspace: Workspace) -> Iterator[Trouble]:
    """One finding for each proposal whose correlations cannot hold together, at the row that changes most."""
    if "correlations" not in workspace.tables:
        return
    costs, activities = workspace.table("costs"), workspace.table("activities")
    owner = workspace.table("options").set_index("id")["proposal"]
    owners = costs["option"].map(owner)
    for proposal, rows in workspace.table("correlations").groupby("proposal", sort=False):
        made = coupling_of(
            costs[owners == proposal], activities[activities["proposal"] == proposal], rows
        )
        if made.finding is None:
            continue
        changed = made.repaired
        row = changed[0][0] if changed else int(rows["_row"].iloc[0])
        yield _finding(
            workspace,
            "correlations",
            row,
            "correlation",
            made.finding.removesuffix("."),
            proposal=str(proposal),
            found=f"{changed[0][2]:g}" if changed else None,
            expected="correlations that can hold together"
            + (f", such as {changed[0][3]:.2f} here" if changed else ""),
            next_step=(
                "Ask again how these move together; until then the nearest possible correlations"
                " are used."
            ),
        )


def _standing(workspace: Workspace) -> Iterator[Trouble]:
    if "criteria" not in workspace.tables:
        return
    table = workspace.table("criteria")
    for row in table.to_dict("records"):
        made = criterion_of(row)
        if isinstance(made, str):
            yield _finding(
                workspace,
                "criteria",
                int(row["_row"]),
                "id",
                made,
                expected="direction up or down, and a scale from a lower to a higher number",
                next_step="Mend this row; until then no standing is assessed.",
            )
    criteria = read_criteria(table)
    if isinstance(criteria, NotAssessed):
        if len(table) and (pd.to_numeric(table["weight"]) == 0).all():
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
    paired = weigh_by_pairs(
        criteria, workspace.table("comparisons"), [int(row) for row in table["_row"]]
    )
    for each in paired.remarks:
        yield _finding(
            workspace,
            each.table,
            each.row,
            each.column,
            each.what,
            found=each.found,
            expected=each.expected,
            next_step=each.next_step,
        )
    unproved = ahp_unproved(criteria)
    if unproved is not None and paired.weighing is None and not workspace.has("comparisons"):
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
    if "judgements" in workspace.tables:
        for remark in read_judged(workspace.table("judgements"), criteria).remarks:
            yield _finding(
                workspace,
                "judgements",
                remark.row,
                remark.column,
                remark.what,
                proposal=remark.item,
                next_step="Mend or remove this row.",
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
