"""The learning curve.

How good estimates would be if fewer projects were known, and so what more would bring.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.measuring.accuracy import guessing_residual
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator

#: Fewest projects that a point of the curve may know.
SMALLEST = 15
#: The largest point must know at least this many times the smallest, else there is no curve.
_LEAST_REACH = 1.6
_POINTS, _FOLDS = 4, 5
_RESAMPLES = 2000
#: A change of standardised accuracy below this is of no use to anybody who plans.
_WORTH_SA = 0.02
#: Nor is a range narrower by less than this share.
_WORTH_WIDTH = 0.05
#: From this factor on between the last point and the one that it is compared with, one may speak of
#: a change.
_HALF = 0.62


@dataclass(frozen=True)
class LearningPoint:
    """What estimates from so many finished projects are worth.

    Parameters
    ----------
    known : int
        Finished projects learnt from.
    sa : float
        Standardised accuracy on all projects, each predicted without itself.
    sa_low, sa_high : float
        95 % range of it by resampling the projects.
    coverage : float
        Share of actuals in their 80 % range.
    median_ratio_hi_lo : float
        Median of upper over lower end of the 80 % range.
    """

    known: int
    sa: float
    sa_low: float
    sa_high: float
    coverage: float
    median_ratio_hi_lo: float


@dataclass(frozen=True)
class LearningCurve:
    """Accuracy and width by the number of known projects.

    Parameters
    ----------
    n : int
        Finished projects in the history; each is predicted once at every point.
    points : tuple of LearningPoint
        Fewest known projects first.
    compared : int
        Known projects of the point that the last one is compared with: about half as many.
    gain, gain_low, gain_high : float
        Standardised accuracy gained since then, with the 95 % range of the paired difference.
    narrowing : float
        Median over projects of the 80 % range's upper ÷ lower end then, over the same now; 1.1 = a
        tenth narrower.
    verdict : str
        ``"rising"``: the last doubling paid clearly. ``"narrowing"``: only ranges became narrower.
        ``"flat"``.
    seed : int
    sentence : str
        What more data would bring.
    """

    n: int
    points: tuple[LearningPoint, ...]
    compared: int
    gain: float
    gain_low: float
    gain_high: float
    narrowing: float
    verdict: str
    seed: int
    sentence: str


def learning_sizes(n: int, *, smallest: int = SMALLEST, points: int = _POINTS) -> tuple[int, ...]:
    """Numbers of known projects to look at.

    Growing by an even factor, ending at what one fold leaves of n.
    """
    largest = n - -(-n // _FOLDS)
    if largest < _LEAST_REACH * smallest:
        return ()
    between = np.geomspace(smallest, largest, max(2, min(points, int(largest / smallest) + 1)))
    rounded = [smallest, *(round(size / 5) * 5 for size in between[1:-1]), largest]
    return tuple(sorted(set(map(int, rounded))))


def learning_curve(
    X: pd.DataFrame,
    y: ArrayLike,
    *,
    seed: int,
    smallest: int = SMALLEST,
    sizes: Sequence[int] | None = None,
    estimator: Callable[..., Any] = EffortEstimator,
) -> LearningCurve | NotAssessed:
    """Measure estimates with only some of the finished projects known.

    The history is parted in five; each part is predicted from the first 15, 30, … projects of the
    shuffled others. So every project is predicted once at every size, and sizes are compared on the
    same projects.

    Parameters
    ----------
    X : DataFrame of shape (n, k)
        Drivers known before a project starts.
    y : array of shape (n,)
        Positive actuals.
    seed : int
        Of the parts, the shuffles and the resampling.
    smallest : int
        Known projects at the first point.
    sizes : sequence of int, optional
        Known projects at each point, ascending; default by `learning_sizes`.
    estimator : callable
        Makes a model.

    Returns
    -------
    LearningCurve or NotAssessed
        Not assessed where the history holds too few projects to leave some of them out.

    Raises
    ------
    ValueError
        For sizes that the history cannot give.
    """
    actual = np.asarray(y, dtype=float).ravel()
    n = len(actual)
    wanted = _fitting_sizes(n, sizes, smallest)
    if isinstance(wanted, NotAssessed):
        return wanted
    guess = guessing_residual(actual)
    if guess == 0:
        return NotAssessed(
            "learning curve", "every finished project has the same value", ReasonCode.NO_VARIATION
        )
    rng = np.random.default_rng(seed)
    errors, ratios, inside = _predicted_at_sizes(X, actual, wanted, estimator, seed, rng)
    return _curve(wanted, errors / guess, ratios, inside, seed, rng)


def _fitting_sizes(
    n: int, sizes: Sequence[int] | None, smallest: int
) -> tuple[int, ...] | NotAssessed:
    """Sizes as given or by `learning_sizes`, where a history of n projects can give them."""
    wanted = tuple(sizes) if sizes is not None else learning_sizes(n, smallest=smallest)
    if len(wanted) < 2:
        return NotAssessed(
            "learning curve",
            f"{n} finished projects are too few to leave some of them out and still learn from"
            f" {smallest}; from about"
            f" {int(np.ceil(smallest * _LEAST_REACH * _FOLDS / (_FOLDS - 1)))} on it can be drawn",
            ReasonCode.TOO_FEW_PROJECTS,
        )
    most = n - -(-n // _FOLDS)  # what one fold leaves
    if list(wanted) != sorted(set(wanted)) or wanted[0] < 5 or wanted[-1] > most:
        raise ValueError(f"sizes must ascend from 5 or more to at most {most}, found {wanted}")
    return wanted


def _predicted_at_sizes(
    X: pd.DataFrame,
    actual: Numbers,
    sizes: Sequence[int],
    estimator: Callable[..., Any],
    seed: int,
    rng: np.random.Generator,
) -> tuple[Numbers, Numbers, Numbers]:
    """Every project predicted once at each size; arrays of shape (sizes, n).

    Returns
    -------
    tuple of ndarray
        Absolute errors, high ÷ low of an 80 % range, and whether that range held (0 or 1).
    """
    errors, ratios, inside = (np.empty((len(sizes), len(actual))) for _ in range(3))
    for train, test in KFold(_FOLDS, shuffle=True, random_state=seed % 2**32).split(actual):
        pool = rng.permutation(train)
        for i, size in enumerate(sizes):
            model = estimator().fit(X.take(pool[:size].tolist()), actual[pool[:size]])
            quantiles = model.predict_quantiles(X.take(test.tolist()))
            low, high = quantiles.get(0.1), quantiles.get(0.9)
            errors[i, test] = np.abs(actual[test] - quantiles[0.5].to_numpy())
            if low is None or high is None:
                ratios[i, test] = inside[i, test] = np.nan
            else:
                ratios[i, test] = high.to_numpy() / low.to_numpy()
                inside[i, test] = (low.to_numpy() <= actual[test]) & (
                    actual[test] <= high.to_numpy()
                )
    return errors, ratios, inside


def _curve(
    wanted: tuple[int, ...],
    errors: Numbers,
    ratios: Numbers,
    inside: Numbers,
    seed: int,
    rng: np.random.Generator,
) -> LearningCurve:
    n = errors.shape[1]
    weights = rng.multinomial(n, np.full(n, 1 / n), size=_RESAMPLES) / n
    means = weights @ errors.T
    points = []
    for i, size in enumerate(wanted):
        low, high = np.quantile(1 - means[:, i], (0.025, 0.975))
        sa, held, ratio = 1 - errors[i].mean(), inside[i].mean(), np.median(ratios[i])
        points.append(
            LearningPoint(size, float(sa), float(low), float(high), float(held), float(ratio))
        )
    earlier = [i for i, size in enumerate(wanted[:-1]) if size <= _HALF * wanted[-1]]
    before = earlier[-1] if earlier else 0
    gain = float((errors[before] - errors[-1]).mean())
    low, high = np.quantile(means[:, before] - means[:, -1], (0.025, 0.975))
    narrowing = float(np.median(ratios[before] / ratios[-1]))
    verdict = "flat"
    if low > 0 and gain >= _WORTH_SA:
        verdict = "rising"
    elif narrowing >= 1 + _WORTH_WIDTH:
        verdict = "narrowing"
    sentence = _sentence(points[before], points[-1], gain, (float(low), float(high)), verdict)
    return LearningCurve(
        n,
        tuple(points),
        wanted[before],
        gain,
        float(low),
        float(high),
        narrowing,
        verdict,
        seed,
        sentence,
    )


def _sentence(
    before: LearningPoint, last: LearningPoint, gain: float, ends: tuple[float, float], verdict: str
) -> str:
    seen = (
        f"From {before.known} to {last.known} known projects, standardised accuracy went from"
        f" {before.sa:.2f} to {last.sa:.2f} (95 % range of the change {ends[0]:+.2f} to"
        f" {ends[1]:+.2f}), and the high end of an 80 % range from {before.median_ratio_hi_lo:.1f}"
        f" to {last.median_ratio_hi_lo:.1f} times the low end."
    ).replace("-", "\u2212")
    meaning = {
        "rising": (
            "The curve still rises: more finished projects of this kind would make estimates"
            " better, though each doubling usually brings less than the one before."
        ),
        "narrowing": (
            "More finished projects would make the ranges somewhat narrower, the middle hardly"
            " better: what is known of each project sets the limit."
        ),
        "flat": (
            "The curve has levelled off: more projects of the same kind would bring little. Knowing"
            " more about each project before it starts (another driver, a better measure of size)"
            " promises more."
        ),
    }
    return f"{seen} {meaning[verdict]}"
