"""One plan of what is advised and of ideas that may follow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from pmo_toolkit.analysis.base.cells import text_of
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.assessment import Assessment, Prepared
from pmo_toolkit.assessment.scheduling.shapes import LeftOut, LeftOutReason
from pmo_toolkit.studies.facilitation.result import ADVISED, AdvisedProposal
from pmo_toolkit.studies.schedule_result import ScheduleStudy
from pmo_toolkit.studies.scheduling import study_schedule
from pmo_toolkit.workspace import Workspace

#: Positions of proposals that the plan holds.
IN_PLAN = (*ADVISED, "explore")


def plan_of(
    ready: Prepared,
    proposals: Sequence[AdvisedProposal],
    assessed: Mapping[str, Assessment],
    failed: Mapping[str, str],
) -> tuple[ScheduleStudy, tuple[tuple[str, str], ...]]:
    """Plan what is advised and what is explored, each by its preferred option.

    Parameters
    ----------
    ready : Prepared
    proposals : sequence of AdvisedProposal
    assessed : mapping of str to Assessment
    failed : mapping of str to str
        Proposal that cannot be assessed → why.

    Returns
    -------
    ScheduleStudy
        What is neither advised nor explored stands among what it leaves out.
    tuple of (str, str)
        Proposal of the plan, and what it requires of those that are not in it: the plan takes this
        to be there by the day by which it is wanted.
    """
    chosen = {one.id: one.option for one in proposals if one.position in IN_PLAN and one.option}
    names = {proposal.id for proposal in proposals}
    left_aside = {*names, *ready.workspace.failed} - chosen.keys()
    required = [
        (name, other)
        for name in chosen
        for other in assessed[name].dependencies.requires
        if other.id in left_aside and other.strength >= ready.settings.scheduling.binds_from
    ]
    supposed = tuple((name, other.id) for name, other in required)
    study = study_schedule(
        _with_some(ready.workspace, chosen),
        seed=ready.settings.seed,
        as_of=ready.as_of,
        settings=ready.settings,
        preferred=chosen,
        delivery=_deliveries(chosen, assessed),
        worth=_cost_of_a_month(chosen, assessed),
        beside={other.id: other.finish for _, other in required},
    )
    beside = (*_not_chosen(proposals, chosen), *_failed(ready.workspace, failed))
    left_out = (*study.portfolio.left_out, *beside)
    return replace(study, portfolio=replace(study.portfolio, left_out=left_out)), supposed


def _not_chosen(proposals: Sequence[AdvisedProposal], chosen: Collection[str]) -> Iterator[LeftOut]:
    """Proposals that the plan does not look at, and why."""
    for proposal in proposals:
        if proposal.id in chosen:
            continue
        reason, why = LeftOutReason.NOT_ADVISED, f"As it stands we advise: {proposal.position}."
        if proposal.position in IN_PLAN:
            reason, why = LeftOutReason.NO_OPTION, "No option is preferred that could be planned."
        yield LeftOut(proposal.id, proposal.title, reason, why)


def _failed(workspace: Workspace, failed: Mapping[str, str]) -> Iterator[LeftOut]:
    """Proposals that cannot be assessed."""
    table = workspace.table("proposals")
    titles = dict(zip(table["id"], table["title"], strict=True))
    for name, why in failed.items():
        title = text_of(titles.get(name)) or name
        yield LeftOut(name, title, LeftOutReason.ROW_FAULT, f"It cannot be assessed: {why}")


def _with_some(workspace: Workspace, chosen: Mapping[str, str]) -> Workspace:
    """The workspace with some of its proposals, and their ties."""
    proposals, links = workspace.table("proposals"), workspace.table("dependencies")
    own = links["from"].isin(chosen)
    tables = {
        **workspace.tables,
        "proposals": proposals[proposals["id"].isin(chosen)].reset_index(drop=True),
        "dependencies": links[own].reset_index(drop=True),
    }
    ids = tuple(name for name in workspace.proposal_ids if name in chosen)
    return replace(workspace, tables=tables, proposal_ids=ids)


def _deliveries(
    chosen: Mapping[str, str], assessed: Mapping[str, Assessment]
) -> dict[str, Delivery]:
    """Option → when it is delivered, as far as that is assessed."""
    found = {}
    for name, option in chosen.items():
        delivery = assessed[name].delivery
        if not isinstance(delivery, NotAssessed):
            found[option] = delivery
    return found


def _cost_of_a_month(chosen: Iterable[str], assessed: Mapping[str, Assessment]) -> dict[str, float]:
    """Proposal → median net value that a month of waiting costs, of those that it costs some."""
    found = {}
    for name in chosen:
        case = assessed[name].business_case
        if not isinstance(case, NotAssessed) and case.waiting:
            waiting = case.waiting[0]
            if waiting.cost.p50 > 0:
                found[name] = waiting.cost.p50 / waiting.months
    return found
