"""What several proposals cost together, whether each estimate errs by itself or all err alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.order_statistics import quantiles

#: The ends of an 80 % range.
_ENDS = (0.1, 0.9)


@dataclass(frozen=True)
class CostsTogether:
    """80 % ranges of the sum of several costs, in the workspace's currency.

    Parameters
    ----------
    low, high : float
        Each proposal errs by itself but for its correlation groups: errors make up for one another.
    low_alike, high_alike : float
        All err alike, as where one way of estimating is too low throughout: none makes up for
        another. The sum of the P10 of each, and of the P90.
    """

    low: float
    high: float
    low_alike: float
    high_alike: float


def costs_together(costs: Sequence[NDArray[np.float32]]) -> CostsTogether:
    """Add up draws of cost.

    Parameters
    ----------
    costs : sequence of ndarray of shape (draws,)
        One a proposal, at least one; like places belong together.

    Examples
    --------
    >>> draws = np.arange(1.0, 101.0)
    >>> sums = costs_together([draws, draws[::-1]])
    >>> sums.high - sums.low, round(sums.high_alike - sums.low_alike)
    (0.0, 158)
    """
    held = np.stack(costs).astype(float)
    own = quantiles(held.sum(axis=0), _ENDS)
    alike = quantiles(np.sort(held, axis=1).sum(axis=0), _ENDS)
    return CostsTogether(*(float(end) for end in (*own, *alike)))
