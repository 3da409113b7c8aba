"""Suggestions as somebody corrects them: another table, another column, another unit.

What is corrected is sure. A column of ours has one rule: whoever gives it to another of their
columns takes it from the one that had it, which is then kept aside.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pmo_toolkit.intake.base.rules import ColumnRule, Declared
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.correcting.named_tables import suggest_as, suggest_column
from pmo_toolkit.intake.suggesting import with_styles

_SAID = "as you said"


def with_table(suggestion: TableSuggestion, table: str, declared: Declared) -> TableSuggestion:
    """Their table taken for another of ours; an empty name leaves it out."""
    if table == suggestion.rule.table:
        return replace(suggestion, certainty=Certainty.SURE, why=_SAID)
    made = suggest_as(suggestion.region, table, declared)
    return replace(with_styles(made), certainty=Certainty.SURE, why=_SAID)


def with_column(
    suggestion: TableSuggestion, header: str, column: str | None, declared: Declared
) -> TableSuggestion:
    """One of their columns taken for another of ours; None keeps it aside."""
    others = [
        other
        for other in suggestion.columns
        if header not in other.rule.headers and other.rule.column != column
    ]
    if column is not None:
        made = suggest_column(suggestion.region, suggestion.rule.table, header, column, declared)
        others.append(replace(made, certainty=Certainty.SURE, why=_SAID, doubts=()))
    return with_styles(_with_columns(suggestion, others))


def with_unit(suggestion: TableSuggestion, header: str, unit: str | None) -> TableSuggestion:
    """One of their columns taken to stand in another unit; None for the unit of our column."""
    return _with_columns(
        suggestion,
        (
            _sure(column, replace(column.rule, unit=unit))
            if header in column.rule.headers
            else column
            for column in suggestion.columns
        ),
    )


def _sure(column: ColumnSuggestion, rule: ColumnRule) -> ColumnSuggestion:
    return ColumnSuggestion(rule, Certainty.SURE, _SAID)


def _with_columns(
    suggestion: TableSuggestion, columns: Iterable[ColumnSuggestion]
) -> TableSuggestion:
    place = {header: number for number, header in enumerate(suggestion.region.headers)}
    ordered = sorted(
        columns, key=lambda column: min((place[name] for name in column.rule.headers), default=-1)
    )
    used = {header for column in ordered for header in column.rule.headers}
    if suggestion.rule.unpivot is not None:
        used |= set(suggestion.rule.unpivot.headers)
    rule = replace(
        suggestion.rule,
        columns=tuple(column.rule for column in ordered),
        aside=tuple(dict.fromkeys(name for name in suggestion.region.headers if name not in used)),
    )
    return replace(suggestion, rule=rule, columns=tuple(ordered))
