"""What a backtest sees of the estimator of a history: coverage, accuracy, weight of drivers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.base import clone

from pmo_toolkit.analysis.estimating.in_time.dates import Dates
from pmo_toolkit.analysis.estimating.measuring.accuracy import (
    median_relative_error,
    standardised_accuracy,
)
from pmo_toolkit.analysis.estimating.measuring.backtest import shuffled_folds
from pmo_toolkit.analysis.estimating.measuring.importance import growth_of_error
from pmo_toolkit.analysis.estimating.measuring.start_cohorts import by_start_cohort
from pmo_toolkit.analysis.estimating.measuring.steps import Step, unwatched
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
from pmo_toolkit.core.settings import Settings

#: What there is to measure after the folds: later projects, and the weight of the drivers.
_STEPS_BEYOND_FOLDS = 2


@dataclass(frozen=True)
class Cohort:
    """Projects that started between two days (decimal years), and those inside the wider interval.

    Each was predicted from what was known on the first of the days, and counts whenever it ended.
    """

    first: float
    last: float
    n: int
    hits: int


@dataclass(frozen=True)
class Later:
    """What happened when later projects were predicted from what was known when they started.

    Parameters
    ----------
    n : int
        Later projects predicted.
    hits : tuple of int
        Of them inside the interval, one count a confidence level of the settings.
    standardised_accuracy : float
    cohorts : tuple of Cohort
        Oldest first.
    """

    n: int
    hits: tuple[int, ...]
    standardised_accuracy: float
    cohorts: tuple[Cohort, ...]


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
            If these are no such figures, or say what cannot be: more hits than projects, an
            accuracy above one, a number that is none.
        """
        later, n = figures["later"], _count(figures["n"])
        return cls(
            hits=tuple(_count(count, n) for count in figures["hits"]),
            n=n,
            standardised_accuracy=_number(figures["standardised_accuracy"], most=1.0),
            median_relative_error=_number(figures["median_relative_error"], least=0.0),
            later=None if later is None else _later_from(later, n),
            importances=tuple(
                (str(name), _number(factor, least=0.0)) for name, factor in figures["importances"]
            ),
        )


def _later_from(figures: Mapping[str, Any], projects: int) -> Later:
    n = _count(figures["n"], projects)
    accuracy = _number(figures["standardised_accuracy"], most=1.0)
    cohorts = tuple(
        Cohort(
            _number(cohort["first"]),
            _number(cohort["last"]),
            _count(cohort["n"], n),
            _count(cohort["hits"], cohort["n"]),
        )
        for cohort in figures["cohorts"]
    )
    return Later(n, tuple(_count(count, n) for count in figures["hits"]), accuracy, cohorts)


def _count(value: object, most: float = math.inf) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
        raise ValueError(f"{value!r} is no count up to {most}")
    return value


def _number(value: object, least: float = -math.inf, most: float = math.inf) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no number")
    if not math.isfinite(value) or not least <= value <= most:
        raise ValueError(f"{value!r} is no number from {least} to {most}")
    return float(value)


def measure(
    model: EffortEstimator,
    drivers: pd.DataFrame,
    actual: ArrayLike,
    settings: Settings,
    dates: Dates | None = None,
    step: Step = unwatched,
) -> Measured:
    """Predict each finished project by models that never saw it, intervals included.

    Parameters
    ----------
    model : EffortEstimator
        Cloned for each fold.
    drivers : DataFrame of shape (n, k)
    actual : array of shape (n,)
    settings : Settings
        Uses backtest_folds, confidence_levels, model_minimum and seed.
    dates : Dates, optional
        With them later projects are predicted from what was known when they started, too.
    step : callable, optional
        Called with the steps done and their number, before the first and after each.
    """
    y = np.asarray(actual, dtype=float)
    predicted = np.empty_like(y)
    hits = [0] * len(settings.estimating.confidence_levels)
    folds = min(settings.estimating.backtest_folds, len(y))
    steps = folds + _STEPS_BEYOND_FOLDS
    step(0, steps)
    unseen: list[tuple[EffortEstimator, np.ndarray[Any, Any]]] = []
    splits = shuffled_folds(folds, settings.seed).split(drivers)
    for done, (train, test) in enumerate(splits, start=1):
        fitted = clone(model).fit(drivers.iloc[train], y[train])
        unseen.append((fitted, test))
        quantiles = fitted.predict_quantiles(drivers.iloc[test])
        predicted[test] = quantiles[0.5]
        for i, level in enumerate(settings.estimating.confidence_levels):
            low, high = quantiles[round((1 - level) / 2, 4)], quantiles[round((1 + level) / 2, 4)]
            hits[i] += int(np.sum((low <= y[test]) & (y[test] <= high)))
        step(done, steps)
    later = None if dates is None else _later(drivers, y, dates, settings)
    step(folds + 1, steps)
    importances = _importances(unseen, drivers, y, settings.seed)
    step(steps, steps)
    return Measured(
        hits=tuple(hits),
        n=len(y),
        standardised_accuracy=standardised_accuracy(y, predicted),
        median_relative_error=median_relative_error(y, predicted),
        later=later,
        importances=importances,
    )


def _later(
    drivers: pd.DataFrame, y: np.ndarray[Any, Any], dates: Dates, settings: Settings
) -> Later | None:
    levels = settings.estimating.confidence_levels
    if np.isfinite(dates.started).sum() < 2 * settings.estimating.model_minimum:
        return None
    try:
        seen = by_start_cohort(
            drivers,
            y,
            dates.started,
            dates.ended,
            running_known=dates.running_known and dates.is_time,
            rivals={},
            levels=levels,
        )
    except ValueError:
        return None  # too few different days to tell earlier from later
    table = seen.predictions
    inside = [
        (table[f"low_{level * 100:.0f}"] <= table["actual"])
        & (table["actual"] <= table[f"high_{level * 100:.0f}"])
        for level in levels
    ]
    started = pd.Series(dates.started[table["row"]], index=table.index)
    cohorts = tuple(
        Cohort(
            float(years.min()), float(years.max()), len(years), int(inside[0][years.index].sum())
        )
        for _, years in started.groupby(table["fold"])
    )
    hits = tuple(int(held.sum()) for held in inside)
    return Later(len(table), hits, seen.methods["default"].sa, cohorts)


def _importances(
    unseen: Sequence[tuple[EffortEstimator, np.ndarray[Any, Any]]],
    drivers: pd.DataFrame,
    y: np.ndarray[Any, Any],
    seed: int,
) -> tuple[tuple[str, float], ...]:
    """Factor by which the rows that each model has not seen are missed without a driver."""
    rng = np.random.default_rng(seed)
    growth = {str(name): 0.0 for name in drivers.columns}
    for model, test in unseen:
        grown = growth_of_error(model.model_, drivers.iloc[test], np.log(y[test]), rng)
        for name, errors in grown.items():
            growth[name] += float(errors.sum()) / len(y)
    # Sizes in several units are one driver to a reader.
    merged: dict[str, float] = {}
    for name, mean in sorted(growth.items(), key=lambda driver: -driver[1]):
        short = "size" if name.startswith("size in ") or name == "size_unit" else name
        merged[short] = max(merged.get(short, 0.0), float(np.exp(mean)))
    return tuple(merged.items())
