"""Cells of one PMO as texts that say the same in the merged workspace.

A cell keeps its text where it reads the same there. Where it would be read otherwise (another
locale, another unit, another calendar, a word of the PMO's own) the value is written out, and what
its PMO could not read is marked, so that nobody reads it by accident.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.core.written_numbers import is_placeholder, number_style
from pmo_toolkit.merging.base.reading import SourceTable, SourceWorkspace
from pmo_toolkit.merging.base.shapes import MergedRow
from pmo_toolkit.workspace.checking.cells import CellReader
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.checking.drivers import ExtraColumn
from pmo_toolkit.workspace.configuration.config import WorkspaceConfig
from pmo_toolkit.workspace.dictionary.tables import TABLES
from pmo_toolkit.workspace.parsing.numbers import canonical_number
from pmo_toolkit.workspace.row_sources import RowSource

#: Behind a text that its own PMO's locale could not read, and that ours would take for a value.
NOT_READ = " (as written)"
#: Files whose cells came as text, so that a CSV file says the same.
_TEXT_FILES = (".csv", ".tsv", ".txt")
_DECIDES_READING = ("locale", "date_order", "fiscal_year_start", "hours_per_day", "vocabulary")
#: Kinds whose text is never rewritten.
_AS_WRITTEN = ("id", "reference", "text")


def merged_rows(source: SourceWorkspace, config: WorkspaceConfig) -> dict[str, list[MergedRow]]:
    """The rows of a workspace under what the merged one declares, ids as they are.

    Parameters
    ----------
    source : SourceWorkspace
    config : WorkspaceConfig
        Of the merged workspace.
    """
    own, joint = CellReader(source.config), CellReader(config)
    alike = _reads_alike(source.config, config)
    rows = {}
    for name, table in source.tables.items():
        draft = table.draft
        if alike and draft.file.lower().endswith(_TEXT_FILES) and not draft.unread:
            columns = dict(draft.cells)
        else:
            columns = {
                column: _texts(draft, column, other, config)
                for column, other in _read_there(draft, joint).values.items()
            }
        if name in ("proposals", "history"):
            extras = {
                extra.header: _driver_texts(extra, own, joint, config)
                for extra in table.extras.values()
            }
        else:
            extras = {extra.header: list(map(str, extra.cells)) for extra in table.extras.values()}
        columns |= extras
        columns |= _prices(source, table, columns, config)
        rows[name] = [
            MergedRow(
                {column: texts[position] for column, texts in columns.items()},
                (RowSource(source.prefix, source.name, draft.file, row),),
            )
            for position, row in enumerate(draft.rows)
        ]
    return rows


def _reads_alike(own: WorkspaceConfig, joint: WorkspaceConfig) -> bool:
    """Whether every text means the same in both, so that none need be read twice."""
    if own.units or own.translations or "locale" not in own.declared:
        return False
    return all(getattr(own, name) == getattr(joint, name) for name in _DECIDES_READING)


def _read_there(draft: Draft, joint: CellReader) -> Draft:
    """The same texts, read as the merged workspace will."""
    cells = {column: list(map(str, texts)) for column, texts in draft.cells.items()}
    other = replace(
        draft,
        cells=cells,
        values={},
        amounts={},
        bad={},
        unread=set(),
        troubles=Troubles(TABLES),
        since_1904=False,
    )
    joint.read(other)
    return other


def _texts(draft: Draft, column: str, there: Sequence[Any], config: WorkspaceConfig) -> list[str]:
    kind = str(draft.metadata(column).get("kind", "text"))
    texts, values = draft.cells[column], draft.values[column]
    if kind in _AS_WRITTEN:
        return list(map(str, texts))
    return [
        _text(str(text), value, other, kind, config)
        for text, value, other in zip(texts, values, there, strict=True)
    ]


def _text(text: str, value: Any, there: Any, kind: str, config: WorkspaceConfig) -> str:
    if value == there or (value is None and (not text or is_placeholder(text))):
        return text
    if value is None:
        return text + NOT_READ
    return written(value, kind, config)


def written(value: Any, kind: str, config: WorkspaceConfig) -> str:
    """A value as text that the merged workspace reads as the same value."""
    if isinstance(value, pd.Timestamp):
        return value.strftime("%Y-%m" if kind == "month" else "%Y-%m-%d")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        style = number_style(config.locale)
        return str(canonical_number(float(value))).replace(".", style.decimal)
    return str(value)


def _driver_texts(
    extra: ExtraColumn, own: CellReader, joint: CellReader, config: WorkspaceConfig
) -> list[str]:
    """Cells of a column that may predict: its numbers stay the same numbers."""
    texts = list(map(str, extra.cells))
    if not own.all_numbers(extra.cells):
        return texts
    here, there = _extra_draft(extra.cells), _extra_draft(texts)
    own.read_extra(here, "extra", numeric=True)
    joint.read_extra(there, "extra", numeric=True)
    pairs = zip(texts, here.values["extra"], there.values["extra"], strict=True)
    return [_text(text, value, other, "number", config) for text, value, other in pairs]


def _extra_draft(cells: Sequence[str]) -> Draft:
    rows = list(range(len(cells)))
    return Draft("history", "", {}, {"extra": list(cells)}, rows, Troubles(TABLES))


def _prices(
    source: SourceWorkspace,
    table: SourceTable,
    columns: Mapping[str, list[str]],
    config: WorkspaceConfig,
) -> dict[str, list[str]]:
    """Currency and price year of rows with money, where the workspace's will be others."""
    filled: dict[str, list[str]] = {}
    draft = table.draft
    known = TABLES[draft.name].columns
    for column, ours, theirs in (
        ("currency", source.config.currency, config.currency),
        ("price_year", source.config.price_year, config.price_year),
    ):
        if ours is None or ours == theirs or column not in known or draft.name == "rates":
            continue
        money = money_columns(draft.name, columns)
        stated = columns.get(column, [""] * len(draft))
        filled[column] = [
            text or (str(ours) if any(columns[name][position] for name in money) else "")
            for position, text in enumerate(stated)
        ]
    return filled


def money_columns(table: str, columns: Mapping[str, object]) -> list[str]:
    """Columns of a table that may hold money."""
    known = TABLES[table].columns
    return [
        name
        for name in columns
        if name in known
        and (
            (known[name].metadata or {}).get("kind") == "money"
            or (table == "benefits" and name in ("low", "mode", "high"))
        )
    ]
