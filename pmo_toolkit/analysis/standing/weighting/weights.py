"""Weights of criteria.

As stated, by swing or by pairwise comparison (AHP), and drawn by chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Mean consistency index of random comparison matrices by size (Saaty 1980, The Analytic Hierarchy
#: Process).
_RANDOM_INDEX = {3: 0.58, 4: 0.90, 5: 1.12, 6: 1.24, 7: 1.32, 8: 1.41, 9: 1.45, 10: 1.49}


@dataclass(frozen=True)
class AhpWeights:
    """Weights from pairwise comparisons.

    Parameters
    ----------
    weights : tuple of float
        Sum to 1.
    largest_eigenvalue : float
        Equals the number of criteria where the comparisons do not contradict each other at all.
    consistency_ratio : float
        How far they do, as a share of what random answers do; 0 for one or two criteria, which
        cannot.
    query : str
        What to ask the person again; empty where the ratio is not above the limit.
    worst : tuple of (int, int) or None
        The pair of criteria by position, the smaller first, whose comparison fits the others least;
        None where there is nothing to ask.
    """

    weights: tuple[float, ...]
    largest_eigenvalue: float
    consistency_ratio: float
    query: str
    worst: tuple[int, int] | None = None


def normalised(weights: ArrayLike) -> NDArray[np.float64]:
    """Weights of shape (criteria,) that sum to 1.

    Raises
    ------
    ValueError
        If a weight is negative or not a number, or all are zero.
    """
    numbers = np.asarray(weights, dtype=float)
    if numbers.ndim != 1 or not numbers.size or not np.isfinite(numbers).all():
        raise ValueError("weights must be a list of numbers, one a criterion")
    if (numbers < 0).any():
        raise ValueError(f"a weight must not be negative, found {numbers.min():g}")
    if not numbers.any():
        raise ValueError("all weights are zero: at least one criterion must count")
    scaled = numbers / numbers.max()  # first, so that huge weights do not overflow
    return np.asarray(scaled / scaled.sum(), dtype=float)


def swing_weights(swings: ArrayLike) -> NDArray[np.float64]:
    """Weights by swing: each criterion's move from worse to better end, against the largest.

    Parameters
    ----------
    swings : array of shape (criteria,)
        100 for the move that matters most, the others in proportion to it.

    Raises
    ------
    ValueError
        As for `normalised`, or if no criterion has the 100 that the others are compared with.
    """
    shares = normalised(swings)
    largest = float(np.max(np.asarray(swings, dtype=float)))
    if abs(largest - 100) > 1e-9:
        raise ValueError(
            "the swing that matters most counts 100, and the others less; the largest is"
            f" {largest:g}"
        )
    return shares


def ahp_weights(comparisons: ArrayLike, limit: float = 0.1) -> AhpWeights:
    """Weights from pairwise comparisons, with their consistency.

    Parameters
    ----------
    comparisons : array of shape (criteria, criteria)
        Row i, column j: how many times as important criterion i is as j, usually 1/9 to 9.
    limit : float
        Consistency ratio above which the comparisons are queried.

    Raises
    ------
    ValueError
        If the matrix is not square, not positive or not reciprocal, or has more than 10 criteria,
        beyond which nobody compares reliably.
    """
    matrix = np.asarray(comparisons, dtype=float)
    size = matrix.shape[0] if matrix.ndim == 2 else 0
    if not size or matrix.shape != (size, size) or size > 10:
        raise ValueError(
            f"comparisons must be a square matrix of 1 to 10 criteria, found shape {matrix.shape}"
        )
    if not (np.isfinite(matrix).all() and (matrix > 0).all()):
        raise ValueError("comparisons must be positive numbers")
    product = matrix * matrix.T
    if not np.allclose(product, 1, atol=0, rtol=0.02):  # 0.33 is meant as a third
        row, column = np.unravel_index(int(np.argmax(np.abs(np.log(product)))), product.shape)
        raise ValueError(
            f"comparisons must be reciprocal: row {row + 1}, column {column + 1} is"
            f" {matrix[row, column]:g}, but the other way round it is {matrix[column, row]:g}"
        )
    values, vectors = np.linalg.eig(matrix)
    place = int(np.argmax(values.real))
    weights = np.abs(vectors[:, place].real)
    weights /= weights.sum()
    largest = float(values[place].real)
    ratio = max(0.0, (largest - size) / (size - 1) / _RANDOM_INDEX[size]) if size > 2 else 0.0
    worst, query = _queried(matrix, weights, ratio, limit)
    return AhpWeights(tuple(weights.tolist()), largest, ratio, query, worst)


def _queried(
    matrix: NDArray[np.float64], weights: NDArray[np.float64], ratio: float, limit: float
) -> tuple[tuple[int, int] | None, str]:
    """The comparison that fits the others least, and its question, where they disagree."""
    if ratio <= limit:
        return None, ""
    implied = weights[:, None] / weights[None, :]
    # Rounded, since with three criteria all pairs fit equally badly: the first of them is named on
    # any machine.
    gaps = np.triu(np.abs(np.log(matrix / implied))).round(9)
    worst = np.unravel_index(int(np.argmax(gaps)), matrix.shape)
    row, column = int(worst[0]), int(worst[1])
    return (
        (row, column),
        (
            f"the comparisons contradict each other (consistency ratio {ratio:.2f}, above"
            f" {limit:g}): ask first about criterion {row + 1} against {column + 1}, said to be"
            f" {matrix[row, column]:.2g}, while the others imply {implied[row, column]:.2g}"
        ),
    )


def draw_weights(
    criteria: int,
    draws: int,
    seed: int | Sequence[int],
    *,
    stated: ArrayLike | None = None,
    concentration: float | None = None,
    order: Sequence[Sequence[int]] | None = None,
) -> NDArray[np.float64]:
    """Plausible weights, shape (draws, criteria), each row summing to 1.

    Parameters
    ----------
    criteria : int
    draws : int
    seed : int or sequence of int
    stated : array of shape (criteria,), optional
        Draws lie round these weights (Dirichlet distribution with this mean). Without it, every
        weighting is as plausible as any other (uniform on the simplex).
    concentration : float, optional
        How close they lie to the stated weights: a weight w then has standard deviation
        √(w (1 − w) / (concentration + 1)). Needed with `stated`.
    order : sequence of sequences of int, optional
        Partial knowledge instead of numbers: groups of criteria by position, the more important
        group first; within a group nothing is said. Draws are uniform among the weightings that
        keep it.

    Raises
    ------
    ValueError
        For unfit numbers, or an order that does not name each criterion once.
    """
    if criteria < 1 or draws < 1:
        raise ValueError(
            f"at least one criterion and one draw are needed, found {criteria} and {draws}"
        )
    if stated is not None and order is not None:
        raise ValueError("give stated weights or their order, not both")
    rng = np.random.default_rng(seed)
    if stated is not None:
        return _round_stated(normalised(stated), criteria, draws, concentration, rng)
    drawn = rng.standard_exponential((draws, criteria))
    drawn /= drawn.sum(axis=1, keepdims=True)
    if order is not None:
        flat = [place for group in order for place in group]
        if sorted(flat) != list(range(criteria)):
            raise ValueError(f"the order must name each of {criteria} criteria once, found {flat}")
        drawn = _ordered(drawn, order, rng)
    return drawn


def _round_stated(
    stated: NDArray[np.float64],
    criteria: int,
    draws: int,
    concentration: float | None,
    rng: np.random.Generator,
) -> NDArray[np.float64]:
    if len(stated) != criteria:
        raise ValueError(f"{criteria} criteria need as many weights, found {len(stated)}")
    if concentration is None or not (np.isfinite(concentration) and concentration > 0):
        raise ValueError(
            f"the concentration round stated weights must be positive, found {concentration}"
        )
    drawn = np.zeros((draws, criteria))
    positive = stated > 0  # a criterion that was said not to count stays at zero
    drawn[:, positive] = rng.dirichlet(concentration * stated[positive], draws)
    return drawn


def _ordered(
    drawn: NDArray[np.float64], order: Sequence[Sequence[int]], rng: np.random.Generator
) -> NDArray[np.float64]:
    """Sort each draw along the order; within a group the sorted weights are dealt out by chance."""
    falling = -np.sort(-drawn, axis=1)
    ordered = np.empty_like(drawn)
    first = 0
    for group in order:
        part = falling[:, first : first + len(group)]
        ordered[:, list(group)] = rng.permuted(part, axis=1) if len(group) > 1 else part
        first += len(group)
    return ordered
