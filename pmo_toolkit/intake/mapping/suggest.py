"""What each table of a client's means: our tables and columns, with how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, Declared, TableRule
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion, TableSuggestion
from pmo_toolkit.intake.mapping.column_rules import Surroundings, suggestion_for
from pmo_toolkit.intake.mapping.texts.contents import Contents, column_cells, contents_of
from pmo_toolkit.intake.mapping.fitting import KnownIds
from pmo_toolkit.intake.mapping.texts.folding import spelling_key
from pmo_toolkit.intake.mapping.kinds import WHOLE_PROJECT_MONEY, kind_of
from pmo_toolkit.intake.mapping.table_choice import TableFit, is_clear, is_table, table_fits

#: Table of a suggestion for a region that is no table of ours.
NO_TABLE = ""


def suggest_tables(
    regions: Sequence[Region], declared: Declared
) -> tuple[TableSuggestion, ...]:
    """Suggest which tables of ours the regions are, and what their columns mean.

    Parameters
    ----------
    regions : sequence of Region
    declared : Declared
        Hours of a person-day and the like, as far as known.

    Returns
    -------
    tuple of TableSuggestion
        In the order of the regions, one or several each. A region that is no table of ours has a
        suggestion whose rule names the table `NO_TABLE`; its `why` says the reason.
    """
    columns = [_columns_of(region) for region in regions]
    first = [table_fits(region, held, {}) for region, held in zip(regions, columns, strict=True)]
    ids = known_ids(list(zip(columns, first, strict=True)))
    fits = [table_fits(region, held, ids) for region, held in zip(regions, columns, strict=True)]
    return tuple(
        _suggest(region, held, region_fits, declared)
        for region, held, region_fits in zip(regions, columns, fits, strict=True)
    )


def _columns_of(region: Region) -> dict[str, Contents]:
    return {
        header: contents_of(column_cells(region, header))
        for header in dict.fromkeys(region.headers)
    }


def known_ids(
    fits: Sequence[tuple[dict[str, Contents], Sequence[TableFit]]],
) -> KnownIds:
    """Ids that stand in the tables so found: what references elsewhere may hold."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for columns, region_fits in fits:
        if not is_table(region_fits):
            continue
        for assignment in region_fits[0].assignments:
            column = assignment.chosen.column
            if column == "id" or (region_fits[0].table, column) == ("in_flight", "project"):
                key = (region_fits[0].table, column)
                known = found.get(key, frozenset())
                found[key] = known | frozenset(columns[assignment.header].texts)
    return found


def _suggest(
    region: Region,
    columns: dict[str, Contents],
    fits: Sequence[TableFit],
    declared: Declared,
) -> TableSuggestion:
    best = fits[0]
    others = tuple(fit.table for fit in fits[1:4] if fit.score >= 0.6 * best.score)
    source = region.source
    if not is_table(fits):
        rule = TableRule(
            NO_TABLE, source.file, source.sheet, region.header_rows, aside=tuple(columns)
        )
        nearest = f"; nearest is {best.table}" if best.score > 0 else ""
        why = f"its headers fit no table of ours{nearest}"
        return TableSuggestion(region, rule, Certainty.UNSURE, why, others=(best.table, *others))
    suggestions = _column_suggestions(region, columns, best, declared)
    used = {header for suggestion in suggestions for header in suggestion.rule.headers}
    rule = TableRule(
        best.table,
        source.file,
        source.sheet,
        region.header_rows,
        columns=tuple(suggestion.rule for suggestion in suggestions),
        aside=tuple(header for header in columns if header not in used),
    )
    named = f'"{source.sheet or source.file}" names it; ' if best.named >= 0.7 else ""
    why = f"{named}{len(best.assignments)} of {len(columns)} headers fit"
    certainty = _table_certainty(best, fits)
    return TableSuggestion(region, rule, certainty, why, suggestions, others)


def _table_certainty(best: TableFit, fits: Sequence[TableFit]) -> Certainty:
    if is_clear(fits):
        return Certainty.SURE if best.named >= 0.7 else Certainty.LIKELY
    distance = best.score - (fits[1].score if len(fits) > 1 else 0.0)
    return Certainty.LIKELY if distance >= 0.08 else Certainty.UNSURE


def _column_suggestions(
    region: Region, columns: dict[str, Contents], fit: TableFit, declared: Declared
) -> tuple[ColumnSuggestion, ...]:
    money = [
        number
        for assignment in fit.assignments
        if assignment.chosen.column in WHOLE_PROJECT_MONEY
        for number in columns[assignment.header].numbers
    ]
    surroundings = Surroundings(
        region, fit.table, columns, declared, median(money) if money else None
    )
    suggestions = [suggestion_for(surroundings, assignment) for assignment in fit.assignments]
    suggestions.extend(_missing_id(fit, suggestions))
    return tuple(suggestions)


def _missing_id(
    fit: TableFit, suggestions: Sequence[ColumnSuggestion]
) -> tuple[ColumnSuggestion, ...]:
    """An id of our making for a table that needs one and has none."""
    if any(suggestion.rule.column in ("id", "project") for suggestion in suggestions):
        return ()
    column = "project" if kind_of(fit.table, "project") == "id" else "id"
    if kind_of(fit.table, column) != "id":
        return ()
    prefix = spelling_key(fit.table)[:1].upper()
    rule = ColumnRule(column, numbered=f"{prefix}-{{:03}}")
    doubt = "no column holds an id; rows are numbered, so that a later import cannot tell them apart"
    return (ColumnSuggestion(rule, Certainty.UNSURE, "ids are numbered by us", (doubt,)),)
