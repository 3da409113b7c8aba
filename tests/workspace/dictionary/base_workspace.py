"""A small workspace in which every column of the dictionary can matter, cut from the sample."""

from __future__ import annotations

import csv
import shutil
from itertools import combinations
from pathlib import Path

from pmo_toolkit.core.places import place
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: With activities, answers, an answered overlap, a decision, ties, and two that are advised.
PROPOSALS = ("P-001", "P-003", "P-004", "P-005", "P-017", "P-020")
Rows = list[dict[str, str]]


def _comparisons(role: str, ratio: int) -> str:
    return "".join(
        f"{role},K-0{one},K-0{other},{(other - one + 1) / ratio:g}\n"
        for one, other in combinations(range(1, 6), 2)
    )


#: Tables that the sample does not hold, or holds too little of.
OWN = {
    "rates": "currency,year,factor\nUSD,2026,0.5\nEUR,2024,1.5\nEUR,2025,1.2\n",
    "comparisons": "scorer_role,criterion,other,ratio\n"
    + _comparisons("Head of IT", 1)
    + _comparisons("Finance director", 4),
    "correlations": "proposal,one,other,correlation\nP-004,labour,operations,0.6\n",
    "decisions": (
        "proposal,decision,by_role,date,reason\n"
        "P-020,go ahead,Investment committee,2026-11-05,The regulator expects it\n"
        "P-020,later,Investment committee,2026-10-05,After the summer\n"
    ),
    "overlap_answers": (
        "a,b,answer,by_role,date\n"
        "P-005,P-017,different,Field services,2026-11-12\n"
        "P-005,P-017,same,Operations,2026-11-02\n"
    ),
    "answers": (
        "proposal,question,department,answer,date\n"
        "P-004,What would it cost to leave “Identity platform as a subscribed service” at the end"
        ' of its term?,IT,"EUR 20,000",2026-11-17\n'
        "P-005,Who owns the data?,Finance,We do not know yet,2026-11-17\n"
    ),
}
ALONE = "ledger specialist"
#: What running work of the sample does not state: its effort and size, by project.
SIZED = {
    "F-03": ("9000", "5200", "400", "function points"),
    "F-08": ("6000", "11000", "260", "function points"),
}
#: Rows that are kept of long tables: enough to learn from, few enough to be quick.
KEPT = {"history": 60, "tickets": 120, "flow": 120}


def base_rows(table: str) -> Rows:
    """Rows of the sample on `PROPOSALS` alone, with every column of the dictionary."""
    path = place("sample") / f"{table}.csv"
    text = OWN.get(table) or path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    if table == "proposals":
        rows = [row for row in rows if row["id"] in PROPOSALS]
    rows = rows[: KEPT.get(table)]
    if table == "tickets":
        rows.append(rows[0])  # a ticket that is opened again: one id, two rows
        rows = [{**row, "text": ""} if number % 3 else row for number, row in enumerate(rows)]
    if table == "flow":  # an item that is not done, and one that is told twice
        rows += [{**rows[-1], "item": "open", "done": "", "deployed": ""}, rows[0]]
    if table == "in_flight":
        rows = [*map(_sized, rows), _under_way(rows[0])]
    if table == "capacity":  # a role that is one person's
        rows.append({**rows[0], "role": ALONE, "gross_hours": "140"})
    if table == "costs":  # money of another currency, and of another year
        own = [row for row in rows if row["option"].startswith("O-020")]
        own[0].update(currency="USD", price_year="2026")
        own[1].update(currency="EUR", price_year="2024")
    if table == "services":
        rows = [{**row, "role": ALONE if row["id"] == "S-19" else row["role"]} for row in rows]
    for name in ("proposal", "item", "from", "to", "a", "b", "option"):
        rows = [row for row in rows if _is_kept(row.get(name) or "")]
    return [{name: row.get(name) or "" for name in TABLES[table].columns} for row in rows]


def _sized(row: dict[str, str]) -> dict[str, str]:
    names = ("estimate_effort_person_hours", "effort_to_date_person_hours", "size", "size_unit")
    return {**row, **dict(zip(names, SIZED.get(row["project"], ()), strict=False))}


def _under_way(row: dict[str, str]) -> dict[str, str]:
    """Work on a proposal that was decided for."""
    return {**row, "project": "P-020", "start_date": "2026-11-09", "cost_to_date": "4000"}


def base_tables(table: str) -> dict[str, Rows]:
    """The tables to which another content of one of `table` is compared."""
    tables = {name: base_rows(name) for name in TABLES}
    if table == "comparisons":
        tables["criteria"] = [{**row, "weight_method": "AHP"} for row in tables["criteria"]]
    return tables


def _is_kept(name: str) -> bool:
    proposal = f"P-{name[2:5]}" if name.startswith(("O-", "P-")) else ""
    return proposal in ("", *PROPOSALS)


def write(folder: Path, tables: dict[str, Rows]) -> Path:
    """A workspace of these tables, with the sample's configuration."""
    folder.mkdir(parents=True)
    shutil.copy(place("sample") / "workspace.toml", folder)
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(TABLES[table].columns))
            writer.writeheader()
            writer.writerows(rows)
    return folder
