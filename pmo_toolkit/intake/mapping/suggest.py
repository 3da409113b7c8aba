"""What each table of a client's means: our tables and columns, with how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import Declared, TableRule
from pmo_toolkit.intake.base.suggestions import Certainty, TableSuggestion
from pmo_toolkit.intake.mapping.fitting import KnownIds
from pmo_toolkit.intake.mapping.known_rows import KnownRows, known_rows
from pmo_toolkit.intake.mapping.leftovers import left_over
from pmo_toolkit.intake.mapping.matching import contradicted
from pmo_toolkit.intake.mapping.options_of_costs import options_beside
from pmo_toolkit.intake.mapping.region_columns import RegionFit, Typical, region_columns
from pmo_toolkit.intake.mapping.same_table import give_way, with_conflicts
from pmo_toolkit.intake.mapping.several import lists_in_cells
from pmo_toolkit.intake.mapping.table_choice import TableFit, is_clear, is_table, table_fits
from pmo_toolkit.intake.mapping.texts.contents import Contents, column_cells, contents_of
from pmo_toolkit.intake.mapping.wide import WideColumns, wide_columns

#: Table of a suggestion for a region that is no table of ours.
NO_TABLE = ""


def suggest_tables(regions: Sequence[Region], declared: Declared) -> tuple[TableSuggestion, ...]:
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

    Notes
    -----
    Columns side by side, as a month each, are taken by an `Unpivot`; the rules of the columns that
    it fills name no headers, but the unit of the cells and the words for the headers.
    """
    regions = tuple(regions)
    columns = [_columns_of(region) for region in regions]
    wides = [wide_columns(region, held) for region, held in zip(regions, columns, strict=True)]
    rows, fits = KnownRows(), give_way([])
    for _ in range(2):  # ids known after the first pass tell references in the second
        fits = give_way(
            [
                table_fits(region, held, rows.texts, wide)
                for region, held, wide in zip(regions, columns, wides, strict=True)
            ]
        )
        rows = known_rows(regions, fits)
    region_fits = [
        RegionFit(region, held, wide, with_left_over(fit[0], held, wide, rows.texts))
        for region, held, wide, fit in zip(regions, columns, wides, fits, strict=True)
    ]
    tables = [fit for fit, best in zip(region_fits, fits, strict=True) if is_table(best)]
    typical = Typical.of(tables, declared)
    suggestions = [
        suggestion
        for fit, all_fits in zip(region_fits, fits, strict=True)
        for suggestion in _suggest(fit, all_fits, declared, rows, typical)
    ]
    return with_conflicts(suggestions)


def with_left_over(
    fit: TableFit, columns: dict[str, Contents], wide: WideColumns | None, ids: KnownIds
) -> TableFit:
    """A fit with the columns that only what is left names."""
    free = {name: held for name, held in columns.items() if not wide or name not in wide.headers}
    more = left_over(fit.table, free, fit.assignments, ids)
    return replace(fit, assignments=(*fit.assignments, *more))


def _columns_of(region: Region) -> dict[str, Contents]:
    return {
        header: contents_of(column_cells(region, header))
        for header in dict.fromkeys(region.headers)
    }


def _suggest(
    fit: RegionFit,
    fits: Sequence[TableFit],
    declared: Declared,
    rows: KnownRows,
    typical: Typical,
) -> tuple[TableSuggestion, ...]:
    """All suggestions for one region: its table, and tables of pairs from lists in its cells."""
    region, best, source = fit.region, fit.best, fit.region.source
    others = tuple(other.table for other in fits[1:4] if other.score >= 0.6 * best.score)
    if not is_table(fits):
        rule = TableRule(
            NO_TABLE, source.file, source.sheet, region.header_rows, aside=tuple(fit.columns)
        )
        nearest = f"; nearest is {best.table}" if best.score > 0 else ""
        why = f"its headers fit no table of ours{nearest}"
        return (TableSuggestion(region, rule, Certainty.UNSURE, why, (), (best.table, *others)),)
    suggestions, unpivot = region_columns(fit, declared, rows, typical)
    used = {header for suggestion in suggestions for header in suggestion.rule.headers}
    used |= set(unpivot.headers) if unpivot else set()
    left = [header for header in fit.columns if header not in used]
    lists: tuple[TableSuggestion, ...] = ()
    if best.table == "proposals":
        own = next((one.rule for one in suggestions if one.rule.column == "id"), None)
        lists = lists_in_cells(region, own, left, rows)
    if best.table == "costs" and ("options", "id") not in rows.ids:
        option = next((one.rule for one in suggestions if one.rule.column == "option"), None)
        lists = options_beside(region, option, left, rows)
    used |= {header for pairs in lists for rule in pairs.rule.columns for header in rule.headers}
    rule = TableRule(
        best.table,
        source.file,
        source.sheet,
        region.header_rows,
        columns=tuple(suggestion.rule for suggestion in suggestions),
        unpivot=unpivot,
        aside=tuple(header for header in left if header not in used),
    )
    named = f'"{source.sheet or source.file}" names it; ' if best.named >= 0.7 else ""
    why = f"{named}{len(used)} of {len(fit.columns)} headers are understood"
    why = "; ".join([why, *_contradictions(fit, rule.aside, rows)])
    table = TableSuggestion(region, rule, _certainty(fits), why, suggestions, others)
    return (table, *lists)


def _contradictions(fit: RegionFit, headers: Sequence[str], rows: KnownRows) -> list[str]:
    """What a header says and its cells contradict, so that it is kept aside."""
    found = []
    for header in headers:
        column = contradicted(fit.best.table, header, fit.columns[header], rows.texts)
        if column is not None:
            found.append(f'"{header}" names {column}, but its cells cannot be meant: kept aside')
    return found


def _certainty(fits: Sequence[TableFit]) -> Certainty:
    if is_clear(fits):
        return Certainty.SURE if fits[0].named >= 0.7 else Certainty.LIKELY
    distance = fits[0].score - (fits[1].score if len(fits) > 1 else 0.0)
    return Certainty.LIKELY if distance >= 0.08 else Certainty.UNSURE
