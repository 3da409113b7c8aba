"""What is asked where hours of roles, their work or its finish are not stated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.capacity.demand import HOURS_A_MONTH, NUMBER_OF_MONTHS, Demand
from pmo_toolkit.analysis.capacity.months import month_text
from pmo_toolkit.analysis.capacity.role_hours import RoleHours
from pmo_toolkit.analysis.capacity.running_work import RunningWork, hours_a_month
from pmo_toolkit.analysis.capacity.starting import Starts
from pmo_toolkit.core.number_format import listed, month
from pmo_toolkit.core.settings.names.departments import IT

#: What is supposed of work under way until somebody says when it ends.
KEEPS_ITS_PEOPLE = "Until then it is taken to keep its people through all months that are stated."
TOPIC = "capacity"
_MOST_MONTHS = 6
_ALL_TAKEN = "Until then it is taken to keep all hours of the role until it ends."
_WORDS = {
    "absence_hours": "leave and sickness",
    "run_work_hours": "the work that keeps things running",
    "ticket_hours": "tickets",
}


def questions_on_roles(
    demand: Demand, hours: Mapping[str, RoleHours], first: int
) -> dict[str, str]:
    """Role → what is asked about its hours; only of roles of which something is not stated.

    Parameters
    ----------
    demand : Demand
    hours : mapping of str to RoleHours
        Of roles that have any stated.
    first : int
        Number of the first month of the proposal: earlier ones are not asked for.
    """
    found = {}
    for role in demand.roles:
        text = _question_on(role.role, hours.get(role.role), first)
        if text is not None:
            found[role.role] = text
    return found


def _question_on(role: str, hours: RoleHours | None, first: int) -> str | None:
    if hours is None:
        return (
            f"How many hours a month has the role {role}, and how many of them do absence, running"
            " work and tickets take?"
        )
    missing = [number for number in hours.missing if number >= first]
    if first < hours.first:
        missing = [*range(first, hours.first), *missing]
    if missing:
        return f"How many hours has the role {role} in {_months(missing)}?"
    if hours.never_stated:
        taking = listed([_WORDS[name] for name in hours.never_stated])
        return f"How many hours a month of the role {role} go into {taking}?"
    blank = {name: hours.blank_months(name, first) for name in hours.stated if name in _WORDS}
    asked = sorted({number for numbers in blank.values() for number in numbers})
    if asked:
        taking = listed([_WORDS[name] for name, numbers in blank.items() if numbers])
        return f"How many hours of the role {role} go into {taking} in {_months(asked)}?"
    return None


def _months(numbers: Sequence[int]) -> str:
    """The first six months in words, and whether there are more."""
    rest = " and later months" if len(numbers) > _MOST_MONTHS else ""
    return listed([month(month_text(number)) for number in numbers[:_MOST_MONTHS]]) + rest


def resource_questions(
    demand: Demand,
    hours: Mapping[str, RoleHours],
    on_roles: Mapping[str, str],
    found: Starts,
    work: Sequence[RunningWork],
) -> tuple[Question, ...]:
    """All questions on remaining resources, those first that keep most from being known.

    Parameters
    ----------
    demand : Demand
    hours : mapping of str to RoleHours
    on_roles : mapping of str to str
        From `questions_on_roles`.
    found : Starts
    work : sequence of RunningWork
    """
    return tuple(dict.fromkeys(_questions(demand, hours, on_roles, found, work)))


def _questions(
    demand: Demand,
    hours: Mapping[str, RoleHours],
    on_roles: Mapping[str, str],
    found: Starts,
    work: Sequence[RunningWork],
) -> Iterator[Question]:
    yield from demand_questions(demand)
    for role, text in on_roles.items():
        yield Question(IT, text, _effect(hours.get(role)), TOPIC)
    by_id = {project.project: project for project in work}
    for name in _named(hours, "going_on"):
        yield finish_question(by_id[name])
    for role, known in hours.items():
        monthly = hours_a_month(work, role)
        for name in known.hours_unknown:
            yield hours_question(by_id[name], role, monthly[name])
    yield from set_aside_questions(
        sorted({row for known in hours.values() for row in known.work_set_aside})
    )
    yield from _on_running_work(hours, work)
    if found.shift_at(0.8) is None:
        ends = month(month_text(found.first + found.tried - 1))
        yield Question(
            IT,
            f"How many hours have {listed([role.role for role in demand.roles])} after {ends}?",
            "The months that are stated are too few to say when this can start.",
            TOPIC,
        )


def finish_question(work: RunningWork) -> Question:
    """When work under way will be finished, put to the department for which it is done."""
    faulty = ""
    if work.unread_rows:
        rows = _rows(work.unread_rows)
        faulty = f" By {rows} of the table in_flight it ends before it begins."
    effect = KEEPS_ITS_PEOPLE
    if work.finish is not None:
        effect = "Until then it is taken to go on as long as finished projects lead to expect."
    text = f"When will {work.named} be finished?{faulty}"
    return Question(work.department or IT, text, effect, TOPIC)


def hours_question(work: RunningWork, role: str, supposed: float | None) -> Question:
    """How many hours of a role work under way takes.

    Parameters
    ----------
    work : RunningWork
    role : str
    supposed : float or None
        What counts until then, from `hours_a_month`.
    """
    effect = _ALL_TAKEN
    if supposed is not None:
        effect = (
            f"Until then {supposed:.0f} count, the most that other work takes of the role or that"
            " it takes of another. Fewer hours may be left than are shown."
        )
    text = f"How many hours a month does {work.named} take of the role {role}?"
    return Question(work.department or IT, text, effect, TOPIC)


def set_aside_questions(rows: Sequence[int]) -> Iterator[Question]:
    """What rows of work under way that cannot be used take; none where all can."""
    if rows:
        yield Question(
            IT,
            "Which work under way takes how many hours of which role by"
            f" {_rows(rows)} of the table in_flight?",
            "These rows cannot be used. Fewer hours may be left than are shown, and the start may"
            " be later.",
            TOPIC,
        )


def demand_questions(demand: Demand) -> Iterator[Question]:
    """What is asked of roles that an option names without hours or without months."""
    for role, gap in demand.missing:
        asked = {
            HOURS_A_MONTH: f"For how many hours a month does {demand.option} need the role {role}?",
            NUMBER_OF_MONTHS: f"For how many months does {demand.option} need the role {role}?",
        }
        effect = "It could then be held against the hours that are left of it."
        yield Question(IT, asked[gap], effect, TOPIC)
    for role in demand.until_delivery:
        yield Question(
            IT,
            f"For how many months does {demand.option} need the role {role}?",
            "Until then it is taken to need it until it is delivered.",
            TOPIC,
        )


def _on_running_work(
    hours: Mapping[str, RoleHours], work: Sequence[RunningWork]
) -> Iterator[Question]:
    """Since when work runs that takes hours of the roles, and of which role it takes them."""
    for project in work:
        if project.without_role > 0:
            yield Question(
                IT,
                f"Of which role does {project.named} take"
                f" {project.without_role:.0f} hours a month?",
                "Until then they are taken off each role that is needed.",
                TOPIC,
            )
        concerned = project.without_role > 0 or not project.hours.keys().isdisjoint(hours)
        if concerned and not project.is_start_stated and project.finish is not None:
            yield Question(
                IT,
                f"Since when does {project.named} run?",
                "Until then its finish is taken to slip as that of the longest work does.",
                TOPIC,
            )


def _effect(hours: RoleHours | None) -> str:
    if hours is None:
        return "The start is told as far as the other roles go: it may be later."
    if hours.never_stated and not hours.missing:
        return " ".join(supposed_shares(hours)) + (
            " Fewer hours may be left than are shown, and the start may be later."
        )
    if hours.is_at_most and not hours.missing:
        return "Until then the largest that its other months state is taken off."
    return "No start is counted whose work falls into these months."


def supposed_shares(hours: RoleHours) -> Iterator[str]:
    """What is taken off of that which no month of a role states, a sentence each."""
    for name in hours.never_stated:
        share = hours.supposed.get(name)
        words = _WORDS[name]
        if share is None:
            yield f"No role states hours of {words}: until then none are taken off."
        elif share.roles == 0:
            yield f"Until then a usual {_percent(share.high)} is taken off for {words}."
        else:
            others = "one other role" if share.roles == 1 else f"{share.roles} other roles"
            least = f"; the least is {100 * share.low:.0f} %" if share.low < share.high else ""
            yield (
                f"Until then {_percent(share.high)} is taken off for {words}, the most that"
                f" {others} {'states' if share.roles == 1 else 'state'}{least}."
            )


def _rows(numbers: Sequence[int]) -> str:
    return f"row{'s' if len(numbers) > 1 else ''} {listed([str(number) for number in numbers])}"


def _percent(share: float) -> str:
    return f"{100 * share:.0f} % of its hours"


def _named(hours: Mapping[str, RoleHours], field: str) -> list[str]:
    """Ids of work under way that several roles may share, each once."""
    return sorted({name for known in hours.values() for name in getattr(known, field)})
