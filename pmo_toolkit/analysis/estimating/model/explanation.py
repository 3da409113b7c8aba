"""Why an estimate is what it is: what changing each driver would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def what_if(
    model: Predictor,
    history: pd.DataFrame | DriverCache,
    proposal: pd.DataFrame,
    *,
    change: float = 0.1,
) -> pd.DataFrame:
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

    Returns
    -------
    DataFrame
        One row a change: ``driver``, ``from``, ``to``, ``change`` (in words), ``prediction`` in the
        target's unit and ``effect`` (prediction ÷ that without any change − 1); largest first.
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
    return table.sort_values(
        "effect", key=np.abs, ascending=False, kind="stable", ignore_index=True
    )


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
