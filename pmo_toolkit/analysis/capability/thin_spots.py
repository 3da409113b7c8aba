"""Where the map of capabilities is thin: unserved gaps, double payment, hanging on one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from pmo_toolkit.analysis.capability.hanging_on_one import one_contract, one_role, one_supplier
from pmo_toolkit.analysis.capability.shapes import Service
from pmo_toolkit.analysis.capability.thin_kinds import (
    CapabilityMap,
    ThinKind,
    ThinRules,
    ThinSpot,
    matters,
)
from pmo_toolkit.analysis.capability.tree import CapabilityTree, services_below


def thin_spots(known: CapabilityMap, rules: ThinRules, as_of: date) -> tuple[ThinSpot, ...]:
    """Every place where the map is thin, kind by kind, the most important capability first.

    Parameters
    ----------
    known : CapabilityMap
    rules : ThinRules
    as_of : date
    """
    below = services_below(known.tree, known.services)
    found = [
        *_unserved(known, rules, below),
        *_without_service(known, rules, below),
        *_paid_twice(known),
        *one_contract(known, rules, below, as_of),
        *one_supplier(known, rules, below),
        *one_role(known, rules),
        *_no_gap(known),
    ]
    order = list(ThinKind)
    return tuple(
        sorted(
            found,
            key=lambda spot: (
                order.index(spot.kind),
                -(_importance(known.tree, spot.capability)),
                -(spot.amount or 0.0),
                spot.capability or "",
                spot.proposals,
            ),
        )
    )


def _importance(tree: CapabilityTree, name: str | None) -> float:
    return 0.0 if name is None else tree.by_id[name].importance or 0.0


def _raised(known: CapabilityMap) -> dict[str, tuple[str, ...]]:
    """Capability → proposals that would raise it, one above it or one below it."""
    found: dict[str, dict[str, None]] = {}
    for proposal in known.proposals:
        for name in proposal.capabilities:
            if name in known.tree.by_id:
                for near in (*known.tree.above(name), *known.tree.below(name)):
                    found.setdefault(near, {})[proposal.id] = None
    return {name: tuple(proposals) for name, proposals in found.items()}


def _unserved(
    known: CapabilityMap, rules: ThinRules, below: Mapping[str, tuple[Service, ...]]
) -> Iterator[ThinSpot]:
    raised = _raised(known)
    for name, capability in known.tree.by_id.items():
        now, gap = capability.maturity_now, capability.gap
        if not matters(capability, rules) or now is None or now > rules.low_maturity:
            continue
        if raised.get(name) or gap == 0:
            continue
        aim = (
            f"{capability.maturity_target:g} is aimed at"
            if capability.maturity_target is not None
            else "nobody states what is aimed at"
        )
        yield ThinSpot(
            ThinKind.UNSERVED,
            name,
            tuple(service.id for service in below.get(name, ())),
            (),
            f"importance {capability.importance:g} of 5, maturity {now:g}, and {aim};"
            " no proposal names it, what stands above it or below it",
            department=capability.department,
        )


def _without_service(
    known: CapabilityMap, rules: ThinRules, below: Mapping[str, tuple[Service, ...]]
) -> Iterator[ThinSpot]:
    supported = {name for service in known.services for name in service.capabilities}
    for name, capability in known.tree.by_id.items():
        is_supported = below.get(name) or not supported.isdisjoint(known.tree.above(name))
        if matters(capability, rules) and known.tree.is_leaf(name) and not is_supported:
            yield ThinSpot(
                ThinKind.NO_SERVICE,
                name,
                (),
                (),
                f"importance {capability.importance:g} of 5; no service of the catalogue supports"
                " it: either none is used, or the catalogue does not know it",
                department=capability.department,
            )


def _paid_twice(known: CapabilityMap) -> Iterator[ThinSpot]:
    """Several services directly under one leaf: at most all but the dearest could end."""
    own: dict[str, list[Service]] = {}
    for service in known.services:
        for place in known.tree.places_of(service):
            if known.tree.is_leaf(place):
                own.setdefault(place, []).append(service)
    for name, services in own.items():
        if len(services) < 2:
            continue
        costs = sorted(
            service.annual_cost * service.shares[name]
            for service in services
            if service.annual_cost is not None
        )
        unknown = sum(service.annual_cost is None for service in services)
        more = f"; of {unknown} nobody states the cost" if unknown else ""
        if unknown and len(costs) > 1:
            more += ", so that it may be more"
        if any(len(service.capabilities) > 1 for service in services):
            more += "; of one that supports several capabilities only its part for this counts"
        yield ThinSpot(
            ThinKind.PAID_TWICE,
            name,
            tuple(service.id for service in services),
            (),
            f"{len(services)} services support it; do they do the same? At most all but the dearest"
            f" could end{more}",
            amount=sum(costs[:-1]) if len(costs) > 1 else None,
            department=known.tree.by_id[name].department,
        )


def _no_gap(known: CapabilityMap) -> Iterator[ThinSpot]:
    for proposal in known.proposals:
        capabilities = [
            known.tree.by_id[one] for one in proposal.capabilities if one in known.tree.by_id
        ]
        if not capabilities:
            why = "it names no capability of the map"
        elif all(one.gap == 0 for one in capabilities):
            why = "each capability that it names is as mature as it is meant to be"
        else:
            continue
        yield ThinSpot(
            ThinKind.NO_GAP,
            capabilities[0].id if capabilities else None,
            (),
            (proposal.id,),
            why,
            amount=None,
            department=proposal.department,
        )
