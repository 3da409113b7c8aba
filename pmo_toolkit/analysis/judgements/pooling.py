"""Quantiles that several people state, combined: all alike, or by how they did on known quantities.

Equal weights are the default. Where people were asked quantities whose values are known as well
(seed questions), Cooke's classical model (Cooke 1991, "Experts in Uncertainty", ch. 12) weighs each
by calibration times information. Combined is the weighted mean of each quantile, as the package
``expert`` of R does it (its documented example is reproduced by the tests).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

Floats = NDArray[np.float64]

#: The range that a quantity is thought in reaches beyond all that was stated by this share of it.
OVERSHOOT = 0.1


@dataclass(frozen=True)
class ClassicalWeights:
    """Weights by the classical model.

    Parameters
    ----------
    weights : tuple of float
        Of each person, summing to 1.
    calibration : tuple of float
        Probability 0–1 that somebody whose quantiles are right would do as badly.
    information : tuple of float
        Mean relative information against a uniform distribution; the more, the narrower.
    alpha : float
        Calibration that a person needs to count at all.
    """

    weights: tuple[float, ...]
    calibration: tuple[float, ...]
    information: tuple[float, ...]
    alpha: float


def equal_weights(people: int) -> Floats:
    """The same weight for each."""
    return np.full(people, 1.0 / people)


def combined(quantiles: Floats, weights: Floats) -> Floats:
    """Weighted mean of each quantile.

    Parameters
    ----------
    quantiles : ndarray of shape (people, levels)
        Ascending in each row.
    weights : ndarray of shape (people,)
        Summing to 1.

    Returns
    -------
    ndarray of shape (levels,)
        Ascending.
    """
    pooled: Floats = np.asarray(weights, dtype=float) @ np.asarray(quantiles, dtype=float)
    return pooled


def intrinsic_range(quantiles: Floats) -> tuple[float, float]:
    """The range that all that was stated of one quantity spans, with the overshoot at both ends."""
    low, high = float(np.min(quantiles)), float(np.max(quantiles))
    beyond = OVERSHOOT * (high - low)
    return low - beyond, high + beyond


def classical_weights(
    seeds: Floats,
    known: Floats,
    levels: tuple[float, ...],
    *,
    alpha: float | None = None,
    degrees: int | None = None,
) -> ClassicalWeights:
    """Weights by calibration times information on seed questions.

    Parameters
    ----------
    seeds : ndarray of shape (people, questions, levels)
        Stated quantiles, ascending.
    known : ndarray of shape (questions,)
        The values, which those who were asked did not know.
    levels : tuple of float
        Probabilities of the quantiles, ascending, such as (0.1, 0.5, 0.9).
    alpha : float, optional
        Calibration below which somebody has no weight; by default the one for which the mixture of
        all distributions, each uniform between its quantiles, does best on the seed questions.
    degrees : int, optional
        Degrees of freedom of the calibration's chi-square distribution; by default the number of
        levels, as Cooke has it. The package ``expert`` has 1 in its example of two questions.

    Raises
    ------
    ValueError
        If shapes do not fit, quantiles do not ascend, or nobody reaches `alpha`.
    """
    seeds, known = np.asarray(seeds, dtype=float), np.asarray(known, dtype=float)
    if seeds.ndim != 3 or seeds.shape[1:] != (len(known), len(levels)) or not len(known):
        raise ValueError("seeds need the shape (people, questions, levels), questions as in known")
    if not np.isfinite(seeds).all() or (np.diff(seeds, axis=2) <= 0).any():
        raise ValueError("the quantiles of a seed question must ascend")
    shares = np.diff([0.0, *levels, 1.0])
    ranges = [intrinsic_range(seeds[:, place]) for place in range(len(known))]
    freedom = len(levels) if degrees is None else degrees
    scores = [_scores(person, known, shares, ranges, freedom) for person in seeds]
    calibration = np.array([score[0] for score in scores])
    information = np.array([score[1] for score in scores])

    def weights_at(cut: float) -> Floats:
        raw = np.where(calibration >= cut, calibration * information, 0.0)
        if not raw.sum() > 0:
            raise ValueError(f"nobody's calibration reaches {cut:g}")
        normed: Floats = raw / raw.sum()
        return normed

    def worth(cut: float) -> float:
        weights = weights_at(cut)
        together = np.array(
            [
                _of_mixture(seeds[:, place], weights, ends, levels)
                for place, ends in enumerate(ranges)
            ]
        )
        return float(np.prod(_scores(together, known, shares, ranges, freedom)))

    cut = max(sorted(set(calibration.tolist())), key=worth) if alpha is None else alpha
    return ClassicalWeights(
        tuple(weights_at(cut).tolist()),
        tuple(calibration.tolist()),
        tuple(information.tolist()),
        float(cut),
    )


def _of_mixture(
    quantiles: Floats, weights: Floats, ends: tuple[float, float], levels: tuple[float, ...]
) -> Floats:
    """Quantiles of the mixture of several people's distributions, shape (levels,)."""
    edges = np.unique(np.concatenate((quantiles.ravel(), ends)))
    shares = [0.0, *levels, 1.0]
    below = np.array([np.interp(edges, [ends[0], *row, ends[1]], shares) for row in quantiles])
    mixed: Floats = np.interp(levels, weights @ below, edges)
    return mixed


def _scores(
    quantiles: Floats,
    known: Floats,
    shares: Floats,
    ranges: list[tuple[float, float]],
    freedom: int,
) -> tuple[float, float]:
    """Calibration and mean information of one person's quantiles, shape (questions, levels)."""
    places = [int(np.searchsorted(row, value)) for row, value in zip(quantiles, known, strict=True)]
    found = np.bincount(places, minlength=len(shares)) / len(known)
    hit = found > 0
    distance = float(np.sum(found[hit] * np.log(found[hit] / shares[hit])))
    edges = [
        np.array([low, *row, high]) for row, (low, high) in zip(quantiles, ranges, strict=True)
    ]
    told = [
        float(np.log(edge[-1] - edge[0]) + np.sum(shares * np.log(shares / np.diff(edge))))
        for edge in edges
    ]
    return float(chi2.sf(2 * len(known) * distance, freedom)), float(np.mean(told))
