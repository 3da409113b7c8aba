"""The days of which tickets are known, and what they come to in a year."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

_YEAR_DAYS = 365


@dataclass(frozen=True)
class TicketWindow:
    """The last twelve months as far as tickets are known of them.

    Parameters
    ----------
    days : int
        From the first ticket, or a year ago where tickets are older, to the last ticket; 1 to 365.
    """

    days: int

    @property
    def is_whole(self) -> bool:
        """Whether tickets are known of all twelve months, give or take a week."""
        return self.days > _YEAR_DAYS - 8

    @property
    def a_year(self) -> float:
        """By what a sum over these days is multiplied to be one of a year."""
        return 1.0 if self.is_whole else _YEAR_DAYS / self.days

    @property
    def weeks(self) -> int:
        """Whole or begun weeks, 52 at most."""
        return min(-(-self.days // 7), 52)


def last_ticket_day(rows: pd.DataFrame, as_of: pd.Timestamp) -> pd.Timestamp:
    """The day with which tickets end: that of the last one, `as_of` where there is none."""
    return min(as_of, rows["opened"].max()) if len(rows) else as_of


def recent_tickets(rows: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """Tickets of the last twelve months that are known: they end with the last ticket.

    Of an export that is old this is the last year that it tells of; how old it is, is told beside.
    """
    return rows[rows["opened"] > last_ticket_day(rows, as_of) - pd.Timedelta(days=_YEAR_DAYS)]


def ticket_window(rows: pd.DataFrame, as_of: pd.Timestamp) -> TicketWindow:
    """The days that the table covers of the year up to its last ticket.

    A table that begins within that year does not count as a year: its first ticket is the first day
    that is known, its last one the last.

    Parameters
    ----------
    rows : DataFrame
        All usable tickets, with ``opened``.
    as_of : Timestamp
        The last day that counts.
    """
    if rows.empty:
        return TicketWindow(_YEAR_DAYS)
    end = last_ticket_day(rows, as_of)
    begin = max(rows["opened"].min(), end - pd.Timedelta(days=_YEAR_DAYS - 1))
    return TicketWindow(max(1, (end - begin).days + 1))
