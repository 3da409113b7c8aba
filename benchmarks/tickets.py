"""Tickets of a real service desk: what is found in them, and how long it takes.

Run: ``python benchmarks/tickets.py``. Data: ``tickets/servicenow_incidents_last_state.csv`` of
``PMO_PUBLIC_DATA`` (20,769 incidents, CC BY 4.0), read, never copied.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pandas as pd

from pmo_toolkit.analysis.tickets.channels import channels_of
from pmo_toolkit.analysis.tickets.cleaning import clean_tickets
from pmo_toolkit.analysis.tickets.load import loads_by_role
from pmo_toolkit.analysis.tickets.recurring import recurring_problems
from pmo_toolkit.analysis.tickets.traps import traps_in
from pmo_toolkit.analysis.tickets.window import recent_tickets
from pmo_toolkit.assessment.overlaps.encoders import default_encoder
from pmo_toolkit.core.settings import Settings

#: Column of the export → column of ``tickets``.
COLUMNS = {
    "number": "ticket",
    "category": "service",
    "subcategory": "category",
    "opened_at": "opened",
    "closed_at": "closed",
    "u_symptom": "text",
    "location": "department",
    "assignment_group": "role",
    "contact_type": "channel",
}
#: CPU seconds that the whole way may take.
ALLOWED = 10.0


def main() -> int:
    """Print what was found; 1 if it took too long."""
    path = Path(os.environ["PMO_PUBLIC_DATA"]) / "tickets" / "servicenow_incidents_last_state.csv"
    before = time.process_time()
    export = pd.read_csv(path, dtype="str", keep_default_na=False)
    as_of = pd.Timestamp("2017-02-28")
    settings = Settings().tickets
    clean = clean_tickets(export.rename(columns=COLUMNS)[list(COLUMNS.values())], as_of)
    traps = traps_in(clean.rows, export.columns, settings)
    problems = recurring_problems(clean.rows, as_of, settings, default_encoder()[0])
    loads = loads_by_role(clean.rows, as_of, settings)
    channels = channels_of(recent_tickets(clean.rows, as_of), {}, settings)
    took = time.process_time() - before
    print(f"{len(export):,} rows, {len(clean.rows):,} tickets used, {took:.1f} CPU s")
    for finding in clean.findings:
        print(f"  {finding.kind}: {finding.what}; {finding.used_as}")
    for trap in traps:
        print(f"  refused: {trap.refused} ({trap.n:,}): {trap.why}")
    top = sum(problem.n for problem in problems[:20])
    print(f"{len(problems):,} problems recur; the first twenty are {top / len(clean.rows):.0%}")
    asked = sum(bool(one.question) for one in channels.departments)
    print(
        f"{len(loads)} roles whose hours are stated; {len(channels.channels)} channels,"
        f" {channels.not_recorded:,} tickets without one; {asked} departments leave one out"
    )
    return int(took > ALLOWED)


if __name__ == "__main__":
    raise SystemExit(main())
