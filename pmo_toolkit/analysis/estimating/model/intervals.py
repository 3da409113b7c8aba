"""CV+ prediction intervals of logarithms, whose width may follow the size of the prediction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.history.columns import Numbers, ReadOnce
from pmo_toolkit.analysis.estimating.model.blend import LogBlend

#: Projects at which what the residuals say of widths counts as much as the assumption that all are
#: equal.
_SHRINK = 50
#: New rows taken at a time, since each needs as many numbers as there are projects.
_AT_ONCE = 256


@dataclass(frozen=True)
class Widths:
    """How the size of residuals follows the prediction.

    Exp(slope × standardised prediction), within ± 2 deviations.
    """

    slope: float
    middle: float
    spread: float

    def __call__(self, predicted: Numbers) -> Numbers:
        """Relative width at each predicted logarithm; any shape."""
        return np.asarray(
            np.exp(self.slope * np.clip((predicted - self.middle) / self.spread, -2, 2)),
            dtype=float,
        )


def learn_widths(predicted: Numbers, residuals: Numbers) -> Widths:
    """Regress log |residual| on the prediction, shrunk towards equal widths where projects are few.

    Parameters
    ----------
    predicted, residuals : array of shape (n,)
        Out-of-fold predictions and their residuals, both logarithms.
    """
    middle, spread = float(predicted.mean()), float(predicted.std())
    typical = float(residuals.std())
    if not (spread > 1e-9 and typical > 1e-12):
        return Widths(0.0, middle, 1.0)
    # A residual that is zero by luck must not weigh without bounds.
    logs = np.log(np.abs(residuals) + 0.05 * typical)
    slope = float(np.mean((predicted - middle) / spread * (logs - logs.mean())))
    return Widths(slope * len(predicted) / (len(predicted) + _SHRINK), middle, spread)


class CrossValidationPlus:
    """CV+ (Barber, Candès and others, "Predictive inference with the jackknife+", 2021).

    A fold's model predicts the projects it has not seen, and the new one; the interval is made of
    the new predictions less and plus the residuals of the fold's projects. Residuals are divided by
    `Widths` first and multiplied after, which libraries offer for a single split only; hence this
    implementation.

    The rank of an end is level × n, interpolated between two residuals, where the source takes the
    next whole number of level × (n + 1). That guards a bound whatever the data; but fold models
    know a tenth less than the model of all projects, so that measured coverage lay above the level
    stated. Without the addition it is nearer to it, and intervals are narrower by a twentieth
    (benchmarks/README.md).

    Parameters
    ----------
    folds : int
    random_state : int

    Attributes
    ----------
    members_ : list of LogBlend
        One a fold. All share the kernel of the Gaussian process, some three numbers, with the model
        of all projects.
    fold_ : array of shape (n,)
        Fold that held the project out.
    predicted_, residuals_ : array of shape (n,)
        Out-of-fold.
    widths_ : Widths
    """

    def __init__(self, folds: int, random_state: int):
        self.folds = folds
        self.random_state = random_state

    def fit(self, X: pd.DataFrame, logs: Numbers, whole: LogBlend) -> CrossValidationPlus:
        """Fit one member a fold.

        `whole` is the model fitted to all projects, whose kernel the members use.
        """
        splits = KFold(min(self.folds, len(logs)), shuffle=True, random_state=self.random_state)
        self.members_: list[LogBlend] = []
        self.fold_ = np.zeros(len(logs), dtype=np.intp)
        self.predicted_ = np.zeros(len(logs))
        for i, (train, test) in enumerate(splits.split(logs)):
            member = LogBlend(whole.kernel_).fit(X.iloc[train], logs[train])
            self.members_.append(member)
            self.fold_[test] = i
            self.predicted_[test] = member.predict(X.iloc[test])
        self.residuals_ = logs - self.predicted_
        self.widths_ = learn_widths(self.predicted_, self.residuals_)
        self.scores_ = np.abs(self.residuals_) / self.widths_(self.predicted_)
        return self

    def ends(
        self, X: pd.DataFrame | ReadOnce, levels: Sequence[float], widening: Numbers
    ) -> tuple[Numbers, Numbers]:
        """Lower and upper ends, two arrays of shape (m, number of levels), in logarithms.

        Parameters
        ----------
        X : DataFrame of shape (m, k)
        levels : sequence of float
        widening : array of shape (m,)
            Factor of the width of each row.
        """
        rows = ReadOnce.of(X)
        predicted = np.array([member.predict(rows) for member in self.members_])
        widths = self.widths_(predicted) * widening
        ranks = np.asarray(levels) * len(self.scores_)
        low, high = np.empty((len(rows), len(ranks))), np.empty((len(rows), len(ranks)))
        for start in range(0, len(rows), _AT_ONCE):
            part = slice(start, start + _AT_ONCE)
            middle, reach = (
                predicted[self.fold_, part],
                widths[self.fold_, part] * self.scores_[:, None],
            )
            high[part] = _at_ranks(np.sort(middle + reach, axis=0), ranks)
            low[part] = -_at_ranks(np.sort(reach - middle, axis=0), ranks)
        return low, high


def _at_ranks(ordered: Numbers, ranks: Numbers) -> Numbers:
    """Values at ranks (1 is the first) of arrays ordered along axis 0, interpolated.

    Shape (m, number of ranks).
    """
    inside = np.clip(ranks, 1, len(ordered)) - 1
    below = np.floor(inside).astype(np.intp)
    above = np.minimum(below + 1, len(ordered) - 1)
    share = (inside - below)[:, None]
    return np.asarray((ordered[below] * (1 - share) + ordered[above] * share).T, dtype=float)
