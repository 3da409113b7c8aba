"""Blank hours of tickets in ``capacity``, filled with what tickets themselves came to."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.load import loads_by_role
from pmo_toolkit.analysis.tickets.shapes import RoleTicketLoad
from pmo_toolkit.assessment.capacity.sources import ResourceSource


def with_measured_tickets(
    reader: ResourceSource, capacity: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[RoleTicketLoad, ...]]:
    """Rows of ``capacity`` whose blank hours of tickets take the measured load of that month.

    The load is that which one month of five exceeds, with season, and nought of a queue that has
    ended; nothing is filled for roles whose tickets do not state hours.

    Parameters
    ----------
    reader : ResourceSource
    capacity : DataFrame
        Rows of the table.

    Returns
    -------
    DataFrame
    tuple of RoleTicketLoad
        Of the roles of which a month was filled.
    """
    blank = capacity["ticket_hours"].isna() & capacity["gross_hours"].notna()
    roles = tuple(sorted({str(role) for role in capacity["role"][blank]}))
    if not roles:
        return capacity, ()
    loads = {load.role: load for load in _loads(reader, roles)}
    filled = capacity["ticket_hours"].copy()
    for place in capacity.index[blank & capacity["role"].isin(list(loads))]:
        row = capacity.loc[place]
        filled[place] = loads[str(row["role"])].expected(row["month"].month)
    used = tuple(loads[role] for role in roles if role in loads)
    return capacity.assign(ticket_hours=filled), used


def _loads(reader: ResourceSource, roles: tuple[str, ...]) -> tuple[RoleTicketLoad, ...]:
    rows = reader.rows("tickets", {"role": roles})
    key = ("loads of tickets", roles, reader.as_of, reader.settings)
    if key not in reader.kept:
        day = pd.Timestamp(reader.as_of)
        tickets = clean_tickets(rows, day).rows
        opened = pd.Series(reader.rows("tickets", columns=("opened",))["opened"]).dropna()
        reader.kept[key] = loads_by_role(tickets, day, reader.settings.tickets, opened)
    found: tuple[RoleTicketLoad, ...] = reader.kept[key]
    return found
