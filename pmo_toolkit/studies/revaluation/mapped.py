"""Capabilities in their places, with the services and proposals that stand at and below them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pmo_toolkit.analysis.capability.shapes import Capability, Service
from pmo_toolkit.analysis.capability.tree import CapabilityTree


@dataclass(frozen=True)
class MappedCapability:
    """One capability in its place on the map.

    Parameters
    ----------
    capability : Capability
    level : int
        0 at the top.
    services, proposals : tuple of str
        Ids of those that name it or anything below it.
    shares : tuple of float
        Part of the cost of each of these services that stands here, 0–1, in their order.
    annual_cost : float
        Money a year of these services, as far as it is stated; of one that also supports what
        stands elsewhere only the part for this, so that the map adds up.
    without_cost : tuple of str
        Services of which nobody states the cost.
    """

    capability: Capability
    level: int
    services: tuple[str, ...]
    proposals: tuple[str, ...]
    annual_cost: float
    without_cost: tuple[str, ...]
    shares: tuple[float, ...]


def capabilities_on_map(
    tree: CapabilityTree,
    services: Iterable[Service],
    proposals: Mapping[str, tuple[str, ...]],
) -> tuple[MappedCapability, ...]:
    """Every capability in its place.

    Parameters
    ----------
    tree : CapabilityTree
    services : iterable of Service
        With the cost that is known of each.
    proposals : mapping of str to tuple of str
        Capability → proposals that name it or anything below it.
    """
    below: dict[str, list[tuple[Service, float]]] = {}
    for service in services:
        for name, share in tree.shares_of(service).items():
            below.setdefault(name, []).append((service, share))

    def mapped(known: Capability, level: int) -> MappedCapability:
        own = below.get(known.id, ())
        return MappedCapability(
            known,
            level,
            tuple(service.id for service, _ in own),
            proposals.get(known.id, ()),
            sum((service.annual_cost or 0.0) * share for service, share in own),
            tuple(service.id for service, _ in own if service.annual_cost is None),
            tuple(share for _, share in own),
        )

    return tuple(mapped(tree.by_id[name], level) for name, level in tree.in_order)
