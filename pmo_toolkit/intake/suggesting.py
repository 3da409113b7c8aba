"""What each table of a client's means: exports that are known first, the rest by its looks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import Declared
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.declaring import column_texts
from pmo_toolkit.intake.exports.known import recognise
from pmo_toolkit.intake.layout.styles import column_style
from pmo_toolkit.intake.mapping.suggest import NO_TABLE, suggest_tables
from pmo_toolkit.intake.needed_columns import with_needed_columns
from pmo_toolkit.workspace.dictionary.tables import TABLES

_STYLED = {"number", "integer", "fraction", "probability", "rating", "money", "date", "period"}


def suggestions_for(regions: Sequence[Region], declared: Declared) -> tuple[TableSuggestion, ...]:
    """What each region means: known exports first, the rest by headers and contents."""
    known = [recognise(region) for region in regions]
    unknown = [region for region, own in zip(regions, known, strict=True) if not own]
    by_region: dict[int, list[TableSuggestion]] = {}
    exports = [one for own in known for one in own]
    for one in (*exports, *with_needed_columns(suggest_tables(unknown, declared), exports)):
        by_region.setdefault(id(one.region), []).append(one)
    return tuple(with_styles(one) for region in regions for one in by_region.get(id(region), ()))


def with_hidden_aside(
    suggestions: Sequence[TableSuggestion], hidden: Collection[str]
) -> tuple[TableSuggestion, ...]:
    """Tables of hidden sheets: left out where a sheet that is shown holds the same, else unsure.

    Parameters
    ----------
    suggestions : sequence of TableSuggestion
    hidden : collection of str
        Labels of the sheets that their program does not show.
    """
    shown = {one.rule.table for one in suggestions if one.region.source.label not in hidden}
    return tuple(
        _of_hidden_sheet(one, shown) if one.region.source.label in hidden else one
        for one in suggestions
    )


def _of_hidden_sheet(one: TableSuggestion, shown: Collection[str]) -> TableSuggestion:
    if one.rule.table not in TABLES:
        return one
    if one.rule.table not in shown:
        why = f"the sheet is hidden in the workbook; {one.why}"
        return replace(one, certainty=Certainty.UNSURE, why=why)
    rule = replace(one.rule, table=NO_TABLE, columns=(), unpivot=None)
    why = f"the sheet is hidden, and one that is shown holds {one.rule.table}"
    return replace(one, rule=rule, columns=(), certainty=Certainty.UNSURE, why=why)


def with_styles(suggestion: TableSuggestion) -> TableSuggestion:
    """Decimal mark and order of dates of each column that does not say them yet."""
    if suggestion.rule.table not in TABLES:
        return suggestion
    columns = tuple(_with_style(suggestion, column) for column in suggestion.columns)
    rules = {column.rule.column: column.rule for column in columns}
    own = tuple(rules.get(rule.column, rule) for rule in suggestion.rule.columns)
    return replace(suggestion, columns=columns, rule=replace(suggestion.rule, columns=own))


def _with_style(suggestion: TableSuggestion, column: ColumnSuggestion) -> ColumnSuggestion:
    rule = column.rule
    schema = TABLES[suggestion.rule.table].columns.get(rule.column)
    kind = str(((schema.metadata if schema is not None else None) or {}).get("kind", "number"))
    if kind not in _STYLED or rule.decimal or rule.date_order or not rule.headers:
        return column
    style = column_style(column_texts(suggestion.region, rule.headers))
    is_day = kind in ("date", "period")
    rule = replace(
        rule,
        decimal=None if is_day else style.decimal,
        date_order=style.date_order if is_day else None,
    )
    if style.certain or rule == column.rule:
        return replace(column, rule=rule)
    return replace(
        column, rule=rule, certainty=Certainty.UNSURE, doubts=(*column.doubts, style.why)
    )
