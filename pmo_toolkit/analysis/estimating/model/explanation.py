"""Why an estimate is what it is.

The most similar finished projects, what each driver does, and which ones matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.estimating.history.driver_cache import DriverCache

#: Categories tried in turn, the most frequent first.
_MOST_CATEGORIES = 8


class Predictor(Protocol):
    """Any fitted estimator."""

    def predict(self, X: pd.DataFrame) -> ArrayLike:
        """Predictions of shape (m,), in the target's unit."""
        ...


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
    stated = {str(name): proposal[name].iloc[0] for name in proposal.columns}
    changes = list(_changes(cache, stated, change))
    rows = {name: [value] * (len(changes) + 1) for name, value in stated.items()}
    for i, (name, _, to, _) in enumerate(changes, start=1):
        rows[name][i] = to
    predicted = np.asarray(model.predict(pd.DataFrame(rows)), dtype=float).ravel()
    base = float(predicted[0])
    table = pd.DataFrame(
        {
            "driver": [name for name, _, _, _ in changes],
            "from": pd.Series([value for _, value, _, _ in changes], dtype="object"),
            "to": pd.Series([to for _, _, to, _ in changes], dtype="object"),
            "change": [words for _, _, _, words in changes],
            "prediction": predicted[1:],
            "effect": predicted[1:] / base - 1,
        }
    )
    table = table.sort_values(
        "effect", key=np.abs, ascending=False, kind="stable", ignore_index=True
    )
    return Effects(table, base, _largest_effect(table))


def _changes(
    cache: DriverCache, stated: Mapping[str, Any], share: float
) -> Iterator[tuple[str, Any, Any, str]]:
    """Changes to try: driver, its value, the value to try instead, and the change in words."""
    for name, value in stated.items():
        if value is None or pd.isna(value) or name not in cache:
            continue
        driver = cache[name]
        if driver.numbers is None:
            others = [label for label in driver.labels if label != value]
            for label in others[:_MOST_CATEGORIES]:
                yield name, value, label, f"{label} instead of {value}"
        elif driver.is_rating:
            step = 1.0 if value < driver.ends[1] else -1.0
            yield name, value, value + step, "one step up" if step > 0 else "one step down"
        elif value != 0:
            yield name, value, value * (1 + share), f"{share:+.0%}".replace("%", " %")


def _largest_effect(table: pd.DataFrame) -> str:
    """Which change moves the prediction most, as a sentence."""
    if table.empty:
        return "The proposal states no driver that could be changed."
    top = table.iloc[0]
    words = "more" if top["effect"] > 0 else "less"
    return (
        f"The largest single effect: {top['driver']} ({top['change']}) makes it"
        f" {abs(top['effect']):.1%} {words}."
    )


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
