"""The first page, which stands alone.

Advice, likelihood, confidence, the facts that matter, reasons and conditions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pmo_toolkit.advice import POSITIONS
from pmo_toolkit.advice.people import is_wait_unknown
from pmo_toolkit.advice.shapes import kind_named
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Estimate
from pmo_toolkit.analysis.estimating.reference.public_reference import PublicView
from pmo_toolkit.analysis.estimating.reference.reference_class import OutsideView
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import OptionResult
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.analysis.uncertainty.start_wait import WaitView
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NBSP, NumberFormat, clean_text, counted, day, listed
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.charts import number_format_of, scale_of, span_of
from pmo_toolkit.report.proposal.glance import glances
from pmo_toolkit.report.proposal.value_words import OFTEN_BEYOND, wait_words

MOST_FACTS = 4
#: Above it a chance is printed as more than 99 %.
_SURE = 0.99
_FINISHED = ("finished project", "finished projects")
_COST_NAMES = {
    "options": "Whole-life cost",
    "budget": "Cost, from the budget asked for",
    "history": "Cost, from history",
}


@dataclass(frozen=True)
class Fact:
    """One figure of the first page with what a reader must know beside it."""

    label: str
    value: str
    notes: tuple[str, ...]


def headline(assessment: Assessment) -> Section:
    """Advice, to whom, until when; likelihoods and confidence; facts; reasons and conditions."""
    facts = [fact for fact in _facts(assessment) if isinstance(fact, Fact)]
    missing = [fact for fact in _facts(assessment) if isinstance(fact, NotAssessed)]
    return render(
        "headline",
        a=assessment,
        f=number_format_of(assessment),
        facts=facts[:MOST_FACTS],
        missing=_grouped(missing),
        glances=glances(assessment, number_format_of(assessment)),
        positions=POSITIONS,
    )


def confidence(assessment: Assessment) -> Section:
    """How sure the advice is, and each ground for it."""
    marks = {"high": 3, "moderate": 2, "low": 1}
    return render("confidence", a=assessment, marks=marks)


def _facts(assessment: Assessment) -> list[Fact | NotAssessed]:
    numbers = number_format_of(assessment)
    facts: list[Fact | NotAssessed] = [
        *_budget_alone(assessment, numbers),
        _cost(assessment, numbers),
        _of_the_whole(_estimate("Effort", assessment.effort, numbers), assessment),
        _delivery(assessment, numbers),
    ]
    questions = assessment.advice.questions
    departments = len({question.department for question in questions})
    open_questions = counted(len(questions), "question", "questions")
    if all(isinstance(fact, Fact) for fact in facts):
        note = (
            f"of what we ask for; {open_questions} open"
            if questions
            else "of what we ask for; no open question"
        )
        facts.append(Fact("Evidence present", numbers.share(assessment.readiness.share), (note,)))
    else:
        facts.append(
            Fact(
                "Evidence present",
                numbers.share(assessment.readiness.share),
                ("of what we ask for",),
            )
        )
        if questions:
            to = counted(departments, "department", "departments")
            facts.append(
                Fact(
                    "To be answered",
                    open_questions,
                    (f"put to {to}, each with what its answer changes",),
                )
            )
        goals = assessment.alignment.goals
        if goals:
            facts.append(
                Fact(
                    "Serves", counted(len(goals), "goal", "goals"), (_weight(assessment, numbers),)
                )
            )
    return facts


def _cost(assessment: Assessment, numbers: NumberFormat) -> Fact | NotAssessed:
    cost = assessment.cost
    if isinstance(cost, NotAssessed):
        return cost
    notes = [
        "P50–P80: an even chance of at most the first figure, four chances in five of at most the"
        " second"
    ]
    if cost.requested_budget is None:
        notes.append("no budget is asked for yet")
    else:
        asked, chance = numbers.stated_money(cost.requested_budget), cost.chance_within_budget
        budget = f"asked for {asked}{_asked_for(cost, assessment)}"
        is_said = any(
            chance in (likelihood.probability, 1 - likelihood.probability)
            for likelihood in assessment.advice.likelihoods
        )
        notes.append(
            budget
            if is_said or chance is None
            else f"{budget}: {numbers.chance(chance)} chance that it suffices"
        )
    if not numbers.currency:
        notes.append("currency not declared")
    name, option = _COST_NAMES.get(cost.basis, "Cost"), _advised(assessment)
    if option is not None and cost.basis == "options":
        name += f", {kind_named(option.kind)}"
    return Fact(name, numbers.money_range(cost.p50, cost.p80), tuple(notes))


def _budget_alone(assessment: Assessment, numbers: NumberFormat) -> Iterator[Fact]:
    """The budget that is asked for and what became of such budgets, where no cost is assessed."""
    asked = assessment.proposal.requested_budget
    if asked is None or not isinstance(assessment.cost, NotAssessed):
        return
    own, others = assessment.outside.cost, assessment.outside.public_cost
    notes = ["as stated"]
    if isinstance(own, OutsideView) and own.result is not None:
        held = numbers.money_range(own.result.p50, own.result.p80)
        notes.append(
            f"outside view: {held} by what became of {counted(own.reference.n, *_FINISHED)} of"
            " this house (P50–P80)"
        )
    elif isinstance(others, PublicView):
        held = numbers.money_range(others.result.p50, others.result.p80)
        notes.append(
            f"outside view: {held} by what became of the budgets of {others.n} {others.label}"
            " (P50–P80); others' projects, and no forecast for this house"
        )
    if not numbers.currency:
        notes.append("currency not declared")
    yield Fact("Budget asked for", numbers.stated_money(asked), tuple(notes))


def _asked_for(cost: CostView, assessment: Assessment) -> str:
    """What the budget is for, where that is not what the figure beside it covers."""
    option, against = _advised(assessment), cost.budget_against
    if option is None or against is None:
        return " for the whole" if option is not None and option.scope == "part" else ""
    words = [] if against.option == option.id else [f" for the whole, {kind_named(against.kind)}"]
    if against.covers == "project":
        words.append(", without running it")
    return "".join(words)


def _advised(assessment: Assessment) -> OptionResult | None:
    """The option that the advice is about."""
    compared = assessment.options
    if isinstance(compared, NotAssessed):
        return None
    return next((option for option in compared.options if option.preferred), None)


def _of_the_whole(fact: Fact | NotAssessed, assessment: Assessment) -> Fact | NotAssessed:
    """A fact that is of the whole proposal, which is said where the advice is about a part."""
    option = _advised(assessment)
    if isinstance(fact, NotAssessed) or option is None or option.scope != "part":
        return fact
    return replace(fact, notes=("of the whole proposal, not of the part advised", *fact.notes))


def _estimate(
    label: str, estimate: Estimate | NotAssessed, numbers: NumberFormat
) -> Fact | NotAssessed:
    if isinstance(estimate, NotAssessed):
        return estimate
    unit, divisor = scale_of(estimate)
    widest = max(estimate.intervals, key=lambda each: each.level, default=None)
    if widest is None:
        return Fact(
            label,
            numbers.quantity(estimate.point / divisor, unit),
            (f"middle of {estimate.n} projects",),
        )
    value = span_of(numbers, widest.low, widest.high, unit, divisor)
    held = "how often such ranges held could not be measured"
    if widest.coverage is not None:
        held = (
            f"such ranges held {numbers.share(widest.coverage)} of the time"
            f" (n{NBSP}={NBSP}{widest.n})"
        )
    return Fact(label, value, (f"{numbers.share(widest.level)} range; {held}",))


def _delivery(assessment: Assessment, numbers: NumberFormat) -> Fact | NotAssessed:
    """One duration, reconciled from all views; without an option that of finished projects."""
    delivery = assessment.delivery
    if isinstance(delivery, NotAssessed):
        return _estimate("Duration", assessment.duration, numbers)
    low, high = delivery.months_p50, delivery.months_p80
    notes = ["P50–P80 from the start until it is delivered, delays by stated risks included"]
    if delivery.chance_in_time is not None:
        note = _in_time(delivery, delivery.chance_in_time, numbers)
        links = assessment.dependencies.links
        if links.not_before is not None and links.not_before_days:
            note += f"; what it requires is there on {day(links.not_before)}, no work begins before"
        notes.append(note)
    if isinstance(delivery.wait, WaitView) and delivery.wait.days.p80 > 0:
        notes.append(f"it waits for people first: {wait_words(delivery.wait, numbers)}")
    elif isinstance(delivery.wait, WaitView):
        if delivery.wait.is_least:
            notes.append("waiting for people is counted only as far as hours are stated")
    elif delivery.wait is not None or is_wait_unknown(assessment.resources):
        notes.append("waiting for people is not counted")
    return Fact("Duration", numbers.months_range(low, high), tuple(notes))


def _in_time(delivery: Delivery, chance: float, numbers: NumberFormat) -> str:
    """The chance to keep the wanted finish, and whether it is the highest that it can be."""
    said = f"{numbers.chance(chance)} chance to keep the wanted finish"
    if not isinstance(delivery.wait, WaitView) or chance < 1 - _SURE:
        return said
    if delivery.wait.chance_beyond > OFTEN_BEYOND:
        why = "hours of its people are stated for too few months"
    elif delivery.wait.is_least:
        why = "not all that takes hours of its people is stated"
    else:
        return said
    if chance > _SURE:  # “more than 99 % at most” tells nothing
        return f"the chance to keep the wanted finish cannot be told: {why}"
    return f"at most {said}, since {why}"


def _weight(assessment: Assessment, numbers: NumberFormat) -> str:
    shares = [
        goal.weight_share for goal in assessment.alignment.goals if goal.weight_share is not None
    ]
    if len(shares) < len(assessment.alignment.goals):
        return "of the organisation, listed below"
    return f"that carry {numbers.share(sum(shares))} of the weight of all goals"


def _grouped(missing: list[NotAssessed]) -> list[tuple[str, str]]:
    """What is not assessed, gathered by the reason, so that one gap is told once."""
    reasons: dict[str, list[str]] = {}
    for gap in missing:
        reasons.setdefault(clean_text(gap.why), []).append(clean_text(gap.what))
    return [(listed(names), why) for why, names in reasons.items()]
