"""Which table of ours a region is: by its name, and by which table its columns fit best."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.mapping.fitting import KnownIds
from pmo_toolkit.intake.mapping.matching import Assignment, assign
from pmo_toolkit.intake.mapping.names.catalogue import sheet_names, spellings
from pmo_toolkit.intake.mapping.names.kinds import kind_of, required_columns
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.intake.mapping.texts.folding import folded, spelling_key
from pmo_toolkit.intake.mapping.wide import WideColumns
from pmo_toolkit.workspace.dictionary.tables import TABLES

#: Share of their columns that fit, of our required columns, and of the name, in the score.
_COLUMNS, _REQUIRED, _NAME = 0.45, 0.25, 0.3
#: A table whose rows belong to others, and do not say to which, is hardly it.
_UNTIED = 0.15
#: Below this a region is no table of ours.
_LEAST = 0.36
#: From this on, and with this distance to the next table, there is no doubt.
_CLEAR, _DISTANCE = 0.62, 0.12
_ALIKE = 85.0
#: A list that nothing else tells is one of proposals: without it no other table is of use.
_LIKELIEST = 0.04
#: Columns that only work which has begun, or is finished, can have.
_OF_BEGUN_WORK: Mapping[str, frozenset[str]] = {
    "history": frozenset(
        column for column in TABLES["history"].columns if column.startswith(("actual_", "finish"))
    ),
    "in_flight": frozenset(
        {"effort_to_date_person_hours", "cost_to_date", "finish_estimate", "start_date", "role"}
    ),
}


@dataclass(frozen=True)
class TableFit:
    """How well a region fits a table.

    Parameters
    ----------
    table : str
    score : float
        0 to 1.
    named : float
        How far the name of the sheet or file speaks for it, 0 to 1.
    assignments : tuple of Assignment
    """

    table: str
    score: float
    named: float
    assignments: tuple[Assignment, ...]


@lru_cache(maxsize=256)
def tables_named(name: str) -> Mapping[str, float]:
    """Tables that the name of a sheet or file means, with how surely: 1 for a known name."""
    bare = re.sub(
        r"\d+|\b(?:export|tabelle|sheet|feuille|hoja|blad|liste|list|v)\b", " ", folded(name)
    )
    key, whole = spelling_key(bare), spelling_key(name)
    found: dict[str, float] = {}
    for known, table in sheet_names():
        score = 0.0
        if known in (key, whole):
            score = 1.0
        elif len(known) >= 5 and known in key:
            score = 0.6 + 0.3 * len(known) / len(key)
        elif len(known) >= 5 and len(key) >= 5 and fuzz.ratio(known, key) >= _ALIKE:
            score = 0.75
        if score > found.get(table, 0.0):
            found[table] = score
    return found


def name_score(region: Region, table: str) -> float:
    """How far the names of sheet, file and title speak for a table, 0 to 1."""
    source = region.source
    stem = source.file.rsplit(".", 1)[0]
    by_name = [tables_named(stem).get(table, 0.0)] if source.sheet is None else []
    if source.sheet is not None:
        by_name = [tables_named(source.sheet).get(table, 0.0)]
        by_name.append(0.4 * tables_named(stem).get(table, 0.0))
    by_name.append(0.7 * tables_named(region.title[:80]).get(table, 0.0) if region.title else 0.0)
    return max(by_name)


@lru_cache(maxsize=4096)
def _tables_with(key: str) -> int:
    """In how many tables a header of that spelling stands for something."""
    return sum(any(spelling.key == key for spelling in spellings(table)) for table in TABLES)


def _telling(assignment: Assignment) -> float:
    """How much a matched header tells about its table: the rarer elsewhere, the more."""
    match = assignment.chosen.match
    return 0.5 if match is None else 1.0 / max(1, _tables_with(match.spelling.key)) ** 0.5


def fit_of_table(
    region: Region,
    table: str,
    columns: Mapping[str, Contents],
    ids: KnownIds,
    wide: WideColumns | None = None,
) -> TableFit:
    """How well a region fits one table, its columns side by side taken as one."""
    columns = _without(columns, wide)
    assignments = assign(table, columns, ids)
    named = name_score(region, table)
    matched = sum(
        assignment.chosen.score * (0.4 + 0.6 * _telling(assignment)) for assignment in assignments
    )
    required = required_columns(table)
    held = {assignment.chosen.column: assignment.chosen.score for assignment in assignments}
    # a column side by side fills what its table needs beside the columns that are named
    filled = wide.fills(table) if wide is not None else ()
    needed = sum(held.get(column, float(column in filled)) for column in required)
    needed /= max(1, len(required))
    score = (
        _COLUMNS * matched / max(1, len(columns)) ** 0.85 * 1.15
        + _REQUIRED * needed
        + _NAME * named
    )
    if wide is not None:
        score += wide.speaks_for(table) or -0.1
    if any(column not in held and kind_of(table, column) == "reference" for column in required):
        score -= _UNTIED
    score += _expected(table, held)
    if not assignments:
        score = 0.0
    return TableFit(table, min(score, 1.0), named, assignments)


def _expected(table: str, held: Collection[str]) -> float:
    """What a list of work is most likely: proposals, unless it says that the work has begun."""
    if table == "proposals":
        return _LIKELIEST
    telling = _OF_BEGUN_WORK.get(table)
    return -_LIKELIEST if telling is not None and not telling & set(held) else 0.0


def _without(columns: Mapping[str, Contents], wide: WideColumns | None) -> Mapping[str, Contents]:
    if wide is None:
        return columns
    return {header: held for header, held in columns.items() if header not in wide.headers}


def table_fits(
    region: Region,
    columns: Mapping[str, Contents],
    ids: KnownIds,
    wide: WideColumns | None = None,
) -> tuple[TableFit, ...]:
    """How well a region fits each table, best first."""
    fits = [fit_of_table(region, table, columns, ids, wide) for table in TABLES]
    return tuple(sorted(fits, key=lambda fit: (-fit.score, list(TABLES).index(fit.table))))


def is_table(fits: Sequence[TableFit]) -> bool:
    """Whether the best fit is good enough to be a table of ours."""
    return bool(fits) and fits[0].score >= _LEAST


def is_clear(fits: Sequence[TableFit]) -> bool:
    """Whether no other table comes near the best one."""
    next_score = fits[1].score if len(fits) > 1 else 0.0
    return fits[0].score >= _CLEAR and fits[0].score - next_score >= _DISTANCE
