"""From rows of text to a draft: which column is which, and whether the table can be used at all."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.checking.drivers import ExtraColumn
from pmo_toolkit.workspace.configuration.config import CONFIG_FILE, WorkspaceConfig
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.headers import (
    HeaderMatch,
    meant,
    nearest,
    snake,
)
from pmo_toolkit.workspace.dictionary.tables import SOURCE, TABLES
from pmo_toolkit.workspace.headers.header_rows import tell_headers_below
from pmo_toolkit.workspace.headers.header_units import match_with_units, settle_units
from pmo_toolkit.workspace.sources.cell_text import column_letters
from pmo_toolkit.workspace.sources.raw_table import RawTable

_LOOKED_AT = 100  # columns for which the nearest of the dictionary is looked up


@dataclass
class Structured:
    """A table whose columns are known.

    Attributes
    ----------
    draft : Draft
    extras : dict of str to ExtraColumn
        Normalised name → column that the dictionary does not know.
    usable : bool
        False where a required column is missing or two headers say the same.
    """

    draft: Draft
    extras: dict[str, ExtraColumn]
    usable: bool


def structure(raw: RawTable, config: WorkspaceConfig, troubles: Troubles) -> Structured | None:
    """Tell the columns of a table apart.

    None where it holds nothing, or nothing below the right headers.
    """
    table, file = raw.place.table, raw.place.label
    if not raw.records:
        _tell_empty(raw, troubles)
        return None
    match, header_units = match_with_units(table, raw.headers, config)
    if tell_headers_below(raw, match, config, troubles):
        return None
    usable = _tell_headers(raw, match, troubles)
    schema = TABLES[table]

    def cells(position: int) -> list[str]:
        # strip() makes a plain str of typed text, which must keep its type
        return [
            cell if cell == (bare := cell.strip()) else bare
            for cell in (r[position] for r in raw.records)
        ]

    known = {ours: position for ours, position in match.columns.items() if ours in schema.columns}
    draft = Draft(
        table,
        file,
        {ours: raw.headers[position] for ours, position in known.items()},
        {ours: cells(position) for ours, position in known.items()},
        raw.rows,
        troubles,
        since_1904=raw.since_1904,
        sources=cells(raw.headers.index(SOURCE)) if SOURCE in raw.headers else [],
    )
    named = [
        (ours, position) for ours, position in match.columns.items() if ours not in schema.columns
    ]
    named += [(snake(raw.headers[position]), position) for position in match.unknown]
    twice = {comparable(raw.headers[second]) for _, second in match.duplicates}
    extras = {
        comparable(name): ExtraColumn(name, raw.headers[position], cells(position))
        for name, position in named
        if comparable(raw.headers[position]) not in twice
    }
    usable &= settle_units(draft, header_units, config, troubles)
    return Structured(draft, extras, usable)


def report_rows(raw: RawTable, draft: Draft) -> None:
    """Report rows with too many or too few cells, cells without a header and merged cells."""
    for position, extra in raw.too_long:
        if not extra:
            continue
        draft.row_fault(
            position,
            None,
            "the row has more cells than there are headers",
            found=", ".join(extra),
            expected=f"{len(raw.headers)} cells",
            next_step=(
                "Put text that holds the delimiter in quotes, or give the column a header."
                if raw.place.sheet is None
                else "Give the column a header, or clear the cell."
            ),
        )
    file, troubles = raw.place.label, draft.troubles
    for row in raw.too_short:
        troubles.group(
            draft.name,
            "the row has fewer cells than there are headers; the missing ones are read as blank",
            row=row,
            file=file,
            expected=f"{len(raw.headers)} cells",
        )
    for position, header in enumerate(raw.headers):
        filled = (
            []
            if header
            else [raw.rows[i] for i, record in enumerate(raw.records) if record[position].strip()]
        )
        if filled:
            troubles.finding(
                draft.name,
                f"column {column_letters(position)} has no header and is not used",
                row=filled[0],
                file=file,
                next_step="Give the column a header.",
            )
    if raw.merged:
        troubles.finding(
            draft.name,
            "holds merged cells: only the first of them has the value, the others are read as"
            " blank",
            found=", ".join(raw.merged[:10]),
            file=file,
            next_step="Unmerge them and fill each cell.",
        )


def report_unused_columns(
    table: str, file: str, extras: list[ExtraColumn], troubles: Troubles
) -> None:
    """Report columns that nothing uses; singly those that look like a column of the dictionary."""
    section = f"under [columns.{table}] in {CONFIG_FILE}"
    others: list[str] = []
    for extra in extras:
        near = (
            nearest(extra.header, TABLES[table].columns, cutoff=0.7)
            if len(others) < _LOOKED_AT
            else None
        )
        if near is None:
            others.append(extra.header)
            continue
        troubles.finding(
            table,
            "the column is not used",
            column=extra.header,
            file=file,
            next_step=f"{meant(near)}Rename it, or map it {section}, if that is what it holds.",
        )
    if others:
        one = len(others) == 1
        troubles.finding(
            table,
            "the column is not used" if one else f"{len(others)} columns are not used",
            column=others[0] if one else None,
            found=None if one else ", ".join(others),
            file=file,
            next_step=f"Map what the dictionary knows by another name {section}.",
        )


def _tell_empty(raw: RawTable, troubles: Troubles) -> None:
    table, file = raw.place.table, raw.place.label
    what = "the table has headers but no rows" if raw.headers else "the table is empty"
    if table == "proposals":
        troubles.fault(
            table,
            what,
            file=file,
            expected="one row a proposal",
            next_step="Write at least the id and the title of one proposal.",
        )
    elif not raw.not_read:  # a sheet of a workbook to fill in may well stay empty
        troubles.finding(
            table,
            f"{what} and counts as absent: not assessed",
            file=file,
            next_step="Fill it to sharpen the advice, or remove it.",
        )


def _tell_headers(raw: RawTable, match: HeaderMatch, troubles: Troubles) -> bool:
    """Report what is wrong with the headers; whether the table can be used."""
    table, file = raw.place.table, raw.place.label
    twice_used = _tell_duplicates(raw, match, troubles)
    for ours, theirs in match.unmapped:
        near = nearest(theirs, raw.headers)
        troubles.finding(
            table,
            f"[columns.{table}] maps {ours} to a header that is not there",
            column=ours,
            found=theirs,
            expected="a header of the table",
            next_step=f"{meant(near)}Mend this line.",
            file=CONFIG_FILE,
        )
    for ours, position in match.synonyms:
        troubles.finding(
            table,
            f"the column is read as {ours}",
            column=raw.headers[position],
            file=file,
            next_step=(
                f"If it is something else, map {ours} under [columns.{table}] in {CONFIG_FILE}."
            ),
        )
    missing = [
        name
        for name, column in TABLES[table].columns.items()
        if column.required and name not in match.columns
    ]
    free = [raw.headers[position] for position in match.unknown]
    for name in missing:
        _tell_missing(raw, name, nearest(name, free), troubles)
    return not missing and not twice_used


def _tell_duplicates(raw: RawTable, match: HeaderMatch, troubles: Troubles) -> bool:
    """Report headers that say the same; whether one of them is a column of ours."""
    used = set(match.columns.values())
    twice_used = False
    for first, second in match.duplicates:
        is_used = first in used or second in used
        twice_used |= is_used
        same = raw.headers[first] == raw.headers[second]
        what = (
            f"two columns ({column_letters(first)} and {column_letters(second)}) have the same"
            " header"
        )
        where = {
            "row": raw.header_row,
            "column": raw.headers[second],
            "found": (
                raw.headers[second] if same else f"{raw.headers[first]} and {raw.headers[second]}"
            ),
            "expected": "a different header for each column",
            "file": raw.place.label,
        }
        table = raw.place.table
        if is_used:
            step = "Rename or remove one of them."
            troubles.fault(table, what, next_step=step, **where)
        else:
            step = "Rename one of them if either is to be used."
            troubles.finding(table, f"{what}, and neither is used", next_step=step, **where)
    return twice_used


def _tell_missing(raw: RawTable, name: str, near: str | None, troubles: Troubles) -> None:
    table = raw.place.table
    step = f"Add a column {name}, or map it under [columns.{table}] in {CONFIG_FILE}."
    if near:
        step = (
            f"Is it the column {near!r}? Rename it to {name}, or map it under [columns.{table}]"
            f" in {CONFIG_FILE}."
        )
    troubles.fault(
        table,
        f"the required column {name} is missing",
        row=raw.header_row,
        column=name,
        found=", ".join(raw.headers[:20]) or None,
        expected=f"a column {name}: {TABLES[table].columns[name].description}",
        next_step=step,
        file=raw.place.label,
    )
