"""Huber regression with the penalty of a ridge regression: few odd projects bend no line."""

from __future__ import annotations

from typing import Any

import numpy as np
from sklearn.linear_model import HuberRegressor, RidgeCV

from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.model.preprocessing import ALPHAS


def huber_like(drivers: Numbers, logs: Numbers, ridge: RidgeCV | None) -> Any:
    """Huber regression with the penalty of `ridge`, expressed in its scale.

    `ridge` itself where that fails.

    Parameters
    ----------
    drivers : array of shape (n, j)
        Standardised.
    logs : array of shape (n,)
        Logarithms of the target, or residuals of them.
    ridge : RidgeCV or None
        Fitted to the same; without it there is next to no penalty.
    """
    penalty = 1e-6
    if ridge is not None:
        scale = 1.4826 * float(np.median(np.abs(logs - ridge.predict(drivers))))
        if scale < 1e-3:
            return ridge
        penalty = float(ridge.alpha_) / scale
    try:
        return HuberRegressor(alpha=penalty, max_iter=300).fit(drivers, logs)
    except ValueError:
        return ridge if ridge is not None else RidgeCV(alphas=ALPHAS).fit(drivers, logs)


def linear(model: Any, drivers: Numbers) -> Numbers:
    """What a fitted linear regression predicts, shape (m,), without checking again."""
    return np.asarray(drivers @ model.coef_ + model.intercept_, dtype=float)
