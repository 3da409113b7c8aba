"""Small problems drawn at random, and what is best for them by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
from hypothesis import strategies as st

from pmo_toolkit.analysis.scheduling.shapes import (
    LINK_KINDS,
    Activity,
    Link,
    Mode,
    Resource,
    Schedule,
    ScheduledActivity,
    SchedulingProblem,
)


@st.composite
def problems(draw: st.DrawFn, largest: int = 4, *, dated: bool = True) -> SchedulingProblem:
    """Modes, links of all kinds, releases, capacities by period, demand by period, a budget."""
    count = draw(st.integers(1, largest))
    changes = draw(st.lists(st.integers(0, 3), max_size=2))
    periods = (2, 5)[: len(changes)]
    resources = (
        Resource("dev", draw(st.integers(1, 3)), changes=tuple(zip(periods, changes, strict=True))),
        Resource("test", draw(st.integers(1, 2))),
        Resource("money", draw(st.integers(2, 8)), is_renewable=False),
    )
    activities = []
    for number in range(count):
        links = tuple(
            Link(f"A{other}", draw(st.integers(-2, 2)), draw(st.sampled_from(LINK_KINDS)))
            for other in range(number)
            if draw(st.integers(0, 2)) == 0
        )
        modes = tuple(
            draw(_modes(f"m{place}")) for place in range(draw(st.sampled_from((1, 1, 2))))
        )
        due = draw(st.none() | st.integers(2, 12)) if dated else None
        fixed = draw(st.none() | st.none() | st.none() | st.integers(2, 5)) if dated else None
        activities.append(
            Activity(
                f"A{number}",
                modes,
                links,
                release=draw(st.integers(0, 2)),
                due=due,
                fixed_start=fixed,
                weight=float(draw(st.integers(0, 3))),
            )
        )
    return SchedulingProblem(tuple(activities), resources)


@st.composite
def _modes(draw: st.DrawFn, name: str) -> Mode:
    duration = draw(st.integers(0, 3))
    demand = {"dev": draw(st.integers(0, 2)), "money": draw(st.integers(0, 2))}
    profile = {}
    if draw(st.booleans()):
        profile["test"] = tuple(draw(st.integers(0, 1)) for _ in range(duration))
    return Mode(name, duration, demand, profile)


def drawn_problem(count: int, seed: int, *, choices: int = 1) -> SchedulingProblem:
    """A middle-sized problem: three roles, links to some before, `choices` modes each."""
    rng = np.random.default_rng(seed)
    roles = [f"role {number}" for number in range(3)]
    activities = []
    for number in range(count):
        before = rng.choice(number, min(number, int(rng.integers(3))), replace=False)
        modes = tuple(
            Mode(
                f"m{place}",
                int(rng.integers(1, 8)) + 2 * place,
                {role: int(rng.integers(0, 8 - 2 * place)) for role in roles},
            )
            for place in range(choices)
        )
        activities.append(
            Activity(
                f"A{number}",
                modes,
                tuple(Link(f"A{other}") for other in sorted(before)),
                weight=float(rng.integers(1, 5)),
            )
        )
    return SchedulingProblem(tuple(activities), tuple(Resource(role, 12) for role in roles))


def best_by_trying(problem: SchedulingProblem, end: int) -> int | None:
    """The shortest makespan by trying all modes and starts, or None if none ends by `end`."""
    for makespan in range(end + 1):
        for modes in product(*(task.modes for task in problem.activities)):
            if next(_starts(problem, modes, makespan, []), None) is not None:
                return makespan
    return None


def _starts(
    problem: SchedulingProblem, modes: tuple[Mode, ...], end: int, starts: list[int]
) -> Iterator[list[int]]:
    number = len(starts)
    if number == len(modes):
        spent = sum(mode.demand.get("money", 0) for mode in modes)
        budget = next(one.capacity for one in problem.resources if one.id == "money")
        if spent <= budget:
            yield starts
        return
    task = problem.activities[number]
    for start in range(task.release, end - modes[number].duration + 1):
        tried = [*starts, start]
        if _holds(problem, modes, tried):
            yield from _starts(problem, modes, end, tried)


def _holds(problem: SchedulingProblem, modes: tuple[Mode, ...], starts: list[int]) -> bool:
    number = len(starts) - 1
    task, start = problem.activities[number], starts[-1]
    finish = start + modes[number].duration
    if (task.due is not None and finish > task.due) or task.fixed_start not in (None, start):
        return False
    for link in task.links:
        other = int(link.predecessor[1:])
        ends = {"S": starts[other], "F": starts[other] + modes[other].duration}
        if {"S": start, "F": finish}[link.kind[1]] < ends[link.kind[0]] + link.lag:
            return False
    for resource in problem.resources:
        if not resource.is_renewable:
            continue
        for period in range(start, finish):
            capacity = resource.capacity
            for since, units in resource.changes:
                capacity = units if since <= period else capacity
            used = 0
            for mode, begin in zip(modes, starts, strict=False):
                if begin <= period < begin + mode.duration:
                    level = (mode.demand.get(resource.id, 0),) * mode.duration
                    used += mode.profile.get(resource.id, level)[period - begin]
            if used > capacity:
                return False
    return True


def schedule_of(problem: SchedulingProblem, starts: dict[str, int]) -> Schedule:
    """A schedule made by hand, first modes."""
    rows = tuple(
        ScheduledActivity(
            task.id,
            starts[task.id],
            starts[task.id] + task.modes[0].duration,
            task.modes[0].id,
        )
        for task in problem.activities
    )
    end = max(row.finish for row in rows)
    return Schedule(problem, rows, end, 0, False, "makespan", float(end), 0.0, "by hand")
