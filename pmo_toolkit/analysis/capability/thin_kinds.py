"""Kinds of places where the map of capabilities is thin, and from where on something counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pmo_toolkit.analysis.capability.shapes import Capability, ProposedChange, Service
from pmo_toolkit.analysis.capability.tree import CapabilityTree


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


def unrated(tree: CapabilityTree, rules: ThinRules) -> tuple[str, ...]:
    """Capabilities of which nobody can say whether the map is thin there.

    Their importance is not stated, or it is high and their maturity today is not stated.
    """
    return tuple(
        name
        for name, one in tree.by_id.items()
        if one.importance is None or (matters(one, rules) and one.maturity_now is None)
    )


def matters(capability: Capability, rules: ThinRules) -> bool:
    """Whether a capability is important; False where nobody states it."""
    return capability.importance is not None and capability.importance >= rules.important_from
