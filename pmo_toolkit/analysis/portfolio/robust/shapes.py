"""What Robust Portfolio Modelling takes, and what it says of each proposal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Part(StrEnum):
    """In how many of the portfolios that no other beats a proposal stands."""

    CORE = "core"
    BORDERLINE = "borderline"
    EXTERIOR = "exterior"


@dataclass(frozen=True, eq=False)
class ScoredProposals:
    """Proposals with interval scores, what each takes of limited means, and their ties.

    Parameters
    ----------
    ids : tuple of str
    low, high : ndarray of shape (proposals, criteria)
        Desirability, 0 to 1; not to do a proposal counts as 0 on every criterion.
    takes : ndarray of shape (proposals, means)
        What each takes of every limited means, such as the money of a year; not below nought.
    limits : ndarray of shape (means,)
    weights : tuple of float or None
        Stated weights of the criteria, of which only the order is believed; None where nothing is
        known of them.
    requires, excludes : tuple of (str, str)
        The first requires the second; both cannot be chosen.

    Raises
    ------
    ValueError
        For other shapes, intervals out of order or off the scale, or means below nought.
    """

    ids: tuple[str, ...]
    low: Floats
    high: Floats
    takes: Floats
    limits: Floats
    weights: tuple[float, ...] | None = None
    requires: tuple[tuple[str, str], ...] = ()
    excludes: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        n = len(self.ids)
        fits = (
            self.low.shape == self.high.shape
            and self.low.shape[0] == n
            and self.takes.shape == (n, len(self.limits))
        )
        if not fits:
            raise ValueError(
                f"{n} proposals need scores and means of that many rows, found"
                f" {self.low.shape}, {self.high.shape} and {self.takes.shape}"
            )
        if not ((self.low >= 0) & (self.low <= self.high) & (self.high <= 1)).all():
            raise ValueError("scores need 0 ≤ low ≤ high ≤ 1")
        if not (np.isfinite(self.takes).all() and (self.takes >= 0).all()):
            raise ValueError("what a proposal takes must be known and not below nought")

    def places(self, pairs: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
        """Pairs of ids as places; those that name a proposal that is not here are left out."""
        at = {name: place for place, name in enumerate(self.ids)}
        return [(at[a], at[b]) for a, b in pairs if a in at and b in at]


@dataclass(frozen=True)
class RobustChoice:
    """How a proposal fares in the portfolios that no other beats, whatever the weights.

    Parameters
    ----------
    proposal : str
    part : Part
    core_index : float
        Share of those portfolios that hold it.
    """

    proposal: str
    part: Part
    core_index: float


@dataclass(frozen=True)
class RobustPortfolios:
    """Portfolios that no other beats under incomplete weights and interval scores.

    Parameters
    ----------
    choices : tuple of RobustChoice
        In the order of the proposals.
    portfolios : int
        How many there are, or how many were found.
    complete : bool
        Whether these are all of them. If not, they are the best ones of single draws of weights and
        scores: what stands in all of these may be missing from another, and the other way round.
    sentence : str
    left_out : mapping of str to str
        Proposal that has no part in it → why.
    """

    choices: tuple[RobustChoice, ...]
    portfolios: int
    complete: bool
    sentence: str
    left_out: Mapping[str, str] = field(default_factory=dict)

    def of(self, proposal: str) -> RobustChoice | None:
        """What is said of one proposal; None where it has no part in it."""
        return next((one for one in self.choices if one.proposal == proposal), None)
