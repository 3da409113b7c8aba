"""Which drivers carry the estimates, measured on projects that the model had not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
from pmo_toolkit.analysis.estimating.model.log_model import LogModel

_FOLDS = 3
#: Values of other projects that each unseen project gets instead of its own, driver by driver.
_DRAWS = 10


@dataclass(frozen=True)
class DriverWeight:
    """How much a driver matters.

    Parameters
    ----------
    driver : str
    factor : float
        By what further factor unseen projects are missed on average once they have other projects'
        values of it; 1 = it brings nothing.
    low, high : float
        Least and greatest factor over the parts that it was measured on.
    """

    driver: str
    factor: float
    low: float
    high: float


def held_out_importance(X: pd.DataFrame, y: ArrayLike, *, seed: int) -> tuple[DriverWeight, ...]:
    """Importance of each driver, most important first.

    A third of the projects at a time is predicted from the others (see `growth_of_error`).

    Parameters
    ----------
    X : DataFrame of shape (n, k)
    y : array of shape (n,)
        Positive actuals.
    seed : int
        Of the parts and the values drawn.
    """
    actual = np.asarray(y, dtype=float).ravel()
    rng = np.random.default_rng(seed)
    grown: dict[str, list[float]] = {str(name): [] for name in X.columns}
    for train, test in KFold(_FOLDS, shuffle=True, random_state=seed % 2**32).split(actual):
        model = EffortEstimator().fit(X.iloc[train], actual[train]).model_
        growth = growth_of_error(model, X.iloc[test], np.log(actual[test]), rng)
        for driver, errors in growth.items():
            grown[driver].append(float(errors.mean()))
    weights = [
        DriverWeight(
            name,
            *(float(np.exp(value)) for value in (np.mean(parts), np.min(parts), np.max(parts))),
        )
        for name, parts in grown.items()
    ]
    return tuple(sorted(weights, key=lambda weight: -weight.factor))


def growth_of_error(
    model: LogModel, X: pd.DataFrame, logs: Numbers, rng: np.random.Generator
) -> dict[str, Numbers]:
    """How much further each unseen project is missed with other projects' values of a driver.

    Permutation importance (Breiman, "Random forests", 2001), the values being drawn from the
    projects that the model learnt from. Drivers that say the same share their importance.

    Parameters
    ----------
    model : LogModel
    X : DataFrame of shape (m, k)
        Projects that it has not seen.
    logs : array of shape (m,)
        Logarithms of what became of them.
    rng : Generator

    Returns
    -------
    dict
        Driver → growth of the absolute error of the logarithm, shape (m,).
    """
    rows = model.read(X)
    error = np.abs(model.predict_encoded(rows)[0] - logs)
    repeated = rows.repeated(_DRAWS)
    growth: dict[str, Numbers] = {}
    for place, column in enumerate(model.encoder_.columns_):
        if column.kind == "ignored" and column.name != model.estimate_:
            growth[str(column.name)] = np.zeros(len(logs))
            continue
        others = rng.integers(model.n_projects, size=len(repeated.encoded))
        predicted = model.predict_encoded(model.with_other_values(repeated, place, others))[0]
        errors = np.abs(predicted.reshape(_DRAWS, -1) - logs)
        growth[str(column.name)] = errors.mean(axis=0) - error
    return growth
