"""Real tickets: what is read of 20,769 incidents, what is refused, and how long it takes.

Run: PMO_PUBLIC_DATA=../shared/data python benchmarks/tickets.py

The incidents (ServiceNow, 2016; CC BY 4.0) hold ``?`` for null, days as d/m/Y, hardly any open
ticket, thousands of closures in a few minutes and no hours, text or department. Columns of theirs
are read as ours: category and subcategory together as category, ``cmdb_ci`` as service,
``assignment_group`` as role, ``contact_type`` as channel.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.tickets.coverage import CoverageKind, CoverageRules, coverage, one_channel
from pmo_toolkit.analysis.tickets.load import Season, loads
from pmo_toolkit.analysis.tickets.reading import read_tickets
from pmo_toolkit.analysis.tickets.recurrence import RecurrenceRules, recurrences
from pmo_toolkit.analysis.tickets.saving import SavingRules, savings
from pmo_toolkit.analysis.tickets.traps import traps_in
from pmo_toolkit.core.settings.revaluation import TicketSettings

FILE = "tickets/servicenow_incidents_last_state.csv"
AS_OF = dt.date(2017, 3, 1)
#: CPU seconds that all of it may take.
MOST_SECONDS = 10.0


def incidents(path: Path) -> pd.DataFrame:
    """The incidents under the names of our columns; columns of theirs keep their names too."""
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    return rows.assign(
        ticket=rows["number"],
        service=rows["cmdb_ci"],
        category=rows["category"] + " / " + rows["subcategory"],
        opened=rows["opened_at"],
        closed=rows["closed_at"],
        role=rows["assignment_group"],
        channel=rows["contact_type"],
    )


def main() -> int:
    """Print figures; 1 where it takes too long, 0 else, 0 with a remark without the data."""
    folder = os.environ.get("PMO_PUBLIC_DATA", "")
    path = Path(folder) / FILE
    if not folder or not path.is_file():
        print("PMO_PUBLIC_DATA does not name a folder with", FILE)
        return 0
    begin = time.process_time()
    rules = TicketSettings()
    table = incidents(path)
    tickets = read_tickets(table, AS_OF)
    print(f"{tickets.used:,} of {tickets.given:,} rows used, {tickets.first} to {tickets.last}")
    for fault in tickets.faults:
        print(" ", fault.sentence)
    for trap in traps_in(tickets, table.columns):
        print(f"  {trap.kind}: {trap.what} {trap.refused}")
    found = recurrences(
        tickets, RecurrenceRules(rules.least_tickets, rules.least_days, rules.alike), None
    )
    low, high = rules.avoidable_share
    worth = savings(
        tickets,
        found,
        SavingRules(rules.least_weeks, rules.least_hours, low, high, rules.bootstrap_draws, 1),
    )
    within = sum(one.tickets for one in found)
    print(f"{len(found)} recurring groups hold {within:,} tickets")
    for one, saving in list(zip(found, worth, strict=True))[:3]:
        a_year = saving.a_year
        assert not isinstance(a_year, NotAssessed)
        print(
            f"  {one.category}: {one.tickets:,} on {one.days} days,"
            f" {a_year.p10:,.0f} to {a_year.p90:,.0f} a year from {saving.weeks} weeks;"
            f" hours {saving.avoided}"
        )
    roles = loads(tickets, {}, season_months=rules.season_months, untrusted="closed ones alone")
    season = roles[0].season
    print(f"{len(roles) - 1} roles; season {'read' if isinstance(season, Season) else season}")
    channels = coverage(
        CoverageKind.CHANNEL,
        tickets.rows["channel"],
        {},
        CoverageRules(
            rules.silent_share, rules.silent_chance, rules.least_stated, rules.one_channel
        ),
    )
    main_channel = one_channel(
        channels,
        CoverageRules(
            rules.silent_share, rules.silent_chance, rules.least_stated, rules.one_channel
        ),
    )
    if main_channel is not None:
        print(f"{main_channel.share:.1%} came by {main_channel.title}")
    taken = time.process_time() - begin
    print(f"{taken:.1f} CPU s (at most {MOST_SECONDS:g}), numpy {np.__version__}")
    return int(taken > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
