"""The sections of an assessment, one function each, in the order of the report.

Each takes an `Assessment` and returns a `Section`; sections carry no heading of their own, since
the notebook's question stands above them. What could not be assessed is said with its reason, never
shown as a nought.
"""

from __future__ import annotations

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.evidence.alignment import BenefitLine
from pmo_toolkit.analysis.money.option_results import OptionResult
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal import charts as pictures
from pmo_toolkit.report.proposal.case_rows import benefit_rows, measure_rows, measured
from pmo_toolkit.report.proposal.case_words import beats_next, order_answer, would_not
from pmo_toolkit.report.proposal.charts import money_label, number_format_of
from pmo_toolkit.report.proposal.cost import cost
from pmo_toolkit.report.proposal.dependencies import dependencies
from pmo_toolkit.report.proposal.first_page import confidence, headline
from pmo_toolkit.report.proposal.glance import weight_of
from pmo_toolkit.report.proposal.money import money
from pmo_toolkit.report.proposal.questions import overlaps, questions, switching
from pmo_toolkit.report.proposal.risk_words import describe_risk
from pmo_toolkit.report.proposal.standing import standing
from pmo_toolkit.report.proposal.value_words import (
    assumption_lines,
    bias_sentence,
    delivery_sentence,
    risks_sentence,
    value_sentences,
)
from pmo_toolkit.report.resources.capacity import capacity
from pmo_toolkit.report.resources.services import services
from pmo_toolkit.report.tickets.of_proposal import ticket_evidence

__all__ = [
    "SECTIONS",
    "alignment",
    "benefits",
    "capacity",
    "confidence",
    "cost",
    "dependencies",
    "effort",
    "evidence",
    "headline",
    "money",
    "options",
    "overlaps",
    "provenance",
    "questions",
    "risks",
    "services",
    "standing",
    "switching",
    "ticket_evidence",
]


#: A relative change of an estimate that prints as no change.
_NO_CHANGE = 0.005


def alignment(assessment: Assessment) -> Section:
    """The chain from goals over capabilities to benefits."""
    alignment_result = assessment.alignment
    # A benefit names its goal by the title where there is one, else by the id.
    places = {
        name: place
        for place, goal in enumerate(alignment_result.goals, 1)
        for name in (goal.id, goal.title)
    }
    return render("alignment", a=assessment, f=number_format_of(assessment), places=places)


def options(assessment: Assessment) -> Section:
    """The options side by side, doing nothing among them."""
    numbers, case, sentences = number_format_of(assessment), assessment.business_case, []
    ties = {}
    if not isinstance(case, NotAssessed):
        ties = {option.id: option.commitment for option in case.options}
        if not isinstance(case.against_next, NotAssessed):
            sentences += [
                beats_next(case, case.against_next, numbers),
                would_not(case, case.against_next, numbers),
            ]
        if not isinstance(case.platform_order, NotAssessed):
            sentences.append(order_answer(case.platform_order, case, numbers))
    return render(
        "options",
        a=assessment,
        f=numbers,
        ties=ties,
        sentences=sentences,
        explained=_explained(assessment),
        **_options_table(assessment),
    )


def effort(assessment: Assessment) -> Section:
    """Effort and duration from history, with measured coverage and what the models saw."""
    parts, known = [], []
    a = assessment
    for name, estimate, outside, bias, uplift in (
        ("effort", a.effort, a.outside.effort, a.bias.effort, None),
        ("duration", a.duration, a.outside.duration, a.bias.duration, a.uplift.duration),
    ):
        own = None if isinstance(outside, NotAssessed) else outside.applied_to
        part: dict[str, object] = {
            "name": name,
            "estimate": estimate,
            "outside": outside,
            "bias": bias,
            "own": own,
        }
        part["uplift"] = uplift
        parts.append(part)
        if not isinstance(estimate, NotAssessed):
            unit, divisor = pictures.scale_of(estimate)
            drawn = pictures.work_estimate(assessment, estimate, outside, name)
            moving = [effect for effect in estimate.effects if abs(effect.effect) >= _NO_CHANGE]
            part |= {"unit": unit, "divisor": divisor, "picture": drawn, "effects": moving}
            known.append((part, estimate))
    widest = [
        interval for _, estimate in known for interval in estimate.intervals[:1] if interval.low > 0
    ]
    levels = {interval.level: None for _, estimate in known for interval in estimate.intervals}
    numbers, delivery = number_format_of(assessment), assessment.delivery
    return render(
        "effort",
        a=a,
        f=numbers,
        delivered=None
        if isinstance(delivery, NotAssessed)
        else delivery_sentence(delivery, numbers),
        estimates=parts,
        known=[part for part, _ in known],
        levels=list(levels),
        span=pictures.span_of,
        bias=bias_sentence,
        ratio=max((interval.high / interval.low for interval in widest), default=None),
        beyond=list(
            dict.fromkeys(driver for _, estimate in known for driver in estimate.outside_range)
        ),
        widened=any(estimate.widening > 1 for _, estimate in known),
        remarks=list(dict.fromkeys(remark for _, estimate in known for remark in estimate.remarks)),
        actual_means=list(
            dict.fromkeys(estimate.actual_means for _, estimate in known if estimate.actual_means)
        ),
    )


