"""One proposal's estimate of effort, cost or duration from the history, with measured coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed
from pmo_toolkit.analysis.estimating.analogues import analogues_of, effects_of
from pmo_toolkit.analysis.estimating.drivers import DriverTable, driver_table
from pmo_toolkit.analysis.estimating.estimate import (
    CohortCoverage,
    Estimate,
    Interval,
    LaterProjects,
)
from pmo_toolkit.analysis.estimating.fitted_models import Models
from pmo_toolkit.analysis.estimating.history.target_words import words_of_target
from pmo_toolkit.analysis.estimating.measured import Measured
from pmo_toolkit.analysis.estimating.measuring.accuracy import coverage_range
from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory
from pmo_toolkit.analysis.estimating.small_history import estimate_small_history
from pmo_toolkit.analysis.estimating.target_histories import History
from pmo_toolkit.core.settings import Settings

#: With fewer later projects than this, the coverage shown is that of projects in any order.
FEWEST_LATER = 20


def estimate_from_history(
    history: History,
    proposal: Mapping[str, Any],
    *,
    target: str,
    unit: str,
    models: Models,
    settings: Settings,
) -> Estimate | NotAssessed:
    """Estimate one target for a proposal from finished projects.

    Parameters
    ----------
    history : History
    proposal : mapping
        The proposal's values by column.
    target, unit : str
        Such as ``"effort_person_hours"``, ``"person-hours"``.
    models : Models
        Fitted before, or to be fitted now and shared.
    settings : Settings
        Uses model_minimum, backtest_folds, confidence_levels and seed.

    Returns
    -------
    Estimate or NotAssessed
        From a model of this house's projects where there are enough; from few of them and public
        figures where there are not (effort by size only). Not assessed where neither will do, or
        the proposal states none of the drivers.
    """
    name = f"actual_{target}"
    what = words_of_target(name)
    projects = history.projects
    if name not in projects or projects.empty:
        return NotAssessed(
            what,
            "there is no history of finished projects, so that only others' experience can speak",
            ReasonCode.NO_HISTORY,
        )
    prepared = history.of(target)
    usable = prepared.usable
    if usable.empty:
        return NotAssessed(
            what, f"no finished project states its actual {what}", ReasonCode.NO_ACTUALS
        )
    if len(usable) < settings.estimating.model_minimum:
        return _from_few(history, usable, proposal, target=target, unit=unit, settings=settings)
    if usable[name].nunique() < 2:
        return NotAssessed(
            what, f"every finished project has the same {what}", ReasonCode.NO_VARIATION
        )
    drivers = driver_table(prepared, proposal)
    if not drivers.used:
        return NotAssessed(what, _no_driver(drivers.missing, drivers.dropped), ReasonCode.NO_DRIVER)
    estimate = _from_model(prepared, drivers, proposal, unit=unit, models=models, settings=settings)
    return replace(estimate, actual_means=history.actual_means)


def _from_few(
    history: History,
    usable: pd.DataFrame,
    proposal: Mapping[str, Any],
    *,
    target: str,
    unit: str,
    settings: Settings,
) -> Estimate | NotAssessed:
    """The estimate of fewer projects than a model needs, or both reasons why there is none."""
    estimate = estimate_small_history(
        usable, proposal, history.priors, target=target, unit=unit, settings=settings
    )
    if isinstance(estimate, Estimate):
        return estimate
    what = words_of_target(f"actual_{target}")
    return NotAssessed(
        what,
        f"{_count(len(usable))} an actual {what}, a model needs"
        f" {settings.estimating.model_minimum}, and {estimate.why}",
        ReasonCode.TOO_FEW_PROJECTS,
    )


def _from_model(
    prepared: PreparedHistory,
    drivers: DriverTable,
    proposal: Mapping[str, Any],
    *,
    unit: str,
    models: Models,
    settings: Settings,
) -> Estimate:
    """The estimate of a model of this house's projects."""
    usable = prepared.usable
    model, measured = prepared.fitted(drivers.used, models, settings)
    quantiles = model.predict_quantiles(drivers.proposal).iloc[0]
    widening = model.widening(drivers.proposal).iloc[0]
    return Estimate(
        target=prepared.target.removeprefix("actual_"),
        unit=unit,
        basis="model",
        basis_sentence=(
            f"A regression that learnt from {len(usable)} finished projects of this house."
        ),
        point=float(quantiles[0.5]),
        intervals=tuple(_intervals(quantiles, measured, settings)),
        curve=Curve(
            tuple(quantiles.tolist()), tuple(float(share) for share in quantiles.index), unit
        ),
        n=len(usable),
        drivers_used=drivers.used,
        drivers_missing=drivers.missing,
        drivers_dropped=drivers.dropped,
        outside_range=tuple(reason for reason in str(widening["reason"]).split("; ") if reason),
        widening=float(widening["factor"]),
        standardised_accuracy=measured.standardised_accuracy,
        median_relative_error=measured.median_relative_error,
        later=_later(measured),
        importances=measured.importances,
        analogues=analogues_of(usable, prepared.target, proposal, drivers, measured),
        effects=effects_of(model, drivers),
        remarks=prepared.remarks,
        actual_means=None,
        left_out=prepared.left_out,
    )


def _intervals(quantiles: pd.Series, measured: Measured, settings: Settings) -> Iterable[Interval]:
    hits, n = measured.hits, measured.n
    if measured.later is not None and measured.later.n >= FEWEST_LATER:
        hits, n = measured.later.hits, measured.later.n
    for level, held in zip(settings.estimating.confidence_levels, hits, strict=True):
        low, high = quantiles[round((1 - level) / 2, 4)], quantiles[round((1 + level) / 2, 4)]
        yield Interval(level, float(low), float(high), held / n, *coverage_range(held, n), n=n)


def _later(measured: Measured) -> LaterProjects | None:
    seen = measured.later
    if seen is None:
        return None
    cohorts = tuple(
        CohortCoverage(
            int(cohort.first),
            int(cohort.last),
            cohort.n,
            cohort.hits / cohort.n,
            *coverage_range(cohort.hits, cohort.n),
        )
        for cohort in seen.cohorts
    )
    wide, accuracy = seen.hits[0], seen.standardised_accuracy
    span = coverage_range(wide, seen.n)
    return LaterProjects(seen.n, wide / seen.n, *span, accuracy, cohorts)


def _count(n: int) -> str:
    return f"the history holds {n} finished project{' with' if n == 1 else 's with'}"


def _no_driver(missing: Sequence[str], dropped: Sequence[tuple[str, str]]) -> str:
    if missing or not dropped:
        wanted = (
            ", ".join(driver.replace("_", " ") for driver in missing[:4])
            or "any column that the history has"
        )
        return f"the proposal does not state {wanted}"
    name, why = dropped[0]
    others = f", and {len(dropped) - 1} more were left out" if len(dropped) > 1 else ""
    return f"no driver can be used: {name.replace('_', ' ')} was left out ({why}){others}"
