"""The chain of activities that a schedule's makespan follows from, by links or by resources."""

from __future__ import annotations

from collections.abc import Mapping

from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Mode,
    ScheduledActivity,
    SchedulingProblem,
)


def critical_chain(
    problem: SchedulingProblem, placed: Mapping[str, ScheduledActivity]
) -> tuple[str, ...]:
    """Ids from the first to the last of one chain that holds the makespan.

    Each activity of it starts when its predecessor in the chain lets it: by a link, or because it
    frees a resource that both need. The chain ends where an activity starts at its release, at
    period 0, when a capacity rises, or because it is fixed.

    Parameters
    ----------
    problem : SchedulingProblem
    placed : mapping of str to ScheduledActivity
    """
    counted = problem.counted & placed.keys()
    if not counted:
        return ()
    tasks = {task.id: task for task in problem.activities}
    end = max(placed[name].finish for name in counted)
    last = min(name for name in counted if placed[name].finish == end)
    freed: dict[int, list[str]] = {}
    for name, row in sorted(placed.items()):
        if row.finish > row.start:
            freed.setdefault(row.finish, []).append(name)
    chain = [last]
    while True:
        task = tasks[chain[-1]]
        before = _by_link(task, placed, chain) or _by_resource(task, tasks, placed, freed, chain)
        if before is None or task.fixed_start is not None:
            return tuple(reversed(chain))
        chain.append(before)


def critical_activities(
    problem: SchedulingProblem, placed: Mapping[str, ScheduledActivity]
) -> frozenset[str]:
    """The critical chain as a set."""
    return frozenset(critical_chain(problem, placed))


def _by_link(
    task: Activity, placed: Mapping[str, ScheduledActivity], chain: list[str]
) -> str | None:
    row = placed[task.id]
    for link in task.links:
        other = placed[link.predecessor]
        source = other.finish if link.kind[0] == "F" else other.start
        target = row.finish if link.kind[1] == "F" else row.start
        if target == source + link.lag and link.predecessor not in chain:
            return link.predecessor
    return None


def _by_resource(
    task: Activity,
    tasks: Mapping[str, Activity],
    placed: Mapping[str, ScheduledActivity],
    freed: Mapping[int, list[str]],
    chain: list[str],
) -> str | None:
    """What ends when the activity starts and used what it needs; not if it could not be sooner."""
    row = placed[task.id]
    if row.start <= task.release or row.finish == row.start:
        return None
    own = _needs(task.mode(row.mode))
    shared = [
        (-len(own & _needs(tasks[name].mode(placed[name].mode))), name)
        for name in freed.get(row.start, [])
        if name not in chain
    ]
    shared = [pair for pair in shared if pair[0] < 0]
    return min(shared)[1] if shared else None


def _needs(mode: Mode) -> set[str]:
    return {name for name, units in mode.peaks.items() if units}
