"""How far estimates from a workspace's history can be trusted, measured before use."""

from __future__ import annotations

import datetime as dt
import platform
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.backtest_table import (
    HistoryProtocol,
    measure_history,
    rounds,
    with_experts,
)
from pmo_toolkit.analysis.estimating.history.house_bias import HouseBias, house_bias
from pmo_toolkit.analysis.estimating.in_time.cohorts import start_cohorts
from pmo_toolkit.analysis.estimating.in_time.horizon import YEAR
from pmo_toolkit.analysis.estimating.measuring.backtest import FEWEST
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest, in_words
from pmo_toolkit.analysis.estimating.measuring.calibration import LEVELS, calibrate
from pmo_toolkit.analysis.estimating.measuring.importance import DriverWeight, held_out_importance
from pmo_toolkit.analysis.estimating.measuring.learning_curve import LearningCurve, learning_curve
from pmo_toolkit.analysis.estimating.measuring.side_by_side import (
    CORRECTED,
    EXPERTS,
    FEWEST_WITH_ESTIMATE,
    SHOWN,
    WITH_EXPERTS,
    SideBySide,
    side_by_side,
)
from pmo_toolkit.analysis.estimating.measuring.start_cohorts import by_start_cohort
from pmo_toolkit.analysis.estimating.prepared_history import PreparedHistory
from pmo_toolkit.assessment.history import history_of
from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.assessment.provenance import changed_settings, context_of
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.progress import shown_progress
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.reliability_residuals import residuals_of
from pmo_toolkit.studies.reliability_result import (
    RELIABILITY_VERSION,
    HistoryReliability,
    InputFinding,
    PastPredictsFuture,
    ReliabilityProvenance,
)
from pmo_toolkit.workspace import Workspace

_LATER = "accuracy on later projects"
#: Target → what it is called, and its unit.
TARGETS = {
    "effort_person_hours": ("effort", "person-hours"),
    "cost": ("cost", "money"),
    "duration_days": ("duration", "calendar days"),
}


