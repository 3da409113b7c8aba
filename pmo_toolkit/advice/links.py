"""What a proposal's dependencies ask for: conditions of the advice, and questions."""

from __future__ import annotations

from collections.abc import Iterator

from pmo_toolkit.advice.positions import printed
from pmo_toolkit.advice.shapes import Calendar, Condition, Results
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.dependencies.dates import free_from
from pmo_toolkit.analysis.dependencies.graph_results import SinglePoint
from pmo_toolkit.analysis.dependencies.shapes import ITSELF, LinkedProposal
from pmo_toolkit.analysis.evidence.readiness import BUSINESS
from pmo_toolkit.core.number_format import NumberFormat, counted, day, listed
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.names.departments import IT

TOPIC = "dependencies"
#: Of questions that read the same from the side of every proposal that they are about.
BETWEEN = "between proposals"
#: Ways in which dependencies clash that no other condition says.
_CLASHES = ("requires and excludes", "requires both", "under way")


def link_conditions(
    results: Results, by_date: str | None, figures: NumberFormat, settings: Settings
) -> tuple[Condition, ...]:
    """What must be decided, finished, cleared up or confirmed elsewhere."""
    return (
        *_required(results, by_date, settings),
        *_in_flight(results),
        *_unclear(results, by_date),
        *_excluded(results, by_date, figures),
        *_bundle(results, by_date, figures, settings),
        *_single_points(results, by_date),
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
            f"{wanted}, after this one would begin ({day(calendar.start)}): if that one takes so"
            f" long, this one cannot begin before {day(free)}, or it names the part that it needs"
            " before."
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
    for sentence in _clashes(results):
        text = f"It is settled which of its dependencies hold. {sentence}"
        yield Condition(text, who, by_date, "requires")


def _clashes(results: Results) -> Iterator[str]:
    """Dependencies that cannot all hold, further away than the proposal's own rows."""
    links = results.links
    known = {*links.contradictions, *(work.proposal.id for work in links.excludes)}
    for clash in links.clashes:
        if clash.kind in _CLASHES and not known & set(clash.ids):
            yield clash.sentence


def _single_points(results: Results, by_date: str | None) -> Iterator[Condition]:
    """What else hangs on what it needs: a way out is settled, where no decision is waited for."""
    decided = {work.id for work in results.requires}
    for place, point in enumerate(results.links.single_points):
        hanging = len(point.stops)
        if point.id in decided or not hangs_on(results, point):
            continue
        ends = f", whose contract ends on {day(point.until)}," if point.until else ""
        yield Condition(
            f"It is settled what becomes of it if {point.id} ({point.title}){ends} fails or is"
            f" late: {counted(hanging, 'proposal hangs', 'proposals hang')} on it.",
            point.department,
            by_date,
            "single point",
            f"dependencies.single_points.{place}.expected",
        )


def hangs_on(results: Results, point: SinglePoint) -> bool:
    """Whether it needs what much hangs on, over one requirement or several."""
    needed = {work.id for work in (*results.requires, *results.links.in_flight)}
    return point.id in needed | {tie.id for tie in results.links.needs}


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


def link_questions(results: Results) -> tuple[Question, ...]:
    """Questions on what is unclear first, then on what would be worth knowing."""
    return tuple(
        dict.fromkeys((*_unclear_questions(results), *_unstated(results), *_touching(results)))
    )


def _unclear_questions(results: Results) -> Iterator[Question]:
    links, own = results.links, results.department or BUSINESS
    for work in links.unknown:
        yield _question(
            own,
            f"What is “{work.id}”, which it requires and which no table holds?",
            "it could be said when this can begin and whether it can",
        )
    for exclusion in links.excludes:
        if not exclusion.proposal.title:
            yield _question(
                own,
                f"What is “{exclusion.proposal.id}”, which it excludes?",
                "it could be weighed against it",
            )
    if links.circle:
        start = links.circle.index(min(links.circle))  # the same words from every side
        circle = (*links.circle[start:], *links.circle[:start])
        yield _question(
            own,
            f"Which of {listed(circle)} comes first? Each requires the next in a circle.",
            "none of them could begin as the tables stand",
            BETWEEN,
        )
    for name in links.contradictions:
        text = f"Does it require {name} or exclude it? The tables say both."
        if name == ITSELF:
            text = "On which other proposal does it depend? The tables name the proposal itself."
        yield _question(own, text, "the dependency could be taken into account")
    for sentence in _clashes(results):
        text = f"Which of these dependencies hold? {sentence}"
        yield _question(own, text, "as the tables stand, they cannot all hold")


def _unstated(results: Results) -> Iterator[Question]:
    """What is needed of what it requires, and is not stated."""
    own = results.department or BUSINESS
    for work in results.links.in_flight:
        if work.finish is None:
            yield _question(
                work.department or IT,
                f"When will {_name(work)} be finished?",
                "it could be said when this can begin",
            )
        if work.department is None:
            yield _question(
                IT,
                f"Which department answers for {_name(work)}?",
                "its finish, which this waits for, would have an owner",
            )
    for linked in results.requires:
        if not linked.is_strength_stated:
            yield _question(
                own,
                f"How strongly does it need {linked.id} ({linked.title}): could it do without?",
                "an unstated need is taken as certain, and adds nothing to what the other is worth",
            )


def _touching(results: Results) -> Iterator[Question]:
    links, own = results.links, results.department or BUSINESS
    for linked in links.enables:
        yield _question(
            linked.department or BUSINESS,
            f"What more would {_name(linked)} bring if {results.name} comes first?",
            "the gain could be counted; as stated, either can be done without the other",
            BETWEEN,
        )
    for linked in links.enabled_by:
        yield _question(
            own,
            f"What more would {results.name} bring if {_name(linked)} comes first?",
            "the gain could be counted, and the order chosen by it",
            BETWEEN,
        )
    for linked in links.relates:
        # In one order, so that a department which both sides ask is asked once.
        both = " and ".join(sorted((results.name, _name(linked))))
        for department in dict.fromkeys((own, linked.department or BUSINESS)):
            yield _question(
                department,
                f"Where do {both} touch: the same data, process, people or supplier?",
                "work could be shared, or a clash avoided",
                BETWEEN,
            )


def _question(department: str, text: str, effect: str, topic: str = TOPIC) -> Question:
    return Question(department, text, effect, topic)


def _name(linked: LinkedProposal) -> str:
    return named(linked.id, linked.title)


def named(proposal: str, title: str | None) -> str:
    """Id and title, as questions name a proposal."""
    return f"{proposal} ({title})" if title else proposal
