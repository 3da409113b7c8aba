"""Why an estimate is what it is.

The most similar finished projects, what each driver does, and which ones matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.estimating.history.driver_cache import Driver, DriverCache

#: A column reaching over more than this factor is compared on a logarithmic scale, as sizes are.
_WIDE = 20.0
#: Categories tried in turn, the most frequent first.
_MOST_CATEGORIES = 8


class Predictor(Protocol):
    """Any fitted estimator."""

    def predict(self, X: pd.DataFrame) -> ArrayLike:
        """Predictions of shape (m,), in the target's unit."""
        ...


@dataclass(frozen=True)
class Analogues:
    """The finished projects most similar to a proposal.

    Parameters
    ----------
    table : DataFrame of shape (k, …)
        One row an analogue, nearest first: ``project`` (index label), ``distance`` (0 = alike in
        every driver, 1 = as far apart as the history reaches), ``actual`` and the compared drivers.
    weights : mapping of str to float
        Share of each driver in the distance; they sum to 1.
    scales : mapping of str to str
        How each driver was compared: ``"logarithm"``, ``"number"`` or ``"category"``.
    low, median, high : float
        Of the analogues' actuals, in the target's unit.
    sentence : str
    """

    table: pd.DataFrame
    weights: Mapping[str, float]
    scales: Mapping[str, str]
    low: float
    median: float
    high: float
    sentence: str


@dataclass(frozen=True)
class Effects:
    """What changing one driver at a time does to one prediction.

    Parameters
    ----------
    table : DataFrame
        One row a change: ``driver``, ``from``, ``to``, ``change`` (in words), ``prediction`` in the
        target's unit and ``effect`` (prediction ÷ base − 1); largest first within numbers and
        categories together.
    base : float
        Prediction without any change, in the target's unit.
    sentence : str
    """

    table: pd.DataFrame
    base: float
    sentence: str


@dataclass(frozen=True)
class Importances:
    """How much worse a fitted estimator predicts once a driver's values are shuffled.

    Parameters
    ----------
    table : DataFrame
        One row a driver, most important first: ``driver``, ``importance`` (increase of the mean
        absolute error of the logarithm), ``deviation`` over the repeats, ``factor`` (the same as a
        factor between prediction and actual).
    error : float
        Mean absolute error of the logarithm, nothing shuffled.
    seed, repeats : int
    sentence : str
    """

    table: pd.DataFrame
    error: float
    seed: int
    repeats: int
    sentence: str


def nearest_analogues(
    history: pd.DataFrame | DriverCache,
    actual: ArrayLike,
    proposal: pd.DataFrame | Mapping[str, Any],
    *,
    k: int = 5,
    weights: Mapping[str, float] | None = None,
) -> Analogues:
    """The most similar finished projects, by a distance for numbers and categories together.

    Each driver adds a distance between 0 and 1: numbers their difference as a share of the
    history's range (columns that reach over a factor of 20 on a logarithmic scale), categories 0 if
    equal, else 1. Drivers that either side does not state are passed over (Gower, "A general
    coefficient of similarity and some of its properties", 1971).

    Parameters
    ----------
    history : DataFrame of shape (n, d), or DriverCache
        Drivers of finished projects.
    actual : array of shape (n,)
    proposal : DataFrame of one row, or mapping
    k : int
        Analogues wanted.
    weights : mapping, optional
        Weight of each driver, 1 where not named; made to sum to 1 over the drivers that the
        proposal states.

    Raises
    ------
    ValueError
        Without a common driver, with a negative weight, or for k below 1.
    """
    asked = proposal.iloc[0].to_dict() if isinstance(proposal, pd.DataFrame) else dict(proposal)
    y = np.asarray(actual, dtype=float).ravel()
    cache = DriverCache.of(history)
    if len(y) != len(cache):
        raise ValueError(f"there are {len(cache)} finished projects and {len(y)} actuals")
    if k < 1:
        raise ValueError(f"at least one analogue must be asked for, found {k}")
    parts: dict[str, NDArray[np.float64]] = {}
    scales: dict[str, str] = {}
    for name in cache.names:
        if (
            name not in asked
            or asked[name] is None
            or pd.isna(asked[name])
            or not cache[name].stated
        ):
            continue
        parts[name], scales[name] = _distances(cache[name], asked[name])
    raw = {name: float((weights or {}).get(name, 1.0)) for name in parts}
    if any(weight < 0 for weight in raw.values()):
        raise ValueError("weights must not be negative")
    total = sum(raw.values())
    if total == 0:
        raise ValueError("the proposal and the history have no driver in common")
    shares = {name: weight / total for name, weight in raw.items()}
    matrix = np.column_stack([parts[name] for name in shares])
    weight = np.where(np.isfinite(matrix), np.array(list(shares.values())), 0.0)
    stated = weight.sum(axis=1)
    # A project that states little cannot be called near: what it leaves open counts as half the
    # range.
    distance = np.nansum(matrix * weight, axis=1) + (1 - stated) * 0.5
    order = np.argsort(distance, kind="stable")[: min(k, len(cache))]
    near = cache.frame.iloc[order]
    table = pd.DataFrame({"project": near.index, "distance": distance[order], "actual": y[order]})
    table = pd.concat([table, near[list(shares)].reset_index(drop=True)], axis=1)
    low, median, high = (float(value) for value in np.quantile(y[order], (0.0, 0.5, 1.0)))
    count = (
        f"The {len(order)} most similar finished projects"
        if len(order) > 1
        else "The most similar finished project"
    )
    took = (
        f"took {low:.3g} to {high:.3g}, half of them up to {median:.3g}"
        if len(order) > 1
        else f"took {median:.3g}"
    )
    return Analogues(table, shares, scales, low, median, high, f"{count} {took}.")


