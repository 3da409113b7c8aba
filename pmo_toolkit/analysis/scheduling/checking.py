"""Whether a schedule keeps every rule of its problem.

Written apart from the search and shares no code with it: plain loops over periods, so that a
mistake of one is seen by the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Mode,
    Resource,
    Schedule,
    ScheduledActivity,
    SchedulingProblem,
)


def violations(problem: SchedulingProblem, schedule: Schedule) -> tuple[str, ...]:
    """Every rule that a schedule breaks, in words; none where it holds.

    Parameters
    ----------
    problem : SchedulingProblem
    schedule : Schedule
    """
    placed = {row.id: row for row in schedule.activities}
    names = [task.id for task in problem.activities]
    if sorted(names) != sorted(row.id for row in schedule.activities):
        missing = sorted(set(names) - set(placed))
        unknown = sorted(set(placed) - set(names))
        return (f"not each activity once: missing {missing}, unknown {unknown}",)
    modes, wrong = {}, []
    for task in problem.activities:
        own = [mode for mode in task.modes if mode.id == placed[task.id].mode]
        if not own:
            wrong.append(f"{task.id} has no mode {placed[task.id].mode}")
        else:
            modes[task.id] = own[0]
    if wrong:
        return tuple(wrong)
    return (
        *_of_times(problem, placed, modes),
        *_of_links(problem, placed),
        *_of_resources(problem, placed, modes),
        *_of_summary(problem, schedule, placed),
    )


def _of_times(
    problem: SchedulingProblem,
    placed: Mapping[str, ScheduledActivity],
    modes: Mapping[str, Mode],
) -> Iterator[str]:
    for task in problem.activities:
        row = placed[task.id]
        if row.start < 0:
            yield f"{task.id} starts at {row.start}, before period 0"
        if row.finish - row.start != modes[task.id].duration:
            yield f"{task.id} takes {row.finish - row.start} periods, not {modes[task.id].duration}"
        yield from _of_bounds(task, row)


def _of_bounds(task: Activity, row: ScheduledActivity) -> Iterator[str]:
    if row.start < task.release:
        yield f"{task.id} starts at {row.start}, before its release {task.release}"
    if task.due is not None and row.finish > task.due:
        yield f"{task.id} finishes at {row.finish}, after it is due at {task.due}"
    if task.fixed_start is not None and row.start != task.fixed_start:
        yield f"{task.id} starts at {row.start}, not at its fixed start {task.fixed_start}"


def _of_links(problem: SchedulingProblem, placed: Mapping[str, ScheduledActivity]) -> Iterator[str]:
    for task in problem.activities:
        for link in task.links:
            one, other = placed[link.predecessor], placed[task.id]
            source = one.finish if link.kind[0] == "F" else one.start
            target = other.finish if link.kind[1] == "F" else other.start
            if target < source + link.lag:
                yield (
                    f"{task.id} at {target} does not wait for {link.predecessor} at {source}"
                    f" ({link.kind} {link.lag:+d})"
                )


def _of_resources(
    problem: SchedulingProblem,
    placed: Mapping[str, ScheduledActivity],
    modes: Mapping[str, Mode],
) -> Iterator[str]:
    use: dict[str, dict[int, int]] = {
        resource.id: defaultdict(int) for resource in problem.resources
    }
    total: dict[str, int] = defaultdict(int)
    for name, mode in modes.items():
        for resource in problem.resources:
            if not resource.is_renewable:
                total[resource.id] += mode.demand.get(resource.id, 0)
                continue
            for step in range(mode.duration):
                units = mode.demand.get(resource.id, 0)
                if resource.id in mode.profile:
                    units = mode.profile[resource.id][step]
                use[resource.id][placed[name].start + step] += units
    for resource in problem.resources:
        if total[resource.id] > resource.capacity:
            yield f"{resource.id}: {total[resource.id]} of {resource.capacity} units used in all"
        for period, units in sorted(use[resource.id].items()):
            if units > _capacity(resource, period):
                yield (
                    f"{resource.id} in period {period}: {units} of {_capacity(resource, period)}"
                    " units used"
                )


def _capacity(resource: Resource, period: int) -> int:
    units = resource.capacity
    for start, changed in resource.changes:
        if start <= period:
            units = changed
    return units


def _of_summary(
    problem: SchedulingProblem, schedule: Schedule, placed: Mapping[str, ScheduledActivity]
) -> Iterator[str]:
    end = 0
    for task in problem.activities:
        if problem.is_fixed_counted or task.fixed_start is None:
            end = max(end, placed[task.id].finish)
    if schedule.makespan != end:
        yield f"the makespan is {end}, not {schedule.makespan}"
    if schedule.lower_bound > end:
        yield f"the lower bound {schedule.lower_bound} is above the makespan {end}"
    value = float(end)
    if schedule.objective == "weighted finish":
        value = sum(task.weight * placed[task.id].finish for task in problem.activities)
    if abs(schedule.objective_value - value) > 1e-6 * max(1.0, abs(value)):
        yield f"the objective is {value:g}, not {schedule.objective_value:g}"
    if schedule.objective_bound > value + 1e-6 * max(1.0, abs(value)):
        yield f"the bound {schedule.objective_bound:g} is above the objective {value:g}"
