"""Cost and time together: how likely both promises are kept at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

#: Draws kept for a picture: the first ones of a Sobol sequence, which lie evenly however few they
#: are.
SHOWN_DRAWS = 256


@dataclass(frozen=True)
class Quarters:
    """The four ways in which budget and date can turn out; the chances sum to 1."""

    both_kept: float
    only_late: float
    only_over_budget: float
    both_missed: float


@dataclass(frozen=True)
class JointPoint:
    """A cost (money) and a number of days that belong together."""

    cost: float
    days: float


@dataclass(frozen=True)
class JointConfidence:
    """Confidence in cost and schedule at once.

    Parameters
    ----------
    budget, days : float or None
        Money and days from the start that are asked about.
    chance_within_budget, chance_in_time : float or None
        Each on its own; None where nothing is asked.
    chance_both : float or None
        That neither is exceeded; None unless both are asked.
    correlation : float
        Rank correlation of cost and days.
    level : float
        Chosen confidence.
    frontier : tuple of JointPoint
        Pairs that are kept together with the chosen confidence: less money needs more time.
        Shortest time first.
    cost_at_level, days_at_level : float
        What each on its own needs for the chosen confidence; together they are kept less often.
    chance_both_at_level : float
        How often those two are kept together.
    points : tuple of JointPoint
        A few of the draws, for a picture only.
    """

    budget: float | None
    days: float | None
    chance_within_budget: float | None
    chance_in_time: float | None
    chance_both: float | None
    correlation: float
    level: float
    frontier: tuple[JointPoint, ...]
    cost_at_level: float
    days_at_level: float
    chance_both_at_level: float
    points: tuple[JointPoint, ...]

    @property
    def quarters(self) -> Quarters | None:
        """How budget and date turn out together; None unless both are asked about."""
        within, in_time, both = self.chance_within_budget, self.chance_in_time, self.chance_both
        if within is None or in_time is None or both is None:
            return None
        return Quarters(both, within - both, in_time - both, max(0.0, 1 - within - in_time + both))


def joint_confidence(
    cost: ArrayLike,
    days: ArrayLike,
    *,
    budget: float | None = None,
    wanted_days: float | None = None,
    level: float = 0.8,
    shares: Sequence[float] = (0.0, 0.1, 0.25, 0.5, 0.75, 0.9, 1.0),
) -> JointConfidence:
    """Joint confidence of cost and schedule, from draws that belong together.

    Parameters
    ----------
    cost, days : array of shape (draws,)
    budget, wanted_days : float, optional
    level : float
        Between 0 and 1.
    shares : sequence of float
        Where on the frontier points are given: the share of the way from the shortest time that can
        be kept with `level` at all to the longest time drawn, counted in quantiles.

    Raises
    ------
    ValueError
        If the two have different lengths or `level` is not between 0 and 1.
    """
    cost, days = np.asarray(cost, dtype=float), np.asarray(days, dtype=float)
    if cost.shape != days.shape:
        raise ValueError(
            f"cost and days must be drawn together, found {cost.shape} and {days.shape}"
        )
    if not 0 < level < 1:
        raise ValueError(f"the confidence must lie between 0 and 1, found {level:g}")
    within = None if budget is None else cost <= budget
    in_time = None if wanted_days is None else days <= wanted_days
    cost_alone, days_alone = (
        float(np.quantile(values, level, method="inverted_cdf")) for values in (cost, days)
    )
    return JointConfidence(
        budget,
        wanted_days,
        None if within is None else float(np.mean(within)),
        None if in_time is None else float(np.mean(in_time)),
        None if within is None or in_time is None else float(np.mean(within & in_time)),
        _rank_correlation(cost, days),
        level,
        _frontier(cost, days, level, shares),
        cost_alone,
        days_alone,
        float(np.mean((cost <= cost_alone) & (days <= days_alone))),
        tuple(map(JointPoint, cost[:SHOWN_DRAWS].tolist(), days[:SHOWN_DRAWS].tolist())),
    )


def _frontier(
    cost: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    days: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    level: float,
    shares: Sequence[float],
) -> tuple[JointPoint, ...]:
    """For some limits on time, the least money with which both hold in `level` of the draws."""
    needed = int(np.ceil(level * len(cost) - 1e-9))
    points: dict[float, float] = {}
    for share in shares:
        limit = float(np.quantile(days, level + (1 - level) * share, method="inverted_cdf"))
        left = cost[days <= limit]
        if len(left) >= needed:
            points[limit] = float(np.partition(left, needed - 1)[needed - 1])
    return tuple(JointPoint(money, limit) for limit, money in sorted(points.items()))


def _rank_correlation(
    one: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
    other: np.ndarray[tuple[int, ...], np.dtype[np.float64]],
) -> float:
    """Spearman's correlation; 0 where either is certain."""
    from scipy.stats import rankdata

    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return 0.0
    return float(np.corrcoef(rankdata(one), rankdata(other))[0, 1])
