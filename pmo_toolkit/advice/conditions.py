"""What must hold for an advice to stand: what, who must act, by when."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.advice.people import people_conditions
from pmo_toolkit.advice.positions import printed
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
from pmo_toolkit.analysis.dependencies.dates import free_from, shifted
from pmo_toolkit.analysis.dependencies.shapes import ITSELF, LinkedProposal
from pmo_toolkit.analysis.money.cost import CostView
from pmo_toolkit.analysis.money.option_results import OptionResult
from pmo_toolkit.core.number_format import NumberFormat, counted, day, listed, short
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
        *people_conditions(position, results, by_date, figures),
        *_required(results, by_date, settings),
        *_in_flight(results),
        *_unclear(results, by_date),
        *_excluded(results, by_date, figures),
        *_bundle(results, by_date, figures, settings),
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


def _required(results: Results, by_date: str | None, settings: Settings) -> Iterator[Condition]:
    """Proposals that it requires are decided first; where the dates clash, both are said."""
    circle = set(results.links.circle)
    hopeless = {
        bundle.enabler
        for bundle in results.links.bundles
        if bundle.chance_net_positive is not None
        and round(bundle.chance_net_positive, 2) < settings.advice.unlikely
    }
    for place, linked in enumerate(results.requires):
        first = "together with it" if linked.id in circle else "first"
        rest = ""
        if linked.id in hopeless:
            rest = (
                "; it would cost more than it brings even with what requires it, so that this one"
                " does without it or pays for it"
            )
        yield Condition(
            f"{linked.id} ({linked.title}), on which it depends and which nobody has approved"
            f" either, is decided {first}{rest}.{_dates_clash(linked, results.calendar)}",
            linked.department,
            by_date,
            "requires",
            f"requires.{place}.strength",
        )


def _dates_clash(required: LinkedProposal, calendar: Calendar | None) -> str:
    """That required work ends after this one would begin or end, with both days."""
    free = free_from(required)
    if calendar is None or free is None:
        return ""
    wanted = f" It is wanted by {day(required.finish)}"
    if required.lag_days:
        wanted += f" and {_days(required.lag_days)} must pass"
    if calendar.finish is not None and free > calendar.finish:
        return (
            f"{wanted}, no earlier than this one itself ({day(calendar.finish)}): one of the two"
            " dates has to move."
        )
    if calendar.start is not None and free > calendar.start:
        return (
            f"{wanted}, after this one would begin ({day(calendar.start)}): it begins on"
            f" {day(free)} at the earliest, or names the part that it needs before."
        )
    return ""


def _in_flight(results: Results) -> Iterator[Condition]:
    """Work in flight that it requires is finished."""
    calendar = results.calendar
    for place, work in enumerate(results.links.in_flight):
        planned = f"planned {day(work.finish)}" if work.finish else "when is not stated"
        text = f"{work.id} ({work.title}), work in flight, is finished ({planned})"
        if work.lag_days:
            text += f" and {_days(work.lag_days)} have passed"
        free = free_from(work)
        if calendar is not None and calendar.start and free and free > calendar.start:
            text += (
                f"; as planned, this one begins on {day(free)} at the earliest, not on"
                f" {day(calendar.start)}"
            )
        number = f"dependencies.in_flight.{place}.strength"
        yield Condition(f"{text}.", work.department, work.finish, "in flight", number)


def _unclear(results: Results, by_date: str | None) -> Iterator[Condition]:
    """What the tables say of its dependencies and cannot be meant so."""
    links, who = results.links, results.department
    for work in links.unknown:
        text = f"It is said what “{work.id}” is, which it requires and which is not known here."
        yield Condition(text, who, by_date, "requires")
    if links.circle:
        text = f"{listed(links.circle)} require each other in a circle: one is named to come first."
        yield Condition(text, who, by_date, "requires")
    for name in links.contradictions:
        text = f"It is settled whether it requires {name} or excludes it: the tables say both."
        if name == ITSELF:
            text = "It is settled what it depends on: the tables name the proposal itself."
        yield Condition(text, who, by_date, "requires")


def _excluded(results: Results, by_date: str | None, figures: NumberFormat) -> Iterator[Condition]:
    for place, exclusion in enumerate(results.links.excludes):
        rival, chance = exclusion.proposal, exclusion.chance_worth_more
        name = f"{rival.id} ({rival.title})"
        text = f"It is decided together with {name}, which it excludes: at most one comes about."
        if exclusion.gives_way:
            more = (
                f" and is worth more in {figures.chance(1 - chance)} of the simulated cases"
                if chance is not None
                else ""
            )
            text = f"{name}, which excludes it{more}, is decided first."
        if exclusion.is_under_way:
            text = f"{name} is under way and excludes it: it is decided which of the two goes on."
        number = None if chance is None else f"dependencies.excludes.{place}.chance_worth_more"
        yield Condition(text, rival.department, by_date, "excludes", number)


def _bundle(
    results: Results, by_date: str | None, figures: NumberFormat, settings: Settings
) -> Iterator[Condition]:
    """An enabler that is not worth it alone rests on those that require it, who must say so."""
    chance, value = printed(results.chance_net_positive), _median(results)
    if chance is None or chance >= settings.advice.likely or value is None:
        return
    bundle = printed(results.chance_of_bundle)
    if bundle is not None and bundle < settings.advice.unlikely:
        return  # it is not worth it together with them either
    alone = f"alone it would bring {figures.money(value)} at the median"
    if value < 0:
        alone = f"alone it would cost {figures.money(-value)} more than it brings"
    by_department: dict[str | None, list[LinkedProposal]] = {}
    for linked in results.required_by:
        by_department.setdefault(linked.department, []).append(linked)
    for department, dependants in by_department.items():
        named = listed([f"{linked.id} ({linked.title})" for linked in dependants])
        need = "needs" if len(dependants) == 1 else "need"
        yield Condition(
            f"It is confirmed that {named} {need} it: {alone}.",
            department,
            by_date,
            "bundle",
            f"options.options.{results.preferred_place}.net_value.p50",
        )


def _median(results: Results) -> float | None:
    chosen = results.preferred
    if chosen is None or isinstance(chosen.net_value, NotAssessed):
        return None
    return chosen.net_value.p50


def _days(number: float) -> str:
    return counted(round(number), "day", "days")
