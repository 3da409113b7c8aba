"""`EffortEstimator`: a scikit-learn estimator of effort, cost or duration with honest intervals."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
import pandas as pd
from mapie.regression import CrossConformalRegressor
from numpy.typing import ArrayLike, NDArray
from scipy.stats import skew
from sklearn.base import BaseEstimator, OneToOneFeatureMixin, RegressorMixin, TransformerMixin
from sklearn.compose import ColumnTransformer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import RidgeCV
from sklearn.model_selection import KFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.utils.validation import check_is_fitted

#: Penalties that `RidgeCV` chooses from by leave-one-out; wide enough for 15 to some thousand projects.
ALPHAS = tuple(np.logspace(-2, 3, 11).tolist())


class LogWhereSkewed(OneToOneFeatureMixin, TransformerMixin, BaseEstimator):
    """log(1 + x) on columns that are non-negative, skewed (> .5) and large (maximum > 10); others unchanged.

    Sizes and counts of projects are skewed over orders of magnitude; ratings and shares are not.
    """

    def fit(self, X: ArrayLike, y: object = None) -> Self:
        """Decide column by column; `X` of shape (n, k) may hold NaN."""
        values = np.asarray(X, dtype=float)
        self.n_features_in_ = values.shape[1]
        chosen = []
        for column in values.T:
            seen = column[np.isfinite(column)]
            wide = len(seen) > 2 and seen.min() >= 0 and seen.max() > 10
            chosen.append(bool(wide and np.ptp(seen) > 0 and skew(seen) > 0.5))
        self.chosen_ = np.array(chosen, dtype=bool)
        return self

    def transform(self, X: ArrayLike) -> NDArray[np.float64]:
        """Transformed copy of shape (n, k)."""
        check_is_fitted(self)
        values = np.array(X, dtype=float)
        values[:, self.chosen_] = np.log1p(np.clip(values[:, self.chosen_], 0, None))
        return values


class EffortEstimator(RegressorMixin, BaseEstimator):
    """Effort, cost or duration from the drivers of finished projects.

    Ridge regression on the logarithm of the target, penalty chosen by leave-one-out, with CV+ prediction intervals
    (Barber et al., "Predictive inference with the jackknife+", 2021) made in log space by MAPIE. Predictions are
    medians: nothing is added on the way back from logarithms.

    Parameters
    ----------
    folds : int, default 10
        Folds of the CV+ intervals (at most the number of projects).
    random_state : int, default 0
        Seed of the shuffling into folds.

    Attributes
    ----------
    pipeline_ : sklearn Pipeline
        The model fitted to all projects; it makes the point predictions.
    n_features_in_, feature_names_in_ : int, ndarray
    n_projects_ : int

    Notes
    -----
    Numeric columns are imputed by their median, categories one-hot encoded with labels seen fewer than three times
    taken together; unseen labels count as such rare ones.
    """

    def __init__(self, *, folds: int = 10, random_state: int = 0):
        self.folds = folds
        self.random_state = random_state

    def fit(self, X: pd.DataFrame | ArrayLike, y: ArrayLike) -> Self:
        """Learn from finished projects.

        Parameters
        ----------
        X : DataFrame of shape (n, k)
            Drivers known before a project starts: numbers, or text for categories; may hold missing values.
        y : array of shape (n,)
            Positive actuals, in any unit; predictions are in the same.

        Raises
        ------
        ValueError
            For fewer than five projects, no column, or a target that is missing, zero or negative.
        """
        frame = self._as_frame(X)
        target = np.asarray(y, dtype=float).ravel()
        if len(target) != len(frame):
            raise ValueError(f"X has {len(frame)} rows, y has {len(target)}")
        if frame.shape[1] == 0:
            raise ValueError("X has no column: an estimate needs at least one driver")
        if len(target) < 5:
            raise ValueError(f"an estimate needs at least 5 finished projects, found {len(target)}")
        if not np.all(np.isfinite(target)) or target.min() <= 0:
            raise ValueError("the target must be a positive number for every project")
        self.feature_names_in_ = np.asarray(frame.columns, dtype=object)
        self.n_features_in_ = frame.shape[1]
        self.n_projects_ = len(frame)
        logs = np.log(target)
        # Few projects can carry neither very wide nor very narrow levels: an end would rest on less than one residual.
        step = 100 / (len(target) - 1)
        narrowest, widest = 2 * int(np.ceil(step / 2)), min(98, int(np.floor(100 - 2 * step)))
        self.levels_ = tuple(level / 100 for level in range(narrowest, widest + 1, 2))
        folds = KFold(min(self.folds, len(target)), shuffle=True, random_state=self.random_state)
        self.conformal_ = CrossConformalRegressor(
            self._pipeline(frame), confidence_level=list(self.levels_), method="plus", cv=folds
        ).fit_conformalize(frame, logs)
        self.pipeline_ = self._pipeline(frame).fit(frame, logs)
        return self

    def predict(self, X: pd.DataFrame | ArrayLike) -> NDArray[np.float64]:
        """Median predictions, shape (m,), in the unit of `y`."""
        check_is_fitted(self)
        return np.asarray(np.exp(self.pipeline_.predict(self._as_frame(X))), dtype=float)

    def predict_interval(self, X: pd.DataFrame | ArrayLike, confidence: float = 0.8) -> pd.DataFrame:
        """Prediction intervals.

        Parameters
        ----------
        X : DataFrame of shape (m, k)
        confidence : float, default 0.8
            Even number of per cent that n projects can carry (from about 100 projects on, 2 % to 98 %).

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
                f"confidence {confidence} is not available: with {self.n_projects_} projects it must be an even number"
                f" of per cent from {self.levels_[0]:.0%} to {self.levels_[-1]:.0%}"
            )
        frame = self._as_frame(X)
        low, high = self._log_intervals(frame)
        return pd.DataFrame({"low": np.exp(low[:, matches[0]]), "high": np.exp(high[:, matches[0]])}, index=frame.index)

    def predict_quantiles(self, X: pd.DataFrame | ArrayLike) -> pd.DataFrame:
        """Predictive distribution: one column a share (.01 to .99 where n allows), in the unit of `y`.

        Columns are the ends of the nested intervals; the median is the point prediction.
        """
        check_is_fitted(self)
        frame = self._as_frame(X)
        low, high = self._log_intervals(frame)
        point = self.pipeline_.predict(frame)
        columns = {round((1 - level) / 2, 4): low[:, i] for i, level in reversed(list(enumerate(self.levels_)))}
        columns[0.5] = point
        columns |= {round((1 + level) / 2, 4): high[:, i] for i, level in enumerate(self.levels_)}
        logs = pd.DataFrame(columns, index=frame.index)
        return logs.cummax(axis=1).apply(np.exp)

    def _log_intervals(self, frame: pd.DataFrame) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Ends of all nested intervals in log space, widened where needed so that each holds the point prediction."""
        point, intervals = self.conformal_.predict_interval(frame, aggregate_point_predictions=None)
        low = np.minimum(intervals[:, 0, :], point[:, None])
        high = np.maximum(intervals[:, 1, :], point[:, None])
        return np.minimum.accumulate(low, axis=1), np.maximum.accumulate(high, axis=1)

    def _as_frame(self, X: pd.DataFrame | ArrayLike) -> pd.DataFrame:
        frame = X if isinstance(X, pd.DataFrame) else pd.DataFrame(np.asarray(X))
        if not isinstance(X, pd.DataFrame):
            frame.columns = [f"x{i}" for i in range(frame.shape[1])]
        names = getattr(self, "feature_names_in_", None)
        if names is not None:
            missing = [name for name in names if name not in frame.columns]
            if missing:
                raise ValueError(f"X lacks the columns {missing}")
            frame = frame[list(names)]
        return frame

    @staticmethod
    def _pipeline(frame: pd.DataFrame) -> Pipeline:
        numeric = [name for name in frame.columns if pd.api.types.is_numeric_dtype(frame[name])]
        words = [name for name in frame.columns if name not in numeric]
        number_steps = make_pipeline(
            SimpleImputer(strategy="median", keep_empty_features=True), LogWhereSkewed(), StandardScaler()
        )
        word_steps = make_pipeline(
            SimpleImputer(strategy="constant", fill_value="not stated", keep_empty_features=True),
            OneHotEncoder(min_frequency=3, handle_unknown="infrequent_if_exist", sparse_output=False),
        )
        steps: list[tuple[str, Any, list[Any]]] = []
        if numeric:
            steps.append(("numbers", number_steps, numeric))
        if words:
            steps.append(("categories", word_steps, words))
        return Pipeline([("drivers", ColumnTransformer(steps)), ("ridge", RidgeCV(alphas=ALPHAS))])
