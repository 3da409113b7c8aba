"""How much of a messy workbook arrived: right, wrong, wrong without a word, missing."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from pmo_toolkit.intake.base.suggestions import Certainty
from pmo_toolkit.intake.importing import ImportResult, import_files
from pmo_toolkit.workspace import Workspace, read_workspace
from tests.intake.messy.clean import KEYS
from tests.intake.messy.workbooks import MessyCase

_TOLERANCE = 2e-3  # units such as months are rounded when they are written


@dataclass
class Score:
    """What became of the cells of one case or of several.

    Attributes
    ----------
    right, missing, wrong : int
    silent : list of str
        Wrong cells that no question, note or finding names: table, column, row, found, expected.
    lost : Counter
        Table and column → cells that are missing or wrong.
    """

    right: int = 0
    missing: int = 0
    wrong: int = 0
    silent: list[str] = field(default_factory=list)
    lost: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Right cells among all that can be known."""
        return self.right / max(1, self.right + self.missing + self.wrong)

    def __iadd__(self, other: Score) -> Score:
        self.right += other.right
        self.missing += other.missing
        self.wrong += other.wrong
        self.silent += other.silent
        self.lost += other.lost
        return self


def imported(case: MessyCase, folder: Path) -> tuple[ImportResult, Workspace]:
    """Import a case with every suggestion taken, and read what became of it."""
    result = import_files(case.files, folder)
    return result, read_workspace(folder)


def score(case: MessyCase, result: ImportResult, workspace: Workspace) -> Score:
    """Compare what arrived with what is true, cell by cell."""
    truth = read_workspace(case.truth)
    listed = set(_listed(result, workspace))
    total = Score()
    for table, frame in truth.tables.items():
        columns = [name for name in frame.columns if name in _written(case, table)]
        keys = [name for name in KEYS[table] if name in columns]
        got = _by_key(workspace.table(table), keys)
        for key, row in _by_key(frame, keys).items():
            for column in columns:
                _compare(total, listed, (table, column, key), row[column], got.get(key))
    return total


def _compare(
    total: Score,
    listed: set[tuple[str, str]],
    place: tuple[str, str, tuple[str, ...]],
    expected: Any,
    row: dict[str, Any] | None,
) -> None:
    table, column, key = place
    found = None if row is None else row.get(column)
    if _absent(expected) and (row is None or _absent(found)):
        return
    if _same(expected, found):
        total.right += 1
        return
    total.lost[f"{table}.{column}"] += 1
    if _absent(found):
        total.missing += 1
        return
    total.wrong += 1
    if (table, column) not in listed:
        total.silent.append(f"{table}.{column} {'/'.join(key)}: {found!r} in place of {expected!r}")


def _listed(result: ImportResult, workspace: Workspace) -> Iterator[tuple[str, str]]:
    """Table and column of all that was said to be unsure or was noted."""
    plan = result.plan
    for suggestion in plan.suggestions:
        for column in suggestion.columns:
            unsure = Certainty.UNSURE in (column.certainty, suggestion.certainty)
            if unsure or column.doubts:
                yield suggestion.rule.table, column.rule.column
    for applied in plan.applied:
        yield from ((applied.table, note.column) for note in applied.notes)
    for table, notes in plan.notes.items():
        yield from ((table, note.column) for note in notes)
    for trouble in workspace.troubles:
        if trouble.column:
            yield trouble.table, trouble.column


def _written(case: MessyCase, table: str) -> list[str]:
    header = (case.truth / f"{table}.csv").read_text(encoding="utf-8").split("\n", 1)[0]
    return header.strip().split(",")


def _by_key(frame: pd.DataFrame, keys: list[str]) -> dict[tuple[str, ...], dict[str, Any]]:
    rows = frame.to_dict("records")
    return {tuple(_text(row[name]) for name in keys): row for row in rows}


def _text(value: Any) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return " ".join(str(value).split()).casefold()


def _absent(value: Any) -> bool:
    return value is None or value is pd.NaT or value is pd.NA or value != value or value == ""


def _same(expected: Any, found: Any) -> bool:
    if _absent(expected) or _absent(found):
        return False
    if isinstance(expected, float) and isinstance(found, int | float):
        return math.isclose(expected, found, rel_tol=_TOLERANCE, abs_tol=1e-9)
    return _text(expected) == _text(found)
