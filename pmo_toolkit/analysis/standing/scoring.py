"""Weighted sum on fixed scales, and TOPSIS as a second method, with a warning where the set itself moves the ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.standing.weights import normalised

Floats = NDArray[np.float64]

#: What holds wherever scores are normalised over the alternatives themselves.
REVERSAL_WARNING = (
    "scores are normalised over the alternatives being ranked, so that adding or leaving out one"
    " may reorder the others"
)


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
class Reversal:
    """Leaving one alternative out turns round the order of two others; alternatives by position."""

    left_out: int
    above: int
    below: int


@dataclass(frozen=True)
class Topsis:
    """Closeness to the ideal (TOPSIS, Hwang and Yoon 1981).

    Parameters
    ----------
    closeness : tuple of float
        0 (at the worst point) to 1 (at the ideal), one an alternative.
    ranks : tuple of float
        1 is the best; alternatives that are alike share the mean of their ranks.
    warning : str
        Empty where ideal and worst point are the ends of fixed scales.
    reversals : tuple of Reversal
        Pairs that were seen to turn round when each alternative in turn was left out; one an
        alternative left out.
    """

    closeness: tuple[float, ...]
    ranks: tuple[float, ...]
    warning: str = ""
    reversals: tuple[Reversal, ...] = ()


def ranks_of(values: ArrayLike) -> tuple[float, ...]:
    """Ranks of values of shape (alternatives,), the highest first.

    Equal ones share the mean of their ranks.
    """
    given = pd.Series(np.round(np.asarray(values, dtype=float), 12))  # rounding errors are no ranks
    return tuple(given.rank(ascending=False).tolist())


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
    given, shares = _checked(desirable, weights)
    parts = given * shares
    values = parts.sum(axis=1)
    return WeightedSum(
        tuple(values.tolist()), ranks_of(values), tuple(tuple(row) for row in parts.tolist())
    )


def topsis(scores: ArrayLike, weights: ArrayLike, directions: Sequence[str]) -> Topsis:
    """TOPSIS as published.

    Scores divided by the length of their column, ideal and worst point taken from the set.

    Since all of this hangs on which alternatives are ranked, each is left out in turn to see
    whether the order of the others changes; the result always carries the warning.

    Parameters
    ----------
    scores : array of shape (alternatives, criteria)
        Not negative, in any unit.
    weights : array of shape (criteria,)
    directions : sequence of str
        ``"up"`` or ``"down"``, one a criterion.

    Raises
    ------
    ValueError
        With fewer than two alternatives, a missing or negative score, alternatives that are alike
        on every criterion, or unfit weights or directions.
    """
    given, shares = _checked(scores, weights)
    if (given < 0).any():
        raise ValueError(f"TOPSIS needs scores that are not negative, found {given.min():g}")
    if len(directions) != given.shape[1] or not set(directions) <= {"up", "down"}:
        raise ValueError(
            f"directions must be up or down, one for each of {given.shape[1]} criteria"
        )
    types = np.array([1 if each == "up" else -1 for each in directions])
    closeness = _closeness(given, shares, types)
    if closeness is None:
        raise ValueError("TOPSIS: the alternatives are alike on every criterion that counts")
    return Topsis(
        tuple(closeness.tolist()),
        ranks_of(closeness),
        REVERSAL_WARNING,
        _reversals(given, shares, types, closeness),
    )


def topsis_on_scales(desirable: ArrayLike, weights: ArrayLike) -> Topsis:
    """TOPSIS with the ends of the scales as ideal and worst point, so that no alternative moves the others.

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
    given, shares = _checked(desirable, weights)
    criteria = given.shape[1]
    ends = np.vstack(
        [given, np.ones(criteria), np.zeros(criteria)]
    )  # two alternatives that hold the ends in place
    closeness = _nearness(ends * shares)[:-2]
    return Topsis(tuple(closeness.tolist()), ranks_of(closeness))


def _checked(scores: ArrayLike, weights: ArrayLike) -> tuple[Floats, Floats]:
    given, shares = np.asarray(scores, dtype=float), normalised(weights)
    if given.ndim != 2 or given.shape[0] < 2:
        raise ValueError(f"at least two alternatives are needed, found shape {given.shape}")
    if given.shape[1] != len(shares):
        raise ValueError(f"{given.shape[1]} criteria need as many weights, found {len(shares)}")
    missing = np.argwhere(~np.isfinite(given))
    if len(missing):
        row, column = missing[0]
        raise ValueError(
            f"alternative {row + 1} has no score on criterion {column + 1}: it is not assessed,"
            " never zero"
        )
    return given, shares


def _nearness(weighted: Floats) -> Floats:
    """Distance from the worst of each column as a share of that from the worst and from the best, shape (rows,).

    As in pymcdm, which is the reference in the tests: it takes longer to import than to assess a
    proposal.
    """
    from_best, from_worst = (
        np.sqrt(np.sum((weighted - end) ** 2, axis=1))
        for end in (weighted.max(axis=0), weighted.min(axis=0))
    )
    return np.asarray(from_worst / (from_worst + from_best), dtype=float)


def _closeness(given: Floats, shares: Floats, types: NDArray[np.int_]) -> Floats | None:
    """Closeness after each column is divided by its length.

    None where nothing that counts tells alternatives apart.
    """
    # A column in which all are alike says nothing and would divide nought by nought where all are
    # nought.
    used = (np.ptp(given, axis=0) > 0) & (shares > 0)
    if not used.any():
        return None
    scaled = given[:, used] / np.sqrt(np.sum(given[:, used] ** 2, axis=0))
    return _nearness(np.where(types[used] > 0, scaled, 1 - scaled) * shares[used])


def _reversals(
    given: Floats, shares: Floats, types: NDArray[np.int_], closeness: Floats
) -> tuple[Reversal, ...]:
    found = []
    for out in range(len(given)) if len(given) > 2 else ():
        rest = np.delete(np.arange(len(given)), out)
        after = _closeness(given[rest], shares, types)
        if after is None:
            continue
        before = closeness[rest]
        order = np.argsort(-before, kind="stable")
        # Neighbours suffice: where any two turn round, so do two that stood next to each other.
        falls = (np.diff(before[order]) < -1e-12) & (np.diff(after[order]) > 1e-12)
        if falls.any():
            place = int(np.argmax(falls))
            found.append(Reversal(out, int(rest[order[place]]), int(rest[order[place + 1]])))
    return tuple(found)
