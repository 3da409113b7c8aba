"""From an assigned column to a suggestion: its rule, how sure it is, why, and what is in doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pmo_toolkit.intake.base.regions import Region
from pmo_toolkit.intake.base.rules import ColumnRule, Declared
from pmo_toolkit.intake.base.suggestions import Certainty, ColumnSuggestion
from pmo_toolkit.intake.mapping.known_rows import KnownRows, references_for
from pmo_toolkit.intake.mapping.matching import Assignment
from pmo_toolkit.intake.mapping.names.headings import HeaderMatch
from pmo_toolkit.intake.mapping.names.kinds import kind_of
from pmo_toolkit.intake.mapping.texts.contents import Contents, column_cells, is_range
from pmo_toolkit.intake.mapping.unit_choice import (
    UnitChoice,
    stated_unit,
    unit_beside,
    unit_by_size,
)
from pmo_toolkit.intake.mapping.words import Translation, has_words, translate
from pmo_toolkit.intake.mapping.writing_styles import FileStyles
from pmo_toolkit.workspace.parsing.units import unit_of

#: A misspelt header from this score on is most likely meant.
_LIKELY_SPELT = 0.8
#: Contents that fit less than this leave a doubt about the column.
_FITS = 0.5


@dataclass(frozen=True)
class Surroundings:
    """What a column is judged beside.

    Parameters
    ----------
    region : Region
    table : str
        Ours.
    columns : dict of str to Contents
        Their header → what stands below it.
    declared : Declared
    money : float, optional
        Typical money of the region's rows.
    elsewhere : dict of str to float
        Our column → typical figure in another table, in the column's own unit.
    rows : KnownRows
        Ids and titles of all regions.
    styles : FileStyles
        How their files write numbers and dates.
    units : Contents, optional
        Of the column of units, in a table that has one.
    words : mapping of str to tuple of str
        Our column → what stands there in all tables of the import.
    """

    region: Region
    table: str
    columns: dict[str, Contents]
    declared: Declared
    money: float | None = None
    elsewhere: dict[str, float] = field(default_factory=dict)
    rows: KnownRows = field(default_factory=KnownRows)
    styles: FileStyles = field(default_factory=FileStyles)
    units: Contents | None = None
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _why(header: str, match: HeaderMatch | None, assignment: Assignment) -> str:
    speaks = assignment.chosen.fit.speaks
    if match is None:
        return speaks
    if match.how == "misspelt":
        return f'header "{header}" is nearly "{match.spelling.text}"'
    if match.how == "holds":
        return f'header "{header}" holds "{match.spelling.text}"'
    return f'header "{header}" is a known name' + (f"; {speaks}" if speaks else "")


def _by_header(match: HeaderMatch | None, contents: Contents, fit: float) -> Certainty:
    """How sure header and contents make a column, before its doubts are looked at."""
    if match is None or match.how == "holds":
        return Certainty.UNSURE
    if match.how == "misspelt":
        return Certainty.LIKELY if match.score >= _LIKELY_SPELT else Certainty.UNSURE
    fits = bool(contents.texts) and fit >= _FITS
    return Certainty.SURE if fits else Certainty.LIKELY


def _unit(surroundings: Surroundings, column: str, header: str, contents: Contents) -> UnitChoice:
    region = surroundings.region
    choice = stated_unit(surroundings.table, column, header, region.title, contents)
    if not choice.source and surroundings.units is not None:
        choice = unit_beside(surroundings.table, column, surroundings.units)
    if choice.source:
        return choice
    return unit_by_size(
        surroundings.table,
        column,
        contents,
        money=surroundings.money,
        elsewhere=surroundings.elsewhere.get(column),
    )


def _content_doubts(table: str, column: str, contents: Contents) -> tuple[str, ...]:
    """What the cells leave open about a number: ranges, cells that are no number."""
    if kind_of(table, column) not in ("money", "number", "integer"):
        return ()
    doubts = []
    ranges = sum(is_range(text) for text in contents.texts)
    if ranges:
        doubts.append(
            f"{ranges} {'cell holds' if ranges == 1 else 'cells hold'} low and high in one"
        )
    return tuple(doubts)


#: A header that says that its scale runs the other way: ``(1=high, 5=low)``, ``1 = hoch``.
_FROM_THE_TOP = re.compile(
    r"1\s*[=:–-]\s*(?:very\s|sehr\s|très\s|muy\s|zeer\s|the\s)?"
    r"(?:high|best|top|most|hoch|höchste|viel|élevée?|haute?|meilleure?|alt[oa]|mejor|hoog|beste)",
    re.IGNORECASE,
)


def suggestion_for(surroundings: Surroundings, assignment: Assignment) -> ColumnSuggestion:
    """Suggest a rule for one column.

    Parameters
    ----------
    surroundings : Surroundings
    assignment : Assignment
        Their header with the column of ours that it is taken for.
    """
    table, header = surroundings.table, assignment.header
    column, match = assignment.chosen.column, assignment.chosen.match
    contents = surroundings.columns[header]
    unit = _unit(surroundings, column, header, contents)
    translation = _translation(surroundings, column, contents)
    certainty = _by_header(match, contents, assignment.chosen.fit.score)
    doubts = [*unit.doubts, *translation.doubts, *_content_doubts(table, column, contents)]
    near = tuple(rival.column for rival in assignment.rivals[:3])
    if kind_of(table, column) == "rating" and _FROM_THE_TOP.search(header):
        doubts.append("the header says that 1 is the most, and ours is 5: turn the figures round")
    if assignment.ambiguous:
        doubts.insert(0, f"could be {near[0]} as well")
    doubts += [f'"{other}" could be {column} as well' for other in assignment.same]
    if surroundings.region.headers.count(header) > 1 and kind_of(table, column) != "text":
        doubts.append("the header stands repeatedly; its values are joined")
    if unit.source in ("title", "cells") and certainty is Certainty.SURE:
        certainty = Certainty.LIKELY
    if doubts or certainty is Certainty.UNSURE:
        certainty = Certainty.UNSURE
        if not doubts:
            doubts.append(f"whether it is {column}")
    cells = column_cells(surroundings.region, header)
    decimal, date_order = surroundings.styles.of_cells(
        surroundings.region, cells, kind_of(table, column)
    )
    rule = ColumnRule(
        column,
        (header,),
        unit=unit.unit,
        words=dict(translation.words),
        numbered=translation.numbered,
        decimal=decimal,
        date_order=date_order,
    )
    clauses = (_why(header, match, assignment), unit.why, _hours(surroundings, unit))
    why = "; ".join(filter(None, clauses))
    return ColumnSuggestion(rule, certainty, why, tuple(doubts), near)


def _hours(surroundings: Surroundings, unit: UnitChoice) -> str:
    """That somebody must say how many hours a person-day has, where figures are in days."""
    found = unit_of(unit.unit) if unit.unit else None
    if found is None or not found.by_day or surroundings.declared.hours_per_day is not None:
        return ""
    return "hours of a person-day are not stated"


def _translation(surroundings: Surroundings, column: str, contents: Contents) -> Translation:
    """What the words of a vocabulary, a rating or a reference become."""
    table = surroundings.table
    if kind_of(table, column) == "reference":
        found = references_for(surroundings.rows, table, column, contents.distinct)
        return Translation(found.words, len(found.words), found.doubts, found.numbered)
    if not has_words(table, column):
        return Translation()
    return translate(
        table,
        column,
        [text for text in contents.distinct if not _is_plain_number(table, column, text)],
        surroundings.words.get(column, ()),
    )


def _is_plain_number(table: str, column: str, text: str) -> bool:
    """Whether a cell of a rating or probability is a figure, which needs no translation."""
    kind = kind_of(table, column)
    return kind in ("rating", "probability", "fraction") and any(map(str.isdigit, text))
