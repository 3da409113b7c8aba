"""The second page: what each option costs and brings, cash by fiscal year, waiting, first part."""

from __future__ import annotations

from typing import NamedTuple

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.business_case.fiscal_years import FiscalYear
from pmo_toolkit.analysis.money.option_results import OptionResult
from pmo_toolkit.analysis.uncertainty.start_wait import WaitView
from pmo_toolkit.assessment import Assessment
from pmo_toolkit.core.number_format import NumberFormat, counted, listed, short
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.proposal.case_words import quoted
from pmo_toolkit.report.proposal.charts import money_label, number_format_of
from pmo_toolkit.report.proposal.value_words import (
    assessment_preferred,
    is_least_wait,
    waiting_sentences,
)

#: What the budget covers, after "asked for".
_COVERS = {
    "project": "for the project alone, without running it",
    "whole life": "for the whole life",
    "not stated": "(what it covers is not stated: read as the whole life)",
}
#: Less than this share of the largest figure of a table rounds to nought.
_SHOWN = 0.0005
_SCOPES = {"whole": "the whole", "part": "a part", "nothing": "nothing"}


class OptionRow(NamedTuple):
    """One option, ready to print; None where a figure is not assessed."""

    title: str
    kind: str
    preferred: bool
    scope: str
    whole_life: str | None
    project: str | None
    value: str | None
    chance: str | None
    why: str


class YearRow(NamedTuple):
    """One fiscal year or their sum, ready to print."""

    name: str
    figures: tuple[str, ...]
    net: str


def money(assessment: Assessment) -> Section:
    """Options, budget, cash by fiscal year, waiting, the first part, and the proposal's words."""
    numbers, case = number_format_of(assessment), assessment.business_case
    flows = () if isinstance(case, NotAssessed) else case.fiscal_years
    columns, years = _years(flows, numbers)
    chosen = assessment_preferred(assessment)
    return render(
        "money",
        a=assessment,
        f=numbers,
        label=money_label(assessment.context, "Money"),
        rows=_option_rows(assessment, numbers),
        budget=_budget(assessment, numbers),
        columns=columns,
        years=years,
        option=None if chosen is None else chosen.title,
        waiting=()
        if isinstance(case, NotAssessed)
        else waiting_sentences(case, numbers, is_least=_is_least(assessment)),
        first_part=_first_part(assessment, chosen),
    )


def _option_rows(assessment: Assessment, numbers: NumberFormat) -> list[OptionRow]:
    compared, case = assessment.options, assessment.business_case
    if isinstance(compared, NotAssessed):
        return []
    lives = (
        {} if isinstance(case, NotAssessed) else {one.id: one.whole_life for one in case.options}
    )
    rows = []
    for option in compared.options:
        life = lives.get(option.id)
        once = None if life is None or isinstance(life, NotAssessed) else life.once
        value = option.net_value
        priced = not isinstance(option.cost, NotAssessed)
        rows.append(
            OptionRow(
                option.title,
                "" if option.kind.lower() in ("nothing", option.title.lower()) else option.kind,
                option.preferred,
                _SCOPES.get(option.scope, option.scope),
                numbers.money_range(option.cost.p50, option.cost.p80)
                if not isinstance(option.cost, NotAssessed)
                else None,
                None if once is None or not priced else numbers.money_range(once.p50, once.p80),
                _value(option, numbers),
                None
                if option.kind == "nothing" or option.chance_net_positive is None
                else numbers.chance(option.chance_net_positive),
                str(getattr(option.cost, "why", "") or getattr(value, "why", "")),
            )
        )
    return rows


def _value(option: OptionResult, numbers: NumberFormat) -> str | None:
    if option.kind == "nothing":
        return "the baseline"
    if isinstance(option.net_value, NotAssessed):
        return None
    return numbers.money(option.net_value.p50)


