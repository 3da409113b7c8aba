"""What a proposal would relieve: tickets of the services that its options name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from pmo_toolkit.analysis.tickets.grades import EvidenceGrade
from pmo_toolkit.analysis.tickets.recurring import recurring_problems
from pmo_toolkit.analysis.tickets.shapes import RecurringProblem
from pmo_toolkit.analysis.tickets.window import last_ticket_day, recent_tickets, ticket_window
from pmo_toolkit.core.settings.names.departments import NO_OTHER_NAMES, DepartmentNames
from pmo_toolkit.core.settings.revaluation import TicketSettings


@dataclass(frozen=True)
class RelievedRole:
    """Hours a year that tickets of the proposal's services take of one role."""

    role: str
    hours_a_year: float
    n: int


class NamedServices(NamedTuple):
    """Services that the options of a proposal name, and those of them that they replace."""

    names: tuple[str, ...]
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True)
class EndedQueue:
    """A role whose tickets have ended, with the month of the last one, ``YYYY-MM``."""

    role: str
    last_month: str


@dataclass(frozen=True)
class ProposalTickets:
    """What tickets say of one proposal.

    Parameters
    ----------
    services : tuple of str
        Services that its options reuse or replace and that tickets name.
    n : int
        Their tickets of the last twelve months.
    problems : tuple of RecurringProblem
        By service and category.
    avoided_low, avoided_high : float or None
        Hours a year that ending these problems may avoid; None where no hours are stated.
    roles : tuple of RelievedRole
        Who works on these tickets: at most these hours would be relieved.
    own_department : str or None
    from_own_department : int
        Tickets, of any service, of the department that proposes it.
    of_all : int
        Tickets of all departments in these twelve months.
    grade : EvidenceGrade
        What else speaks beside tickets.
    measured_roles : tuple of str
        Roles whose blank months of ``capacity.ticket_hours`` take their measured load.
    window_days : int
        Days of which tickets are known; hours of fewer than 365 are scaled to a year.
    ended_queues : tuple of EndedQueue
        Roles whose blank months take none, since their tickets have ended.
    unplaced : int
        Tickets of its services without role or hours: what they take of whom is not assessed.
    replaced : tuple of str
        Of `services` those that an option replaces: their tickets end with them.
    last_day : str or None
        Of the last ticket of the table, ISO 8601; the twelve months end with it.
    age_days : int or None
        How long ago that was.
    """

    services: tuple[str, ...]
    n: int
    problems: tuple[RecurringProblem, ...]
    avoided_low: float | None
    avoided_high: float | None
    roles: tuple[RelievedRole, ...]
    own_department: str | None
    from_own_department: int
    of_all: int
    grade: EvidenceGrade
    measured_roles: tuple[str, ...] = ()
    window_days: int = 365
    ended_queues: tuple[EndedQueue, ...] = ()
    unplaced: int = 0
    replaced: tuple[str, ...] = ()
    last_day: str | None = None
    age_days: int | None = None


def relief_of(
    rows: pd.DataFrame,
    services: NamedServices,
    department: str | None,
    grade: EvidenceGrade,
    as_of: pd.Timestamp,
    settings: TicketSettings,
    measured_roles: tuple[str, ...] = (),
    ended_queues: tuple[EndedQueue, ...] = (),
    departments: DepartmentNames | None = None,
) -> ProposalTickets:
    """What tickets say of a proposal.

    Parameters
    ----------
    rows : DataFrame
        All usable tickets, from `clean_tickets`.
    services : NamedServices
        Services that the proposal's options name.
    department : str or None
        The one that proposes it.
    grade : EvidenceGrade
        A step lower where the last ticket is older than ``heard_days``.
    as_of : Timestamp
    settings : TicketSettings
    measured_roles : tuple of str
    ended_queues : tuple of EndedQueue
    departments : DepartmentNames, optional
        Which names mean one department.
    """
    one = (departments or NO_OTHER_NAMES).one
    recent = recent_tickets(rows, as_of)
    window = ticket_window(rows, as_of)
    own = recent[recent["service"].isin(services.names)]
    problems = recurring_problems(own, as_of, settings, window=window)
    lows = [one.avoided_low for one in problems if one.avoided_low is not None]
    highs = [one.avoided_high for one in problems if one.avoided_high is not None]
    known = own[own["role"].notna() & own["hours"].notna()]
    by_role = known.groupby("role", sort=True)["hours"].agg(["sum", "size"])
    named = [name for name in services.names if bool((own["service"] == name).any())]
    from_own = [
        one(str(name)).casefold() == one(department or "").casefold()
        for name in recent["department"].dropna()
    ]
    last = last_ticket_day(rows, as_of) if len(rows) else None
    return ProposalTickets(
        services=tuple(named),
        n=len(own),
        problems=problems,
        avoided_low=sum(lows) if lows else None,
        avoided_high=sum(highs) if highs else None,
        roles=tuple(
            RelievedRole(str(role), float(hours) * window.a_year, int(n))
            for role, hours, n in by_role.itertuples(name=None)
        ),
        own_department=department,
        from_own_department=sum(from_own),
        of_all=len(recent),
        grade=grade.of_age(None if last is None else (as_of - last).days, settings.heard_days),
        measured_roles=measured_roles,
        window_days=window.days,
        ended_queues=ended_queues,
        unplaced=len(own) - len(known),
        replaced=tuple(name for name in named if name in services.replaced),
        last_day=None if last is None else f"{last:%Y-%m-%d}",
        age_days=None if last is None else (as_of - last).days,
    )
