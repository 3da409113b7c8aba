"""What the advice on one proposal is drawn from: its results before open questions are weighed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from pmo_toolkit.advice import Results
from pmo_toolkit.advice.confidence import assess_confidence
from pmo_toolkit.advice.links import named
from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.dates import first_day_to_come
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.others_spread import ratios_of_others
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.evidence.alignment import Alignment, assess_alignment
from pmo_toolkit.analysis.evidence.doubts import expected_end
from pmo_toolkit.analysis.evidence.evidence_table import median_age
from pmo_toolkit.analysis.evidence.premortem import premortem_question
from pmo_toolkit.analysis.evidence.readiness import Readiness, assess_readiness
from pmo_toolkit.analysis.evidence.unit_questions import unit_questions
from pmo_toolkit.analysis.money.business_case.option_inputs import OptionInputs, option_inputs
from pmo_toolkit.analysis.money.business_case.waiting import WaitForPeople, wait_for_people
from pmo_toolkit.analysis.money.cost import (
    CostView,
    cost_from_budget,
    cost_from_history,
    cost_from_options,
)
from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.analysis.money.stated.typical_risks import TypicalRisks
from pmo_toolkit.analysis.tickets.relief import ProposalTickets
from pmo_toolkit.analysis.uncertainty.cost_lines import group_names
from pmo_toolkit.analysis.uncertainty.coupling import Coupling, coupling_of
from pmo_toolkit.analysis.uncertainty.delivery import DeliveryEvidence
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.assessment.capacity.waits import option_waits
from pmo_toolkit.assessment.dependencies.links import not_before_days
from pmo_toolkit.assessment.lookups.queries import UNIT_DOUBTS
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.assessment.tickets.of_proposal import grade_beside_tickets
from pmo_toolkit.assessment.views import HistoryViews
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.dictionary.tables import TABLES


def compared_options(
    reader: ProposalReader, row: Mapping[str, Any], views: HistoryViews
) -> OptionInputs:
    """All options on the same draws, with what they are compared from."""
    typical = typical_risks(reader, views)
    return compared_as(
        reader,
        ratios=cost_ratios(reader.own("options"), views),
        typical=typical,
        evidence=delivery_evidence(reader, row, views, typical),
    )


def compared_as(
    reader: ProposalReader,
    *,
    ratios: Mapping[str, tuple[float, ...]],
    typical: TypicalRisks,
    evidence: DeliveryEvidence,
) -> OptionInputs:
    """The same, where it is known already what finished projects and other proposals say.

    Parameters
    ----------
    reader : ProposalReader
    ratios : mapping of str
        As `cost_ratios` gives them.
    typical : TypicalRisks
    evidence : DeliveryEvidence
        How long the work takes, beside the activities.
    """
    costs, activities = reader.of_options("costs"), reader.own("activities")
    return option_inputs(
        reader.own("options"),
        costs,
        reader.own("benefits"),
        reader.own("risks"),
        activities,
        ratios=ratios,
        typical=typical,
        evidence=evidence,
        proposal=reader.proposal,
        coupling=_coupling(reader, costs, activities),
        settings=reader.settings,
    )


def days_wanted(row: Mapping[str, Any], as_of: dt.date) -> float | None:
    """Days from the first day on which work could begin to the last on which it may end.

    Nought where that has passed by then. Periods as ``first/last``.
    """
    start, finish = text_of(row["start_window"]), text_of(row["wanted_finish"])
    if start is None or finish is None:
        return None
    first = pd.Timestamp(start.split("/", maxsplit=1)[0])
    last = pd.Timestamp(finish.rsplit("/", maxsplit=1)[-1])
    if last < first:
        return None
    begins = pd.Timestamp(first_day_to_come(start, as_of) or first)
    return float(max((last - begins).days + 1, 0))


def _coupling(reader: ProposalReader, costs: pd.DataFrame, activities: pd.DataFrame) -> Coupling:
    """How the proposal's correlation groups move with each other, as it states or not at all."""
    stated = reader.correlations()
    if stated.empty:
        return Coupling(group_names(costs, activities))
    return coupling_of(costs, activities, stated)


def delivery_evidence(
    reader: ProposalReader, row: Mapping[str, Any], views: HistoryViews, typical: TypicalRisks
) -> DeliveryEvidence:
    """How long the work takes by all that is known beside its activities."""
    # a start that nobody states is no later than today: the longest wait counts
    window = text_of(row["start_window"])
    start = first_day_to_come(window, reader.as_of) or reader.as_of.isoformat()
    waits, wait_gap = option_waits(reader, reader.own("options"))
    model, outside = views.estimates["duration_days"], views.outside["duration_days"]
    return DeliveryEvidence(
        history=model.curve if isinstance(model, Estimate) else None,
        ratios=outside.ratios if isinstance(outside, OutsideView) else (),
        estimate=number_of(row["estimate_duration_days"]),
        typical=typical.days,
        not_before=not_before_days(reader, start) or 0.0,
        waits=waits,
        wait_gap=wait_gap,
    )


