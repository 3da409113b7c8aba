"""What hangs on what, in the words of departments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.graph_results import (
    DistantTie,
    KnockOn,
    RowReference,
    SinglePoint,
)
from pmo_toolkit.analysis.dependencies.shapes import Bundle
from pmo_toolkit.core.number_format import NumberFormat, counted, day, listed, short

#: Ids that a sentence names before it counts the rest.
_MOST_NAMED = 8
#: Rows that are named before the rest is counted.
_MOST_ROWS = 6
_KINDS = {
    "proposal": "a proposal",
    "in flight": "work under way",
    "service": "a service",
    "capability": "a capability",
    "unknown": "named in no table",
}


def kind_in_words(kind: str) -> str:
    """A kind of item, such as ``"work under way"``."""
    return _KINDS[kind]


def named(name: str, title: str) -> str:
    """An item by its id and title."""
    return f"{name} ({short(title, 80)})" if title else name


def some_of(names: Sequence[str]) -> str:
    """Ids, those beyond the first eight as a number."""
    if len(names) <= _MOST_NAMED:
        return listed(names)
    return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"


def knock_on_in_words(found: KnockOn, numbers: NumberFormat, *, effect: str = "") -> str:
    """What a delay of one item would do to another, with its chance.

    Parameters
    ----------
    found : KnockOn
    numbers : NumberFormat
    effect : str
        What to call the other; by default its id and title.
    """
    cause = named(found.cause, found.cause_title)
    other = effect or named(found.effect, found.effect_title)
    by_way = f", by way of {some_of(found.by_way_of)}," if found.by_way_of else ""
    words = f"If {cause} is {numbers.days(found.delay_days)} late, {other}{by_way}"
    if found.chance < 0.005:
        words += " is hardly ever late for it"
    else:
        words += (
            f" is late as well with a chance of {numbers.chance(found.chance)}:"
            f" {_moved(found, numbers)}"
        )
    return f"{words}{_unfelt(found, numbers)}."


def _moved(found: KnockOn, numbers: NumberFormat) -> str:
    """By how many days at most, in one case of two and in four of five."""
    middle, most = (
        "not at all" if days < 1 else f"by at most {numbers.days(days)}"
        for days in (found.p50, found.p80)
    )
    if middle == most:
        return f"{most} in four cases of five"
    return f"{middle} in one case of two, {most} in four of five"


def _unfelt(found: KnockOn, numbers: NumberFormat) -> str:
    """How late the one may be before the other is late for it."""
    if found.slack_p50 is None:
        return ""
    if found.slack_p50 < 1:
        return ". Where it is needed, each day of delay is felt"
    return f". Where it is needed, about {numbers.days(found.slack_p50)} of delay are not felt"


def unlocked_in_words(tie: DistantTie, numbers: NumberFormat) -> str:
    """How likely something needs this one, and how likely this one alone lets it begin."""
    words = f"needs this one with a chance of {numbers.chance(tie.chance)}"
    if tie.chance_alone is None:
        return words
    if tie.chance_alone >= tie.chance - 0.005:
        return f"{words}, and nothing else that is undecided"
    if tie.chance_alone < 0.005:
        return f"{words}, and always something else that is undecided"
    alone = numbers.chance(tie.chance_alone)
    return f"{words}; with one of {alone} nothing else that is undecided stands in its way"


def single_point_in_words(point: SinglePoint) -> str:
    """What would stop if one item failed."""
    item = named(point.id, point.title)
    stops = counted(len(point.stops), "proposal", "proposals")
    words = f"If {item} failed, {stops} would more likely than not stop: {some_of(point.stops)}."
    if point.goals:
        titles = listed([f"“{short(title, 80)}”" for title in point.goal_titles])
        whole = "the goal" if len(point.goals) == 1 else "the goals"
        words += f" All that is proposed for {whole} {titles} hangs on it."
    if point.until:
        words += f" Its contract ends on {day(point.until)}."
    return words


def bundle_in_words(bundle: Bundle, numbers: NumberFormat) -> str:
    """What a bundle is worth, alone, as far as the links bind, and with everything done."""
    counting = [member.id for member in bundle.members[1:] if member.weight > 0]
    lead, value, whole = bundle.members[0], bundle.net_value, bundle.all_together
    if isinstance(lead.net_value, NotAssessed):
        return f"What {bundle.enabler} brings alone is not assessed: {lead.net_value.why}."
    assert not isinstance(value, NotAssessed)
    alone = f"Alone, {bundle.enabler} would {_brings(lead.net_value.p50, numbers)} at the median"
    if not counting:
        return f"{alone}; nothing that requires it adds to that."
    together = (
        f"{alone}; with {listed(counting)}, counted by how likely they need it and nothing else"
        f" that is undecided, it would {_brings(value.p50, numbers)} (P10–P90:"
        f" {numbers.money_range(value.p10, value.p90)}), a positive sum with a chance of"
        f" {numbers.chance(bundle.chance_net_positive)}."
    )
    valued = [
        member.id for member in bundle.members if not isinstance(member.net_value, NotAssessed)
    ]
    if isinstance(whole, NotAssessed) or len(valued) < 2:
        return together
    return (
        f"{together} If all of {listed(valued)} were done, together they would"
        f" {_brings(whole.p50, numbers, 'they cost', 'they bring')}"
        f" ({numbers.chance(bundle.chance_all_together)} chance of a positive sum)."
    )


def _brings(
    value: float, numbers: NumberFormat, costs: str = "it costs", brings: str = "it brings"
) -> str:
    if value >= 0:
        return f"bring {numbers.money(value)} more than {costs}"
    return f"cost {numbers.money(-value)} more than {brings}"


def rows_in_words(rows: Iterable[RowReference]) -> str:
    """Tables with their rows: ``"dependencies, rows 3 and 7"``."""
    ordered = sorted({(row.table, row.row) for row in rows})
    parts = []
    for table, references in groupby(ordered, key=lambda row: row[0]):
        numbers = [str(row) for _, row in references]
        word = "row" if len(numbers) == 1 else "rows"
        more = len(numbers) - _MOST_ROWS
        text = (
            listed(numbers) if more <= 0 else f"{', '.join(numbers[:_MOST_ROWS])} and {more} more"
        )
        parts.append(f"{table}, {word} {text}")
    return "; ".join(parts)


def clashes_in_words(contradictions: int, dates: int) -> list[str]:
    """How many contradict each other, and how many are days that do not fit; empty for none."""
    parts = []
    if contradictions:
        parts.append(counted(contradictions, "contradiction", "contradictions"))
    if dates:
        parts.append(counted(dates, "pair of dates", "pairs of dates") + " that do not fit")
    return parts
