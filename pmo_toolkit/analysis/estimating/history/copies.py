"""A single column that gives the target away: a copy in other clothes, or labels that part it."""

from __future__ import annotations

from math import lgamma

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import rankdata

from pmo_toolkit.analysis.estimating.history.column_names import is_estimate
from pmo_toolkit.analysis.estimating.history.relations import FEWEST_ROWS, correlation

#: |correlation| of logarithms from which on a column is a copy of the target in other clothes.
#: Sizes and experts' estimates of real projects stay well below.
COPY = 0.9975
#: Few rows can show that by chance: the correlation must lie three standard errors (of Fisher's z)
#: above what the closest honest driver reaches.
_CLOSEST, _ERRORS = 0.992, 3.0
#: |correlation| of ranks of a copy. Fewer rows can stand in the same order by chance; then one of
#: these powers of the target (0 is its logarithm) must give the column's values as well.
_SAME_ORDER, _ROWS_FOR_ORDER = 0.9995, 25
_POWERS = (-1.0, -0.5, 0.0, 0.5, 1.0)
#: Fixed-price work ends close to its plan; only an outright copy gives a marked estimate away.
_OUTRIGHT = 0.99999
#: Chance (log) that levels without any relation would part the target into separate ranges;
#: legitimate drivers may part a dozen projects in two or three, never thirty in four.
_CHANCE = -30.0


def copy_of_target(
    column: pd.Series, numbers: NDArray[np.float64] | None, y: NDArray[np.float64]
) -> tuple[str, str] | None:
    """Why a column is a copy of the target, and on what evidence; None where it is none.

    Parameters
    ----------
    column : Series of shape (n,)
    numbers : array of shape (n,), optional
        The same as numbers, NaN where missing; None for labels.
    y : array of shape (n,)
        Positive target; NaN where it is not known.
    """
    stated = column.notna().to_numpy() if numbers is None else np.isfinite(numbers)
    usable = np.isfinite(y) & stated
    if usable.sum() < FEWEST_ROWS or np.ptp(y[usable]) == 0:
        return None
    logs: NDArray[np.float64] = np.log(y[usable])
    if numbers is not None and len(np.unique(numbers[usable])) >= FEWEST_ROWS:
        evidence = _follows(numbers[usable], logs, is_estimate(str(column.name)))
        if evidence:
            return "it follows the target so closely that one was computed from the other", evidence
    # One project in several rows has one name, one height and one cost: no evidence of anything.
    once = ~pd.Series(logs).duplicated().to_numpy()
    return _parts_target(column[usable][once], logs[once])


def _follows(numbers: NDArray[np.float64], logs: NDArray[np.float64], estimate: bool) -> str:
    """The correlation that shows a copy; empty where none does."""
    n = len(logs)
    ranks = 0.0 if estimate else correlation(rankdata(numbers), rankdata(logs))
    in_order = abs(ranks) > _SAME_ORDER and (n >= _ROWS_FOR_ORDER or _is_power(numbers, logs))
    closest = float(np.tanh(np.arctanh(_CLOSEST) + _ERRORS / np.sqrt(n - 3)))
    proportional = correlation(np.log(numbers), logs) if numbers.min() > 0 else 0.0
    if abs(proportional) > (_OUTRIGHT if estimate else max(COPY, closest)):
        return f"correlation of logarithms {proportional:.4f} over {n} projects"
    return f"correlation of ranks {ranks:.4f} over {n} projects" if in_order else ""


def _is_power(numbers: NDArray[np.float64], logs: NDArray[np.float64]) -> bool:
    centred = logs - logs.mean()
    powers = (centred if power == 0 else np.exp(power * centred) for power in _POWERS)
    return any(abs(correlation(numbers, power)) > _SAME_ORDER for power in powers)


def _parts_target(column: pd.Series, logs: NDArray[np.float64]) -> tuple[str, str] | None:
    """Levels that determine the target, or part it into separate ranges."""
    n = len(logs)
    groups = pd.Series(logs).groupby(column.astype(str).to_numpy())
    levels = groups.ngroups
    if n < FEWEST_ROWS or levels < 2 or levels > n / 2:
        return None
    left = float(np.sum((logs - groups.transform("mean").to_numpy()) ** 2)) / (n - levels)
    share = 1 - left / float(np.var(logs, ddof=1))
    if share > 0.999:
        seen = f"{share:.2%} of the target's variation over {n} projects"
        return "its values determine the target", seen
    ends = groups.agg(["min", "max", "size"]).sort_values("min")
    apart = bool((ends["max"].to_numpy()[:-1] < ends["min"].to_numpy()[1:]).all())
    chance = sum(lgamma(size + 1) for size in ends["size"]) + lgamma(levels + 1) - lgamma(n + 1)
    if not apart or levels < 3 or chance >= _CHANCE:
        return None
    why = "its values part the target into ranges that do not overlap, as if it were a coarse copy"
    return why, f"{levels} values over {n} projects"
