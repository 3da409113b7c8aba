"""The standing of all proposals of a workspace, computed once, from which each proposal reads its part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.criteria import desirabilities
from pmo_toolkit.analysis.standing.dissent import dissent_of
from pmo_toolkit.analysis.standing.judged import Judged, Judgement, middle_scores, views_of
from pmo_toolkit.analysis.standing.pairwise import Weighing
from pmo_toolkit.analysis.standing.rankable import rankable, read_weighed, weights_of
from pmo_toolkit.analysis.standing.ranks import joined
from pmo_toolkit.analysis.standing.scoring import topsis_on_scales, weighted_sum
from pmo_toolkit.analysis.standing.shapes import (
    Neighbour,
    ProposalStanding,
    ScorerView,
    Standing,
    Swap,
    Weighed,
)
from pmo_toolkit.analysis.standing.smaa import Acceptability, acceptability, rank_views
from pmo_toolkit.analysis.standing.swaps import smallest_swap
from pmo_toolkit.analysis.standing.tiers import first_ranks, tier_of
from pmo_toolkit.analysis.standing.weights import draw_weights
from pmo_toolkit.core.settings import Settings

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class _Drawn:
    """What the draws gave.

    Parameters
    ----------
    near, any_weights : Acceptability
        Round the stated weights, and with every weighting equally plausible.
    top : int
        How many ranks count as the first.
    chance_top : array of shape (proposals,)
        Chance to be among them, round the stated weights.
    view_ranks, view_chances : array of shape (roles, proposals)
        Expected rank, and the chance to be among the first, by each role's own scores.
    draws : int
    """

    near: Acceptability
    any_weights: Acceptability
    top: int
    chance_top: Floats
    view_ranks: Floats
    view_chances: Floats
    draws: int


@dataclass(frozen=True, eq=False)
class _Pointwise:
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
    paired = read_weighed(criteria, comparisons)
    if isinstance(paired, NotAssessed):
        return paired
    found = rankable(judgements, paired, settings)
    if isinstance(found, NotAssessed):
        return found
    judged, left_out = found
    known, weighing = judged.criteria, paired.weighing
    weights, findings = weights_of(known, weighing)
    drawn = _draw(judged, weights, weighing, settings)
    points = _pointwise(judged, weights)
    order = sorted(
        range(len(judged.items)),
        key=lambda each: (drawn.near.expected_ranks[each], judged.items[each]),
    )
    said: dict[str, list[Judgement]] = {item: [] for item in judged.items}
    for each in judged.judgements:
        said[each.item].append(each)
    weighed = tuple(
        Weighed(
            each.id,
            each.title,
            each.low,
            each.high,
            None if weights is None else float(weights[number]),
        )
        for number, each in enumerate(known)
    )
    return Standing(
        criteria=known,
        weights=None if weights is None else tuple(weights.tolist()),
        scorers=judged.roles,
        proposals=tuple(
            replace(
                _one(
                    place,
                    at,
                    order,
                    said[judged.items[place]],
                    judged,
                    drawn,
                    points,
                    settings,
                    titles or {},
                    weighed,
                ),
                weighing=weighing,
            )
            for at, place in enumerate(order)
        ),
        left_out=left_out,
        findings=findings + paired.findings + judged.findings,
        draws=drawn.draws,
        seed=settings.seed,
        weighing=weighing,
    )


def _draw(
    judged: Judged, weights: Floats | None, weighing: Weighing | None, settings: Settings
) -> _Drawn:
    views = views_of(judged)
    size, draws = len(judged.criteria), max(settings.standing.draws, len(views))
    used = draw_weights(size, draws, [settings.seed, 0])
    # The same draws of scores in both, so that a difference between them comes from the weights
    # alone.
    parts = rank_views(views, used, [settings.seed, 2])
    anyhow = acceptability(joined(parts), used)
    near = anyhow
    if weights is not None:
        used = _round_each(weights, weighing, draws, settings)
        parts = rank_views(views, used, [settings.seed, 2])
        near = acceptability(joined(parts), used)
    top = first_ranks(len(judged.items), settings)
    return _Drawn(
        near=near,
        any_weights=anyhow,
        top=top,
        chance_top=joined(parts).chance_within(top),
        view_ranks=np.array([each.mean_ranks for each in parts]),
        view_chances=np.array([each.chance_within(top) for each in parts]),
        draws=draws,
    )


def _round_each(
    weights: Floats, weighing: Weighing | None, draws: int, settings: Settings
) -> Floats:
    """Draws round the weights, shape (draws, criteria).

    Round each scorer's own in turn where there are several.
    """
    size, near = len(weights), settings.standing.weight_concentration
    if weighing is None or len(weighing.scorers) < 2:
        return draw_weights(size, draws, [settings.seed, 1], stated=weights, concentration=near)
    count = -(-draws // len(weighing.scorers))
    each = [
        draw_weights(
            size, count, [settings.seed, 1, place], stated=scorer.weights, concentration=near
        )
        for place, scorer in enumerate(weighing.scorers)
    ]
    # One of each in turn, so that every view of the scores meets the weights of every scorer.
    return np.asarray(np.stack(each, axis=1).reshape(-1, size)[:draws])


def _pointwise(judged: Judged, weights: Floats | None) -> _Pointwise:
    """Weighted sum and TOPSIS of middle scores, for proposals that have them on every criterion that counts."""
    desirable = desirabilities(middle_scores(judged), judged.criteria)
    shares = np.full(len(judged.criteria), 1 / len(judged.criteria)) if weights is None else weights
    counting = shares > 0
    whole = ~np.isnan(desirable[:, counting]).any(axis=1)
    made = np.full((4, len(desirable)), np.nan)
    if whole.sum() >= 2:
        some, theirs = desirable[whole][:, counting], shares[counting]
        sums, close = weighted_sum(some, theirs), topsis_on_scales(some, theirs)
        made[:, whole] = (sums.values, sums.ranks, close.closeness, close.ranks)
    return _Pointwise(desirable, shares, *made)


def _one(
    place: int,
    at: int,
    order: list[int],
    said: Sequence[Judgement],
    judged: Judged,
    drawn: _Drawn,
    points: _Pointwise,
    settings: Settings,
    titles: Mapping[str, str],
    weighed: tuple[Weighed, ...],
) -> ProposalStanding:
    item, near = judged.items[place], drawn.near
    duels: list[float] = near.pairwise[place].tolist()
    views = _views(place, {each.role for each in said}, judged, drawn)
    gaps = tuple(
        each.title
        for each, desirable in zip(judged.criteria, points.desirable[place], strict=True)
        if np.isnan(desirable) and each.weight != 0
    )
    low, high = near.rank_range(place)
    return ProposalStanding(
        proposal=item,
        criteria=weighed,
        alternatives=len(order),
        tier=tier_of(
            float(drawn.chance_top[place]),
            drawn.top,
            {each.role: each.chance_top for each in views},
            settings,
        ),
        expected_rank=float(near.expected_ranks[place]),
        rank_low=low,
        rank_high=high,
        rank_acceptability=tuple(near.rank_acceptability[place].tolist()),
        chance_first=float(near.rank_acceptability[place, 0]),
        chance_first_any_weights=float(drawn.any_weights.rank_acceptability[place, 0]),
        central_weights=drawn.any_weights.central_weights_of(place),
        beats=tuple((judged.items[other], duels[other]) for other in order if other != place),
        not_scored=gaps,
        value=_known(points.values[place], "value", gaps),
        value_rank=_known(points.ranks[place], "rank by weighted sum", gaps),
        topsis=_known(points.closeness[place], "closeness to the ideal", gaps),
        topsis_rank=_known(points.closeness_ranks[place], "rank by TOPSIS", gaps),
        above=_neighbour(place, order[at - 1], judged, near, points, titles) if at else None,
        below=(
            _neighbour(place, order[at + 1], judged, near, points, titles)
            if at + 1 < len(order)
            else None
        ),
        dissent=dissent_of(said, judged.criteria, settings.standing.dissent_share),
        views=views,
    )


def _views(place: int, roles: set[str], judged: Judged, drawn: _Drawn) -> tuple[ScorerView, ...]:
    """How the proposal stands under the scores of each role that scored it."""
    return tuple(
        ScorerView(
            role, float(drawn.view_ranks[number, place]), float(drawn.view_chances[number, place])
        )
        for number, role in enumerate(judged.roles)
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
    judged: Judged,
    near: Acceptability,
    points: _Pointwise,
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
        found = smallest_swap(upper[usable], lower[usable], points.weights[usable])
        ids = [each.id for each, use in zip(judged.criteria, usable, strict=True) if use]
        swap = found if isinstance(found, NotAssessed) else Swap.of(found, ids)
    return Neighbour(
        judged.items[other],
        titles.get(judged.items[other]),
        float(near.pairwise[place, other]),
        swap,
    )
