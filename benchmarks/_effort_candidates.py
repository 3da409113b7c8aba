"""Candidates for the default, predicted in the same folds, their ranges made in the same way."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterable

import numpy as np
import pandas as pd
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, DotProduct, WhiteKernel
from sklearn.linear_model import BayesianRidge, RidgeCV
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.measuring.accuracy import guessing_residual
from pmo_toolkit.analysis.estimating.model.bayesian_linear import LeaveOneOut
from pmo_toolkit.analysis.estimating.model.effort import EffortEstimator
from pmo_toolkit.analysis.estimating.model.intervals import reach
from pmo_toolkit.analysis.estimating.model.preprocessing import DriverEncoder

#: (drivers, actuals, new drivers) → predicted logarithms, and half widths of 80 % ranges.
Candidate = Callable[
    [pd.DataFrame, np.ndarray, pd.DataFrame], tuple[np.ndarray, np.ndarray, np.ndarray]
]
_RIDGE_PENALTIES = np.logspace(0, 3, 13)


def default(
    X: pd.DataFrame, y: np.ndarray, new: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """`EffortEstimator`."""
    model = EffortEstimator().fit(X, y)
    ends = np.log(model.predict_interval(new))
    return np.log(model.predict(new)), ends["low"].to_numpy(), ends["high"].to_numpy()


def _from_covariance(
    covariance: np.ndarray, logs: np.ndarray, across: np.ndarray, own: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Kriging with a free constant.

    `covariance` (n, n) holds the noise; `across` (m, n) and `own` (m,) are those of new rows, `own`
    with the noise.
    """
    inverse = np.linalg.inv(covariance)
    ones = inverse.sum(axis=1)
    centred = inverse - np.outer(ones, ones) / ones.sum()
    constant = ones @ logs / ones.sum()
    predicted = constant + across @ (inverse @ (logs - constant))
    gap = 1 - across @ ones
    variance = own - np.einsum("ij,jk,ik->i", across, inverse, across) + gap**2 / ones.sum()
    diagonal = np.diag(centred)
    left_out = LeaveOneOut(
        (centred @ logs) / diagonal, 1 / np.sqrt(diagonal), np.ones(len(logs)), len(logs)
    )
    half = reach(left_out, (0.8,))[0] * np.sqrt(variance)
    predicted = np.clip(predicted, logs.min() - 1, logs.max() + 1)
    return predicted, predicted - half, predicted + half


def _encoded(
    X: pd.DataFrame, y: np.ndarray, new: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    logs = np.log(y)
    encoder = DriverEncoder().fit(X, logs)
    before, after = encoder.transform(X), encoder.transform(new)
    if before.shape[1] == 0:
        before, after = np.zeros((len(X), 1)), np.zeros((len(new), 1))
    return before, after, logs


def ridge(
    X: pd.DataFrame, y: np.ndarray, new: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ridge regression, its penalty of at least 1 chosen by leave-one-out."""
    before, after, logs = _encoded(X, y, new)
    penalty = RidgeCV(_RIDGE_PENALTIES).fit(before, logs).alpha_
    return _from_covariance(
        before @ before.T / penalty + np.eye(len(logs)),
        logs,
        after @ before.T / penalty,
        (after**2).sum(axis=1) / penalty + 1,
    )


def bayesian_ridge(
    X: pd.DataFrame, y: np.ndarray, new: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """scikit-learn's Bayesian ridge regression."""
    before, after, logs = _encoded(X, y, new)
    peer = BayesianRidge().fit(before, logs)
    prior, noise = 1 / peer.lambda_, 1 / peer.alpha_
    return _from_covariance(
        prior * before @ before.T + noise * np.eye(len(logs)),
        logs,
        prior * after @ before.T,
        prior * (after**2).sum(axis=1) + noise,
    )


def gaussian_process(
    X: pd.DataFrame, y: np.ndarray, new: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """scikit-learn's Gaussian process, linear and smooth; its kernel is learnt on 250 rows."""
    before, after, logs = _encoded(X, y, new)
    kernel = (
        ConstantKernel(0.5, (1e-3, 1e2)) * RBF(5.0, (0.3, 1e3))
        + ConstantKernel(0.1, (1e-5, 1e2)) * DotProduct(1.0, "fixed")
        + WhiteKernel(0.3, (1e-3, 1e1))
    )
    rows = np.argsort(logs, kind="stable")
    rows = rows[np.linspace(0, len(logs) - 1, min(len(logs), 250)).round().astype(int)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        process = GaussianProcessRegressor(kernel, normalize_y=True).fit(before[rows], logs[rows])
    scale = float(logs[rows].var())
    return _from_covariance(
        scale * process.kernel_(before) + 1e-9 * np.eye(len(logs)),
        logs,
        scale * process.kernel_(after, before),
        scale * process.kernel_.diag(after),
    )


CANDIDATES: dict[str, Candidate] = {
    "default": default,
    "ridge": ridge,
    "bayesian_ridge": bayesian_ridge,
    "gaussian_process": gaussian_process,
}


def folds_of(n: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Leave one out below 100 projects, else ten folds."""
    return list(KFold(10 if n >= 100 else n, shuffle=True, random_state=0).split(np.zeros(n)))


def predictions(
    X: pd.DataFrame, y: np.ndarray, splits: Iterable[tuple[np.ndarray, np.ndarray]]
) -> pd.DataFrame:
    """One row a prediction and candidate: absolute error, interval score, hit, width, seconds."""
    parts = []
    for split, (train, test) in enumerate(splits):
        for name, candidate in CANDIDATES.items():
            start = time.process_time()
            middle, low, high = candidate(X.iloc[train], y[train], X.iloc[test])
            logs = np.log(y[test])
            missed = np.maximum(low - logs, 0) + np.maximum(logs - high, 0)
            parts.append(
                pd.DataFrame(
                    {
                        "split": split,
                        "row": test,
                        "candidate": name,
                        "error": np.abs(y[test] - np.exp(middle)) / guessing_residual(y),
                        "score": high - low + 10 * missed,
                        "hit": (missed == 0).astype(float),
                        "width": high - low,
                        "seconds": time.process_time() - start,
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)


def few_projects(X: pd.DataFrame, y: np.ndarray, n: int, draws: int) -> pd.DataFrame:
    """Predictions of up to 60 other projects from n drawn at random, so many times."""
    orders = [np.random.default_rng([n, draw]).permutation(len(y)) for draw in range(draws)]
    return predictions(X, y, [(order[:n], order[n : n + 60]) for order in orders])


def lacking_drivers(X: pd.DataFrame, y: np.ndarray) -> pd.DataFrame:
    """The default with one driver blanked out at a time: driver, hit, width, full width."""
    parts = []
    for train, test in KFold(10, shuffle=True, random_state=0).split(y):
        model, new = EffortEstimator().fit(X.iloc[train], y[train]), X.iloc[test]
        full = np.log(model.predict_interval(new))
        for column in [*X.columns, None]:
            if column in model.notes_:
                continue
            blanked = list(X.columns) if column is None else [column]
            blind = new.assign(**{str(name): None for name in blanked})
            ends = np.log(model.predict_interval(blind))
            logs = np.log(y[test])
            parts.append(
                pd.DataFrame(
                    {
                        "driver": "all" if column is None else str(column),
                        "hit": (ends["low"] <= logs) & (logs <= ends["high"]),
                        "width": ends["high"] - ends["low"],
                        "full": full["high"] - full["low"],
                    }
                )
            )
    return pd.concat(parts, ignore_index=True)
