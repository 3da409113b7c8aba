"""The business case of one proposal in full, as sections for the notebook, one function each.

Each takes an `Assessment` and returns a `Section`. Measures are explained where they stand; what
could not be assessed is said with its reason and with the question that would fill it.
"""

from __future__ import annotations

from collections.abc import Callable

from pmo_toolkit import charts
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.business_case.case import BusinessCase, OptionCase
from pmo_toolkit.analysis.money.business_case.comparison import AgainstNext
from pmo_toolkit.analysis.money.measures.cashflow import CashFlow
from pmo_toolkit.analysis.money.measures.return_rates import InternalRate
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.report.kit.pictures import Picture, picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal import charts as pictures
from pmo_toolkit.report.proposal.case_rows import benefit_rows, measure_rows, measured
from pmo_toolkit.report.proposal.case_words import (
    KIND_NAMES,
    POSITION_WORDS,
    PURPOSE_WORDS,
    answer_worth,
    beats_next,
    order_answer,
    preferred_case,
    rate_in_short,
    title_of,
    would_not,
)
from pmo_toolkit.report.proposal.charts import ROW_HEIGHT, money_label, number_format_of
from pmo_toolkit.report.proposal.value_words import value_sentences

#: Years of a flow that a chart can hold; more stand in the table alone.
_MOST_YEARS = 30
#: Evidence that a business case needs first.
_NEEDED = ("options", "costs", "benefits", "benefit_owner", "goals")


def case_headline(assessment: Assessment) -> Section:
    """The preferred option in a sentence with its measures, or what a case would need."""
    preferred = measured(assessment)
    numbers = number_format_of(assessment)
    return render(
        "case_headline",
        a=assessment,
        f=numbers,
        case=assessment.business_case,
        option=preferred[0] if preferred else _preferred(assessment),
        measures=measure_rows(*preferred, numbers) if preferred else (),
        beside=value_sentences(assessment),
        needed=[
            question for question in assessment.readiness.questions if question.topic in _NEEDED
        ],
    )


def case_whole_life(assessment: Assessment) -> Section:
    """What each option costs over its life, by what the money is for, and what it ties one to."""
    case, numbers, drawn = assessment.business_case, number_format_of(assessment), None
    if isinstance(case, BusinessCase) and charts.whole_life_rows(case.options):
        rows, label = (
            len(charts.whole_life_rows(case.options)),
            money_label(assessment.context, "whole-life cost"),
        )
        drawn = picture(
            lambda ax: charts.whole_life_bars(ax, case.options, numbers, money_label=label),
            alt=charts.whole_life_bars_alt(case.options, numbers),
            caption=(
                "Read it so: each bar is one option, each piece what that purpose costs at its"
                " median. The dot is the median of the whole: medians of pieces do not add up to"
                " it. Beside the name stand P50 and P80 of the whole; ▸ marks the preferred option."
            ),
            plot_height=ROW_HEIGHT * rows + 30,
        )
    return render("case_whole_life", case=case, f=numbers, drawn=drawn, purposes=PURPOSE_WORDS)


def case_cash_flow(assessment: Assessment) -> Section:
    """What the preferred option spends and brings in each year, and when the money is back."""
    case, option = assessment.business_case, _preferred(assessment)
    flow: CashFlow | NotAssessed = (
        case
        if isinstance(case, NotAssessed)
        else NotAssessed("cash flow", "no option is preferred", ReasonCode.NO_PREFERENCE)
    )
    if option is not None:
        flow = option.cash_flow
    return render(
        "case_cash_flow",
        f=number_format_of(assessment),
        flow=flow,
        option=option,
        drawn=_flow_picture(assessment, flow),
    )


def case_measures(assessment: Assessment) -> Section:
    """Net present value, payback, benefit to cost and internal rate of every option."""
    case, numbers = assessment.business_case, number_format_of(assessment)
    rates: dict[str, InternalRate | NotAssessed] = {}
    if isinstance(case, BusinessCase):
        for option in case.options:
            if not isinstance(option.measures, NotAssessed):
                rates[option.id] = option.measures.internal_rate
    return render(
        "case_measures",
        case=case,
        f=numbers,
        rates={key: rate_in_short(each, numbers) for key, each in rates.items()},
        flagged=any(not isinstance(each, NotAssessed) and each.flagged for each in rates.values()),
    )


