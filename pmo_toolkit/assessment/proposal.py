"""One proposal, from its rows to its assessment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from pmo_toolkit.advice import Advice, Results, advise
from pmo_toolkit.advice.positions import possible_positions
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.shapes import RemainingResources
from pmo_toolkit.analysis.dependencies.exclusions import Valuation
from pmo_toolkit.analysis.evidence.evidence_table import EvidenceLine, evidence_table
from pmo_toolkit.analysis.money.business_case.option_inputs import OptionInputs
from pmo_toolkit.assessment.advice_inputs import advice_inputs, compared_options, days_wanted
from pmo_toolkit.assessment.capacity.portfolio import (
    OrderedStart,
    required_before,
    starts_of_sources,
)
from pmo_toolkit.assessment.capacity.remaining import remaining_resources
from pmo_toolkit.assessment.deepening import deepen
from pmo_toolkit.assessment.department_answers import (
    DepartmentAnswers,
    Stand,
    answer_evidence,
    answers_to,
    without_answered,
)
from pmo_toolkit.assessment.dependencies.hanging import with_distant_ties
from pmo_toolkit.assessment.dependencies.links import calendar_of, links_of
from pmo_toolkit.assessment.lookups.one_department import (
    advice_under_one_name,
    results_under_one_name,
)
from pmo_toolkit.assessment.lookups.queries import DEPARTMENT_NAMES, OVERLAPS
from pmo_toolkit.assessment.lookups.touched_services import services_touched
from pmo_toolkit.assessment.notes import NoteAge, notes_beside
from pmo_toolkit.assessment.prepared import Prepared
from pmo_toolkit.assessment.prepared_cache import prepare, valuation_of
from pmo_toolkit.assessment.provenance import (
    changed_settings,
    context_of,
    facts_of,
    provenance_of,
    risk_line,
)
from pmo_toolkit.assessment.reader import ProposalReader
from pmo_toolkit.assessment.result import (
    SCHEMA_VERSION,
    Assessment,
    Dependencies,
    EstimateBiases,
    HistoryEstimates,
    OutsideViews,
)
from pmo_toolkit.assessment.tickets.of_proposal import tickets_of
from pmo_toolkit.assessment.views import (
    HistoryViews,
    by_target,
    public_cost,
    uplifts,
    views_from_history,
)
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.names.departments import DepartmentNames
from pmo_toolkit.workspace import Workspace


def assess_proposal(
    workspace: Workspace | str | Path,
    proposal_id: str | None = None,
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
        What proposals share is made ready once for a `Workspace`; a path is read each time.
    proposal_id : str, optional
        Default: the first proposal whose rows have no fault.
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

    Examples
    --------
    >>> quick = Settings.of(draws=1024)
    >>> assess_proposal("sample", "P-001", as_of="2026-11-22", settings=quick)
    Assessment(P-001: do not pursue yet; confidence high)
    """
    ready = prepared or prepare(workspace, settings=settings, as_of=as_of)
    return assess_prepared(ready, ready.proposal_or_first(proposal_id), seed=seed)


#: What is called with a proposal's reader and its options once they have been compared.
OnOptions = Callable[[ProposalReader, OptionInputs], None]
#: How many times as many draws are taken where a position lies on a border, and at most how many.
_MORE_DRAWS, _MOST_DRAWS = 8, 2**19


def assess_prepared(
    prepared: Prepared,
    proposal_id: str,
    *,
    seed: int | None = None,
    on_options: OnOptions | None = None,
) -> Assessment:
    """Assess one proposal of a prepared workspace; raises as `assess_proposal` does.

    `on_options`, if given, is called with the reader and the options once they have been compared
    on the draws of the settings.
    """
    ready = prepared.with_seed(seed)
    assessment = _assess(ready, proposal_id, on_options=on_options)
    if assessment is not None:
        return assessment
    # A threshold lies within the noise of the draws: more of them may tell on which side.
    draws = min(_MORE_DRAWS * ready.settings.simulation.draws, _MOST_DRAWS)
    assessment = _assess(ready.with_draws(draws), proposal_id, on_border=True)
    assert assessment is not None
    stated = changed_settings(ready.settings)  # nobody asked for the other number of draws
    return replace(assessment, provenance=replace(assessment.provenance, settings_changed=stated))


