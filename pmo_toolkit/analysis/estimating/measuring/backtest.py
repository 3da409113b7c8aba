"""How far estimates from a history can be trusted.

The default and its rivals, measured in the same folds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.measuring.accuracy import (
    coverage_range,
    mean_absolute_residual,
    median_relative_error,
    pred25,
    standardised_accuracy,
)
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Accuracy, Backtest, Coverage
from pmo_toolkit.analysis.estimating.measuring.rivals import RIVALS, Rival
from pmo_toolkit.analysis.estimating.measuring.steps import Step, unwatched
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator

Protocol = Literal["loo", "kfold", "rome"]

#: From this many projects on, leaving out one at a time tells little more than ten-fold and takes
#: far longer.
KFOLD_FROM = 100
#: Fewer projects cannot be split into a history to learn from and projects to test on.
FEWEST = 8
LEVELS = (0.8, 0.5)


Rows = NDArray[np.intp]
Split = tuple[int, int, Rows, Rows]  # repeat, fold, rows to learn from, rows to predict
Predict = Callable[[Any, Split], pd.DataFrame]  # an estimator's quantiles of the second rows


def backtest(
    X: pd.DataFrame,
    y: ArrayLike,
    *,
    protocol: Protocol | None = None,
    seed: int = 0,
    rivals: Mapping[str, Rival] | None = None,
    levels: Sequence[float] = LEVELS,
    estimator: Callable[..., Any] = EffortEstimator,
    folds: int | None = None,
    repeats: int | None = None,
    folds_seed: int | None = None,
    groups: ArrayLike | None = None,
    step: Step = unwatched,
) -> Backtest:
    """Predict every finished project by models that never saw it.

    Parameters
    ----------
    X : DataFrame of shape (n, k)
        Drivers known before a project starts.
    y : array of shape (n,)
        Positive actuals.
    protocol : {"loo", "kfold", "rome"}, optional
        Leave one out; ten folds, three times; three folds, ten times (Xia et al., "Sequential model
        optimisation for software effort estimation"). By default ``loo`` below 100 projects, else
        ``kfold``.
    seed : int
        Of the folds unless `folds_seed` is given.
    rivals : mapping of str to Rival, optional
        Default: all of `RIVALS`.
    levels : sequence of float
        Confidence levels of the default's intervals.
    estimator : callable
        Makes the default.
    folds, repeats : int, optional
        Instead of the protocol's own numbers.
    folds_seed : int, optional
        Of the first repeat's folds; each further repeat has the next one.
    groups : array of labels, shape (n,), optional
        Houses, which are predicted whole by models that know none of their projects; for ``loo``
        one at a time.
    step : callable, optional
        Called with the folds done and their number, before the first and after each.

    Raises
    ------
    ValueError
        For fewer than eight projects or three houses, no repeat, actuals that are not positive or
        all equal, or an unknown protocol.
    """
    actual = checked_actuals(X, y)
    chosen = protocol or ("loo" if len(actual) < KFOLD_FROM else "kfold")
    first = seed if folds_seed is None else folds_seed
    houses = np.arange(len(actual)) if groups is None else pd.factorize(np.asarray(groups))[0]
    if len(houses) != len(actual) or houses.min() < 0 or houses.max() < 2:
        raise ValueError("groups must name a house for every project, and three of them at least")
    splits = list(_splits(chosen, houses, first, folds, repeats))

    def of_houses(model: Any, split: Split) -> pd.DataFrame:
        _, _, train, test = split
        fitted = model.fit(X.take(train.tolist()), actual[train], groups=houses[train])
        quantiles: pd.DataFrame = fitted.predict_quantiles(X.take(test.tolist()))
        return quantiles

    predict = None if groups is None else of_houses
    return measure_splits(X, actual, splits, chosen, seed, rivals, levels, estimator, step, predict)


def shuffled_folds(folds: int, seed: int) -> KFold:
    """The folds by which a prepared history is measured."""
    return KFold(folds, shuffle=True, random_state=folds_seed_of(seed) % 2**32)


def folds_seed_of(seed: int) -> int:
    """The seed of these folds."""
    return seed + 1


def checked_actuals(X: pd.DataFrame, y: ArrayLike) -> Numbers:
    """The actuals, shape (n,), where there are enough to measure on; else a ValueError."""
    actual = np.asarray(y, dtype=float).ravel()
    if len(actual) != len(X):
        raise ValueError(f"X has {len(X)} rows, y has {len(actual)}")
    if len(actual) < FEWEST:
        raise ValueError(
            f"a backtest needs at least {FEWEST} finished projects, found {len(actual)}"
        )
    if not np.all(np.isfinite(actual)) or actual.min() <= 0:
        raise ValueError("the target must be a positive number for every project")
    if np.ptp(actual) == 0:
        raise ValueError("all actuals are equal: there is nothing to tell apart")
    return actual


def _splits(
    protocol: str, houses: Rows, seed: int, folds: int | None, repeats: int | None
) -> Iterator[Split]:
    """Folds of houses, numbered from 0; each project is one where none are given."""
    n = int(houses.max()) + 1
    shapes = {"loo": (n, 1), "kfold": (min(10, n), 3), "rome": (3, 10)}
    if protocol not in shapes:
        raise ValueError(f"protocol must be one of {', '.join(shapes)}; found {protocol!r}")
    if repeats is not None and repeats < 1:
        raise ValueError(f"at least one repeat is needed, found {repeats}")
    count = min(folds or shapes[protocol][0], n)
    for repeat in range(repeats or shapes[protocol][1]):
        parts = (
            KFold(count)
            if protocol == "loo"
            else KFold(count, shuffle=True, random_state=(seed + repeat) % 2**32)
        )
        for fold, (_, test) in enumerate(parts.split(np.zeros(n))):
            unseen = np.isin(houses, test)
            yield repeat, fold, np.flatnonzero(~unseen), np.flatnonzero(unseen)


def measure_splits(
    X: pd.DataFrame,
    actual: Numbers,
    splits: Sequence[Split],
    protocol: str,
    seed: int,
    rivals: Mapping[str, Rival] | None,
    levels: Sequence[float],
    estimator: Callable[..., Any],
    step: Step = unwatched,
    predict: Predict | None = None,
) -> Backtest:
    """Measure the default and its rivals in these splits.

    Parameters
    ----------
    X, actual, seed, rivals, levels, estimator, step
        As in `backtest`.
    splits : sequence of Split
    protocol : str
        What the splits are called.
    predict : callable, optional
        Fits an estimator to the first rows of a split and predicts the second, where more is known
        of them than drivers and target.
    """
    others = RIVALS if rivals is None else rivals
    parts = []
    step(0, len(splits))
    for repeat, fold, train, test in splits:
        past, new = X.take(train.tolist()), X.take(test.tolist())
        if predict is None:
            quantiles = estimator().fit(past, actual[train]).predict_quantiles(new)
        else:
            quantiles = predict(estimator(), (repeat, fold, train, test))
        part = pd.DataFrame({"repeat": repeat, "fold": fold, "row": test, "actual": actual[test]})
        part["default"] = quantiles[0.5].to_numpy()
        for name, rival in others.items():
            part[name] = rival(past, actual[train], new)
        for level in levels:
            ends = round((1 - level) / 2, 4), round((1 + level) / 2, 4)
            for end, share in zip(("low", "high"), ends, strict=True):
                part[f"{end}_{level * 100:.0f}"] = quantiles[share].to_numpy()
        parts.append(part)
        step(len(parts), len(splits))
    predictions = pd.concat(parts, ignore_index=True)
    tested = int(predictions["row"].nunique())
    methods = {name: _accuracy(predictions, name, protocol) for name in ("default", *others)}
    intervals = {level: _coverage(predictions, level, tested) for level in levels}
    return Backtest(len(actual), tested, protocol, seed, methods, intervals, predictions)


def _accuracy(predictions: pd.DataFrame, name: str, protocol: str) -> Accuracy:
    """Measures of each repeat, averaged; `sa_mean` under rome is the median over folds."""
    repeats = [(repeat["actual"], repeat[name]) for _, repeat in predictions.groupby("repeat")]
    groups = ["repeat", "fold"] if protocol == "rome" else ["repeat"]
    against_mean = [
        1 - mean_absolute_residual(group["actual"], group[name]) / float(group["actual"].mean())
        for _, group in predictions.groupby(groups)
    ]
    return Accuracy(
        mar=float(np.mean([mean_absolute_residual(*pair) for pair in repeats])),
        sa=float(np.mean([standardised_accuracy(*pair) for pair in repeats])),
        mdmre=float(np.mean([median_relative_error(*pair) for pair in repeats])),
        pred25=float(np.mean([pred25(*pair) for pair in repeats])),
        sa_mean=float(np.median(against_mean) if protocol == "rome" else np.mean(against_mean)),
    )


def _coverage(predictions: pd.DataFrame, level: float, tested: int) -> Coverage:
    low, high = predictions[f"low_{level * 100:.0f}"], predictions[f"high_{level * 100:.0f}"]
    share = float(((low <= predictions["actual"]) & (predictions["actual"] <= high)).mean())
    least, most = coverage_range(round(share * tested), tested)
    return Coverage(level, share, least, most, float((high / low).median()))
