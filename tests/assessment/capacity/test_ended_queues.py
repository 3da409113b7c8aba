"""Blank hours of tickets take the measured load, and none of a queue that has ended."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit import assess_proposal, report
from pmo_toolkit.assessment.capacity.measured_tickets import with_measured_tickets
from tests.assessment.capacity.small_workspace import QUICK, TABLES, ready

BLANK = TABLES["capacity"].replace(",100,0,0,0\n", ",100,0,0,\n")


def tickets(**roles):
    """Two hours every third day of 2025 and 2026, of each role up to its last day."""
    rows = [
        f"{role}-{n},{role},service,2.0,{day:%Y-%m-%d},{day:%Y-%m-%d}"
        for role, last in roles.items()
        for n, day in enumerate(pd.date_range("2025-01-02", last, freq="3D"))
    ]
    return "\n".join(("id,role,service,hours,opened,closed", *rows, ""))


def filled(folder, capacity=BLANK, **roles):
    reader = ready(folder, {"capacity": capacity, "tickets": tickets(**roles)}).reader("P-1")
    table, loads = with_measured_tickets(reader, reader.rows("capacity", {"role": ("analyst",)}))
    return table["ticket_hours"], {load.role: load for load in loads}


def test_a_queue_that_goes_on_fills_blank_months(tmp_path):
    hours, loads = filled(tmp_path, analyst="2026-12-12", desk="2026-12-12")
    assert (hours == loads["analyst"].expected(1)).all() and 18 <= hours.iloc[0] <= 24


def test_a_queue_that_has_ended_takes_nothing_while_others_go_on(tmp_path):
    hours, loads = filled(tmp_path / "a", analyst="2026-07-12", desk="2026-12-12")
    assert (hours == 0).all() and loads["analyst"].ended == "2026-07"
    # where all tickets end with it, the records end: nobody knows that the queue has
    hours, loads = filled(tmp_path / "b", analyst="2026-07-12")
    assert (hours > 0).all() and loads["analyst"].ended == ""


def test_the_load_of_a_role_does_not_depend_on_which_other_roles_are_blank(tmp_path):
    capacity = BLANK + BLANK.split("\n", 1)[1].replace("analyst", "desk")
    made = ready(
        tmp_path,
        {"capacity": capacity, "tickets": tickets(analyst="2026-10-02", desk="2026-12-12")},
    ).reader("P-1")
    hours = []
    for roles in (("analyst",), ("analyst", "desk")):
        table, _ = with_measured_tickets(made, made.rows("capacity", {"role": roles}))
        hours.append(table.loc[table["role"] == "analyst", "ticket_hours"].tolist())
    assert hours[0] == hours[1]


def test_the_report_says_that_the_queue_has_ended(tmp_path):
    changes = {"capacity": BLANK, "tickets": tickets(analyst="2026-07-12", desk="2026-12-12")}
    made = assess_proposal(ready(tmp_path, changes).workspace, "P-1", settings=QUICK)
    (queue,) = made.tickets.ended_queues
    assert (queue.role, queue.last_month) == ("analyst", "2026-07")
    text = report.ticket_evidence(made).text
    assert "Tickets of analyst ended in July 2026" in text.replace("\u00a0", " ")