def what_if(
    model: Predictor,
    history: pd.DataFrame | DriverCache,
    proposal: pd.DataFrame,
    *,
    change: float = 0.1,
) -> Effects:
    """Change one driver of a proposal at a time and predict again.

    Numbers grow by `change`, ratings by one step, categories become each other one of the history
    (the eight most frequent). Drivers that the proposal does not state are passed over.

    Parameters
    ----------
    model : fitted estimator with ``predict``
    history : DataFrame of shape (n, d), or DriverCache
        The drivers that it learnt from.
    proposal : DataFrame of shape (1, d)
    change : float
        .1 is 10 % more.
    """
    if len(proposal) != 1:
        raise ValueError(f"one proposal is expected, found {len(proposal)} rows")
    cache = DriverCache.of(history)
    tried: list[tuple[str, Any, Any, str]] = []
    asked = {str(name): proposal[name].iloc[0] for name in proposal.columns}
    for name, value in asked.items():
        if value is None or pd.isna(value) or name not in cache:
            continue
        driver = cache[name]
        if driver.numbers is None:
            others = [each for each in driver.labels if each != value]
            tried += [
                (name, value, each, f"{each} instead of {value}")
                for each in others[:_MOST_CATEGORIES]
            ]
        elif driver.is_rating:
            step = 1.0 if value < driver.ends[1] else -1.0
            tried.append(
                (name, value, value + step, "one step up" if step > 0 else "one step down")
            )
        elif value != 0:
            tried.append((name, value, value * (1 + change), f"{change:+.0%}".replace("%", " %")))
    rows = {name: [value] * (len(tried) + 1) for name, value in asked.items()}
    for i, (name, _, to, _) in enumerate(tried, start=1):
        rows[name][i] = to
    predicted = np.asarray(model.predict(pd.DataFrame(rows)), dtype=float).ravel()
    base = float(predicted[0])
    table = pd.DataFrame(
        {
            "driver": [each[0] for each in tried],
            "from": pd.Series([each[1] for each in tried], dtype="object"),
            "to": pd.Series([each[2] for each in tried], dtype="object"),
            "change": [each[3] for each in tried],
            "prediction": predicted[1:],
            "effect": predicted[1:] / base - 1,
        }
    )
    table = table.sort_values(
        "effect", key=np.abs, ascending=False, kind="stable", ignore_index=True
    )
    if table.empty:
        return Effects(table, base, "The proposal states no driver that could be changed.")
    top = table.iloc[0]
    words = "more" if top["effect"] > 0 else "less"
    sentence = (
        f"The largest single effect: {top['driver']} ({top['change']}) makes it"
        f" {abs(top['effect']):.1%} {words}."
    )
    return Effects(table, base, sentence)


def permutation_importance_log(
    model: Predictor, X: pd.DataFrame, y: ArrayLike, *, seed: int, repeats: int = 5
) -> Importances:
    """Importance of each driver.

    How much the error of the logarithm grows when its values are shuffled.

    Best measured on projects that the model has not seen; drivers that say the same share their
    importance (Breiman, "Random forests", 2001).

    Parameters
    ----------
    X : DataFrame of shape (n, d)
    y : array of shape (n,)
        Positive actuals.
    seed : int
        Of the shuffles.
    repeats : int
        Shuffles of each driver.
    """
    actual = np.asarray(y, dtype=float).ravel()
    if len(actual) != len(X) or len(actual) < 2 or not np.all(actual > 0):
        raise ValueError("importance needs two projects or more, each with a positive actual")
    predicted = np.clip(np.asarray(model.predict(X), dtype=float).ravel(), 1e-300, None)
    whole = float(np.mean(np.abs(np.log(predicted) - np.log(actual))))
    rng = np.random.default_rng(seed)
    rows = []
    for name in X.columns:
        # All shuffles of a driver are predicted in one go: each row then stands `repeats` times.
        shuffled = pd.concat([X] * repeats, ignore_index=True)
        orders = np.concatenate([rng.permutation(len(X)) for _ in range(repeats)])
        shuffled[name] = X[name].iloc[orders].set_axis(shuffled.index)
        predicted = np.clip(
            np.asarray(model.predict(shuffled), dtype=float).reshape(repeats, -1), 1e-300, None
        )
        grown = np.abs(np.log(predicted) - np.log(actual)).mean(axis=1) - whole
        rows.append(
            (str(name), float(grown.mean()), float(grown.std()), float(np.exp(grown.mean())))
        )
    table = pd.DataFrame(rows, columns=["driver", "importance", "deviation", "factor"])
    table = table.sort_values("importance", ascending=False, kind="stable", ignore_index=True)
    top = table.iloc[0] if len(table) else None
    if top is None or top["importance"] <= 0:
        sentence = "No driver alone makes the predictions better."
    else:
        sentence = (
            f"{top['driver']} matters most: without it, predictions would be off by a further"
            f" factor of {top['factor']:.2f} on average."
        )
    return Importances(table, whole, seed, repeats, sentence)


def _distances(driver: Driver, value: Any) -> tuple[NDArray[np.float64], str]:
    """Distances (n,) of a history's values from one value, NaN where unknown, and the scale."""
    numbers = driver.numbers
    if numbers is None:
        return np.where(driver.missing, np.nan, driver.texts != str(value)), "category"
    at, scale = float(value), "number"
    low, high = driver.ends
    if low > 0 and high / low > _WIDE and at > 0:
        numbers, at, low, high, scale = (
            np.log(numbers),
            float(np.log(at)),
            float(np.log(low)),
            float(np.log(high)),
            "logarithm",
        )
    if high == low:
        return np.where(np.isfinite(numbers), float(at != low), np.nan), scale
    return np.clip(np.abs(numbers - at) / (high - low), 0, 1), scale
