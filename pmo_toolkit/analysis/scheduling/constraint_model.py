"""The problem as a model of OR-Tools' CP-SAT."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import isclose
from typing import Any

from ortools.sat.python import cp_model

from pmo_toolkit.analysis.scheduling.packing import (
    PackedProblem,
    capacity_by_period,
    demand_by_period,
)
from pmo_toolkit.analysis.scheduling.shapes import Mode, Resource

#: What a weighted finish is multiplied by so that weights are whole numbers, at most.
FINEST_WEIGHT = 1_000_000


@dataclass(frozen=True)
class ConstraintModel:
    """A CP-SAT model and its variables, in the order of the activities.

    Parameters
    ----------
    model : CpModel
    starts, ends : tuple of variables
    choices : tuple of tuple
        One variable a mode, of the activities with several.
    makespan : variable
    scale : float
        The model's objective is so many times the schedule's.
    is_exact : bool
        Whether the model's objective is the schedule's, scaled, without rounding.
    """

    model: cp_model.CpModel
    starts: tuple[Any, ...]
    ends: tuple[Any, ...]
    choices: tuple[tuple[Any, ...], ...]
    makespan: Any
    scale: float
    is_exact: bool


def constraint_model(packed: PackedProblem, objective: str, latest: int) -> ConstraintModel:
    """All rules of the problem, for schedules that end by `latest`.

    Parameters
    ----------
    packed : PackedProblem
    objective : str
        One of `OBJECTIVES`.
    latest : int
        Periods; a finish that some schedule is known to reach, or the horizon.
    """
    model = cp_model.CpModel()
    use: dict[str, list[tuple[Any, int]]] = {}
    starts, ends, choices = [], [], []
    spent: dict[str, list[Any]] = {}
    for number, task in enumerate(packed.problem.activities):
        first, end = packed.arrays.mode_first[number : number + 2]
        modes = packed.modes[first:end]
        due = latest if task.due is None else min(task.due, latest)
        low, high = task.release, due - min(mode.duration for mode in modes)
        if task.fixed_start is not None:
            low, high = max(low, task.fixed_start), min(high, task.fixed_start)
        if low > high:
            model.add_bool_or([])  # never, and the solver says so
            low = high = 0
        start = model.new_int_var(low, high, f"s{number}")
        literals = _choices(model, number, modes)
        length = _chosen([mode.duration for mode in modes], literals)
        model.add(start + length <= due)
        starts.append(start)
        ends.append(start + length)
        choices.append(tuple(literals))
        for mode, literal in zip(modes, literals or [None], strict=True):
            _add_use(model, packed, mode, start, literal, use)
        for resource in packed.problem.resources:
            if not resource.is_renewable:
                units = [mode.demand.get(resource.id, 0) for mode in modes]
                spent.setdefault(resource.id, []).append(_chosen(units, literals))
    _add_links(model, packed, starts, ends)
    for resource in packed.problem.resources:
        if resource.is_renewable:
            _add_capacity(model, resource, use.get(resource.id, []), latest)
        else:
            model.add(sum(spent.get(resource.id, [])) <= resource.capacity)
    makespan = model.new_int_var(0, latest, "makespan")
    model.add_max_equality(makespan, [0, *ends])
    scale, is_exact = _minimise(model, packed, objective, ends, makespan, latest)
    return ConstraintModel(
        model, tuple(starts), tuple(ends), tuple(choices), makespan, scale, is_exact
    )


def _choices(model: cp_model.CpModel, number: int, modes: tuple[Mode, ...]) -> list[Any]:
    if len(modes) == 1:
        return []
    literals = [model.new_bool_var(f"m{number}_{place}") for place in range(len(modes))]
    model.add_exactly_one(literals)
    return literals


def _chosen(values: list[int], literals: list[Any]) -> Any:
    """The value of the mode that is chosen."""
    if not literals:
        return values[0]
    return sum(value * literal for value, literal in zip(values, literals, strict=True))


def _add_use(
    model: cp_model.CpModel,
    packed: PackedProblem,
    mode: Mode,
    start: Any,
    literal: Any,
    use: dict[str, list[tuple[Any, int]]],
) -> None:
    """An interval for each stretch of equal demand of each resource of one mode."""
    intervals: dict[tuple[int, int], Any] = {}
    for resource in packed.problem.resources:
        if not resource.is_renewable or not mode.duration:
            continue
        offset = 0
        for units, run in groupby(demand_by_period(mode, resource.id)):
            length = len(list(run))
            if units:
                if (offset, length) not in intervals:
                    name = f"{start}_{mode.id}_{offset}"
                    intervals[offset, length] = (
                        model.new_fixed_size_interval_var(start + offset, length, name)
                        if literal is None
                        else model.new_optional_fixed_size_interval_var(
                            start + offset, length, literal, name
                        )
                    )
                use.setdefault(resource.id, []).append((intervals[offset, length], units))
            offset += length


def _add_links(
    model: cp_model.CpModel, packed: PackedProblem, starts: list[Any], ends: list[Any]
) -> None:
    place = {task.id: number for number, task in enumerate(packed.problem.activities)}
    for number, task in enumerate(packed.problem.activities):
        for link in task.links:
            source = (ends if link.kind[0] == "F" else starts)[place[link.predecessor]]
            target = (ends if link.kind[1] == "F" else starts)[number]
            model.add(target >= source + link.lag)


def _add_capacity(
    model: cp_model.CpModel, resource: Resource, use: list[tuple[Any, int]], latest: int
) -> None:
    """No more in use than there is; less than the most is work that cannot be moved."""
    if not use:
        return
    units = capacity_by_period(resource, max(latest, 1))
    most = int(units.max())
    rows = list(use)
    period = 0
    for capacity, run in groupby(units.tolist()):
        length = len(list(run))
        if capacity < most:
            gap = model.new_fixed_size_interval_var(period, length, f"{resource.id}_{period}")
            rows.append((gap, most - capacity))
        period += length
    model.add_cumulative([row[0] for row in rows], [row[1] for row in rows], most)


def _minimise(
    model: cp_model.CpModel,
    packed: PackedProblem,
    objective: str,
    ends: list[Any],
    makespan: Any,
    latest: int,
) -> tuple[float, bool]:
    """The objective; for a weighted finish, the shorter of two equally good schedules."""
    if objective == "makespan":
        model.minimize(makespan)
        return 1.0, True
    weights = [task.weight for task in packed.problem.activities]
    fine = 1
    while fine < FINEST_WEIGHT and not all(
        isclose(weight * fine, round(weight * fine), abs_tol=1e-9) for weight in weights
    ):
        fine *= 10
    whole = [round(weight * fine) for weight in weights]
    is_exact = all(isclose(one * fine, two) for one, two in zip(weights, whole, strict=True))
    scale = float(fine * (latest + 1))
    finish = sum(weight * end for weight, end in zip(whole, ends, strict=True))
    model.minimize((latest + 1) * finish + makespan)
    return scale, is_exact
