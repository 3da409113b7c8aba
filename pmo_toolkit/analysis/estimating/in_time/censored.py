"""Targets of which some rows are only lower bounds: what the whole may come to.

An accelerated-failure-time model: the logarithm of the target is linear in the encoded drivers,
with normal errors and a ridge penalty. Fitted by expectation and maximisation, whose steps are a
ridge regression each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from pmo_toolkit.analysis.estimating.history.columns import Numbers

#: Places at which what a bound leaves open is looked at: the middles of as many equal shares.
_PLACES = (np.arange(9) + 0.5) / 9
#: Most unfinished projects that one finished one may stand for, where running work is not known.
#: Beyond, a cohort is too young to say anything of its long projects.
_MOST_UNSEEN = 1.0
#: A limit so far beyond all logarithms is none.
_BEYOND_REACH = 10.0
_ROUNDS, _SETTLED = 200, 1e-4
#: Bounds of the ridge penalty, in units of the variance of standardised drivers.
_PENALTIES = (1e-2, 1e4)


@dataclass(frozen=True)
class Completed:
    """A target with what its lower bounds may come to.

    Parameters
    ----------
    logs : array of shape (n,)
        Expected logarithms; of a finished row its own, unless longer ones of its cohort are unseen.
    weights : array of shape (n,)
        Projects that a row stands for.
    row, value, weight : array of shape (m,)
        Possible logarithms of each row, and their weights.
    whole : bool
        Whether running work is among the rows, or its absence has been made up for.
    """

    logs: Numbers
    weights: Numbers
    row: NDArray[np.intp]
    value: Numbers
    weight: Numbers
    whole: bool

    @classmethod
    def as_it_is(cls, logs: Numbers, weights: Numbers | None) -> Completed:
        """Finished projects of which nothing says what else is running."""
        own = np.ones(len(logs)) if weights is None else weights
        return cls(logs, own, np.arange(len(logs)), logs, own, whole=False)


class CensoredRegression:
    """Ridge regression of logarithms, some of which are lower bounds.

    The penalty is that of MacKay's evidence ("Bayesian interpolation", 1992). With normal errors
    the likelihood is Tobin's ("Estimation of relationships for limited dependent variables", 1958),
    of logarithms: the accelerated-failure-time model.

    Attributes
    ----------
    coefficients_ : array of shape (k + 1,)
        The intercept first.
    spread_ : float
        Standard deviation of the error.
    expected_ : array of shape (n,)
        Logarithms, with the conditional mean in place of a bound.
    """

    def fit(
        self, encoded: Numbers, logs: Numbers, bound: NDArray[np.bool_], weights: Numbers
    ) -> CensoredRegression:
        """Learn from encoded drivers (n, k), logarithms, and which of these are bounds (n,)."""
        self._start(encoded, logs, bound)
        before = np.empty(0)
        for _ in range(_ROUNDS):
            variance = self._expect(logs, bound)
            self._maximise(bound, variance, weights)
            now = np.append(self.coefficients_, np.log(self.spread_))
            if len(before) and np.max(np.abs(now - before)) < _SETTLED:
                break
            before = now
        return self

    def fit_truncated(
        self, encoded: Numbers, logs: Numbers, limits: Numbers, weights: Numbers
    ) -> tuple[CensoredRegression, Numbers]:
        """The same where only rows below their limit could be seen.

        Each row stands for a share of unseen ones beyond its limit as well, by the odds that the
        model gives them; these are rows that are bounds.

        Returns
        -------
        CensoredRegression
            Its rows are the n seen and as many unseen ones.
        array of shape (n,)
            Unseen projects that each row stands for.
        """
        n = len(logs)
        twice = np.concatenate([logs, limits])
        bound = np.repeat([False, True], n)
        self._start(np.vstack([encoded, encoded]), twice, bound)
        before, unseen = np.empty(0), np.zeros(n)
        for _ in range(_ROUNDS):
            seen = norm.cdf((limits - self._predicted[:n]) / self.spread_)
            unseen = np.minimum((1 - seen) / np.maximum(seen, 1e-9), _MOST_UNSEEN)
            variance = self._expect(twice, bound)
            self._maximise(bound, variance, np.concatenate([weights, weights * unseen]))
            now = np.append(self.coefficients_, np.log(self.spread_))
            if len(before) and np.max(np.abs(now - before)) < _SETTLED:
                break
            before = now
        return self, unseen

    def predict(self, encoded: Numbers) -> Numbers:
        """Predicted logarithms, shape (m,)."""
        return np.asarray(encoded @ self.coefficients_[1:] + self.coefficients_[0], dtype=float)

    def beyond(self, bounds: Numbers, predicted: Numbers) -> Numbers:
        """What bounds may come to, shape (m, places): quantiles of the error beyond each."""
        left = norm.sf((bounds - predicted) / self.spread_)[:, None] * (1 - _PLACES)[None, :]
        values = predicted[:, None] + self.spread_ * norm.isf(np.maximum(left, 1e-300))
        # Far beyond all that is known the tail is lost in rounding: nothing lies below the bound.
        return np.asarray(np.maximum(values, bounds[:, None]), dtype=float)

    def _start(self, encoded: Numbers, logs: Numbers, bound: NDArray[np.bool_]) -> None:
        self._design = np.column_stack([np.ones(len(encoded)), encoded])
        finished = logs[~bound]
        self.expected_ = logs.astype(float).copy()
        self._predicted = np.full(len(logs), float(finished.mean()))
        self.spread_ = float(finished.std()) + 0.05
        self._penalty = 10.0

    def _expect(self, logs: Numbers, bound: NDArray[np.bool_]) -> Numbers:
        """Put conditional means in place of bounds; gives their conditional variances."""
        away = (logs[bound] - self._predicted[bound]) / self.spread_
        hazard = np.exp(norm.logpdf(away) - norm.logsf(away))
        self.expected_[bound] = np.maximum(
            self._predicted[bound] + self.spread_ * hazard, logs[bound]
        )
        variance = self.spread_**2 * (1 + away * hazard - hazard**2)
        return np.asarray(np.maximum(variance, 0.0), dtype=float)

    def _maximise(self, bound: NDArray[np.bool_], variance: Numbers, weights: Numbers) -> None:
        A, k = self._design, self._design.shape[1]
        gram = A.T @ (A * weights[:, None])
        penalties = np.full(k, self._penalty)
        penalties[0] = 1e-9
        inverse = np.linalg.pinv(gram + np.diag(penalties), hermitian=True)
        self.coefficients_ = inverse @ (A.T @ (weights * self.expected_))
        self._predicted = A @ self.coefficients_
        used = float(np.trace(inverse @ gram))
        left = float(np.sum(weights * (self.expected_ - self._predicted) ** 2))
        left += float(np.sum(weights[bound] * variance))
        total = float(weights.sum())
        finished_share = float(weights[~bound].sum()) / total
        self.spread_ = float(np.sqrt(max(left / max(total - used * finished_share, 1.0), 1e-8)))
        size = float(self.coefficients_[1:] @ self.coefficients_[1:])
        wanted = np.clip(self.spread_**2 * max(used - 1, 1e-3) / max(size, 1e-9), *_PENALTIES)
        self._penalty = float(np.sqrt(self._penalty * wanted))


def complete(
    encoded: Numbers,
    logs: Numbers,
    bound: NDArray[np.bool_],
    weights: Numbers | None = None,
    limits: Numbers | None = None,
) -> Completed:
    """What a target comes to where some rows are bounds, or long rows could not be seen.

    Parameters
    ----------
    encoded : array of shape (n, k)
    logs : array of shape (n,)
        Logarithms; of running work, of what it has taken so far.
    bound : array of bool of shape (n,)
        Running work.
    weights : array of shape (n,), optional
    limits : array of shape (n,), optional
        With no running work known: the logarithm of the longest time that each row could have taken
        to be seen at all.

    Raises
    ------
    ValueError
        Where no row is finished.
    """
    own = np.ones(len(logs)) if weights is None else np.asarray(weights, dtype=float)
    if np.all(bound):
        raise ValueError("every row is running work: at least five finished projects are needed")
    rows = np.arange(len(logs))
    if limits is not None and not np.any(bound):
        limits = np.minimum(limits, logs.max() + _BEYOND_REACH)
        model, unseen = CensoredRegression().fit_truncated(encoded, logs, limits, own)
        predicted = model.predict(encoded)
        beyond = model.beyond(limits, predicted)
        mean = (logs + unseen * model.expected_[len(logs) :]) / (1 + unseen)
        return _sampled(mean, own * (1 + unseen), rows, logs, own, beyond, own * unseen)
    if not np.any(bound):
        return Completed.as_it_is(logs, own)
    model = CensoredRegression().fit(encoded, logs, bound, own)
    beyond = model.beyond(logs, model.predict(encoded))
    finished = np.where(bound, 0.0, own)
    running = np.where(bound, own, 0.0)
    return _sampled(model.expected_, own, rows, logs, finished, beyond, running)


def _sampled(
    mean: Numbers,
    weights: Numbers,
    rows: NDArray[np.intp],
    logs: Numbers,
    seen: Numbers,
    beyond: Numbers,
    unseen: Numbers,
) -> Completed:
    """The rows as they stand and, where something is open, at each place beyond."""
    here, there = np.flatnonzero(seen > 0), np.flatnonzero(unseen > 1e-6)
    places = beyond.shape[1]
    return Completed(
        logs=mean,
        weights=weights,
        row=np.concatenate([rows[here], np.repeat(rows[there], places)]),
        value=np.concatenate([logs[here], beyond[there].ravel()]),
        weight=np.concatenate([seen[here], np.repeat(unseen[there] / places, places)]),
        whole=True,
    )
