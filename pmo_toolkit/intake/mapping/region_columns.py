"""All columns of one region: assigned ones, wide ones, missing ids, and cost drivers kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, Declared, Unpivot
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion
from pmo_toolkit.intake.mapping.column_rules import Surroundings, suggestion_for
from pmo_toolkit.intake.mapping.known_rows import ID_COLUMNS, KnownRows, numbering
from pmo_toolkit.intake.mapping.names.kinds import WHOLE_PROJECT_MONEY, kind_of, own_unit
from pmo_toolkit.intake.mapping.table_choice import TableFit
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.intake.mapping.texts.folding import spelling_key
from pmo_toolkit.intake.mapping.texts.header_reading import read_header
from pmo_toolkit.intake.mapping.texts.unit_words import units_in_title
from pmo_toolkit.intake.mapping.wide import WideColumns, wide_rules
from pmo_toolkit.intake.mapping.writing_styles import FileStyles, file_styles
from pmo_toolkit.workspace.dictionary.headers import snake

#: Hours of a person-day, good enough to compare sizes by.
_USUAL_HOURS = 8.0
#: The column that states the unit of the amounts in its row.
_UNIT_COLUMN = ("benefits", "unit")
_PROJECT_TABLES = ("proposals", "history")


@dataclass(frozen=True)
class RegionFit:
    """A region with what stands in it and the table that it is taken for.

    Parameters
    ----------
    region : Region
    columns : dict of str to Contents
    wide : WideColumns, optional
    best : TableFit
    """

    region: Region
    columns: dict[str, Contents]
    wide: WideColumns | None
    best: TableFit

    def unassigned_numbers(self) -> dict[str, str]:
        """Folded name → header of figures that no column of ours takes."""
        taken = {assignment.header for assignment in self.best.assignments}
        taken |= set(self.wide.headers) if self.wide else set()
        return {
            spelling_key(header): header
            for header, contents in self.columns.items()
            if header not in taken and contents.share("number") >= 0.8
        }


@dataclass(frozen=True)
class Typical:
    """What several regions say together: typical figures, and figures that both tables have.

    Parameters
    ----------
    figures : dict of (str, str) to float
        Table and column of ours → median, in the unit that the header states.
    drivers : frozenset of str
        Folded headers of figures that stand in proposals and in history.
    styles : FileStyles
        How the files write numbers and dates.
    words : mapping of str to tuple of str
        Column of ours that is a rating → the words that stand there in any table.
    """

    figures: dict[tuple[str, str], float] = field(default_factory=dict)
    drivers: frozenset[str] = frozenset()
    styles: FileStyles = field(default_factory=FileStyles)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, fits: Sequence[RegionFit], declared: Declared) -> Typical:
        """Look at all regions that are tables."""
        hours = declared.hours_per_day or _USUAL_HOURS
        figures: dict[tuple[str, str], float] = {}
        extra: dict[str, set[str]] = {table: set() for table in _PROJECT_TABLES}
        for fit in fits:
            table = fit.best.table
            if table in extra:
                extra[table] |= set(fit.unassigned_numbers())
            for assignment in fit.best.assignments:
                column = assignment.chosen.column
                found = _typical(fit, column, assignment.header, hours)
                if found is not None:
                    figures.setdefault((table, column), found)
        shared = extra["proposals"] & extra["history"]
        styles = file_styles([fit.region for fit in fits], [fit.columns for fit in fits])
        return cls(figures, frozenset(shared), styles, _rating_words(fits))

    def elsewhere(self, table: str) -> dict[str, float]:
        """Typical figures of the same columns in the other table of projects."""
        others = [other for other in ("history", "in_flight", "proposals") if other != table]
        return {
            column: figure
            for other in reversed(others)
            for (held, column), figure in self.figures.items()
            if held == other
        }


def _rating_words(fits: Sequence[RegionFit]) -> dict[str, tuple[str, ...]]:
    """The words of each rating in all tables: the same one means the same everywhere."""
    found: dict[str, tuple[str, ...]] = {}
    for fit in fits:
        for assignment in fit.best.assignments:
            column = assignment.chosen.column
            if kind_of(fit.best.table, column) == "rating":
                texts = fit.columns[assignment.header].distinct
                found[column] = (*found.get(column, ()), *texts)
    return found


def _typical(fit: RegionFit, column: str, header: str, hours: float) -> float | None:
    """The median of a column whose unit its header states."""
    own = own_unit(fit.best.table, column)
    numbers = fit.columns[header].numbers
    if own is None or not numbers:
        return None
    words = read_header(header).unit
    stated = words.measuring(own.measures) if words else None
    if stated is None:
        in_title = [words.measuring(own.measures) for words in units_in_title(fit.region.title)]
        stated = next(filter(None, in_title), None)
    if own.measures != "money" and stated is None:
        return None
    factor = (stated.factor * (hours if stated.by_day else 1.0) if stated else 1.0) / own.factor
    return float(median(map(abs, numbers)) * factor)


def region_columns(
    fit: RegionFit, declared: Declared, rows: KnownRows, typical: Typical
) -> tuple[tuple[ColumnSuggestion, ...], Unpivot | None]:
    """Suggest what the columns of a region mean.

    Parameters
    ----------
    fit : RegionFit
    declared : Declared
    rows : KnownRows
        Ids and titles of all regions.
    typical : Typical
        What all regions say together.
    """
    table = fit.best.table
    money = [
        figure
        for (held, column), figure in typical.figures.items()
        if held == table and column in WHOLE_PROJECT_MONEY
    ]
    units = [one for one in fit.best.assignments if (table, one.chosen.column) == _UNIT_COLUMN]
    surroundings = Surroundings(
        fit.region,
        table,
        fit.columns,
        declared,
        max(money) if money else None,
        typical.elsewhere(table),
        rows,
        typical.styles,
        next((fit.columns[one.header] for one in units), None),
        typical.words,
    )
    suggestions = [suggestion_for(surroundings, one) for one in fit.best.assignments]
    unpivot = None
    if fit.wide is not None:
        rules = wide_rules(fit.region, table, fit.wide, fit.columns)
        filled = {suggestion.rule.column for suggestion in rules.columns}
        suggestions = [one for one in suggestions if one.rule.column not in filled]
        suggestions.extend(rules.columns)
        unpivot = rules.unpivot
        if unpivot is not None:
            suggestions = [_joined(one, unpivot) for one in suggestions]
    suggestions.extend(_missing_id(table, suggestions))
    suggestions.extend(_drivers(fit, typical))
    return tuple(suggestions), unpivot


def _joined(suggestion: ColumnSuggestion, unpivot: Unpivot) -> ColumnSuggestion:
    """A column that takes its own text and the header of the cell: ``Licences, Q1 2027``."""
    rule = suggestion.rule
    if rule.column != unpivot.names_to or not rule.headers:
        return suggestion
    why = f"{suggestion.why}; the headers of the amounts are added"
    return replace(suggestion, rule=replace(rule, join=", "), why=why)


def _missing_id(
    table: str, suggestions: Sequence[ColumnSuggestion]
) -> tuple[ColumnSuggestion, ...]:
    """An id of our making for a table that needs one and has none."""
    column = ID_COLUMNS.get(table, "id")
    if kind_of(table, column) != "id":
        return ()
    if any(suggestion.rule.column == column for suggestion in suggestions):
        return ()
    doubt = "no column holds an id; rows are numbered, so a later import must keep their order"
    rule = ColumnRule(column, numbered=numbering(table))
    return (ColumnSuggestion(rule, Certainty.UNSURE, "ids are numbered by us", (doubt,)),)


def _drivers(fit: RegionFit, typical: Typical) -> tuple[ColumnSuggestion, ...]:
    """Figures of the client's own that stand in proposals and in history."""
    if fit.best.table not in _PROJECT_TABLES:
        return ()
    return tuple(
        ColumnSuggestion(
            ColumnRule(snake(header), (header,)),
            Certainty.LIKELY,
            f'figures below "{header}" stand in proposals and history: kept as a cost driver',
        )
        for key, header in fit.unassigned_numbers().items()
        if key in typical.drivers
    )
