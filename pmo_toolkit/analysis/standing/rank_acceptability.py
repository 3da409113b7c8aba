"""Stochastic multicriteria acceptability analysis (SMAA).

Which ranks remain possible in spite of all doubt.

Lahdelma and Salminen 2001, "SMAA-2"; pairwise winning indices after Leskinen and others 2006.
Instead of one ranking from one set of weights, many plausible sets of weights and scores are drawn,
and it is counted which rank each alternative takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.ranks import RankDraws, rank_draws
from pmo_toolkit.analysis.standing.score_ranges import ScoreRanges, draw_values

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Acceptability:
    """What ranks remain possible.

    Parameters
    ----------
    rank_acceptability : array of shape (alternatives, ranks)
        Share of draws in which an alternative takes a rank. Rows and columns sum to 1.
    central_weights : array of shape (alternatives, criteria)
        Mean of the weights under which an alternative comes first: who would favour it. NaN where
        it never does.
    pairwise : array of shape (alternatives, alternatives)
        Share of draws in which the row beats the column; a tie counts half. 0.5 on the diagonal.
    expected_ranks : array of shape (alternatives,)
    draws : int
    """

    rank_acceptability: Floats
    central_weights: Floats
    pairwise: Floats
    expected_ranks: Floats
    draws: int

    def central_weights_of(self, place: int) -> tuple[float, ...] | NotAssessed:
        """Central weights of one alternative by position."""
        central = self.central_weights[place]
        if np.isnan(central).any():
            return NotAssessed(
                "central weights",
                f"it came first in none of {self.draws:,} draws",
                ReasonCode.NEVER_FIRST,
            )
        return tuple(central.tolist())

    def rank_range(self, place: int, share: float = 0.8) -> tuple[int, int]:
        """Ranks between which an alternative lies with at least this chance, alike at both ends."""
        reached = np.cumsum(self.rank_acceptability[place])
        tail = (1 - share) / 2
        low, high = np.searchsorted(reached, (tail + 1e-9, 1 - tail - 1e-9))
        return int(low) + 1, int(min(high, len(reached) - 1)) + 1


def acceptability(ranked: RankDraws, weights: ArrayLike) -> Acceptability:
    """Count ranks, first places and duels over all draws.

    Parameters
    ----------
    ranked : RankDraws
        Ranks in each draw.
    weights : array of shape (draws, criteria)
        The weights of each draw.

    Raises
    ------
    ValueError
        If the draws of ranks and weights are not equally many.
    """
    drawn_weights = np.asarray(weights, dtype=float)
    draws = len(ranked.better)
    if drawn_weights.ndim != 2 or len(drawn_weights) != draws:
        raise ValueError(
            f"{draws} draws of ranks need as many of weights, found {drawn_weights.shape}"
        )
    return Acceptability(
        rank_acceptability=_rank_shares(ranked) / draws,
        central_weights=_central(ranked, drawn_weights),
        pairwise=_duels(ranked) / draws,
        expected_ranks=ranked.mean_ranks,
        draws=draws,
    )


def _rank_shares(ranked: RankDraws) -> Floats:
    """Draws in which each alternative takes each rank.

    Who shares ranks with others gets an equal part of each.
    """
    _, alternatives = ranked.better.shape
    width = alternatives + 1
    cell = np.arange(alternatives) * width + ranked.better
    if (ranked.alike == 1).all():
        counts = np.bincount(cell.ravel(), minlength=alternatives * width)
        return np.asarray(counts.reshape(alternatives, width)[:, :-1], dtype=float)
    # A share begins at the first rank of its group and ends behind the last: the running sum
    # spreads it out.
    share = (1 / ranked.alike).ravel()
    begins = np.bincount(cell.ravel(), weights=share, minlength=alternatives * width)
    ends = np.bincount((cell + ranked.alike).ravel(), weights=share, minlength=alternatives * width)
    spread = np.cumsum((begins - ends).reshape(alternatives, width), axis=1)[:, :-1]
    return np.asarray(np.maximum(spread, 0), dtype=float)


def _central(ranked: RankDraws, weights: Floats) -> Floats:
    _, alternatives = ranked.better.shape
    draw, who = np.nonzero(ranked.better == 0)
    share = 1 / ranked.alike[draw, who]
    firsts = np.bincount(who, weights=share, minlength=alternatives)
    sums = np.column_stack(
        [
            np.bincount(who, weights=share * column[draw], minlength=alternatives)
            for column in weights.T
        ]
    )
    means = np.full(sums.shape, np.nan)
    np.divide(sums, firsts[:, None], out=means, where=firsts[:, None] > 0)
    return means


def _duels(ranked: RankDraws) -> Floats:
    """Draws in which the row beats the column, a tie counting half."""
    draws, alternatives = ranked.better.shape
    small = np.uint8 if alternatives <= 256 else np.uint16
    ranks = np.ascontiguousarray(
        ranked.better.T.astype(small)
    )  # narrow numbers compare many at once
    tied = bool((ranked.alike > 1).any())
    won = np.full((alternatives, alternatives), draws / 2)
    for row in range(alternatives - 1):
        others = ranks[row + 1 :]
        # Counted row by row: numpy counts a whole row of truth values three times as quickly as
        # along an axis.
        wins = np.array([np.count_nonzero(other) for other in ranks[row] < others], dtype=float)
        if tied:
            wins += (
                np.array([np.count_nonzero(other) for other in ranks[row] == others], dtype=float)
                / 2
            )
        won[row, row + 1 :] = wins
        won[row + 1 :, row] = draws - wins
    return won


def rank_views(
    views: Sequence[ScoreRanges],
    weights: Floats,
    seed: int | Sequence[int],
    *,
    shared: bool = False,
) -> tuple[RankDraws, ...]:
    """Ranks under the scores of several people: each view gets an equal part of the draws.

    So disagreement stays in the result as two ways in which it may come out, instead of vanishing
    in a mean.

    Parameters
    ----------
    views : sequence of ScoreRanges
        One a scorer, all of one shape.
    weights : array of shape (draws, criteria)
        At least one draw a view; the first view takes the first part, and so on.
    seed : int or sequence of int
    shared : bool
        See `draw_values`.
    """
    if not views or len({view.mode.shape for view in views}) != 1 or len(weights) < len(views):
        raise ValueError("views must have one shape, and at least one draw each")
    rng = np.random.Generator(np.random.SFC64(seed))  # the quickest of numpy's generators
    parts = np.array_split(weights, len(views))
    return tuple(
        rank_draws(draw_values(view, part, rng, shared=shared))
        for view, part in zip(views, parts, strict=True)
    )


def smaa_of(
    scores: ScoreRanges, weights: ArrayLike, seed: int | Sequence[int], *, shared: bool = False
) -> Acceptability:
    """Rank acceptabilities, central weights and pairwise winning indices under uncertain scores.

    Parameters
    ----------
    scores : ScoreRanges
    weights : array of shape (draws, criteria)
        As from `draw_weights`.
    seed : int or sequence of int
        Seed of the scores.
    shared : bool
        See `draw_values`.
    """
    drawn_weights = np.asarray(weights, dtype=float)
    if drawn_weights.ndim != 2 or drawn_weights.shape[1] != scores.mode.shape[1]:
        raise ValueError(
            f"weights must have shape (draws, {scores.mode.shape[1]}), found {drawn_weights.shape}"
        )
    return acceptability(rank_views([scores], drawn_weights, seed, shared=shared)[0], drawn_weights)
