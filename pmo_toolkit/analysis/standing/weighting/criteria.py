"""Criteria with direction and a fixed scale, so that no score depends on who else is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: More of it is better, or less of it is.
DIRECTIONS = ("up", "down")


@dataclass(frozen=True)
class Criterion:
    """What alternatives are compared by.

    Parameters
    ----------
    id, title : str
    direction : str
        ``"up"`` where more is better, ``"down"`` where less is.
    low, high : float
        Ends of the scale, fixed before anything is scored. A weight says how much it counts to move
        from the worse end to the better one.
    weight : float or None
        Not negative, in any unit; None where none is stated.
    method : str or None
        How the weight was found, such as ``"swing"``.

    Raises
    ------
    ValueError
        For a direction that is none, a scale whose low end is not below its high end, or a negative
        weight.
    """

    id: str
    title: str
    direction: str
    low: float
    high: float
    weight: float | None = None
    method: str | None = None

    def __post_init__(self) -> None:
        if self.direction not in DIRECTIONS:
            raise ValueError(
                f"criterion {self.id}: the direction must be up or down, found {self.direction!r}"
            )
        if not (isfinite(self.low) and isfinite(self.high) and self.low < self.high):
            raise ValueError(
                f"criterion {self.id}: the scale must run from a lower to a higher number, found"
                f" {self.low:g} to {self.high:g}"
            )
        if self.weight is not None and not (isfinite(self.weight) and self.weight >= 0):
            raise ValueError(
                f"criterion {self.id}: a weight must not be negative, found {self.weight:g}"
            )

    def holds(self, score: float) -> bool:
        """Whether a score lies on the scale."""
        return self.low <= score <= self.high

    def desirability(self, scores: ArrayLike) -> NDArray[np.float64]:
        """Scores of any shape as 0 (worse end of the scale) to 1 (better end).

        NaN, a missing score, stays NaN.

        Raises
        ------
        ValueError
            If a score lies outside the scale.
        """
        points = np.asarray(scores, dtype=float)
        outside = points[(points < self.low) | (points > self.high)]
        if outside.size:
            raise ValueError(
                f"criterion {self.id}: the score {outside.flat[0]:g} lies outside the scale"
                f" {self.low:g} to {self.high:g}"
            )
        from_end = points - self.low if self.direction == "up" else self.high - points
        return np.asarray(from_end / (self.high - self.low), dtype=float)


def desirabilities(scores: ArrayLike, criteria: Sequence[Criterion]) -> NDArray[np.float64]:
    """Scores on their scales → desirability 0–1, both of shape (alternatives, criteria).

    Raises
    ------
    ValueError
        If the shape does not fit the criteria or a score lies outside its scale.
    """
    points = np.asarray(scores, dtype=float)
    if points.ndim != 2 or points.shape[1] != len(criteria) or not criteria:
        raise ValueError(
            f"scores must have one column for each of {len(criteria)} criteria,"
            f" found {points.shape}"
        )
    return np.column_stack(
        [criterion.desirability(points[:, place]) for place, criterion in enumerate(criteria)]
    )