def assess_history(
    workspace: Workspace | str | Path,
    target: str = "effort_person_hours",
    *,
    settings: Settings | None = None,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    protocol: HistoryProtocol | None = None,
) -> HistoryReliability:
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
        Day that the result is dated, and on which running work is looked at.
    protocol : {"loo", "kfold", "rome", "report"}, optional
        How the projects are parted for accuracy and coverage; ``report`` as in the reports. By
        default ten folds, once from a hundred projects on, below that three times over.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        If there is no such target, or `as_of` is not a date.

    Examples
    --------
    >>> reliability = assess_history("sample", "effort_person_hours")  # doctest: +SKIP
    >>> reliability.not_assessed  # doctest: +SKIP
    ()
    """
    if target not in TARGETS:
        raise UsageError(f"target must be one of {', '.join(TARGETS)}; found {target!r}")
    ready = prepare(workspace, settings=settings, as_of=as_of)
    loaded = ready.workspace
    chosen = ready.settings if seed is None else ready.settings.with_overrides({"seed": seed})
    what, unit = TARGETS[target]
    history = history_of(
        loaded,
        loaded.table("history"),
        settings=chosen,
        in_flight=loaded.table("in_flight"),
        as_of=ready.as_of,
    ).of(target)
    reason = _not_measurable(history, what, chosen)
    measured = _measured(history, chosen, protocol) if reason is None else _nothing(reason)
    n = history.n if reason is None else 0
    return HistoryReliability(
        schema_version=RELIABILITY_VERSION,
        context=context_of(ready.with_seed(seed).reader("")),
        target=target,
        what=what,
        unit=unit,
        n=n,
        left_out=history.left_out,
        drivers=history.drivers if reason is None else (),
        drivers_dropped=history.dropped if reason is None else (),
        leaks=history.known_afterwards,
        findings=_findings(history),
        actual_means=loaded.config.actual_means,
        accuracy=measured.accuracy,
        calibration=(
            calibrate(measured.backtest)
            if isinstance(measured.backtest, Backtest)
            else measured.backtest
        ),
        residuals=residuals_of(measured.backtest, history.usable, ready.figures, target),
        learning=measured.learning,
        over_time=_over_time(history, chosen) if reason is None else reason.about(_LATER),
        house=_house(loaded.table("history"), target, what),
        experts=measured.experts,
        weights=measured.weights,
        provenance=ReliabilityProvenance(
            input_hash=loaded.input_hash,
            version=version("pmo-toolkit"),
            seed=chosen.seed,
            protocol=_protocol(measured.backtest, n),
            python=platform.python_version(),
            settings_changed=changed_settings(chosen),
        ),
    )


def _not_measurable(history: PreparedHistory, what: str, settings: Settings) -> NotAssessed | None:
    """Why nothing can be measured, or None."""
    n, total = history.n, len(history.projects)
    fewest = max(settings.estimating.model_minimum, FEWEST)
    if not total:
        why = "there is no history of finished projects; the table history would bring it"
        code = ReasonCode.NO_HISTORY
    elif not n:
        why = f"none of {total} finished projects states its actual {what}"
        code = ReasonCode.NO_ACTUALS
    elif n < fewest:
        why = (
            f"the history holds {n} finished project{'s' if n > 1 else ''} with an actual {what},"
            f" and at least {fewest} are needed to learn from some and test on others"
        )
        code = ReasonCode.TOO_FEW_PROJECTS
    elif history.actual.nunique() == 1:
        why = f"all {n} finished projects have the same {what}: there is nothing to tell apart"
        code = ReasonCode.NO_VARIATION
    elif not history.drivers:
        why = (
            f"nothing is known of the {n} finished projects that could tell them apart beforehand;"
            " a size, a class or a department would be a start"
        )
        code = ReasonCode.NO_DRIVER
    else:
        return None
    return NotAssessed(what, why, code)


def _findings(history: PreparedHistory) -> tuple[InputFinding, ...]:
    """What is odd, with rows as the user sees them."""
    if history.projects.empty:
        return ()
    return tuple(
        InputFinding(odd.column, odd.what, history.shown_rows(odd)) for odd in history.findings
    )


@dataclass(frozen=True, eq=False)
class _Measured:
    backtest: Backtest | NotAssessed
    accuracy: SideBySide | NotAssessed
    experts: SideBySide | NotAssessed
    learning: LearningCurve | NotAssessed
    weights: tuple[DriverWeight, ...]


def _measured(
    history: PreparedHistory, settings: Settings, protocol: HistoryProtocol | None
) -> _Measured:
    stated, seed = np.flatnonzero(history.estimated > 0), settings.seed
    measured = measure_history(
        history,
        settings,
        protocol=protocol,
        rivals=SHOWN,
        levels=LEVELS,
        progress=shown_progress(),
    )
    experts: SideBySide | NotAssessed = NotAssessed(
        "the experts' estimate",
        f"{len(stated) or 'no'} finished project{' states' if len(stated) == 1 else 's state'} what"
        f" experts had estimated, and {FEWEST_WITH_ESTIMATE} are needed to set it beside the model",
        ReasonCode.TOO_FEW_PROJECTS,
    )
    if with_experts(history):
        experts = side_by_side(
            measured, ("default", WITH_EXPERTS, EXPERTS, CORRECTED), seed=seed, rows=stated
        )
    drivers, actual = history.frame(history.drivers), history.actual.to_numpy()
    return _Measured(
        backtest=measured,
        accuracy=side_by_side(measured, ("default", *SHOWN), seed=seed),
        experts=experts,
        learning=learning_curve(drivers, actual, seed=seed),
        weights=held_out_importance(drivers, actual, seed=seed),
    )


def _nothing(reason: NotAssessed) -> _Measured:
    def of(what: str) -> NotAssessed:
        return reason.about(what)

    return _Measured(
        of("coverage"), of("accuracy"), of("the experts' estimate"), of("learning curve"), ()
    )


def _over_time(history: PreparedHistory, settings: Settings) -> PastPredictsFuture | NotAssessed:
    """Later projects from what was known when they started, where dates allow it."""
    n, seed, used = history.n, settings.seed, history.drivers
    dates = history.dates(used)
    dated = 0 if dates is None else int(np.isfinite(dates.started).sum())
    if dates is None or dated < n / 2 or dated < 20:
        known = f"{dated or 'none'} of {n} finished projects {'states' if dated == 1 else 'state'}"
        return NotAssessed(
            _LATER,
            f"{known} a start or finish date, and at least half of them, and 20, must",
            ReasonCode.TOO_FEW_PROJECTS,
            names=("start_date",),
        )
    cohorts = start_cohorts(dates.started, dates.ended - dates.started)
    try:
        seen = by_start_cohort(
            history.frame(used),
            history.actual.to_numpy(),
            dates.started,
            dates.ended,
            running_known=dates.running_known and dates.is_time,
            seed=seed,
            rivals=SHOWN,
        )
    except ValueError as error:
        return NotAssessed(_LATER, str(error), ReasonCode.TOO_FEW_PROJECTS)
    accuracy = side_by_side(seen, ("default", *SHOWN), seed=seed)
    if isinstance(accuracy, NotAssessed):
        return accuracy.about(_LATER)
    later = dates.started[seen.predictions["row"].unique()]
    return PastPredictsFuture(
        learnt_from=len(cohorts[0].finished),
        accuracy=accuracy,
        intervals=tuple(sorted(seen.intervals.values(), key=lambda interval: -interval.level)),
        first=_day_of(later.min()),
        last=_day_of(later.max()),
    )


def _day_of(year: float) -> str:
    """The day of a decimal year, ISO 8601."""
    start = pd.Timestamp(int(year), 1, 1)
    return str((start + pd.Timedelta(days=round((year - int(year)) * YEAR))).date())


def _house(history: pd.DataFrame, target: str, what: str) -> HouseBias | NotAssessed:
    found = house_bias(history[f"estimate_{target}"], history[f"actual_{target}"], history["class"])
    return (
        found.about(f"bias of the estimates of {what}") if isinstance(found, NotAssessed) else found
    )


def _protocol(measured: Backtest | NotAssessed, n: int) -> str:
    folds, repeats = 10, rounds(n)
    if isinstance(measured, Backtest):
        folds, repeats = measured.folds, measured.repeats
    times = "once" if repeats == 1 else "three times over, each time parted anew"
    return f"{in_words(folds)} parts, each predicted from the other {in_words(folds - 1)}, {times}"
