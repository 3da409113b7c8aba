"""Tickets written by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.tickets.reading import CleanTickets, read_tickets

AS_OF = dt.date(2026, 11, 22)


def read(rows: list[dict[str, Any]], as_of: dt.date = AS_OF) -> CleanTickets:
    return read_tickets(pd.DataFrame(rows), as_of)


def every(days: int, number: int, start: str = "2026-01-05", **cells: Any) -> list[dict[str, Any]]:
    """So many tickets, one every so many days, closed two days later."""
    opened = pd.date_range(start, periods=number, freq=f"{days}D")
    return [
        {"opened": str(day.date()), "closed": str((day + pd.Timedelta(days=2)).date()), **cells}
        for day in opened
    ]
