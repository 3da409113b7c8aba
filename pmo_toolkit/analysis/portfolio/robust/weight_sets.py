"""All weights that keep the stated order of the criteria, by their extreme points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

#: Every criterion that counts has at least this share of an equal weight: whoever names a criterion
#: means it to count.
LEAST_SHARE = 1 / 3
#: Criteria of equal weight of which all subsets are looked at.
_MOST_ALIKE = 6


def extreme_weights(weights: Sequence[float] | None, criteria: int) -> Floats:
    """Points whose mixtures are all weights that agree with what is known of them.

    Parameters
    ----------
    weights : sequence of float or None
        Of which only the order counts: a criterion of greater weight never has less than one of
        smaller weight, one of no weight has none. None: any weights.
    criteria : int

    Returns
    -------
    ndarray of shape (points, criteria)
        Each row sums to 1.

    Raises
    ------
    ValueError
        If no criterion has a weight, or a weight is below nought.

    Notes
    -----
    The cone of a weak order is spanned by the indicators of its upper sets: all groups of greater
    weight with any part of the next group. The floor of
    `LEAST_SHARE` moves every point towards equal weights.
    """
    stated = np.ones(criteria) if weights is None else np.asarray(weights, dtype=float)
    if stated.shape != (criteria,) or not np.isfinite(stated).all() or (stated < 0).any():
        raise ValueError(f"{criteria} weights, none below nought, are needed, found {stated}")
    counting = np.flatnonzero(stated > 0)
    if not len(counting):
        raise ValueError("at least one criterion needs a weight above nought")
    sets: list[tuple[int, ...]] = []
    above: tuple[int, ...] = ()
    for level in sorted({float(stated[place]) for place in counting}, reverse=True):
        group = tuple(int(place) for place in counting if stated[place] == level)
        sets += _upper_sets(above, group)
        above += group
    points = np.zeros((len(sets), criteria))
    for row, members in enumerate(sets):
        points[row, list(members)] = 1 / len(members)
    equal = np.zeros(criteria)
    equal[counting] = 1 / len(counting)
    return np.asarray(LEAST_SHARE * equal + (1 - LEAST_SHARE) * points)


def _upper_sets(above: tuple[int, ...], group: tuple[int, ...]) -> list[tuple[int, ...]]:
    """Upper sets that end within a group of criteria of equal weight.

    Where nothing stands above it, its single members span all of them. A group too large for all
    its subsets counts as if nothing stood above it: more weights are then allowed, never fewer.
    """
    if not above or len(group) > _MOST_ALIKE:
        return [(one,) for one in group]
    parts = (part for size in range(1, len(group) + 1) for part in combinations(group, size))
    return [above + part for part in parts]
