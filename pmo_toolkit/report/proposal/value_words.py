"""What the net value, the cost and the time rest on, in sentences."""

from __future__ import annotations

from pmo_toolkit.analysis.base.month_length import DAYS_A_MONTH
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.business_case.case import BusinessCase
from pmo_toolkit.analysis.money.option_results import OptionResult, RisksInCost
from pmo_toolkit.analysis.money.stated.ranges import Assumption
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.analysis.uncertainty.start_wait import WaitView
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.assessment.result import EstimateBias
from pmo_toolkit.core.number_format import NBSP, NumberFormat, counted, listed, short
from pmo_toolkit.report.proposal.charts import number_format_of

#: Views of the time, as the subject of a sentence.
_VIEWS = {
    "plan": "its own activities, with the stated delays",
    "history": "finished projects like it",
    "estimate": "its own estimate and what became of such estimates",
}
_COLUMNS = {
    "months_to_benefit": "months to the first benefit",
    "ramp_months": "months until the benefit is full",
    "benefit_share": "share of the benefits",
    "exit_cost": "cost of leaving",
    "term_months": "term",
    "probability": "probability",
}
#: From this chance on that a wait is longer than can be known, it is called the least.
OFTEN_BEYOND = 0.2
#: Views whose middles differ by more than this disagree.
_DISAGREE = 1.25


def value_sentences(assessment: Assessment) -> tuple[str, ...]:
    """Benefits without an owner, and today's cost beside the new one."""
    case, numbers = assessment.business_case, number_format_of(assessment)
    if isinstance(case, NotAssessed):
        return ()
    chosen = assessment_preferred(assessment)
    sentences = [
        unowned_sentence(case, chosen, numbers),
        _parallel_sentence(case, numbers),
    ]
    return tuple(sentence for sentence in sentences if sentence)


def assessment_preferred(assessment: Assessment) -> OptionResult | None:
    """The option that the advice is about."""
    options = assessment.options
    if isinstance(options, NotAssessed):
        return None
    return next((option for option in options.options if option.preferred), None)


def unowned_sentence(case: BusinessCase, option: OptionResult | None, numbers: NumberFormat) -> str:
    """What benefits without an owner would add; empty where all have one."""
    names = [
        f"“{short(line.title, 60)}”"
        for line in case.benefits.lines
        if line.department is None and not line.dis_benefit and line.unit == "money per year"
    ]
    if not names or option is None or option.net_value_if_owned is None:
        return ""
    if isinstance(option.net_value_if_owned, NotAssessed):
        return ""
    count = "It does" if len(names) == 1 else "They do"
    sentence = (
        f"No department answers for {listed(names)}. {count} not count in the net value; with an"
        f" owner it would be {numbers.money(option.net_value_if_owned.p50)} in the middle"
    )
    if option.chance_if_owned is not None:
        sentence += f", and above nought in {numbers.chance(option.chance_if_owned)} of the cases"
    return sentence + "."


def _parallel_sentence(case: BusinessCase, numbers: NumberFormat) -> str:
    cost = case.parallel_running
    if isinstance(cost, NotAssessed):
        return ""
    return (
        "Today's service runs on until the new one is there and for a while beside it: that costs"
        f" {numbers.money(cost.p50)} in the middle ({numbers.money_range(cost.p10, cost.p90)}), and"
        " the net value holds it."
    )


def waiting_sentences(
    case: BusinessCase, numbers: NumberFormat, *, is_least: bool = False
) -> tuple[str, ...]:
    """What it costs or saves that people are waited for, and what waiting longer would.

    Parameters
    ----------
    case : BusinessCase
    numbers : NumberFormat
    is_least : bool
        Whether the wait may well be longer than is known.
    """
    sentences: list[str] = []
    for wait in case.waiting:
        verb = "costs" if wait.cost.p50 >= 0 else "saves"
        subject = "Beginning" if not sentences else "and beginning"
        sentences.append(
            f"{subject} {wait.months} months later {verb} {numbers.money(abs(wait.cost.p50))} of"
            f" net value in the middle (it costs something in {numbers.chance(wait.chance_costs)}"
            " of the cases)"
        )
    longer = f"Within the same term, {_uncapitalised(', '.join(sentences))}." if sentences else ""
    return tuple(text for text in (_people_sentence(case, numbers, is_least), longer) if text)


def _people_sentence(case: BusinessCase, numbers: NumberFormat, is_least: bool) -> str:
    wait = case.wait_for_people
    if wait is None or not wait.is_felt:
        return ""
    verb = "costs" if wait.cost.p50 >= 0 else "saves"
    verb += " at least" * (is_least and wait.cost.p50 > 0)
    low, high = sorted((abs(wait.cost.p10), abs(wait.cost.p90)))
    spread = f" (P10–P90: {numbers.money_range(low, high)})"
    if wait.cost.p10 < 0 < wait.cost.p90:
        spread = f" (it costs something in {numbers.chance(wait.chance_costs)} of the cases)"
    return (
        f"That the start waits for people {verb} {numbers.money(abs(wait.cost.p50))} of net value"
        f" in the middle{spread}; if all were free at once, the net value would be"
        f" {numbers.money(wait.net_value_if_free.p50)}."
    )


