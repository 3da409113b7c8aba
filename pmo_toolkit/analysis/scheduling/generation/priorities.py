"""First schedules, at once: priority rules with serial schedule generation and justification."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.scheduling.generation import evolution, placement
from pmo_toolkit.analysis.scheduling.generation.arrays import (
    Arrays,
    Draft,
    Real,
    Whole,
    in_order_of_links,
    longest_durations,
    shortest_durations,
    type_of_whole,
)
from pmo_toolkit.analysis.scheduling.generation.placement import PENALTY

METHOD = "priority rule"
#: Activities above which only the first rule is tried: loops in Python take a second each there.
MANY = 1_000


def tails(arrays: Arrays) -> Whole:
    """Periods that must pass from each start to the end of all, shape (activities,)."""
    short, long = shortest_durations(arrays), longest_durations(arrays)
    after = short.copy()
    order = in_order_of_links(arrays)
    for _ in range(len(after) + 1):
        before = after.copy()
        for task in reversed(order):
            for link in range(arrays.after_first[task], arrays.after_first[task + 1]):
                other, lag, from_end, to_end = arrays.after[link]
                span = lag + from_end * short[task] - to_end * long[other] + after[other]
                after[task] = max(after[task], span)
        if (before == after).all():
            break
    return after


def priority_orders(arrays: Arrays, starts: Whole) -> list[Real]:
    """Keys of several rules, the best on average first; low is urgent.

    Latest start (the longest chain after it first), the same with its weight, earliest start.
    """
    after = tails(arrays).astype(float)
    orders = [_with_dates(arrays, after.max(initial=0.0) - after)]
    if arrays.weight.any():
        length = np.maximum(arrays.duration[arrays.mode_first[:-1]], 1)
        orders.insert(0, -arrays.weight / length + starts / (1.0 + starts.max(initial=0)))
    return [*orders, starts.astype(float)]


def _with_dates(arrays: Arrays, key: Real) -> Real:
    """Latest starts that follow from due dates count where they come sooner."""
    length = arrays.duration[arrays.mode_first[:-1]]
    dated: Real = np.minimum(key, arrays.due - length)
    return dated


def first_modes(arrays: Arrays) -> Whole:
    """The shortest mode of each activity, then longer ones until what is used up suffices.

    Shape (activities,). The budgets may still be exceeded where this is not enough.
    """
    count = len(arrays.release)
    modes = np.zeros(count, type_of_whole)
    for task in range(count):
        own = range(arrays.mode_first[task], arrays.mode_first[task + 1])
        modes[task] = min(own, key=lambda mode: (arrays.duration[mode], mode))
    while len(arrays.budget):
        short = np.maximum(arrays.consumption[modes].sum(axis=0) - arrays.budget, 0)
        if not short.any():
            break
        best, gain = None, 0.0
        for task in range(count):
            now = arrays.consumption[modes[task]]
            for mode in range(arrays.mode_first[task], arrays.mode_first[task + 1]):
                saved = np.minimum(now - arrays.consumption[mode], short).sum()
                longer = arrays.duration[mode] - arrays.duration[modes[task]]
                if saved > 0 and saved / (1.0 + max(longer, 0)) > gain:
                    best, gain = (task, mode), saved / (1.0 + max(longer, 0))
        if best is None:
            break
        modes[best[0]] = best[1]
    return modes


def first_draft(arrays: Arrays, starts: Whole, is_weighted: bool) -> Draft | None:
    """The best that simple rules give, or None where none of them keeps all dates and budgets."""
    memory = placement.memory_for(arrays)
    modes = first_modes(arrays)
    best, best_value = None, np.inf
    orders = priority_orders(arrays, starts)
    for key in orders[:1] if len(arrays.release) > MANY else orders:
        placed, turned, turned_key = (np.zeros(len(key), kind) for kind in (int, int, float))
        value = evolution.decode(
            arrays, memory, key, modes, placed, turned, turned_key, is_weighted
        )
        if value < min(best_value, PENALTY):
            best, best_value = Draft(placed, modes, METHOD), value
    return best
