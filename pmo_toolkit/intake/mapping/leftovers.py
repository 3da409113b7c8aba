"""Columns named by what is left: the only figures in a unit that only one column measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_toolkit.intake.mapping.fitting import Fit, KnownIds, fit_of
from pmo_toolkit.intake.mapping.matching import Assignment, Candidate
from pmo_toolkit.intake.mapping.names.headings import is_known_name
from pmo_toolkit.intake.mapping.names.kinds import kind_of, own_unit
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.intake.mapping.texts.folding import folded
from pmo_toolkit.intake.mapping.texts.header_reading import read_header
from pmo_toolkit.intake.mapping.texts.unit_words import unit_in_cell
from pmo_toolkit.workspace.dictionary.tables import TABLES

_SCORE = 0.45
#: Share of dates from which on a column holds dates.
_MOSTLY = 0.8
#: Words, folded, by which a column of dates says until when.
_UNTIL = frozenset(
    [
        "bis",
        "ende",
        "fertig",
        "frist",
        "termin",
        "spatestens",
        "until",
        "till",
        "to",
        "by",
        "due",
        "end",
        "deadline",
        "finish",
        "target",
        "jusqu",
        "au",
        "fin",
        "echeance",
        "hasta",
        "plazo",
        "limite",
        "tot",
        "uiterlijk",
        "eind",
        "einde",
    ]
)
_MEASURES = ("money", "effort", "time")


def left_over(
    table: str,
    columns: Mapping[str, Contents],
    assigned: Sequence[Assignment],
    ids: KnownIds,
) -> tuple[Assignment, ...]:
    """Assign headers that name nothing known, where what is left leaves one choice.

    Parameters
    ----------
    table : str
        Ours.
    columns : mapping of str to Contents
        Their header → what stands below it.
    assigned : sequence of Assignment
        What headers and contents have assigned.
    ids : mapping
        Ids known from other regions.
    """
    taken = {assignment.header for assignment in assigned}
    free = [header for header in columns if header not in taken and not is_known_name(header)]
    filled = {assignment.chosen.column for assignment in assigned}
    open_columns = [column for column in TABLES[table].columns if column not in filled]
    found: list[Assignment] = []
    for measure in _MEASURES:
        headers = [header for header in free if _measures(header, columns[header], measure)]
        ours = [column for column in open_columns if _is_measured(table, column, measure)]
        if len(headers) == 1 and len(ours) == 1:
            fit = fit_of(table, ours[0], columns[headers[0]], ids)
            if not fit.contradicts and columns[headers[0]].texts:
                speaks = f"its unit measures {measure}, as no other column that is left does"
                chosen = Candidate(ours[0], _SCORE, None, Fit(fit.score, speaks=speaks))
                found.append(Assignment(headers[0], chosen))
                free.remove(headers[0])
    found.extend(_last_date(table, columns, [*assigned, *found], ids))
    return tuple(found)


def _last_date(
    table: str,
    columns: Mapping[str, Contents],
    assigned: Sequence[Assignment],
    ids: KnownIds,
) -> list[Assignment]:
    """The only dates that are left, where one column of dates is free and they say until when."""
    taken = {assignment.header for assignment in assigned}
    filled = {assignment.chosen.column for assignment in assigned}
    headers = [
        header
        for header, contents in columns.items()
        if header not in taken and contents.share("date") + contents.share("serial") >= _MOSTLY
    ]
    ours = [
        column
        for column in TABLES[table].columns
        if kind_of(table, column) in ("date", "period") and column not in filled
    ]
    if len(headers) != 1 or len(ours) != 1 or not _UNTIL & set(folded(headers[0]).split()):
        return []
    fit = fit_of(table, ours[0], columns[headers[0]], ids)
    if fit.contradicts:
        return []
    speaks = "the only dates that are left, and until then"
    return [Assignment(headers[0], Candidate(ours[0], _SCORE, None, Fit(fit.score, speaks=speaks)))]


def _measures(header: str, contents: Contents, measure: str) -> bool:
    words = read_header(header).unit
    if words is None:
        in_cells = [unit_in_cell(text) for text in contents.texts]
        stated = [one for one in in_cells if one is not None]
        words = next((one for one in stated if one.measuring(measure) is None), None)
        if not stated or words is not None or len(stated) < _MOSTLY * len(in_cells):
            return False
        words = stated[0]
    if words.measuring(measure) is None:
        return False
    # weeks and months may be those of people; where nothing says so, they are time that passes
    return measure != "effort" or words.measuring("time") is None


def _is_measured(table: str, column: str, measure: str) -> bool:
    own = own_unit(table, column)
    return own is not None and own.measures == measure and kind_of(table, column) != "text"
