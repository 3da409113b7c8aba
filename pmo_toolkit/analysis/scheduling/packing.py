"""From a problem to the arrays that the search works on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from pmo_toolkit.analysis.scheduling.generation.arrays import (
    Arrays,
    Whole,
    is_circular,
    type_of_whole,
)
from pmo_toolkit.analysis.scheduling.shapes import Mode, Resource, SchedulingProblem

#: Bits of a packed number: one below those of a whole number with sign.
WORD_BITS = 62


@dataclass(frozen=True)
class PackedProblem:
    """A problem and its arrays; modes that fit nowhere are left out.

    Parameters
    ----------
    problem : SchedulingProblem
    arrays : Arrays
    modes : tuple of Mode
        One for each mode of the arrays.
    horizon : int
        Every activity finishes by then in some best schedule, if there is one at all.
    is_circular : bool
        Whether links run in a circle that can be kept, as with a longest time between two starts.
    """

    problem: SchedulingProblem
    arrays: Arrays
    modes: tuple[Mode, ...]
    horizon: int
    is_circular: bool


def capacity_by_period(resource: Resource, horizon: int) -> Whole:
    """Units in each period of a renewable resource, shape ``(horizon,)``."""
    units = np.full(horizon, resource.capacity, type_of_whole)
    for period, capacity in resource.changes:
        units[max(period, 0) :] = capacity
    return units


def demand_by_period(mode: Mode, resource: str) -> tuple[int, ...]:
    """Units of a renewable resource in the first, second, … period of a mode."""
    if resource in mode.profile:
        return tuple(mode.profile[resource])
    return (mode.demand.get(resource, 0),) * mode.duration


def least_work(packed: PackedProblem, resource: Resource) -> Whole:
    """Units times periods of a renewable resource that each activity needs at least."""
    work = _whole([sum(demand_by_period(mode, resource.id)) for mode in packed.modes])
    least: Whole = np.minimum.reduceat(work, packed.arrays.mode_first[:-1])
    return least


def horizon_of(problem: SchedulingProblem) -> int:
    """Periods within which all activities could be done one after another."""
    longest = sum(max(mode.duration for mode in task.modes) for task in problem.activities)
    lags = sum(abs(link.lag) for task in problem.activities for link in task.links)
    moves = [period for resource in problem.resources for period, _ in resource.changes]
    fixed = [task.fixed_start for task in problem.activities if task.fixed_start is not None]
    releases = [task.release for task in problem.activities]
    return max([0, *moves, *fixed, *releases]) + longest + lags + 1


def usable_modes(problem: SchedulingProblem) -> list[list[Mode]]:
    """Each activity's modes for which some period offers enough of every resource."""
    most = {resource.id: resource.most for resource in problem.resources}
    return [
        [mode for mode in task.modes if not too_much_in(mode, most)] for task in problem.activities
    ]


def too_much_in(mode: Mode, most: Mapping[str, int]) -> list[str]:
    """Resources of which a mode needs more than there ever is."""
    if mode.duration == 0:
        return []
    return [name for name, units in mode.peaks.items() if units > most[name]]


def pack(problem: SchedulingProblem) -> PackedProblem:
    """Arrays of a problem that `checked` has found nothing wrong with."""
    horizon = horizon_of(problem)
    modes = usable_modes(problem)
    flat = [mode for own in modes for mode in own]
    lanes = _lanes(problem, horizon)
    spent = [resource for resource in problem.resources if not resource.is_renewable]
    needs = [_packed_demand(mode, lanes) for mode in flat]
    index = {task.id: number for number, task in enumerate(problem.activities)}
    links = [
        (index[link.predecessor], number, link.lag, link.kind in ("FS", "FF"), link.kind[1] == "F")
        for number, task in enumerate(problem.activities)
        for link in task.links
    ]
    count = len(problem.activities)
    before_first, before = _by(1, links, count)
    after_first, after = _by(0, links, count)
    free = np.zeros((horizon, lanes.words), type_of_whole)
    for resource, (word, shift) in lanes.places.items():
        free[:, word] += lanes.capacity[resource] << shift
    free += lanes.marks
    tasks = problem.activities
    arrays = Arrays(
        mode_first=_firsts([len(own) for own in modes]),
        duration=_whole([mode.duration for mode in flat]),
        is_level=np.array([not _varies(mode) for mode in flat], bool),
        need_first=_firsts([mode.duration for mode in flat])[:-1],
        need=np.concatenate([np.zeros((0, lanes.words), type_of_whole), *needs]),
        consumption=_whole(
            [[mode.demand.get(resource.id, 0) for resource in spent] for mode in flat]
        ).reshape(len(flat), len(spent)),
        budget=_whole([resource.capacity for resource in spent]),
        before_first=before_first,
        before=before,
        after_first=after_first,
        after=after,
        release=_whole([task.release for task in tasks]),
        due=_whole([horizon if task.due is None else task.due for task in tasks]),
        fixed=_whole([-1 if task.fixed_start is None else task.fixed_start for task in tasks]),
        weight=np.array([task.weight for task in tasks], float),
        free=free,
        marks=lanes.marks,
    )
    return PackedProblem(problem, arrays, tuple(flat), horizon, is_circular(arrays))


@dataclass(frozen=True)
class _Lanes:
    places: dict[str, tuple[int, int]]  # resource → word and shift
    capacity: dict[str, Whole]
    words: int
    marks: Whole


def _lanes(problem: SchedulingProblem, horizon: int) -> _Lanes:
    """Where each renewable resource stands in the packed numbers."""
    places, capacity, marks = {}, {}, [0]
    used = 0
    for resource in problem.resources:
        if not resource.is_renewable:
            continue
        most = sum(
            max(max(demand_by_period(mode, resource.id), default=0) for mode in task.modes)
            for task in problem.activities
        )
        units = np.minimum(capacity_by_period(resource, horizon), most)
        width = int(units.max()).bit_length() + 1
        if used + width > WORD_BITS:
            marks.append(0)
            used = 0
        places[resource.id] = (len(marks) - 1, used)
        marks[-1] |= 1 << (used + width - 1)
        capacity[resource.id] = units
        used += width
    return _Lanes(places, capacity, len(marks), _whole(marks))


def _packed_demand(mode: Mode, lanes: _Lanes) -> Whole:
    packed = np.zeros((mode.duration, lanes.words), type_of_whole)
    if mode.duration:
        for name in mode.peaks:
            if name in lanes.places:
                word, shift = lanes.places[name]
                packed[:, word] += _whole(demand_by_period(mode, name)) << shift
    return packed


def _varies(mode: Mode) -> bool:
    return any(one != other for units in mode.profile.values() for one, other in pairwise(units))


def _by(
    end: int, links: Sequence[tuple[int, int, int, bool, bool]], count: int
) -> tuple[Whole, Whole]:
    """Links sorted by the activity at one end (0 predecessor, 1 successor), and where it begins."""
    rows = sorted(links, key=lambda link: link[end])
    counts = [0] * count
    for link in rows:
        counts[link[end]] += 1
    other = [(link[1 - end], link[2], int(link[3]), int(link[4])) for link in rows]
    return _firsts(counts), _whole(other).reshape(len(rows), 4)


def _firsts(counts: Sequence[int]) -> Whole:
    return _whole([0, *np.cumsum(counts, dtype=type_of_whole)])


def _whole(values: Any) -> Whole:
    return np.array(values, dtype=type_of_whole)
