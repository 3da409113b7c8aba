"""A column of the dictionary said otherwise, and the most that this changes in any output."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from pmo_toolkit.assessment import Assessment
from pmo_toolkit.workspace import Workspace, read_workspace
from pmo_toolkit.workspace.dictionary.tables import TABLES
from tests.workspace.dictionary.base_workspace import Rows, base_rows, base_tables, write
from tests.workspace.dictionary.outputs import CHECK, QUICK, Outputs, changes, names_for, worst

#: What another content of a column may change, the least first. Refused: a row that cannot be used.
LEVELS = ("nothing", "check", "shown", "refused", "text", "figures")
#: Levels by how far an output differs.
OF_CHANGE = {1: "shown", 2: "text", 3: "figures"}


@dataclass(frozen=True)
class Effect:
    """The most that other contents of a column change, and where."""

    level: str = "nothing"
    place: str = ""

    def __gt__(self, other: Effect) -> bool:
        return LEVELS.index(self.level) > LEVELS.index(other.level)


def kind_of(table: str, column: str) -> str:
    """How the text of a column is read."""
    return str((TABLES[table].columns[column].metadata or {})["kind"])


@dataclass(frozen=True)
class Workspaces:
    """Bases with their outputs, made once, and the folder in which workspaces are written."""

    folder: Path
    made: dict[str, tuple[Workspace, Outputs]] = field(default_factory=dict)

    def base(self, table: str) -> tuple[Workspace, Outputs]:
        """The base to which another content of `table` is compared."""
        key = "comparisons" if table == "comparisons" else "all"
        if key not in self.made:
            read = self.read(base_tables(table))
            self.made[key] = read, Outputs(read)
        return self.made[key]

    def read(self, tables: dict[str, Rows]) -> Workspace:
        """A workspace of these tables."""
        place = self.folder / str(len(list(self.folder.iterdir())))
        return read_workspace(write(place, tables), settings=QUICK)

    def effect_of(self, table: str, column: str, names: Sequence[str] = ()) -> Effect:
        """The most that other contents of a column change in the named outputs, or in all.

        It ends with the first output in which more changes than a repetition of the cells; of a
        column of text a repetition in the output is what it is for.
        """
        tables, (read, before) = base_tables(table), self.base(table)
        best, tried = Effect(), []
        for rows in contents(tables[table], table, column):
            changed = self.read({**tables, table: rows})
            if worst(changed) > worst(read):
                if is_needed(table, column):
                    best = Effect("refused", changed.troubles[0].what)
                continue
            cells = {
                (old[column], new[column])
                for old, new in zip(tables[table], rows, strict=True)
                if old[column] != new[column]
            }
            tried.append((Outputs(changed, _assessed(before, names)), cells))
        # Where a row is refused, it is still looked at what a row that is read would change.
        enough = Effect("check" if kind_of(table, column) == "text" else "shown")
        for name in (names or names_for(table)) if tried else ():
            for after, cells in tried:
                for change in changes(before[name], after[name], cells):
                    level = "check" if name == CHECK else OF_CHANGE[change.level]
                    found = Effect(level, f"{name}: {change.place}")
                    best = found if found > best else best
            if best > enough and best.level != "refused":
                break
        return best

    def effect_without(self, table: str) -> Effect:
        """The most that the lack of a table changes."""
        tables, (read, before) = base_tables(table), self.base(table)
        del tables[table]
        without = self.read(tables)
        if worst(without) > worst(read):
            return Effect("refused", without.troubles[0].what)
        after, best = Outputs(without, _assessed(before)), Effect()
        for name in names_for(table):
            for change in changes(before[name], after[name], set()):
                level = "check" if name == CHECK else OF_CHANGE[change.level]
                best = max(best, Effect(level, f"{name}: {change.place}"), key=_rank)
            if best > Effect("shown"):
                break
        return best


def _rank(effect: Effect) -> int:
    return LEVELS.index(effect.level)


def _assessed(before: Outputs, names: Sequence[str] = ()) -> dict[str, Assessment]:
    """What the studies over all proposals are given; nothing where none of them is looked at."""
    return {} if names else before.all_assessed()


def is_needed(table: str, column: str) -> bool:
    """Whether rows cannot be read where another word stands in a column."""
    return kind_of(table, column) in ("id", "reference") or TABLES[table].columns[column].required


def contents(rows: Rows, table: str, column: str) -> Iterator[Rows]:
    """Other contents of a column: all rows, another word, every second row, blank, far."""
    other = different(rows, table, column)
    seen = [rows]
    for step in (
        other,
        different(rows, table, column, step=2),
        [row if number % 2 else other[number] for number, row in enumerate(rows)],
        [{**row, column: ""} for row in rows],
        [{**row, column: extreme(row, table, column)} for row in rows],
    ):
        if step not in seen:
            seen.append(step)
            yield step


#: Far ends by kind; of others the first of their other contents is kept.
EXTREMES = {
    "rating": "5",
    "date": "2020-02-29",
    "fraction": "1",
    "probability": "1",
    "year": "2024",
    "flag": "yes",
}

#: Columns that matter where they say what another column of the row says.
AS_ANOTHER = {("goals", "baseline"): "target"}


def extreme(row: dict[str, str], table: str, column: str) -> str:
    """A far end of what a cell may say, where its kind has one."""
    if (table, column) in AS_ANOTHER:
        return row[AS_ANOTHER[table, column]]
    words = (TABLES[table].columns[column].metadata or {}).get("vocabulary")
    if words:  # one word in all rows
        return str(words[0])
    return EXTREMES.get(kind_of(table, column), row[column])


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
