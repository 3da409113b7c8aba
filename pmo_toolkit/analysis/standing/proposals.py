"""The standing of all proposals of a workspace, computed once; each proposal reads its part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.dissent import dissent_of
from pmo_toolkit.analysis.standing.rank_acceptability import (
    Acceptability,
)
from pmo_toolkit.analysis.standing.rankable import RankedTogether, ranked_together, weights_of
from pmo_toolkit.analysis.standing.scores import Judgement, Scores, middle_scores
from pmo_toolkit.analysis.standing.scoring import topsis_on_scales, weighted_sum
from pmo_toolkit.analysis.standing.shapes import (
    Neighbour,
    ProposalStanding,
    ScorerView,
    Standing,
    Swap,
    WeightedCriterion,
)
from pmo_toolkit.analysis.standing.standing_draws import StandingDraws, draw_standing
from pmo_toolkit.analysis.standing.tiers import tier_of
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion, desirabilities
from pmo_toolkit.analysis.standing.weighting.swaps import smallest_swap
from pmo_toolkit.core.settings import Settings

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _MiddleScores:
    """Middle scores without doubt.

    Desirabilities, values and ranks by position, NaN for proposals with gaps.
    """

    desirable: Floats
    weights: Floats
    values: Floats
    ranks: Floats
    closeness: Floats
    closeness_ranks: Floats


def standing_of(
    judgements: pd.DataFrame,
    criteria: pd.DataFrame,
    settings: Settings,
    titles: Mapping[str, str] | None = None,
    comparisons: pd.DataFrame | None = None,
) -> Standing | NotAssessed:
    """Standing of every scored proposal among the others.

    Scores are drawn from each scorer's own view in equal parts, and weights round the stated ones;
    where they come from comparisons by several people, round each one's own in equal parts. Where a
    weight is not stated, every weighting counts as equally plausible. A score that nobody gave is
    taken as anything on its scale, and that is said. A proposal that nobody scored on any criterion
    that counts is left out, with the reason.

    Parameters
    ----------
    judgements, criteria : DataFrame
        The typed tables of these names, with ``_row``.
    settings : Settings
        Its seed is that of all draws.
    titles : mapping of str to str, optional
        Proposal → title, for naming its neighbours.
    comparisons : DataFrame, optional
        The typed table of pairwise comparisons of criteria.

    Returns
    -------
    Standing or NotAssessed
        Not assessed without criteria, without judgements, with a criterion that cannot be used, or
        with fewer than two or too many scored proposals.
    """
    ranked = ranked_together(judgements, criteria, settings, titles, comparisons)
    return ranked if isinstance(ranked, NotAssessed) else standing_among(ranked, settings)


def standing_among(ranked: RankedTogether, settings: Settings) -> Standing:
    """Standing of proposals that can be ranked together; parameters as of `standing_of`."""
    scores, pairwise = ranked.scores, ranked.pairwise
    known, weighing = scores.criteria, pairwise.weighing
    weights, findings = weights_of(known, weighing)
    drawn = draw_standing(scores, weights, weighing, settings)
    points = _pointwise(scores, weights)
    order = sorted(
        range(len(scores.items)),
        key=lambda place: (drawn.near.expected_ranks[place], scores.items[place]),
    )
    judgements_of = _by_proposal(scores)
    weighed = _with_weights(known, weights)
    return Standing(
        criteria=known,
        weights=None if weights is None else tuple(weights.tolist()),
        scorers=scores.roles,
        proposals=tuple(
            replace(
                _one(
                    place,
                    at,
                    order,
                    judgements_of[scores.items[place]],
                    scores,
                    drawn,
                    points,
                    settings,
                    ranked.titles,
                    weighed,
                ),
                weighing=weighing,
            )
            for at, place in enumerate(order)
        ),
        left_out=dict(ranked.left_out),
        findings=findings + pairwise.findings + scores.findings,
        draws=drawn.draws,
        seed=settings.seed,
        weighing=weighing,
    )


def _by_proposal(scores: Scores) -> dict[str, list[Judgement]]:
    by_proposal: dict[str, list[Judgement]] = {item: [] for item in scores.items}
    for judgement in scores.judgements:
        by_proposal[judgement.item].append(judgement)
    return by_proposal


def _with_weights(
    criteria: Sequence[Criterion], weights: Floats | None
) -> tuple[WeightedCriterion, ...]:
    """Criteria with their scales, and weights where they are stated."""
    return tuple(
        WeightedCriterion(
            criterion.id,
            criterion.title,
            criterion.low,
            criterion.high,
            None if weights is None else float(weights[number]),
        )
        for number, criterion in enumerate(criteria)
    )


def _pointwise(scores: Scores, weights: Floats | None) -> _MiddleScores:
    """Weighted sum and TOPSIS of middle scores, for proposals scored on all criteria that count."""
    desirable = desirabilities(middle_scores(scores), scores.criteria)
    shares = np.full(len(scores.criteria), 1 / len(scores.criteria)) if weights is None else weights
    counting = shares > 0
    whole = ~np.isnan(desirable[:, counting]).any(axis=1)
    figures = np.full((4, len(desirable)), np.nan)
    if whole.sum() >= 2:
        some, theirs = desirable[whole][:, counting], shares[counting]
        sums, close = weighted_sum(some, theirs), topsis_on_scales(some, theirs)
        figures[:, whole] = (sums.values, sums.ranks, close.closeness, close.ranks)
    return _MiddleScores(desirable, shares, *figures)


def _one(
    place: int,
    at: int,
    order: list[int],
    judgements: Sequence[Judgement],
    scores: Scores,
    drawn: StandingDraws,
    points: _MiddleScores,
    settings: Settings,
    titles: Mapping[str, str],
    weighed: tuple[WeightedCriterion, ...],
) -> ProposalStanding:
    item, near = scores.items[place], drawn.near
    duels: list[float] = near.pairwise[place].tolist()
    views = _views(place, {judgement.role for judgement in judgements}, scores, drawn)
    gaps = tuple(
        criterion.title
        for criterion, desirable in zip(scores.criteria, points.desirable[place], strict=True)
        if np.isnan(desirable) and criterion.weight != 0
    )
    low, high = near.rank_range(place)
    return ProposalStanding(
        proposal=item,
        criteria=weighed,
        alternatives=len(order),
        tier=tier_of(
            float(drawn.chance_top[place]),
            drawn.top,
            {view.role: view.chance_top for view in views},
            settings,
        ),
        expected_rank=float(near.expected_ranks[place]),
        rank_low=low,
        rank_high=high,
        rank_acceptability=tuple(near.rank_acceptability[place].tolist()),
        chance_first=float(near.rank_acceptability[place, 0]),
        chance_first_any_weights=float(drawn.any_weights.rank_acceptability[place, 0]),
        central_weights=drawn.any_weights.central_weights_of(place),
        beats=tuple((scores.items[other], duels[other]) for other in order if other != place),
        not_scored=gaps,
        value=_known(points.values[place], "value", gaps),
        value_rank=_known(points.ranks[place], "rank by weighted sum", gaps),
        topsis=_known(points.closeness[place], "closeness to the ideal", gaps),
        topsis_rank=_known(points.closeness_ranks[place], "rank by TOPSIS", gaps),
        above=_neighbour(place, order[at - 1], scores, near, points, titles) if at else None,
        below=(
            _neighbour(place, order[at + 1], scores, near, points, titles)
            if at + 1 < len(order)
            else None
        ),
        dissent=dissent_of(judgements, scores.criteria, settings.standing.dissent_share),
        views=views,
    )


def _views(
    place: int, roles: set[str], scores: Scores, drawn: StandingDraws
) -> tuple[ScorerView, ...]:
    """How the proposal stands under the scores of each role that scored it."""
    return tuple(
        ScorerView(
            role, float(drawn.view_ranks[number, place]), float(drawn.view_chances[number, place])
        )
        for number, role in enumerate(scores.roles)
        if role in roles
    )


def _known(value: float, what: str, gaps: tuple[str, ...]) -> float | NotAssessed:
    if not np.isnan(value):
        return float(value)
    return NotAssessed(
        what,
        f"nobody scored {', '.join(gaps)}" if gaps else "too few others are scored in full",
        ReasonCode.NOT_SCORED if gaps else ReasonCode.TOO_FEW_PROPOSALS,
        names=gaps,
    )


def _neighbour(
    place: int,
    other: int,
    scores: Scores,
    near: Acceptability,
    points: _MiddleScores,
    titles: Mapping[str, str],
) -> Neighbour:
    mine, theirs = points.desirable[place], points.desirable[other]
    used = points.weights > 0
    swap: Swap | NotAssessed
    if np.isnan(mine[used]).any() or np.isnan(theirs[used]).any():
        swap = NotAssessed(
            "weight change that swaps two", "one of the two lacks a score", ReasonCode.NOT_SCORED
        )
    else:
        upper, lower = (
            (mine, theirs) if points.values[place] >= points.values[other] else (theirs, mine)
        )
        # A criterion of no weight may gain some, unless one of the two lacks a score on it.
        usable = ~np.isnan(mine + theirs)
        weight_swap = smallest_swap(upper[usable], lower[usable], points.weights[usable])
        ids = [criterion.id for criterion, use in zip(scores.criteria, usable, strict=True) if use]
        swap = weight_swap if isinstance(weight_swap, NotAssessed) else Swap.of(weight_swap, ids)
    return Neighbour(
        scores.items[other],
        titles.get(scores.items[other]),
        float(near.pairwise[place, other]),
        swap,
    )
