"""The point model: a blend of few, unlike and untuned models of the target's logarithm."""

from __future__ import annotations

import warnings
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.exceptions import ConvergenceWarning
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, DotProduct, Kernel, WhiteKernel
from sklearn.linear_model import RidgeCV
from sklearn.utils.validation import check_is_fitted

from pmo_toolkit.analysis.estimating.history.columns import Column, Numbers, ReadOnce
from pmo_toolkit.analysis.estimating.model.calibrated import CalibratedEstimate, calibrate
from pmo_toolkit.analysis.estimating.model.preprocessing import ALPHAS, DriverEncoder
from pmo_toolkit.analysis.estimating.model.robust import huber_like, linear

#: A Gaussian process costs the cube of its rows: its kernel is learnt on this many, its curve drawn
#: through that many.
_KERNEL_ROWS, _CURVE_ROWS = 250, 1000
#: Projects at which size alone counts as much as each other member.
_EVEN_ROWS = 40
#: How far a prediction may leave the range of the actuals, in natural logarithms (a factor of 2.7).
_BEYOND = 1.0


class LogBlend(RegressorMixin, BaseEstimator):
    """Mean of the predictions of ridge regressions, a Huber regression and a Gaussian process.

    The members: ridge regression, with its penalty chosen by leave-one-out; ridge regression of the
    *productivity* (size taken at elasticity one, so that the penalty pulls towards proportion
    instead of towards no effect), where a size stands among the drivers; Huber regression with the
    same penalty; a Gaussian process of a linear and a smooth part; a Huber regression on size
    alone, which counts for most when projects are few (twice another member up to 20 projects, half
    from 80 on). Where the history has effort multipliers, a COCOMO-like model takes the place of
    the last one, with half of all weight: one elasticity of size, one of the product of all
    multipliers (Boehm, "Software Engineering Economics", 1981).

    Where an expert's estimate of the target stands among the drivers and is worth relying on, it is
    put right instead of blended (see `CalibratedEstimate`); rows that lack it are blended.

    Parameters
    ----------
    kernel : Kernel, optional
        A Gaussian process kernel learnt before; without it, it is learnt anew.

    Attributes
    ----------
    encoder_ : DriverEncoder
    kernel_ : Kernel or None
    size_ : Column or None
        The driver taken for the size.
    range_ : (float, float)
        Least and greatest prediction of the members.
    estimate_ : CalibratedEstimate or None
    usual_doubt_ : float or None
        Standard deviation of the Gaussian process at nine in ten finished projects, once it was
        asked for.
    """

    def __init__(self, kernel: Kernel | None = None):
        self.kernel = kernel

    def fit(self, X: pd.DataFrame, y: ArrayLike) -> Self:
        """Learn from drivers `X` of shape (n, k) and logarithms `y` of shape (n,)."""
        logs = np.asarray(y, dtype=float)
        self.encoder_ = DriverEncoder().fit(X, logs)
        rows = ReadOnce(X)
        encoded = self.encoder_.encoded(rows)
        self.range_ = (float(logs.min()) - _BEYOND, float(logs.max()) + _BEYOND)
        self.middle_ = float(np.median(logs))
        self.kernel_: Kernel | None = self.kernel
        self.size_ = self._find_size(rows, logs)
        self.members_: dict[str, Any] = {}
        self.estimate_: CalibratedEstimate | None = None
        self.usual_doubt_: float | None = None
        if encoded.shape[1] == 0 or np.ptp(logs) == 0:
            return self
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            ridge = RidgeCV(alphas=ALPHAS, store_cv_results=True).fit(encoded, logs)
            left_out = np.sqrt(ridge.cv_results_[:, ALPHAS.index(ridge.alpha_)])
            self.estimate_ = calibrate(X, logs, float(left_out.mean()))
            self.members_["ridge"] = ridge
            self.members_["huber"] = huber_like(encoded, logs, ridge)
            if self.size_ is not None:
                self.members_["productivity"] = RidgeCV(alphas=ALPHAS).fit(
                    encoded, logs - self._log_size(rows)
                )
            self.members_["process"] = self._process(encoded, logs)
            form = self._parametric_form(rows)
            if form is not None:
                self.members_["parametric"] = huber_like(form, logs, None)
        others = len(self.members_) - ("parametric" in self.members_)
        self.parametric_weight_ = (
            float(np.clip(_EVEN_ROWS / len(logs), 0.5, 2.0))
            if form is not None and form.shape[1] == 1
            else float(others)
        )
        return self

    def predict(self, X: pd.DataFrame | ReadOnce) -> Numbers:
        """Predicted logarithms, shape (m,)."""
        rows = ReadOnce.of(X)
        predictions = self.predict_members(rows)
        if not predictions:
            return np.full(len(rows), self.middle_)
        weights = [self.parametric_weight_ if name == "parametric" else 1.0 for name in predictions]
        blended = np.asarray(
            np.average(list(predictions.values()), axis=0, weights=weights), dtype=float
        )
        if self.estimate_ is None:
            return blended
        put_right = self.estimate_.predict(rows)
        share = np.where(np.isfinite(put_right), self.estimate_.weight, 0.0)
        return np.asarray(share * np.nan_to_num(put_right) + (1 - share) * blended, dtype=float)

    def predict_members(self, X: pd.DataFrame | ReadOnce) -> dict[str, Numbers]:
        """What each member predicts (logarithms, shape (m,)), kept within the range."""
        check_is_fitted(self, "encoder_")
        rows = ReadOnce.of(X)
        encoded = self.encoder_.encoded(rows)
        predictions: dict[str, Numbers] = {}
        for name, member in self.members_.items():
            form = self._parametric_form(rows) if name == "parametric" else encoded
            assert form is not None
            predicted = member.predict(form) if name == "process" else linear(member, form)
            if name == "productivity":
                predicted = predicted + self._log_size(rows)
            predictions[name] = np.clip(predicted, *self.range_)
        return predictions

    def relative_doubt(self, X: pd.DataFrame | ReadOnce) -> Numbers:
        """Standard deviation of the Gaussian process, shape (m,).

        Relative to that of nine in ten finished projects.
        """
        process = self.members_.get("process")
        if process is None:
            return np.ones(len(X))
        if self.usual_doubt_ is None:
            self.usual_doubt_ = float(
                np.quantile(process.predict(process.X_train_, return_std=True)[1], 0.9)
            )
        doubt = process.predict(self.encoder_.encoded(X), return_std=True)[1]
        return np.asarray(doubt / self.usual_doubt_, dtype=float)

    def _process(self, encoded: Numbers, logs: Numbers) -> GaussianProcessRegressor:
        if self.kernel_ is None:
            start = (
                ConstantKernel(0.5, (1e-3, 1e2)) * RBF(5.0, (0.3, 1e3))
                + ConstantKernel(0.1, (1e-5, 1e2)) * DotProduct(1.0, "fixed")
                + WhiteKernel(0.3, (1e-3, 1e1))
            )
            rows = spread_rows(logs, _KERNEL_ROWS)
            process = GaussianProcessRegressor(start, normalize_y=True).fit(
                encoded[rows], logs[rows]
            )
            self.kernel_ = process.kernel_
            if len(rows) == len(logs):
                return process
        rows = spread_rows(logs, _CURVE_ROWS)
        process = GaussianProcessRegressor(self.kernel_, optimizer=None, normalize_y=True)
        return process.fit(encoded[rows], logs[rows])

    def _find_size(self, rows: ReadOnce, logs: Numbers) -> Column | None:
        """The sized driver that goes best with the target, if any goes with it at all."""
        best, best_driver = 0.0, None
        for column in self.encoder_.columns_:
            if column.log:
                values = rows.shaped(column)
                values = np.where(np.isfinite(values), values, column.centre)
                correlation = float(np.corrcoef(values, logs)[0, 1]) if np.ptp(logs) > 0 else 0.0
                if correlation > best:
                    best, best_driver = correlation, column
        return best_driver

    def _log_size(self, rows: ReadOnce) -> Numbers:
        column = self.size_
        if column is None:
            return np.zeros(len(rows))
        values = rows.shaped(column)
        return np.where(np.isfinite(values), values, column.centre)

    def _parametric_form(self, rows: ReadOnce) -> Numbers | None:
        """Log size, and beside it the log product of effort multipliers where there are any.

        None without a size.
        """
        if self.size_ is None:
            return None
        product = self.encoder_.sum_of_multipliers(rows)
        parts = [self._log_size(rows)] + ([] if product is None else [product])
        return np.column_stack(parts)


def spread_rows(logs: Numbers, most: int) -> Any:
    """Indices of at most `most` rows, evenly spread over the ordered target.

    The same ones in any order of rows.
    """
    if len(logs) <= most:
        return np.arange(len(logs))
    chosen = np.argsort(logs, kind="stable")[
        np.linspace(0, len(logs) - 1, most).round().astype(int)
    ]
    return np.sort(chosen)
