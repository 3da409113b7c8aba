"""How far estimates from a workspace's history can be trusted, measured before any of them is believed."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.history.house_bias import HouseBias, house_bias
from pmo_toolkit.analysis.estimating.measuring.backtest import backtest, rolling_origin
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
from pmo_toolkit.analysis.estimating.measuring.calibration import LEVELS, calibrate
from pmo_toolkit.analysis.estimating.measuring.importance import DriverWeight, held_out_importance
from pmo_toolkit.analysis.estimating.measuring.learning_curve import LearningCurve, learning_curve
from pmo_toolkit.analysis.estimating.measuring.residuals import (
    Residuals,
    residuals_by_group,
    thirds,
)
from pmo_toolkit.analysis.estimating.measuring.side_by_side import (
    CORRECTED,
    EXPERTS,
    FEWEST_WITH_ESTIMATE,
    SHOWN,
    WITH_EXPERTS,
    SideBySide,
    expert_methods,
    side_by_side,
)
from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.assessment.result import Context
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import Figures
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.measurable import (
    TARGETS,
    Measurable,
    known_afterwards,
    measurable,
    odd_inputs,
)
from pmo_toolkit.studies.reliability_result import (
    TRUST_VERSION,
    HistoryTrust,
    PastPredictsFuture,
    TrustProvenance,
)
from pmo_toolkit.workspace import Workspace

#: From this many projects on a single round of ten folds is steady; below, three rounds are
#: averaged.
_ONE_ROUND_FROM = 100


def assess_history(
    workspace: Workspace | str | Path,
    target: str = "effort_person_hours",
    *,
    settings: Settings | None = None,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
) -> HistoryTrust:
    """Measure how far estimates from the finished projects of a workspace can be trusted.

    Every finished project is predicted by models that never saw it, from the drivers that estimates
    of proposals use.

    Parameters
    ----------
    workspace : Workspace or path
    target : {"effort_person_hours", "cost", "duration_days"}
    settings : Settings, optional
        Instead of the workspace's own.
    seed : int, optional
        Instead of the settings' seed.
    as_of : date or ISO text, optional
        Day that the result is dated; nothing is computed from it.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If there is no such target, or `as_of` is not a date.
    """
    if target not in TARGETS:
        raise UsageError(f"target must be one of {', '.join(TARGETS)}; found {target!r}")
    ready = prepare(workspace, settings=settings, as_of=as_of)
    house = ready.workspace
    chosen = ready.settings if seed is None else ready.settings.with_overrides({"seed": seed})
    what, unit = TARGETS[target]
    leaks = known_afterwards(house, target)
    usable = measurable(house, target, chosen, leaks)
    measured = (
        _measured(usable, chosen.seed) if isinstance(usable, Measurable) else _nothing(usable)
    )
    rows = usable.rows if isinstance(usable, Measurable) else house.table("history").iloc[:0]
    history = house.table("history")
    return HistoryTrust(
        schema_version=TRUST_VERSION,
        context=Context(
            workspace=house.config.name or house.name,
            is_sample=house.is_sample,
            decides=house.config.decides,
            as_of=ready.as_of.isoformat(),
            valid_until=(ready.as_of + dt.timedelta(days=chosen.advice.validity_days)).isoformat(),
            currency=house.config.currency,
            price_year=house.config.price_year,
            locale=house.config.locale,
        ),
        target=target,
        what=what,
        unit=unit,
        n=len(rows),
        left_out=int((~(history[f"actual_{target}"] > 0)).sum()),
        drivers=tuple(map(str, usable.drivers.columns)) if isinstance(usable, Measurable) else (),
        drivers_dropped=usable.dropped if isinstance(usable, Measurable) else (),
        leaks=leaks,
        findings=odd_inputs(house, target, chosen, leaks),
        actual_means=house.config.actual_means,
        accuracy=measured.accuracy,
        calibration=(
            calibrate(measured.backtest)
            if isinstance(measured.backtest, Backtest)
            else measured.backtest
        ),
        residuals=_residuals(measured.backtest, rows, ready.figures, target),
        learning=measured.learning,
        over_time=_over_time(usable, chosen.seed),
        house=_house(history, target, what),
        experts=measured.experts,
        weights=measured.weights,
        provenance=TrustProvenance(
            input_hash=house.input_hash,
            version=version("pmo-toolkit"),
            seed=chosen.seed,
            protocol=_protocol(len(rows)),
            python=platform.python_version(),
            settings_changed={
                name: value for name, value in chosen.changed().items() if name != "seed"
            },
        ),
    )


@dataclass(frozen=True, eq=False)
class _Measured:
    backtest: Backtest | NotAssessed
    accuracy: SideBySide | NotAssessed
    experts: SideBySide | NotAssessed
    learning: LearningCurve | NotAssessed
    weights: tuple[DriverWeight, ...]


def _measured(usable: Measurable, seed: int) -> _Measured:
    stated = np.flatnonzero(usable.estimated > 0)
    with_experts = len(stated) >= FEWEST_WITH_ESTIMATE
    methods = SHOWN | (expert_methods(usable.estimated) if with_experts else {})
    measured = backtest(
        usable.drivers,
        usable.actual.to_numpy(),
        protocol="kfold",
        seed=seed,
        rivals=methods,
        levels=LEVELS,
        repeats=1 if len(usable.rows) >= _ONE_ROUND_FROM else 3,
    )
    experts: SideBySide | NotAssessed = NotAssessed(
        "the experts' estimate",
        f"{len(stated) or 'no'} finished project{' states' if len(stated) == 1 else 's state'} what"
        f" experts had estimated, and {FEWEST_WITH_ESTIMATE} are needed to set it beside the model",
    )
    if with_experts:
        experts = side_by_side(
            measured, ("default", WITH_EXPERTS, EXPERTS, CORRECTED), seed=seed, rows=stated
        )
    return _Measured(
        backtest=measured,
        accuracy=side_by_side(measured, ("default", *SHOWN), seed=seed),
        experts=experts,
        learning=learning_curve(usable.drivers, usable.actual.to_numpy(), seed=seed),
        weights=held_out_importance(usable.drivers, usable.actual.to_numpy(), seed=seed),
    )


def _nothing(reason: NotAssessed) -> _Measured:
    def of(what: str) -> NotAssessed:
        return NotAssessed(what, reason.why)

    return _Measured(
        of("coverage"), of("accuracy"), of("the experts' estimate"), of("learning curve"), ()
    )


def _residuals(
    measured: Backtest | NotAssessed, rows: pd.DataFrame, figures: Figures, target: str
) -> Residuals | NotAssessed:
    if isinstance(measured, NotAssessed):
        return NotAssessed("residuals", measured.why)
    predicted = np.exp(
        np.log(measured.predictions["default"]).groupby(measured.predictions["row"]).mean()
    )
    groupings: dict[str, pd.Series] = {
        name: rows[name]
        for name in ("class", "department")
        if name in rows and rows[name].notna().any()
    }
    groupings["size"] = thirds(
        predicted.reindex(range(len(rows))), _writer(figures, target), "predicted"
    )
    if rows["finish_date"].notna().any():
        years = rows["finish_date"].dt.year + (rows["finish_date"].dt.day_of_year - 1) / 366
        groupings["finish"] = thirds(years, _month, "finished", "after")
    return residuals_by_group(measured, groupings)


def _writer(figures: Figures, target: str) -> Callable[[float], str]:
    if target == "cost":
        return figures.money
    return figures.hours if target == "effort_person_hours" else figures.days


def _month(year: float) -> str:
    """``2018.46`` → ``"2018-06"``."""
    return f"{int(year)}-{int(year % 1 * 12) + 1:02d}"


def _over_time(usable: Measurable | NotAssessed, seed: int) -> PastPredictsFuture | NotAssessed:
    """Later projects from earlier ones, where finish dates allow it."""
    what = "accuracy on later projects"
    if isinstance(usable, NotAssessed):
        return NotAssessed(what, usable.why)
    dated = np.flatnonzero(usable.rows["finish_date"].notna())
    n = len(usable.rows)
    if len(dated) < n / 2 or len(dated) < 20:
        known = (
            f"{len(dated) or 'none'} of {n} finished projects"
            f" {'states' if len(dated) == 1 else 'state'}"
        )
        return NotAssessed(what, f"{known} a finish date, and at least half of them, and 20, must")
    when, actual = usable.rows["finish_date"].iloc[dated], usable.actual.to_numpy()[dated]
    drivers = usable.drivers.iloc[dated].reset_index(drop=True)
    try:
        seen = rolling_origin(drivers, actual, when.to_numpy(), seed=seed, rivals=SHOWN)
    except ValueError as error:
        return NotAssessed(what, str(error))
    accuracy = side_by_side(seen, ("default", *SHOWN), seed=seed)
    if isinstance(accuracy, NotAssessed):
        return NotAssessed(what, accuracy.why)
    later = when.iloc[seen.predictions["row"].unique()]
    return PastPredictsFuture(
        learnt_from=len(dated) - seen.tested,
        accuracy=accuracy,
        intervals=tuple(sorted(seen.intervals.values(), key=lambda each: -each.level)),
        first=later.min().date().isoformat(),
        last=later.max().date().isoformat(),
    )


def _house(history: pd.DataFrame, target: str, what: str) -> HouseBias | NotAssessed:
    found = house_bias(history[f"estimate_{target}"], history[f"actual_{target}"], history["class"])
    return (
        NotAssessed(f"bias of the estimates of {what}", found.why)
        if isinstance(found, NotAssessed)
        else found
    )


def _protocol(n: int) -> str:
    rounds = "once" if n >= _ONE_ROUND_FROM else "three times over, each time parted anew"
    return f"ten parts, each predicted from the other nine, {rounds}"
