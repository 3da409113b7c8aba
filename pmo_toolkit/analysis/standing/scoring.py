"""Weighted sum, and TOPSIS as a second method, both on scales fixed in advance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.standing.weighting.weights import normalised

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class WeightedSum:
    """Overall values on scales fixed in advance.

    Parameters
    ----------
    values : tuple of float
        0 (worst on every criterion) to 1 (best on every criterion), one an alternative.
    ranks : tuple of float
        1 is the best; alternatives that are alike share the mean of their ranks.
    parts : tuple of tuple of float
        What each criterion adds to each value: weight × desirability.
    """

    values: tuple[float, ...]
    ranks: tuple[float, ...]
    parts: tuple[tuple[float, ...], ...]


@dataclass(frozen=True)
class Topsis:
    """Closeness to the ideal (TOPSIS, Hwang and Yoon 1981).

    Parameters
    ----------
    closeness : tuple of float
        0 (at the worst point) to 1 (at the ideal), one an alternative.
    ranks : tuple of float
        1 is the best; alternatives that are alike share the mean of their ranks.
    """

    closeness: tuple[float, ...]
    ranks: tuple[float, ...]


def ranks_of(values: ArrayLike) -> tuple[float, ...]:
    """Ranks of values of shape (alternatives,), the highest first.

    Equal ones share the mean of their ranks.
    """
    rounded = pd.Series(
        np.round(np.asarray(values, dtype=float), 12)
    )  # rounding errors are no ranks
    return tuple(rounded.rank(ascending=False).tolist())


def weighted_sum(desirable: ArrayLike, weights: ArrayLike) -> WeightedSum:
    """Weighted sum of desirabilities.

    Parameters
    ----------
    desirable : array of shape (alternatives, criteria)
        0 to 1 on scales fixed in advance, as from `desirabilities`.
    weights : array of shape (criteria,)
        In any unit.

    Raises
    ------
    ValueError
        With fewer than two alternatives, a missing score, or unfit weights.
    """
    scores, shares = _checked(desirable, weights)
    parts = scores * shares
    values = parts.sum(axis=1)
    return WeightedSum(
        tuple(values.tolist()), ranks_of(values), tuple(tuple(row) for row in parts.tolist())
    )


def topsis_on_scales(desirable: ArrayLike, weights: ArrayLike) -> Topsis:
    """TOPSIS with the ends of the scales as ideal and worst point.

    No alternative moves the others.

    Parameters
    ----------
    desirable : array of shape (alternatives, criteria)
        0 to 1 on scales fixed in advance.
    weights : array of shape (criteria,)

    Raises
    ------
    ValueError
        As for `weighted_sum`.
    """
    scores, shares = _checked(desirable, weights)
    criteria = scores.shape[1]
    ends = np.vstack(
        [scores, np.ones(criteria), np.zeros(criteria)]
    )  # two alternatives that hold the ends in place
    closeness = _nearness(ends * shares)[:-2]
    return Topsis(tuple(closeness.tolist()), ranks_of(closeness))


def _checked(scores: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    matrix, shares = np.asarray(scores, dtype=float), normalised(weights)
    if matrix.ndim != 2 or matrix.shape[0] < 2:
        raise ValueError(f"at least two alternatives are needed, found shape {matrix.shape}")
    if matrix.shape[1] != len(shares):
        raise ValueError(f"{matrix.shape[1]} criteria need as many weights, found {len(shares)}")
    missing = np.argwhere(~np.isfinite(matrix))
    if len(missing):
        row, column = missing[0]
        raise ValueError(
            f"alternative {row + 1} has no score on criterion {column + 1}: it is not assessed,"
            " never zero"
        )
    return matrix, shares


def _nearness(weighted: Floats) -> Floats:
    """Distance from the worst of each column, as a share of that from the worst and from the best.

    Shape (rows,).

    As in pymcdm, which is the reference in the tests: it takes longer to import than to assess a
    proposal.
    """
    from_best, from_worst = (
        np.sqrt(np.sum((weighted - end) ** 2, axis=1))
        for end in (weighted.max(axis=0), weighted.min(axis=0))
    )
    return np.asarray(from_worst / (from_worst + from_best), dtype=float)
