"""How the level of projects moves from one cohort of starts to the next.

A random walk, observed through the residuals of the projects that started at each time: recent
cohorts count most, few projects move little, and no trend is carried on.
"""

from __future__ import annotations

from typing import Self

import numpy as np

from pmo_toolkit.analysis.estimating.history.columns import Numbers

#: Variances of a year's step that are weighed against each other, in units of a project's own
#: variance: none up to a tenth of a standard deviation and on to half of one.
_RATES = np.array([0.0, 0.003, 0.01, 0.03, 0.1, 0.3])
#: Cohorts are a quarter of a year, and no more than these.
_COHORTS_A_YEAR, _MOST_COHORTS = 4, 60
#: Standard deviation of the level at the beginning, in units of a project's.
_FIRST = 0.5


class RecentLevel:
    """Level of residuals by time of start, averaged over how fast it may move.

    Attributes
    ----------
    times_, means_ : array of shape (number of cohorts,)
        Mean start of each cohort, and its level.
    shares_ : array
        How well each rate of `_RATES` fits.
    """

    def fit(self, residuals: Numbers, weights: Numbers, started: Numbers, spread: float) -> Self:
        """Learn from residuals (logarithms), shape (m,), of projects with known starts.

        Parameters
        ----------
        residuals, weights, started : array of shape (m,)
        spread : float
            Standard deviation of a project's own residual.
        """
        first, last = float(started.min()), float(started.max())
        count = int(np.clip((last - first) * _COHORTS_A_YEAR, 1, _MOST_COHORTS))
        edges = np.linspace(first, last, count + 1)[1:-1]
        cohort = np.digitize(started, edges)
        total = np.bincount(cohort, weights, count)
        some = total > 0
        self.times_ = np.bincount(cohort, weights * started, count)[some] / total[some]
        self.observed_ = np.bincount(cohort, weights * residuals, count)[some] / total[some]
        self.variance_ = max(spread, 1e-6) ** 2
        self._noise = self.variance_ / total[some]
        fits = np.array([self._given(rate, self.times_)[2] for rate in _RATES])
        shares = np.exp(fits - fits.max())
        self.shares_ = shares / shares.sum()
        self.means_ = self.at(self.times_)[0]
        return self

    def at(self, started: Numbers) -> tuple[Numbers, Numbers]:
        """Mean and variance of the level for projects that start then, two arrays of shape (m,)."""
        outcomes = [self._given(rate, started) for rate in _RATES]
        mean = np.sum([w * m for w, (m, _, _) in zip(self.shares_, outcomes, strict=True)], axis=0)
        variance = np.sum(
            [
                w * (v + (m - mean) ** 2)
                for w, (m, v, _) in zip(self.shares_, outcomes, strict=True)
            ],
            axis=0,
        )
        return mean, variance

    def _given(self, rate: float, started: Numbers) -> tuple[Numbers, Numbers, float]:
        """Mean, variance and log evidence if the level moves at this rate."""
        origin = float(self.times_.min())
        known = self._covariance(rate, self.times_ - origin, self.times_ - origin)
        root = np.linalg.cholesky(known + np.diag(self._noise))
        white = np.linalg.solve(root, self.observed_)
        evidence = float(-0.5 * white @ white - np.log(np.diag(root)).sum())
        across = np.linalg.solve(
            root, self._covariance(rate, self.times_ - origin, started - origin)
        )
        own = self.variance_ * (_FIRST**2 + rate * np.maximum(started - origin, 0))
        return across.T @ white, np.maximum(own - np.sum(across**2, axis=0), 0.0), evidence

    def _covariance(self, rate: float, left: Numbers, right: Numbers) -> Numbers:
        shared = np.maximum(np.minimum.outer(left, right), 0.0)
        return np.asarray(self.variance_ * (_FIRST**2 + rate * shared), dtype=float)