def case_comparison(assessment: Assessment) -> Section:
    """Why the preferred option comes before the next, and each single change that would turn it."""
    case, numbers = assessment.business_case, number_format_of(assessment)
    against = case if isinstance(case, NotAssessed) else case.against_next
    sentences: list[str] = []
    if isinstance(case, BusinessCase) and isinstance(against, AgainstNext):
        sentences = [beats_next(case, against, numbers), would_not(case, against, numbers)]
    return render(
        "case_comparison",
        case=case,
        against=against,
        f=numbers,
        sentences=sentences,
        words=PURPOSE_WORDS,
        titled=title_of,
    )


def case_platform_order(assessment: Assessment) -> Section:
    """SaaS, PaaS, IaaS, own build: a question that the options answer or leave open."""
    case, numbers = assessment.business_case, number_format_of(assessment)
    order = case if isinstance(case, NotAssessed) else case.platform_order
    sentence = ""
    if isinstance(case, BusinessCase) and not isinstance(case.platform_order, NotAssessed):
        sentence = order_answer(case.platform_order, case, numbers)
    return render(
        "case_platform_order",
        case=case,
        order=order,
        f=numbers,
        sentence=sentence,
        kinds=KIND_NAMES,
    )


def case_benefits(assessment: Assessment) -> Section:
    """Benefits one by one, in sorts, and the goals and capabilities that they hang on."""
    case, preferred = assessment.business_case, measured(assessment)
    chained = None if isinstance(case, NotAssessed) else pictures.benefit_links(case.chain)
    return render(
        "case_benefits",
        a=assessment,
        case=case,
        f=number_format_of(assessment),
        rows=benefit_rows(assessment),
        option=preferred[0] if preferred else None,
        chained=chained,
    )


def case_tipping_points(assessment: Assessment) -> Section:
    """The value of each single input at which the advice, or the worth of it all, would turn."""
    case, numbers = assessment.business_case, number_format_of(assessment)
    return render(
        "case_tipping_points", case=case, f=numbers, titled=title_of, words=POSITION_WORDS
    )


def case_information(assessment: Assessment) -> Section:
    """What each answer would do to the advice, and what it would be worth."""
    information, numbers = assessment.open_questions, number_format_of(assessment)
    likely = [
        (question, answer_worth(question, numbers))
        for question in information.questions
        if question.chance_changes > 0
    ]
    idle = [question for question in information.questions if question.chance_changes <= 0]
    case = assessment.business_case
    best = None
    if isinstance(case, BusinessCase) and information.best_on_average not in (None, case.preferred):
        best = title_of(case, information.best_on_average or "")
    return render(
        "case_information", information=information, f=numbers, likely=likely, idle=idle, best=best
    )


#: Every section by name, in the order of the notebook.
CASE_SECTIONS: dict[str, Callable[[Assessment], Section]] = {
    section.__name__: section
    for section in (
        case_headline,
        case_whole_life,
        case_cash_flow,
        case_measures,
        case_comparison,
        case_platform_order,
        case_benefits,
        case_tipping_points,
        case_information,
    )
}


def _preferred(assessment: Assessment) -> OptionCase | None:
    case = assessment.business_case
    return None if isinstance(case, NotAssessed) else preferred_case(case.options)


def _flow_picture(assessment: Assessment, flow: CashFlow | NotAssessed) -> Picture | None:
    if isinstance(flow, NotAssessed) or len(flow.years) > _MOST_YEARS:
        return None
    numbers = number_format_of(assessment)
    return picture(
        lambda ax: charts.yearly_flow(ax, flow, numbers),
        alt=charts.yearly_flow_alt(flow, numbers),
        caption=(
            "Read it so: benefits stand up, cost above doing nothing hangs down (hatched). The line"
            " is the sum of all years so far, the band holds it in eight cases of ten; where the"
            " line rises above nought, the money is back. Constant prices, not discounted."
        ),
        plot_height=260,
        left=64,
        top=14,
    )
