"""How far estimates can be trusted in time: each project predicted as known when it started."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.in_time.cohorts import start_cohorts
from pmo_toolkit.analysis.estimating.measuring.backtest import (
    LEVELS,
    Split,
    checked_actuals,
    measure_splits,
)
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
from pmo_toolkit.analysis.estimating.measuring.rivals import Rival
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator


def by_start_cohort(
    X: pd.DataFrame,
    y: ArrayLike,
    started: Numbers,
    ended: Numbers,
    *,
    running_known: bool = False,
    seed: int = 0,
    rivals: Mapping[str, Rival] | None = None,
    levels: Sequence[float] = LEVELS,
    estimator: Callable[..., Any] = EffortEstimator,
) -> Backtest:
    """Predict projects from what was known of the day from which they started.

    Each fold is a cohort of later starts, whenever they ended (see `start_cohorts`).

    Parameters
    ----------
    X, y, seed, rivals, levels, estimator
        As in `backtest`; the estimator is given starts as well.
    started, ended : array of shape (n,)
        Decimal years; a row that lacks one is left out.
    running_known : bool
        Whether what was under way on the day enters by what it had taken so far, which a target
        that is a time tells of itself.

    Raises
    ------
    ValueError
        As `backtest`, and where no cohort can be told apart.
    """
    actual = checked_actuals(X, y)
    cohorts = start_cohorts(started, ended - started)
    if not cohorts:
        raise ValueError("too few different starts to predict later projects from earlier ones")
    splits = [(0, i, part.finished, part.cohort) for i, part in enumerate(cohorts)]

    def predict(model: Any, split: Split) -> pd.DataFrame:
        _, fold, train, test = split
        running = cohorts[fold].running if running_known else train[:0]
        share = (cohorts[fold].day - started[running]) / (ended - started)[running]
        known = np.concatenate([train, running])
        model.fit(
            X.take(known.tolist()),
            np.concatenate([actual[train], actual[running] * share]),
            censored=np.arange(len(known)) >= len(train) if running_known else None,
            started=started[known],
        )
        quantiles: pd.DataFrame = model.predict_quantiles(
            X.take(test.tolist()), started=started[test]
        )
        return quantiles

    return measure_splits(
        X, actual, splits, "start cohorts", seed, rivals, levels, estimator, predict=predict
    )
