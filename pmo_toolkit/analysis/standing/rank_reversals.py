"""Pairs of proposals whose order turns when a third one leaves the comparison."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.standing.rankable import RankedTogether, weights_of
from pmo_toolkit.analysis.standing.ranks import RankDraws
from pmo_toolkit.analysis.standing.standing_draws import ranks_near
from pmo_toolkit.core.settings import Settings

#: Comparisons of a pair in a draw that are made at most; with more proposals fewer draws are taken.
_MOST_COMPARED = 4e8
#: Differences below so many standard errors may come from the draws alone.
_SURE = 3.0


@dataclass(frozen=True)
class RankReversal:
    """Without one proposal two others change places.

    Parameters
    ----------
    without, first, second : str
        `first` stands before `second` among all, and after it once `without` has left.
    before, after : float
        Expected rank of `second` less that of `first`, with and without it.
    """

    without: str
    first: str
    second: str
    before: float
    after: float

    @property
    def sentence(self) -> str:
        """The warning in words."""
        return (
            f"{self.first} stands before {self.second} by {self.before:.2f} of a rank, and after it"
            f" once {self.without} is left out: do not read an order into these two."
        )


def rank_reversals(ranked: RankedTogether, settings: Settings) -> tuple[RankReversal, ...]:
    """Where the order of expected ranks hangs on who else is compared.

    An expected rank counts who stands before, so that a proposal that leaves can turn the order of
    two others (Arrow 1951, independence of irrelevant alternatives). Differences that may come from
    the draws are left out.

    Parameters
    ----------
    ranked : RankedTogether
    settings : Settings

    Returns
    -------
    tuple of RankReversal
        By the first, the second and the one left out; one for each pair: the one that turns it
        most.
    """
    scores, pairwise = ranked.scores, ranked.pairwise
    weights, _ = weights_of(scores.criteria, pairwise.weighing)
    draws = int(min(settings.standing.draws, _MOST_COMPARED / len(scores.items) ** 2))
    found = reversals_of(ranks_near(scores, weights, pairwise.weighing, draws, settings))
    names = scores.items
    return tuple(
        RankReversal(names[left], names[one], names[other], before, after)
        for left, one, other, before, after in found
    )


def reversals_of(ranks: RankDraws) -> list[tuple[int, int, int, float, float]]:
    """Places of the one that leaves, of the first and of the second, and both differences.

    Parameters
    ----------
    ranks : RankDraws
    """
    each = 1 + ranks.better + (ranks.alike - 1) / 2
    expected = each.mean(axis=0)
    order = np.argsort(expected, kind="stable")
    found = []
    for at, one in enumerate(order):
        for other in order[at + 1 :]:
            if expected[other] - expected[one] >= 1:
                break  # who leaves moves nobody by more than one rank
            turn = _turn(ranks, each, int(one), int(other))
            if turn is not None:
                found.append((turn[0], int(one), int(other), turn[1], turn[2]))
    return found


def _turn(
    ranks: RankDraws, each: NDArray[np.float64], one: int, other: int
) -> tuple[int, float, float] | None:
    """Who turns the order of two most, and the differences of their ranks with and without."""
    apart = each[:, other] - each[:, one]
    if not _is_sure(apart):
        return None
    gained = _stands_before(ranks, other) - _stands_before(ranks, one)
    gained[:, [one, other]] = 0
    left = int(np.argmax(gained.mean(axis=0)))
    after = apart - gained[:, left]
    if after.mean() >= 0 or not _is_sure(after):
        return None
    return left, float(apart.mean()), float(after.mean())


def _stands_before(ranks: RankDraws, place: int) -> NDArray[np.float64]:
    """Whether each alternative stands before one, shape (draws, alternatives); alike is a half."""
    own = ranks.better[:, [place]]
    return np.asarray((ranks.better < own) + 0.5 * (ranks.better == own))


def _is_sure(differences: NDArray[np.float64]) -> bool:
    error = differences.std() / np.sqrt(len(differences))
    return bool(abs(differences.mean()) > _SURE * error)
