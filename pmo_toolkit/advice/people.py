"""Whether people have hours for a proposal: conditions, reasons and questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmo_toolkit.advice.positions import is_without_people, position_of
from pmo_toolkit.advice.shapes import Condition, Reason, Results, start_beside_running_work
from pmo_toolkit.analysis.base.likelihood import percent
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles, Question
from pmo_toolkit.analysis.capacity.shapes import EarliestStart, RemainingResources, RoleLoad
from pmo_toolkit.analysis.evidence.readiness import BUSINESS, IT
from pmo_toolkit.core.number_format import NumberFormat, listed, month, short
from pmo_toolkit.core.settings import Settings

TOPIC = "capacity"
#: Roles that are named on the first page; the section on people shows all.
_MOST_ROLES = 3
#: Chance of a start that is named, and above which a role counts as short of hours in a month.
_PLAN, _OVERLOADED = 0.8, 0.2


@dataclass(frozen=True)
class Shortage:
    """Hours that one role lacks.

    Parameters
    ----------
    place : int
        Of the role among those that the option needs.
    role : str
    hours : float
        Hours a month that are asked for with a chance of 80 %, beyond those that are left with that
        chance, in the month in which most lack.
    first, last : str
        First and last month in which they lack with a chance above 20 %, ``YYYY-MM``.
    """

    place: int
    role: str
    hours: float
    first: str
    last: str


def shortages(resources: RemainingResources) -> tuple[Shortage, ...]:
    """Roles that lack hours if it starts when it wishes, the tightest first."""
    found = (_shortage(place, load) for place, load in enumerate(resources.roles))
    return tuple(shortage for shortage in found if shortage is not None)


def _shortage(place: int, load: RoleLoad) -> Shortage | None:
    lacking = [
        (spot.month, spot.demand_hours.p80 - spot.net_hours.p20)
        for spot in load.months
        if isinstance(spot.demand_hours, Quantiles)
        and isinstance(spot.net_hours, Quantiles)
        and spot.chance_overloaded is not None
        and round(spot.chance_overloaded, 2) > _OVERLOADED
    ]
    most = max((hours for _, hours in lacking), default=0.0)
    if most <= 0:
        return None
    return Shortage(place, load.role, most, lacking[0][0], lacking[-1][0])


def people_conditions(
    position: str, results: Results, by_date: str | None, figures: NumberFormat
) -> Iterator[Condition]:
    """Hours are freed, or it starts later: where the advice is not against going on at all.

    No table says which department plans the hours of a role: that is asked.
    """
    resources, start = results.resources, start_beside_running_work(results)
    if position == "do not pursue yet" or start is None or not _is_late(start):
        return
    assert isinstance(resources, RemainingResources)
    for shortage in shortages(resources)[:_MOST_ROLES]:
        yield Condition(
            f"Begun in {month(resources.wished_month)}, it lacks up to"
            f" {figures.hours(shortage.hours)} a month of {_named(shortage.role)}"
            f" {_months(shortage)}: these are freed, or it starts {_later(start)}.",
            None,
            by_date,
            "people",
            f"resources.roles.{shortage.place}.chance_overloaded",
        )


def people_reasons(results: Results, figures: NumberFormat) -> Iterator[Reason]:
    """When it could start, in how many cases not at all, and what the wait costs."""
    start = start_beside_running_work(results)
    if start is None or not _is_late(start):
        return
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
    yield from _price(results, figures)


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


def _price(results: Results, figures: NumberFormat) -> Iterator[Reason]:
    """What the wait costs, or saves where it costs more than it brings."""
    wait = results.wait_for_people
    if wait is None or figures.money(abs(wait.cost.p50)) == figures.money(0.0):
        return
    verb = "costs" if wait.cost.p50 > 0 else "saves"
    yield Reason(
        f"That wait {verb} {figures.money(abs(wait.cost.p50))} of net value at the median,"
        f" which would be {figures.money(wait.net_value_if_free.p50)} if all were free at once.",
        "business_case.wait_for_people.cost.p50",
        wait.cost.p50,
        "money",
    )


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
    if start.month_p80 is not None:
        yield Question(
            results.department or BUSINESS,
            f"Could it start {_later(start)}, and what would be lost by then?",
            "as stated, people have no hours for it sooner",
            TOPIC,
        )


def awaited_people(results: Results, settings: Settings) -> str:
    """What a proposal that is deferred for want of people waits for; empty where it is not."""
    start, resources = start_beside_running_work(results), results.resources
    if start is None or not is_without_people(1 - start.chance_ruled_out, settings):
        return ""
    assert isinstance(resources, RemainingResources)
    who = _named(resources.bottleneck) if resources.bottleneck else "the people whom it needs"
    return f"hours of {who} are freed for it"


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
