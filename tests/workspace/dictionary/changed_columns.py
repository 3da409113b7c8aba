"""A column of the dictionary said otherwise, and the outputs that this changes."""

from __future__ import annotations

import csv
import json
import math
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from pmo_toolkit import (
    study_facilitation,
    study_flow,
    study_portfolio,
    study_questions,
    study_revaluation,
    study_tickets,
)
from pmo_toolkit.assessment import Assessment, assess_prepared, prepare
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.places import place
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace import Workspace
from pmo_toolkit.workspace.dictionary.tables import TABLES

QUICK = Settings().with_overrides({"draws": 256, "standing_draws": 500})
#: With activities, answers, an answered overlap, a decision, ties, and two that are advised.
PROPOSALS = ("P-001", "P-003", "P-004", "P-005", "P-017", "P-020")
#: Says from what a result was made, not what it comes to.
NO_OUTPUT = {"input_hash", "provenance", "schema_version", "seconds"}
#: Tables that the sample does not hold.
EXTRA = {
    "rates": "currency,year,factor\nUSD,2026,0.5\nEUR,2024,1.5\nEUR,2025,1.2\n",
    "comparisons": "scorer_role,criterion,other,ratio\n"
    + "".join(
        f"Head of IT,K-0{one},K-0{other},{other - one + 1}\n"
        for one, other in combinations(range(1, 6), 2)
    ),
    "correlations": "proposal,one,other,correlation\nP-004,labour,operations,0.6\n",
}
OWN = {
    "decisions": (
        "proposal,decision,by_role,date,reason\n"
        "P-020,go ahead,Investment committee,2026-11-05,The regulator expects it\n"
        "P-020,later,Investment committee,2026-10-05,After the summer\n"
    ),
    "overlap_answers": "a,b,answer,by_role,date\nP-005,P-017,different,Field services,2026-11-12\n",
}
ANSWERS = (
    "proposal,question,department,answer,date\n"
    "P-004,What would it cost to leave “Identity platform as a subscribed service” at the end of"
    ' its term?,IT,"EUR 20,000",2026-11-17\n'
    "P-005,Who owns the data?,Finance,We do not know yet,2026-11-17\n"
)
Rows = list[dict[str, str]]
STUDIES: dict[str, Callable[..., Any]] = {"tickets": study_tickets, "forecast": study_flow}
TOGETHER: dict[str, Callable[..., Any]] = {
    "revaluation": study_revaluation,
    "questions": study_questions,
    "facilitation": study_facilitation,
    "portfolio": study_portfolio,
}
#: Finished projects that are kept: enough to learn from, few enough to be quick.
HISTORY = 60


def base_rows(table: str) -> Rows:
    """Rows of the sample on `PROPOSALS` alone, with every column of the dictionary."""
    path = place("sample") / f"{table}.csv"
    text = EXTRA.get(table) or path.read_text(encoding="utf-8")
    text = (OWN | {"answers": ANSWERS}).get(table, text)
    rows = list(csv.DictReader(text.splitlines()))
    if table == "proposals":
        rows = [row for row in rows if row["id"] in PROPOSALS]
    if table == "history":
        rows = rows[:HISTORY]
    if table == "tickets":
        rows.append(rows[0])  # a ticket that is opened again: one id, two rows
    for name in ("proposal", "item", "from", "to", "a", "b", "option"):
        rows = [row for row in rows if _is_kept(row.get(name) or "")]
    return [{name: row.get(name) or "" for name in TABLES[table].columns} for row in rows]


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


@dataclass(frozen=True)
class Outputs:
    """Every output of a workspace by its name, each made once and only when it is looked at."""

    workspace: Workspace
    known: dict[str, Any] = field(default_factory=dict)
    assessed: dict[str, Assessment] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        if name not in self.known:
            self.known[name] = json.loads(canonical_json(self._made(name)))
        return self.known[name]

    def _made(self, name: str) -> Any:
        if name in STUDIES:
            return STUDIES[name](self.workspace, settings=QUICK).as_dict()
        if name in PROPOSALS:
            if name not in self.workspace.proposal_ids or name in self.workspace.failed:
                return None
            return self._assessment(name).to_dict()
        known = {
            proposal: self._assessment(proposal)
            for proposal in self.workspace.proposal_ids
            if proposal not in self.workspace.failed
        }
        made = TOGETHER[name](self.workspace, settings=QUICK, assessments=known).as_dict()
        made.pop("inputs", None)  # digests of rows
        return made

    def _assessment(self, name: str) -> Assessment:
        if name not in self.assessed:
            if not self.known.get("ready"):
                self.known["ready"] = prepare(self.workspace, settings=QUICK)
            self.assessed[name] = assess_prepared(self.known["ready"], name)
        return self.assessed[name]


#: Outputs in which a table shows first; those of the proposals of its rows otherwise.
FIRST: dict[str, tuple[str, ...]] = {
    "tickets": ("tickets",),
    "flow": ("forecast",),
    "stakeholders": ("tickets",),
    "scenarios": ("portfolio",),
    "targets": ("portfolio",),
    "service_costs": ("revaluation",),
    "services": ("revaluation",),
}
#: Proposals by what their assessment costs, the cheapest first.
CHEAPEST = ("P-020", "P-003", "P-005", "P-017", "P-004", "P-001")


