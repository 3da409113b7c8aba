"""Other ways to estimate, each from its published description, measured in the same folds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import block_array, csr_array, eye_array
from scipy.stats import skew
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import RidgeCV
from sklearn.tree import DecisionTreeRegressor

from pmo_toolkit.analysis.estimating.history.columns import Numbers, as_numbers, labels_of
from pmo_toolkit.analysis.estimating.model.preprocessing import DriverEncoder

#: (drivers of finished projects, their actuals, drivers of new ones) → predictions in the unit of
#: the actuals.
Rival = Callable[[pd.DataFrame, Numbers, pd.DataFrame], Numbers]


def median(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
    """The median of all finished projects."""
    return np.full(len(new), float(np.median(y)))


def size_only(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
    """Least squares of log effort on log size.

    Size is taken to be the number, never negative, that goes best with effort.
    """
    logs = np.log(y)
    encoder = DriverEncoder().fit(X)
    best, chosen = 0.0, None
    for column in encoder.columns_:
        if column.kind in ("number", "multiplier") and column.low >= 0:
            before, after = (_log_number(column.name, X, rows) for rows in (X, new))
            strength = (
                abs(float(np.corrcoef(before, logs)[0, 1]))
                if np.ptp(before) > 0 and np.ptp(logs) > 0
                else 0.0
            )
            if strength > best:
                best, chosen = strength, (before, after)
    if chosen is None:
        return median(X, y, new)
    slope, constant = np.polyfit(chosen[0], logs, 1)
    return np.asarray(np.exp(np.clip(constant + slope * chosen[1], -50, 50)), dtype=float)


def analogy(neighbours: int) -> Rival:
    """ABE0: the mean of the nearest finished projects, Euclidean on features scaled to 0–1.

    Source: Shepperd and Schofield, "Estimating software project effort using analogies", 1997.
    """

    def estimate(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
        before, after = plain_numbers(X, new)
        if before.shape[1] == 0:
            return median(X, y, new)
        low, span = before.min(axis=0), np.ptp(before, axis=0)
        span = np.where(span > 0, span, 1.0)
        scaled, asked = (before - low) / span, (after - low) / span
        predicted = np.empty(len(asked))
        for i, row in enumerate(asked):
            nearest = np.argsort(np.sum((scaled - row) ** 2, axis=1), kind="stable")[:neighbours]
            predicted[i] = y[nearest].mean()
        return predicted

    return estimate


def cart(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
    """One regression tree, grown with the library's defaults."""
    before, after = plain_numbers(X, new)
    return _fitted(DecisionTreeRegressor(random_state=0), before, y, after)