def is_least_wait(wait: WaitView) -> bool:
    """Whether people may well be waited for longer than is known."""
    return wait.is_least or wait.chance_beyond > OFTEN_BEYOND


def wait_words(wait: WaitView, numbers: NumberFormat) -> str:
    """How long people are waited for, such as ``at least 2–5 months (P50–P80)``."""
    span = numbers.days_range(wait.days.p50, wait.days.p80)
    least = "at least " if is_least_wait(wait) else ""
    return f"{least}{span} (P50–P80)"


def _uncapitalised(text: str) -> str:
    return text[:1].lower() + text[1:]


def delivery_sentence(delivery: Delivery, numbers: NumberFormat) -> str:
    """How long it takes by all views together, where they disagree, and what that means."""
    start = (
        f"Delivered after {_months(delivery.months_p50, numbers)} in the middle and within"
        f" {_months(delivery.months_p80, numbers)} with a chance of 80{NBSP}%"
    )
    parts = [
        f"{_VIEWS.get(view.name, short(view.name, 40))} say"
        f" {_months(view.days.p50 / DAYS_A_MONTH, numbers)} in the middle"
        for view in delivery.views
    ]
    middles = [view.days.p50 for view in delivery.views]
    if len(parts) > 1 and max(middles) > _DISAGREE * min(middles):
        text = f"{start}. The views disagree: {listed(parts)}; the later one counts."
    else:
        text = f"{start}: {listed(parts)}."
    first = delivery.stated_months
    if first is not None and first < delivery.months_p50:
        text += (
            f" The first benefit is stated after {counted(round(first), 'month', 'months')}, before"
            " that: benefits are counted from delivery."
        )
    if delivery.not_before > 0:
        text += (
            f" What it needs is there only {numbers.days(delivery.not_before)} after the wished"
            " start: its work begins no sooner."
        )
    if isinstance(delivery.wait, NotAssessed):
        text += f" Whether it must wait for people is not assessed: {delivery.wait.why}."
    elif delivery.wait is not None and delivery.wait.days.p80 > 0:
        text += f" It waits for people first: {wait_words(delivery.wait, numbers)}."
    return text


def bias_sentence(bias: EstimateBias, numbers: NumberFormat) -> str:
    """What has become of this house's own estimates."""
    ratio, low, high = bias.ratio, bias.low, bias.high
    if bias.clear and ratio < 1:
        ratio, low, high = 1 / ratio, 1 / high, 1 / low
    span = (
        f"{numbers.share(bias.confidence)} range {numbers.ratio(low)} to {numbers.ratio(high)},"
        f" {counted(bias.n, 'project', 'projects')}"
    )
    if not bias.clear:
        return (
            "Your estimates show no clear bias: the median of actual ÷ estimate is"
            f" {numbers.ratio(ratio)} ({span})."
        )
    side = "low" if bias.ratio > 1 else "high"
    return f"Your estimates run {numbers.ratio(ratio)} × too {side} ({span})."


def risks_sentence(basis: RisksInCost | None, numbers: NumberFormat) -> str:
    """How the stated risks enter the cost."""
    if basis is None:
        return ""
    expected = numbers.money(basis.expected)
    if basis.basis == "class alone":
        return (
            "No risk is stated in money: other finished projects, with the risks that happened to"
            " them, stand for it."
        )
    if basis.basis == "class without usual risks" and basis.usual_load is not None:
        return (
            f"The stated risks add {expected} on average. Other finished projects hold usual"
            f" risks already: what registers of {basis.registers} other proposals add, on average"
            f" {numbers.share(basis.usual_load)} of what is spent once, was taken off them first."
        )
    if basis.basis == "others' spread and all risks":
        return (
            f"The stated risks add {expected} on average, all of it on top: the level is the"
            " proposal's own, and of other finished projects only the spread is taken."
        )
    if basis.basis == "class and all risks":
        return (
            f"The stated risks add {expected} on average. With so few registers of other proposals"
            f" ({basis.registers}) it cannot be told what other finished projects hold of them, so"
            " all is added."
        )
    return f"The stated risks add {expected} on average." if basis.expected > 0 else ""


def assumption_lines(assumptions: tuple[Assumption, ...], numbers: NumberFormat) -> tuple[str, ...]:
    """What nobody states and was taken to the safe side, one line each."""
    lines = []
    for assumed in assumptions:
        column = _COLUMNS.get(assumed.column, assumed.column.replace("_", " "))
        lines.append(
            f"{short(assumed.item, 70)}, {column}: {_value(assumed, numbers)} ({assumed.why})"
        )
    return tuple(lines)


def _value(assumed: Assumption, numbers: NumberFormat) -> str:
    if assumed.unit == "money":
        return numbers.money(assumed.value)
    if assumed.unit in ("probability", "share"):
        return numbers.share(assumed.value)
    return numbers.quantity(assumed.value, "" if assumed.unit == "unit" else assumed.unit).strip()


def _months(value: float, numbers: NumberFormat) -> str:
    return numbers.quantity(value, "months")
