"""Why no schedule can keep all rules: which of them clash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from pmo_toolkit.analysis.scheduling.generation.arrays import Whole, shortest_durations
from pmo_toolkit.analysis.scheduling.packing import (
    PackedProblem,
    capacity_by_period,
    demand_by_period,
    least_work,
    pack,
)
from pmo_toolkit.analysis.scheduling.problem_checks import named
from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Resource,
    ScheduleError,
    SchedulingProblem,
)

#: Deterministic work for each question whether a set of rules clashes.
WORK = 0.2
#: Rules that are named at most.
MOST_SHOWN = 12


def check_dates(packed: PackedProblem, earliest: Whole) -> None:
    """Refuse dates that links alone make impossible, and fixed work that overloads a resource.

    Raises
    ------
    ScheduleError
    """
    tasks = packed.problem.activities
    ends = earliest + shortest_durations(packed.arrays)
    faults = []
    for number, task in enumerate(tasks):
        if task.fixed_start is not None and earliest[number] > task.fixed_start:
            faults.append(
                f"{task.id} is fixed at {task.fixed_start} but cannot start before"
                f" {earliest[number]}{_because(packed, earliest, number)}"
            )
        elif task.due is not None and ends[number] > task.due:
            faults.append(
                f"{task.id} is due at {task.due} but cannot finish before {ends[number]}"
                f"{_because(packed, earliest, number)}"
            )
    if faults:
        raise ScheduleError("; ".join(faults[:MOST_SHOWN]))
    _check_fixed(packed.problem, packed.horizon)
    for resource in packed.problem.resources:
        if resource.is_renewable:
            _check_work(packed, earliest, resource)


def _because(packed: PackedProblem, earliest: Whole, number: int) -> str:
    """The chain of links that an earliest start follows from."""
    arrays, tasks = packed.arrays, packed.problem.activities
    short = shortest_durations(arrays)
    chain = [number]
    while len(chain) <= MOST_SHOWN:
        task = chain[-1]
        for link in range(arrays.before_first[task], arrays.before_first[task + 1]):
            other, lag, from_end, to_end = arrays.before[link]
            bound = earliest[other] + lag + from_end * short[other] - to_end * short[task]
            if bound >= earliest[task] and other not in chain:
                chain.append(int(other))
                break
        else:
            break
    rows = [
        f"{tasks[task].id} (from {earliest[task]}, {short[task]} periods)"
        for task in reversed(chain)
    ]
    first = tasks[chain[-1]]
    why = f", released at {first.release}" if first.release else ""
    return f" because of {' → '.join(rows)}{why}"


def _check_fixed(problem: SchedulingProblem, horizon: int) -> None:
    """Work that cannot be moved must fit by itself; modes that differ are left to the search."""
    fixed = [
        task for task in problem.activities if task.fixed_start is not None and len(task.modes) == 1
    ]
    for resource in problem.resources:
        if not resource.is_renewable:
            continue
        use = np.zeros(horizon, int)
        for task in fixed:
            assert task.fixed_start is not None
            units = np.array(demand_by_period(task.modes[0], resource.id), int)
            use[task.fixed_start : task.fixed_start + len(units)] += units
        capacity = capacity_by_period(resource, horizon)
        for period in np.flatnonzero(use > capacity)[:1]:
            works = [named(task) for task in fixed if _works(task, resource.id, int(period))]
            raise ScheduleError(
                f"activities whose dates are fixed ask for too much of {named(resource)} in period"
                f" {period}: {' and '.join(works[:MOST_SHOWN])} need {use[period]} together,"
                f" and there is no more than {capacity[period]}"
            )


def _check_work(packed: PackedProblem, earliest: Whole, resource: Resource) -> None:
    """What is due by some period must not need more in all than a resource offers until then."""
    arrays, tasks = packed.arrays, packed.problem.activities
    least = least_work(packed, resource)
    offered = np.cumsum([0, *capacity_by_period(resource, packed.horizon)])
    for due in sorted({task.due for task in tasks if task.due is not None}):
        own = np.flatnonzero((arrays.due <= due) & (least > 0))
        if not len(own):
            continue
        start = int(earliest[own].min())
        units = int(offered[min(due, packed.horizon)] - offered[start])
        if least[own].sum() > units:
            names = [f"{tasks[task].id} due at {tasks[task].due}" for task in own[:MOST_SHOWN]]
            more = f" and {len(own) - MOST_SHOWN} more" if len(own) > MOST_SHOWN else ""
            raise ScheduleError(
                f"{', '.join(names)}{more} need {least[own].sum()} units of {resource.id}, which"
                f" has {units} from period {start} until {due}"
            )


def _works(task: Activity, resource: str, period: int) -> bool:
    assert task.fixed_start is not None
    units = demand_by_period(task.modes[0], resource)
    step = period - task.fixed_start
    return 0 <= step < len(units) and units[step] > 0


def explanation(problem: SchedulingProblem, seed: int) -> str:
    """A smallest set of due dates, fixed starts and capacities that clash, in words.

    Smallest in the sense that a schedule is there, or was not excluded in reasonable work, as soon
    as any one of them is given up.
    """
    rules = [
        *(("due", task.id) for task in problem.activities if task.due is not None),
        *(("fixed", task.id) for task in problem.activities if task.fixed_start is not None),
        *(("capacity", resource.id) for resource in problem.resources),
    ]

    def clash(kept: Sequence[tuple[str, str]]) -> bool:
        return _is_impossible(_with_rules(problem, set(kept)), seed)

    smallest = sorted(_smallest(rules, clash))
    shown = "; ".join(_words(problem, rule) for rule in smallest[:MOST_SHOWN])
    more = f"; and {len(smallest) - MOST_SHOWN} more" if len(smallest) > MOST_SHOWN else ""
    return (
        f"no schedule keeps all of these together with the links between activities: {shown}{more}."
        " Move a date, add capacity or cut a demand"
    )


def _smallest(
    rules: Sequence[tuple[str, str]], clash: Callable[[Sequence[tuple[str, str]]], bool]
) -> list[tuple[str, str]]:
    """Rules of which none can be left out: ever smaller groups of them are given up in turn."""
    kept = list(rules)
    size = max(1, len(kept) // 2)
    while True:
        place = 0
        while place < len(kept):
            fewer = kept[:place] + kept[place + size :]
            if clash(fewer):
                kept = fewer
            else:
                place += size
        if size == 1:
            return kept
        size = max(1, size // 2)


def _with_rules(problem: SchedulingProblem, kept: set[tuple[str, str]]) -> SchedulingProblem:
    """The problem without the due dates, fixed starts and capacities that are given up."""
    tasks = tuple(
        replace(
            task,
            due=task.due if ("due", task.id) in kept else None,
            fixed_start=task.fixed_start if ("fixed", task.id) in kept else None,
        )
        for task in problem.activities
    )
    ample = sum(
        max(
            (max(mode.demand.get(resource.id, 0), *demand_by_period(mode, resource.id), 0))
            for mode in task.modes
        )
        for task in problem.activities
        for resource in problem.resources
    )
    resources = tuple(
        resource
        if ("capacity", resource.id) in kept
        else Resource(resource.id, ample, resource.title, (), resource.is_renewable)
        for resource in problem.resources
    )
    return replace(problem, activities=tasks, resources=resources)


def _is_impossible(problem: SchedulingProblem, seed: int) -> bool:
    from pmo_toolkit.analysis.scheduling.constraint_search import is_impossible

    return is_impossible(pack(problem), seed, WORK)


def _words(problem: SchedulingProblem, rule: tuple[str, str]) -> str:
    kind, name = rule
    if kind == "capacity":
        resource = next(one for one in problem.resources if one.id == name)
        changes = "".join(f", {units} from period {start} on" for start, units in resource.changes)
        whole = "" if resource.is_renewable else " in all"
        return f"capacity {resource.capacity}{whole}{changes} of {name}"
    task = next(one for one in problem.activities if one.id == name)
    if kind == "due":
        return f"{name} due at {task.due}"
    return f"{name} fixed at {task.fixed_start}"
