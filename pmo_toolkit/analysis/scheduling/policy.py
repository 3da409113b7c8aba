"""When a plan would be finished if durations turn out as they may and its order is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from math import ceil

import numpy as np
import numpy.typing as npt

from pmo_toolkit.analysis.scheduling.generation.arrays import Real, Whole, type_of_whole
from pmo_toolkit.analysis.scheduling.generation.compiled import fastest_loops
from pmo_toolkit.analysis.scheduling.generation.in_order import Course
from pmo_toolkit.analysis.scheduling.packing import capacity_by_period, demand_by_period
from pmo_toolkit.analysis.scheduling.shapes import Mode, Schedule, ScheduleError, SchedulingProblem

#: Steps that the middle duration is cut into at least, so that little is lost by rounding.
STEPS = 12
#: Steps that a period is cut into at most.
FINEST = 12


@dataclass(frozen=True)
class SimulatedFinish:
    """Finishes of a plan whose order is kept while durations turn out as they may.

    Parameters
    ----------
    finishes : ndarray, shape (draws,)
        Finish of the last activity in each draw, periods; infinite where what is left of a resource
        never suffices.
    by_activity : mapping of str to ndarray, shape (draws,)
        The same of each activity.
    """

    finishes: Real
    by_activity: Mapping[str, Real]

    def quantile(self, probability: float) -> float:
        """Finish that is kept with a probability, in periods; infinite where it never is."""
        return float(np.quantile(self.finishes, probability, method="inverted_cdf"))

    @property
    def p50(self) -> float:
        """Finish that is kept in half of all draws."""
        return self.quantile(0.5)

    @property
    def p80(self) -> float:
        """Finish that is kept in four of five draws."""
        return self.quantile(0.8)


def simulated_finish(
    problem: SchedulingProblem,
    schedule: Schedule,
    durations: Mapping[str, Sequence[float] | npt.NDArray[np.float64]],
    seed: int = 0,
) -> SimulatedFinish:
    """Finishes if all begins in the schedule's order, each as soon as it may.

    Links, releases, fixed starts, modes, capacities and the order of starts are kept, dates are
    not: an activity begins when what it waits for has finished, what it needs is free, and those
    before it in the order have begun. Due dates hold nothing back. Demand by period is stretched
    with the duration.

    Parameters
    ----------
    problem : SchedulingProblem
    schedule : Schedule
    durations : mapping of str to sequence of float, length draws
        Periods that activities take, draw by draw; those that are not named take what is planned.
    seed : int
        Fractions of a step are rounded up or down by chance, right on average.

    Raises
    ------
    ScheduleError
        Where an activity is unknown, a duration is below 0, or the numbers of draws differ.
    """
    drawn = _checked(problem, durations)
    count = max((len(values) for values in drawn.values()), default=1)
    modes = _modes(problem, schedule)
    planned = np.array([mode.duration for mode in modes.values()], float)
    fine = _steps_a_period(planned)
    lengths = np.tile(planned * fine, (count, 1))
    for column, name in enumerate(modes):
        if name in drawn:
            lengths[:, column] = drawn[name] * fine
    chance = np.random.default_rng(seed).random(lengths.shape)
    whole = np.floor(lengths + chance).astype(type_of_whole)
    course = _course(problem, schedule, list(modes.values()), fine, whole)
    finishes = np.zeros(whole.shape)
    room = course.capacity.copy()
    fastest_loops().follow_all(course, whole, room, np.zeros(len(modes), type_of_whole), finishes)
    finishes /= fine
    return SimulatedFinish(
        finishes.max(axis=1, initial=0.0),
        {name: finishes[:, column] for column, name in enumerate(modes)},
    )


def _checked(
    problem: SchedulingProblem,
    durations: Mapping[str, Sequence[float] | npt.NDArray[np.float64]],
) -> dict[str, Real]:
    drawn = {name: np.asarray(values, float) for name, values in durations.items()}
    unknown = sorted(set(drawn) - {task.id for task in problem.activities})
    if unknown:
        raise ScheduleError(f"durations of unknown activities: {', '.join(unknown[:10])}")
    if len({values.shape for values in drawn.values()}) > 1:
        raise ScheduleError("durations need the same number of draws for each activity")
    for name, values in drawn.items():
        if values.ndim != 1 or not len(values) or not (np.isfinite(values) & (values >= 0)).all():
            raise ScheduleError(f"the durations of {name} need draws of 0 or more periods")
    return drawn


def _modes(problem: SchedulingProblem, schedule: Schedule) -> dict[str, Mode]:
    chosen = {row.id: row.mode for row in schedule.activities}
    return {task.id: task.mode(chosen[task.id]) for task in problem.activities}


def _steps_a_period(planned: Real) -> int:
    """Steps that a period is cut into; 1 where durations are many periods long anyway."""
    middle = float(np.median(planned[planned > 0])) if (planned > 0).any() else 1.0
    return int(np.clip(ceil(STEPS / middle), 1, FINEST))


def _course(
    problem: SchedulingProblem,
    schedule: Schedule,
    modes: Sequence[Mode],
    fine: int,
    lengths: Whole,
) -> Course:
    tasks = problem.activities
    place = {task.id: number for number, task in enumerate(tasks)}
    starts = {row.id: (row.start, row.finish) for row in schedule.activities}
    order = _begun_in_order(problem, starts)
    renewable = [resource for resource in problem.resources if resource.is_renewable]
    need = [
        np.array([demand_by_period(mode, resource.id) for resource in renewable], type_of_whole)
        .reshape(len(renewable), mode.duration)
        .T
        for mode in modes
    ]
    rank = {name: number for number, name in enumerate(order)}
    links = [  # where a lag lets the successor begin first, the order already says so
        [
            (place[link.predecessor], link.lag * fine, link.kind[0] == "F", link.kind[1] == "F")
            for link in task.links
            if rank[link.predecessor] < rank[task.id]
        ]
        for task in tasks
    ]
    moves = [period for resource in renewable for period, _ in resource.changes]
    dates = [*moves, *(max(task.release, task.fixed_start or 0) for task in tasks), 0]
    lags = sum(abs(link.lag) for task in tasks for link in task.links)
    # after the last change of capacity all can be done one after another
    end = (max(dates) + 1 + lags) * fine + int(lengths.sum(axis=1).max(initial=0))
    capacity = np.zeros((end, len(renewable)), type_of_whole)
    for column, resource in enumerate(renewable):
        periods = capacity_by_period(resource, ceil(end / fine))
        capacity[:, column] = np.repeat(periods, fine)[:end]
    return Course(
        order=np.array([place[name] for name in order], type_of_whole),
        need_first=np.cumsum([0, *(mode.duration for mode in modes)], dtype=type_of_whole),
        need=np.concatenate([np.zeros((0, len(renewable)), type_of_whole), *need]),
        is_level=np.array([len(np.unique(rows, axis=0)) <= 1 for rows in need], bool),
        before_first=np.cumsum([0, *(len(own) for own in links)], dtype=type_of_whole),
        before=np.array([link for own in links for link in own], type_of_whole).reshape(-1, 4),
        release=np.array([task.release * fine for task in tasks], type_of_whole),
        fixed=np.array(
            [-1 if task.fixed_start is None else task.fixed_start * fine for task in tasks],
            type_of_whole,
        ),
        capacity=capacity,
    )


def _begun_in_order(problem: SchedulingProblem, times: Mapping[str, tuple[int, int]]) -> list[str]:
    """Ids by start, then finish; a predecessor comes first where both are the same."""
    same = {
        task.id: [
            link.predecessor
            for link in task.links
            if times[link.predecessor] == times[task.id] and link.predecessor != task.id
        ]
        for task in problem.activities
    }
    try:
        names = list(TopologicalSorter(same).static_order())
    except CycleError:  # they wait for each other and begin together
        names = list(times)
    rank = {name: number for number, name in enumerate(names)}
    return sorted(times, key=lambda name: (*times[name], rank[name]))
