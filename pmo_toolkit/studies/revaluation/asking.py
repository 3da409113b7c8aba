"""What is odd in the tables of a revaluation, and what is asked of whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.capability.recorded_year import RecordedYear
from pmo_toolkit.analysis.capability.shapes import Service
from pmo_toolkit.analysis.capability.thin_kinds import ThinKind, ThinSpot
from pmo_toolkit.analysis.capability.tree import CapabilityTree, services_below
from pmo_toolkit.core.errors import Grade, Trouble
from pmo_toolkit.core.number_format import NumberFormat, counted, listed, month
from pmo_toolkit.core.settings.names.departments import IT
from pmo_toolkit.core.troubles import rows_in_words
from pmo_toolkit.studies.revaluation.result import RevaluedService

#: Ids that a remark names; the rest is counted.
_MOST_NAMED = 8
_RATING_WORDS = {
    "technical_fit": "how sound it is technically",
    "functional_fit": "how well it does what is needed",
}


#: Tables of which rows that cannot be used are told.
_READ = ("capabilities", "services", "service_costs", "goals", "options")


def rows_left_out(troubles: Iterable[Trouble]) -> dict[str, set[int]]:
    """Table that is looked at → its rows that faults keep out."""
    rows: dict[str, set[int]] = {}
    for trouble in troubles:
        if trouble.grade is Grade.ROW and trouble.table in _READ:
            own = trouble.rows or (() if trouble.row is None else (trouble.row,))
            rows.setdefault(trouble.table, set()).update(own)
    return rows


def unusable_rows(troubles: Iterable[Trouble]) -> Iterator[str]:
    """Rows of the tables that are looked at and that faults keep out, a sentence a table."""
    rows = rows_left_out(troubles)
    for table in _READ:
        if rows.get(table):
            numbers = rows_in_words(tuple(sorted(rows[table])))
            yield (
                f"Of the table {table}, {numbers} cannot be used; the check of the workspace says"
                " why."
            )


def cells_not_read(troubles: Iterable[Trouble]) -> Iterator[str]:
    """Cells that say something which is not read, such as a cost in another currency."""
    for trouble in troubles:
        reason = trouble.reason or trouble.what
        is_one = trouble.grade is Grade.FINDING and trouble.table in _READ and trouble.found
        if is_one and trouble.column and trouble.row is not None and "not assessed" in reason:
            rows = rows_in_words(trouble.rows or (trouble.row,))
            yield f"In the table {trouble.table}, column {trouble.column}, {rows}: {reason}."


def remarks_on(tree: CapabilityTree, services: Sequence[Service], as_of: dt.date) -> Iterator[str]:
    """What is odd in the tables, and how it was read."""
    for circle in tree.circles:
        yield (
            f"{listed(circle)} stand above each other in a circle: each is taken as the top of its"
            " own branch."
        )
    if tree.unknown_parents:
        named = [f"{own} (under {parent})" for own, parent in tree.unknown_parents]
        yield f"The capability above is not known of {_some(named)}: taken as tops."
    loose = [one.id for one in services if not one.capabilities]
    if loose:
        number = counted(len(loose), "service supports", "services support")
        yield f"{number} no stated capability: {_some(loose)}. They stand outside the map."
    unknown = [one.id for one in services if one.capabilities and not tree.places_of(one)]
    if unknown:
        yield f"The capability of {_some(unknown)} is not on the map: they stand outside it."
    yield from _of_several(tree, services)
    past = [one.id for one in services if one.contract_end is not None and one.contract_end < as_of]
    if past:
        yield f"The stated contract has ended of {_some(past)}: is there a newer one?"
    supported = services_below(tree, services)
    empty = [name for name in tree.by_id if not tree.is_leaf(name) and name not in supported]
    if empty and services:
        yield f"No service stands in the branches of {_some(empty)}."


def months_not_ended(number: int) -> Iterator[str]:
    """How many rows of ``service_costs`` are of months that have not ended."""
    if number:
        rows = counted(number, "row", "rows")
        yield (
            "Left out of service_costs, since a month that has not ended is no whole record of a"
            f" cost: {rows}."
        )


def recorded_in_words(recorded: RecordedYear, numbers: NumberFormat) -> str:
    """The sum of the last twelve months, with their period."""
    period = f"{month(recorded.first.isoformat()[:7])} to {month(recorded.last.isoformat()[:7])}"
    part = "" if recorded.is_whole else f", of which {recorded.months} of 12 months are stated"
    return f"{numbers.stated_money(recorded.amount)} from {period}{part}"


def costs_that_differ(
    services: Iterable[RevaluedService], numbers: NumberFormat, tolerance: float
) -> Iterator[str]:
    """Services whose stated cost a year is not what twelve months cost, and which one counts."""
    found = [one for one in services if one.costs_differ]
    if found:
        named = [
            f"{one.service.id} (stated {numbers.stated_money(one.annual_cost)} a year, recorded"
            f" {recorded_in_words(one.recorded, numbers)})"
            for one in found
            if one.recorded is not None
        ]
        number = counted(len(found), "service", "services")
        yield (
            f"The stated cost a year and the sum of twelve months in service_costs differ by more"
            f" than {numbers.share(tolerance)} of the greater for {number}: {_some(named)}. The"
            " stated cost counts, since it may be that of a contract to come."
        )


def questions_on_costs(
    services: Iterable[RevaluedService], numbers: NumberFormat
) -> Iterator[Question]:
    """Which of two costs holds, where they differ; whoever pays for services is asked."""
    for one in services:
        if one.recorded is not None and one.costs_differ:
            stated = numbers.stated_money(one.annual_cost)
            yield Question(
                IT,
                f"{one.service.title}: {stated} a year are stated, and service_costs holds"
                f" {recorded_in_words(one.recorded, numbers)}. Which of the two will it cost, and"
                " what does the other leave out?",
                "Its cost and that of its capabilities and outcomes would rest on one figure.",
                "services",
            )


def _of_several(tree: CapabilityTree, services: Sequence[Service]) -> Iterator[str]:
    """Services that support several capabilities, and how their cost is shared."""
    several = [one for one in services if len(one.capabilities) > 1]
    if several:
        number = counted(len(several), "service supports", "services support")
        most = max(len(one.capabilities) for one in several)
        yield (
            f"{number} several capabilities, up to {most}: {_some([one.id for one in several])}."
            f" {_sharing(several)}, so that the map adds up."
        )
    partly = [one.id for one in several if 0 < len(tree.places_of(one)) < len(one.capabilities)]
    if partly:
        yield (
            f"Some capabilities of {_some(partly)} are not on the map: their part of the cost"
            " stands outside it."
        )


def _sharing(several: Sequence[Service]) -> str:
    """How the cost of services that support several capabilities is shared."""
    stated = [one.id for one in several if one.stated_shares]
    if not stated:
        return "Each capability has an equal part of the cost"
    if len(stated) == len(several):
        return "The cost is shared as stated"
    return (
        f"The cost of {_some(stated)} is shared as stated; of the others each capability has an"
        " equal part"
    )


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    shown = list(names[:_MOST_NAMED])
    return listed([*shown, f"{more} more"]) if more > 0 else listed(shown)


def questions_on_services(
    services: Sequence[RevaluedService], tree: CapabilityTree
) -> Iterator[Question]:
    """Ratings, costs and contract ends that nobody states, one question a service."""
    for one in services:
        missing = []
        if one.annual_cost is None:
            missing.append("what it costs a year")
        if isinstance(one.fit, NotAssessed):
            missing += [_RATING_WORDS[name] for name in one.fit.names]
        if one.service.contract_end is None:
            missing.append("until when its contract runs")
        if missing:
            known = tree.weightiest_of(one.service)
            is_fit = isinstance(one.fit, NotAssessed) and "functional_fit" in one.fit.names
            department = known.department if known is not None and is_fit else None
            yield Question(
                department or IT,
                f"{one.service.title}: {listed(missing)}?",
                "Its place, its cost and the day to decide by would no longer be open.",
                "services",
            )


def questions_on_ratings(names: Sequence[str], tree: CapabilityTree) -> Iterator[Question]:
    """What importance and maturity are, of capabilities that nobody rates, once a department."""
    owned: dict[str, list[str]] = {}
    for name in names:
        one = tree.by_id[name]
        owned.setdefault(one.department or IT, []).append(one.title)
    for department, titles in owned.items():
        yield Question(
            department,
            f"{_some(titles)}: how much does each matter, how mature is it today, and what is aimed"
            " at, each from 1 to 5?",
            "Until then nobody can say whether the map is thin there.",
            "capabilities",
        )


def questions_on_thin_spots(
    spots: Sequence[ThinSpot], titles: Mapping[str, str], tree: CapabilityTree
) -> Iterator[Question]:
    """What is asked where the map is thin."""
    for spot in spots:
        if spot.capability is None:
            continue
        title = tree.by_id[spot.capability].title
        named = " and ".join(titles[name] for name in spot.services)
        texts = {
            ThinKind.UNSERVED: (
                f"{title}: what would you need to get better at it?",
                "It matters, is not mature, and nothing is proposed for it.",
            ),
            ThinKind.NO_SERVICE: (
                f"{title}: what do you use for it today?",
                "The catalogue knows no service for it; what is used beside it costs as well.",
            ),
            ThinKind.PAID_TWICE: (
                f"{title}: do {named} do the same for you, and could one of them end?",
                "It would say what could be saved at most.",
            ),
        }
        if spot.kind in texts:
            text, effect = texts[spot.kind]
            yield Question(spot.department or IT, text, effect, "capabilities")
