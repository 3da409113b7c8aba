"""Checks of typed values: bounds, the order of ranges and days, and references between tables."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pandas as pd
import pandera.pandas as pa

from pmo_toolkit.core.troubles import Troubles, rows_in_words
from pmo_toolkit.core.written_numbers import parted
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.dictionary.headers import nearest
from pmo_toolkit.workspace.dictionary.tables import RANGES, TABLES, dtype_of

#: Days of which the first must not lie behind the second; work under way: `resources`.
_DAYS: Mapping[str, tuple[str, str]] = {
    "history": ("start_date", "finish_date"),
    "tickets": ("opened", "closed"),
    "flow": ("started", "done"),
}

#: Columns of which the second must not name the same as the first.
_ENDS: Mapping[str, tuple[str, str]] = {
    "capabilities": ("id", "parent"),
    "comparisons": ("criterion", "other"),
    "correlations": ("one", "other"),
}

#: References to what nobody may have entered yet: the row is kept, and asked about. A service desk
#: names services of its own, and such a ticket still tells of its department, role and channel.
_ASKED = frozenset(
    {("dependencies", "to"), ("tickets", "service"), *(("overlap_answers", end) for end in "ab")}
)

#: Tables that such a column seldom names: an id that nothing holds is hardly one of theirs.
_SELDOM_NAMED: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("dependencies", "to"): ("services", "capabilities")
}

_HINTS = 20  # unknown ids of a column for which the nearest known one is looked up


@lru_cache(maxsize=32)
def _bounds(table: str) -> pa.DataFrameSchema:
    """The dictionary's checks of values alone.

    Types and presence are checked, with better words, while reading.
    """
    columns = {
        name: pa.Column(None, checks=column.checks, nullable=True, required=False)
        for name, column in TABLES[table].columns.items()
        if column.checks
    }
    return pa.DataFrameSchema(columns, name=table, strict=False)


def check_bounds(draft: Draft) -> None:
    """Report every value outside the bounds of its column; where it may be blank, it then is."""
    schema = _bounds(draft.name)
    everything = list(range(len(draft)))
    series = {
        name: draft.series(name, dtype_of(TABLES[draft.name].columns[name]), everything)
        for name in schema.columns
        if name in draft.values
    }
    if not series:
        return
    try:
        schema.validate(pd.DataFrame(series), lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
        for column, check, position in zip(
            cases["column"], cases["check"], cases["index"], strict=True
        ):
            _out_of_bounds(draft, str(column), int(position), str(check))


def _out_of_bounds(draft: Draft, column: str, position: int, check: str) -> None:
    kind = draft.metadata(column).get("kind")
    step = f"Write a number that is {check}, or leave the cell empty if it is not known."
    if kind in ("fraction", "probability") and draft.value(column, position) > 1:
        step = "Write a share, as in 0.4 or 40 %."
    if draft.required(column):
        draft.row_fault(
            position, column, "lies outside what is possible", expected=check, next_step=step
        )
        return
    draft.note(
        position,
        column,
        "lies outside what is possible: not assessed",
        key=check,
        found=draft.cells[column][position],
        expected=check,
        next_step=step,
    )
    draft.values[column][position] = None


def check_order(draft: Draft) -> None:
    """Report ranges that are not low ≤ mode ≤ high, days that run backwards, self-references."""
    for names in RANGES.get(draft.name, ()):
        _ascending(draft, names, "the range does not go from low to high", "low ≤ mode ≤ high")
    if draft.name in _DAYS:
        _ascending(
            draft, _DAYS[draft.name], "it ends before it begins", "the first day not after the last"
        )
    own = _ENDS.get(draft.name)
    if own and all(map(draft.present, own)):
        for position in range(len(draft)):
            value = draft.value(own[1], position)
            if value is not None and value == draft.value(own[0], position):
                step = "Name another one, or remove the row."
                draft.row_fault(
                    position,
                    own[1],
                    "the row points at itself",
                    expected="another one",
                    next_step=step,
                )


def _ascending(draft: Draft, names: Iterable[str], what: str, expected: str) -> None:
    present = [name for name in names if draft.present(name)]
    for position in range(len(draft)) if len(present) > 1 else ():
        stated = [(name, draft.value(name, position)) for name in present]
        stated = [(name, value) for name, value in stated if value is not None]
        wrong = next((pair for pair in pairwise(stated) if pair[0][1] > pair[1][1]), None)
        if wrong is not None:
            shown = ", ".join(
                f"{draft.header(name)} {draft.cells[name][position]}" for name, _ in stated
            )
            step = "Mend the order, or leave empty what is not known."
            draft.row_fault(
                position, wrong[0][0], what, found=shown, expected=expected, next_step=step
            )


def check_references(
    drafts: Mapping[str, Draft], unusable: frozenset[str], troubles: Troubles
) -> None:
    """Report references to rows that no table holds.

    Parameters
    ----------
    drafts : mapping of str to Draft
    unusable : frozenset of str
        Tables that are there but could not be read; nothing can be said about references to them.
    """
    for draft in drafts.values():
        for column in draft.columns_of("reference"):
            targets = [
                target.split(".") for target in str(draft.metadata(column)["refers_to"]).split("|")
            ]
            tables = [table for table, _ in targets]
            if any(table in unusable for table in tables):
                continue
            known = {
                value
                for table, key in targets
                if table in drafts and drafts[table].present(key)
                for value in drafts[table].cells[key]
                if value
            }
            if draft.metadata(column).get("several"):
                _note_unknown_parts(draft, column, known, tables)
                known = known | _with_known_parts(draft.values[column], known)
            seldom = _SELDOM_NAMED.get((draft.name, column), ())
            absent = [table for table in tables if table not in drafts and table not in seldom]
            _check_column(draft, column, known, tables, absent)


def _check_column(
    draft: Draft, column: str, known: set[str], tables: list[str], absent: list[str]
) -> None:
    homes = f"{', '.join(tables[:-1])} or {tables[-1]}" if len(tables) > 1 else tables[0]
    hints: dict[str, str | None] = {}
    for position, value in enumerate(draft.values[column]):
        if value is None or value in known:
            continue
        if absent:
            _tell_absent(
                draft, column, position, [name for name in tables if name not in absent], absent
            )
            continue
        if value not in hints:
            # looking for the nearest takes long, and nobody needs it for hundreds of rows
            hints[value] = _near(value, known) if len(hints) < _HINTS else None
        near = hints[value]
        if (draft.name, column) in _ASKED:
            draft.note(
                position,
                column,
                f"names something that {homes} do not hold: kept as it stands, and asked",
                key=value,
                found=value,
                expected=f"an id of {homes}",
                next_step=f"Did you mean {near}?" if near else f"Add it to {homes}.",
            )
            continue
        draft.row_fault(
            position,
            column,
            f"names something that {homes} {'do' if len(tables) > 1 else 'does'} not hold",
            expected=f"an id of {homes}",
            next_step=(
                f"Did you mean {near}?" if near else f"Add it to {homes}, or mend the id here."
            ),
        )


def _with_known_parts(values: Sequence[Any], known: set[str]) -> set[str]:
    """Cells that list several ids, at least one of which is known."""
    return {
        str(value) for value in set(values) - {None} if not known.isdisjoint(parted(str(value)))
    }


def _note_unknown_parts(draft: Draft, column: str, known: set[str], tables: list[str]) -> None:
    """Report ids that no table holds beside others in the same cell that one does."""
    for position, value in enumerate(draft.values[column]):
        parts = () if value is None or value in known else parted(str(value))
        unknown = [part for part in parts if part not in known]
        if 0 < len(unknown) < len(parts):
            draft.note(
                position,
                column,
                f"names something that {' or '.join(tables)} does not hold, beside what it does:"
                " the row is used",
                of_cells=False,
                found=", ".join(unknown),
                expected=f"ids of {' or '.join(tables)}, parted by semicolons",
                next_step=f"Add them to {' or '.join(tables)}, or mend the ids here.",
            )


def _tell_absent(
    draft: Draft, column: str, position: int, there: list[str], absent: list[str]
) -> None:
    missing = " and ".join(absent)
    what = f"names rows of {missing}, and there is no such table: not assessed"
    if there:
        held = f"{' or '.join(there)} {'do' if len(there) > 1 else 'does'} not hold"
        what = f"names something that {held}, and there is no table {missing}: not assessed"
    draft.note(
        position,
        column,
        what,
        of_cells=False,
        found=draft.values[column][position],
        expected=f"an id of {' or '.join((*there, *absent))}",
        next_step=f"Mend the id, or add the table {missing}."
        if there
        else f"Add the table {missing}.",
    )


def _near(value: str, known: set[str]) -> str | None:
    stripped = {name.lstrip("0"): name for name in sorted(known)}
    # 007 loses its zeros where a spreadsheet takes it for a number
    return stripped.get(value.lstrip("0")) or nearest(value, sorted(known)[:5000])


def set_aside_dependents(drafts: Mapping[str, Draft], troubles: Troubles) -> dict[str, set[int]]:
    """Positions of sound rows that must go because they hang on a row with a fault.

    A reference that may be empty is emptied instead. References to proposals stay: a failed
    proposal is still one. Each is told once a column, so that one bad option does not make dozens
    of troubles.
    """
    dependents: dict[str, set[int]] = {}
    lost = {
        name: {draft.cells[key][p] for p in draft.bad for key in draft.columns_of("id")}
        for name, draft in drafts.items()
        if name != "proposals"
    }
    for draft in drafts.values():
        for column in draft.columns_of("reference"):
            targets = [
                target.split(".")[0]
                for target in str(draft.metadata(column)["refers_to"]).split("|")
            ]
            if "proposals" in targets:
                continue
            missing: set[str] = set().union(*(lost.get(target, set()) for target in targets))
            several = bool(draft.metadata(column).get("several"))
            hit = [p for p in draft.kept() if _names_any(draft.value(column, p), missing, several)]
            if not hit:
                continue
            required = draft.required(column)
            for position in hit:
                if required:
                    dependents.setdefault(draft.name, set()).add(position)
                else:
                    kept = parted(str(draft.values[column][position])) if several else ()
                    left = "; ".join(name for name in kept if name not in missing)
                    draft.values[column][position] = left or None
            done = "set aside with them" if required else "kept without them"
            troubles.finding(
                draft.name,
                f"what hangs on rows of {' or '.join(targets)} that have faults is {done} "
                f"({rows_in_words(draft.rows[p] for p in hit)})",
                row=draft.rows[hit[0]],
                column=draft.header(column),
                file=draft.file,
                next_step="Mend those rows first.",
            )
    return dependents


def _names_any(value: Any, missing: Collection[Any], several: bool) -> bool:
    """Whether a cell names a row that is missing."""
    if value is None or not missing:
        return False
    return value in missing or (several and any(part in missing for part in parted(str(value))))