def random_forest(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
    """A hundred trees, grown with the library's defaults."""
    before, after = plain_numbers(X, new)
    return _fitted(RandomForestRegressor(random_state=0), before, y, after)


def lp4ee(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
    """Linear programming: weights, none negative, with the least sum of absolute errors.

    Source: Sarro and Petrozziello, "Linear programming as a baseline for software effort
    estimation", 2018.
    """
    before, after = plain_numbers(X, new)
    if before.shape[1] == 0:
        return median(X, y, new)
    unit = np.where(np.abs(before).max(axis=0) > 0, np.abs(before).max(axis=0), 1.0)
    weights, middle = before.shape[1], float(np.median(y))
    drivers, errors = csr_array(before / unit), eye_array(len(y), format="csr")
    # Two rows a project: prediction − error ≤ actual ≤ prediction + error.
    limits = np.concatenate([y, -y]) / middle
    rows = block_array([[drivers, -errors], [-drivers, -errors]])
    price = np.concatenate([np.zeros(weights), np.ones(len(y))])
    solved = linprog(price, A_ub=rows, b_ub=limits, bounds=(0, None), method="highs")
    if solved.x is None:
        return median(X, y, new)
    return np.asarray(after / unit @ solved.x[:weights] * middle, dtype=float)


def atlm(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
    """Automatically transformed linear model.

    Least squares after the transformation with the least skewness.

    None, logarithm or square root for the target and each number; labels as columns of their own.

    Source: Whigham, Owen and MacDonell, "A baseline model for software effort estimation", 2015.
    """
    before, after = plain_numbers(X, new)
    columns_before, columns_after = [np.ones(len(before))], [np.ones(len(after))]
    for j in range(before.shape[1]):
        forward, _ = _least_skewed(before[:, j])
        columns_before.append(forward(before[:, j]))
        columns_after.append(
            forward(np.clip(after[:, j], 0, None) if before[:, j].min() >= 0 else after[:, j])
        )
    forward, backward = _least_skewed(y)
    weights, *_ = np.linalg.lstsq(np.column_stack(columns_before), forward(y), rcond=None)
    return backward(np.column_stack(columns_after) @ weights)


def ridge_log(X: pd.DataFrame, y: Numbers, new: pd.DataFrame) -> Numbers:
    """Ridge regression of the logarithm, its penalty chosen by leave-one-out.

    Penalties below 1 are left out: leave-one-out chooses them by luck where projects are few.
    """
    encoder, ridge = DriverEncoder().fit(X, np.log(y)), RidgeCV(alphas=np.logspace(0, 3, 13))
    logs = _fitted(ridge, encoder.transform(X), np.log(y), encoder.transform(new))
    return np.asarray(np.exp(np.clip(logs, np.log(y.min()) - 1, np.log(y.max()) + 1)), dtype=float)


RIVALS: dict[str, Rival] = {
    "median": median,
    "size_only": size_only,
    "abe0_k1": analogy(1),
    "abe0_k2": analogy(2),
    "abe0_k3": analogy(3),
    "cart": cart,
    "random_forest": random_forest,
    "lp4ee": lp4ee,
    "atlm": atlm,
    "ridge_log": ridge_log,
}


def plain_numbers(X: pd.DataFrame, new: pd.DataFrame) -> tuple[Numbers, Numbers]:
    """Drivers as plain numbers, medians where missing, labels as columns of zeros and ones.

    Two arrays of j columns.
    """
    pairs: list[tuple[Numbers, Numbers]] = []
    for column in DriverEncoder().fit(X).columns_:
        if column.kind == "category":
            seen, asked = (
                np.array(labels_of(rows[column.name]), dtype=object) for rows in (X, new)
            )
            pairs += [
                ((seen == label).astype(float), (asked == label).astype(float))
                for label in column.labels
            ]
        elif column.kind != "ignored":
            seen, asked = (
                as_numbers(column.kind, column.labels, rows[column.name]) for rows in (X, new)
            )
            centre = float(np.nanmedian(seen))
            pairs.append(
                (
                    np.where(np.isfinite(seen), seen, centre),
                    np.where(np.isfinite(asked), asked, centre),
                )
            )
    if not pairs:
        return np.zeros((len(X), 0)), np.zeros((len(new), 0))
    before, after = zip(*pairs, strict=True)
    return np.column_stack(before), np.column_stack(after)


def _log_number(name: Any, X: pd.DataFrame, rows: pd.DataFrame) -> Numbers:
    centre = float(np.nanmedian(as_numbers("number", (), X[name])))
    values = as_numbers("number", (), rows[name])
    return np.asarray(
        np.log1p(np.clip(np.where(np.isfinite(values), values, centre), 0, None)), dtype=float
    )


def _fitted(model: Any, before: Numbers, y: Numbers, after: Numbers) -> Numbers:
    if before.shape[1] == 0:
        return np.full(len(after), float(np.median(y)))
    return np.asarray(model.fit(before, y).predict(after), dtype=float)


Transformation = Callable[[Numbers], Numbers]


def _least_skewed(values: Numbers) -> tuple[Transformation, Transformation]:
    """The transformation that leaves the least skewness, and its inverse.

    None, logarithm or square root.
    """
    if values.min() < 0 or np.ptp(values) == 0 or set(np.unique(values)) <= {0.0, 1.0}:
        return _same, _same
    shift = 0.0 if values.min() > 0 else 1.0

    def logarithm(v: Numbers) -> Numbers:
        return np.asarray(np.log(np.maximum(v, 1e-12) + shift), dtype=float)

    def back(v: Numbers) -> Numbers:
        return np.asarray(np.exp(np.clip(v, -50, 50)) - shift, dtype=float)

    choices: list[tuple[Transformation, Transformation]] = [
        (_same, _same),
        (logarithm, back),
        (_root, _square),
    ]
    return min(choices, key=lambda pair: abs(float(skew(pair[0](values)))))


def _same(values: Numbers) -> Numbers:
    return values


def _root(values: Numbers) -> Numbers:
    return np.asarray(np.sqrt(values), dtype=float)


def _square(values: Numbers) -> Numbers:
    return np.asarray(np.square(np.maximum(values, 0)), dtype=float)
