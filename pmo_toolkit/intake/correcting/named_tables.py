"""Suggestions for a table or column that somebody has named."""

from __future__ import annotations

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import Declared, TableRule
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.mapping.column_rules import Surroundings, suggestion_for
from pmo_toolkit.intake.mapping.fitting import fit_of
from pmo_toolkit.intake.mapping.matching import Assignment, Candidate
from pmo_toolkit.intake.mapping.names.headings import header_matches
from pmo_toolkit.intake.mapping.table_choice import fit_of_table
from pmo_toolkit.intake.mapping.texts.contents import Contents, column_cells, contents_of


def suggest_as(region: Region, table: str, declared: Declared) -> TableSuggestion:
    """Suggest the columns of a region that is one of our tables, or of none for an empty name."""
    contents = _contents(region)
    source = region.source
    columns: tuple[ColumnSuggestion, ...] = ()
    if table:
        surroundings = Surroundings(region, table, contents, declared)
        fit = fit_of_table(region, table, contents, {})
        columns = tuple(suggestion_for(surroundings, assignment) for assignment in fit.assignments)
    used = {header for column in columns for header in column.rule.headers}
    rule = TableRule(
        table,
        source.file,
        source.sheet,
        region.header_rows,
        columns=tuple(column.rule for column in columns),
        aside=tuple(header for header in contents if header not in used),
    )
    why = f"its headers as those of {table}" if table else "no table of ours"
    return TableSuggestion(region, rule, Certainty.LIKELY, why, columns)


def suggest_column(
    region: Region, table: str, header: str, column: str, declared: Declared
) -> ColumnSuggestion:
    """Suggest how one of their columns fills one of ours: its unit and its words."""
    contents = _contents(region)
    match = next((match for match in header_matches(table, header) if match.column == column), None)
    candidate = Candidate(column, 1.0, match, fit_of(table, column, contents[header], {}))
    surroundings = Surroundings(region, table, contents, declared)
    return suggestion_for(surroundings, Assignment(header, candidate))


def _contents(region: Region) -> dict[str, Contents]:
    return {
        header: contents_of(column_cells(region, header))
        for header in dict.fromkeys(region.headers)
    }
