"""How far estimates can be trusted: accuracy measures and the range of a measured coverage."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import binomtest


def mean_absolute_residual(actual: ArrayLike, predicted: ArrayLike) -> float:
    """Mean absolute difference (MAR) of two arrays of shape (n,), in their unit."""
    return float(
        np.mean(np.abs(np.asarray(actual, dtype=float) - np.asarray(predicted, dtype=float)))
    )


def guessing_residual(actual: ArrayLike) -> float:
    """Exact expected MAR of guessing.

    Predicting each project by another one's actual, drawn at random.

    Source: Shepperd and MacDonell, "Evaluating prediction systems in software project estimation",
    2012, with the expectation taken over all ordered pairs instead of by simulation.
    """
    ordered = np.sort(np.asarray(actual, dtype=float))
    n = len(ordered)
    if n < 2:
        raise ValueError("guessing needs at least two projects")
    ranks = np.arange(n)
    return float(2.0 * np.sum((2 * ranks - n + 1) * ordered) / (n * (n - 1)))


def standardised_accuracy(actual: ArrayLike, predicted: ArrayLike) -> float:
    """SA = 1 − MAR / MAR of guessing: 1 is perfect, 0 no better than guessing, below 0 worse.

    Raises
    ------
    ValueError
        If all actuals are equal, since guessing is then perfect.
    """
    guess = guessing_residual(actual)
    if guess == 0:
        raise ValueError("all actuals are equal: there is nothing to tell apart")
    return 1.0 - mean_absolute_residual(actual, predicted) / guess


def median_relative_error(actual: ArrayLike, predicted: ArrayLike) -> float:
    """MdMRE: median of |actual − predicted| / actual, a ratio; actuals must be positive."""
    y = np.asarray(actual, dtype=float)
    return float(np.median(np.abs(y - np.asarray(predicted, dtype=float)) / y))


def pred25(actual: ArrayLike, predicted: ArrayLike) -> float:
    """PRED(25): share of predictions within 25 % of the actual, 0–1."""
    y = np.asarray(actual, dtype=float)
    return float(np.mean(np.abs(y - np.asarray(predicted, dtype=float)) <= 0.25 * y))


def coverage_range(hits: int, n: int) -> tuple[float, float]:
    """95 % range (Wilson) of a coverage measured as `hits` of `n`."""
    interval = binomtest(hits, n).proportion_ci(0.95, method="wilson")
    return float(interval.low), float(interval.high)
