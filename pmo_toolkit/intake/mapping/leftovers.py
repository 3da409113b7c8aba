"""Columns named by what is left: the only figures in a unit that only one column measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmo_toolkit.intake.mapping.fitting import Fit, KnownIds, fit_of
from pmo_toolkit.intake.mapping.matching import Assignment, Candidate
from pmo_toolkit.intake.mapping.names.headings import is_known_name
from pmo_toolkit.intake.mapping.names.kinds import kind_of, own_unit
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.intake.mapping.texts.header_reading import read_header
from pmo_toolkit.workspace.dictionary.tables import TABLES

_SCORE = 0.45
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
        headers = [header for header in free if _measures(header, measure)]
        ours = [column for column in open_columns if _is_measured(table, column, measure)]
        if len(headers) == 1 and len(ours) == 1:
            fit = fit_of(table, ours[0], columns[headers[0]], ids)
            if not fit.contradicts and columns[headers[0]].texts:
                speaks = f"its unit measures {measure}, as no other column that is left does"
                chosen = Candidate(ours[0], _SCORE, None, Fit(fit.score, speaks=speaks))
                found.append(Assignment(headers[0], chosen))
                free.remove(headers[0])
    return tuple(found)


def _measures(header: str, measure: str) -> bool:
    words = read_header(header).unit
    if words is None or words.measuring(measure) is None:
        return False
    # weeks and months may be those of people; where nothing says so, they are time that passes
    return measure != "effort" or words.measuring("time") is None


def _is_measured(table: str, column: str, measure: str) -> bool:
    own = own_unit(table, column)
    return own is not None and own.measures == measure and kind_of(table, column) != "text"
