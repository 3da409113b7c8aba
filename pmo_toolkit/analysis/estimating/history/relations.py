"""Arithmetic hidden in a table: two or three columns whose sum, product or ratio is the target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: A relation needs this many rows in common to mean anything.
FEWEST_ROWS = 10
#: A relation holds within rounding if half of the rows agree to 1 % and nine of ten to 3 %.
HALF_WITHIN, MOST_WITHIN = 0.01, 0.03
#: It also holds if this share of the rows agrees to .1 % on one factor (days in a month, say) and
#: the rest keeps close: measured quantities never agree so by chance.
EXACT_SHARE, EXACT_WITHIN = 0.3, 0.001
#: Share of the variance of the target's logarithm that such a relation may leave.
LOOSELY = 0.1
#: Columns tried in threes, the ones with most different values first.
_MOST_IN_THREES = 45
_SUM = (0,)


@dataclass(frozen=True)
class Relation:
    """Columns that give the target.

    Parameters
    ----------
    columns : tuple of str
    formula : str
        Such as ``"duration × team"``.
    n : int
        Rows over which it was seen.
    exact : float
        Share of them that agree with it within rounding.
    """

    columns: tuple[str, ...]
    formula: str
    n: int
    exact: float

    def __str__(self) -> str:
        return f"target = {self.formula}, within rounding for {self.exact:.0%} of {self.n} projects"


def numbers_of(column: pd.Series) -> NDArray[np.float64] | None:
    """Finite numbers of a numeric column, else NaN; None for text, dates and truth values."""
    if pd.api.types.is_bool_dtype(column) or not pd.api.types.is_numeric_dtype(column):
        return None
    values = column.astype(float).to_numpy()
    return np.where(np.isfinite(values), values, np.nan)


def relations(table: pd.DataFrame, y: NDArray[np.float64]) -> Iterator[Relation]:
    """Smallest sets of two or three columns whose sum, product or ratio is the target.

    Products and ratios up to a factor.

    Parameters
    ----------
    table : DataFrame of shape (n, k)
        Columns that are no copies of the target by themselves; other than numbers are passed over.
    y : array of shape (n,)
        Positive target; NaN where it is not known.
    """
    columns: dict[str, NDArray[np.float64]] = {}
    for name in table.columns:
        values = numbers_of(table[name])
        if values is None:
            continue
        common = np.isfinite(values) & np.isfinite(y)
        if common.sum() >= FEWEST_ROWS and np.ptp(values[common]) > 0 and values[common].min() >= 0:
            columns[str(name)] = values
    different = {
        name: len(np.unique(values[np.isfinite(values)])) for name, values in columns.items()
    }
    names = sorted(columns, key=lambda name: -different[name])
    taken: list[set[str]] = []
    for count, pool in ((2, names), (3, names[:_MOST_IN_THREES])):
        for kind, members in _candidates(pool, columns, y, count):
            if any(before <= set(members) for before in taken):
                continue
            n, exact = _holds(kind, np.column_stack([columns[name] for name in members]), y)
            if n:
                taken.append(set(members))
                yield Relation(members, _formula(kind, members), n, exact)


def _formula(kind: tuple[int, ...], members: tuple[str, ...]) -> str:
    if kind == _SUM:
        return " + ".join(members)
    ordered = sorted(zip(kind, members, strict=True), key=lambda pair: -pair[0])
    return (
        "".join(f" {'×' if sign > 0 else '÷'} {name}" for sign, name in ordered).strip(" ×")
        + " × a factor"
    )


def _candidates(
    names: list[str], columns: dict[str, NDArray[np.float64]], y: NDArray[np.float64], count: int
) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Combinations worth a closer look; kind (0,) is a sum, else the signs of the logarithms."""
    groups = np.array(list(combinations(range(len(names)), count)), dtype=int).reshape(-1, count)
    if len(groups) == 0:
        return
    rows = np.flatnonzero(np.isfinite(y))
    raw = np.array([columns[name] for name in names])[:, rows]
    target = y[rows]
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(raw > 0, np.log(raw), np.nan)
    shares = np.nan_to_num(raw) / target
    few = np.random.default_rng(0).permutation(len(rows))[:25]
    off = np.abs(shares[:, few][groups].sum(axis=1) - 1)
    for index in np.flatnonzero(np.median(off, axis=1) < 2 * HALF_WITHIN):
        yield _SUM, tuple(names[i] for i in groups[index])
    # Variance that is left, from second moments alone: a missing value stands at its column's mean.
    means = np.array(
        [
            column[np.isfinite(column)].mean() if np.isfinite(column).any() else 0.0
            for column in logs
        ]
    )
    moments = np.atleast_2d(
        np.cov(np.vstack([np.where(np.isfinite(logs), logs, means[:, None]), np.log(target)]))
    )
    with_target, whole = moments[-1], moments[-1, -1]
    for bits in np.ndindex(*(2,) * count):
        kind = tuple(1 - 2 * bit for bit in bits)
        if max(kind) < 0:
            continue
        left = np.full(len(groups), whole)
        for i, sign in enumerate(kind):
            left += moments[groups[:, i], groups[:, i]] - 2 * sign * with_target[groups[:, i]]
            for j in range(i):
                left += 2 * sign * kind[j] * moments[groups[:, i], groups[:, j]]
        for index in np.flatnonzero(left < 1.5 * LOOSELY * whole):
            yield kind, tuple(names[i] for i in groups[index])


def _holds(
    kind: tuple[int, ...], values: NDArray[np.float64], y: NDArray[np.float64]
) -> tuple[int, float]:
    """Rows over which a relation was seen, and the share of them that agree with it.

    (0, 0) if it does not hold.
    """
    common = np.isfinite(values).all(axis=1) & np.isfinite(y)
    if kind != _SUM:
        common &= (values > 0).all(axis=1)
    n = int(common.sum())
    if n < FEWEST_ROWS or n < np.isfinite(y).sum() / 2:
        return 0, 0.0
    parts, logs = values[common], np.log(y[common])
    if kind == _SUM:
        off = np.abs(parts.sum(axis=1) / y[common] - 1)
        # Each part must matter, or the others alone are the target.
        needed = bool((np.median(parts / y[common][:, None], axis=0) > MOST_WITHIN).all())
        exact = float(np.mean(off <= HALF_WITHIN))
        return (n, exact) if needed and _within_rounding(off) else (0, 0.0)
    steps = np.log(parts) * np.array(kind, dtype=float)
    left = logs - steps.sum(axis=1)
    if np.var(left) > LOOSELY * np.var(logs):
        return 0, 0.0
    off = np.abs(left - np.median(left))
    if _within_rounding(off) and all(np.std(step) > MOST_WITHIN for step in steps.T):
        return n, float(np.mean(off <= HALF_WITHIN))
    exact = _same(left)
    others = max(_same(left + step) for step in steps.T)
    return (
        (n, exact)
        if exact >= EXACT_SHARE and exact > 1.25 * others and exact * n >= FEWEST_ROWS
        else (0, 0.0)
    )


def _within_rounding(off: NDArray[np.float64]) -> bool:
    return bool((np.quantile(off, (0.5, 0.9)) <= (HALF_WITHIN, MOST_WITHIN)).all())


def _same(left: NDArray[np.float64]) -> float:
    """Largest share of values within `EXACT_WITHIN` of each other."""
    ordered = np.sort(left)
    upto = np.searchsorted(ordered, ordered + EXACT_WITHIN, side="right")
    return float((upto - np.arange(len(ordered))).max() / len(ordered))
