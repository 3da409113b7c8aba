"""Weights of criteria from pairwise comparisons of several scorers, each kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.standing.criteria import Criterion
from pmo_toolkit.analysis.standing.weights import ahp_weights, normalised

#: More criteria than this nobody compares reliably.
MOST_CRITERIA = 10
#: Consistency ratio above which comparisons are queried (Saaty 1980).
CONSISTENCY_LIMIT = 0.1
#: A stated share that differs by more from the one that comparisons give is told.
_SAME_SHARE = 0.01
_PAIRS_NAMED = 4


@dataclass(frozen=True)
class PairRemark:
    """What is odd about compared criteria.

    Table, row and column to look at, and what to do about it.
    """

    table: str
    row: int
    column: str
    what: str
    found: str
    expected: str
    next_step: str

    def __str__(self) -> str:
        return f"{self.table} row {self.row}: {self.what}"


@dataclass(frozen=True)
class ScorerWeights:
    """Weights by one scorer's own comparisons.

    Parameters
    ----------
    role : str
    weights : tuple of float
        Shares of 1, in the order of the criteria.
    consistency_ratio : float
        How far the comparisons contradict each other, as a share of what random answers do.
    query : str
        Which comparison to ask this role about again; empty where the ratio is not above the limit.
    """

    role: str
    weights: tuple[float, ...]
    consistency_ratio: float
    query: str


@dataclass(frozen=True)
class Weighing:
    """How pairwise comparisons (AHP) make the weights.

    Parameters
    ----------
    criteria : tuple of str
        Ids, in the order of the weights.
    weights : tuple of float
        Common weights as shares of 1, where one figure is needed: the geometric mean over scorers,
        each with one voice, made to sum to 1.
    scorers : tuple of ScorerWeights
        By role, in the order of the table; never averaged away.
    combined : str
        How the weights come about, as a sentence.
    limit : float
        Consistency ratio above which comparisons are queried.
    widest : str
        Id of the criterion on whose weight scorers differ most; empty with one scorer.
    widest_low, widest_high : float
        Smallest and largest weight that a scorer gives it, as shares of 1; nought with one scorer.
    """

    criteria: tuple[str, ...]
    weights: tuple[float, ...]
    scorers: tuple[ScorerWeights, ...]
    combined: str
    limit: float
    widest: str
    widest_low: float
    widest_high: float


@dataclass(frozen=True)
class PairwiseWeights:
    """Criteria with the weights that comparisons give, how they come about, and what is odd.

    `weighing` is None where no scorer's comparisons could be used; the criteria then keep their
    stated weights.
    """

    criteria: tuple[Criterion, ...]
    weighing: Weighing | None
    remarks: tuple[PairRemark, ...]

    @property
    def findings(self) -> tuple[str, ...]:
        """The remarks as clauses without a full stop."""
        return tuple(map(str, self.remarks))


def weigh_by_pairs(
    criteria: Sequence[Criterion], comparisons: pd.DataFrame | None, rows: Sequence[int]
) -> PairwiseWeights:
    """Take the weights of criteria from the table ``comparisons`` where their method is AHP.

    A row says how many times as important `criterion` is as `other`; reciprocals and the diagonal
    are implied. The weights of one scorer are the principal eigenvector of their comparisons.
    Several scorers stay apart; the common weights are the geometric mean of theirs (aggregation of
    individual priorities, Forman and Peniwati 1998).

    Parameters
    ----------
    criteria : sequence of Criterion
    comparisons : DataFrame or None
        The typed table, with ``_row``, without rows that say a pair twice; None or empty: nothing
        changes.
    rows : sequence of int
        Row of each criterion in its table.
    """
    known = tuple(criteria)
    if comparisons is None or comparisons.empty:
        return PairwiseWeights(known, None, ())
    others = [
        place
        for place, criterion in enumerate(known)
        if (criterion.method or "").casefold() != "ahp"
    ]
    if others:
        first = others[0]
        remark = PairRemark(
            "criteria",
            rows[first],
            "weight_method",
            f"{_titles(known, others)} {'is' if len(others) == 1 else 'are'} not weighed by AHP, so"
            " the table comparisons is not used: weights by comparison and other weights have no"
            " common unit",
            known[first].method or "nothing",
            "AHP for every criterion, or for none",
            "Write AHP for every criterion and compare all of them, or remove the table"
            " comparisons.",
        )
        return PairwiseWeights(known, None, (remark,))
    if len(known) > MOST_CRITERIA:
        return PairwiseWeights(known, None, (_too_many(known, rows),))
    scorers, remarks = [], []
    for role, own in comparisons.groupby("scorer_role", sort=False):
        outcome = _one_scorer(str(role), own, known)
        if isinstance(outcome, PairRemark):
            remarks.append(outcome)
            continue
        scorers.append(outcome[0])
        if outcome[1] is not None:
            remarks.append(outcome[1])
    if not scorers:
        return PairwiseWeights(known, None, tuple(remarks))
    weighing = _combined(known, scorers)
    remarks += _contrary(known, weighing.weights, rows)
    weighed = tuple(
        replace(criterion, weight=weight)
        for criterion, weight in zip(known, weighing.weights, strict=True)
    )
    return PairwiseWeights(weighed, weighing, tuple(remarks))


def ratio_meant(stated: float) -> float:
    """A ratio below 1 as the reciprocal of a whole number where it is one, rounded.

    0.33 is meant as a third.
    """
    if stated >= 1:
        return stated
    whole = round(1 / stated)
    return 1 / whole if abs(stated * whole - 1) <= 0.03 else stated


def _one_scorer(
    role: str, rows: pd.DataFrame, criteria: Sequence[Criterion]
) -> tuple[ScorerWeights, PairRemark | None] | PairRemark:
    """Weights by one role's rows with a query where there is one, or why there are none."""
    places = {criterion.id: place for place, criterion in enumerate(criteria)}
    matrix, stated_pairs = np.eye(len(criteria)), dict[tuple[int, int], tuple[int, int, int]]()
    for row in rows.to_dict("records"):
        ratio = number_of(row["ratio"])
        one, other = places.get(str(row["criterion"])), places.get(str(row["other"]))
        if ratio is None or ratio <= 0 or one is None or other is None or one == other:
            continue
        matrix[one, other] = ratio_meant(ratio)
        matrix[other, one] = 1 / matrix[one, other]
        stated_pairs[min(one, other), max(one, other)] = (one, other, int(row["_row"]))
    pairs = list(combinations(range(len(criteria)), 2))
    missing = [pair for pair in pairs if pair not in stated_pairs]
    if missing:
        return _incomplete(role, int(rows["_row"].iloc[-1]), criteria, missing, len(pairs))
    ahp = ahp_weights(matrix, CONSISTENCY_LIMIT)
    if ahp.worst is None:
        return ScorerWeights(role, ahp.weights, ahp.consistency_ratio, ""), None
    first, second, at = stated_pairs[ahp.worst]
    stated, implied = matrix[first, second], ahp.weights[first] / ahp.weights[second]
    pair = f"“{criteria[first].title}” against “{criteria[second].title}”"
    query = (
        f"the comparisons of the {role} contradict each other (consistency ratio"
        f" {ahp.consistency_ratio:.2f}, above {CONSISTENCY_LIMIT:g}): ask the {role} first about"
        f" {pair}, said to be {stated:.2g}, while the others imply about {implied:.2g}"
    )
    remark = PairRemark(
        "comparisons",
        at,
        "ratio",
        query,
        f"{stated:.2g}",
        f"about {implied:.2g}, as the other comparisons of the {role} imply",
        f"Ask the {role} about {pair} again; their weights are used as they stand meanwhile.",
    )
    return ScorerWeights(role, ahp.weights, ahp.consistency_ratio, query), remark


