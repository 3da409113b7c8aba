"""One schedule after another with durations as they turn out, all begun in the same order.

Plain loops over arrays, compiled as those of `placement.py` are. An activity begins no sooner than
those before it in the order: whoever follows the order knows what has finished, but not how long
something will take (an activity-based policy: Stork 2001, "Stochastic resource-constrained project
scheduling").
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pmo_toolkit.analysis.scheduling.generation.arrays import Real, Whole


class Course(NamedTuple):
    """What is the same in all draws; a, l, r, s, t count activities, links, resources, steps."""

    order: Whole  # (a,) activities as they begin
    need_first: Whole  # (a + 1,) first row in `need`
    need: Whole  # (sum of planned steps, r) units
    is_level: npt.NDArray[np.bool_]  # (a,) whether they are the same in all steps
    before_first: Whole  # (a + 1,)
    before: Whole  # (l, 4) predecessor, lag, from its end?, to my end?
    release: Whole  # (a,)
    fixed: Whole  # (a,) -1 where it is free
    capacity: Whole  # (t, r); the last row holds for ever after


def units_at(course: Course, task: int, step: int, length: int, resource: int) -> int:
    """Units that an activity needs in a step, its planned demand stretched to its length."""
    first = course.need_first[task]
    planned = course.need_first[task + 1] - first
    if planned == 0:
        return 0
    row = first if course.is_level[task] else first + step * planned // length
    units: int = course.need[row, resource]
    return units


def first_step(course: Course, left: Whole, task: int, length: int, start: int) -> int:
    """First start from `start` on at which an activity fits, or -1."""
    while start + length <= left.shape[0]:
        blocked = -1
        for step in range(length - 1, -1, -1):
            for resource in range(left.shape[1]):
                units = units_at(course, task, step, length, resource)
                if units > 0 and left[start + step, resource] < units:
                    blocked = step
                    break
            if blocked >= 0:
                break
        if blocked < 0:
            return start
        start += blocked + 1 if course.is_level[task] else 1
    return -1


def take(course: Course, left: Whole, task: int, length: int, start: int) -> None:
    """Take what an activity needs out of what is left."""
    for step in range(min(length, left.shape[0] - start)):
        for resource in range(left.shape[1]):
            left[start + step, resource] -= units_at(course, task, step, length, resource)


def follow(course: Course, lengths: Whole, left: Whole, starts: Whole, finishes: Real) -> None:
    """Finishes of one course of events, infinite where something never fits.

    Parameters
    ----------
    course : Course
    lengths : ndarray, shape (activities,)
        Durations as they turn out.
    left : ndarray, shape (t, r)
        Room to work in.
    starts : ndarray, shape (activities,)
        Room to work in.
    finishes : ndarray, shape (activities,)
        Written.
    """
    for step in range(left.shape[0]):
        for resource in range(left.shape[1]):
            left[step, resource] = course.capacity[step, resource]
    for task in range(lengths.size):
        if course.fixed[task] >= 0:
            take(course, left, task, lengths[task], course.fixed[task])
    latest = 0
    for place in range(lengths.size):
        task = course.order[place]
        length = lengths[task]
        start = max(course.release[task], latest)
        for link in range(course.before_first[task], course.before_first[task + 1]):
            other = course.before[link, 0]
            bound = starts[other] + course.before[link, 1]
            if course.before[link, 2]:
                bound += lengths[other]
            if course.before[link, 3]:
                bound -= length
            start = max(start, bound)
        if course.fixed[task] >= 0:
            starts[task] = course.fixed[task]
        else:
            if length > 0:
                start = first_step(course, left, task, length, start)
            if start < 0:  # and all that would begin after it
                for later in range(place, lengths.size):
                    finishes[course.order[later]] = float("inf")
                return
            take(course, left, task, length, start)
            starts[task] = start
            latest = start
        finishes[task] = starts[task] + length


def follow_all(course: Course, lengths: Whole, left: Whole, starts: Whole, finishes: Real) -> None:
    """`follow` for each row of `lengths`, shape (draws, activities); writes `finishes`."""
    for draw in range(lengths.shape[0]):
        follow(course, lengths[draw], left, starts, finishes[draw])
