"""The model of the target's logarithm, whichever drivers a row lacks."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.estimating.history.columns import Numbers, ReadOnce
from pmo_toolkit.analysis.estimating.model.bayesian_linear import BayesianLinear
from pmo_toolkit.analysis.estimating.model.expert_estimate import expert_estimates
from pmo_toolkit.analysis.estimating.model.features import Features, choose_features
from pmo_toolkit.analysis.estimating.model.intervals import reach
from pmo_toolkit.analysis.estimating.model.preprocessing import DriverEncoder

#: How far a prediction may leave the range of the actuals, in natural logarithms (a factor of 2.7).
_BEYOND = 1.0
#: An expert's estimate is relied on unless its error exceeds that of regression on all drivers by
#: more than this factor: what it knows of projects larger than any so far, no leaving out credits.
_TOLERANCE = 1.25
#: Noise to signal that is expected of what an estimate leaves: other drivers say little of it.
_LITTLE_MORE = 10.0
#: Sets of lacking drivers whose regressions are kept.
_MOST_KEPT = 256


@dataclass(frozen=True)
class Regression:
    """A regression on some of the drivers.

    Parameters
    ----------
    features : Features
    linear : BayesianLinear
    """

    features: Features
    linear: BayesianLinear

    def predict(self, encoded: Numbers) -> Numbers:
        """Predicted logarithms, or logarithms of actual ÷ expert's estimate, shape (m,)."""
        return self.linear.predict(self.features.of(encoded))

    def half_widths(self, encoded: Numbers, levels: Sequence[float]) -> Numbers:
        """Half widths of central ranges, shape (m, number of levels)."""
        deviations = self.linear.deviation(self.features.of(encoded))
        return np.asarray(deviations[:, None] * reach(self.linear.leave_one_out, levels))


@dataclass(frozen=True)
class EncodedRows:
    """Rows to be predicted, read.

    Parameters
    ----------
    encoded : array of shape (m, k)
    lacking : array of bool, shape (m, number of columns)
        Drivers that a row does not state (see `DriverEncoder.lacking`).
    estimates : array of shape (m,)
        Logarithms of the expert's estimates that are relied on, NaN without.
    """

    encoded: Numbers
    lacking: NDArray[np.bool_]
    estimates: Numbers

    def repeated(self, times: int) -> EncodedRows:
        """All rows, so many times over."""
        return EncodedRows(
            np.tile(self.encoded, (times, 1)),
            np.tile(self.lacking, (times, 1)),
            np.tile(self.estimates, times),
        )