def cost_ratios(options: pd.DataFrame, views: HistoryViews) -> dict[str, tuple[float, ...]]:
    """What became of the cost of projects of each option's kind.

    Where the house cannot tell, others' projects say how far estimates spread: knowing less never
    makes the cost surer.
    """
    by_kind = {str(kind): views.outside_of(kind)["cost"] for kind in options["kind"].unique()}
    return {
        kind: view.ratios if isinstance(view, OutsideView) else ratios_of_others()
        for kind, view in by_kind.items()
    }


def typical_risks(reader: ProposalReader, views: HistoryViews) -> TypicalRisks:
    """What a usual register adds; the level of cost holds it only where it is the house's own."""
    typical = reader.typical_risks()
    known = isinstance(views.outside["cost"], OutsideView)
    return replace(typical, money=replace(typical.money, in_level=known))


def _unknown_labels(history: pd.DataFrame, row: Mapping[str, Any]) -> tuple[str, ...]:
    """Department and class of the proposal that no finished project bears, though others do."""
    labels = []
    for column in ("department", "class"):
        own = text_of(row.get(column))
        borne = set(history[column].dropna()) if column in history else set()
        if own is not None and borne and own not in borne:
            labels.append(f"{column} {own}")
    return tuple(labels)


def advice_inputs(
    reader: ProposalReader,
    row: Mapping[str, Any],
    views: HistoryViews,
    compared: ComparedOptions | NotAssessed,
    tickets: ProposalTickets | None,
    delivery: Delivery | NotAssessed,
) -> Results:
    """What the advice is drawn from, as far as it is known before open questions are weighed."""
    settings, outside = reader.settings, views.outside["cost"]
    effort, duration, history_cost = (
        views.estimates[target] for target in ("effort_person_hours", "duration_days", "cost")
    )
    budget = number_of(row["requested_budget"])
    covers = text_of(row.get("requested_budget_covers"))
    cost = _cost(compared, outside, history_cost, (budget, covers), settings, reader.proposal)
    readiness = _readiness(reader, row)
    age = median_age(reader.history_without_own(), "finish_date", pd.Timestamp(reader.as_of))
    tested = next(
        (each for each in (effort, history_cost, duration) if isinstance(each, Estimate)), effort
    )
    alignment = _alignment(reader, row, delivery)
    return Results(
        readiness=readiness,
        alignment=alignment,
        cost=cost,
        options=compared.comparison if isinstance(compared, ComparedOptions) else compared,
        effort=effort,
        outside_cost=outside,
        confidence=assess_confidence(
            readiness,
            outside,
            tested,
            cost,
            age,
            settings,
            figures=reader.figures,
            unknown_labels=_unknown_labels(reader.history_without_own(), row),
            beside_tickets=grade_beside_tickets(reader, tickets),
            goals=alignment.goals,
        ),
        department=text_of(row["department"]),
        table_questions=(
            *unit_questions(reader.value(UNIT_DOUBTS, reader.proposal), text_of(row["department"])),
            *premortem_question(reader.own("risks"), text_of(row["department"])),
        ),
        stage=text_of(row["stage"]),
        name=named(reader.proposal, text_of(row["title"])),
        wait_for_people=_wait_for_people(compared),
    )


def _alignment(
    reader: ProposalReader, row: Mapping[str, Any], delivery: Delivery | NotAssessed
) -> Alignment:
    """Goals, capabilities and benefits; a goal that is due before the work ends is doubted."""
    start = first_day_to_come(text_of(row["start_window"]), reader.as_of)
    return assess_alignment(
        reader.own("proposal_goals"),
        reader.goals(),
        reader.own("proposal_capabilities"),
        reader.capabilities(),
        reader.own("benefits"),
        total_weight=reader.sum_of_goal_weights,
        as_of=reader.as_of,
        end=expected_end(dt.date.fromisoformat(start) if start else reader.as_of, delivery),
    )


def _wait_for_people(compared: ComparedOptions | NotAssessed) -> WaitForPeople | None:
    """What it costs that the preferred option waits for people."""
    if isinstance(compared, NotAssessed):
        return None
    value = compared.values.get(compared.comparison.preferred or "")
    return wait_for_people(value, compared.if_free)


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
    asked: tuple[float | None, str | None],
    settings: Settings,
    proposal: str,
) -> CostView | NotAssessed:
    """The first of: ranges of the preferred option, the budget by the outside view, the model.

    `asked` is the budget, and what it covers.
    """
    budget, covers = asked
    if isinstance(compared, ComparedOptions):
        view = cost_from_options(
            compared, isinstance(outside, OutsideView), history, budget, settings, covers=covers
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


def _drivers(reader: ProposalReader, row: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """Drivers that the proposal states and does not state, of those a proposal can state."""
    extra, known = reader.extra_drivers, TABLES["proposals"].columns
    possible = [name for name in reader.drivers if name in known or name in extra]
    stated = [name for name in possible if pd.notna(row.get(name))]
    return stated, [name for name in possible if name not in stated]
