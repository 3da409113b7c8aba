"""What is odd about pairwise comparisons of criteria: where, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.analysis.standing.weighting.weights import normalised

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


def missing_pairs(
    role: str,
    row: int,
    criteria: Sequence[Criterion],
    missing: Sequence[tuple[int, int]],
    count: int,
) -> PairRemark:
    """One role left pairs out, so that nothing follows from its other comparisons."""
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


def contrary_weights(
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


def too_many_criteria(criteria: Sequence[Criterion], rows: Sequence[int]) -> PairRemark:
    """There are more criteria than anybody compares reliably."""
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


def not_all_by_ahp(
    criteria: Sequence[Criterion], others: Sequence[int], rows: Sequence[int]
) -> PairRemark:
    """Some criteria, by position in `others`, are weighed by another method than AHP."""
    first = others[0]
    return PairRemark(
        "criteria",
        rows[first],
        "weight_method",
        f"{_titles(criteria, others)} {'is' if len(others) == 1 else 'are'} not weighed by AHP, so"
        " the table comparisons is not used: weights by comparison and other weights have no"
        " common unit",
        criteria[first].method or "nothing",
        "AHP for every criterion, or for none",
        "Write AHP for every criterion and compare all of them, or remove the table comparisons.",
    )


def contradiction(
    role: str, row: int, pair: str, stated: float, implied: float, ratio: float
) -> PairRemark:
    """One role's comparisons contradict each other, most of all at one pair.

    Parameters
    ----------
    role : str
    row : int
        Row of the pair.
    pair : str
        The two titles in words.
    stated, implied : float
        How many times as important, as the role says and as its other comparisons imply.
    ratio : float
        Consistency ratio.
    """
    query = (
        f"the comparisons of the {role} contradict each other (consistency ratio"
        f" {ratio:.2f}, above {CONSISTENCY_LIMIT:g}): ask the {role} first about"
        f" {pair}, said to be {stated:.2g}, while the others imply about {implied:.2g}"
    )
    return PairRemark(
        "comparisons",
        row,
        "ratio",
        query,
        f"{stated:.2g}",
        f"about {implied:.2g}, as the other comparisons of the {role} imply",
        f"Ask the {role} about {pair} again; their weights are used as they stand meanwhile.",
    )


def _titles(criteria: Sequence[Criterion], places: Sequence[int]) -> str:
    return ", ".join(f"“{criteria[place].title}”" for place in places)
