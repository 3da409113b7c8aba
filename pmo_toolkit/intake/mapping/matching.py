"""Columns of theirs assigned to columns of a table of ours, by header and contents together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from pmo_toolkit.intake.mapping.fitting import Fit, KnownIds, fit_of
from pmo_toolkit.intake.mapping.names.headings import HeaderMatch, header_matches, is_known_name
from pmo_toolkit.intake.mapping.texts.contents import Contents
from pmo_toolkit.workspace.dictionary.tables import TABLES

_HEADER_WEIGHT, _CONTENT_WEIGHT = 0.8, 0.2
#: Below this nothing is suggested.
_LEAST = 0.42
#: What contents alone can reach, where no header speaks for the column.
_BY_CONTENTS = 0.5
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
    """

    header: str
    chosen: Candidate
    rivals: tuple[Candidate, ...] = ()

    @property
    def ambiguous(self) -> bool:
        """Whether another column is named just as well."""
        return any(rival.score >= self.chosen.score - _NEAR for rival in self.rivals)


def candidates(table: str, header: str, contents: Contents, ids: KnownIds) -> dict[str, Candidate]:
    """Columns of a table that one of theirs may be; what its contents contradict is left out."""
    matches = {match.column: match for match in header_matches(table, header)}
    # a header that names something else says more than what stands below it
    may_be_other = not is_known_name(header)
    found: dict[str, Candidate] = {}
    for column in TABLES[table].columns:
        match = matches.get(column)
        fit = fit_of(table, column, contents, ids)
        if fit.contradicts or (match is None and not (fit.speaks and may_be_other)):
            continue
        by_header = _HEADER_WEIGHT * match.score if match else 0.0
        score = by_header + _CONTENT_WEIGHT * fit.score
        if match is None:
            score = _BY_CONTENTS * fit.score
        found[column] = Candidate(column, score, match, fit)
    return found


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
    options = [candidates(table, header, columns[header], ids) for header in headers]
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
    return tuple(
        Assignment(headers[row], candidate, _rivals(options[row], candidate.column, taken))
        for row, candidate in chosen.items()
    )


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
