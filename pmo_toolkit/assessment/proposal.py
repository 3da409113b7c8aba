"""One proposal, from its rows to its assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import pandas as pd

from pmo_toolkit.advice import Linked, Results, advise
from pmo_toolkit.advice.confidence import assess_confidence
from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.public_reference import public_outside_view
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.evidence.alignment import assess_alignment
from pmo_toolkit.analysis.evidence.evidence_table import evidence_table, median_age
from pmo_toolkit.analysis.evidence.readiness import assess_readiness
from pmo_toolkit.analysis.money.cost import (
    CostView,
    cost_from_budget,
    cost_from_history,
    cost_from_options,
)
from pmo_toolkit.analysis.money.options import Compared, RiskLine, compare_options
from pmo_toolkit.analysis.money.uplift import optimism_uplift
from pmo_toolkit.analysis.standing import ProposalStanding
from pmo_toolkit.assessment.deepening import deepen
from pmo_toolkit.assessment.inputs import OF_OPTIONS, OWNED
from pmo_toolkit.assessment.notes import notes_beside
from pmo_toolkit.assessment.prepared import Prepared, prepare
from pmo_toolkit.assessment.provenance import context_of, provenance_of
from pmo_toolkit.assessment.result import SCHEMA_VERSION, Assessment, ProposalFacts
from pmo_toolkit.assessment.views import views_from_history
from pmo_toolkit.core.errors import ProposalError, UsageError
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import TABLES


def assess_proposal(
    workspace: Workspace | str | Path,
    proposal_id: str,
    *,
    settings: Settings | None = None,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    prepared: Prepared | None = None,
) -> Assessment:
    """Assess one proposal.

    Parameters
    ----------
    workspace : Workspace or path
    proposal_id : str
    settings : Settings, optional
        Instead of the workspace's own.
    seed : int, optional
        Instead of the settings' seed.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.
    prepared : Prepared, optional
        From `prepare`, when several proposals of one workspace are assessed; the other inputs are
        then not read.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    ProposalError
        If the proposal has a row fault.
    UsageError
        If there is no such proposal.
    """
    ready = prepared or prepare(workspace, settings=settings, as_of=as_of)
    return assess_prepared(ready, proposal_id, seed=seed)


def assess_prepared(prepared: Prepared, proposal_id: str, *, seed: int | None = None) -> Assessment:
    """Assess one proposal of a prepared workspace; raises as `assess_proposal` does."""
    workspace = prepared.workspace
    settings = (
        prepared.settings if seed is None else prepared.settings.with_overrides({"seed": seed})
    )
    facts = proposal_row(workspace, proposal_id)
    row: dict[str, Any] = {str(name): value for name, value in facts.to_dict().items()}
    title = str(row["title"])
    own = {table: prepared.rows(table, proposal_id) for table in (*OWNED, *OF_OPTIONS)}
    budget = number_of(row["requested_budget"])
    department, project_class = text_of(row["department"]), text_of(row["class"])
    views = views_from_history(prepared, proposal_id, row, settings)
    effort, duration, history_cost = (
        views.estimates[each] for each in ("effort_person_hours", "duration_days", "cost")
    )
    outside_cost = views.outside["cost"]
    compared = compare_options(
        own["options"],
        own["costs"],
        own["benefits"],
        own["risks"],
        outside_cost.ratios if isinstance(outside_cost, OutsideView) else (),
        proposal=proposal_id,
        coupling=prepared.coupling(proposal_id),
        settings=settings,
    )
    cost = _cost(compared, outside_cost, history_cost, budget, settings, proposal_id)
    alignment = assess_alignment(
        own["proposal_goals"],
        workspace.table("goals"),
        own["proposal_capabilities"],
        workspace.table("capabilities"),
        own["benefits"],
    )
    stated, missing = _drivers(workspace, row)
    readiness = assess_readiness(
        row,
        goals=own["proposal_goals"],
        capabilities=own["proposal_capabilities"],
        benefits=own["benefits"],
        options=own["options"],
        costs=own["costs"],
        demand=own["demand"],
        risks=own["risks"],
        drivers_stated=stated,
        drivers_missing=missing,
    )
    as_of = pd.Timestamp(prepared.as_of)
    history = prepared.history_without(proposal_id)
    age = median_age(history, "finish_date", as_of)
    tested = next(
        (each for each in (effort, history_cost, duration) if isinstance(each, Estimate)), effort
    )
    results = Results(
        readiness=readiness,
        alignment=alignment,
        cost=cost,
        options=compared.comparison if isinstance(compared, Compared) else compared,
        effort=effort,
        outside_cost=outside_cost,
        confidence=assess_confidence(readiness, outside_cost, tested, cost, age, settings),
        requires=_linked(own["dependencies"], "to", workspace),
        required_by=_linked(prepared.rows("dependents", proposal_id), "from", workspace),
        department=department,
    )
    standing = _standing(prepared, proposal_id, settings)
    deeper = deepen(prepared, proposal_id, row, compared, results, settings)
    results = replace(results, open_questions=deeper.open_questions, standing=standing)
    evidence = evidence_table(
        readiness,
        alignment,
        own["costs"],
        own["judgements"],
        history,
        {"effort": effort, "duration": duration, "cost": history_cost},
        {
            "cost": outside_cost,
            "effort": views.outside["effort_person_hours"],
            "duration": views.outside["duration_days"],
        },
        sources={table: source.label for table, source in workspace.sources.items()},
        as_of=as_of,
        settings=settings,
    )
    assessment = Assessment(
        schema_version=SCHEMA_VERSION,
        proposal=ProposalFacts(
            id=proposal_id,
            title=title,
            department=department,
            sponsor_role=text_of(row["sponsor_role"]),
            stage=text_of(row["stage"]),
            project_class=project_class,
            need=text_of(row["need"]),
            description=text_of(row["description"]),
            risk_of_not_doing=text_of(row["risk_of_not_doing"]),
            start_window=text_of(row["start_window"]),
            wanted_finish=text_of(row["wanted_finish"]),
            requested_budget=budget,
        ),
        context=context_of(prepared, settings),
        advice=advise(
            results, decides=workspace.config.decides, figures=prepared.figures, settings=settings
        ),
        readiness=readiness,
        alignment=alignment,
        cost=cost,
        options=results.options,
        effort=effort,
        duration=duration,
        history_cost=history_cost,
        outside_cost=outside_cost,
        outside_effort=views.outside["effort_person_hours"],
        outside_duration=views.outside["duration_days"],
        bias_effort=views.bias["effort_person_hours"],
        bias_duration=views.bias["duration_days"],
        bias_cost=views.bias["cost"],
        uplift_cost=optimism_uplift(
            "capital_cost", budget, "the requested budget", settings, readiness
        ),
        uplift_duration=optimism_uplift(
            "duration_days",
            number_of(row["estimate_duration_days"]),
            "the duration that the proposal expects",
            settings,
            readiness,
        ),
        public_cost=public_outside_view(
            budget, "the requested budget" if budget else None, outside_cost, settings
        ),
        business_case=deeper.business_case,
        risk=deeper.risk,
        open_questions=deeper.open_questions,
        standing=standing,
        requires=results.requires,
        required_by=results.required_by,
        second_opinions=prepared.second_opinions[proposal_id],
        risks=tuple(_risk(each) for _, each in own["risks"].iterrows()),
        evidence=evidence,
        provenance=provenance_of(prepared, proposal_id, settings),
        notes=(),
    )
    # Read last and only laid beside: nothing that is computed can depend on them.
    return (
        assessment
        if own["notes"].empty
        else replace(assessment, notes=notes_beside(own["notes"], assessment.to_dict()))
    )


def _cost(
    compared: Compared | NotAssessed,
    outside: OutsideView | NotAssessed,
    history: Estimate | NotAssessed,
    budget: float | None,
    settings: Settings,
    proposal: str,
) -> CostView | NotAssessed:
    """The first of: ranges of the preferred option, the budget in the light of the outside view, the model."""
    if isinstance(compared, Compared):
        view = cost_from_options(
            compared, isinstance(outside, OutsideView), history, budget, settings
        )
        if view is not None:
            return view
    if budget and isinstance(outside, OutsideView):
        return cost_from_budget(budget, outside, history, settings, proposal)
    if isinstance(history, Estimate):
        return cost_from_history(history, budget, settings, proposal)
    if isinstance(compared, Compared):
        return NotAssessed("cost", compared.comparison.why, ReasonCode.NO_PREFERENCE)
    return NotAssessed(
        "cost",
        f"no option is stated, and from finished projects: {history.why}",
        ReasonCode.NO_OPTION,
    )


def _standing(
    prepared: Prepared, proposal_id: str, settings: Settings
) -> ProposalStanding | NotAssessed:
    among = prepared.standing(settings)
    return among if isinstance(among, NotAssessed) else among.of(proposal_id)


def _linked(dependencies: pd.DataFrame, end: str, workspace: Workspace) -> tuple[Linked, ...]:
    """Proposals at the other `end` of what is required.

    Work in flight is approved already and is no condition.
    """
    titles = workspace.table("proposals").set_index("id")["title"]
    hard = dependencies[(dependencies["type"] == "requires") & dependencies[end].isin(titles.index)]
    return tuple(
        Linked(
            str(row[end]),
            str(titles[row[end]]),
            (
                workspace.settings.dependencies.default_strength
                if pd.isna(row["strength"])
                else float(row["strength"])
            ),
        )
        for _, row in hard.iterrows()
    )


def _drivers(workspace: Workspace, row: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Drivers that the proposal states and does not state, of those a proposal can state."""
    possible = [
        name
        for name in workspace.drivers
        if name in TABLES["proposals"].columns or name in workspace.extra_drivers
    ]
    stated = [name for name in possible if pd.notna(row.get(name))]
    return stated, [name for name in possible if name not in stated]


def _risk(row: pd.Series) -> RiskLine:
    def three(prefix: str) -> tuple[float, float, float] | None:
        values = [number_of(row[f"{prefix}_{end}"]) for end in ("low", "mode", "high")]
        return (
            None
            if any(value is None for value in values)
            else (values[0] or 0.0, values[1] or 0.0, values[2] or 0.0)
        )

    return RiskLine(
        title=text_of(row["title"]) or "risk without a title",
        probability=number_of(row["probability"]),
        impact_money=three("impact_money"),
        impact_days=three("impact_days"),
        origin=text_of(row["origin"]),
    )


def proposal_row(workspace: Workspace, proposal_id: str) -> pd.Series:
    """The proposal's row; an error that helps where it has a row fault or does not exist."""
    if proposal_id in workspace.failed:
        raise ProposalError(proposal_id, workspace.failed[proposal_id])
    proposals = workspace.table("proposals")
    match = proposals[proposals["id"] == proposal_id]
    if match.empty:
        near = get_close_matches(proposal_id, list(workspace.proposal_ids), n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise UsageError(f"the workspace {workspace.name} holds no proposal {proposal_id!r}{hint}")
    return match.iloc[0]
