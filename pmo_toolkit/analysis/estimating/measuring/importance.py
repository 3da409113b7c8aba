"""Which drivers carry the estimates, measured on projects that the model had not seen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
from pmo_toolkit.analysis.estimating.model.explanation import permutation_importance_log

_FOLDS, _REPEATS = 3, 3


@dataclass(frozen=True)
class DriverWeight:
    """How much a driver matters.

    Parameters
    ----------
    driver : str
    factor : float
        By what further factor unseen projects are missed on average once its values are shuffled; 1
        = it brings nothing.
    low, high : float
        Least and greatest factor over the parts that it was measured on.
    """

    driver: str
    factor: float
    low: float
    high: float


def held_out_importance(X: pd.DataFrame, y: ArrayLike, *, seed: int) -> tuple[DriverWeight, ...]:
    """Importance of each driver, most important first.

    A third of the projects at a time is predicted from the others; then each driver's values are
    shuffled among these unseen projects (see `permutation_importance_log`).

    Parameters
    ----------
    X : DataFrame of shape (n, k)
    y : array of shape (n,)
        Positive actuals.
    seed : int
        Of the parts and the shuffles.
    """
    actual = np.asarray(y, dtype=float).ravel()
    grown: dict[str, list[float]] = {str(name): [] for name in X.columns}
    for train, test in KFold(_FOLDS, shuffle=True, random_state=seed % 2**32).split(actual):
        model = EffortEstimator().fit(X.iloc[train], actual[train])
        importances = permutation_importance_log(
            model, X.iloc[test], actual[test], seed=seed, repeats=_REPEATS
        )
        for driver, importance in zip(
            importances.table["driver"], importances.table["importance"], strict=True
        ):
            grown[str(driver)].append(float(importance))
    weights = [
        DriverWeight(
            name, *(float(np.exp(value)) for value in (np.mean(seen), np.min(seen), np.max(seen)))
        )
        for name, seen in grown.items()
    ]
    return tuple(sorted(weights, key=lambda weight: -weight.factor))
