"""Times before which nothing can start or finish, and what no schedule can be shorter than."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.scheduling.generation.arrays import (
    Whole,
    in_order_of_links,
    longest_durations,
    shortest_durations,
)
from pmo_toolkit.analysis.scheduling.generation.priorities import tails
from pmo_toolkit.analysis.scheduling.packing import (
    PackedProblem,
    capacity_by_period,
    least_work,
)
from pmo_toolkit.analysis.scheduling.shapes import Resource, ScheduleError


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
    order = in_order_of_links(arrays)
    for _ in range(len(starts) + 1):
        before = starts.copy()
        for task in order:
            for link in range(arrays.before_first[task], arrays.before_first[task + 1]):
                other, lag, from_end, to_end = arrays.before[link]
                bound = starts[other] + lag + from_end * short[other] - to_end * long[task]
                starts[task] = max(starts[task], bound)
        if (before == starts).all():
            return starts
    late = [packed.problem.activities[task].id for task in np.flatnonzero(before != starts)]
    raise ScheduleError("a cycle of links that pushes itself ever later: " + ", ".join(late[:10]))


def makespan_bound(packed: PackedProblem, starts: Whole) -> int:
    """The longest chain of links, or the work for the scarcest resource, whichever is longer."""
    if not len(starts):
        return 0
    after = tails(packed.arrays)
    works = [
        _work_bound(packed, starts, after, resource)
        for resource in packed.problem.resources
        if resource.is_renewable
    ]
    return max(int((starts + after).max()), *works, 0)


def _work_bound(packed: PackedProblem, starts: Whole, after: Whole, resource: Resource) -> int:
    """First period by which a resource could have done all the work there is for it.

    For each start: what can begin no sooner, on what the resource offers from then on; after it
    the shortest tail of that work.
    """
    least = least_work(packed, resource)
    rest = after - shortest_durations(packed.arrays)
    offered = np.concatenate([[0], np.cumsum(capacity_by_period(resource, packed.horizon))])
    bound = 0
    for start in np.unique(starts[least > 0]):
        later = (starts >= start) & (least > 0)
        end = int(np.searchsorted(offered, offered[start] + least[later].sum()))
        bound = max(bound, min(end, packed.horizon) + int(rest[later].min()))
    return bound