def _incomplete(
    role: str,
    row: int,
    criteria: Sequence[Criterion],
    missing: Sequence[tuple[int, int]],
    count: int,
) -> PairRemark:
    named = [
        f"“{criteria[one].title}” with “{criteria[other].title}”"
        for one, other in missing[:_PAIRS_NAMED]
    ]
    more = len(missing) - len(named)
    shown = ", ".join(named) + (f" and {more} more" if more else "")
    return PairRemark(
        "comparisons",
        row,
        "other",
        f"the {role} did not compare {shown}, so no weights of the {role} are worked out",
        f"{count - len(missing)} of {count} pairs",
        "each pair of criteria once",
        f"Ask the {role} to compare {shown}, and add a row for each.",
    )


def _combined(criteria: Sequence[Criterion], scorers: Sequence[ScorerWeights]) -> Weighing:
    weights = np.array([scorer.weights for scorer in scorers])
    common = normalised(np.exp(np.log(weights).mean(axis=0)))
    spread = np.ptp(weights, axis=0)
    place = int(np.argmax(spread))
    several = len(scorers) > 1
    combined = (
        "Each scorer's own comparisons give their weights (principal eigenvector); for the ranks"
        " weights are drawn round each scorer's own in equal parts, and where one figure is needed,"
        " it is the geometric mean of theirs."
        if several
        else (
            f"The weights are those of the {scorers[0].role}, the principal eigenvector of their"
            " comparisons."
        )
    )
    return Weighing(
        criteria=tuple(criterion.id for criterion in criteria),
        weights=tuple(common.tolist()),
        scorers=tuple(scorers),
        combined=combined,
        limit=CONSISTENCY_LIMIT,
        widest=criteria[place].id if several else "",
        widest_low=float(weights[:, place].min()) if several else 0.0,
        widest_high=float(weights[:, place].max()) if several else 0.0,
    )


def _contrary(
    criteria: Sequence[Criterion], weights: Sequence[float], rows: Sequence[int]
) -> list[PairRemark]:
    """Stated weights that say something else than the comparisons.

    Told once, at the one that differs most.
    """
    stated = [criterion.weight for criterion in criteria if criterion.weight is not None]
    if len(stated) < len(criteria) or not any(stated):
        return []
    shares = normalised(stated)
    gaps = np.abs(shares - np.array(weights))
    place = int(np.argmax(gaps))
    if gaps[place] <= _SAME_SHARE:
        return []
    return [
        PairRemark(
            "criteria",
            rows[place],
            "weight",
            "the stated weights are not used, the comparisons give others:"
            f" {100 * weights[place]:.0f} % for “{criteria[place].title}” instead of"
            f" {100 * shares[place]:.0f} %",
            f"{stated[place]:g}",
            "the weights that the table comparisons gives, or empty cells",
            "Empty the column weight, or mend the comparisons.",
        )
    ]


def _too_many(criteria: Sequence[Criterion], rows: Sequence[int]) -> PairRemark:
    return PairRemark(
        "criteria",
        rows[MOST_CRITERIA],
        "id",
        f"more than {MOST_CRITERIA} criteria cannot be compared in pairs reliably, so the table"
        " comparisons is not used",
        f"{len(criteria)} criteria",
        f"at most {MOST_CRITERIA}",
        "Leave out criteria that hardly count, or weigh them by swing.",
    )


def _titles(criteria: Sequence[Criterion], places: Sequence[int]) -> str:
    return ", ".join(f"“{criteria[place].title}”" for place in places)
