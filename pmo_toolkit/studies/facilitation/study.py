"""All proposals of a workspace together: ties, overlaps, people who are left, starts, a plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.evidence.stakeholders import order_of_asking
from pmo_toolkit.assessment import Assessment, Prepared, assess_prepared, prepare
from pmo_toolkit.assessment.capacity.portfolio import starts_in_order
from pmo_toolkit.assessment.capacity.together import loads_together
from pmo_toolkit.assessment.proposal import OnOptions
from pmo_toolkit.core.errors import ProposalError, UsageError
from pmo_toolkit.core.progress import shown_progress
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.assessments.finished_assessments import known_assessments
from pmo_toolkit.studies.dependencies import study_dependencies
from pmo_toolkit.studies.facilitation.contradictions import cannot_begin
from pmo_toolkit.studies.facilitation.opportunities import SUPPOSES_A_START, opportunities_of
from pmo_toolkit.studies.facilitation.plan import plan_of
from pmo_toolkit.studies.facilitation.questions import (
    Departments,
    FirstSteps,
    clash_questions,
    distinct,
    overlap_questions,
    still_asked,
)
from pmo_toolkit.studies.facilitation.result import AdvisedProposal, Facilitation, PlacedStart
from pmo_toolkit.studies.flow.hand_over_calendar import hand_over_calendar
from pmo_toolkit.studies.flow.study import study_flow
from pmo_toolkit.studies.overlaps import study_overlaps
from pmo_toolkit.workspace import Workspace

Assessments = Mapping[str, Assessment]


def study_facilitation(
    workspace: Workspace | str | Path,
    *,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
    assessments: Assessments | str | Path | None = None,
) -> Facilitation:
    """Bring all proposals of a workspace together.

    Takes about half a second a proposal, for its assessment, and a few seconds for the rest.

    Parameters
    ----------
    workspace : Workspace or path
    seed : int, optional
        Instead of the settings' seed.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today.
    settings : Settings, optional
        Instead of the workspace's own.
    assessments : mapping of str to Assessment or path, optional
        Proposals that have been assessed already, with the same seed, day and settings, or the
        folder of a finished ``pmo assess``; the others are assessed here.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If the workspace holds no proposal that can be assessed, or an assessment is of none of its
        proposals.

    Examples
    --------
    >>> facilitation = study_facilitation("sample")  # doctest: +SKIP
    >>> facilitation.summary()  # doctest: +SKIP
    """
    ready = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
    assessed, failed = assess_all(ready, known_assessments(ready, assessments))
    if not assessed:
        raise UsageError(
            f"the workspace {ready.workspace.name} holds no proposal that can be assessed; pmo"
            " check says why"
        )
    proposals = order_of_advice(assessed)
    read = ready.workspace
    dependencies = study_dependencies(
        read, seed=ready.settings.seed, as_of=ready.as_of, settings=ready.settings
    )
    overlaps = study_overlaps(read, settings=ready.settings, known=ready.answers.compared)
    schedule, supposed = plan_of(ready, proposals, assessed, failed)
    unsettled = cannot_begin(dependencies, ready.settings.scheduling.binds_from)
    starts = _starts(ready, proposals, assessed, unsettled)
    advised = [(one.id, one.option) for one in proposals if one.is_advised and one.option]
    loads = loads_together(ready, advised, _roles(read))
    roles = still_asked(loads, read.department_answers)
    departments = Departments(
        {item.id: item.department for item in dependencies.graph.items if item.department},
        read.department_names,
    )
    first = FirstSteps(proposals, departments, ready.figures)
    return Facilitation(
        proposals=proposals,
        dependencies=dependencies,
        overlaps=overlaps,
        starts=starts,
        roles=roles,
        schedule=schedule,
        supposed=supposed,
        first_steps=first.of(
            dependencies.clashes, dependencies.single_points, overlaps, roles, starts
        ),
        opportunities=tuple(
            opportunity
            for opportunity in opportunities_of(ready, proposals, assessed, overlaps, starts)
            if opportunity.kind not in SUPPOSES_A_START
            or unsettled.keys().isdisjoint(opportunity.ids)
        ),
        questions=distinct(
            (
                *clash_questions(dependencies.clashes, departments),
                *overlap_questions(overlaps),
                *_questions_on_people(assessed),
                *schedule.questions,
            ),
            read.department_answers,
            read.department_names,
        ),
        failed=failed,
        context=next(iter(assessed.values())).context,
        input_hash=read.input_hash,
        version=version("pmo-toolkit"),
        seed=ready.settings.seed,
        figures=ready.figures,
        asking_places=order_of_asking(read.table("stakeholders"), read.department_names),
        landings=hand_over_calendar(
            read, schedule, study_flow(read, as_of=ready.as_of, settings=ready.settings)
        ),
    )


def order_of_advice(assessments: Assessments) -> tuple[AdvisedProposal, ...]:
    """Proposals in the order in which people are set aside for them.

    By position, then by the probability that the net value is above nought, then by its median,
    then by id. Among those of one position what is required comes before what requires it.

    Parameters
    ----------
    assessments : mapping of str to Assessment
    """
    proposals = {name: AdvisedProposal.of(found) for name, found in assessments.items()}
    ordered = sorted(proposals.values(), key=_by_advice)
    placed: dict[str, AdvisedProposal] = {}

    def place(proposal: AdvisedProposal, waiting: frozenset[str]) -> None:
        if proposal.id in placed or proposal.id in waiting:
            return
        for other in assessments[proposal.id].dependencies.requires:
            required = proposals.get(other.id)
            if required is not None and required.position == proposal.position:
                place(required, waiting | {proposal.id})
        placed[proposal.id] = proposal

    for proposal in ordered:
        place(proposal, frozenset())
    return tuple(placed.values())


def _by_advice(proposal: AdvisedProposal) -> tuple[int, float, float, str]:
    value = proposal.net_value
    median = value.p50 if not isinstance(value, NotAssessed) else float("-inf")
    chance = -1.0 if proposal.chance_net_positive is None else proposal.chance_net_positive
    return POSITIONS.index(proposal.position), -round(chance, 2), -median, proposal.id


def assess_all(
    ready: Prepared, known: Assessments, on_options: OnOptions | None = None
) -> tuple[Assessments, dict[str, str]]:
    """All assessments, and why a proposal has none.

    Parameters
    ----------
    ready : Prepared
    known : mapping of str to Assessment
        Proposals that have been assessed already.
    on_options : callable, optional
        Called with the reader and the compared options of each proposal that is assessed here.

    Raises
    ------
    UsageError
        If an assessment is of none of its proposals.
    """
    ids = ready.workspace.proposal_ids
    if strange := sorted(known.keys() - set(ids)):
        raise UsageError(
            f"the workspace {ready.workspace.name} holds no proposal {', '.join(strange)}, of which"
            " an assessment was given"
        )
    found: dict[str, Assessment] = {}
    failed: dict[str, str] = {}
    tell = shown_progress()
    for done, name in enumerate(ids):
        if tell is not None:
            tell("assessing proposals", done, len(ids))
        try:
            found[name] = (
                known[name]
                if name in known
                else assess_prepared(ready, name, on_options=on_options)
            )
        except ProposalError as error:
            failed[name] = str(error)
    if tell is not None:
        tell("assessing proposals", len(ids), len(ids))
    return found, failed


def _starts(
    ready: Prepared,
    proposals: Sequence[AdvisedProposal],
    assessed: Assessments,
    unsettled: Mapping[str, NotAssessed],
) -> dict[str, PlacedStart | NotAssessed]:
    """When each could start, in the order of advice; those that cannot take no hours."""
    order = [
        (proposal.id, proposal.option)
        for proposal in proposals
        if proposal.option
        and proposal.id not in unsettled
        and not isinstance(assessed[proposal.id].resources, NotAssessed)
    ]
    placed = {start.proposal: start for start in starts_in_order(ready, order)}
    found: dict[str, PlacedStart | NotAssessed] = {}
    before: set[str] = set()
    for proposal in proposals:
        resources = unsettled.get(proposal.id, assessed[proposal.id].resources)
        if isinstance(resources, NotAssessed):
            found[proposal.id] = resources
            continue
        start = placed[proposal.id]
        found[proposal.id] = PlacedStart(
            resources.wished_month,
            start.alone,
            start.after_others,
            start.bottleneck,
            resources.without_capacity,
            tuple(
                work.id
                for work in assessed[proposal.id].dependencies.requires
                if work.id not in before and work.strength >= ready.settings.scheduling.binds_from
            ),
            assessed[proposal.id].dependencies.links.not_before,
        )
        before.add(proposal.id)
    return found


def _roles(workspace: Workspace) -> list[str]:
    """Roles whose hours are stated."""
    return sorted(
        {role for value in workspace.table("capacity")["role"] if (role := text_of(value))}
    )


def _questions_on_people(assessed: Assessments) -> Iterator[Question]:
    """What is asked about hours of roles and work under way, as the assessments ask it."""
    for assessment in assessed.values():
        if not isinstance(assessment.resources, NotAssessed):
            yield from assessment.resources.questions
