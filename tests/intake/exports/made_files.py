"""Every export that tests make, and the way of a file through the import."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from hypothesis import strategies as st

from pmo_toolkit.intake.applying import apply_rule
from pmo_toolkit.intake.base.applied import AppliedTable
from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import Declared
from pmo_toolkit.intake.exports.known import recognise
from pmo_toolkit.intake.merging import ImportedRows, imported_rows
from pmo_toolkit.intake.suggesting import with_styles
from pmo_toolkit.workspace import Workspace, read_workspace
from tests.intake.exports.made_exports import ISSUES, MadeExport
from tests.intake.exports.made_trackers import TRACKERS

MADE: dict[str, Callable[[Random], MadeExport]] = {**ISSUES, **TRACKERS}

#: An export of any system.
made_exports = st.builds(
    lambda name, seed: MADE[name](Random(seed)),
    st.sampled_from(sorted(MADE)),
    st.integers(0, 10**6),
)


def applied_tables(regions: Iterable[Region]) -> list[AppliedTable]:
    """What the rules of the exports that are recognised make of the tables."""
    return [
        apply_rule(suggestion.rule, region, Declared(currency="EUR"))
        for region in regions
        for suggestion in map(with_styles, recognise(region))
    ]


def imported(regions: Iterable[Region]) -> dict[str, ImportedRows]:
    """Rows of our tables, as an import makes them of exports that it recognises."""
    parts: dict[str, list[AppliedTable]] = {}
    for applied in applied_tables(regions):
        parts.setdefault(applied.table, []).append(applied)
    return {table: imported_rows(applied) for table, applied in parts.items()}


def workspace_of(folder: Path, tables: dict[str, ImportedRows]) -> Workspace:
    """A workspace of those tables; one proposal is invented where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "workspace.toml").write_text('currency = "EUR"\nlocale = "en_GB"\n')
    if "proposals" not in tables:
        (folder / "proposals.csv").write_text("id,title\nP-1,Invented\n")
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, rows.columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows.rows)
    return read_workspace(folder)


def rows_of(file: str, text: str) -> dict[str, list[dict[str, str]]]:
    """Our tables, each row by column, that come of the text of an export."""
    tables = imported([MadeExport("", file, text).region])
    return {table: [dict(row) for row in rows.rows] for table, rows in tables.items()}
