"""Relationships of an ArchiMate model: what is a part of what, and which application helps whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pmo_toolkit.core.number_format import counted, listed

_CAPABILITY = "Capability"
#: Types of elements that become rows of services.
APPLICATIONS = ("ApplicationComponent", "ApplicationService")
#: Relationships by which one capability is a part of another, the stronger first.
_PARTS = ("Composition", "Aggregation")
#: Relationships by which an application supports a capability; ``UsedBy`` is that of 2.1.
_SUPPORTS = frozenset({"Serving", "UsedBy", "Realization", "Assignment", "Association"})
#: Relationships by which a component is behind a service; what the service supports, it supports.
_BEHIND = frozenset({"Realization", "Assignment"})
_MOST_NAMED = 6


@dataclass(frozen=True)
class Relationship:
    """A relationship of a model, by its type and the ids of its two ends."""

    kind: str
    source: str
    target: str


def parents_of(
    relationships: Sequence[Relationship], kinds: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """Capability → the one that it is a part of, and remarks on what could not be kept.

    Parameters
    ----------
    relationships : sequence of Relationship
    kinds : mapping of str to str
        Id of an element → its type.
    """
    parents: dict[str, str] = {}
    above = {key: key for key, kind in kinds.items() if kind == _CAPABILITY}
    second = circles = 0
    for wanted in _PARTS:
        for tie in relationships:
            whole, part = tie.source, tie.target
            if tie.kind != wanted or whole not in above or part not in above:
                continue
            if part in parents:
                second += parents[part] != whole
            elif _highest(whole, above) == part:
                circles += 1
            else:
                parents[part] = above[part] = whole
    remarks = []
    if second:
        remarks.append(
            f"left out: {counted(second, 'relationship', 'relationships')} to a second capability"
            " above one"
        )
    if circles:
        remarks.append(
            f"left out: {counted(circles, 'relationship', 'relationships')} that would close a"
            " circle of capabilities"
        )
    return parents, remarks


def supported_capabilities(
    relationships: Sequence[Relationship], kinds: Mapping[str, str]
) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Application → the capabilities that it supports, in the order of the model, and remarks.

    An association counts whichever way it is drawn. A component that supports none itself has the
    capabilities of the application services that it realizes (derivation rules of ArchiMate 3,
    appendix B).

    Parameters
    ----------
    relationships : sequence of Relationship
    kinds : mapping of str to str
        Id of an element → its type.
    """
    direct: dict[str, dict[str, None]] = {}
    behind: dict[str, list[str]] = {}
    for tie in relationships:
        for application, other in _ends(tie):
            if kinds.get(application) not in APPLICATIONS:
                continue
            if kinds.get(other) == _CAPABILITY and tie.kind in _SUPPORTS:
                direct.setdefault(application, {})[other] = None
            elif kinds.get(other) == "ApplicationService" and tie.kind in _BEHIND:
                behind.setdefault(application, []).append(other)
    supported = {application: tuple(ids) for application, ids in direct.items()}
    by_way = {
        application: tuple(ids)
        for application, services in behind.items()
        if application not in direct
        and (ids := dict.fromkeys(one for name in services for one in direct.get(name, ())))
    }
    applications = sum(kind in APPLICATIONS for kind in kinds.values())
    several = sum(len(ids) > 1 for ids in (supported | by_way).values())
    none = applications - len(supported | by_way)
    remarks = []
    if by_way:
        number = counted(len(by_way), "component supports", "components support")
        remarks.append(f"{number} what the services that are realized by it support")
    if several:
        number = counted(several, "application supports", "applications support")
        remarks.append(f"{number} several capabilities: costs are shared in equal parts")
    if none:
        number = counted(none, "application supports", "applications support")
        remarks.append(f"{number} no capability")
    return supported | by_way, remarks


def _ends(tie: Relationship) -> Iterator[tuple[str, str]]:
    """The two ends as who supports whom; an association may be drawn either way."""
    yield tie.source, tie.target
    if tie.kind == "Association":
        yield tie.target, tie.source


def left_out(
    relationships: Sequence[Relationship], kinds: Mapping[str, str], taken: Collection[str]
) -> list[str]:
    """What of a model no table takes: elements by type, relationships by type, loose ends.

    Parameters
    ----------
    relationships : sequence of Relationship
    kinds : mapping of str to str
        Id of an element → its type.
    taken : collection of str
        Types of elements that are read.
    """
    elements = Counter(kind or "no type" for kind in kinds.values() if kind not in taken)
    loose = sum(tie.source not in kinds or tie.target not in kinds for tie in relationships)
    others = Counter(
        tie.kind or "no type"
        for tie in relationships
        if tie.source in kinds and tie.target in kinds and not _is_read(tie, kinds)
    )
    remarks = []
    if elements:
        number = counted(elements.total(), "element", "elements")
        remarks.append(f"left out: {number} of other types: {_by_type(elements)}")
    if others:
        number = counted(others.total(), "relationship that ties", "relationships that tie")
        remarks.append(f"left out: {number} none of what is read: {_by_type(others)}")
    if loose:
        number = counted(loose, "relationship", "relationships")
        remarks.append(f"left out: {number} to elements that the model does not hold")
    return remarks


def _is_read(tie: Relationship, kinds: Mapping[str, str]) -> bool:
    if tie.kind in _PARTS:
        return kinds[tie.source] == kinds[tie.target] == _CAPABILITY
    return any(
        kinds[application] in APPLICATIONS
        and (
            (kinds[other] == _CAPABILITY and tie.kind in _SUPPORTS)
            or (kinds[other] == "ApplicationService" and tie.kind in _BEHIND)
        )
        for application, other in _ends(tie)
    )


def _by_type(counts: Counter[str]) -> str:
    """Types with their numbers, the most first; further types are counted."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{kind} ({number})" for kind, number in ordered[:_MOST_NAMED]]
    more = len(ordered) - _MOST_NAMED
    return listed([*shown, f"{more} more types"] if more > 0 else shown)


def _highest(key: str, above: dict[str, str]) -> str:
    """The topmost capability above one; ways that were walked are shortened."""
    while above[key] != key:
        above[key] = above[above[key]]
        key = above[key]
    return key
