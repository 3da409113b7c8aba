"""Whether a history's estimates were put level with its actuals afterwards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy.stats import binomtest

from pmo_toolkit.analysis.base.likelihood import percent

#: An actual is its estimate if they differ by less than this share: rounding, no outcome.
_SAME = 0.001
#: Share of equal pairs that its lower 95 % bound must exceed. Where estimates stood as they were
#: made, chance and whole months bring up to .24 (kitchenham's durations, n = 141; seera's .14, n =
#: 120; efforts .06); a register of re-baselined durations had .58.
_BEYOND_CHANCE = 0.25


@dataclass(frozen=True)
class Rebaselined:
    """How many actuals equal their estimates, more than honest estimates would.

    Parameters
    ----------
    equal, n : int
        Pairs that are equal, and all pairs.
    rows : tuple of hashable
        Index labels of the equal pairs.
    """

    equal: int
    n: int
    rows: tuple[object, ...]

    @property
    def sentence(self) -> str:
        """What was found and what follows, without a full stop."""
        low, high = _share_range(self.equal, self.n)
        return (
            f"{self.equal} of {self.n} actuals ({percent(self.equal / self.n)}, 95 % range"
            f" {low * 100:.0f} to {percent(high)}) equal their estimates: the estimates were"
            " probably re-baselined, so that bias and outside view look better than they were"
        )


def rebaselined(
    estimate: ArrayLike | pd.Series, actual: ArrayLike | pd.Series
) -> Rebaselined | None:
    """The pairs that are equal, where there are too many of them to be chance; else None.

    Parameters
    ----------
    estimate, actual : array of shape (n,)
        In one unit; pairs with a missing, zero or negative value do not count.
    """
    before = pd.to_numeric(pd.Series(estimate), errors="coerce").astype(float)
    after = pd.to_numeric(pd.Series(actual), errors="coerce").astype(float)
    pairs = pd.DataFrame({"before": before.to_numpy(), "after": after.to_numpy()}, before.index)
    pairs = pairs[((pairs > 0) & (pairs < np.inf)).all(axis=1)]
    same = (pairs["after"] / pairs["before"] - 1).abs() < _SAME
    equal, n = int(same.sum()), len(pairs)
    if n == 0 or _share_range(equal, n)[0] <= _BEYOND_CHANCE:
        return None
    return Rebaselined(equal, n, tuple(pairs.index[same]))


def _share_range(count: int, n: int) -> tuple[float, float]:
    """95 % range of a share (Wilson)."""
    ends = binomtest(count, n).proportion_ci(method="wilson")
    return float(ends.low), float(ends.high)