def benefits(assessment: Assessment) -> Section:
    """Benefits with owner and measure, what would come of them, and which goals they serve."""
    numbers, case, preferred = (
        number_format_of(assessment),
        assessment.business_case,
        measured(assessment),
    )
    chained = None if isinstance(case, NotAssessed) else pictures.benefit_links(case.chain)
    return render(
        "benefits",
        a=assessment,
        f=numbers,
        goals={goal.id: goal.title for goal in assessment.alignment.goals},
        yearly=_yearly,
        rows=benefit_rows(assessment),
        option=preferred[0] if preferred else None,
        measures=measure_rows(*preferred, numbers) if preferred else (),
        beside=value_sentences(assessment),
        chained=chained,
        loose=(
            ()
            if isinstance(case, NotAssessed) or chained is None
            else case.chain.goals_without_benefit
        ),
    )


def risks(assessment: Assessment) -> Section:
    """What could go wrong, the weightiest first, and what it adds up to in money and time."""
    ordered = sorted(assessment.risks, key=weight_of, reverse=True)
    words = (
        None
        if isinstance(assessment.risk, NotAssessed)
        else describe_risk(assessment, assessment.risk)
    )
    numbers, options = number_format_of(assessment), assessment.options
    basis = None if isinstance(options, NotAssessed) else options.risks_in_cost
    return render(
        "risks",
        a=assessment,
        f=numbers,
        risks=ordered,
        w=words,
        counted_in=risks_sentence(basis, numbers),
    )


def evidence(assessment: Assessment) -> Section:
    """Claims with source, age and grade, and what a full proposal would bring."""
    present = [item for item in assessment.readiness.items if item.present]
    absent = [item for item in assessment.readiness.items if not item.present]
    marks = {"strong": 3, "fair": 2, "weak": 1, "absent": 0}
    return render(
        "evidence",
        a=assessment,
        f=number_format_of(assessment),
        present=present,
        absent=absent,
        weak=[line for line in assessment.evidence if marks.get(line.grade, 0) < marks["fair"]],
        firm=[line for line in assessment.evidence if marks.get(line.grade, 0) >= marks["fair"]],
        marks=marks,
    )


def provenance(assessment: Assessment) -> Section:
    """Everything needed to make the assessment again."""
    assumed = assumption_lines(assessment.assumptions, number_format_of(assessment))
    return render("provenance", a=assessment, f=number_format_of(assessment), assumed=assumed)


#: Every section by name, in the order of the report.
SECTIONS = {
    section.__name__: section
    for section in (
        headline,
        money,
        confidence,
        alignment,
        options,
        standing,
        cost,
        effort,
        benefits,
        dependencies,
        capacity,
        overlaps,
        ticket_evidence,
        services,
        risks,
        evidence,
        questions,
        switching,
        provenance,
    )
}


#: Ways to have a platform that their short names do not explain.
_PLATFORMS = {
    "SaaS": "SaaS is a finished service that one subscribes to",
    "PaaS": "PaaS a rented platform on which one builds",
    "IaaS": "IaaS rented servers on which one runs one’s own",
}


def _explained(assessment: Assessment) -> str:
    """What SaaS, PaaS and IaaS mean, where an option is one of them; else empty."""
    compared = assessment.options
    kinds = set() if isinstance(compared, NotAssessed) else {one.kind for one in compared.options}
    return "; ".join(_PLATFORMS.values()) + "." if kinds & set(_PLATFORMS) else ""


def _options_table(assessment: Assessment) -> dict[str, object]:
    compared = assessment.options
    if isinstance(compared, NotAssessed):
        return {"strips": {}, "label": "", "budget": None}
    budget = assessment.proposal.requested_budget
    known = [option.cost for option in compared.options if isinstance(option.cost, Quantiles)]
    ends = [end for cost in known for end in (cost.p10, cost.p90)]
    limits = (min([0.0, *ends]), max(ends, default=1.0))
    if budget is not None and budget > 1.5 * limits[1]:
        budget = None  # a mark far out would press all ranges together
    elif budget is not None:
        limits = (limits[0], max(limits[1], budget))
    strips = {
        option.id: pictures.strip(option.cost, limits, budget)
        for option in compared.options
        if isinstance(option.cost, Quantiles)
    }
    return {
        "strips": strips,
        "label": money_label(assessment.context, "Whole-life cost"),
        "budget": budget,
        "terms": _terms(compared.options),
    }


def _terms(compared: tuple[OptionResult, ...]) -> str:
    terms = sorted({option.term_months for option in compared})
    return f"{terms[0]} months" if len(terms) == 1 else "each option's own term"


def _yearly(benefit: BenefitLine, numbers: NumberFormat) -> str | None:
    """A benefit's range a year in words, or None where no figure is stated."""
    low, mode, high = benefit.low, benefit.mode, benefit.high
    stated = [value for value in (low, mode, high) if value is not None]
    if not stated:
        return None
    if benefit.unit.startswith("money"):
        return (
            numbers.stated_money_range(low, high)
            if low is not None and high is not None
            else numbers.stated_money(stated[-1])
        )
    if low is None or high is None:
        return numbers.number(mode if mode is not None else stated[0])
    return numbers.stated_range(low, high, "")
