"""What several proposals together, or people who are left, would make possible.

Each is an offer to the departments concerned with what it rests on; none is a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capacity.shapes import EarliestStart
from pmo_toolkit.analysis.dependencies.shapes import Bundle, BundleMember
from pmo_toolkit.analysis.evidence.readiness import BUSINESS
from pmo_toolkit.analysis.overlaps.shapes import OverlapKind, OverlapQuestion
from pmo_toolkit.core.number_format import NumberFormat, counted, listed, month
from pmo_toolkit.core.settings.names.departments import IT

_MORE_LIKELY_THAN_NOT = 0.5


class OpportunityKind(StrEnum):
    """What kind of opportunity it is, in the order in which they are told."""

    BUNDLE = "worth more together"
    ONE_INVESTMENT = "one investment instead of two"
    REUSE = "a service that exists"
    FREE_HOURS = "hours that are left"
    ONE_PERSON = "one person more"


@dataclass(frozen=True)
class Opportunity:
    """One opportunity.

    Parameters
    ----------
    kind : OpportunityKind
    ids : tuple of str
        Proposals, services or roles that it is about.
    departments : tuple of str
        Who would have to want it.
    sentence : str
        What would be possible, in their words.
    basis : str
        What it rests on, and why it might not hold.
    amount : float or None
        What it is worth, in `unit`; None where that is not assessed.
    unit : str
        ``"money"``, ``"months"`` or the empty text.
    question : str
        What is asked first.
    """

    kind: OpportunityKind
    ids: tuple[str, ...]
    departments: tuple[str, ...]
    sentence: str
    basis: str
    amount: float | None = None
    unit: str = ""
    question: str = ""


def bundle_opportunity(
    bundle: Bundle, cost: Quantiles | NotAssessed, figures: NumberFormat
) -> Opportunity | None:
    """A proposal that is not worth it alone, or of which nobody knows, and is with its dependants.

    None where it is worth it alone, where the joint value is not more likely above nought than
    below, and where that is not assessed and those that need it bring less than it costs.

    Parameters
    ----------
    bundle : Bundle
    cost : Quantiles or NotAssessed
        Of the proposal that the others need.
    figures : NumberFormat
    """
    lead = bundle.members[0]
    counted_in = tuple(member for member in bundle.members[1:] if member.weight > 0)
    if not counted_in:
        return None
    if isinstance(lead.net_value, NotAssessed):
        return _carrier(lead, counted_in, cost, figures)
    if lead.net_value.p50 >= 0 or isinstance(bundle.net_value, NotAssessed):
        return None
    if (bundle.chance_net_positive or 0.0) <= _MORE_LIKELY_THAN_NOT:
        return None
    names = listed([member.id for member in counted_in])
    return _together(
        lead,
        counted_in,
        f"{_named(lead.id, lead.title)} alone would cost"
        f" {figures.money(-lead.net_value.p50)} more than it brings at the median. Decided together"
        f" with {names}, the sum is above nought with a chance of"
        f" {figures.chance(bundle.chance_net_positive)}.",
        bundle.net_value.p50,
    )


def _carrier(
    lead: BundleMember,
    counted_in: tuple[BundleMember, ...],
    cost: Quantiles | NotAssessed,
    figures: NumberFormat,
) -> Opportunity | None:
    """A proposal of unknown value, where what hangs on it is worth more than it costs."""
    valued = [
        (member.weight, member.net_value.p50)
        for member in counted_in
        if isinstance(member.net_value, Quantiles)
    ]
    carried = sum(weight * value for weight, value in valued)
    if isinstance(cost, NotAssessed) or carried <= cost.p50 or len(valued) < len(counted_in):
        return None
    names = listed([member.id for member in counted_in])
    return _together(
        lead,
        counted_in,
        f"What {_named(lead.id, lead.title)} brings alone is not assessed; it costs"
        f" {figures.money(cost.p50)} over its life. What needs it ({names}) would bring"
        f" {figures.money(carried)}, counted as often as it does; both are medians. Decided"
        " together, the one carries the other.",
        carried - cost.p50,
    )


def _together(
    lead: BundleMember, counted_in: tuple[BundleMember, ...], sentence: str, amount: float
) -> Opportunity:
    members = (lead, *counted_in)
    names = listed([member.id for member in counted_in])
    return Opportunity(
        OpportunityKind.BUNDLE,
        tuple(member.id for member in members),
        _distinct(member.department for member in members),
        sentence,
        "Each of the others counts as often as it needs this one and nothing else that is"
        " undecided; what they have in common is paid once.",
        amount,
        "money",
        f"would you decide on {lead.id} and {names} as one?",
    )


def shared_investment(
    proposals: Mapping[str, str],
    question: OverlapQuestion,
    costs: Sequence[Quantiles | NotAssessed],
    figures: NumberFormat,
) -> Opportunity | None:
    """Two proposals that may ask for the same, as one investment.

    None for a mere sequence, and where somebody has answered that they differ. What could be saved
    is at most the smaller of the two costs.

    Parameters
    ----------
    proposals : mapping of str to str
        Both ids with their titles.
    question : OverlapQuestion
    costs : sequence of Quantiles or NotAssessed
        Of their preferred options, as far as there are any.
    figures : NumberFormat
    """
    if question.kind not in (OverlapKind.SAME_NEED, OverlapKind.PLATFORM) or question.answer:
        return None
    known = [cost.p50 for cost in costs if isinstance(cost, Quantiles)]
    least = min(known) if len(known) == len(proposals) else None
    saved = "what that would save is not assessed, since a cost is missing"
    if least is not None:
        saved = (
            f"at most {figures.money(least)}, the median cost of the smaller one, would be saved"
        )
    named = listed([_named(name, title) for name, title in proposals.items()])
    together = "as one" if question.kind == OverlapKind.SAME_NEED else "on one platform"
    return Opportunity(
        OpportunityKind.ONE_INVESTMENT,
        tuple(proposals),
        question.departments,
        f"If {named} were answered {together}, {saved}.",
        question.why_it_may_be_wrong
        or "It rests on what both wrote; whether they mean the same, only the departments can say.",
        least,
        "money" if least is not None else "",
        "do you ask for the same?",
    )


def service_reuse(proposal: str, title: str, question: OverlapQuestion) -> Opportunity:
    """A service that may do part of what a proposal asks for."""
    return Opportunity(
        OpportunityKind.REUSE,
        (proposal, question.id),
        question.departments,
        f"{_named(question.id, question.title)} runs already and may do part of what"
        f" {_named(proposal, title)} asks for.",
        question.why_it_may_be_wrong
        or "It rests on the words of the catalogue; nobody has tried it.",
        question="what would it lack?",
    )


def free_hours(
    proposal: str, title: str, department: str | None, start: EarliestStart, wished_month: str
) -> Opportunity | None:
    """A proposal that is not advised yet and for which enough people would be left all the same.

    None where hours do not suffice within the stated months in four cases of five.
    """
    if start.month_p80 is None:
        return None
    when = f"in {month(start.month_p80)}"
    if start.month_p80 == wished_month:
        when = f"as it wishes, {when}"
    return Opportunity(
        OpportunityKind.FREE_HOURS,
        (proposal,),
        _distinct((department,)),
        f"People enough are left for {_named(proposal, title)} to start {when}.",
        "After all that is advised, with a chance of 80 % and by the hours that are stated: a"
        " remaining resource, not a promise.",
        question=f"what is still missing for a decision on {proposal} by then?",
    )


def one_person(role: str, months: float, proposals: Sequence[str]) -> Opportunity | None:
    """One person more of a role; None where nothing would start sooner for it.

    Parameters
    ----------
    role : str
    months : float
        By which all of them together could start sooner.
    proposals : sequence of str
        Those that could.
    """
    if months <= 0 or not proposals:
        return None
    return Opportunity(
        OpportunityKind.ONE_PERSON,
        (role, *proposals),
        (IT,),
        f"With one person more in the role {role}, {listed(list(proposals))} could start sooner,"
        f" {_months(months)} in all.",
        "At the starts that are not exceeded in four cases of five; finding and training somebody"
        " takes time that is not counted.",
        months,
        "months",
        "could somebody be hired, lent or bought in, and at what price?",
    )


def _months(months: float) -> str:
    whole = round(months)
    return "less than a month" if whole < 1 else counted(whole, "month", "months")


def _named(name: str, title: str) -> str:
    return f"{name} “{title}”" if title else name


def _distinct(departments: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name or BUSINESS for name in departments))
