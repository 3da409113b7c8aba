"""Work of a fixed start taken out of a problem, where it does not count, and put back afterwards.

What it uses of the resources is taken off them and what waits for it is released after it, so that
makespan, bound and proof are those of the other activities alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from pmo_toolkit.analysis.scheduling.critical import critical_activities
from pmo_toolkit.analysis.scheduling.packing import capacity_by_period, demand_by_period
from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Resource,
    Schedule,
    ScheduledActivity,
    ScheduleError,
    SchedulingProblem,
)


def beside_fixed(problem: SchedulingProblem) -> SchedulingProblem:
    """The problem of all activities that can be moved, with what fixed ones leave them.

    Parameters
    ----------
    problem : SchedulingProblem
        Checked before; each fixed activity has one mode, waits for nothing that can be moved, and
        is waited for from its start or finish on (``"FS"``, ``"SS"``).

    Raises
    ------
    ScheduleError
        Where it is otherwise, or where fixed activities need more than there is.
    """
    fixed = {task.id: task for task in problem.activities if task.fixed_start is not None}
    faults = [*_faults(problem, fixed)]
    resources = tuple(_left(resource, fixed) for resource in problem.resources)
    faults += [
        f"fixed activities need more of {resource.id} than there is"
        for resource in resources
        if min((resource.capacity, *(units for _, units in resource.changes))) < 0
    ]
    if faults:
        raise ScheduleError("; ".join(faults))
    movable = tuple(_released(task, fixed) for task in problem.activities if task.id not in fixed)
    return replace(problem, activities=movable, resources=resources)


def with_fixed(found: Schedule, problem: SchedulingProblem) -> Schedule:
    """A schedule of `beside_fixed(problem)` as one of the whole problem.

    Parameters
    ----------
    found : Schedule
    problem : SchedulingProblem
    """
    placed = {row.id: row for row in found.activities}
    for task in problem.activities:
        if task.fixed_start is not None:
            mode = task.modes[0]
            finish = task.fixed_start + mode.duration
            placed[task.id] = ScheduledActivity(task.id, task.fixed_start, finish, mode.id)
    chain = critical_activities(problem, placed)
    weights = {task.id: task.weight for task in problem.activities if task.fixed_start is not None}
    fixed_value = sum(weight * placed[name].finish for name, weight in weights.items())
    is_weighted = found.objective == "weighted finish"
    more = fixed_value if is_weighted else 0.0
    return replace(
        found,
        problem=problem,
        activities=tuple(
            replace(placed[task.id], is_critical=task.id in chain) for task in problem.activities
        ),
        objective_value=found.objective_value + more,
        objective_bound=found.objective_bound + more,
    )


def _faults(problem: SchedulingProblem, fixed: Mapping[str, Activity]) -> Iterator[str]:
    for task in problem.activities:
        if task.id in fixed:
            if len(task.modes) > 1:
                yield f"{task.id} is fixed and has {len(task.modes)} modes"
            if any(link.predecessor not in fixed for link in task.links):
                yield f"{task.id} is fixed and waits for what can be moved"
            continue
        for link in task.links:
            if link.predecessor in fixed and link.kind not in ("FS", "SS"):
                yield f"{task.id} has a link {link.kind} to {link.predecessor}, which is fixed"


def _released(task: Activity, fixed: Mapping[str, Activity]) -> Activity:
    release = task.release
    for link in task.links:
        other = fixed.get(link.predecessor)
        if other is not None and other.fixed_start is not None:
            end = other.modes[0].duration if link.kind == "FS" else 0
            release = max(release, other.fixed_start + end + link.lag)
    links = tuple(link for link in task.links if link.predecessor not in fixed)
    return replace(task, release=release, links=links)


def _left(resource: Resource, fixed: Mapping[str, Activity]) -> Resource:
    modes = [(task.fixed_start or 0, task.modes[0]) for task in fixed.values()]
    if not resource.is_renewable:
        used = sum(mode.demand.get(resource.id, 0) for _, mode in modes)
        return replace(resource, capacity=resource.capacity - used)
    changes = [period for period, _ in resource.changes]
    last = max([0, *changes, *(start + mode.duration for start, mode in modes)])
    left = capacity_by_period(resource, last + 1)
    for start, mode in modes:
        left[start : start + mode.duration] -= demand_by_period(mode, resource.id)
    units = [int(value) for value in left]
    return replace(
        resource,
        capacity=units[0],
        changes=tuple(
            (period, after)
            for period, (before, after) in enumerate(pairwise(units), start=1)
            if after != before
        ),
    )
