"""How far classes of finished projects differ, and what a project of given classes would have had.

A random-effects model of logarithms, fitted by moments: the level of each class lies about the
common level with a variance that all classes share. A class moves the common distribution by
k ÷ (k + m) of its own mean: k projects in it, m the variance within ÷ the variance between classes.
What that leaves uncertain widens the distribution. See Searle, Casella and McCulloch, "Variance
Components" (1992), chapter 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri


@dataclass(frozen=True)
class ClassEffect:
    """What one class changes.

    Parameters
    ----------
    column, label : str
        Such as ``"department"`` and ``"Finance"``.
    n : int
        Finished projects in it.
    weight : float
        Share of the class's own mean that counts, 0–1; 0 where classes of this column differ by no
        more than chance.
    factor : float
        What the ratios are multiplied by for it.
    """

    column: str
    label: str
    n: int
    weight: float
    factor: float


@dataclass(frozen=True)
class ClassLevel:
    """Logarithms put on the level of given classes.

    Parameters
    ----------
    logs : ndarray of shape (n,)
    effects : tuple of ClassEffect
        One a stated class.
    within : float
        Variance within classes.
    unsure : float
        Variance of the level of these classes that is left.
    """

    logs: NDArray[np.float64]
    effects: tuple[ClassEffect, ...]
    within: float
    unsure: float


def put_on_level(
    logs: ArrayLike,
    classes: Mapping[str, tuple[pd.Series, str | None]],
    *,
    told_apart: bool = True,
) -> ClassLevel:
    """Logarithms of finished projects, put on the level of the classes of one proposal.

    Parameters
    ----------
    logs : array of shape (n,), n ≥ 2
    classes : mapping of str to (Series of shape (n,), str or None)
        Column → what each finished project states in it, and what the proposal states. They are
        told apart in this order, each on what the former leave. Where the proposal states nothing,
        or what no project has, the whole spread between the classes stays in the result.
    told_apart : bool
        False where there are too few projects for that: then classes change nothing.

    Returns
    -------
    ClassLevel
        With the mean moved, and the deviations of all projects from it widened for the classes
        fitted to them and for `unsure`.
    """
    values = np.asarray(logs, dtype=float)
    n, level, unsure, fitted = len(values), float(values.mean()), 0.0, 0.0
    residuals, effects = values - level, []
    for column, (stated, own) in classes.items():
        if own is None:
            continue
        codes, labels = pd.factorize(stated)
        place = next((i for i, label in enumerate(labels) if label == own), None)
        if place is None:
            effects.append(ClassEffect(column, own, 0, 0.0, 1.0))
            continue
        between, within = variance_components(residuals, codes) if told_apart else (0.0, 1.0)
        counts, means = _classes(residuals, codes)
        weights = counts * between / (counts * between + within) if between else 0 * counts
        shifts, weight = weights * means, float(weights[place])
        factor = float(np.exp(shifts[place]))
        effects.append(ClassEffect(column, own, int(counts[place]), weight, factor))
        level += float(shifts[place])
        unsure += between * (1 - weight)
        residuals = residuals - np.append(shifts, 0.0)[codes]
        fitted += float((weights * (1 - counts / n)).sum())
    variance = float(residuals.var(ddof=1))
    within = variance * (n - 1) / max(n - 1 - fitted, 1.0)
    middle = float(np.median(residuals))
    factor = np.sqrt((within + unsure) / variance) if variance else 1.0
    on_level = level + middle + factor * (residuals - middle)
    return ClassLevel(on_level, tuple(effects), within, unsure)


def variance_components(
    values: NDArray[np.float64], codes: NDArray[np.intp], *, errors: float = 1.0
) -> tuple[float, float]:
    """Variance between classes, as far as it is more than chance, and variance within them.

    The moment estimate of the analysis of variance, less one standard error: without that, classes
    that do not differ seem to do so half of the time.

    Parameters
    ----------
    values : ndarray of shape (n,)
    codes : ndarray of shape (n,)
        The class of each value as a whole number from 0; −1 where none is stated, and the value
        does not count.
    errors : float
        Standard errors to take off.
    """
    counts, means = _classes(values, codes)
    n, k = int(counts.sum()), len(counts)
    if k < 2 or n - k < 2:
        return 0.0, float(values.var(ddof=1))
    stated = codes >= 0
    own = values[stated]
    within = float(np.sum((own - means[codes[stated]]) ** 2)) / (n - k)
    among = float(np.sum(counts * (means - own.mean()) ** 2)) / (k - 1)
    by_chance = within * (1 + errors * np.sqrt(2 / (k - 1) + 2 / (n - k)))
    size = (n - float(np.sum(counts**2)) / n) / (k - 1)
    return max(0.0, (among - by_chance) / size), within


def _classes(
    values: NDArray[np.float64], codes: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Count and mean of each class, shape (k,)."""
    stated = codes >= 0
    counts = np.bincount(codes[stated]).astype(float)
    return counts, np.bincount(codes[stated], values[stated]) / counts


def predictive_quantiles(values: ArrayLike, shares: Iterable[float]) -> NDArray[np.float64]:
    """Quantiles of one more value like those of a sample, shape (len(shares),).

    Of n values in order the i-th stands at the share i ÷ (n + 1), which holds exactly for one more
    of the same kind whatever their distribution; between them, and beyond the first and the last,
    lines in normal scores, beyond with the slope of the sample's standard deviation. So few values
    give a wider range than many.

    Parameters
    ----------
    values : array of shape (n,), n ≥ 2
    shares : iterable of float
        Each between 0 and 1.
    """
    ordered = np.sort(np.asarray(values, dtype=float))
    n, slope = len(ordered), float(np.std(ordered, ddof=1))
    scores, wanted = ndtri(np.arange(1, n + 1) / (n + 1)), ndtri(np.array(tuple(shares)))
    inner = np.interp(wanted, scores, ordered)
    beyond = wanted - np.clip(wanted, scores[0], scores[-1])
    return np.asarray(inner + slope * beyond, dtype=float)
