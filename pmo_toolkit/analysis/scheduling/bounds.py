"""Times before which nothing can start or finish, and what no schedule can be shorter than."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.scheduling.arrays import (
    Arrays,
    PackedProblem,
    Whole,
    capacity_by_period,
    demand_by_period,
    type_of_whole,
)
from pmo_toolkit.analysis.scheduling.shapes import ScheduleError


def shortest_durations(arrays: Arrays) -> Whole:
    """Periods that each activity takes at least, shape (activities,)."""
    return np.minimum.reduceat(arrays.duration, arrays.mode_first[:-1])


def longest_durations(arrays: Arrays) -> Whole:
    """Periods that each activity takes at most, shape (activities,)."""
    return np.maximum.reduceat(arrays.duration, arrays.mode_first[:-1])


def earliest_starts(packed: PackedProblem) -> Whole:
    """Starts by links and releases alone, shape (activities,).

    Raises
    ------
    ScheduleError
        Where links run in a circle that pushes itself ever later.
    """
    arrays = packed.arrays
    short, long = shortest_durations(arrays), longest_durations(arrays)
    starts = np.maximum(arrays.release, arrays.fixed)
    for _ in range(len(starts) + 1):
        before = starts.copy()
        for task in range(len(starts)):
            for link in range(arrays.before_first[task], arrays.before_first[task + 1]):
                other, lag, from_end, to_end = arrays.before[link]
                bound = starts[other] + lag + from_end * short[other] - to_end * long[task]
                starts[task] = max(starts[task], bound)
        if (before == starts).all():
            return starts
    late = [packed.problem.activities[task].id for task in np.flatnonzero(before != starts)]
    raise ScheduleError("a cycle of links that pushes itself ever later: " + ", ".join(late[:10]))


def tails(packed: PackedProblem) -> Whole:
    """Periods that must pass from each start to the end of all, shape (activities,)."""
    arrays = packed.arrays
    short, long = shortest_durations(arrays), longest_durations(arrays)
    after = short.copy()
    for _ in range(len(after) + 1):
        before = after.copy()
        for task in range(len(after) - 1, -1, -1):
            for link in range(arrays.after_first[task], arrays.after_first[task + 1]):
                other, lag, from_end, to_end = arrays.after[link]
                span = lag + from_end * short[task] - to_end * long[other] + after[other]
                after[task] = max(after[task], span)
        if (before == after).all():
            break
    return after


def makespan_bound(packed: PackedProblem, starts: Whole) -> int:
    """The longest chain of links, or the work for the scarcest resource, whichever is longer."""
    if not len(starts):
        return 0
    chain = int((starts + tails(packed)).max())
    return max(chain, *(_work_bound(packed, starts, name) for name in _renewable(packed)), 0)


def _renewable(packed: PackedProblem) -> list[str]:
    return [resource.id for resource in packed.problem.resources if resource.is_renewable]


def _work_bound(packed: PackedProblem, starts: Whole, name: str) -> int:
    """First period by which a resource could have done all the work there is for it.

    For each start: what can begin no sooner, on what the resource offers from then on; after it
    the shortest tail of that work.
    """
    arrays = packed.arrays
    resource = next(one for one in packed.problem.resources if one.id == name)
    work = np.zeros(len(arrays.duration), type_of_whole)
    for number, mode in enumerate(packed.modes):
        work[number] = sum(demand_by_period(mode, name))
    least = np.minimum.reduceat(work, arrays.mode_first[:-1])
    rest = tails(packed) - shortest_durations(arrays)
    offered = np.concatenate([[0], np.cumsum(capacity_by_period(resource, packed.horizon))])
    bound = 0
    for start in np.unique(starts[least > 0]):
        later = (starts >= start) & (least > 0)
        end = int(np.searchsorted(offered, offered[start] + least[later].sum()))
        bound = max(bound, min(end, packed.horizon) + int(rest[later].min()))
    return bound
