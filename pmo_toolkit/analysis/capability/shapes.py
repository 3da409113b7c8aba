"""What the enterprise can do, the services that help it, and proposals that touch them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Capability:
    """Something that the enterprise is able to do.

    Parameters
    ----------
    id, title : str
    parent : str or None
        Capability above it.
    importance, maturity_now, maturity_target : float or None
        1 to 5; None where nobody states it.
    department : str or None
        Who owns it.
    goals : tuple of str
        Business outcomes that it serves, as stated.
    """

    id: str
    title: str
    parent: str | None = None
    importance: float | None = None
    maturity_now: float | None = None
    maturity_target: float | None = None
    department: str | None = None
    goals: tuple[str, ...] = ()

    @property
    def gap(self) -> float | None:
        """Steps from today's maturity to the one aimed at, nought where it is reached."""
        if self.maturity_now is None or self.maturity_target is None:
            return None
        return max(0.0, self.maturity_target - self.maturity_now)


@dataclass(frozen=True)
class Service:
    """An IT service or application that exists today.

    Parameters
    ----------
    id, title : str
    capabilities : tuple of str
        Those that it supports, each once.
    supplier, hosting, role : str or None
        Who supplies it, where it runs, and the role that keeps it running.
    annual_cost : float or None
        Money a year.
    technical_fit, functional_fit : float or None
        1 to 5.
    contract_end : date or None
    notice_days : float or None
        Days before the end of the contract by which it must be given up.
    stated_shares : tuple of float
        Part of its cost that each of its capabilities has, 0–1, in their order; empty where nobody
        states any, and each has an equal part.
    """

    id: str
    title: str
    capabilities: tuple[str, ...] = ()
    supplier: str | None = None
    hosting: str | None = None
    role: str | None = None
    annual_cost: float | None = None
    technical_fit: float | None = None
    functional_fit: float | None = None
    contract_end: date | None = None
    notice_days: float | None = None
    stated_shares: tuple[float, ...] = ()

    @property
    def shares(self) -> dict[str, float]:
        """Capability → part of its cost, 0–1; together 1."""
        if self.stated_shares:
            return dict(zip(self.capabilities, self.stated_shares, strict=True))
        return dict.fromkeys(self.capabilities, 1 / max(len(self.capabilities), 1))


@dataclass(frozen=True)
class ServiceMonth:
    """What a service cost in one month.

    Parameters
    ----------
    service : str
    month : date
        First day of the month.
    amount : float
        Money.
    units : float or None
        Of what it is paid by, such as users.
    """

    service: str
    month: date
    amount: float
    units: float | None = None


@dataclass(frozen=True)
class ProposedChange:
    """A proposal as the map sees it.

    Parameters
    ----------
    id, title : str
    department : str or None
    budget : float or None
        Requested.
    goals, capabilities : tuple of str
        That it serves and raises.
    """

    id: str
    title: str
    department: str | None = None
    budget: float | None = None
    goals: tuple[str, ...] = ()
    capabilities: tuple[str, ...] = ()


@dataclass(frozen=True)
class ServiceOption:
    """An option of a proposal that touches services of today.

    Parameters
    ----------
    id, proposal, kind, title : str
    reuses : str or None
        Service that it is built on.
    replaces : tuple of str
        Services that it makes superfluous.
    exit_cost : float or None
        Money to leave it at the end of its term.
    lock_in : str or None
        ``"low"``, ``"medium"`` or ``"high"``.
    """

    id: str
    proposal: str
    kind: str
    title: str
    reuses: str | None = None
    replaces: tuple[str, ...] = ()
    exit_cost: float | None = None
    lock_in: str | None = None
