"""Goals, capabilities, roles and the like that two PMOs may have in common, as questions.

Two are asked about where they have the same name, or the same id and nearly the same name. The same
name is sure enough for ``--accept``; nothing is taken as the same without an answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from pmo_toolkit.merging.base.names import Name, Names
from pmo_toolkit.merging.base.shapes import Joined, Question
from pmo_toolkit.workspace.dictionary.comparable import comparable

#: Kinds that become one where the PMOs say that they are the same.
JOINED = ("goal", "capability", "service", "criterion", "project", "role", "team")
#: Two proposals stay two, whatever is answered; their PMOs have to talk.
ASKED = (*JOINED, "proposal")
SAME, DIFFERENT, PARTLY = "same", "different", "partly"
#: From which likeness on (0–100) two names under one id are asked about, and two roles of any name.
_NEAR = 80
#: So many roles or teams are compared each with each.
_MOST_COMPARED = 300


def questions_of(workspaces: Sequence[Names]) -> list[Question]:
    """What may be the same in two workspaces, in a fixed order."""
    found: dict[tuple[str, str, str, str], Question] = {}
    for one, other in combinations(workspaces, 2):
        for kind in ASKED:
            for a, b, why, is_sure in _pairs(kind, _of_kind(one, kind), _of_kind(other, kind)):
                question = Question(
                    kind,
                    "",
                    f"{one.prefix}-{a}",
                    f"{other.prefix}-{b}",
                    one.titles[kind, a] or a,
                    other.titles[kind, b] or b,
                    why,
                    is_sure,
                )
                found.setdefault(question.key, question)
    return list(found.values())


def _of_kind(names: Names, kind: str) -> dict[str, str]:
    return {name: title for (of, name), title in names.titles.items() if of == kind}


def _pairs(
    kind: str, ours: Mapping[str, str], theirs: Mapping[str, str]
) -> Iterator[tuple[str, str, str, bool]]:
    """Pairs of names that may mean one thing, with the reason, and whether it is sure."""
    labels = kind in ("role", "team")
    by_title: dict[str, list[str]] = {}
    for name, title in theirs.items():
        by_title.setdefault(comparable(name if labels else title), []).append(name)
    by_id = {comparable(name): name for name in theirs}
    for name, title in ours.items():
        key = comparable(name if labels else title)
        same = by_title.get(key, []) if key else []
        for other in same:
            yield name, other, "the same name", kind in JOINED
        twin = by_id.get(comparable(name))
        if twin is None or twin in same or labels:
            continue
        if not (title and theirs[twin]):
            yield name, twin, "the same id; a name is missing", False
        elif fuzz.ratio(title.casefold(), theirs[twin].casefold()) >= _NEAR:
            yield name, twin, "the same id and nearly the same name", False
    if labels and len(ours) <= _MOST_COMPARED and len(theirs) <= _MOST_COMPARED:
        yield from _near_labels(ours, theirs)


def _near_labels(
    ours: Iterable[str], theirs: Iterable[str]
) -> Iterator[tuple[str, str, str, bool]]:
    others = list(theirs)
    for name in ours:
        for other in others:
            differs = comparable(name) != comparable(other)
            if differs and fuzz.ratio(name.casefold(), other.casefold()) >= _NEAR:
                yield name, other, "nearly the same name", False


def join(workspaces: Sequence[Names], questions: Iterable[Question]) -> tuple[Joined, ...]:
    """Give names that are the same by an answer the name of the first; what was joined.

    Of three PMOs, two that are each the same as a third are the same.
    """
    leader: dict[Name, Name] = {}

    def first(name: Name) -> Name:
        while leader.get(name, name) != name:
            name = leader[name]
        return name

    places = {
        (kind, f"{names.prefix}-{name}"): (number, names, name)
        for number, names in enumerate(workspaces)
        for kind, name in names.titles
    }
    order = {place: number for number, place in enumerate(places)}
    for question in questions:
        one, other = (question.kind, question.a), (question.kind, question.b)
        if question.kind not in JOINED or question.answer != SAME or not {one, other} <= set(order):
            continue
        ends = sorted((first(one), first(other)), key=order.__getitem__)
        leader[ends[1]] = ends[0]
    groups: dict[Name, list[Name]] = {}
    for name in places:
        groups.setdefault(first(name), []).append(name)
    joined = []
    for (kind, lead), members in groups.items():
        if len(members) == 1:
            continue
        for member in members:
            _, names, own = places[member]
            names.joint[kind, own] = lead
        title = next((text for member in members if (text := _title(places[member], kind))), "")
        joined.append(Joined(kind, lead, tuple(name for _, name in members), title))
    return tuple(joined)


def _title(place: tuple[int, Names, str], kind: str) -> str:
    _, names, own = place
    return names.titles[kind, own]
