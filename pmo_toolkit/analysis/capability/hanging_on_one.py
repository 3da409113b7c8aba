"""Capabilities that matter and hang on one contract, one supplier or one person's role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pmo_toolkit.analysis.capability.shapes import Service
from pmo_toolkit.analysis.capability.thin_kinds import (
    CapabilityMap,
    ThinKind,
    ThinRules,
    ThinSpot,
    matters,
)
from pmo_toolkit.core.number_format import day


def one_contract(
    known: CapabilityMap,
    rules: ThinRules,
    below: Mapping[str, tuple[Service, ...]],
    as_of: date,
) -> Iterator[ThinSpot]:
    """Capabilities that matter and that one service alone supports, its contract ending soon."""
    for name, capability in known.tree.by_id.items():
        services = below.get(name, ())
        if not matters(capability, rules) or len(services) != 1:
            continue
        (service,) = services
        if name not in service.capabilities or service.contract_end is None:
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
                f" {day(service.contract_end.isoformat())}",
                amount=service.annual_cost,
                department=capability.department,
            )


def one_supplier(
    known: CapabilityMap, rules: ThinRules, below: Mapping[str, tuple[Service, ...]]
) -> Iterator[ThinSpot]:
    """Suppliers of much that matters, and capabilities that matter with one supplier alone."""
    yield from _large_suppliers(known, rules)
    for name, capability in known.tree.by_id.items():
        services = below.get(name, ())
        suppliers = {service.supplier for service in services}
        if not matters(capability, rules) or len(services) < 2 or len(suppliers) != 1:
            continue
        (supplier,) = suppliers
        # what stands above says the same of all below it
        if supplier and any(name in service.capabilities for service in services):
            yield ThinSpot(
                ThinKind.ONE_SUPPLIER,
                name,
                tuple(service.id for service in services),
                (),
                f"{supplier} supplies all {len(services)} services that support it"
                f"{_without_cost(services)}",
                amount=_cost_of(services),
                department=capability.department,
            )


def _cost_of(services: Sequence[Service]) -> float | None:
    known = [service.annual_cost for service in services if service.annual_cost is not None]
    return sum(known) if known else None


def _without_cost(services: Sequence[Service]) -> str:
    unknown = sum(service.annual_cost is None for service in services)
    return f"; of {unknown} nobody states the cost" if unknown else ""


def _large_suppliers(known: CapabilityMap, rules: ThinRules) -> Iterator[ThinSpot]:
    important = [
        service
        for service in known.services
        if service.supplier
        and any(matters(known.tree.by_id[place], rules) for place in known.tree.places_of(service))
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
                f" capabilities that matter whose supplier is stated{_without_cost(services)}",
                amount=_cost_of(services),
            )


def one_role(known: CapabilityMap, rules: ThinRules) -> Iterator[ThinSpot]:
    """Capabilities that matter and whose services one person's role keeps running."""
    for service in known.services:
        people = known.people.get(service.role or "")
        if people is None or people > 1:
            continue
        for place in known.tree.places_of(service):
            capability = known.tree.by_id[place]
            if not matters(capability, rules):
                continue
            yield ThinSpot(
                ThinKind.ONE_ROLE,
                capability.id,
                (service.id,),
                (),
                f"the role {service.role} keeps it running, and its stated hours are those of"
                f" {'one person' if people > 0.5 else 'less than one person'}",
                department=capability.department,
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
