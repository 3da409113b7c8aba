"""Bayesian linear regression of logarithms, with each project's residual when it is left out."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.estimating.history.columns import Numbers

#: Penalties tried, as shares of the variance of all drivers together: noise to signal.
_NOISE_TO_SIGNAL = np.logspace(-4, 4, 65)
#: Standard deviation of the prior of log noise to signal. A history of few projects and many
#: drivers says too little of it by itself.
_PRIOR_SPREAD = 1.0
#: Least residual variance of a logarithm: nothing is known more exactly than to a millionth.
_LEAST_VARIANCE = 1e-12


@dataclass(frozen=True)
class LeaveOneOut:
    """Each project predicted without itself, or without its group.

    Parameters
    ----------
    residuals : array of shape (n,)
        Logarithm less its prediction.
    deviations : array of shape (n,)
        Standard deviation that the model states for that residual.
    weights : array of shape (n,)
        Projects that each row stands for.
    groups : int
        Number of groups left out, n where each project is one.
    """

    residuals: Numbers
    deviations: Numbers
    weights: Numbers
    groups: int

    @property
    def scores(self) -> Numbers:
        """Residuals as multiples of their stated standard deviation."""
        return self.residuals / self.deviations


class BayesianLinear:
    """Linear regression with normal priors, its penalty chosen by marginal likelihood.

    The constant is free; every coefficient has the same prior spread, so that a column counts for
    as much as it varies. Noise to signal is the one of a grid with the highest restricted marginal
    likelihood times its prior (MacKay, "Bayesian interpolation", 1992). All is worked out from one
    singular value decomposition, leaving out included (Rasmussen and Williams, "Gaussian processes
    for machine learning", 2006, 5.12).

    Parameters
    ----------
    noise_to_signal : float
        Median of its prior. At 1, drivers and noise are expected to explain equally much.

    Attributes
    ----------
    constant_ : float
    coefficients_ : array of shape (k,)
    variance_ : float
        Of the noise of one project.
    leave_one_out : LeaveOneOut
    """

    def __init__(self, noise_to_signal: float = 1.0):
        self.noise_to_signal = noise_to_signal

    def fit(
        self,
        encoded: Numbers,
        logs: Numbers,
        sample_weight: ArrayLike | None = None,
        groups: Sequence[Hashable] | None = None,
    ) -> Self:
        """Learn from encoded drivers (n, k) and logarithms (n,).

        Parameters
        ----------
        sample_weight : array of shape (n,), optional
            Positive. A project of weight 2 counts as two equal ones.
        groups : sequence of n labels, optional
            Projects of one group are left out together.
        """
        weights = (
            np.ones(len(logs)) if sample_weight is None else np.asarray(sample_weight, dtype=float)
        )
        total = float(weights.sum())
        root = np.sqrt(weights)
        self.constant_ = float(weights @ logs / total)
        self.middle_ = weights @ encoded / total
        left, singular, right = np.linalg.svd(
            root[:, None] * (encoded - self.middle_), full_matrices=False
        )
        counts = singular > 1e-10 * max(float(singular.max(initial=0.0)), 1e-10)
        left, right, self.squares_ = left[:, counts], right[counts], singular[counts] ** 2
        centred = root * (logs - self.constant_)
        self.directions_, self.total_ = right, total
        along = left.T @ centred
        rest = max(float(centred @ centred - along @ along), 0.0)
        scale = max(float(self.squares_.sum()) / total, 1e-12)
        self.penalty_, self.variance_ = self._best_penalty(along**2, rest, scale)
        self.coefficients_ = right.T @ (
            np.sqrt(self.squares_) / (self.squares_ + self.penalty_) * along
        )
        self.leave_one_out = self._left_out(left, root, logs - self.predict(encoded), groups)
        return self

    def predict(self, encoded: Numbers) -> Numbers:
        """Predicted logarithms, shape (m,)."""
        return np.asarray(
            self.constant_ + (encoded - self.middle_) @ self.coefficients_, dtype=float
        )

    def deviation(self, encoded: Numbers) -> Numbers:
        """Standard deviation of a new project's logarithm, shape (m,)."""
        away = encoded - self.middle_
        along = away @ self.directions_.T
        beyond = np.maximum((away**2).sum(axis=1) - (along**2).sum(axis=1), 0.0)
        doubt = (along**2 / (self.squares_ + self.penalty_)).sum(axis=1) + beyond / self.penalty_
        return np.asarray(np.sqrt(self.variance_ * (1 + 1 / self.total_ + doubt)), dtype=float)

    def _left_out(
        self,
        left: Numbers,
        root: Numbers,
        residuals: Numbers,
        groups: Sequence[Hashable] | None,
    ) -> LeaveOneOut:
        shrunk = self.squares_ / (self.squares_ + self.penalty_)
        weights = root**2
        if groups is None:
            leverage = np.minimum((left**2) @ shrunk + weights / self.total_, 1 - 1e-9)
            doubt = leverage / (1 - leverage) / weights
            deviations = np.sqrt(self.variance_ * (1 + doubt))
            return LeaveOneOut(residuals / (1 - leverage), deviations, weights, len(root))
        left_out, deviations = np.empty(len(root)), np.empty(len(root))
        members: dict[Hashable, list[int]] = {}
        for i, label in enumerate(groups):
            members.setdefault(label, []).append(i)
        for rows in members.values():
            here = np.array(rows)
            part = left[here]
            hat = (part * shrunk) @ part.T + np.outer(root[here], root[here]) / self.total_
            inverse = np.linalg.pinv(np.eye(len(here)) - hat, hermitian=True)
            left_out[here] = inverse @ (root[here] * residuals[here]) / root[here]
            doubt = (np.diag(inverse) - 1) / weights[here]
            deviations[here] = np.sqrt(self.variance_ * (1 + doubt))
        return LeaveOneOut(left_out, deviations, weights, len(members))

    def _best_penalty(self, along: Numbers, rest: float, scale: float) -> tuple[float, float]:
        """Penalty of the highest evidence, and the noise variance that goes with it."""
        penalties = _NOISE_TO_SIGNAL * scale
        grown = self.squares_[None, :] / penalties[:, None] + 1
        freedom = max(self.total_ - 1, 1.0)
        squares = rest + (along[None, :] / grown).sum(axis=1)
        variances = np.maximum(squares / freedom, _LEAST_VARIANCE)
        evidence = -0.5 * (freedom * np.log(variances) + np.log(grown).sum(axis=1))
        prior = -0.5 * (np.log(_NOISE_TO_SIGNAL / self.noise_to_signal) / _PRIOR_SPREAD) ** 2
        best = int(np.argmax(evidence + prior))
        return float(penalties[best]), float(variances[best])
