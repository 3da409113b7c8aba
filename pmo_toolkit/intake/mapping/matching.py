"""Columns of theirs assigned to columns of a table of ours, by header and contents together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from pmo_toolkit.intake.mapping.fitting import Fit, KnownIds, fit_of
from pmo_toolkit.intake.mapping.names.headings import (
    HeaderMatch,
    header_matches,
    is_known_name,
    range_end,
    range_stem,
)
from pmo_toolkit.intake.mapping.names.kinds import kind_of, own_unit, vocabulary_of
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.intake.mapping.texts.header_reading import read_header
from pmo_toolkit.workspace.dictionary.tables import TABLES

_HEADER_WEIGHT, _CONTENT_WEIGHT = 0.8, 0.2
#: Below this nothing is suggested.
_LEAST = 0.42
#: What contents alone can reach, where no header speaks for the column.
_BY_CONTENTS = 0.5
#: From this score on a header names a column for sure.
_NAMED = 0.9
_TITLES = ("title", "activity", "project_title")
#: Headers whose scores lie this near each other name two columns equally well.
_NEAR = 0.035


@dataclass(frozen=True)
class Candidate:
    """One column of ours that one of theirs may be.

    Parameters
    ----------
    column : str
        Ours.
    score : float
    match : HeaderMatch, optional
        None where contents alone speak for it.
    fit : Fit
    """

    column: str
    score: float
    match: HeaderMatch | None
    fit: Fit


@dataclass(frozen=True)
class Assignment:
    """A column of theirs with the one of ours that it is taken for.

    Parameters
    ----------
    header : str
        Theirs.
    chosen : Candidate
    rivals : tuple of Candidate
        Others that it may be as well, best first.
    same : tuple of str
        Headers that no column takes, though they name this one just as well.
    """

    header: str
    chosen: Candidate
    rivals: tuple[Candidate, ...] = ()
    same: tuple[str, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether another column is named just as well."""
        return any(rival.score >= self.chosen.score - _NEAR for rival in self.rivals)


def candidates(table: str, header: str, contents: Contents, ids: KnownIds) -> dict[str, Candidate]:
    """Columns of a table that one of theirs may be; what its contents contradict is left out."""
    matches = {match.column: match for match in header_matches(table, header)}
    if any(match.score >= _NAMED for match in matches.values()):
        # a header that names a column for sure is no misspelling of another
        matches = {column: match for column, match in matches.items() if match.how == "known"}
    # a header that names something else says more than what stands below it
    may_be_other = not is_known_name(header)
    names_row = any(match.column in _TITLES for match in matches.values())
    header_unit = read_header(header).unit
    found: dict[str, Candidate] = {}
    for column in TABLES[table].columns:
        match = matches.get(column)
        fit = fit_of(table, column, contents, ids)
        is_id = kind_of(table, column) == "id"
        if match is None and header_unit is not None and is_id:
            continue
        own = own_unit(table, column)
        if own and header_unit and header_unit.measures_other(own.measures):
            continue
        # below "Goal" may stand the goals' ids, beside a column of their titles
        by_words = bool(vocabulary_of(table, column)) or (is_id and names_row)
        if fit.contradicts or (match is None and not (fit.speaks and (may_be_other or by_words))):
            continue
        by_header = _HEADER_WEIGHT * match.score if match else 0.0
        score = by_header + _CONTENT_WEIGHT * fit.score
        if match is None:
            score = _BY_CONTENTS * fit.score
        found[column] = Candidate(column, score, match, fit)
    return found


def contradicted(table: str, header: str, contents: Contents, ids: KnownIds) -> str | None:
    """The column that a header names for sure, though what stands below it cannot be meant."""
    for match in header_matches(table, header)[:1]:
        fit = fit_of(table, match.column, contents, ids)
        if match.score >= _NAMED and fit.contradicts:
            return match.column
    return None


def assign(table: str, columns: Mapping[str, Contents], ids: KnownIds) -> tuple[Assignment, ...]:
    """Give each column of theirs at most one of ours, so that the sum of scores is largest.

    Parameters
    ----------
    table : str
    columns : mapping of str to Contents
        Their header → what stands below it.
    ids : mapping
        Ids known from other regions.
    """
    headers = list(columns)
    ours = list(TABLES[table].columns)
    ranges = _ranges(columns)
    options = [
        _measured_alike(
            table,
            candidates(table, header, columns[header], ids),
            ranges.get(range_stem(header), ()),
        )
        for header in headers
    ]
    scores = np.zeros((len(headers), len(ours)))
    for row, candidate_by_column in enumerate(options):
        for column, candidate in candidate_by_column.items():
            if candidate.score >= _LEAST:
                place = ours.index(column)
                # the order of columns decides between equals, so that nothing hangs on chance
                scores[row, place] = candidate.score**2 - 1e-6 * (row + place)
    rows, places = linear_sum_assignment(scores, maximize=True)
    chosen = {
        int(row): options[row][ours[place]]
        for row, place in zip(rows, places, strict=True)
        if scores[row, place] > 0
    }
    taken = {candidate.column: candidate.score for candidate in chosen.values()}
    found = []
    for row, candidate in chosen.items():
        same = [
            other
            for other, held in enumerate(options)
            if other not in chosen
            and candidate.column in held
            and held[candidate.column].score >= candidate.score - _NEAR
        ]
        best = _likeliest([row, *same], headers)
        found.append(
            Assignment(
                headers[best],
                options[best][candidate.column],
                _rivals(options[best], candidate.column, taken),
                tuple(headers[other] for other in (row, *same) if other != best),
            )
        )
    return tuple(found)


def _ranges(columns: Mapping[str, Contents]) -> dict[str, tuple[Contents, ...]]:
    """What stands below the ends of one range, by the stem of their headers."""
    found: dict[str, tuple[Contents, ...]] = {}
    for header, contents in columns.items():
        if stem := range_stem(header):
            found[stem] = (*found.get(stem, ()), contents)
    return {stem: held for stem, held in found.items() if len(held) > 1}


def _measured_alike(
    table: str, found: Mapping[str, Candidate], ends: Sequence[Contents]
) -> dict[str, Candidate]:
    """Without columns that measure other than what cells at some end of the range state."""
    return {
        column: candidate
        for column, candidate in found.items()
        if (own := own_unit(table, column)) is None
        or not any(contents.measures_other(own.measures) for contents in ends)
    }


def _likeliest(places: Sequence[int], headers: Sequence[str]) -> int:
    """Of headers for one column that are ends of a range, the likely one, else the highest."""
    ends = {range_end(headers[place]): place for place in reversed(places)}
    for end in ("mode", "high") if set(ends) - {""} else ():
        if end in ends:
            return ends[end]
    return places[0]


def _rivals(
    options: Mapping[str, Candidate], chosen: str, taken: Mapping[str, float]
) -> tuple[Candidate, ...]:
    """Other columns that a header may name, unless another header names them as well or better."""
    likely = [
        candidate
        for column, candidate in options.items()
        if column != chosen
        and candidate.score >= _LEAST
        and candidate.score > taken.get(column, 0.0)
    ]
    return tuple(sorted(likely, key=lambda candidate: (-candidate.score, candidate.column)))
