"""What the advice on one proposal is drawn from: its results before open questions are weighed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from pmo_toolkit.advice import LinkedProposal, Results
from pmo_toolkit.advice.confidence import assess_confidence
from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.evidence.alignment import assess_alignment
from pmo_toolkit.analysis.evidence.evidence_table import median_age
from pmo_toolkit.analysis.evidence.readiness import Readiness, assess_readiness
from pmo_toolkit.analysis.money.cost import (
    CostView,
    cost_from_budget,
    cost_from_history,
    cost_from_options,
)
from pmo_toolkit.analysis.money.options import ComparedOptions, compare_options
from pmo_toolkit.analysis.uncertainty.coupling import Coupling, coupling_of
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.assessment.views import HistoryViews
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.dictionary.tables import TABLES


def coupling_between_groups(reader: ProposalReader) -> Coupling | None:
    """How the proposal's correlation groups move with each other.

    None where it states nothing of that.
    """
    stated = reader.correlations()
    if stated.empty:
        return None
    return coupling_of(reader.of_options("costs"), reader.own("activities"), stated)


def compared_options(
    reader: ProposalReader, views: HistoryViews, coupling: Coupling | None
) -> ComparedOptions | NotAssessed:
    """All options on the same draws, each with what became of projects of its kind."""
    options = reader.own("options")
    by_kind = {kind: views.outside_of(kind)["cost"] for kind in options["kind"].unique()}
    return compare_options(
        options,
        reader.of_options("costs"),
        reader.own("benefits"),
        reader.own("risks"),
        {kind: view.ratios for kind, view in by_kind.items() if isinstance(view, OutsideView)},
        proposal=reader.proposal,
        coupling=coupling,
        settings=reader.settings,
    )


def preferred_kind(compared: ComparedOptions | NotAssessed) -> str | None:
    """Kind of the preferred option, such as ``"SaaS"``; None where none is preferred."""
    if isinstance(compared, NotAssessed):
        return None
    options = compared.comparison.options
    return next((option.kind for option in options if option.preferred), None)


def advice_inputs(
    reader: ProposalReader,
    row: Mapping[str, Any],
    views: HistoryViews,
    compared: ComparedOptions | NotAssessed,
) -> Results:
    """What the advice is drawn from, as far as it is known before open questions are weighed."""
    settings, outside = reader.settings, views.outside["cost"]
    effort, duration, history_cost = (
        views.estimates[target] for target in ("effort_person_hours", "duration_days", "cost")
    )
    budget = number_of(row["requested_budget"])
    cost = _cost(compared, outside, history_cost, budget, settings, reader.proposal)
    readiness = _readiness(reader, row)
    age = median_age(reader.history_without_own(), "finish_date", pd.Timestamp(reader.as_of))
    tested = next(
        (each for each in (effort, history_cost, duration) if isinstance(each, Estimate)), effort
    )
    return Results(
        readiness=readiness,
        alignment=assess_alignment(
            reader.own("proposal_goals"),
            reader.goals(),
            reader.own("proposal_capabilities"),
            reader.capabilities(),
            reader.own("benefits"),
            total_weight=reader.sum_of_goal_weights,
        ),
        cost=cost,
        options=compared.comparison if isinstance(compared, ComparedOptions) else compared,
        effort=effort,
        outside_cost=outside,
        confidence=assess_confidence(readiness, outside, tested, cost, age, settings),
        requires=_linked(reader, "from", "to"),
        required_by=_linked(reader, "to", "from"),
        department=text_of(row["department"]),
    )


def _readiness(reader: ProposalReader, row: Mapping[str, Any]) -> Readiness:
    """Which evidence is present."""
    stated, missing = _drivers(reader, row)
    return assess_readiness(
        row,
        goals=reader.own("proposal_goals"),
        capabilities=reader.own("proposal_capabilities"),
        benefits=reader.own("benefits"),
        options=reader.own("options"),
        costs=reader.of_options("costs"),
        demand=reader.of_options("demand"),
        risks=reader.own("risks"),
        drivers_stated=stated,
        drivers_missing=missing,
    )


def _cost(
    compared: ComparedOptions | NotAssessed,
    outside: OutsideView | NotAssessed,
    history: Estimate | NotAssessed,
    budget: float | None,
    settings: Settings,
    proposal: str,
) -> CostView | NotAssessed:
    """The first of: ranges of the preferred option, the budget by the outside view, the model."""
    if isinstance(compared, ComparedOptions):
        view = cost_from_options(
            compared, isinstance(outside, OutsideView), history, budget, settings
        )
        if view is not None:
            return view
    if budget and isinstance(outside, OutsideView):
        return cost_from_budget(budget, outside, history, settings, proposal)
    if isinstance(history, Estimate):
        return cost_from_history(history, budget, settings, proposal)
    if isinstance(compared, ComparedOptions):
        return NotAssessed("cost", compared.comparison.why, ReasonCode.NO_PREFERENCE)
    return NotAssessed(
        "cost",
        f"no option is stated, and from finished projects: {history.why}",
        ReasonCode.NO_OPTION,
    )


def _linked(reader: ProposalReader, own_end: str, other_end: str) -> tuple[LinkedProposal, ...]:
    """Proposals at the other end of what is required.

    Work in flight is approved already and is no condition.
    """
    required = reader.required(own_end, other_end)
    titles = reader.titles(required[other_end].astype(str))
    unstated = reader.settings.dependencies.default_strength
    return tuple(
        LinkedProposal(
            str(row[other_end]),
            titles[str(row[other_end])],
            unstated if pd.isna(row["strength"]) else float(row["strength"]),
        )
        for _, row in required.iterrows()
        if str(row[other_end]) in titles
    )


def _drivers(reader: ProposalReader, row: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Drivers that the proposal states and does not state, of those a proposal can state."""
    extra, known = reader.extra_drivers, TABLES["proposals"].columns
    possible = [name for name in reader.drivers if name in known or name in extra]
    stated = [name for name in possible if pd.notna(row.get(name))]
    return stated, [name for name in possible if name not in stated]
