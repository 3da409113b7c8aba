"""Work of a plan moved to the left: each piece as early as the others leave room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from pmo_toolkit.analysis.scheduling.critical import critical_activities
from pmo_toolkit.analysis.scheduling.shapes import Mode, Schedule, ScheduledActivity
from pmo_toolkit.assessment.scheduling.waits import (
    capacity_by_month,
    earliest_start,
    mode_of,
    roles_of,
    use_of,
)
from pmo_toolkit.assessment.scheduling.work import Draws

#: Rounds after which hardly anything moves any more.
_ROUNDS = 5


def moved_sooner(plan: Schedule) -> Schedule:
    """The same plan in which no piece of work alone could start earlier.

    What is worth most goes first. No piece finishes later than before, so that the whole does not.

    Parameters
    ----------
    plan : Schedule
    """
    problem = plan.problem
    tasks = {task.id: task for task in problem.activities}
    placed = {row.id: row for row in plan.activities}
    months = plan.periods + 1
    left = {own.id: capacity_by_month(own, months) for own in problem.resources}
    for row in plan.activities:
        _take(left, mode_of(tasks[row.id], row), row, months, -1)
    movable = [task for task in problem.activities if task.fixed_start is None]
    for _ in range(_ROUNDS):
        has_moved = False
        for task in sorted(movable, key=lambda own: (-own.weight, placed[own.id].start, own.id)):
            row = placed[task.id]
            mode = mode_of(task, row)
            _take(left, mode, row, months, 1)
            first = earliest_start(task, placed)
            starts = (start for start in range(first, row.start) if _fits(left, mode, start))
            start = next(starts, row.start)
            if start < row.start:
                has_moved = True
                row = replace(row, start=start, finish=start + mode.duration)
                placed[task.id] = row
            _take(left, mode, row, months, -1)
        if not has_moved:
            break
    chain = critical_activities(problem, placed)
    rows = tuple(replace(placed[row.id], is_critical=row.id in chain) for row in plan.activities)
    makespan = max((row.finish for row in rows if row.id in problem.counted), default=0)
    return replace(
        plan,
        activities=rows,
        makespan=makespan,
        is_proved=plan.is_proved or makespan == plan.lower_bound,
        objective_value=float(makespan),
    )


def _take(
    left: Mapping[str, Draws], mode: Mode, row: ScheduledActivity, months: int, sign: int
) -> None:
    for role in roles_of(mode):
        left[role][:] += sign * use_of(mode, role, row, months)


def _fits(left: Mapping[str, Draws], mode: Mode, start: int) -> bool:
    row = ScheduledActivity("", start, start + mode.duration, mode.id)
    return all(
        _window_fits(left[role], use_of(mode, role, row, len(left[role])))
        for role in roles_of(mode)
    )


def _window_fits(left: Draws, use: Draws) -> bool:
    """Whether there is room where any is needed, whatever is lacking elsewhere."""
    needed = use > 0
    return bool(np.all(left[needed] >= use[needed]))
