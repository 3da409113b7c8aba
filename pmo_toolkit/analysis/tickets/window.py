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


def ticket_window(rows: pd.DataFrame, until: pd.Timestamp) -> TicketWindow:
    """The days that the table covers of the year up to `until`.

    A table that begins or ends within that year does not count as a year: its first ticket is the
    first day that is known, its last one the last.

    Parameters
    ----------
    rows : DataFrame
        All usable tickets, with ``opened``.
    until : Timestamp
        The last day that counts.
    """
    if rows.empty:
        return TicketWindow(_YEAR_DAYS)
    begin = max(rows["opened"].min(), until - pd.Timedelta(days=_YEAR_DAYS - 1))
    end = min(rows["opened"].max(), until)
    return TicketWindow(max(1, (end - begin).days + 1))
