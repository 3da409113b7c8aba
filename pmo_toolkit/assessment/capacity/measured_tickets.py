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
    loads = {load.role: load for load in _loads(reader)}
    filled = capacity["ticket_hours"].copy()
    for place in capacity.index[blank & capacity["role"].isin(list(loads))]:
        row = capacity.loc[place]
        filled[place] = loads[str(row["role"])].expected(row["month"].month)
    used = tuple(loads[role] for role in roles if role in loads)
    return capacity.assign(ticket_hours=filled), used


def usable_tickets(reader: ResourceSource) -> pd.DataFrame:
    """All tickets of the workspace that can be used, made clean once."""
    table, key = reader.rows("tickets"), ("usable tickets", reader.as_of)
    if key not in reader.kept:
        reader.kept[key] = clean_tickets(table, pd.Timestamp(reader.as_of)).rows
    rows: pd.DataFrame = reader.kept[key]
    return rows


def _loads(reader: ResourceSource) -> tuple[RoleTicketLoad, ...]:
    """Loads of all roles, over the months that the whole table knows."""
    rows, key = usable_tickets(reader), ("loads of tickets", reader.as_of, reader.settings.tickets)
    if key not in reader.kept:
        day = pd.Timestamp(reader.as_of)
        reader.kept[key] = loads_by_role(rows, day, reader.settings.tickets)
    found: tuple[RoleTicketLoad, ...] = reader.kept[key]
    return found
