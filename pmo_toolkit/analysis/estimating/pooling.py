"""Effort of a house with few finished projects.

Its own projects and public figures, each with the weight it earns.

Empirical Bayes: log effort is a line in log size. The public prior says how the lines of houses
differ; every own project moves the estimate from the public line towards the house's own.
"""

from __future__ import annotations

from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtr
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.utils.validation import check_is_fitted

from pmo_toolkit.analysis.estimating.priors import SizePrior

#: Points of the grid over the log variance, and how many standard deviations of the prior it spans
#: on either side.
_GRID, _SPAN = 21, 4.0
_HALVINGS = 36
#: Shares of the posterior that change no digit ever shown.
_NEGLIGIBLE = 1e-7


class PooledEstimator(RegressorMixin, BaseEstimator):
    """Effort from size, by partial pooling of own projects with a public prior.

    The prior is a mixture of kinds of house: like the public ones, and unlike them in level, slope
    or both. Given the kind and the noise variance, intercept and slope have a normal posterior in
    closed form; kind and variance are integrated over a grid, so that own projects weigh the kinds
    by how well each foretold them. The predictive distribution is a mixture of normals with heavier
    tails than one.

    Parameters
    ----------
    prior : SizePrior
        For the unit in which the sizes are stated.

    Attributes
    ----------
    n_projects_ : int
    middle_ : float
        Mean of log(size / centre) of the own projects.
    weights_, lines_, covariances_, variances_ : ndarray
        Posterior over the grid of g pairs of kind and variance: shares (g,), intercept and slope
        (g, 2), their covariance (g, 2, 2), and the noise variances (g,).
    own_weight_ : float
        Share of the level, at the middle of the own sizes, that comes from own projects, 0–1.

    Notes
    -----
    Sizes are positive and in the prior's unit, efforts in person-hours. Predictions are medians.
    """

    def __init__(self, prior: SizePrior):
        self.prior = prior

    def fit(self, X: ArrayLike, y: ArrayLike) -> Self:
        """Learn from own finished projects.

        Parameters
        ----------
        X : array of shape (n,) or (n, 1)
            Sizes in the prior's unit.
        y : array of shape (n,)
            Effort in person-hours.

        Raises
        ------
        ValueError
            Without any project (there is then the outside view only), or for a size or effort that
            is missing, zero or negative.
        """
        x, logs = self._logs(X), np.log(_positive(y, "effort"))
        if len(x) != len(logs):
            raise ValueError(f"there are {len(x)} sizes and {len(logs)} efforts")
        if len(logs) == 0:
            raise ValueError(
                "there is no finished project: without own history there is the outside view only"
            )
        self.n_projects_, self.middle_ = len(logs), float(x.mean())
        steps = np.linspace(-_SPAN, _SPAN, _GRID)
        shares = self._posterior(x, logs, steps)
        # Many projects leave few of the steps: a second, finer grid spans those that count, and one
        # on either side.
        counted = np.flatnonzero(shares > _NEGLIGIBLE)
        first, last = max(counted[0] - 1, 0), min(counted[-1] + 1, _GRID - 1)
        self._posterior(x, logs, np.linspace(steps[first], steps[last], _GRID))
        return self

    def _posterior(
        self, x: NDArray[np.float64], logs: NDArray[np.float64], deviations: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Set the posterior over a grid of log variances (in deviations of the prior).

        Returns the share of each.
        """
        mean = np.array(self.prior.mean)
        shares, covariances, cautions = self.prior.components
        steps = np.repeat(deviations, len(shares))
        shares, cautions = np.tile(shares, len(deviations)), np.tile(cautions, len(deviations))
        covariances = np.tile(covariances, (len(deviations), 1, 1))
        variances = np.exp(self.prior.log_variance + self.prior.log_variance_sd * steps)
        design = np.column_stack([np.ones_like(x), x])
        residual = logs - design @ mean
        pull = design.T @ residual / variances[:, None]
        precision = np.linalg.inv(covariances) + design.T @ design / variances[:, None, None]
        posterior = np.linalg.inv(precision)
        moved = np.einsum("gab,gb->ga", posterior, pull)
        # Marginal likelihood of the own projects at each variance (matrix determinant lemma).
        determinant = np.linalg.slogdet(precision)[1] + np.linalg.slogdet(covariances)[1]
        determinant = determinant + len(x) * np.log(variances)
        misfit = residual @ residual / variances - np.einsum("ga,ga->g", pull, moved)
        log_weights = np.log(shares) - 0.5 * (determinant + misfit + (steps - cautions) ** 2)
        weights = np.exp(log_weights - log_weights.max())
        at = np.array([1.0, self.middle_])
        before = np.einsum("a,gab,b->g", at, covariances, at)
        after = np.einsum("a,gab,b->g", at, posterior, at)
        self.weights_ = weights / weights.sum()
        self.lines_ = mean + moved
        self.covariances_ = posterior
        self.variances_ = variances
        self.own_weight_ = float(np.clip(self.weights_ @ (1 - after / before), 0, 1))
        return np.asarray(self.weights_.reshape(len(deviations), -1).sum(axis=1), dtype=float)

    def predict(self, X: ArrayLike) -> NDArray[np.float64]:
        """Median person-hours, shape (m,)."""
        return self.predict_quantiles(X, (0.5,))[:, 0]

    def predict_interval(self, X: ArrayLike, confidence: float = 0.8) -> pd.DataFrame:
        """Prediction intervals with equal tails.

        Columns ``low`` and ``high`` in person-hours, one row a size.

        Raises
        ------
        ValueError
            If `confidence` does not lie between 0 and 1.
        """
        if not 0 < confidence < 1:
            raise ValueError(f"confidence must lie between 0 and 1, found {confidence}")
        ends = self.predict_quantiles(X, ((1 - confidence) / 2, (1 + confidence) / 2))
        index = X.index if isinstance(X, pd.DataFrame | pd.Series) else None
        return pd.DataFrame({"low": ends[:, 0], "high": ends[:, 1]}, index=index)

    def predict_quantiles(self, X: ArrayLike, shares: tuple[float, ...]) -> NDArray[np.float64]:
        """Quantiles of the predictive distribution in person-hours, shape (m, len(shares)).

        Parameters
        ----------
        X : array of shape (m,) or (m, 1)
        shares : tuple of float
            Each between 0 and 1.
        """
        check_is_fitted(self)
        x = self._logs(X)
        design = np.column_stack([np.ones_like(x), x])
        held = self.weights_ > _NEGLIGIBLE
        weights = self.weights_[held] / self.weights_[held].sum()
        means = design @ self.lines_[held].T
        unsure = np.einsum("ia,gab,ib->ig", design, self.covariances_[held], design)
        deviations = np.sqrt(unsure + self.variances_[held])
        quantiles = []
        for share in shares:
            low, high = (means - 9 * deviations).min(axis=1), (means + 9 * deviations).max(axis=1)
            for _ in range(_HALVINGS):
                middle = (low + high) / 2
                above = ndtr((middle[:, None] - means) / deviations) @ weights > share
                low, high = np.where(above, low, middle), np.where(above, middle, high)
            quantiles.append(np.exp((low + high) / 2))
        return np.column_stack(quantiles) if quantiles else np.empty((len(x), 0))

    @property
    def line(self) -> tuple[float, float, float]:
        """Expected person-hours at the prior's centre, slope, factor of one standard deviation."""
        check_is_fitted(self)
        intercept, slope = self.weights_ @ self.lines_
        return (
            float(np.exp(intercept)),
            float(slope),
            float(np.exp(np.sqrt(self.weights_ @ self.variances_))),
        )

    def _logs(self, X: ArrayLike) -> NDArray[np.float64]:
        values = np.asarray(X, dtype=float)
        if values.ndim > 1 and values.shape[1] != 1:
            raise ValueError(f"one size a project is expected, found {values.shape[1]} columns")
        return np.asarray(np.log(_positive(values, "size") / self.prior.centre), dtype=float)


def _positive(values: ArrayLike, what: str) -> NDArray[np.float64]:
    numbers = np.asarray(values, dtype=float).ravel()
    if not np.all(np.isfinite(numbers)) or np.any(numbers <= 0):
        raise ValueError(f"every {what} must be a positive number")
    return numbers