def _assess(
    prepared: Prepared,
    proposal_id: str,
    *,
    on_border: bool = False,
    on_options: OnOptions | None = None,
) -> Assessment | None:
    """The steps in their order; what a step reads of the workspace is noted by the reader.

    None as soon as the draws do not tell the position from others, unless that is known already.
    """
    reader = prepared.reader(proposal_id)
    row = {str(name): value for name, value in reader.row().to_dict().items()}
    views = views_from_history(reader, prepared.learnt, row)
    inputs = compared_options(reader, row, views)
    if on_options is not None:
        on_options(reader, inputs)
    views = views.delivered_as(inputs.preferred_kind)

    def value_of(other: str) -> Valuation:
        return valuation_of(prepared, other, reader)

    tickets, delivery = tickets_of(reader), inputs.delivery(days_wanted(row, reader.as_of))
    found = advice_inputs(reader, row, views, inputs.compared, tickets, delivery)
    results = linked_results(reader, row, found, value_of)
    in_order = starts_in_turn(prepared, reader, inputs.preferred, results, value_of)
    resources = resources_of(reader, inputs, in_order)
    results = replace(results, resources=resources)
    if not on_border and len(possible_positions(results, reader.settings)) > 1:
        return None
    deeper = deepen(reader, row, inputs, results)
    standing = reader.standing()
    results = replace(results, open_questions=deeper.open_questions, standing=standing)
    names: DepartmentNames = reader.value(DEPARTMENT_NAMES)
    results = results_under_one_name(results, names)
    given = answers_to(reader, results)
    results = without_answered(results, given)
    notes, age = reader.own("notes"), NoteAge(reader.as_of, reader.settings.tickets.heard_days)
    advice = advise(
        results, decides=reader.config.decides, figures=reader.figures, settings=reader.settings
    )
    advice = advice_under_one_name(advice, names)
    answers = DepartmentAnswers(given, *_stands(prepared, reader, advice, results))
    assessment = Assessment(
        schema_version=SCHEMA_VERSION,
        proposal=facts_of(reader.proposal, row),
        context=context_of(reader),
        advice=advice,
        readiness=results.readiness,
        alignment=results.alignment,
        cost=results.cost,
        options=results.options,
        history=HistoryEstimates(**by_target(views.estimates)),
        outside=OutsideViews(
            **by_target(views.outside),
            public_cost=public_cost(row, results.outside_cost, reader.settings),
        ),
        bias=EstimateBiases(**by_target(views.bias)),
        uplift=uplifts(row, inputs.capital, results.readiness, reader.settings),
        business_case=deeper.business_case,
        risk=deeper.risk,
        delivery=delivery,
        assumptions=inputs.assumptions,
        open_questions=results.open_questions or deeper.open_questions,
        standing=standing,
        dependencies=Dependencies(results.requires, results.required_by, results.links),
        resources=results.resources or resources,
        overlaps=results.overlaps or reader.value(OVERLAPS, reader.proposal),
        services=services_touched(reader),
        second_opinions=reader.second_opinions(),
        risks=tuple(risk_line(risk) for _, risk in reader.own("risks").iterrows()),
        evidence=(*_evidence(reader, views, results), *answer_evidence(reader, given)),
        provenance=provenance_of(reader),
        tickets=tickets,
        notes=(),
        department_answers=answers if given else None,
        reads=reader.reads,
    )
    # Read last and only laid beside: nothing that is computed can depend on them.
    beside = () if notes.empty else notes_beside(notes, assessment.to_dict(), age)
    return replace(assessment, notes=beside) if beside else assessment


def _stands(
    prepared: Prepared, reader: ProposalReader, advice: Advice, results: Results
) -> tuple[Stand | None, Stand]:
    """Where the advice stands without the answers that fill blank cells, if any do; and with."""
    now = Stand.of(advice, results.options, results.cost)
    if (before := prepared.without_answers(reader.proposal)) is None:
        return None, now
    found = assess_prepared(before, reader.proposal)
    reader.note(found.reads.queries)
    return Stand.of(found.advice, found.options, found.cost), now


def linked_results(
    reader: ProposalReader,
    row: Mapping[str, Any],
    results: Results,
    value_of: Callable[[str], Valuation],
) -> Results:
    """The results with how the proposal hangs together with others.

    `value_of` tells the net value of a proposal.
    """
    calendar = calendar_of(row, reader.as_of, reader.settings.advice.validity_days)
    found = links_of(reader, calendar.start, value_of)
    return replace(
        results,
        requires=found.requires,
        required_by=found.required_by,
        links=with_distant_ties(reader, found.links),
        calendar=calendar,
        overlaps=reader.value(OVERLAPS, reader.proposal),
    )


def starts_in_turn(
    prepared: Prepared,
    reader: ProposalReader,
    option: str | None,
    results: Results,
    value_of: Callable[[str], Valuation],
) -> tuple[OrderedStart, ...]:
    """When an option could start after all that it requires; empty where that is nothing."""
    if option is None or not (results.requires or results.links.in_flight):
        return ()
    readers = {reader.proposal: reader}

    def source(proposal: str) -> ProposalReader:
        return readers.setdefault(proposal, prepared.reader(proposal))

    most = reader.settings.dependencies.bundle_most
    before = required_before(source, reader.proposal, lambda other: value_of(other).option, most)
    in_order = starts_of_sources((*before, (reader, option)))
    for other in readers.values():
        reader.note(other.reads.queries)
    return tuple(in_order)


def resources_of(
    reader: ProposalReader, inputs: OptionInputs, in_order: tuple[OrderedStart, ...]
) -> RemainingResources | NotAssessed:
    """Who would do the preferred option, and when it could start."""
    compared = inputs.compared
    return remaining_resources(
        reader,
        inputs.preferred,
        in_order=in_order,
        value_of_wait=None if isinstance(compared, NotAssessed) else compared.value_of_wait,
    )


def _evidence(
    reader: ProposalReader, views: HistoryViews, results: Results
) -> tuple[EvidenceLine, ...]:
    """Each claim with its source, its age and a grade."""
    outside = by_target(views.outside)
    return evidence_table(
        results.readiness,
        results.alignment,
        reader.of_options("costs"),
        reader.own("judgements", "item"),
        reader.history_without_own(),
        by_target(views.estimates),
        {name: outside[name] for name in ("cost", "effort", "duration")},
        sources=reader.sources,
        as_of=pd.Timestamp(reader.as_of),
        settings=reader.settings,
    )
