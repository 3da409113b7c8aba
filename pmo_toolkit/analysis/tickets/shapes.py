"""Shapes of what tickets show: findings on rows, traps, problems that recur, loads, coverage."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed

#: Columns of a table of tickets, as the data dictionary names them.
COLUMNS = (
    *("ticket", "service", "category", "opened", "closed"),
    *("hours", "text", "department", "role", "channel"),
)


@dataclass(frozen=True)
class TicketFinding:
    """Something odd in rows of tickets.

    Parameters
    ----------
    kind : str
        Such as ``"closed before opened"``.
    n : int
        Rows or cells concerned.
    what : str
        What was found, in a sentence.
    used_as : str
        What became of these rows.
    """

    kind: str
    n: int
    what: str
    used_as: str


@dataclass(frozen=True)
class Trap:
    """A conclusion that is refused, and why.

    Parameters
    ----------
    kind : str
    refused : str
        What is not concluded.
    why : str
    n : int
        Tickets concerned.
    """

    kind: str
    refused: str
    why: str
    n: int


@dataclass(frozen=True, eq=False)
class CleanTickets:
    """Tickets that can be used, one row each.

    Parameters
    ----------
    rows : DataFrame
        `COLUMNS`; days as datetime64, hours as float, all else text or missing.
    findings : tuple of TicketFinding
    raised : int
        Rows that were given.
    """

    rows: pd.DataFrame = field(repr=False)
    findings: tuple[TicketFinding, ...]
    raised: int


@dataclass(frozen=True)
class RecurringProblem:
    """Tickets that tell of one problem which comes back, and the opportunity that it is.

    Parameters
    ----------
    service, category : str or None
    text : str or None
        The most frequent text among them.
    n : int
        Tickets of the last twelve months, as far as the table knows them.
    months : int
        Of these months those with at least one.
    with_hours : int
        Tickets that state their hours.
    hours_a_year : float or NotAssessed
    avoided_low, avoided_high : float or None
        Hours a year that ending the cause may avoid; None where hours are not stated.
    departments : int
        Departments that raised them.
    window_days : int
        Days of which tickets are known; hours of fewer than 365 are scaled to a year.
    """

    service: str | None
    category: str | None
    text: str | None
    n: int
    months: int
    with_hours: int
    hours_a_year: float | NotAssessed
    avoided_low: float | None
    avoided_high: float | None
    departments: int
    window_days: int = 365


@dataclass(frozen=True)
class RoleTicketLoad:
    """Hours of tickets of one role by month.

    Parameters
    ----------
    role : str
    months : tuple of str
        Complete months, ``YYYY-MM``.
    hours : tuple of float
    counts : tuple of int
    usual, high : float
        Median and P80 of a month's hours without season, of the last twelve months; nought of a
        queue that has ended.
    season : tuple of float
        Factor of January to December; all 1 where no season is used.
    why_no_season : str
        Why none is used; the empty text where one is.
    without_hours : int
        Tickets without hours, counted at the mean of those with.
    n : int
    ended : str
        Month of the last ticket of a queue that has ended, ``YYYY-MM``; empty for one that goes on.
    """

    role: str
    months: tuple[str, ...]
    hours: tuple[float, ...]
    counts: tuple[int, ...]
    usual: float
    high: float
    season: tuple[float, ...]
    why_no_season: str
    without_hours: int
    n: int
    ended: str = ""

    def expected(self, month: int) -> float:
        """Hours of a month of the calendar, 1 to 12, that are exceeded in one month of five."""
        return self.high * self.season[month - 1]


@dataclass(frozen=True)
class Coverage:
    """How much tickets say of one department or capability.

    Parameters
    ----------
    kind : {"department", "capability"}
    name : str
    n : int
        Tickets of the last twelve months.
    share : float or None
        Of all tickets that state one.
    importance : float or None
        1 to 5 where it is stated.
    is_silent : bool
        Whether hardly any tickets come from it, for its importance.
    basis : str
        What was counted, in a sentence; the empty text where nothing is asked.
    question : str
        To the department concerned, in words that stay the same while figures move, so that an
        answer finds it again; the empty text where nothing is asked.
    """

    kind: str
    name: str
    n: int
    share: float | None
    importance: float | None
    is_silent: bool
    basis: str
    question: str
