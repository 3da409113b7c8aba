"""The draws behind a standing: ranks round the stated weights, and under any weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.standing.rank_acceptability import (
    Acceptability,
    acceptability,
    rank_views,
)
from pmo_toolkit.analysis.standing.ranks import RankDraws, joined
from pmo_toolkit.analysis.standing.scores import Scores, views_of
from pmo_toolkit.analysis.standing.tiers import first_ranks
from pmo_toolkit.analysis.standing.weighting.pairwise import Weighing
from pmo_toolkit.analysis.standing.weighting.weights import draw_weights
from pmo_toolkit.core.settings import Settings

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class StandingDraws:
    """What the draws of scores and weights gave.

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


def draw_standing(
    scores: Scores, weights: Floats | None, weighing: Weighing | None, settings: Settings
) -> StandingDraws:
    """Draw scores and weights, and count the ranks that they give.

    Parameters
    ----------
    scores : Scores
    weights : array of shape (criteria,) or None
        Shares of 1; None where not stated.
    weighing : Weighing or None
        How comparisons give the weights, where they do.
    settings : Settings
    """
    views = views_of(scores)
    size, draws = len(scores.criteria), max(settings.standing.draws, len(views))
    used = draw_weights(size, draws, [settings.seed, 0])
    # The same draws of scores in both, so that a difference between them comes from the weights
    # alone.
    parts = rank_views(views, used, [settings.seed, 2])
    anyhow = acceptability(joined(parts), used)
    near = anyhow
    if weights is not None:
        used = weights_near(weights, weighing, draws, settings)
        parts = rank_views(views, used, [settings.seed, 2])
        near = acceptability(joined(parts), used)
    top = first_ranks(len(scores.items), settings)
    return StandingDraws(
        near=near,
        any_weights=anyhow,
        top=top,
        chance_top=joined(parts).chance_within(top),
        view_ranks=np.array([part.mean_ranks for part in parts]),
        view_chances=np.array([part.chance_within(top) for part in parts]),
        draws=draws,
    )


def ranks_near(
    scores: Scores,
    weights: Floats | None,
    weighing: Weighing | None,
    draws: int,
    settings: Settings,
) -> RankDraws:
    """Ranks round the stated weights; parameters as of `draw_standing`, and how many draws."""
    views = views_of(scores)
    draws = max(draws, len(views))
    if weights is None:
        used = draw_weights(len(scores.criteria), draws, [settings.seed, 0])
    else:
        used = weights_near(weights, weighing, draws, settings)
    return joined(rank_views(views, used, [settings.seed, 2]))


def weights_near(
    weights: Floats, weighing: Weighing | None, draws: int, settings: Settings
) -> Floats:
    """Draws round the weights, shape (draws, criteria).

    Round each scorer's own in turn where there are several.
    """
    scorers = () if weighing is None else tuple(scorer.weights for scorer in weighing.scorers)
    return weights_round(scorers if len(scorers) > 1 else (weights,), draws, settings)


def weights_round(scorers: Sequence[ArrayLike], draws: int, settings: Settings) -> Floats:
    """Draws round the weights of each scorer in turn, shape (draws, criteria).

    Parameters
    ----------
    scorers : sequence of arrays of shape (criteria,)
        Shares of 1.
    draws : int
    settings : Settings
    """
    size, near = len(np.asarray(scorers[0])), settings.standing.weight_concentration
    if len(scorers) == 1:
        return draw_weights(size, draws, [settings.seed, 1], stated=scorers[0], concentration=near)
    count = -(-draws // len(scorers))
    by_scorer = [
        draw_weights(size, count, [settings.seed, 1, place], stated=weights, concentration=near)
        for place, weights in enumerate(scorers)
    ]
    # One draw of each scorer in turn, so that every view meets the weights of every scorer.
    return np.asarray(np.stack(by_scorer, axis=1).reshape(-1, size)[:draws])
