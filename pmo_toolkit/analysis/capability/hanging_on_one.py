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
                f" {service.contract_end.isoformat()}",
                amount=service.annual_cost,
                department=capability.department,
            )


def one_supplier(known: CapabilityMap, rules: ThinRules) -> Iterator[ThinSpot]:
    """Suppliers that hold a large share of the services that matter."""
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
                " capabilities that matter whose supplier is stated",
                amount=sum(service.annual_cost or 0.0 for service in services) or None,
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
