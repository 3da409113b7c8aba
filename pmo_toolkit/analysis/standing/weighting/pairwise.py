"""Weights of criteria from pairwise comparisons of several scorers, each kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.analysis.standing.weighting.pairwise_remarks import (
    CONSISTENCY_LIMIT,
    MOST_CRITERIA,
    PairRemark,
    contradiction,
    contrary_weights,
    missing_pairs,
    not_all_by_ahp,
    too_many_criteria,
)
from pmo_toolkit.analysis.standing.weighting.weights import ahp_weights, normalised


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
        return PairwiseWeights(known, None, (not_all_by_ahp(known, others, rows),))
    if len(known) > MOST_CRITERIA:
        return PairwiseWeights(known, None, (too_many_criteria(known, rows),))
    scorers, remarks = _scorers(comparisons, known)
    if not scorers:
        return PairwiseWeights(known, None, tuple(remarks))
    weighing = _combined(known, scorers)
    remarks += contrary_weights(known, weighing.weights, rows)
    weighed = tuple(
        replace(criterion, weight=weight)
        for criterion, weight in zip(known, weighing.weights, strict=True)
    )
    return PairwiseWeights(weighed, weighing, tuple(remarks))


def _scorers(
    comparisons: pd.DataFrame, criteria: Sequence[Criterion]
) -> tuple[list[ScorerWeights], list[PairRemark]]:
    """Weights of every role whose comparisons can be used, and what is odd about any of them."""
    scorers, remarks = [], []
    for role, own in comparisons.groupby("scorer_role", sort=False):
        outcome = _one_scorer(str(role), own, criteria)
        if isinstance(outcome, PairRemark):
            remarks.append(outcome)
            continue
        scorers.append(outcome[0])
        if outcome[1] is not None:
            remarks.append(outcome[1])
    return scorers, remarks


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
        return missing_pairs(role, int(rows["_row"].iloc[-1]), criteria, missing, len(pairs))
    ahp = ahp_weights(matrix, CONSISTENCY_LIMIT)
    if ahp.worst is None:
        return ScorerWeights(role, ahp.weights, ahp.consistency_ratio, ""), None
    first, second, at = stated_pairs[ahp.worst]
    stated, implied = matrix[first, second], ahp.weights[first] / ahp.weights[second]
    pair = f"“{criteria[first].title}” against “{criteria[second].title}”"
    remark = contradiction(role, at, pair, stated, implied, ahp.consistency_ratio)
    return ScorerWeights(role, ahp.weights, ahp.consistency_ratio, remark.what), remark


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
