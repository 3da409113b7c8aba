"""Capabilities as a tree: levels, what lies below, and circles taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import fsum

from pmo_toolkit.analysis.capability.shapes import Capability, Service


@dataclass(frozen=True)
class CapabilityTree:
    """Capabilities by their parents.

    Parameters
    ----------
    by_id : mapping of str to Capability
        In the order of the table.
    circles : tuple of tuple of str
        Capabilities that stand above themselves; each of them counts as the top of its own branch.
    unknown_parents : tuple of (str, str)
        Capability and the parent that it names and that no row holds; it counts as a top.
    """

    by_id: Mapping[str, Capability]
    circles: tuple[tuple[str, ...], ...] = ()
    unknown_parents: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, capabilities: Iterable[Capability]) -> CapabilityTree:
        """The tree of some capabilities; of several with one id the first counts."""
        by_id: dict[str, Capability] = {}
        for capability in capabilities:
            by_id.setdefault(capability.id, capability)
        unknown = tuple(
            (one.id, one.parent) for one in by_id.values() if one.parent and one.parent not in by_id
        )
        return cls(by_id, tuple(_circles(by_id)), unknown)

    @cached_property
    def _parents(self) -> dict[str, str | None]:
        loose = {name for circle in self.circles for name in circle}
        return {
            name: one.parent if one.parent in self.by_id and name not in loose else None
            for name, one in self.by_id.items()
        }

    @cached_property
    def children(self) -> dict[str | None, tuple[str, ...]]:
        """Capability → those directly below it; None → the tops, all in the order of the table."""
        found: dict[str | None, list[str]] = {None: []}
        for name, parent in self._parents.items():
            found.setdefault(parent, []).append(name)
        return {name: tuple(below) for name, below in found.items()}

    def places_of(self, service: Service) -> tuple[str, ...]:
        """Capabilities that a service supports, as far as the map holds them."""
        return tuple(name for name in service.capabilities if name in self.by_id)

    def weightiest_of(self, service: Service) -> Capability | None:
        """The most important capability that a service supports, of equals the first."""
        known = [self.by_id[name] for name in self.places_of(service)]
        return max(known, key=lambda one: one.importance or 0.0, default=None)

    def shares_of(self, service: Service) -> dict[str, float]:
        """Capability → the part of a service that stands at it or below it, 0–1.

        Each capability that the service names has its stated part, else an equal one. Parts of
        those that the map does not hold stand nowhere, so that what the tops hold is never more
        than the whole.
        """
        found: dict[str, list[float]] = {}
        shares = service.shares
        for place in self.places_of(service):
            for name in (place, *self.above(place)):
                found.setdefault(name, []).append(shares[place])
        return {name: min(1.0, fsum(parts)) for name, parts in found.items()}

    def parent(self, name: str) -> str | None:
        """What stands above a capability; None above tops and members of circles."""
        return self._parents[name]

    def is_leaf(self, name: str) -> bool:
        """Whether nothing stands below a capability."""
        return name not in self.children

    def above(self, name: str) -> tuple[str, ...]:
        """All that stands above a capability, the nearest first."""
        found: list[str] = []
        parent = self._parents[name]
        while parent is not None:
            found.append(parent)
            parent = self._parents[parent]
        return tuple(found)

    def below(self, name: str) -> tuple[str, ...]:
        """A capability and all that stands below it, each branch together."""
        found, waiting = [], [name]
        while waiting:
            own = waiting.pop()
            found.append(own)
            waiting.extend(reversed(self.children.get(own, ())))
        return tuple(found)

    @cached_property
    def in_order(self) -> tuple[tuple[str, int], ...]:
        """Every capability with its level, 0 at the top, each below the one that holds it."""
        return tuple(self._walk())

    def _walk(self) -> Iterator[tuple[str, int]]:
        waiting = [(name, 0) for name in reversed(self.children[None])]
        while waiting:
            name, level = waiting.pop()
            yield name, level
            waiting.extend((child, level + 1) for child in reversed(self.children.get(name, ())))


def _circles(by_id: Mapping[str, Capability]) -> Iterator[tuple[str, ...]]:
    """Each circle of parents once, from its first id on."""
    state: dict[str, int] = {}
    for start in by_id:
        path: list[str] = []
        name: str | None = start
        while name is not None and name in by_id and name not in state:
            state[name] = 1
            path.append(name)
            name = by_id[name].parent
        if name is not None and state.get(name) == 1 and name in path:
            circle = path[path.index(name) :]
            first = circle.index(min(circle))
            yield tuple(circle[first:] + circle[:first])
        for own in path:
            state[own] = 2


def services_below(
    tree: CapabilityTree, services: Iterable[Service]
) -> dict[str, tuple[Service, ...]]:
    """Capability → services that support it or anything below it, in the order of the table.

    Services of no known capability stand nowhere.
    """
    own: dict[str, list[Service]] = {}
    for service in services:
        for name in tree.shares_of(service):
            own.setdefault(name, []).append(service)
    return {name: tuple(found) for name, found in own.items()}
