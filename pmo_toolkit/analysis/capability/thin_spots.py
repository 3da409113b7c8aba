"""Where the map of capabilities is thin: unserved gaps, double payment, hanging on one thing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmo_toolkit.analysis.capability.shapes import Capability, ProposedChange, Service
from pmo_toolkit.analysis.capability.tree import CapabilityTree, services_below


class ThinKind(StrEnum):
    """How the map is thin."""

    UNSERVED = "matters, immature, and nothing is proposed"
    PAID_TWICE = "perhaps paid for twice"
    ONE_CONTRACT = "hangs on one contract that ends soon"
    ONE_SUPPLIER = "hangs on one supplier"
    ONE_ROLE = "hangs on one person's role"
    NO_GAP = "a proposal that serves no gap"
    NO_SERVICE = "matters, and no service supports it"


@dataclass(frozen=True)
class ThinSpot:
    """One place where the map is thin.

    Parameters
    ----------
    kind : ThinKind
    capability : str or None
        Id.
    services, proposals : tuple of str
        Ids concerned.
    why : str
        The evidence, as a clause for readers.
    amount : float or None
        Money a year at stake.
    department : str or None
        Who is asked.
    """

    kind: ThinKind
    capability: str | None
    services: tuple[str, ...]
    proposals: tuple[str, ...]
    why: str
    amount: float | None = None
    department: str | None = None


@dataclass(frozen=True)
class ThinRules:
    """From where on something counts.

    Parameters
    ----------
    important_from : float
        Importance from which on a capability matters.
    low_maturity : float
        Maturity up to which it is immature.
    supplier_share : float
        Share of the services of important capabilities with known supplier that one may hold.
    soon_days : int
        Days within which a contract ends soon.
    """

    important_from: float
    low_maturity: float
    supplier_share: float
    soon_days: int


@dataclass(frozen=True)
class CapabilityMap:
    """All that the map holds.

    Parameters
    ----------
    tree : CapabilityTree
    services : tuple of Service
    proposals : tuple of ProposedChange
    people : mapping of str to float
        Role → people behind its stated hours.
    """

    tree: CapabilityTree
    services: tuple[Service, ...]
    proposals: tuple[ProposedChange, ...]
    people: Mapping[str, float]


def thin_spots(known: CapabilityMap, rules: ThinRules, as_of: dt.date) -> tuple[ThinSpot, ...]:
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
        *_one_contract(known, rules, below, as_of),
        *_one_supplier(known, rules),
        *_one_role(known, rules),
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


def _matters(capability: Capability, rules: ThinRules) -> bool:
    return capability.importance is not None and capability.importance >= rules.important_from


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
        if not _matters(capability, rules) or now is None or now > rules.low_maturity:
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
    for name, capability in known.tree.by_id.items():
        above = [one for one in known.tree.above(name) if _has_own(known, one)]
        if not _matters(capability, rules) or below.get(name) or above:
            continue
        if known.tree.is_leaf(name):
            yield ThinSpot(
                ThinKind.NO_SERVICE,
                name,
                (),
                (),
                f"importance {capability.importance:g} of 5; no service of the catalogue supports"
                " it: either none is used, or the catalogue does not know it",
                department=capability.department,
            )


def _has_own(known: CapabilityMap, name: str) -> bool:
    return any(service.capability == name for service in known.services)


def _paid_twice(known: CapabilityMap) -> Iterator[ThinSpot]:
    """Several services directly under one leaf: at most all but the dearest could end."""
    own: dict[str, list[Service]] = {}
    for service in known.services:
        place = known.tree.place_of(service)
        if place is not None and known.tree.is_leaf(place):
            own.setdefault(place, []).append(service)
    for name, services in own.items():
        if len(services) < 2:
            continue
        costs = sorted(service.annual_cost for service in services if service.annual_cost)
        unknown = sum(service.annual_cost is None for service in services)
        more = f"; of {unknown} nobody states the cost" if unknown else ""
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


def _one_contract(
    known: CapabilityMap,
    rules: ThinRules,
    below: Mapping[str, tuple[Service, ...]],
    as_of: dt.date,
) -> Iterator[ThinSpot]:
    for name, capability in known.tree.by_id.items():
        services = below.get(name, ())
        if not _matters(capability, rules) or len(services) != 1:
            continue
        (service,) = services
        if service.capability != name or service.contract_end is None:
            continue
        days = (service.contract_end - as_of).days
        if days <= rules.soon_days:
            when = "ended" if days < 0 else "ends"
            yield ThinSpot(
                ThinKind.ONE_CONTRACT,
                name,
                (service.id,),
                (),
                f"one service alone supports it, and its contract {when} on"
                f" {service.contract_end.isoformat()}",
                amount=service.annual_cost,
                department=capability.department,
            )


def _one_supplier(known: CapabilityMap, rules: ThinRules) -> Iterator[ThinSpot]:
    """Suppliers that hold a large share of the services that matter."""
    important = [
        service
        for service in known.services
        if service.supplier
        and (place := known.tree.place_of(service)) is not None
        and _matters(known.tree.by_id[place], rules)
    ]
    by_supplier: dict[str, list[Service]] = {}
    for service in important:
        by_supplier.setdefault(str(service.supplier), []).append(service)
    for supplier, services in sorted(by_supplier.items()):
        share = len(services) / len(important)
        if len(services) > 1 and share >= rules.supplier_share:
            yield ThinSpot(
                ThinKind.ONE_SUPPLIER,
                None,
                tuple(service.id for service in services),
                (),
                f"{supplier} supplies {len(services)} of the {len(important)} services of"
                " capabilities that matter whose supplier is stated",
                amount=sum(service.annual_cost or 0.0 for service in services) or None,
            )


def _one_role(known: CapabilityMap, rules: ThinRules) -> Iterator[ThinSpot]:
    """Capabilities that matter and whose services one person's role keeps running."""
    for service in known.services:
        capability = known.tree.by_id.get(service.capability or "")
        if capability is None or not _matters(capability, rules) or not service.role:
            continue
        people = known.people.get(service.role)
        if people is not None and people <= 1:
            yield ThinSpot(
                ThinKind.ONE_ROLE,
                capability.id,
                (service.id,),
                (),
                f"the role {service.role} keeps it running, and its stated hours are those of"
                f" {'one person' if people > 0.5 else 'less than one person'}",
                department=capability.department,
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


def people_by_role(hours: Sequence[tuple[str, float]], hours_a_person: float) -> dict[str, float]:
    """People behind the hours of each role: the largest stated month over a person's hours.

    Parameters
    ----------
    hours : sequence of (str, float)
        Role and stated contract hours of a month.
    hours_a_person : float
        Contract hours of one person a month.
    """
    most: dict[str, float] = {}
    for role, value in hours:
        most[role] = max(value, most.get(role, 0.0))
    return {role: round(value / hours_a_person, 2) for role, value in most.items()}
