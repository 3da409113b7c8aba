"""Which portfolios another one beats whatever the weights and the scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.portfolio.robust.shapes import Floats, ScoredProposals

Booleans = NDArray[np.bool_]

#: Values that differ by less are equal: rounding errors are no dominance.
TOLERANCE = 1e-9
#: Portfolios compared at once, so that the working arrays stay small.
_BLOCK = 512


@dataclass(frozen=True, eq=False)
class Values:
    """Least and greatest value of every proposal at every extreme point of the weights.

    Arrays of shape (points, proposals).
    """

    low: Floats
    high: Floats

    @classmethod
    def of(cls, proposals: ScoredProposals, points: Floats) -> Values:
        """Values of proposals at extreme points of shape (points, criteria)."""
        return cls(points @ proposals.low.T, points @ proposals.high.T)


def is_beaten(
    portfolios: Booleans, values: Values, takes: Floats | None = None, state: Booleans | None = None
) -> Booleans:
    """Whether another of the portfolios is never worth less, and sometimes more.

    Parameters
    ----------
    portfolios : ndarray of bool of shape (portfolios, proposals)
    values : Values
    takes : ndarray of shape (portfolios, means), optional
        What each takes: given, one beats another only if it takes no more of anything.
    state : ndarray of bool of shape (portfolios, ties), optional
        Given, one beats another only where both agree in all of it.

    Returns
    -------
    ndarray of bool of shape (portfolios,)

    Notes
    -----
    Proposals in both cancel out. Of the others, those of the one count with their least scores and
    those of the other with their greatest (Liesiö, Mild and Salo 2007, theorem 2).
    """
    beaten = np.zeros(len(portfolios), dtype=bool)
    chosen = portfolios.astype(float)
    # Most are beaten by one of those of the greatest middle value: these go first.
    middle = chosen @ (values.low + values.high).mean(axis=0)
    order = np.argsort(-middle, kind="stable")
    low, high = chosen @ values.low.T, chosen @ values.high.T
    for start in range(0, len(order), _BLOCK):
        rivals = order[start : start + _BLOCK]
        rivals = rivals[~beaten[rivals]]
        open_ones = np.flatnonzero(~beaten)
        if not len(rivals):
            continue
        wins = np.ones((len(rivals), len(open_ones)), dtype=bool)
        if takes is not None:
            for column in range(takes.shape[1]):
                own, other = takes[rivals, column], takes[open_ones, column]
                wins &= own[:, None] <= other[None, :] + TOLERANCE
        if state is not None and state.shape[1]:
            wins &= (state[rivals][:, None, :] == state[open_ones][None, :, :]).all(axis=2)
        surely_more = np.zeros_like(wins)
        for point in range(len(values.low)):
            spread = values.high[point] - values.low[point]
            shared = (chosen[rivals] * spread) @ chosen[open_ones].T
            least = low[rivals, point][:, None] - high[open_ones, point][None, :] + shared
            most = high[rivals, point][:, None] - low[open_ones, point][None, :] - shared
            wins &= least >= -TOLERANCE
            surely_more |= most > TOLERANCE
        wins &= surely_more
        beaten[open_ones[wins.any(axis=0)]] = True
    return beaten