class LogModel:
    """Bayesian linear regression of logarithms on encoded drivers.

    A row that lacks drivers, or has a label that the history does not know, is predicted by a
    regression on the others. Its range is the one measured without those drivers, and never
    narrower than that of a project which has them at the median.

    Where an expert's estimate of the target stands among the drivers and is worth relying on, the
    regression is one of log(actual ÷ estimate) on the other drivers.

    Attributes
    ----------
    encoder_ : DriverEncoder
    estimate_ : hashable or None
        Column of the expert's estimate, where it is relied on.
    regression_ : Regression
        Of rows that lack nothing.
    """

    def fit(
        self,
        X: pd.DataFrame,
        logs: Numbers,
        sample_weight: ArrayLike | None = None,
        groups: Sequence[Hashable] | None = None,
    ) -> Self:
        """Learn from finished projects.

        Parameters
        ----------
        X : DataFrame of shape (n, k)
        logs : array of shape (n,)
            Logarithms of the target.
        sample_weight : array of shape (n,), optional
            Positive.
        groups : sequence of n labels, optional
            Houses, which ranges are to hold for when they are new.
        """
        rows = ReadOnce(X)
        self.encoder_ = DriverEncoder().fit(rows, logs)
        self._encoded, self._logs = self.encoder_.encoded(rows), logs
        self._weights = None if sample_weight is None else np.asarray(sample_weight, dtype=float)
        self._groups = None if groups is None else list(groups)
        self.range_ = float(logs.min()) - _BEYOND, float(logs.max()) + _BEYOND
        self._kept: dict[tuple[frozenset[int], bool], Regression] = {}
        self.estimate_: Hashable | None = None
        self._estimates = np.full(len(logs), np.nan)
        self.regression_ = self._regression(frozenset(), False)
        self._rely_on_estimate(X)
        self.usual_ = float(np.median(self.regression_.half_widths(self._encoded, (0.8,))))
        return self

    @property
    def n_projects(self) -> int:
        """Projects that it learnt from."""
        return len(self._logs)

    def predict(self, X: pd.DataFrame | ReadOnce) -> Numbers:
        """Predicted logarithms, shape (m,)."""
        return self.predict_ranges(X, ())[0]

    def predict_ranges(
        self, X: pd.DataFrame | ReadOnce, levels: Sequence[float]
    ) -> tuple[Numbers, Numbers]:
        """Predicted logarithms (m,), and half widths of their ranges (m, number of levels)."""
        return self.predict_encoded(self.read(X), levels)

    def read(self, X: pd.DataFrame | ReadOnce) -> EncodedRows:
        """Rows as the regressions see them."""
        rows = ReadOnce.of(X)
        estimates = np.full(len(rows), np.nan)
        if self.estimate_ is not None:
            estimates = rows.amounts(self.estimate_)
        return EncodedRows(self.encoder_.encoded(rows), self.encoder_.lacking(rows), estimates)

    def predict_encoded(
        self, rows: EncodedRows, levels: Sequence[float] = ()
    ) -> tuple[Numbers, Numbers]:
        """The same as `predict_ranges`, of rows that were read before."""
        predicted = np.empty(len(rows.encoded))
        halves = np.empty((len(rows.encoded), len(levels)))
        for key, places in _patterns(rows).items():
            regression, some = self._regression(*key), rows.encoded[places]
            predicted[places] = regression.predict(some)
            if key[1]:
                predicted[places] += rows.estimates[places]
            else:
                predicted[places] = np.clip(predicted[places], *self.range_)
            if levels:
                halves[places] = regression.half_widths(some, levels)
                if regression is not self.regression_:
                    at_median = self.regression_.half_widths(some, levels)
                    halves[places] = np.maximum(halves[places], at_median)
        return predicted, halves

    def with_other_values(
        self, rows: EncodedRows, place: int, projects: NDArray[np.intp]
    ) -> EncodedRows:
        """Rows with one driver taken from finished projects instead.

        Parameters
        ----------
        rows : EncodedRows
        place : int
            Of the driver among the encoder's columns.
        projects : array of int, shape (m,)
            The finished project that each row takes it from.
        """
        encoded, lacking = rows.encoded.copy(), rows.lacking.copy()
        columns = np.flatnonzero(np.array(self.encoder_.owners_) == place)
        encoded[:, columns] = self._encoded[np.ix_(projects, columns)]
        lacking[:, place] = False
        estimates = rows.estimates
        if self.encoder_.columns_[place].name == self.estimate_:
            estimates = self._estimates[projects]
            lacking[:, place] = ~np.isfinite(estimates)
        return EncodedRows(encoded, lacking, estimates)

    @property
    def left_out(self) -> tuple[NDArray[np.intp], Numbers]:
        """Rows that the regression learnt from, and their residuals when they are left out."""
        rows = np.arange(len(self._logs))
        if self.estimate_ is not None:
            rows = np.flatnonzero(np.isfinite(self._estimates))
        return rows, self.regression_.linear.leave_one_out.residuals

    def __getstate__(self) -> dict[str, Any]:
        """Without regressions that can be fitted again."""
        return {**vars(self), "_kept": {}}

    def _regression(self, lacking: frozenset[int], of_estimate: bool) -> Regression:
        """The regression without some drivers: of the target, or of what became of estimates."""
        key = lacking, of_estimate
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._fit_regression(lacking, of_estimate)
        return self._kept[key]

    def _fit_regression(self, lacking: frozenset[int], of_estimate: bool) -> Regression:
        rows, logs = np.arange(len(self._logs)), self._logs
        if of_estimate:
            rows = np.flatnonzero(np.isfinite(self._estimates))
            logs = (self._logs - self._estimates)[rows]
            lacking = lacking | {self._place_of_estimate()}
        encoded = self._encoded[rows]
        features = choose_features(self.encoder_, encoded, logs, lacking, emphasise=not of_estimate)
        weights = None if self._weights is None else self._weights[rows]
        groups = None if self._groups is None else [self._groups[i] for i in rows]
        if groups is not None and len(set(groups)) < 2:
            groups = None  # of one house alone, only its projects can be left out
        linear = BayesianLinear(_LITTLE_MORE if of_estimate else 1.0)
        linear.fit(features.of(encoded), logs, weights, groups)
        return Regression(features, linear)

    def _place_of_estimate(self) -> int:
        names = [column.name for column in self.encoder_.columns_]
        return names.index(self.estimate_)

    def _rely_on_estimate(self, X: pd.DataFrame) -> None:
        """Take the best expert's estimate, if there is one worth relying on."""
        plain = np.abs(self.regression_.linear.leave_one_out.residuals)
        chosen, best = None, _TOLERANCE
        for name, estimates in expert_estimates(X, self._logs):
            self.estimate_, self._estimates = name, estimates
            regression = self._fit_regression(frozenset(), True)
            error = np.abs(regression.linear.leave_one_out.residuals).mean()
            share = error / max(float(plain[np.isfinite(estimates)].mean()), 1e-12)
            if share < best:
                best, chosen = share, (name, estimates, regression)
        if chosen is None:
            self.estimate_, self._estimates = None, np.full(len(self._logs), np.nan)
        else:
            self.estimate_, self._estimates, self.regression_ = chosen
            self._kept[frozenset(), True] = self.regression_


def _patterns(rows: EncodedRows) -> dict[tuple[frozenset[int], bool], NDArray[np.intp]]:
    """Rows by the drivers that they lack, and whether they state an expert's estimate."""
    keys = np.column_stack([rows.lacking, np.isfinite(rows.estimates)])
    if not len(keys):
        return {}
    different, which = np.unique(keys, axis=0, return_inverse=True)
    return {
        (frozenset(np.flatnonzero(key[:-1]).tolist()), bool(key[-1])): np.flatnonzero(which == i)
        for i, key in enumerate(different)
    }
