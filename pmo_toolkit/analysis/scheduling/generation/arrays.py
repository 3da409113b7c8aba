"""A scheduling problem as arrays of whole numbers.

Free units of all renewable resources in a period are packed into whole numbers, side by side, each
with one bit more than it needs. Subtracting what an activity needs leaves all those bits set
exactly where every resource has enough: one subtraction and one comparison for all of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

type_of_whole = np.int64
Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


class Arrays(NamedTuple):
    """What the search reads; a, m, l, w, t count activities, modes, links, words and periods."""

    mode_first: Whole  # (a + 1,) first mode of each activity
    duration: Whole  # (m,)
    is_level: npt.NDArray[np.bool_]  # (m,) whether the demand is the same in all its periods
    need_first: Whole  # (m,) first row in `need`
    need: Whole  # (sum of durations, w) packed demand, period after period
    consumption: Whole  # (m, c) demand for resources that are used up
    budget: Whole  # (c,)
    before_first: Whole  # (a + 1,) first link into each activity
    before: Whole  # (l, 4) predecessor, lag, from its end?, to my end?
    after_first: Whole  # (a + 1,)
    after: Whole  # (l, 4) successor, lag, from my end?, to its end?
    release: Whole  # (a,)
    due: Whole  # (a,) the horizon where there is none
    fixed: Whole  # (a,) -1 where it is free
    weight: npt.NDArray[np.float64]  # (a,)
    free: Whole  # (t, w) packed capacity with its marks set
    marks: Whole  # (w,)


@dataclass(frozen=True)
class Draft:
    """A schedule as the search passes it on.

    Parameters
    ----------
    starts : ndarray, shape (activities,)
    modes : ndarray, shape (activities,)
        Numbers of modes in the arrays.
    method : str
        Which step found it.
    """

    starts: Whole
    modes: Whole
    method: str

    def ends(self, arrays: Arrays) -> Whole:
        """Finish of each activity."""
        ends: Whole = self.starts + arrays.duration[self.modes]
        return ends


def shortest_durations(arrays: Arrays) -> Whole:
    """Periods that each activity takes at least, shape (activities,)."""
    return np.minimum.reduceat(arrays.duration, arrays.mode_first[:-1])


def longest_durations(arrays: Arrays) -> Whole:
    """Periods that each activity takes at most, shape (activities,)."""
    return np.maximum.reduceat(arrays.duration, arrays.mode_first[:-1])


def in_order_of_links(arrays: Arrays) -> list[int]:
    """Activities, each after those it waits for; those in circles come last."""
    count = len(arrays.release)
    waiting = np.diff(arrays.before_first).tolist()
    firsts, after = arrays.after_first.tolist(), arrays.after[:, 0].tolist()
    ready = [task for task in range(count) if waiting[task] == 0]
    for task in ready:
        for other in after[firsts[task] : firsts[task + 1]]:
            waiting[other] -= 1
            if waiting[other] == 0:
                ready.append(other)
    return [*ready, *(task for task in range(count) if waiting[task] > 0)]


def is_circular(arrays: Arrays) -> bool:
    """Whether links run in a circle."""
    place = np.empty(len(arrays.release), type_of_whole)
    place[in_order_of_links(arrays)] = np.arange(len(place))
    target = np.repeat(np.arange(len(place)), np.diff(arrays.before_first))
    return bool((place[arrays.before[:, 0]] >= place[target]).any())
