"""`EffortEstimator`: several models of effort, cost or duration in one, with intervals."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils import check_array, column_or_1d
from sklearn.utils.validation import check_is_fitted

from pmo_toolkit.analysis.estimating.history.columns import Numbers, ReadOnce
from pmo_toolkit.analysis.estimating.history.written_columns import as_learnt, with_numbers
from pmo_toolkit.analysis.estimating.model.blend import LogBlend
from pmo_toolkit.analysis.estimating.model.intervals import CrossValidationPlus
from pmo_toolkit.analysis.estimating.model.outside import out_of_range


class EffortEstimator(RegressorMixin, BaseEstimator):
    """Effort, cost or duration from the drivers of finished projects.

    A blend of few models of the logarithm of the target (see `LogBlend`), none of them tuned, with
    CV+ prediction intervals made in log space (see `CrossValidationPlus`). Predictions are medians:
    nothing is added on the way back from logarithms.

    Parameters
    ----------
    folds : int, default 10
        Folds of the CV+ intervals (at most the number of projects).
    random_state : int, default 0
        Seed of the shuffling into folds.

    Attributes
    ----------
    blend_ : LogBlend
        The model fitted to all projects; it makes the point predictions.
    intervals_ : CrossValidationPlus
    levels_ : tuple of float
        Confidence levels that this number of projects can carry.
    n_features_in_, feature_names_in_ : int, ndarray
    n_projects_ : int
    notes_ : dict
        Column that is not used → why.

    Notes
    -----
    Numbers, flags, dates and ratings in words become one standardised column each (logarithms where
    they are sizes), text of few labels one column a label; missing numbers are taken at the median,
    a missing label is a label, free text is left out. A row outside what the history has seen is
    estimated with a wider interval: see `widening`.
    """

    def __init__(self, *, folds: int = 10, random_state: int = 0):
        self.folds = folds
        self.random_state = random_state

    def fit(self, X: pd.DataFrame | ArrayLike, y: ArrayLike) -> Self:
        """Learn from finished projects.

        Parameters
        ----------
        X : DataFrame of shape (n, k)
            Drivers known before a project starts: numbers, flags, dates, or text; may hold missing
            values.
        y : array of shape (n,)
            Positive actuals, in any unit; predictions are in the same.

        Raises
        ------
        ValueError
            For fewer than five projects, no column, or a target that is missing, zero or negative.
        """
        if y is None:
            raise ValueError("EffortEstimator requires y to be passed, but the target y is None")
        frame = _frame(X)
        target = column_or_1d(y, dtype=float, warn=True)
        if len(target) != len(frame):
            raise ValueError(f"X has {len(frame)} rows, y has {len(target)}")
        if frame.shape[1] == 0:
            raise ValueError(
                f"X has no column: 0 feature(s) (shape={frame.shape}) while a minimum of 1 is"
                " required."
            )
        if len(target) < 5:
            raise ValueError(
                f"an estimate needs at least 5 finished projects, found n_samples={len(target)}"
            )
        if not np.all(np.isfinite(target)) or target.min() <= 0:
            raise ValueError(
                "the target must be a positive number for every project: it holds NaN, inf, zero or"
                " less"
            )
        if self.folds < 2:
            raise ValueError(f"intervals need at least 2 folds, found {self.folds}")
        twice = frame.columns[frame.columns.duplicated()].tolist()
        if twice:
            raise ValueError(f"X has more than one column named {twice[0]!r}")
        frame, self.styles_ = with_numbers(frame, strict=True)
        self.__dict__.pop("feature_names_in_", None)
        if isinstance(X, pd.DataFrame):
            self.feature_names_in_ = np.asarray(frame.columns, dtype=object)
        self.n_features_in_ = frame.shape[1]
        self.n_projects_ = len(frame)
        logs = np.log(target)
        # Few projects can carry neither very wide nor very narrow levels: an end would rest on less
        # than one residual.
        step = 100 / (len(target) - 1)
        narrowest, widest = 2 * int(np.ceil(step / 2)), min(98, int(np.floor(100 - 2 * step)))
        self.levels_ = tuple(level / 100 for level in range(narrowest, widest + 1, 2))
        self.blend_ = LogBlend().fit(frame, logs)
        self.intervals_ = CrossValidationPlus(self.folds, self.random_state).fit(
            frame, logs, self.blend_
        )
        self.notes_ = dict(self.blend_.encoder_.notes_)
        return self

    def predict(self, X: pd.DataFrame | ArrayLike) -> NDArray[np.float64]:
        """Median predictions, shape (m,), in the unit of `y`."""
        check_is_fitted(self)
        return np.asarray(np.exp(self.blend_.predict(self._known(X))), dtype=float)

    def predict_interval(
        self, X: pd.DataFrame | ArrayLike, confidence: float = 0.8
    ) -> pd.DataFrame:
        """Prediction intervals.

        Parameters
        ----------
        X : DataFrame of shape (m, k)
        confidence : float, default 0.8
            Even number of per cent that n projects can carry (from about 100 projects on, 2 % to 98
            %).

        Returns
        -------
        DataFrame of shape (m, 2)
            Columns ``low`` and ``high``, in the unit of `y`, indexed as `X` is.

        Raises
        ------
        ValueError
            If `confidence` is not available with this many projects.
        """
        check_is_fitted(self)
        matches = [i for i, level in enumerate(self.levels_) if abs(level - confidence) < 1e-9]
        if not matches:
            raise ValueError(
                f"confidence {confidence} is not available: with {self.n_projects_} projects it"
                f" must be an even number of per cent from {self.levels_[0]:.0%} to"
                f" {self.levels_[-1]:.0%}"
            )
        frame = self._known(X)
        low, high, _ = self._log_intervals(frame)
        return pd.DataFrame(
            {"low": np.exp(low[:, matches[0]]), "high": np.exp(high[:, matches[0]])},
            index=frame.index,
        )

    def predict_quantiles(self, X: pd.DataFrame | ArrayLike) -> pd.DataFrame:
        """Predictive distribution.

        One column a share (.01 to .99 where n allows), in the unit of `y`.

        Columns are the ends of the nested intervals; the median is the point prediction.
        """
        check_is_fitted(self)
        frame = self._known(X)
        low, high, point = self._log_intervals(frame)
        columns = {
            round((1 - level) / 2, 4): low[:, i]
            for i, level in reversed(list(enumerate(self.levels_)))
        }
        columns[0.5] = point
        columns |= {round((1 + level) / 2, 4): high[:, i] for i, level in enumerate(self.levels_)}
        logs = np.maximum.accumulate(np.column_stack(list(columns.values())), axis=1)
        return pd.DataFrame(np.exp(logs), index=frame.index, columns=list(columns))

    def widening(self, X: pd.DataFrame | ArrayLike) -> pd.DataFrame:
        """By how much, and why, intervals are wider than those of a project like the finished ones.

        Returns
        -------
        DataFrame of shape (m, 2)
            Columns ``factor`` (of the width in logarithms, 1 within the range of the history) and
            ``reason`` (sentences; empty within the range).
        """
        check_is_fitted(self)
        return out_of_range(self.blend_, self._known(X))

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Names of the columns that the models see, after labels have become columns."""
        check_is_fitted(self)
        return self.blend_.encoder_.get_feature_names_out()

    def _log_intervals(self, frame: pd.DataFrame) -> tuple[Numbers, Numbers, Numbers]:
        """Ends of all nested intervals, each holding the point prediction, and that."""
        rows = ReadOnce(frame)
        point = self.blend_.predict(rows)
        factors = out_of_range(self.blend_, rows)["factor"].to_numpy(dtype=float)
        low, high = self.intervals_.ends(rows, self.levels_, factors)
        low, high = np.minimum(low, point[:, None]), np.maximum(high, point[:, None])
        return np.minimum.accumulate(low, axis=1), np.maximum.accumulate(high, axis=1), point

    def _known(self, X: pd.DataFrame | ArrayLike) -> pd.DataFrame:
        """New rows with the columns of the history, in its order.

        Further columns are left aside.
        """
        frame = _frame(X)
        names = getattr(self, "feature_names_in_", None)
        if names is not None and isinstance(X, pd.DataFrame):
            missing = [name for name in names if name not in frame.columns]
            if missing:
                raise ValueError(f"X lacks the columns {missing}")
            return as_learnt(frame[list(names)], self.styles_)
        if frame.shape[1] != self.n_features_in_:
            raise ValueError(
                f"X has {frame.shape[1]} features, but EffortEstimator is expecting"
                f" {self.n_features_in_} features as input"
            )
        frame = frame if names is None else frame.set_axis(list(names), axis=1)
        return as_learnt(frame, self.styles_)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        tags.input_tags.string = True
        tags.input_tags.categorical = True
        tags.target_tags.positive_only = True
        return tags


def _frame(X: pd.DataFrame | ArrayLike) -> pd.DataFrame:
    if isinstance(X, pd.DataFrame):
        return X
    values = check_array(X, dtype=None, ensure_all_finite=False, ensure_min_features=0)
    frame = pd.DataFrame(values).infer_objects()
    return frame.set_axis([f"x{i}" for i in range(frame.shape[1])], axis=1)
