"""`EffortEstimator`: effort, cost or duration of a project from its drivers, with ranges."""

from __future__ import annotations

from collections.abc import Sequence
from numbers import Real
from typing import Any, Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils import check_array
from sklearn.utils.validation import check_is_fitted

from pmo_toolkit.analysis.estimating.history.columns import Numbers, ReadOnce
from pmo_toolkit.analysis.estimating.history.written_columns import as_learnt, with_numbers
from pmo_toolkit.analysis.estimating.model.finished_projects import checked_projects, years_of
from pmo_toolkit.analysis.estimating.model.log_model import LogModel
from pmo_toolkit.analysis.estimating.model.outside import out_of_range
from pmo_toolkit.analysis.estimating.model.projects_in_time import (
    completed_projects,
    intervals_in_time,
)

#: Confidence levels of `predict_quantiles`.
_LEVELS = tuple(level / 100 for level in range(2, 99, 2))


class EffortEstimator(RegressorMixin, BaseEstimator):
    """Effort, cost or duration from the drivers of finished projects.

    Bayesian linear regression of the logarithm of the target (see `LogModel`), with ranges of any
    confidence from leave-one-out residuals (see `reach`). Predictions are medians: nothing is added
    on the way back from logarithms. There is nothing to tune, and nothing random.

    With running work (`censored`) or starts (`started`) the regression learns from what running
    work may come to, and ranges follow the projects that started last (see `IntervalsInTime`). Of
    finished projects alone, the long ones of the last years are missing: where the target turns out
    to be a time (see `limits_of`) they are made up for, else the latest level may only raise
    ranges.

    Parameters
    ----------
    random_state : int, optional
        Of no effect, since nothing is drawn; taken for callers that set it wherever they estimate.

    Attributes
    ----------
    model_ : LogModel
    in_time_ : IntervalsInTime or None
        None where neither running work nor starts are known.
    n_features_in_, feature_names_in_ : int, ndarray
    n_projects_ : int
        Of positive weight.
    notes_ : dict
        Column that is not used → why.

    Notes
    -----
    Numbers, flags, dates, ordered categories and ratings in words become one standardised column
    each (logarithms where they are sizes), text of few labels one column a label; missing numbers
    of finished projects are taken at the median, a missing label is a label, free text is left out.
    A row that lacks a driver, or lies outside what the history has seen, has a wider range: see
    `widening`.

    Examples
    --------
    >>> import pandas as pd
    >>> sizes = pd.DataFrame({"size": [float(10 * n) for n in range(1, 31)]})
    >>> model = EffortEstimator().fit(sizes, 8 * sizes["size"])  # doctest: +SKIP
    >>> model.predict_interval(sizes.head(1), confidence=0.8)  # doctest: +SKIP
    """

    def __init__(self, *, random_state: int | None = None):
        self.random_state = random_state

    def fit(
        self,
        X: pd.DataFrame | ArrayLike,
        y: ArrayLike,
        *,
        censored: ArrayLike | None = None,
        started: ArrayLike | None = None,
        groups: ArrayLike | None = None,
        sample_weight: ArrayLike | None = None,
    ) -> Self:
        """Learn from finished projects.

        Parameters
        ----------
        X : DataFrame of shape (n, k)
            Drivers known before a project starts: numbers, flags, dates, or text; may hold missing
            values.
        y : array of shape (n,)
            Positive actuals, in any unit; predictions are in the same.
        censored : array of bool, shape (n,), optional
            Projects that still run, whose `y` is only a lower bound.
        started : array of dates or decimal years, shape (n,), optional
            Starts, for drift and cohorts; never a driver.
        groups : array of labels, shape (n,), optional
            Houses (client, donor, team). With them, ranges are measured on whole houses left out,
            and so hold for a project of a house that is new.
        sample_weight : array of shape (n,), optional
            How much each project counts; a project of weight 2 counts as two, one of weight 0 not
            at all.

        Raises
        ------
        ValueError
            For fewer than five projects, no column, a target that is missing, zero or negative;
            for weights, labels or starts that are not one a project or cannot be; for one house
            alone.
        """
        if y is None:
            raise ValueError("EffortEstimator requires y to be passed, but the target y is None")
        frame = _frame(X)
        projects = checked_projects(frame, y, censored, started, groups, sample_weight)
        read, self.styles_ = with_numbers(projects.frame, strict=True)
        self.__dict__.pop("feature_names_in_", None)
        if isinstance(X, pd.DataFrame):
            self.feature_names_in_ = np.asarray(frame.columns, dtype=object)
        self.n_features_in_ = frame.shape[1]
        self.n_projects_ = len(projects.logs)
        completed = completed_projects(read, projects)
        weights = None if np.all(completed.weights == 1) else completed.weights
        self.model_ = LogModel().fit(read, completed.logs, weights, projects.groups)
        self.in_time_ = None
        if projects.censored is not None or projects.started is not None:
            self.in_time_ = intervals_in_time(self.model_, completed, projects.started)
        self.notes_ = dict(self.model_.encoder_.notes_)
        return self

    def predict(self, X: pd.DataFrame | ArrayLike) -> NDArray[np.float64]:
        """Median predictions, shape (m,), in the unit of `y`."""
        check_is_fitted(self)
        return np.asarray(np.exp(self._ends(self._known(X), ())[0]), dtype=float)

    def predict_interval(
        self,
        X: pd.DataFrame | ArrayLike,
        confidence: float = 0.8,
        started: ArrayLike | None = None,
    ) -> pd.DataFrame:
        """Prediction intervals.

        Parameters
        ----------
        X : DataFrame of shape (m, k)
        confidence : float, default 0.8
            Between 0 and 1. What so few projects cannot carry by their ranks, Student's t carries.
        started : array of dates or decimal years, shape (m,), optional
            Starts of the new projects, for which the range is then the one that is to be expected
            of them; without, that of a project which starts as late as any of the history. Counts
            only where starts were given to `fit`.

        Returns
        -------
        DataFrame of shape (m, 2)
            Columns ``low`` and ``high``, in the unit of `y`, indexed as `X` is.

        Raises
        ------
        ValueError
            If `confidence` is not between 0 and 1.
        """
        check_is_fitted(self)
        _check_confidence(confidence)
        frame = self._known(X)
        years = None if started is None else years_of(started, len(frame))
        _, low, high = self._ends(frame, (float(confidence),), years)
        return pd.DataFrame(
            {"low": np.exp(low[:, 0]), "high": np.exp(high[:, 0])}, index=frame.index
        )

    def predict_quantiles(
        self, X: pd.DataFrame | ArrayLike, started: ArrayLike | None = None
    ) -> pd.DataFrame:
        """Predictive distribution: one column a share (.01 to .99), in the unit of `y`.

        Columns are the ends of the nested intervals of projects that start when `started` says, as
        in `predict_interval`, and their median.
        """
        check_is_fitted(self)
        frame = self._known(X)
        years = None if started is None else years_of(started, len(frame))
        middle, low, high = self._ends(frame, _LEVELS, years)
        logs = np.column_stack([low[:, ::-1], middle, high])
        shares = [round((1 - level) / 2, 4) for level in reversed(_LEVELS)]
        shares += [0.5, *(round((1 + level) / 2, 4) for level in _LEVELS)]
        return pd.DataFrame(np.exp(logs), index=frame.index, columns=shares)

    def widening(self, X: pd.DataFrame | ArrayLike) -> pd.DataFrame:
        """By how much, and why, ranges are wider than those of a project like the finished ones.

        Returns
        -------
        DataFrame of shape (m, 2)
            Columns ``factor`` (of the width of the 80 % range in logarithms, against the median of
            finished projects; 1 where there is no reason) and ``reason`` (clauses; empty within the
            range).
        """
        check_is_fitted(self)
        frame = self._known(X)
        rows = ReadOnce(frame)
        reasons = out_of_range(self.model_.encoder_, rows)
        factor = np.maximum(self._ranges(rows, (0.8,))[1][:, 0] / self.model_.usual_, 1.0)
        factor[[not reason for reason in reasons]] = 1.0
        return pd.DataFrame({"factor": factor, "reason": reasons}, index=frame.index)

    def get_feature_names_out(self, input_features: Any = None) -> NDArray[np.object_]:
        """Names of the columns that the model sees, after labels have become columns."""
        check_is_fitted(self)
        return self.model_.encoder_.get_feature_names_out()

    def _ends(
        self, X: pd.DataFrame, levels: Sequence[float], started: Numbers | None = None
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Medians (m,), lower and upper ends (m, number of levels), in logarithms."""
        rows = ReadOnce(X)
        if self.in_time_ is None:
            middle, halves = self._ranges(rows, levels)
            return middle, middle[:, None] - halves, middle[:, None] + halves
        point, halves = self._ranges(rows, (0.8,))
        widening = halves[:, 0] / max(self.model_.usual_, 1e-12)
        return self.in_time_.ends(point, levels, widening, started)

    def _ranges(
        self, X: pd.DataFrame | ReadOnce, levels: Sequence[float]
    ) -> tuple[Numbers, Numbers]:
        """Predicted logarithms (m,), and half widths of their ranges (m, number of levels)."""
        return self.model_.predict_ranges(X, levels)

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


def _check_confidence(confidence: object) -> None:
    if not isinstance(confidence, Real) or not 0 < float(confidence) < 1:
        raise ValueError(
            f"confidence must be a number between 0 and 1, such as 0.8, found {confidence!r}"
        )


def _frame(X: pd.DataFrame | ArrayLike) -> pd.DataFrame:
    if isinstance(X, pd.DataFrame):
        return X
    values = check_array(X, dtype=None, ensure_all_finite=False, ensure_min_features=0)
    frame = pd.DataFrame(values).infer_objects()
    return frame.set_axis([f"x{i}" for i in range(frame.shape[1])], axis=1)
