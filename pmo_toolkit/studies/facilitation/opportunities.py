"""What proposals together, and people who are left, would make possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.advice.opportunities import (
    Opportunity,
    OpportunityKind,
    bundle_opportunity,
    free_hours,
    one_person,
    service_reuse,
    shared_investment,
)
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.overlaps.shapes import Strength
from pmo_toolkit.assessment import Assessment, Prepared
from pmo_toolkit.assessment.capacity.portfolio import OrderedStart, starts_in_order
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.studies.facilitation.result import AdvisedProposal, PlacedStart
from pmo_toolkit.studies.overlaps import OverlapStudy

#: Roles for which it is tried what one person more would buy: those that most is waited for.
MOST_ROLES = 3
#: Kinds that suppose that each proposal that they name can begin.
SUPPOSES_A_START = (OpportunityKind.BUNDLE, OpportunityKind.FREE_HOURS)


def opportunities_of(
    ready: Prepared,
    proposals: Sequence[AdvisedProposal],
    assessed: Mapping[str, Assessment],
    overlaps: OverlapStudy,
    starts: Mapping[str, PlacedStart | NotAssessed],
) -> Iterator[Opportunity]:
    """What would be possible, one kind after the other, within each what is worth most first.

    Parameters
    ----------
    ready : Prepared
    proposals : sequence of AdvisedProposal
        In the order of advice.
    assessed : mapping of str to Assessment
    overlaps : OverlapStudy
    starts : mapping of str to PlacedStart or NotAssessed
    """
    figures = ready.figures
    bundles = (
        bundle_opportunity(bundle, proposal.cost, figures)
        for proposal in proposals
        if (bundle := assessed[proposal.id].dependencies.links.bundle) is not None
        and bundle.enabler == proposal.id
    )
    yield from _worthiest_first(bundles)
    costs = {proposal.id: proposal.cost for proposal in proposals}
    yield from _worthiest_first(_one_instead_of_two(overlaps, costs, figures))
    for found in overlaps.overlaps.services:
        question = overlaps.questions.of_service(found)
        if question.strength == Strength.STRONG:
            title = overlaps.questions.proposals[found.proposal].title
            yield service_reuse(found.proposal, title, question)
    yield from _with_people_left(proposals, starts)
    yield from _worthiest_first(_one_person_more(ready, proposals, starts))


def _one_instead_of_two(
    overlaps: OverlapStudy, costs: Mapping[str, Quantiles | NotAssessed], figures: NumberFormat
) -> Iterator[Opportunity | None]:
    """Pairs for which much speaks, with what could be saved at most."""
    for pair in overlaps.overlaps.pairs:
        question = overlaps.questions.of_pair(pair, pair.b)
        if question.strength == Strength.STRONG:
            named = {name: overlaps.questions.proposals[name].title for name in (pair.a, pair.b)}
            known = [costs[name] for name in named if name in costs]
            yield shared_investment(named, question, known, figures)


def _worthiest_first(found: Iterable[Opportunity | None]) -> list[Opportunity]:
    known = [opportunity for opportunity in found if opportunity is not None]
    return sorted(known, key=lambda one: (-(one.amount or 0.0), one.ids))


def _with_people_left(
    proposals: Sequence[AdvisedProposal], starts: Mapping[str, PlacedStart | NotAssessed]
) -> Iterator[Opportunity]:
    """Proposals that are not advised yet and for which people would be left."""
    for proposal in proposals:
        start = starts[proposal.id]
        if proposal.is_advised or proposal.position == POSITIONS[-1]:
            continue
        if isinstance(start, NotAssessed) or start.without_capacity:
            continue
        if isinstance(start.after_others, NotAssessed):
            continue
        found = free_hours(
            proposal.id,
            proposal.title,
            proposal.department,
            start.after_others,
            start.wished_month,
        )
        if found is not None:
            yield found


def _one_person_more(
    ready: Prepared,
    proposals: Sequence[AdvisedProposal],
    starts: Mapping[str, PlacedStart | NotAssessed],
) -> Iterator[Opportunity | None]:
    """What one more person of each role would buy for all that is advised, in the same order."""
    advised = [(one.id, one.option) for one in proposals if one.is_advised and one.option]
    order = [(name, option) for name, option in advised if isinstance(starts[name], PlacedStart)]
    waited: dict[str, int] = {}
    for name, _ in order:
        start = starts[name]
        if isinstance(start, PlacedStart) and start.bottleneck and not start.is_as_wished:
            waited[start.bottleneck] = waited.get(start.bottleneck, 0) + 1
    if not waited:
        return
    before = starts_in_order(ready, order)
    for role in sorted(waited, key=lambda name: (-waited[name], name))[:MOST_ROLES]:
        after = starts_in_order(ready, order, one_more=role)
        sooner = {
            one.proposal: months
            for one, other in zip(before, after, strict=True)
            if (months := _months_sooner(one, other)) > 0
        }
        yield one_person(role, sum(sooner.values()), tuple(sooner))


def _months_sooner(before: OrderedStart, after: OrderedStart) -> int:
    """Months between two starts that are not exceeded in four cases of five."""
    if before.starts is None or after.starts is None:
        return 0
    first, second = before.starts.shift_at(0.8), after.starts.shift_at(0.8)
    return 0 if first is None or second is None else first - second
