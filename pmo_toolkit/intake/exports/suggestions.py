"""From an export that was recognised to suggestions of tables, all of them sure."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, TableRule
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.exports.shape import (
    Export,
    ExportColumn,
    ExportTable,
    header_in,
    headers_in,
    texts_of,
)
from pmo_toolkit.intake.layout.styles import ColumnStyle, column_style
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.tables import TABLES

_DATES = frozenset({"date", "month", "period"})
_NUMBERS = frozenset({"number", "integer", "money", "fraction", "rating", "probability"})


def suggestions_of(export: Export, region: Region) -> tuple[TableSuggestion, ...]:
    """A suggestion for each table of ours that stands in a region.

    Parameters
    ----------
    export : Export
        That recognises the region.
    region : Region
    """
    suggestions = (_table(export, table, region) for table in export.tables)
    return tuple(suggestion for suggestion in suggestions if suggestion is not None)


def _table(export: Export, table: ExportTable, region: Region) -> TableSuggestion | None:
    only: dict[str, tuple[str, ...]] = {}
    without: dict[str, tuple[str, ...]] = {}
    for row_filter in table.rows:
        header = header_in(region, row_filter.headers)
        if header is not None:
            (without if row_filter.drop else only)[header] = row_filter.words
        elif not row_filter.drop:
            return None
    count = _count(region, only, without)
    columns = _columns(export, table, region)
    names = {column.rule.column for column in columns}
    required = {name for name, column in TABLES[table.table].columns.items() if column.required}
    needed = {column.column for column in table.columns if column.needed}
    if count == 0 or not names >= required | needed:
        return None
    used = {comparable(header) for column in columns for header in column.rule.headers}
    aside = tuple(
        dict.fromkeys(header for header in region.headers if comparable(header) not in used)
    )
    rule = TableRule(
        table.table,
        region.source.file,
        region.source.sheet,
        region.header_rows,
        tuple(column.rule for column in columns),
        only=only,
        aside=aside,
        without=without,
    )
    rows = f"{count} of {len(region.records)} rows"
    why = f"export of {export.system}: {table.why}, {rows}"
    return TableSuggestion(region, rule, Certainty.SURE, why, columns)


def _count(
    region: Region, only: Mapping[str, tuple[str, ...]], without: Mapping[str, tuple[str, ...]]
) -> int:
    """Rows that every filter takes."""
    wanted = [(region.headers.index(header), _levelled(only[header])) for header in only]
    barred = [(region.headers.index(header), _levelled(without[header])) for header in without]
    return sum(
        all(comparable(record[place]) in words for place, words in wanted)
        and not any(comparable(record[place]) in words for place, words in barred)
        for record in region.records
    )


def _levelled(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(map(comparable, words))


def _columns(export: Export, table: ExportTable, region: Region) -> tuple[ColumnSuggestion, ...]:
    known = TABLES[table.table].columns
    chosen: dict[str, tuple[ExportColumn, tuple[str, ...]]] = {}
    for column in table.columns:
        wanted = column.beside is None or column.beside in chosen
        if wanted and column.column in known and column.column not in chosen:
            headers = _headers(column, region)
            if headers is not None:
                chosen[column.column] = (column, headers)
    kinds = {name: str((column.metadata or {})["kind"]) for name, column in known.items()}
    dates = column_style(
        text
        for name, (_, headers) in chosen.items()
        if kinds[name] in _DATES
        for header in headers
        for text in texts_of(region, header)
    )
    decimal = ColumnStyle(export.decimal, None, True, "")
    styles = dict.fromkeys(_DATES, dates) | dict.fromkeys(_NUMBERS, decimal)
    return tuple(
        _column(column, headers, region, styles.get(kinds[name]))
        for name, (column, headers) in chosen.items()
    )


def _headers(column: ExportColumn, region: Region) -> tuple[str, ...] | None:
    """Their headers; none where a constant stands in for them, None where nothing does."""
    found = headers_in(region, column.headers)
    if column.fits is not None:
        found = tuple(header for header in found if column.fits(texts_of(region, header)))
    if found:
        return found if column.joined else found[:1]
    if column.constant is None and column.fallback is None:
        return None
    return ()


def _column(
    column: ExportColumn, headers: tuple[str, ...], region: Region, style: ColumnStyle | None
) -> ColumnSuggestion:
    """A column's rule; `style` says how its numbers or dates are written."""
    constant = column.constant if column.fallback is None else column.fallback(region)
    if not headers:
        return ColumnSuggestion(
            ColumnRule(column.column, constant=constant),
            Certainty.SURE,
            "the export has no column for it; every row gets the same text",
        )
    rule = ColumnRule(
        column.column,
        headers,
        unit=column.unit,
        words=column.words,
        constant=constant,
        decimal=None if style is None or style.date_order else style.decimal,
        date_order=None if style is None else style.date_order,
    )
    names = " and ".join(f'"{header}"' for header in headers)
    why = f"the system calls it {names}"
    if style is not None and not style.certain:
        return ColumnSuggestion(rule, Certainty.UNSURE, why, (style.why,))
    return ColumnSuggestion(rule, Certainty.SURE, why)
