"""Serial schedule generation: activities placed one after another, as early or as late as they fit.

Plain loops over arrays, which numba compiles where it is there (`compiled.py`); without it they
run as they stand and give the same schedules, more slowly.

Sources: Kolisch (1996), "Serial and parallel resource-constrained project scheduling methods
revisited"; Valls, Ballestín and Quintanilla (2005), "Justification and RCPSP".
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pmo_toolkit.analysis.scheduling.generation.arrays import Arrays, Real, Whole, type_of_whole

#: What one period too late, or one unit of a budget too much, counts beside a period of makespan.
PENALTY = 1_000_000_000.0


class Memory(NamedTuple):
    """Room that placing works in, so that none is made anew for each schedule."""

    left: Whole  # (t, w) free units as `Arrays.free`, less what is placed
    touched: Whole  # (1,) periods of `left` that may differ from `Arrays.free`
    waiting: Whole  # (a,) links that hold an activity back
    heap: Whole  # (a,) activities that can be placed, the most urgent first


def memory_for(arrays: Arrays) -> Memory:
    """Room for one thread."""
    count = len(arrays.release)
    return Memory(
        arrays.free.copy(),
        np.zeros(1, type_of_whole),
        np.zeros(count, type_of_whole),
        np.zeros(count, type_of_whole),
    )


def push(heap: Whole, size: int, key: Real, task: int) -> None:
    """Put an activity into a heap of `size`, by its key and then by its number."""
    place = size
    while place > 0:
        above = (place - 1) // 2
        other = heap[above]
        if key[other] < key[task] or (key[other] == key[task] and other < task):
            break
        heap[place] = other
        place = above
    heap[place] = task


def pop(heap: Whole, size: int, key: Real) -> int:
    """Take the first activity out of a heap of `size`."""
    first: int = heap[0]
    task = heap[size - 1]
    place = 0
    while True:
        below = 2 * place + 1
        if below >= size - 1:
            break
        other = heap[below]
        if below + 1 < size - 1:
            second = heap[below + 1]
            if key[second] < key[other] or (key[second] == key[other] and second < other):
                below += 1
                other = second
        if key[task] < key[other] or (key[task] == key[other] and task < other):
            break
        heap[place] = other
        place = below
    heap[place] = task
    return first


def fits(arrays: Arrays, left: Whole, mode: int, start: int) -> int:
    """The last period, counted from `start`, in which a mode does not fit there; -1: it fits."""
    words = arrays.marks.size
    first = arrays.need_first[mode]
    for step in range(arrays.duration[mode] - 1, -1, -1):
        for word in range(words):
            marks = arrays.marks[word]
            if (left[start + step, word] - arrays.need[first + step, word]) & marks != marks:
                return step
    return -1


def earliest_fit(arrays: Arrays, left: Whole, mode: int, start: int) -> int:
    """First start from `start` on at which a mode fits, or -1."""
    last = left.shape[0] - arrays.duration[mode]
    while start <= last:
        step = fits(arrays, left, mode, start)
        if step < 0:
            return start
        start += step + 1 if arrays.is_level[mode] else 1
    return -1


def latest_fit(arrays: Arrays, left: Whole, mode: int, start: int, lowest: int) -> int:
    """Last start up to `start`, but not below `lowest`, at which a mode fits, or -1."""
    length = arrays.duration[mode]
    words = arrays.marks.size
    first = arrays.need_first[mode]
    while start >= lowest:
        blocked = -1
        for step in range(length):
            for word in range(words):
                marks = arrays.marks[word]
                if (left[start + step, word] - arrays.need[first + step, word]) & marks != marks:
                    blocked = step
                    break
            if blocked >= 0:
                break
        if blocked < 0:
            return start
        start = start + blocked - length if arrays.is_level[mode] else start - 1
    return -1


def book(arrays: Arrays, memory: Memory, mode: int, start: int) -> None:
    """Take what a mode needs out of what is left."""
    first = arrays.need_first[mode]
    end = start + arrays.duration[mode]
    for period in range(start, end):
        for word in range(arrays.marks.size):
            memory.left[period, word] -= arrays.need[first + period - start, word]
    memory.touched[0] = max(memory.touched[0], end)


def clear(arrays: Arrays, memory: Memory, modes: Whole) -> bool:
    """Everything free again but for activities that cannot be moved; whether these fit."""
    for period in range(memory.touched[0]):
        for word in range(arrays.marks.size):
            memory.left[period, word] = arrays.free[period, word]
    memory.touched[0] = 0
    for task in range(arrays.fixed.size):
        if arrays.fixed[task] >= 0 and arrays.duration[modes[task]] > 0:
            if fits(arrays, memory.left, modes[task], arrays.fixed[task]) >= 0:
                return False
            book(arrays, memory, modes[task], arrays.fixed[task])
    return True


def place_early(arrays: Arrays, memory: Memory, key: Real, modes: Whole, starts: Whole) -> int:
    """Each activity as early as it fits, those of low key first.

    Writes `starts`; gives the periods by which due dates and fixed starts are missed in all, or -1
    where something fits nowhere.
    """
    count = arrays.release.size
    if not clear(arrays, memory, modes):
        return -1
    size, late = 0, 0
    for task in range(count):
        memory.waiting[task] = arrays.before_first[task + 1] - arrays.before_first[task]
        if memory.waiting[task] == 0:
            push(memory.heap, size, key, task)
            size += 1
    while size > 0:
        task = pop(memory.heap, size, key)
        size -= 1
        mode = modes[task]
        length = arrays.duration[mode]
        start = arrays.release[task]
        for link in range(arrays.before_first[task], arrays.before_first[task + 1]):
            other = arrays.before[link, 0]
            bound = starts[other] + arrays.before[link, 1]
            if arrays.before[link, 2]:
                bound += arrays.duration[modes[other]]
            if arrays.before[link, 3]:
                bound -= length
            start = max(start, bound)
        if arrays.fixed[task] >= 0:
            late += max(0, start - arrays.fixed[task])
            start = arrays.fixed[task]
        elif length > 0:
            start = earliest_fit(arrays, memory.left, mode, start)
            if start < 0:
                return -1
            book(arrays, memory, mode, start)
        starts[task] = start
        late += max(0, start + length - arrays.due[task])
        for link in range(arrays.after_first[task], arrays.after_first[task + 1]):
            other = arrays.after[link, 0]
            memory.waiting[other] -= 1
            if memory.waiting[other] == 0:
                push(memory.heap, size, key, other)
                size += 1
    return late


def place_late(
    arrays: Arrays, memory: Memory, key: Real, modes: Whole, end: int, starts: Whole
) -> bool:
    """Each activity as late as it fits before `end`, those of low key first.

    Writes `starts`, which hold a schedule already; gives whether all could be placed.
    """
    count = arrays.release.size
    if not clear(arrays, memory, modes):
        return False
    size = 0
    for task in range(count):
        memory.waiting[task] = arrays.after_first[task + 1] - arrays.after_first[task]
        if memory.waiting[task] == 0:
            push(memory.heap, size, key, task)
            size += 1
    while size > 0:
        task = pop(memory.heap, size, key)
        size -= 1
        mode = modes[task]
        length = arrays.duration[mode]
        start = min(end, arrays.due[task]) - length
        for link in range(arrays.after_first[task], arrays.after_first[task + 1]):
            other = arrays.after[link, 0]
            bound = starts[other] - arrays.after[link, 1]
            if arrays.after[link, 3]:
                bound += arrays.duration[modes[other]]
            if arrays.after[link, 2]:
                bound -= length
            start = min(start, bound)
        if arrays.fixed[task] >= 0:
            start = arrays.fixed[task]
        elif length > 0:
            start = latest_fit(arrays, memory.left, mode, start, arrays.release[task])
            if start < 0:
                return False
            book(arrays, memory, mode, start)
        elif start < arrays.release[task]:
            return False
        starts[task] = start
        for link in range(arrays.before_first[task], arrays.before_first[task + 1]):
            other = arrays.before[link, 0]
            memory.waiting[other] -= 1
            if memory.waiting[other] == 0:
                push(memory.heap, size, key, other)
                size += 1
    return True


def last_finish(arrays: Arrays, modes: Whole, starts: Whole) -> int:
    """Makespan of a schedule."""
    end = 0
    for task in range(starts.size):
        end = max(end, starts[task] + arrays.duration[modes[task]])
    return end


def worth(arrays: Arrays, modes: Whole, starts: Whole, late: int, is_weighted: bool) -> float:
    """What is made small: the makespan or the weighted finish, and what is out of bounds."""
    end = last_finish(arrays, modes, starts)
    value = float(end)
    if is_weighted:
        value = 1e-6 * end
        for task in range(starts.size):
            value += arrays.weight[task] * (starts[task] + arrays.duration[modes[task]])
    excess = late
    for resource in range(arrays.budget.size):
        spent = 0
        for task in range(starts.size):
            spent += arrays.consumption[modes[task], resource]
        excess += max(0, spent - arrays.budget[resource])
    return value + PENALTY * excess
