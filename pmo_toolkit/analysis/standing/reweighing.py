"""The standing of proposals under one weighting after the other, on the same draws of scores.

Scores do not depend on weights: they are drawn once, so that a weight can be moved and the ranks
follow at once. The ranks are those of `standing_of` under these weights, draw by draw.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.standing.rank_acceptability import Acceptability, acceptability
from pmo_toolkit.analysis.standing.ranks import joined, rank_draws
from pmo_toolkit.analysis.standing.score_ranges import draw_scores
from pmo_toolkit.analysis.standing.scores import Scores, views_of
from pmo_toolkit.analysis.standing.standing_draws import weights_round
from pmo_toolkit.analysis.standing.tiers import Tier, first_ranks, tier_of
from pmo_toolkit.core.settings import Settings

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class RankedProposal:
    """One proposal among the others under some weights.

    Parameters
    ----------
    proposal : str
        Id.
    tier : Tier
    expected_rank : float
        Mean rank over all draws, 1 the best.
    rank_low, rank_high : int
        Ranks between which it lies with a chance of at least 80 %.
    rank_acceptability : tuple of float
        Chance of each rank, the first first.
    """

    proposal: str
    tier: Tier
    expected_rank: float
    rank_low: int
    rank_high: int
    rank_acceptability: tuple[float, ...]

    @property
    def likeliest_rank(self) -> tuple[int, float]:
        """The rank that it takes most often, and how often, 0–1."""
        place = int(np.argmax(self.rank_acceptability))
        return place + 1, self.rank_acceptability[place]


class Reweighing:
    """Ranks of proposals under any weights.

    Parameters
    ----------
    scores : Scores
        Of at least two proposals that can be ranked together.
    settings : Settings
        Its seed is that of all draws.
    """

    def __init__(self, scores: Scores, settings: Settings):
        self._scores, self._settings = scores, settings
        views = views_of(scores)
        self._draws = max(settings.standing.draws, len(views))
        self._counts = [
            len(part) for part in np.array_split(np.empty(self._draws, dtype=bool), len(views))
        ]
        rng = np.random.Generator(np.random.SFC64([settings.seed, 2]))
        self._drawn = [
            draw_scores(view, count, rng) for view, count in zip(views, self._counts, strict=True)
        ]

    def ranked(self, scorers: Sequence[ArrayLike]) -> tuple[RankedProposal, ...]:
        """All proposals under the weights of one scorer or several, the best expected rank first.

        Parameters
        ----------
        scorers : sequence of arrays of shape (criteria,)
            Shares of 1; the weights of several are drawn in turn and never averaged.
        """
        weights = weights_round(scorers, self._draws, self._settings)
        parts = np.split(weights, np.cumsum(self._counts)[:-1])
        views = [
            rank_draws(np.einsum("dac,dc->da", drawn, part))
            for drawn, part in zip(self._drawn, parts, strict=True)
        ]
        together = joined(views)
        near = acceptability(together, weights)
        top = first_ranks(len(self._scores.items), self._settings)
        chances = together.chance_within(top)
        by_role = dict(
            zip(self._scores.roles, (view.chance_within(top) for view in views), strict=True)
        )
        order = sorted(
            range(len(self._scores.items)),
            key=lambda place: (near.expected_ranks[place], self._scores.items[place]),
        )
        return tuple(self._one(place, near, chances, by_role, top) for place in order)

    def _one(
        self,
        place: int,
        near: Acceptability,
        chances: Floats,
        by_role: Mapping[str, Floats],
        top: int,
    ) -> RankedProposal:
        item = self._scores.items[place]
        scored_by = {one.role for one in self._scores.judgements if one.item == item}
        own = {
            role: float(by_role[role][place]) for role in self._scores.roles if role in scored_by
        }
        return RankedProposal(
            item,
            tier_of(float(chances[place]), top, own, self._settings),
            float(near.expected_ranks[place]),
            *near.rank_range(place),
            tuple(near.rank_acceptability[place].tolist()),
        )