def _budget(assessment: Assessment, numbers: NumberFormat) -> str:
    """What is asked for, what for, held against what, and how likely it suffices."""
    asked, cost = assessment.proposal.requested_budget, assessment.cost
    if asked is None:
        return "No budget is asked for yet."
    sentence = f"Asked for: {numbers.stated_money(asked)}"
    against = None if isinstance(cost, NotAssessed) else cost.budget_against
    if against is None:
        return f"{sentence}; it is held against no option, since none of the whole has a cost."
    sentence += (
        f" {_COVERS.get(against.covers, against.covers)}. Held against"
        f" {quoted(against.title)} ({numbers.money_range(against.cost.p50, against.cost.p80)},"
        " P50–P80)"
    )
    chance = None if isinstance(cost, NotAssessed) else cost.chance_within_budget
    if chance is not None:
        sentence += f", it suffices with a chance of {numbers.chance(chance)}"
    return f"{sentence}."


def _years(
    years: tuple[FiscalYear, ...], numbers: NumberFormat
) -> tuple[tuple[str, ...], tuple[YearRow, ...]]:
    """Columns that hold anything, and a row for each year, their sum last."""
    columns = {
        "Capex": [year.capex for year in years],
        "Opex": [year.opex for year in years],
        "Risks, exit, untyped": [year.untyped for year in years],
        "Today’s cost saved": [year.saved for year in years],
        "Benefits": [year.benefit for year in years],
    }
    kept = {name: values for name, values in columns.items() if any(values)}
    if not kept:
        return (), ()
    least = _SHOWN * max(abs(value) for values in kept.values() for value in values)
    rows = [
        YearRow(
            year.name if year.months >= 12 else f"{year.name} ({_months(year.months)})",
            tuple(
                numbers.money(values[place] if abs(values[place]) >= least else 0.0)
                for values in kept.values()
            ),
            numbers.money(year.net.p50),
        )
        for place, year in enumerate(years)
    ]
    sums = tuple(numbers.money(sum(values)) for values in kept.values())
    return tuple(kept), (*rows, YearRow("Sum", sums, ""))


def _months(months: int) -> str:
    return counted(months, "month", "months")


def _first_part(assessment: Assessment, chosen: OptionResult | None) -> str:
    """What exactly the first part is, where a part is advised; else empty."""
    if chosen is None or chosen.scope != "part":
        if assessment.advice.position != "advance in part":
            return ""
        return (
            "No option delivers a part, so nothing that is stated says what comes first: whoever"
            " asks cuts the scope to what the money covers, and states that as an option."
        )
    titles = {goal.id: goal.title for goal in assessment.alignment.goals}
    served = [quoted(titles.get(goal, goal)) for goal in chosen.goals]
    left = [quoted(title) for goal, title in titles.items() if goal not in chosen.goals]
    sentence = f"The first part is {quoted(chosen.title)} ({chosen.kind})"
    if served:
        sentence += f". It serves {listed(served)}"
        sentence += f" and leaves for later {listed(left)}" if left else ""
    else:
        sentence += ". Which of the goals it serves is not stated"
    sentence += f"; {_rest(assessment)}"
    return f"{sentence}."


def _rest(assessment: Assessment) -> str:
    """What would deliver the whole."""
    compared = assessment.options
    options = () if isinstance(compared, NotAssessed) else compared.options
    name = None if isinstance(compared, NotAssessed) else compared.whole
    whole = next((option for option in options if option.id == name), None)
    if whole is None or whole.scope != "whole":
        return "no option that delivers the whole has a cost"
    return f"the whole would be {short(quoted(whole.title), 90)} ({whole.kind})"


def _is_least(assessment: Assessment) -> bool:
    """Whether the wait for people, and so its price, may well be more than is known."""
    delivery = assessment.delivery
    if isinstance(delivery, NotAssessed) or not isinstance(delivery.wait, WaitView):
        return False
    return is_least_wait(delivery.wait)