def names_for(table: str) -> tuple[str, ...]:
    """Names of all outputs, those first that look at a table most."""
    rows = base_rows(table)
    cells = " ".join(cell for row in rows for cell in row.values()).replace("O-", "P-")
    own = tuple(name for name in CHEAPEST if name[2:] in cells and f"P-{name[2:]}" in cells)
    return tuple(dict.fromkeys((*FIRST.get(table, ()), *own, *CHEAPEST, *TOGETHER, *STUDIES)))


def different(rows: Rows, table: str, column: str, step: int = 1) -> Rows:
    """The same rows, of which each filled cell of a column, or every blank one, says another.

    `step`: which of the other words of a vocabulary.
    """
    filled = [row for row in rows if row[column]] or rows
    words = sorted({row[column] for row in rows if row[column]})
    chosen = {id(row) for row in filled}
    return [
        {**row, column: _other(row, (table, column), words, step)} if id(row) in chosen else row
        for row in rows
    ]


def _other(row: dict[str, str], place: tuple[str, str], words: list[str], step: int) -> str:
    table, column = place
    metadata = TABLES[table].columns[column].metadata or {}
    kind, old = metadata["kind"], row[column]
    if kind == "reference":
        words = _targets(metadata["refers_to"])
    if kind in ("category", "reference"):
        words = list(metadata.get("vocabulary") or words)
        if old in words:
            return words[(words.index(old) + step) % len(words)]
        return _filled(column, words)
    if kind in ("text", "id"):
        return f"{old} altered" if old else "Something else"
    if kind == "flag":
        return "no" if old == "yes" else "yes"
    if kind in ("date", "month", "period"):
        return _later(old, kind)
    return _number(row, column, kind, old)


def _targets(refers_to: str) -> list[str]:
    """Ids that a reference may name; of several tables where it says so, as in ``a.id or b.id``."""
    places = re.findall(r"(\w+)\.(\w+)", refers_to)
    return [row[key] for target, key in places for row in base_rows(target)]


def _filled(column: str, words: list[str]) -> str:
    return "USD" if column == "currency" else (words or ["another"])[0]


def _later(old: str, kind: str) -> str:
    if kind == "date":
        day = date.fromisoformat(old) if old else date(2026, 10, 1)
        return (day - timedelta(days=95)).isoformat()
    return str(int(old[:4]) + 1) + old[4:] if old else "2028-01"


def _number(row: dict[str, str], column: str, kind: str, old: str) -> str:
    if kind == "year":
        return "2024" if old != "2024" else "2025"
    try:
        value = float(old or "nan")
    except ValueError:  # a word such as TBD
        value, old = math.nan, ""
    if kind == "rating":
        return "2" if value != 2 else "4"
    if kind in ("fraction", "probability"):
        return "0.3" if not old else f"{value / 2 or 0.4:g}"
    ends = {end: row.get(column.replace("mode", end), "") for end in ("low", "high")}
    if "mode" in column and all(ends.values()):
        low, high = map(float, ends.values())
        middle = (low + high) / 2
        return f"{middle if middle != value else (3 * low + high) / 4:g}"
    if column.endswith("low"):
        return f"{value * 0.6:g}" if old else "1"
    value = 3 if math.isnan(value) else value
    return f"{round(value * 1.5) + 1:g}"


@dataclass(frozen=True)
class Change:
    """A place of an output that another content changes, and whether more than text differs."""

    place: str
    is_figure: bool


def worst(workspace: Workspace) -> int:
    """How many faults and row faults a workspace has."""
    return sum(trouble.grade is not Grade.FINDING for trouble in workspace.troubles)


def effects(before: Any, after: Any, cells: set[tuple[str, str]]) -> Iterator[Change]:
    """Places where two outputs differ otherwise than by repeating the changed cells."""
    if isinstance(before, dict) and isinstance(after, dict):
        for name in before.keys() | after.keys():
            if name not in NO_OUTPUT:
                for change in effects(before.get(name), after.get(name), cells):
                    yield Change(f"{name}.{change.place}", change.is_figure)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for one, other in zip(before, after, strict=True):
            yield from effects(one, other, cells)
    elif before != after and not _repeats(before, after, cells):
        is_text = all(isinstance(value, str | None) for value in (before, after))
        yield Change(f"{before!r:.60} → {after!r:.60}", not is_text)


def _repeats(before: Any, after: Any, cells: set[tuple[str, str]]) -> bool:
    for old, new in cells:
        if _same(before, old) and _same(after, new):
            return True
        is_text = isinstance(before, str) and isinstance(after, str)
        if is_text and old and before.replace(old, new) == after:
            return True
    return False


def _same(value: Any, cell: str) -> bool:
    if value is None or isinstance(value, (dict, list)):
        return not value and not cell
    if isinstance(value, bool):
        return cell == ("yes" if value else "no")
    if isinstance(value, (int, float)):
        try:
            return math.isclose(value, float(cell), rel_tol=1e-5)
        except ValueError:
            return False
    return str(value) == cell or (bool(cell) and str(value).startswith(cell))
