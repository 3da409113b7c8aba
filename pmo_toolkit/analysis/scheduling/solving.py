"""From a problem to a schedule: first at once, then better until time or work is used up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from pmo_toolkit.analysis.scheduling.beside_fixed import beside_fixed, with_fixed
from pmo_toolkit.analysis.scheduling.bounds import earliest_starts, makespan_bound
from pmo_toolkit.analysis.scheduling.conflicts import check_dates, explanation
from pmo_toolkit.analysis.scheduling.critical import critical_activities
from pmo_toolkit.analysis.scheduling.generation.arrays import Draft, Whole, shortest_durations
from pmo_toolkit.analysis.scheduling.generation.priorities import first_draft
from pmo_toolkit.analysis.scheduling.incumbent import Incumbent
from pmo_toolkit.analysis.scheduling.packing import PackedProblem, pack
from pmo_toolkit.analysis.scheduling.problem_checks import check_problem
from pmo_toolkit.analysis.scheduling.searching import Search
from pmo_toolkit.analysis.scheduling.shapes import (
    OBJECTIVES,
    Schedule,
    ScheduledActivity,
    ScheduleError,
    SchedulingProblem,
)

#: Deterministic work where neither time nor work is limited.
DEFAULT_WORK = 2.0
#: Work, or seconds beyond the limit, for a first schedule where simple rules give none.
FIRST_WORK, OVERTIME = 20.0, 5.0


def schedule(
    problem: SchedulingProblem,
    *,
    seed: int = 0,
    time_left: Callable[[], float] | None = None,
    deterministic_limit: float | None = None,
    objective: str = "makespan",
    on_better: Callable[[Schedule], None] | None = None,
    workers: int = 2,
) -> Schedule:
    """A schedule that keeps all rules of the problem, as short as time or work allows.

    Parameters
    ----------
    problem : SchedulingProblem
    seed : int
    time_left : callable, optional
        Seconds that are left, asked again and again. At 0 the first schedule is returned.
    deterministic_limit : float, optional
        Work instead of time, about as much as a second does: the same inputs then give the same
        schedule. Where neither is given, `DEFAULT_WORK`.
    objective : str
        One of `OBJECTIVES`.
    on_better : callable, optional
        Called with each better schedule, also with the first one.
    workers : int
        Processors to use.

    Returns
    -------
    Schedule
        With a bound, whether it is proved, and the critical chain. After Ctrl-C the best so far.

    Raises
    ------
    ScheduleError
        Where the problem is wrong or no schedule can keep all rules; says what clashes.
    """
    if objective not in OBJECTIVES:
        raise ScheduleError(f"the objective is {objective!r}; known are " + ", ".join(OBJECTIVES))
    check_problem(problem)
    if len(problem.counted) < len(problem.activities):
        return with_fixed(
            schedule(
                beside_fixed(problem),
                seed=seed,
                time_left=time_left,
                deterministic_limit=deterministic_limit,
                objective=objective,
                on_better=on_better and (lambda found: on_better(with_fixed(found, problem))),
                workers=workers,
            ),
            problem,
        )
    packed = pack(problem)
    earliest = earliest_starts(packed)
    check_dates(packed, earliest)
    bound = makespan_bound(packed, earliest)
    incumbent = Incumbent(
        packed, objective, bound, _value_bound(packed, earliest, bound, objective)
    )
    report = _Report(incumbent, on_better)
    first = None
    if not packed.is_circular:
        first = first_draft(packed.arrays, earliest, incumbent.is_weighted)
    if first is not None:
        incumbent.offer(first)
    else:
        _find_first(incumbent, earliest, seed, workers, time_left)
    try:
        report.tell()
        search = Search(incumbent, earliest, seed, workers, report.tell)
        if incumbent.is_proved:
            pass
        elif time_left is None or deterministic_limit is not None:
            search.by_work(
                DEFAULT_WORK if deterministic_limit is None else deterministic_limit, time_left
            )
        else:
            search.by_time(time_left)
        report.tell()
    except KeyboardInterrupt:
        pass  # the best so far is what was wanted
    return _result(incumbent)


def _find_first(
    incumbent: Incumbent,
    earliest: Whole,
    seed: int,
    workers: int,
    time_left: Callable[[], float] | None,
) -> None:
    """Search for a first schedule where simple rules give none that keeps all dates and budgets."""
    from pmo_toolkit.analysis.scheduling.constraint_search import ImpossibleError

    search = Search(incumbent, earliest, seed, workers, lambda: None, is_for_first=True)
    problem = incumbent.packed.problem
    try:
        if time_left is None:
            search.by_work(FIRST_WORK, None)
        else:
            search.by_time(lambda: time_left() + OVERTIME)
    except ImpossibleError:
        raise ScheduleError(explanation(problem, seed)) from None
    if incumbent.best is None:
        raise ScheduleError(
            "no schedule that keeps all due dates, fixed starts and budgets was found in time, nor"
            " that there is none; allow more time or loosen the tightest due dates"
        )


def _value_bound(packed: PackedProblem, earliest: Whole, bound: int, objective: str) -> float:
    if objective == "makespan":
        return float(bound)
    return float((packed.arrays.weight * (earliest + shortest_durations(packed.arrays))).sum())


class _Report:
    """Tells a caller of each better schedule, in the caller's own thread."""

    def __init__(self, incumbent: Incumbent, on_better: Callable[[Schedule], None] | None):
        self._incumbent, self._on_better = incumbent, on_better
        self._last: Draft | None = None

    def tell(self) -> None:
        """Call back if there is a better schedule than at the last call."""
        best = self._incumbent.best
        if self._on_better is not None and best is not None and best is not self._last:
            self._last = best
            self._on_better(_result(self._incumbent))


def _result(incumbent: Incumbent) -> Schedule:
    packed, best = incumbent.packed, incumbent.best
    assert best is not None
    ends = best.ends(packed.arrays)
    rows = {
        task.id: ScheduledActivity(
            task.id,
            int(best.starts[number]),
            int(ends[number]),
            packed.modes[best.modes[number]].id,
        )
        for number, task in enumerate(packed.problem.activities)
    }
    chain = critical_activities(packed.problem, rows)
    makespan = int(ends.max(initial=0))
    is_proved = incumbent.is_proved
    value = float(makespan)
    if incumbent.is_weighted:
        value = float(sum(task.weight * rows[task.id].finish for task in packed.problem.activities))
    bound = value if is_proved else min(incumbent.value_bound, value)
    shortest = makespan if is_proved and not incumbent.is_weighted else incumbent.bound
    return Schedule(
        problem=packed.problem,
        activities=tuple(replace(row, is_critical=row.id in chain) for row in rows.values()),
        makespan=makespan,
        lower_bound=min(shortest, makespan),
        is_proved=is_proved,
        objective=incumbent.objective,
        objective_value=value,
        objective_bound=bound,
        method=best.method,
    )
