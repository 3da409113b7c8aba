"""Which proposals can be ranked together, by which weights, and why others cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.scores import Scores, ahp_unproved, read_criteria, read_scores
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion
from pmo_toolkit.analysis.standing.weighting.pairwise import (
    PairwiseWeights,
    Weighing,
    weigh_by_pairs,
)
from pmo_toolkit.analysis.standing.weighting.weights import normalised
from pmo_toolkit.core.settings import Settings

Floats = NDArray[np.float64]


def read_weights(
    criteria: pd.DataFrame, comparisons: pd.DataFrame | None
) -> PairwiseWeights | NotAssessed:
    """Criteria of the typed table with their weights, those by comparison included.

    See `weigh_by_pairs`.
    """
    known = read_criteria(criteria)
    if isinstance(known, NotAssessed):
        return known
    return weigh_by_pairs(known, comparisons, [int(row) for row in criteria["_row"]])


def rankable(
    judgements: pd.DataFrame,
    pairwise: PairwiseWeights | NotAssessed,
    settings: Settings,
    scores: Scores | None = None,
) -> tuple[Scores, dict[str, NotAssessed]] | NotAssessed:
    """Which proposals can be ranked together, and why others that were scored cannot.

    Cheap, nothing is drawn.

    Parameters
    ----------
    judgements : DataFrame
        The typed table of this name, with ``_row``.
    pairwise : PairwiseWeights or NotAssessed
        As of `read_weights`.
    settings : Settings
    scores : Scores, optional
        As of `read_scores`, where they have been read already.

    Returns
    -------
    tuple of Scores and dict, or NotAssessed
        The scores that count, and proposal → why it is left out.
    """
    if isinstance(pairwise, NotAssessed):
        return pairwise
    if judgements.empty:
        return NotAssessed("standing", "nobody has scored a proposal", ReasonCode.NOT_SCORED)
    known = pairwise.criteria
    ranked, left_out = _rankable(
        read_scores(judgements, known) if scores is None else replace(scores, criteria=known)
    )
    if len(ranked.items) < 2:
        return NotAssessed(
            "standing",
            f"{len(ranked.items) or 'no'} proposal{'' if len(ranked.items) == 1 else 's'} can be"
            " ranked, and a standing among others needs two",
            ReasonCode.TOO_FEW_PROPOSALS,
        )
    if len(ranked.items) > settings.standing.most_proposals:
        return NotAssessed(
            "standing",
            f"{len(ranked.items):,} proposals are scored and every pair would be compared in every"
            f" draw: rank at most {settings.standing.most_proposals:,} together, those of one"
            " department or goal for instance",
            ReasonCode.TOO_MANY_PROPOSALS,
        )
    return ranked, left_out


@dataclass(frozen=True)
class RankedTogether:
    """All that the standing of proposals is drawn from.

    Parameters
    ----------
    pairwise : PairwiseWeights
        Criteria with their weights.
    scores : Scores
        The scores that count.
    left_out : mapping of str to NotAssessed
        Proposal that was scored but cannot be ranked → why.
    titles : mapping of str to str
        Proposal that is ranked → title, by which its neighbours name it.
    """

    pairwise: PairwiseWeights
    scores: Scores
    left_out: Mapping[str, NotAssessed]
    titles: Mapping[str, str]


def ranked_together(
    judgements: pd.DataFrame,
    criteria: pd.DataFrame,
    settings: Settings,
    titles: Mapping[str, str] | None = None,
    comparisons: pd.DataFrame | None = None,
    scores: Scores | None = None,
) -> RankedTogether | NotAssessed:
    """What `standing_of` draws from; cheap, nothing is drawn. Parameters as there."""
    pairwise = read_weights(criteria, comparisons)
    if isinstance(pairwise, NotAssessed):
        return pairwise
    together = rankable(judgements, pairwise, settings, scores)
    if isinstance(together, NotAssessed):
        return together
    counting, left_out = together
    ranked = set(counting.items)
    named = {item: title for item, title in (titles or {}).items() if item in ranked}
    return RankedTogether(pairwise, counting, left_out, named)


def _rankable(scores: Scores) -> tuple[Scores, dict[str, NotAssessed]]:
    """Leave out proposals without a score on any criterion that counts."""
    counting = {criterion.id for criterion in scores.criteria if criterion.weight != 0}
    scored = {judgement.item for judgement in scores.judgements if judgement.criterion in counting}
    left_out = {
        item: NotAssessed(
            "standing",
            f"none of its scores can be used ({remark})",
            ReasonCode.UNUSABLE_ROW,
            (remark.row,),
            (item,),
        )
        for item, remark in scores.refused.items()
    }
    left_out |= {
        item: NotAssessed(
            "standing",
            "it is scored only on criteria of no weight",
            ReasonCode.ZERO_WEIGHTS,
            names=(item,),
        )
        for item in scores.items
        if item not in scored
    }
    kept = tuple(judgement for judgement in scores.judgements if judgement.item in scored)
    return (
        Scores(
            scores.criteria,
            tuple(item for item in scores.items if item in scored),
            tuple(dict.fromkeys(judgement.role for judgement in kept)),
            kept,
            scores.refused,
            scores.remarks,
        ),
        left_out,
    )


def weights_of(
    criteria: Sequence[Criterion], weighing: Weighing | None
) -> tuple[Floats | None, tuple[str, ...]]:
    """Stated weights as shares, or None where one is missing, which is said."""
    if weighing is not None:
        return np.array(weighing.weights), ()
    stated = [criterion.weight for criterion in criteria if criterion.weight is not None]
    if len(stated) == len(criteria):
        remarks = (ahp_unproved(criteria), weighed_differently(criteria))
        return normalised(stated), tuple(remark for remark in remarks if remark is not None)
    silent = ", ".join(criterion.title for criterion in criteria if criterion.weight is None)
    return None, (
        (
            f"no weight is stated for {silent}: every weighting of all criteria counts as equally"
            " plausible"
        ),
    )


def weighed_differently(criteria: Sequence[Criterion]) -> str | None:
    """That weights were found by several methods, as a clause; None where one found them all.

    Swing gives the widest step 100 and the others a part of it, points share a sum out, and AHP
    shares 1 out: one method alone changes no figure, several have no common unit.
    """
    titles: dict[str, list[str]] = {}
    for criterion in criteria:
        if criterion.method:
            titles.setdefault(criterion.method, []).append(criterion.title)
    if len(titles) < 2:
        return None
    ways = "; ".join(f"{', '.join(known)} by {method}" for method, known in titles.items())
    return f"the weights were found by several methods ({ways}), which have no common unit"
