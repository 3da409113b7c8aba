"""Inputs that move together.

Gaussian copula, by groups or by a matrix of correlations, repaired where it must be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr, ndtri

#: Smallest eigenvalue that a correlation matrix keeps after repair, so that its Cholesky factor
#: exists.
_FLOOR = 1e-8


@dataclass(frozen=True, eq=False)
class Correlations:
    """A correlation matrix fit for drawing.

    Parameters
    ----------
    names : tuple of str
        One a row and column.
    matrix : ndarray of shape (k, k)
        Positive definite, with ones on its diagonal.
    largest_change : float
        Largest difference of any coefficient from the stated one; 0 where nothing had to be
        repaired.
    changed : tuple of str
        The two names of that coefficient; empty where nothing had to be repaired.
    """

    names: tuple[str, ...]
    matrix: NDArray[np.float64]
    largest_change: float = 0.0
    changed: tuple[str, ...] = ()

    @property
    def finding(self) -> str | None:
        """What was repaired, as a sentence.

        None where the stated correlations could be used as they are.
        """
        if not self.changed:
            return None
        return (
            "The stated correlations contradict each other; the nearest possible ones are used."
            f" The largest change is {self.largest_change:.2f}, between “{self.changed[0]}” and"
            f" “{self.changed[1]}”."
        )

    def couple(self, independent: ArrayLike) -> NDArray[np.float64]:
        """Uniform draws correlated as the matrix says, from independent ones, both (k, draws).

        The factor is lower triangular: a row is made from itself and those before it, so that one
        more name at the end changes no draw of the others.
        """
        scores = np.linalg.cholesky(self.matrix) @ ndtri(np.asarray(independent, dtype=float))
        return np.asarray(ndtr(scores), dtype=float)


def correlations(names: Sequence[str], pairs: Mapping[tuple[str, str], float]) -> Correlations:
    """The correlation matrix of `names` from stated pairs; what no pair names is independent.

    Where the pairs contradict each other, so that no such matrix exists, the nearest correlation
    matrix takes its place and the result says by how much.

    Parameters
    ----------
    names : sequence of str
    pairs : mapping of (str, str) to float
        Correlation of the normal scores of two names, −1 to 1.

    Raises
    ------
    ValueError
        For a name that does not exist or stands twice, a coefficient out of range, a name paired
        with itself, or one pair stated twice with different values.
    """
    place = {name: position for position, name in enumerate(names)}
    if len(place) < len(names):
        twice = next(name for name in names if list(names).count(name) > 1)
        raise ValueError(f"correlations: “{twice}” stands twice among the names")
    matrix = np.eye(len(names))
    seen: dict[frozenset[str], float] = {}
    for (one, other), value in pairs.items():
        for name in (one, other):
            if name not in place:
                raise ValueError(
                    f"correlations: there is no “{name}”; there are {', '.join(names)}"
                )
        if one == other:
            raise ValueError(f"correlations: “{one}” is paired with itself")
        if not -1 <= value <= 1:
            raise ValueError(
                f"correlation of “{one}” and “{other}”: must lie between −1 and 1, found {value:g}"
            )
        if seen.setdefault(frozenset((one, other)), value) != value:
            known = seen[frozenset((one, other))]
            raise ValueError(
                f"correlation of “{one}” and “{other}”: stated as {known:g} and as {value:g}"
            )
        matrix[place[one], place[other]] = matrix[place[other], place[one]] = value
    return usable(names, matrix)


def usable(names: Sequence[str], matrix: ArrayLike) -> Correlations:
    """`matrix` as it stands where it is positive definite, else the nearest correlation matrix.

    Raises
    ------
    ValueError
        If the matrix is not square, not symmetric or has a diagonal other than 1.
    """
    stated = np.asarray(matrix, dtype=float)
    if stated.shape != (len(names), len(names)):
        raise ValueError(
            f"correlations: {len(names)} names need a matrix of that size, found shape"
            f" {stated.shape}"
        )
    if not np.allclose(stated, stated.T) or not np.allclose(np.diag(stated), 1.0):
        raise ValueError("correlations: the matrix must be symmetric with ones on its diagonal")
    if len(names) == 0 or np.linalg.eigvalsh(stated)[0] >= _FLOOR:
        return Correlations(tuple(names), stated)
    repaired = nearest_correlation(stated)
    change = np.abs(repaired - stated)
    row, column = divmod(int(np.argmax(change)), len(names))
    return Correlations(
        tuple(names), repaired, float(change[row, column]), (names[row], names[column])
    )


def nearest_correlation(
    matrix: ArrayLike, *, steps: int = 1000, tolerance: float = 1e-10
) -> NDArray[np.float64]:
    """The positive definite correlation matrix nearest to a symmetric one in the Frobenius norm.

    Alternating projections on the matrices without negative eigenvalues and on those with ones on
    the diagonal, with Dykstra's correction (Higham 2002, "Computing the nearest correlation
    matrix", IMA J. Numerical Analysis 22). Eigenvalues are then kept above 1e-8, which makes the
    result fit for a Cholesky factor.
    """
    current = np.asarray(matrix, dtype=float).copy()
    correction = np.zeros_like(current)
    for _ in range(steps):
        before = current
        shifted = current - correction
        projected = _without_negative(shifted, 0.0)
        correction = projected - shifted
        current = projected.copy()
        np.fill_diagonal(current, 1.0)
        if np.linalg.norm(current - before) <= tolerance * max(1.0, float(np.linalg.norm(current))):
            break
    lifted = _without_negative(current, 2 * _FLOOR)
    scale = np.sqrt(np.diag(lifted))
    nearest: NDArray[np.float64] = lifted / np.outer(scale, scale)
    np.fill_diagonal(nearest, 1.0)
    return (nearest + nearest.T) / 2


def correlated(own: ArrayLike, shared: ArrayLike, correlation: float) -> NDArray[np.float64]:
    """Uniform draws that follow `own` and hang together through `shared`.

    One group of equal correlations.

    Two inputs made with the same `shared` have the normal-score correlation `correlation` (0 to 1).
    The order of the group's members does not matter, so one more member changes no draw of the
    others.
    """
    mixed = np.sqrt(correlation) * ndtri(np.asarray(shared)) + np.sqrt(1 - correlation) * ndtri(
        np.asarray(own)
    )
    return np.asarray(ndtr(mixed), dtype=float)


def _without_negative(matrix: NDArray[np.float64], floor: float) -> NDArray[np.float64]:
    values, vectors = np.linalg.eigh((matrix + matrix.T) / 2)
    clipped: NDArray[np.float64] = (vectors * np.maximum(values, floor)) @ vectors.T
    return clipped
