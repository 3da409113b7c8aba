"""Blank hours of tickets in ``capacity`` take what the whole table of tickets shows."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.capacity.measured_tickets import with_measured_tickets
from pmo_toolkit.studies.tickets.study import study_tickets
from tests.workspace.builders import read

DAYS = pd.date_range("2025-10-20", "2026-11-18", freq="2D")
TICKETS = "opened,service,hours,role\n" + "".join(
    f"{day.date()},S-1,{1 + n % 3},{'Service Desk' if n % 2 else 'network'}\n"
    for n, day in enumerate(DAYS)
    if n % 2 or day < pd.Timestamp("2026-07-01")  # the network has no more since July
)
CAPACITY = (
    "role,month,gross_hours,ticket_hours\n"
    "service desk,2027-01,160,\nnetwork,2027-01,160,\nnetwork,2027-02,160,9\nlaw,2027-01,160,\n"
)


def test_the_load_is_that_of_the_study_over_the_months_of_the_whole_table(tmp_path):
    read_one = read(
        tmp_path,
        "as_of = 2026-11-20\n",
        tickets=TICKETS,
        capacity=CAPACITY,
        services="id,title\nS-1,Mail\n",
    )
    reader = prepare(read_one).reader("P1")
    filled, used = with_measured_tickets(reader, reader.rows("capacity"))
    hours = {
        (role, month.month): value
        for role, month, value in filled[["role", "month", "ticket_hours"]].itertuples(index=False)
    }
    loads = {load.role: load for load in study_tickets(read_one).loads}
    assert [load.role for load in used] == ["network", "service desk"]
    assert hours["service desk", 1] == pytest.approx(loads["service desk"].expected(1))
    # months without a ticket of the network count: the table knows them
    assert loads["network"].months[-1] == "2026-10" and loads["network"].hours[-1] == 0
    # and four of them are an end: its blank months take none
    assert loads["network"].ended == "2026-06" and hours["network", 1] == 0
    assert hours["network", 2] == 9 and pd.isna(hours["law", 1])
