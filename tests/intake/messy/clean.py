"""A clean workspace as tables of text: the truth that messy workbooks are made from."""

from __future__ import annotations

import csv
import random
import tempfile
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pmo_toolkit.sample import write_sample
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Table → columns that tell its rows apart.
KEYS: Mapping[str, tuple[str, ...]] = {
    "proposals": ("id",),
    "options": ("id",),
    "costs": ("option", "element"),
    "benefits": ("proposal", "title"),
    "goals": ("id",),
    "proposal_goals": ("proposal", "goal"),
    "risks": ("proposal", "title"),
    "capacity": ("role", "month"),
    "history": ("project",),
}
#: Columns without which a table says nothing; they are never left out.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "proposals": ("id", "title", "requested_budget"),
    "options": ("id", "proposal", "kind", "title"),
    "costs": ("option", "element", "low", "mode", "high"),
    "benefits": ("proposal", "title", "low", "mode", "high"),
    "goals": ("id", "title", "target"),
    "risks": ("proposal", "title", "probability"),
    "capacity": ("role", "month", "gross_hours"),
    "history": ("project", "title", "actual_cost", "actual_effort_person_hours"),
}
WORKSPACE = """\
name = "Truth"
currency = "EUR"
price_year = 2026
hours_per_day = 8
locale = "en_GB"
as_of = 2026-11-22
"""

#: Column → text of its cells; all columns are of one length.
Columns = dict[str, list[str]]


@cache
def lexicon() -> dict[str, Any]:
    """Headers, sheet names and words as clients write them."""
    text = Path(__file__).with_name("lexicon.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def headers_of(language: str, *, other: bool = False) -> dict[str, dict[str, list[str]]]:
    """Table → column → headers that clients write; `other` for those that are kept apart."""
    headers: dict[str, dict[str, list[str]]] = lexicon()["headers"][language]
    if not other:
        return headers
    text = Path(__file__).with_name("other_headers.toml").read_text(encoding="utf-8")
    apart = tomllib.loads(text)["headers"][language]
    return {table: {**columns, **apart.get(table, {})} for table, columns in headers.items()}


def clean_tables(seed: int, language: str) -> dict[str, Columns]:
    """Tables of a small made organisation, with the columns that the language has headers for."""
    with tempfile.TemporaryDirectory() as folder:
        write_sample(Path(folder) / "clean", proposals=8, seed=seed)
        read = {name: _rows(Path(folder) / "clean" / f"{name}.csv") for name in KEYS}
    chance = random.Random(seed)
    read["history"] = chance.sample(read["history"], 40)
    months = sorted({row["month"] for row in read["capacity"]})[:12]
    roles = list(dict.fromkeys(row["role"] for row in read["capacity"]))[:6]
    read["capacity"] = [
        row for row in read["capacity"] if row["month"] in months and row["role"] in roles
    ]
    read["costs"] = _unique("costs", read["costs"])
    headers = lexicon()["headers"][language]
    tables = {}
    for table, rows in read.items():
        known = headers.get(table, {"proposal": 1, "goal": 1})
        columns = [name for name in TABLES[table].columns if name in known and name in rows[0]]
        tables[table] = {name: [row[name] for row in rows] for name in columns}
    return tables


def write_tables(folder: Path, tables: Mapping[str, Columns]) -> None:
    """Write tables as a workspace of CSV files."""
    folder.mkdir(parents=True)
    (folder / "workspace.toml").write_text(WORKSPACE, encoding="utf-8")
    for table, columns in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(columns)
            writer.writerows(zip(*columns.values(), strict=True))


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def _unique(table: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The first row of each key."""
    by_key = {tuple(row[name] for name in KEYS[table]): row for row in reversed(rows)}
    return list(reversed(by_key.values()))
