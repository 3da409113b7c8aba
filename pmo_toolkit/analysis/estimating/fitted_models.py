"""Models fitted once and shared: the estimator of a history, and what was measured of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.base import clone
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.measuring.accuracy import (
    median_relative_error,
    standardised_accuracy,
)
from pmo_toolkit.analysis.estimating.measuring.backtest import rolling_origin
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
from pmo_toolkit.analysis.estimating.model.explanation import permutation_importance_log
from pmo_toolkit.core.settings import Settings

#: Rows whose shuffling shows well enough which drivers matter, and shuffles of each.
_IMPORTANCE_ROWS, _SHUFFLES = 600, 3


@dataclass(frozen=True)
class Later:
    """What happened when later projects were predicted from earlier ones.

    Parameters
    ----------
    n : int
        Later projects predicted.
    hits : int
        Of them inside the wider interval.
    standardised_accuracy : float
    """

    n: int
    hits: int
    standardised_accuracy: float


@dataclass(frozen=True)
class Measured:
    """What a backtest saw of an estimator on one history.

    Parameters
    ----------
    hits : tuple of int
        Actuals inside the interval, one count a confidence level of the settings.
    n : int
    standardised_accuracy, median_relative_error : float
        Of predictions by models that had not seen the project.
    later : Later or None
        None where the history carries too few dates.
    importances : tuple of (str, float)
        Driver, and the factor by which unseen predictions get worse without it; most important
        first.
    """

    hits: tuple[int, ...]
    n: int
    standardised_accuracy: float
    median_relative_error: float
    later: Later | None = None
    importances: tuple[tuple[str, float], ...] = ()

    @classmethod
    def from_figures(cls, figures: Mapping[str, Any]) -> Measured:
        """The same from `dataclasses.asdict` after a way through JSON.

        Raises
        ------
        KeyError, TypeError, ValueError
            If these are no such figures.
        """
        later = figures["later"]
        return cls(
            hits=tuple(int(each) for each in figures["hits"]),
            n=int(figures["n"]),
            standardised_accuracy=float(figures["standardised_accuracy"]),
            median_relative_error=float(figures["median_relative_error"]),
            later=(
                None
                if later is None
                else Later(
                    int(later["n"]), int(later["hits"]), float(later["standardised_accuracy"])
                )
            ),
            importances=tuple(
                (str(name), float(factor)) for name, factor in figures["importances"]
            ),
        )


class Shelf(Protocol):
    """Where figures are kept beyond one run, by a key that covers everything they depend on."""

    def get(self, key: str) -> Mapping[str, Any] | None:
        """Figures kept under a key, or None."""
        ...

    def put(self, key: str, figures: Mapping[str, Any]) -> None:
        """Keep figures under a key."""
        ...


class Models:
    """Fitted models by the content of what they learnt from.

    Equal histories share one model, whoever asks.

    Parameters
    ----------
    shelf : Shelf, optional
        Keeps what was measured, which costs several times the fit. Models themselves are always
        fitted, never unpickled.
    """

    def __init__(self, shelf: Shelf | None = None):
        self.shelf = shelf
        self._made: dict[str, tuple[EffortEstimator, Measured]] = {}

    def __len__(self) -> int:
        return len(self._made)

    def fitted(
        self, drivers: pd.DataFrame, actual: ArrayLike, when: pd.Series | None, settings: Settings
    ) -> tuple[EffortEstimator, Measured]:
        """The estimator fitted to a history, and what was measured of it.

        Parameters
        ----------
        drivers : DataFrame of shape (n, k)
        actual : array of shape (n,)
        when : Series of shape (n,), optional
            Days at which projects ended.
        settings : Settings
            Uses conformal_folds, backtest_folds, confidence_levels and seed.
        """
        key = content_key(drivers, actual, when, settings)
        if key not in self._made:
            model = EffortEstimator(
                folds=settings.estimating.conformal_folds, random_state=settings.seed % 2**32
            )
            model.fit(drivers, actual)
            self._made[key] = model, self._measured(key, model, drivers, actual, when, settings)
        return self._made[key]

    def _measured(
        self,
        key: str,
        model: EffortEstimator,
        drivers: pd.DataFrame,
        actual: ArrayLike,
        when: pd.Series | None,
        settings: Settings,
    ) -> Measured:
        kept = None if self.shelf is None else self.shelf.get(key)
        if kept is not None:
            try:
                return Measured.from_figures(kept)
            except (KeyError, TypeError, ValueError):
                pass  # not our figures: measured anew
        seen = measure(model, drivers, actual, settings, when)
        if self.shelf is not None:
            self.shelf.put(key, asdict(seen))
        return seen


def content_key(
    drivers: pd.DataFrame, actual: ArrayLike, when: pd.Series | None, settings: Settings
) -> str:
    """SHA-256 of all that a fit and its measurement depend on, the code aside."""
    used = (
        settings.estimating.conformal_folds,
        settings.estimating.backtest_folds,
        settings.estimating.confidence_levels,
        settings.seed,
    )
    parts: list[Any] = [used, np.asarray(actual, dtype=float).tolist()]
    columns = drivers if when is None else drivers.assign(_when=when.to_numpy())
    for name in columns.columns:
        known = columns[name].notna()
        parts.append(
            [
                str(name),
                str(columns[name].dtype),
                columns[name].astype(str).where(known, None).tolist(),
            ]
        )
    return hashlib.sha256(json.dumps(parts).encode("utf-8", "surrogatepass")).hexdigest()


def measure(
    model: EffortEstimator,
    drivers: pd.DataFrame,
    actual: ArrayLike,
    settings: Settings,
    when: pd.Series | None = None,
) -> Measured:
    """Predict each finished project by models that never saw it, intervals included.

    Parameters
    ----------
    model : EffortEstimator
        Cloned for each fold; fitted to the same projects if importances are wanted.
    drivers : DataFrame of shape (n, k)
    actual : array of shape (n,)
    settings : Settings
        Uses backtest_folds, confidence_levels, model_minimum and seed.
    when : Series of shape (n,), optional
        Days at which projects ended; with them later projects are predicted from earlier ones too.
    """
    y = np.asarray(actual, dtype=float)
    predicted = np.empty_like(y)
    hits = [0] * len(settings.estimating.confidence_levels)
    # Another shuffle than the one inside the model, so that no fold of the one repeats in the
    # other.
    folds = KFold(
        min(settings.estimating.backtest_folds, len(y)),
        shuffle=True,
        random_state=(settings.seed + 1) % 2**32,
    )
    for train, test in folds.split(drivers):
        fitted = clone(model).fit(drivers.iloc[train], y[train])
        quantiles = fitted.predict_quantiles(drivers.iloc[test])
        predicted[test] = quantiles[0.5]
        for i, level in enumerate(settings.estimating.confidence_levels):
            low, high = quantiles[round((1 - level) / 2, 4)], quantiles[round((1 + level) / 2, 4)]
            hits[i] += int(np.sum((low <= y[test]) & (y[test] <= high)))
    return Measured(
        hits=tuple(hits),
        n=len(y),
        standardised_accuracy=standardised_accuracy(y, predicted),
        median_relative_error=median_relative_error(y, predicted),
        later=None if when is None else _later(model, drivers, y, when, settings),
        importances=(
            _importances(model, drivers, y, settings.seed) if hasattr(model, "intervals_") else ()
        ),
    )


def _later(
    model: EffortEstimator,
    drivers: pd.DataFrame,
    y: np.ndarray[Any, Any],
    when: pd.Series,
    settings: Settings,
) -> Later | None:
    dated = when.notna().to_numpy()
    if dated.sum() < 2 * settings.estimating.model_minimum:
        return None
    try:
        seen = rolling_origin(
            drivers[dated].reset_index(drop=True),
            y[dated],
            when[dated],
            seed=settings.seed,
            rivals={},
            levels=settings.estimating.confidence_levels[:1],
            estimator=partial(EffortEstimator, folds=model.folds),
        )
    except ValueError:
        return None  # too few different days to tell earlier from later
    wide = seen.intervals.get(settings.estimating.confidence_levels[0])
    if wide is None:
        return None
    return Later(seen.tested, round(wide.coverage * seen.tested), seen.methods["default"].sa)


def _importances(
    model: EffortEstimator, drivers: pd.DataFrame, y: np.ndarray[Any, Any], seed: int
) -> tuple[tuple[str, float], ...]:
    rows = np.arange(len(y))
    if len(y) > _IMPORTANCE_ROWS:
        rows = np.sort(np.random.default_rng(seed).choice(len(y), _IMPORTANCE_ROWS, replace=False))
    unseen = _OutOfFold(model, rows)
    table = permutation_importance_log(
        unseen, drivers.iloc[rows], y[rows], seed=seed, repeats=_SHUFFLES
    ).table
    # Sizes in several units are one driver to a reader.
    merged: dict[str, float] = {}
    for name, factor in zip(table["driver"], table["factor"], strict=True):
        short = "size" if str(name).startswith("size in ") or name == "size_unit" else str(name)
        merged[short] = max(merged.get(short, 0.0), float(factor))
    return tuple(merged.items())


class _OutOfFold:
    """Predicts the given rows of a history, each by the member that did not see it, however often they are repeated."""

    def __init__(self, model: EffortEstimator, rows: np.ndarray[Any, Any]):
        self.members, self.fold = model.intervals_.members_, model.intervals_.fold_[rows]

    def predict(self, X: pd.DataFrame) -> np.ndarray[Any, Any]:
        """Predictions, shape (m,), m a multiple of the rows."""
        fold = np.tile(self.fold, len(X) // len(self.fold))
        predicted = np.empty(len(X))
        for i, member in enumerate(self.members):
            here = fold == i
            if here.any():
                predicted[here] = member.predict(X[here])
        return np.exp(predicted)
