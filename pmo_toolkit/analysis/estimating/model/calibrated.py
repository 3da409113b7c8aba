"""An expert's estimate among the drivers.

Put right by the house's bias, and by what the other drivers say of the rest.

To a regression an estimate is one size more, which it draws towards the middle and holds within the
range of the finished projects. Both are wrong for an estimate of the target itself: it grows in
proportion, and a project larger than all before is estimated as such.
"""

from __future__ import annotations

import warnings
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import RidgeCV

from pmo_toolkit.analysis.estimating.history.column_names import is_estimate, is_size
from pmo_toolkit.analysis.estimating.history.columns import Numbers, ReadOnce, logs_of
from pmo_toolkit.analysis.estimating.history.house_bias import HouseBias, house_bias
from pmo_toolkit.analysis.estimating.model.preprocessing import DriverEncoder
from pmo_toolkit.analysis.estimating.model.robust import huber_like, linear

#: Fewer finished projects with an estimate say too little of it.
_FEWEST = 10
#: Estimates stand in the target's unit: their median ratio to it stays within this factor.
_SAME_UNIT = 4.0
#: An estimate is relied on in full unless its own error exceeds that of regression on all drivers
#: by more than the first factor: what it knows of projects larger than any so far, no
#: cross-validation can credit. Then its weight falls to nothing at the second, so that a fold more
#: or less does not turn the model over.
_TOLERANCE, _GIVEN_UP = 1.1, 1.5
#: Weight of the estimate as put right by the house's bias; the rest is put right by the other
#: drivers as well.
_BIAS_ALONE = 2 / 3
#: Penalties for what is left after the bias: up to those that leave nothing to the other drivers.
_PENALTIES = tuple(np.logspace(-2, 5, 15).tolist())


@dataclass(frozen=True)
class CalibratedEstimate:
    """log target = log estimate + bias, and a third of what the other drivers say of the residual.

    Parameters
    ----------
    column : hashable
        Where the estimate stands.
    bias : float
        Logarithm of the house's correction (see `HouseBias`); 0 where no bias is clear.
    error : float
        Mean absolute residual after the bias is taken out, logarithms.
    encoder, model : DriverEncoder, fitted regression
        Of the residual on the other drivers; the model is None where they say nothing.
    range_ : (float, float)
        Least and greatest residual of the finished projects; no correction leaves it.
    weight : float
        How much of a prediction it is given, 0–1; the rest is that of regression on all drivers.
    """

    column: Hashable
    bias: float
    error: float
    encoder: DriverEncoder
    model: Any
    range_: tuple[float, float]
    weight: float = 1.0

    def predict(self, X: pd.DataFrame | ReadOnce) -> Numbers:
        """Predicted logarithms of shape (m,); NaN where no positive estimate is stated."""
        rows = ReadOnce.of(X)
        stated = rows.amounts(self.column)
        if self.model is None:
            return stated + self.bias
        corrected = np.clip(linear(self.model, self.encoder.encoded(rows)), *self.range_)
        return np.asarray(
            stated + _BIAS_ALONE * self.bias + (1 - _BIAS_ALONE) * corrected, dtype=float
        )


def calibrate(X: pd.DataFrame, logs: Numbers, rival_error: float) -> CalibratedEstimate | None:
    """Find the estimate of the target among the drivers, if there is one worth relying on.

    It is told by its name (`is_estimate`, no size), by standing in the target's unit, and by its
    error.

    Parameters
    ----------
    X : DataFrame of shape (n, k)
    logs : array of shape (n,)
        Logarithms of the target.
    rival_error : float
        Mean absolute out-of-sample error of regression on all drivers, logarithms.
    """
    best: tuple[float, Hashable, float] | None = None
    for name in X.columns:
        if not is_estimate(str(name)) or is_size(str(name)):
            continue
        ratio = logs - logs_of(X[name])
        known = np.isfinite(ratio)
        if known.sum() < max(_FEWEST, len(logs) / 2) or abs(np.median(ratio[known])) > np.log(
            _SAME_UNIT
        ):
            continue
        house = house_bias(np.exp(logs[known] - ratio[known]), np.exp(logs[known]))
        if not isinstance(house, HouseBias):
            continue
        bias = float(np.log(house.correction))
        error = float(np.mean(np.abs(ratio[known] - bias)))
        if error < _GIVEN_UP * rival_error and (best is None or error < best[0]):
            best = error, name, bias
    if best is None:
        return None
    error, column, bias = best
    ratio = logs - logs_of(X[column])
    known = np.isfinite(ratio)
    others, left = X.drop(columns=column)[known], ratio[known]
    encoder = DriverEncoder().fit(others, left)
    encoded = encoder.transform(others)
    model = None
    if encoded.shape[1] and np.ptp(left) > 0:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            model = huber_like(encoded, left, RidgeCV(alphas=_PENALTIES).fit(encoded, left))
    share = (
        np.clip((_GIVEN_UP - error / rival_error) / (_GIVEN_UP - _TOLERANCE), 0, 1)
        if rival_error > 0
        else 1.0
    )
    return CalibratedEstimate(
        column, bias, error, encoder, model, (float(left.min()), float(left.max())), float(share)
    )
