"""What must hold for an advice to stand: what, who must act, by when."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.advice.links import link_conditions
from pmo_toolkit.advice.people import people_conditions
from pmo_toolkit.advice.positions import printed
from pmo_toolkit.advice.proposal_overlaps import overlap_conditions
from pmo_toolkit.advice.shapes import (
    Calendar,
    Condition,
    Results,
    kind_words,
    money_to_ask_for,
    planned_cost,
    the_whole,
)
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.dependencies.dates import shifted
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import OptionResult
from pmo_toolkit.core.number_format import NumberFormat, listed, short
from pmo_toolkit.core.settings import Settings


def conditions_for(
    position: str, results: Results, figures: NumberFormat, settings: Settings
) -> tuple[Condition, ...]:
    """What must hold for the advice to stand, in the order of `CONDITION_KINDS`."""
    by_date = day_of_decision(results.calendar, settings)
    return (
        *_budget(position, results, by_date, figures, settings),
        *_benefit_owner(position, results, by_date, figures),
        *_answers(results, by_date, figures, settings),
        *people_conditions(position, results, by_date, figures, settings),
        *link_conditions(results, by_date, figures, settings),
        *overlap_conditions(position, results, by_date),
    )


def day_of_decision(calendar: Calendar | None, settings: Settings) -> str | None:
    """Last day for what a decision waits for.

    The end of the advice's validity, or so many days before the first day of the start window as
    the settings leave between a decision and a start, if that is earlier; the first day itself
    where those days have begun, and the end of validity where it has passed.
    """
    if calendar is None:
        return None
    lead = settings.advice.lead_days
    possible = [shifted(calendar.start, -lead), calendar.start]
    ahead = [found for found in possible if found is not None and found >= calendar.as_of]
    return min(calendar.valid_until, *ahead[:1]) if ahead else calendar.valid_until


def _budget(
    position: str,
    results: Results,
    by_date: str | None,
    figures: NumberFormat,
    settings: Settings,
) -> Iterator[Condition]:
    """More money or less scope: where the advice is to go on, or the budget almost surely fails."""
    cost, within = results.cost, printed(results.chance_within_budget)
    if isinstance(cost, NotAssessed):
        return
    if cost.requested_budget is None and position in ("advance", "advance in part"):
        yield _budget_to_state(cost, results, by_date, figures)
    if cost.requested_budget is None or within is None:
        return
    fails = within < settings.advice.budget_floor
    goes_on = position in ("advance", "advance in part") and bool(cost.contingency)
    planned, asked_for = money_to_ask_for(cost), cost.requested_budget
    is_same = figures.money(planned) == figures.money(asked_for)
    if not fails and (is_same or not goes_on):
        return
    who = results.department or "The asking department"
    whole = the_whole(results).replace(" the", " for the", 1)
    yield Condition(
        f"{who} asks for {figures.money(planned)} in place of"
        f" {figures.stated_money(asked_for)}, which suffice{whole} with a chance of"
        f" {figures.chance(cost.chance_within_budget)}, or cuts the scope to what the money"
        " covers.",
        results.department,
        by_date,
        "budget",
        "cost.chance_within_budget",
    )


def _budget_to_state(
    cost: CostView, results: Results, by_date: str | None, figures: NumberFormat
) -> Condition:
    """Nobody asks for money yet: how much would be needed."""
    who = results.department or "The asking department"
    return Condition(
        f"{who} says what money it asks for, and what that covers: we would plan with"
        f" {figures.money(planned_cost(cost))}.",
        results.department,
        by_date,
        "budget",
        "cost.cost.p80",
    )


def _benefit_owner(
    position: str, results: Results, by_date: str | None, figures: NumberFormat
) -> Iterator[Condition]:
    """A department answers for each benefit, with what those without one would add."""
    unowned = [
        line.title
        for line in results.alignment.benefits
        if line.department is None and line.unit == "money per year" and (line.mode or 0) >= 0
    ]
    chosen, who, best = results.preferred, results.department, _best_if_owned(results)
    if unowned and chosen is not None and best is not None:
        place, option, value = best
        named = listed([f"“{short(title, 60)}”" for title in unowned[:3]])
        with_owner = figures.money(value.p50)
        if option.id != chosen.id:
            with_owner += f", as {kind_words(option)}"
        without = "it is not assessed"
        if isinstance(chosen.net_value, Quantiles):
            without = f"it is {figures.money(chosen.net_value.p50)}"
        yield Condition(
            f"{who or 'The asking department'} names who answers for {named}: with that the net"
            f" value is {with_owner} at the median, without it {without}.",
            who,
            by_date,
            "benefit owner",
            f"options.options.{place}.net_value_if_owned.p50",
        )
        return
    missing = {item.key for item in results.readiness.items if not item.present}
    if position in ("advance", "advance in part") and "benefit_owner" in missing:
        yield Condition(
            "Every benefit gets a department that answers for it.", who, by_date, "benefit owner"
        )


def _best_if_owned(results: Results) -> tuple[int, OptionResult, Quantiles] | None:
    """The option worth most if every benefit had an owner, with its place and that value."""
    options = results.options
    if isinstance(options, NotAssessed):
        return None
    found = [
        (place, option, value)
        for place, option in enumerate(options.options)
        if option.kind != "nothing" and isinstance(value := option.net_value_if_owned, Quantiles)
    ]
    return max(found, key=lambda entry: entry[2].p50, default=None)


def _answers(
    results: Results, by_date: str | None, figures: NumberFormat, settings: Settings
) -> Iterator[Condition]:
    """Numbers that nobody states and whose plausible values often change the advice."""
    found = results.open_questions
    for place, question in enumerate(() if found is None else found.questions):
        if question.rests_on != "trial":
            continue
        if question.chance_changes <= settings.advice.condition_chance:
            continue
        who = question.question.department
        yield Condition(
            f"{who} answers: {question.question.text} Plausible answers"
            f" ({question.tried}) would change the advice with a chance of"
            f" {figures.chance(question.chance_changes)}.",
            who,
            by_date,
            "answer",
            f"open_questions.questions.{place}.chance_changes",
        )
