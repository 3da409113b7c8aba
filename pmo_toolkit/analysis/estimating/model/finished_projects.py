"""What `EffortEstimator` learns from, checked: one value a project of everything given."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from sklearn.utils import column_or_1d

from pmo_toolkit.analysis.estimating.history.columns import Numbers, as_numbers, is_date

#: Fewer projects tell next to nothing.
FEWEST = 5

#: A start outside is a day number or seconds, no decimal year.
_YEARS = (0, 9999)


@dataclass(frozen=True)
class FinishedProjects:
    """Projects of positive weight to learn from.

    Parameters
    ----------
    frame : DataFrame of shape (n, k)
    logs : array of shape (n,)
        Logarithms of the target.
    weights : array of shape (n,) or None
        Positive.
    groups : list of n labels, or None
    censored : array of bool, shape (n,), or None
        Where the target is only a lower bound.
    started : array of shape (n,) or None
        Starts as decimal years.
    """

    frame: pd.DataFrame
    logs: Numbers
    weights: Numbers | None
    groups: list[Hashable] | None
    censored: NDArray[np.bool_] | None
    started: Numbers | None


def checked_projects(
    frame: pd.DataFrame,
    y: ArrayLike,
    censored: ArrayLike | None,
    started: ArrayLike | None,
    groups: ArrayLike | None,
    sample_weight: ArrayLike | None,
) -> FinishedProjects:
    """Check everything together, and leave out projects of no weight.

    Raises
    ------
    ValueError
        See `EffortEstimator.fit`.
    """
    target = column_or_1d(y, dtype=float, warn=True)
    if len(target) != len(frame):
        raise ValueError(f"X has {len(frame)} rows, y has {len(target)}")
    if frame.shape[1] == 0:
        raise ValueError(
            f"X has no column: 0 feature(s) (shape={frame.shape}) while a minimum of 1 is required."
        )
    twice = frame.columns[frame.columns.duplicated()].tolist()
    if twice:
        raise ValueError(f"X has more than one column named {twice[0]!r}")
    weights = None if sample_weight is None else _weights(sample_weight, len(target))
    labels = None if groups is None else _labels(groups, len(target))
    bounds = None if censored is None else _flags(censored, len(target))
    starts = None if started is None else years_of(started, len(target))
    counted = np.ones(len(target), dtype=bool) if weights is None else weights > 0
    if bounds is not None:
        begun = bounds & (target == 0)  # to have taken nothing so far says nothing
        counted, target = counted & ~begun, np.where(begun, 1.0, target)
    finished = counted if bounds is None else counted & ~bounds
    if finished.sum() < FEWEST:
        raise ValueError(
            f"an estimate needs at least {FEWEST} finished projects, found"
            f" n_samples={finished.sum()}" + ("" if finished.all() else _others(weights, bounds))
        )
    if not np.all(np.isfinite(target)) or target.min() <= 0:
        raise ValueError(
            "the target must be a positive number for every project: it holds NaN, inf, zero or"
            " less"
        )
    if labels is not None:
        labels = [label for label, counts in zip(labels, counted, strict=True) if counts]
        if len(set(labels)) < 2:
            raise ValueError("groups holds one label alone: there is no other house to measure on")
    return FinishedProjects(
        frame if counted.all() else frame[counted],
        np.log(target[counted]),
        None if weights is None else weights[counted],
        labels,
        None if bounds is None else bounds[counted],
        None if starts is None else starts[counted],
    )


def _others(weights: Numbers | None, bounds: NDArray[np.bool_] | None) -> str:
    """Why the other rows are no finished projects to learn from."""
    if bounds is not None and bounds.any():
        return "; the others still run" + ("" if weights is None else " or have no weight")
    return "; the weights of the others are zero"


def years_of(started: ArrayLike, n: int) -> Numbers:
    """Starts of n projects as decimal years, NaN where missing."""
    column = pd.Series(_one_each(started, n, "started"))
    dated = is_date(column) or not pd.api.types.is_numeric_dtype(column)
    years = as_numbers("date" if dated else "number", (), column)
    believable = (years >= _YEARS[0]) & (years <= _YEARS[1])
    wrong = np.flatnonzero(column.notna().to_numpy() & ~believable)
    if len(wrong):
        raise ValueError(
            f"started must hold dates or decimal years: row {wrong[0]} holds"
            f" {str(column.iloc[wrong[0]])[:40]!r}, no year from {_YEARS[0]} to {_YEARS[1]}"
        )
    return years


def _one_each(values: ArrayLike, n: int, name: str) -> NDArray[Any]:
    array = np.asarray(values)
    if array.ndim != 1 or len(array) != n:
        raise ValueError(f"{name} must hold one value a project: {n}, found shape {array.shape}")
    return array


def _weights(sample_weight: ArrayLike, n: int) -> Numbers:
    try:
        given = np.asarray(sample_weight, dtype=float)
    except (TypeError, ValueError):
        raise ValueError("sample_weight must be a number for every project") from None
    weights = np.full(n, float(given)) if given.ndim == 0 else given
    _one_each(weights, n, "sample_weight")
    if not np.isfinite(weights).all() or weights.min() < 0:
        raise ValueError("sample_weight must be finite and not negative for every project")
    return weights


def _labels(groups: ArrayLike, n: int) -> list[Hashable]:
    labels = pd.Series(_one_each(groups, n, "groups"))
    if labels.isna().any():
        raise ValueError("groups must name a house for every project: a label is missing")
    return labels.tolist()


def _flags(censored: ArrayLike, n: int) -> NDArray[np.bool_]:
    flags = pd.Series(_one_each(censored, n, "censored"))
    if flags.isna().any() or not flags.isin([True, False]).all():
        raise ValueError("censored must be true or false for every project")
    if flags.all():
        raise ValueError("every project is censored: none has finished")
    return flags.to_numpy(dtype=bool)
