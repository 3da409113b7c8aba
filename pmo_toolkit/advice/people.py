"""Whether people have hours for a proposal: conditions, reasons and questions."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.advice.positions import is_without_people, people_stand_in_the_way, position_of
from pmo_toolkit.advice.shapes import Condition, Reason, Results, start_beside_running_work
from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.capacity.questions import KEEPS_ITS_PEOPLE
from pmo_toolkit.analysis.capacity.shapes import EarliestStart, RemainingResources
from pmo_toolkit.analysis.capacity.shortages import OVERLOADED, Shortage, shortages
from pmo_toolkit.analysis.evidence.readiness import BUSINESS
from pmo_toolkit.core.number_format import NumberFormat, listed, month, short
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.names.departments import IT

TOPIC = "capacity"
#: Roles that are named on the first page; the section on people shows all.
_MOST_ROLES = 3
#: Chance of a start that is named.
_PLAN = 0.8


def people_conditions(
    position: str,
    results: Results,
    by_date: str | None,
    figures: NumberFormat,
    settings: Settings,
) -> Iterator[Condition]:
    """Hours are freed, or it starts later: where the advice is not against going on at all.

    Where it pays only if they are freed, a later start is no way out.

    No table says which department plans the hours of a role: that is asked.
    """
    resources, start = results.resources, start_beside_running_work(results)
    if position == "do not pursue yet" or start is None or not _is_late(start):
        return
    assert isinstance(resources, RemainingResources)
    if awaits_people(results, settings):
        yield from _ends_to_state(resources, by_date)
    rest = f", or it starts {_later(start)}"
    if people_stand_in_the_way(results, settings):
        rest = ", since a start as late as without them would cost more than it brings"
    for shortage in shortages(resources)[:_MOST_ROLES]:
        yield Condition(
            f"Begun in {month(resources.wished_month)}, it lacks up to"
            f" {figures.hours(shortage.hours)} a month of {_named(shortage.role)}"
            f" {_months(shortage)}: these are freed{rest}.",
            None,
            by_date,
            "people",
            f"resources.roles.{shortage.place}.chance_overloaded",
        )


def _ends_to_state(resources: RemainingResources, by_date: str | None) -> Iterator[Condition]:
    """Work under way whose end nobody states: it alone may be what stands in the way."""
    for question in resources.questions:
        if question.effect == KEEPS_ITS_PEOPLE:
            yield Condition(
                f"{question.department} answers: {question.text} {question.effect}",
                question.department,
                by_date,
                "answer",
            )


def people_reasons(results: Results, figures: NumberFormat, settings: Settings) -> Iterator[Reason]:
    """When it could start, in how many cases not at all, and what the wait costs."""
    start = start_beside_running_work(results)
    if start is not None and _is_late(start):
        yield from _start_reasons(results, start, figures)
    yield from _price(results, figures, settings)


def _start_reasons(
    results: Results, start: EarliestStart, figures: NumberFormat
) -> Iterator[Reason]:
    """For whom it waits, and how long."""
    resources = results.resources
    assert isinstance(resources, RemainingResources)
    tight = resources.bottleneck
    waits = f"It waits for {_named(tight)}" if tight else "It cannot begin as wished"
    if start.wait_p80 is not None:
        yield Reason(
            f"{waits}: with a chance of {percent(_PLAN)} it could start {_later(start)},"
            f" {figures.days(start.wait_p80)} after its wished start.",
            "resources.alone.wait_p80",
            start.wait_p80,
            "calendar days",
        )
    else:
        soonest = f"; hardly before {month(start.month_at_least)}" * bool(start.month_at_least)
        until = f" (to {month(resources.last_stated_month)})" * bool(resources.last_stated_month)
        yield Reason(
            f"{waits}: that it can start and be staffed within the months for which hours are"
            f" stated{until} has a chance of {figures.chance(start.chance_within_horizon)}"
            f"{soonest}.",
            "resources.alone.chance_within_horizon",
            start.chance_within_horizon,
            "probability",
        )
    if start.chance_ruled_out > 0:
        yield Reason(
            f"In {figures.chance(start.chance_ruled_out)} of the simulated cases no month for which"
            " hours are stated allows a start.",
            "resources.alone.chance_ruled_out",
            start.chance_ruled_out,
            "probability",
        )
    yield from _after_others(resources, start, figures)


def _after_others(
    resources: RemainingResources, start: EarliestStart, figures: NumberFormat
) -> Iterator[Reason]:
    """When it could start after the proposals that come before it, where that is later."""
    after = resources.after_others
    if isinstance(after, NotAssessed) or not resources.others or after.wait_p80 is None:
        return
    if start.wait_p80 is not None and after.wait_p80 > start.wait_p80:
        yield Reason(
            f"After {listed(resources.others)}, which {_come(resources.others)} before it, it could"
            f" start {_later(after)} with that chance.",
            "resources.after_others.wait_p80",
            after.wait_p80,
            "calendar days",
        )


def _price(results: Results, figures: NumberFormat, settings: Settings) -> Iterator[Reason]:
    """What the wait costs, or saves where it costs more than it brings, and what that decides."""
    wait = results.wait_for_people
    if wait is None or figures.money(abs(wait.cost.p50)) == figures.money(0.0):
        return
    verb = "costs" if wait.cost.p50 > 0 else "saves"
    least = " at least" * (wait.cost.p50 > 0 and is_least_wait(results))
    lost, if_free = figures.money(abs(wait.cost.p50)), figures.money(wait.net_value_if_free.p50)
    yield Reason(
        f"Waiting for people {verb}{least} {lost} of net value at the median, which would be"
        f" {if_free} if all were free at once.",
        "business_case.wait_for_people.cost.p50",
        wait.cost.p50,
        "money",
    )
    if people_stand_in_the_way(results, settings):
        yield Reason(
            "People stand in its way, not money: if all were free at once, its net value would be"
            f" positive with a chance of {figures.chance(wait.chance_if_free)}.",
            "business_case.wait_for_people.chance_if_free",
            wait.chance_if_free,
            "probability",
        )


def is_least_wait(results: Results) -> bool:
    """Whether the wait may well be longer.

    It often ends beyond the stated months, or something that takes hours is not stated.
    """
    start, resources = start_beside_running_work(results), results.resources
    if start is None or not isinstance(resources, RemainingResources):
        return False
    return not resources.is_all_known or round(1 - start.chance_within_horizon, 2) > OVERLOADED


def wait_in_value(results: Results) -> str:
    """Which net value is meant, as words in brackets; empty where it waits for nobody."""
    wait = results.wait_for_people
    if wait is not None:
        is_least = is_least_wait(results)
        if not wait.is_felt:
            return "waiting for people counted only as far as hours are stated" * is_least
        return "its wait for people counted" + ", as the least that it can be" * is_least
    return "waiting for people not counted" if is_wait_unknown(results.resources) else ""


def is_wait_unknown(resources: RemainingResources | NotAssessed | None) -> bool:
    """Whether nothing tells how long it waits for people, though it may need some."""
    found = resources.alone if isinstance(resources, RemainingResources) else resources
    return isinstance(found, NotAssessed) and found.code != ReasonCode.NOT_APPLICABLE


def people_questions(results: Results, settings: Settings) -> tuple[Question, ...]:
    """What is not stated of the people whom it needs, and whether it could start later."""
    return tuple(dict.fromkeys((*_unstated(results), *_if_late(results, settings))))


def _unstated(results: Results) -> Iterator[Question]:
    resources = results.resources
    if isinstance(resources, NotAssessed) and "capacity" in resources.names:
        yield Question(
            IT,
            "How many hours a month has each role that it needs, and how many are taken already?",
            "it could be said when it can start, and what waiting for people costs",
            TOPIC,
        )
    if (
        isinstance(resources, NotAssessed)
        and "demand" in resources.names
        and resources.code == ReasonCode.NOT_STATED
    ):
        yield Question(
            IT,
            "For how many hours a month, and for how many months, does it need each role?",
            f"{resources.why}; waiting for people is not counted",
            TOPIC,
        )
    if isinstance(resources, RemainingResources):
        yield from resources.questions


def _if_late(results: Results, settings: Settings) -> Iterator[Question]:
    """Who plans the hours that it lacks, which no table says, and whether it could wait."""
    start, resources = start_beside_running_work(results), results.resources
    if start is None or not _is_late(start) or not isinstance(resources, RemainingResources):
        return
    if position_of(results, settings) == "do not pursue yet":
        return
    roles = [_named(shortage.role) for shortage in shortages(resources)[:_MOST_ROLES]]
    if roles:
        yield Question(
            IT,
            f"Who plans the hours of {listed(roles)}, and answers for those that it lacks?",
            "no table names a department that could free them",
            TOPIC,
        )
    if start.month_p80 is not None and not people_stand_in_the_way(results, settings):
        yield Question(
            results.department or BUSINESS,
            f"Could it start {_later(start)}, and what would be lost by then?",
            "as stated, people have no hours for it sooner",
            TOPIC,
        )


def awaited_people(results: Results, figures: NumberFormat, settings: Settings) -> str:
    """What a proposal that is deferred for want of people waits for; empty where it is not."""
    resources, held = results.resources, people_stand_in_the_way(results, settings)
    if not awaits_people(results, settings):
        return ""
    tight = resources.bottleneck if isinstance(resources, RemainingResources) else None
    who = _named(tight) if tight else "the people whom it needs"
    freed = f"hours of {who} are freed for it"
    return f"{freed}: {hours_that_lack(results, figures)}" if held else freed


def awaits_people(results: Results, settings: Settings) -> bool:
    """Whether want of people defers it: no stated month allows a start, or none soon enough."""
    start = start_beside_running_work(results)
    no_start = start is not None and is_without_people(1 - start.chance_ruled_out, settings)
    return no_start or people_stand_in_the_way(results, settings)


def hours_that_lack(results: Results, figures: NumberFormat) -> str:
    """What is asked for and what is there, and what it would bring with the rest, as a clause."""
    wait, resources = results.wait_for_people, results.resources
    assert wait is not None
    worth = (
        f"it would bring {figures.money(wait.net_value_if_free.p50)} more than it costs at the"
        " median"
    )
    lacking = shortages(resources) if isinstance(resources, RemainingResources) else ()
    if not lacking:
        return f"begun as wished, {worth}"
    first, others = lacking[0], lacking[1:_MOST_ROLES]
    there = f"{figures.hours(first.left)} are there"
    if first.left <= 0:
        there = "none is there"
        if figures.hours(first.left) != figures.hours(0.0):
            there = f"{figures.hours(-first.left)} too many are taken already"
    more = [f"{figures.hours(first.hours)} more"]
    more += [f"{figures.hours(other.hours)} more of {_named(other.role)}" for other in others]
    return (
        f"{figures.hours(first.asked_for)} a month of the role {_named(first.role)} are asked for,"
        f" {there}; with {listed(more)}, {worth}"
    )


def _is_late(start: EarliestStart) -> bool:
    """Whether it waits with a chance above that which is planned against."""
    return start.wait_p80 is None or start.wait_p80 > 0


def _later(start: EarliestStart) -> str:
    if start.month_p80 is not None:
        return f"in {month(start.month_p80)}"
    return "later than the months for which hours are stated"


def _months(shortage: Shortage) -> str:
    if shortage.first == shortage.last:
        return f"in {month(shortage.first)}"
    return f"from {month(shortage.first)} to {month(shortage.last)}"


def _named(role: str) -> str:
    """The role in the words of the department that named it."""
    return f"“{short(role, 40)}”"


def _come(names: tuple[str, ...]) -> str:
    return "comes" if len(names) == 1 else "come"
