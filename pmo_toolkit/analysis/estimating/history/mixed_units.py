"""Whether a target looks as if two units were mixed in it, such as hours and days."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.estimating.history.written_columns import numbers_of

#: What one unit is of another: hours in a day, hours in a month, one and a thousand. The centres of
#: two clusters may be off such a factor by up to `TOLERANCE`.
UNIT_FACTORS = {8: "days and hours", 160: "months and hours", 1000: "units and thousands"}
TOLERANCE = 1.8
#: Clusters lie apart when their distance is this many standard deviations within them (logarithms).
APART = 2.8
#: The hole between clusters takes this share of their distance, and at most this share of the rows
#: lies in it.
HOLE, IN_HOLE = 0.15, 0.03
#: A cluster holds at least this many rows and this share of them.
FEWEST_IN_CLUSTER, LEAST_SHARE = 3, 0.04
#: Two normal distributions must explain the target better than one by this much (Bayesian
#: information criterion).
BETTER = 6.0
#: Fewer rows say nothing about units.
_FEWEST_FOR_UNITS = 12
_REFITS = 5


def mixed_units(
    target: pd.Series, drivers: pd.DataFrame | None
) -> tuple[str, tuple[Hashable, ...]] | None:
    """Two clusters whose distance is that of two units.

    In the target, or in what its drivers leave of it: what is seen, as a sentence without a full
    stop, and the index labels of the smaller cluster.
    """
    if len(target) < _FEWEST_FOR_UNITS:
        return None
    logs = np.log(target.to_numpy(dtype=float))
    looks = [("the target alone", logs)]
    left = None if drivers is None else _left_by_drivers(logs, drivers.loc[target.index])
    if left is not None:
        looks.append(("the target beside its drivers", left))
    for where, values in looks:
        high = _clusters(values)
        if high is None:
            continue
        distance = float(np.exp(values[high].mean() - values[~high].mean()))
        near = [f for f in UNIT_FACTORS if max(distance / f, f / distance) <= TOLERANCE]
        if not near:
            continue
        factor = min(near, key=lambda f: abs(np.log(distance / f)))
        smaller = high if high.sum() <= len(high) / 2 else ~high
        side = "above" if smaller is high else "below"
        what = (
            f"{int(smaller.sum())} of {len(values)} rows lie about {distance:.2g} × {side} the"
            f" others, few between ({where}): as if {UNIT_FACTORS[factor]} were mixed"
        )
        return what, tuple(target.index[smaller])
    return None


def _clusters(values: NDArray[np.float64]) -> NDArray[np.bool_] | None:
    """Which values belong to the upper of two clusters that lie apart.

    None where there is one cluster.

    All cuts of the ordered values are tried; the best must leave enough rows on both sides with a
    hole between them and explain the values better than one normal distribution does. The four
    limits were set so that halves of a dozen public data sets, which have one unit each, hardly
    ever raise an alarm (1 of 240; none of the whole sets). Of mixtures made of them it then finds
    more than nine of ten at a factor of 1,000, seventeen of twenty at 160, and one of three at 8,
    which is within the usual spread of projects.
    """
    ordered = np.sort(values)
    n = len(ordered)
    least = max(FEWEST_IN_CLUSTER, int(np.ceil(LEAST_SHARE * n)))
    if n < 2 * least or ordered[0] == ordered[-1]:
        return None
    cut, squares = _best_cut(ordered, least)
    below, above = ordered[:cut], ordered[cut:]
    within = max(squares / (n - 2), 1e-6)
    one = n * np.log(max(float(ordered.var()), 1e-6))
    shares = cut * np.log(cut / n) + (n - cut) * np.log(1 - cut / n)
    two = n * np.log(within) - 2 * shares + 2 * np.log(n)
    distance = above.mean() - below.mean()
    spread = max(float(np.sqrt(within)), 0.05)
    # There must be a hole in the middle: a long tail has none.
    middle = np.abs(ordered - (above.mean() + below.mean()) / 2) < HOLE / 2 * distance
    if one - two < BETTER or distance < APART * spread or middle.sum() > IN_HOLE * n:
        return None
    return np.asarray(values >= above[0])


def _best_cut(ordered: NDArray[np.float64], least: int) -> tuple[int, float]:
    """Where to part ordered values in two so that the squares within are least; these squares."""
    n = len(ordered)
    cuts = np.arange(least, n - least + 1)
    sums, squares = np.cumsum(ordered), np.cumsum(ordered**2)
    low = squares[cuts - 1] - sums[cuts - 1] ** 2 / cuts
    high = squares[-1] - squares[cuts - 1] - (sums[-1] - sums[cuts - 1]) ** 2 / (n - cuts)
    return int(cuts[np.argmin(low + high)]), float((low + high).min())


def _left_by_drivers(
    logs: NDArray[np.float64], drivers: pd.DataFrame
) -> NDArray[np.float64] | None:
    """What a robust line in the logarithms of the best drivers leaves of the target's logarithm."""
    # Here alone they are needed, and the check of a workspace starts the sooner without them.
    from scipy.stats import rankdata
    from sklearn.linear_model import HuberRegressor

    usable: list[tuple[float, NDArray[np.float64]]] = []
    for name in drivers.columns:
        values = numbers_of(drivers[name])
        if (
            values is None
            or np.isnan(values).mean() > 0.2
            or np.nanmin(values) < 0
            or np.nanmax(values) <= 10
        ):
            continue
        column = np.log1p(np.where(np.isnan(values), np.nanmedian(values), values))
        if np.ptp(column) > 0:
            # Rank correlation: a few rows in another unit hardly move it.
            ranks = float(np.corrcoef(rankdata(column), rankdata(logs))[0, 1])
            usable.append((abs(ranks), (column - column.mean()) / column.std()))
    if not usable or len(logs) < 20:
        return None
    best = sorted(usable, key=lambda pair: -pair[0])[:3]
    design = np.column_stack([column for _, column in best])
    model = HuberRegressor(epsilon=1.1, alpha=0.01, max_iter=2000).fit(design, logs)
    left = np.asarray(logs - model.predict(design), dtype=float)
    # Many rows in another unit bend the line: part the rows, let each part have its own level, and
    # fit the slopes anew.
    for _ in range(_REFITS):
        cut, _ = _best_cut(np.sort(left), FEWEST_IN_CLUSTER)
        upper = left >= np.sort(left)[cut]
        both = np.column_stack([np.ones_like(logs), upper, design])
        slopes = np.linalg.lstsq(both, logs, rcond=None)[0][2:]
        left = logs - design @ slopes
    return left
