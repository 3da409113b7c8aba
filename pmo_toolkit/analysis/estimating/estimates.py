"""One proposal's estimate of effort, cost or duration from the history, with its measured coverage beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.base import clone
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.accuracy import coverage_range, median_relative_error, standardised_accuracy
from pmo_toolkit.analysis.estimating.drivers import driver_table
from pmo_toolkit.analysis.estimating.effort import EffortEstimator
from pmo_toolkit.analysis.results import Curve, NotAssessed
from pmo_toolkit.settings import Settings

_TARGET_WORDS = {"effort_person_hours": "effort", "duration_days": "duration"}


@dataclass(frozen=True)
class Interval:
    """A prediction interval with the coverage that was measured for such intervals.

    Parameters
    ----------
    level : float
        Stated confidence, such as 0.8.
    low, high : float
        Ends of the interval, in the unit of the target.
    coverage : float
        Share of finished projects whose actual fell inside the interval made without them.
    coverage_low, coverage_high : float
        95 % range of that share, given n (Wilson).
    n : int
        Projects over which it was measured.
    """

    level: float
    low: float
    high: float
    coverage: float
    coverage_low: float
    coverage_high: float
    n: int


@dataclass(frozen=True)
class Estimate:
    """An estimate from the history.

    Parameters
    ----------
    target, unit : str
        Such as ``"effort_person_hours"`` and ``"person-hours"``.
    point : float
        Median prediction.
    intervals : tuple of Interval
        Widest first.
    curve : Curve
        Predictive distribution.
    n : int
        Finished projects that the model learnt from.
    drivers_used : tuple of str
        Columns known for this proposal that the model used.
    drivers_missing : tuple of str
        Columns that the history has but this proposal does not state.
    drivers_dropped : tuple of (str, str)
        Columns not used, with the reason.
    outside_range : tuple of str
        One sentence a driver whose value lies outside what the history has seen.
    standardised_accuracy, median_relative_error : float
        SA (1 = perfect, 0 = guessing) and MdMRE, both from predictions of projects the model had not seen.
    actual_means : str or None
        What an "actual" is in this history where it is not the final figure.
    left_out : int
        Finished projects not used because their actual is missing or zero.
    """

    target: str
    unit: str
    point: float
    intervals: tuple[Interval, ...]
    curve: Curve
    n: int
    drivers_used: tuple[str, ...]
    drivers_missing: tuple[str, ...]
    drivers_dropped: tuple[tuple[str, str], ...]
    outside_range: tuple[str, ...]
    standardised_accuracy: float
    median_relative_error: float
    actual_means: str | None
    left_out: int = 0


@dataclass(frozen=True)
class Measured:
    """What a backtest saw: hits by confidence level, and the accuracy of the point predictions."""

    hits: tuple[int, ...]
    n: int
    standardised_accuracy: float
    median_relative_error: float


#: (target, excluded project, drivers, settings) → the model and what was measured of it.
FittedModels = dict[tuple[str, str, tuple[str, ...], Settings], tuple[EffortEstimator, Measured]]


def estimate_from_history(
    history: pd.DataFrame,
    proposal: Mapping[str, Any],
    *,
    target: str,
    unit: str,
    columns: Sequence[str],
    settings: Settings,
    actual_means: str | None = None,
    fitted: FittedModels | None = None,
    excluded: str = "",
) -> Estimate | NotAssessed:
    """Estimate one target for a proposal from finished projects.

    Parameters
    ----------
    history : DataFrame
        Finished projects without the proposal's own row; column ``actual_<target>`` holds what became of them.
    proposal : mapping
        The proposal's values by column.
    target, unit : str
        Such as ``"effort_person_hours"``, ``"person-hours"``.
    columns : sequence of str
        Columns that are known before a project starts.
    settings : Settings
        Uses model_minimum, conformal_folds, backtest_folds, confidence_levels and seed.
    actual_means : str, optional
        What an "actual" is where it is not the final figure.
    fitted : dict, optional
        Models fitted before on the same history and settings; looked up and added to.
    excluded : str
        Which project is left out of the history, so that models of different histories are never mixed up.

    Returns
    -------
    Estimate or NotAssessed
        Not assessed where the history is too small or the proposal states none of its drivers.
    """
    name = f"actual_{target}"
    what = _TARGET_WORDS.get(target, target.replace("_", " "))
    if name not in history:
        return NotAssessed(what, "there is no history of finished projects")
    usable = history[(history[name] > 0) & np.isfinite(history[name])].reset_index(drop=True)
    if usable.empty:
        return NotAssessed(what, f"no finished project states its actual {what}")
    if len(usable) < settings.model_minimum:
        return NotAssessed(
            what,
            f"the history holds {len(usable)} finished projects with an actual {what}, and a model needs"
            f" {settings.model_minimum}",
        )
    if usable[name].nunique() < 2:
        return NotAssessed(what, f"every finished project has the same {what}")
    drivers = driver_table(usable, proposal, columns, usable[name])
    if not drivers.used:
        wanted = ", ".join(each.replace("_", " ") for each in drivers.missing[:4]) or "any column that the history has"
        return NotAssessed(what, f"the proposal does not state {wanted}")
    fitted = {} if fitted is None else fitted
    key = (target, excluded, drivers.used, settings)
    if key not in fitted:
        unfitted = EffortEstimator(folds=settings.conformal_folds, random_state=settings.seed % 2**32)
        measured = measure(unfitted, drivers.history, usable[name].to_numpy(), settings)
        fitted[key] = (unfitted.fit(drivers.history, usable[name]), measured)
    model, measured = fitted[key]
    intervals = []
    for level, hits in zip(settings.confidence_levels, measured.hits, strict=True):
        ends = model.predict_interval(drivers.proposal, level).iloc[0]
        low, high = coverage_range(hits, len(usable))
        intervals.append(
            Interval(level, float(ends["low"]), float(ends["high"]), hits / len(usable), low, high, len(usable))
        )
    quantiles = model.predict_quantiles(drivers.proposal).iloc[0]
    curve = Curve(tuple(quantiles.tolist()), tuple(float(share) for share in quantiles.index), unit)
    return Estimate(
        target=target,
        unit=unit,
        point=float(model.predict(drivers.proposal)[0]),
        intervals=tuple(intervals),
        curve=curve,
        n=len(usable),
        drivers_used=drivers.used,
        drivers_missing=drivers.missing,
        drivers_dropped=drivers.dropped,
        outside_range=drivers.outside_range,
        standardised_accuracy=measured.standardised_accuracy,
        median_relative_error=measured.median_relative_error,
        actual_means=actual_means,
        left_out=len(history) - len(usable),
    )


def measure(model: EffortEstimator, drivers: pd.DataFrame, actual: ArrayLike, settings: Settings) -> Measured:
    """Predict each finished project by models that never saw it, intervals included.

    Parameters
    ----------
    model : EffortEstimator
        Cloned for each fold.
    drivers : DataFrame of shape (n, k)
    actual : array of shape (n,)
    settings : Settings
        Uses backtest_folds, confidence_levels and seed.
    """
    y = np.asarray(actual, dtype=float)
    predicted = np.empty_like(y)
    hits = [0] * len(settings.confidence_levels)
    # Another shuffle than the one inside the model, so that no fold of the one repeats in the other.
    folds = KFold(min(settings.backtest_folds, len(y)), shuffle=True, random_state=(settings.seed + 1) % 2**32)
    for train, test in folds.split(drivers):
        fitted = clone(model).fit(drivers.iloc[train], y[train])
        quantiles = fitted.predict_quantiles(drivers.iloc[test])
        predicted[test] = quantiles[0.5]
        for i, level in enumerate(settings.confidence_levels):
            low, high = quantiles[round((1 - level) / 2, 4)], quantiles[round((1 + level) / 2, 4)]
            hits[i] += int(np.sum((low <= y[test]) & (y[test] <= high)))
    return Measured(tuple(hits), len(y), standardised_accuracy(y, predicted), median_relative_error(y, predicted))
