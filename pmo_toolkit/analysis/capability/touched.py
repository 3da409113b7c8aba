"""Services of today that a proposal touches: reused, replaced, or beside it in its capabilities."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capability.shapes import Service, ServiceOption
from pmo_toolkit.analysis.capability.staying import contract_window


class Touch(StrEnum):
    """How a proposal touches a service."""

    REPLACED = "replaced"  # an option makes it superfluous
    REUSED = "reused"  # an option is built on it
    DUPLICATED = "perhaps duplicated"  # it does much in the same capability, and stays
    BESIDE = "beside it"  # it supports the same capability, or a part of it


@dataclass(frozen=True)
class TouchedService:
    """One service that a proposal touches.

    Parameters
    ----------
    service, title : str
    touch : Touch
        The closest of all.
    options : tuple of str
        Options that replace or reuse it.
    annual_cost : float or None
        Money a year; where it is replaced, this ends.
    contract_end, decide_by : str or None
        Days, ISO 8601; no cost ends before the first, and one decides by the second.
    is_notice_supposed : bool
        Whether nobody states the notice.
    functional_fit : float or None
        1 to 5.
    cost_months : int
        Of its last twelve months, those that the cost comes from; 0 where it is stated itself.
    """

    service: str
    title: str
    touch: Touch
    options: tuple[str, ...]
    annual_cost: float | None
    contract_end: str | None
    decide_by: str | None
    is_notice_supposed: bool
    functional_fit: float | None
    cost_months: int = 0


def touched_services(
    services: Sequence[Service],
    options: Sequence[ServiceOption],
    capabilities: Collection[str],
    *,
    functional_from: float,
    usual_notice_days: float,
    as_of: date,
    below: Collection[str] = (),
    cost_months: Mapping[str, int] = MappingProxyType({}),
) -> tuple[TouchedService, ...]:
    """Services that a proposal touches, the closest first, of those the dearest.

    Parameters
    ----------
    services : sequence of Service
        Of its capabilities, and those that its options name.
    options : sequence of ServiceOption
        Of the proposal.
    capabilities : collection of str
        That it would raise.
    functional_from : float
        Functional fit from which on a service does much of what is needed.
    usual_notice_days : float
    as_of : date
    below : collection of str
        Capabilities below those; what supports them does a part of what is needed at most.
    cost_months : mapping of str to int
        Service whose cost a year comes from its months → how many of the last twelve.
    """
    found = []
    for service in {one.id: one for one in services}.values():
        replacing = tuple(one.id for one in options if service.id in one.replaces)
        reusing = tuple(one.id for one in options if service.id == one.reuses)
        if replacing:
            touch = Touch.REPLACED
        elif reusing:
            touch = Touch.REUSED
        elif not any(name in capabilities for name in service.capabilities):
            if not any(name in below for name in service.capabilities):
                continue
            touch = Touch.BESIDE
        elif service.functional_fit is not None and service.functional_fit > functional_from:
            touch = Touch.DUPLICATED
        else:
            touch = Touch.BESIDE
        window = contract_window(service, usual_notice_days=usual_notice_days, as_of=as_of)
        known = None if isinstance(window, NotAssessed) else window
        found.append(
            TouchedService(
                service.id,
                service.title,
                touch,
                (*replacing, *(name for name in reusing if name not in replacing)),
                service.annual_cost,
                None if known is None else known.contract_end.isoformat(),
                None if known is None else known.decide_by.isoformat(),
                known is not None and known.is_notice_supposed,
                service.functional_fit,
                cost_months.get(service.id, 0),
            )
        )
    order = list(Touch)
    return tuple(
        sorted(
            found, key=lambda one: (order.index(one.touch), -(one.annual_cost or 0.0), one.service)
        )
    )
