"""Which of two proposals that exclude one another gives way."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.dependencies.shapes import Exclusion, LinkedProposal


@dataclass(frozen=True, eq=False)
class Valuation:
    """The net value of a proposal's preferred option, as others see it.

    Parameters
    ----------
    values : ndarray of shape (draws,) or NotAssessed
        Net value against doing nothing, money.
    chance : float or None
        Probability that it is above zero.
    option : str or None
        Id of the preferred option.
    """

    values: NDArray[np.float64] | NotAssessed
    chance: float | None
    option: str | None = None


def beside_others(proposal: str, values: NDArray[np.float64], seed: int = 0) -> NDArray[np.float64]:
    """Draws of a proposal in an order of its own, as they stand beside those of others.

    The order follows from the seed and the id alone, so that a proposal stands the same in every
    bundle. No quantile of its own changes.

    Parameters
    ----------
    proposal : str
    values : ndarray of shape (draws,)
    seed : int
    """
    digest = hashlib.sha256(proposal.encode("utf-8", "surrogatepass")).digest()
    key = [seed, *np.frombuffer(digest[:16], dtype="<u4").tolist()]
    return values[np.random.default_rng(key).permutation(len(values))]


def is_likely(valuation: Valuation, likely: float) -> bool:
    """Whether the net value is likely positive, in whole per cent as it is printed."""
    return valuation.chance is not None and round(valuation.chance, 2) >= likely


def exclusion(
    own_id: str, own: Valuation, rival: LinkedProposal, other: Valuation, likely: float
) -> Exclusion:
    """An exclusion seen from one of its two ends; the other end sees the same the other way round.

    Parameters
    ----------
    own_id : str
    own, other : Valuation
        On the same number of draws.
    rival : LinkedProposal
    likely : float
        Chance of a positive net value from which a proposal counts as worth waiting for.
    """
    if isinstance(own.values, NotAssessed) or isinstance(other.values, NotAssessed):
        return Exclusion(rival, None, is_likely(other, likely))
    mine, theirs = beside_others(own_id, own.values), beside_others(rival.id, other.values)
    more, less = float(np.mean(mine > theirs)), float(np.mean(mine < theirs))
    is_outranked = less > more or (less == more and rival.id < own_id)
    return Exclusion(rival, more, is_outranked and is_likely(other, likely))
