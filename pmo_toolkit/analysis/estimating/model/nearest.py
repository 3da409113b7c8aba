"""Finished projects like a proposal, by a distance over the drivers that both state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from pmo_toolkit.analysis.estimating.history.driver_cache import Driver, DriverCache

#: A column reaching over more than this factor is compared on a logarithmic scale, as sizes are.
_WIDE = 20.0


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
    """

    table: pd.DataFrame
    weights: Mapping[str, float]


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
    row = proposal.iloc[0] if isinstance(proposal, pd.DataFrame) else proposal
    stated = {str(name): value for name, value in row.items()}
    y = np.asarray(actual, dtype=float).ravel()
    cache = DriverCache.of(history)
    if len(y) != len(cache):
        raise ValueError(f"there are {len(cache)} finished projects and {len(y)} actuals")
    if k < 1:
        raise ValueError(f"at least one analogue must be asked for, found {k}")
    parts = _by_driver(cache, stated)
    shares = _shares(list(parts), weights or {})
    matrix = np.column_stack([parts[name] for name in shares])
    weight = np.where(np.isfinite(matrix), np.array(list(shares.values())), 0.0)
    covered = weight.sum(axis=1)
    # A project that states little cannot be called near: what it leaves open counts as half the
    # range.
    distance = np.nansum(matrix * weight, axis=1) + (1 - covered) * 0.5
    order = np.argsort(distance, kind="stable")[: min(k, len(cache))]
    near = cache.frame.iloc[order]
    table = pd.DataFrame({"project": near.index, "distance": distance[order], "actual": y[order]})
    table = pd.concat([table, near[list(shares)].reset_index(drop=True)], axis=1)
    return Analogues(table, shares)


def _by_driver(cache: DriverCache, stated: Mapping[str, Any]) -> dict[str, NDArray[np.float64]]:
    """Distances (n,) by driver, for drivers that both sides state."""
    return {
        name: _distances(cache[name], value)
        for name in cache.names
        if (value := stated.get(name)) is not None and not pd.isna(value) and cache[name].stated
    }


def _shares(names: Sequence[str], weights: Mapping[str, float]) -> dict[str, float]:
    """Weights of these drivers, 1 where not named, made to sum to 1."""
    raw = {name: float(weights.get(name, 1.0)) for name in names}
    if any(weight < 0 for weight in raw.values()):
        raise ValueError("weights must not be negative")
    total = sum(raw.values())
    if total == 0:
        raise ValueError("the proposal and the history have no driver in common")
    return {name: weight / total for name, weight in raw.items()}


def _distances(driver: Driver, value: Any) -> NDArray[np.float64]:
    """Distances (n,) of a history's values from one value, NaN where unknown."""
    numbers = driver.numbers
    if numbers is None:
        return np.where(driver.missing, np.nan, driver.texts != str(value))
    at = float(value)
    low, high = driver.ends
    if low > 0 and high / low > _WIDE and at > 0:
        numbers, (at, low, high) = np.log(numbers), np.log([at, low, high]).tolist()
    if high == low:
        return np.where(np.isfinite(numbers), float(at != low), np.nan)
    return np.clip(np.abs(numbers - at) / (high - low), 0, 1)
