"""A schedule from activities and resources, in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pmo_toolkit.analysis.scheduling import solving
from pmo_toolkit.analysis.scheduling.shapes import Activity, Resource, Schedule, SchedulingProblem


def schedule(
    activities: Iterable[Activity],
    resources: Iterable[Resource],
    *,
    unit: str = "periods",
    objective: str = "makespan",
    seed: int = 0,
    work: float = solving.DEFAULT_WORK,
    time_left: Callable[[], float] | None = None,
) -> Schedule:
    """The best schedule found for activities that share resources.

    The same arguments give the same schedule, unless `time_left` ends the search.

    Parameters
    ----------
    activities : iterable of Activity
    resources : iterable of Resource
    unit : str
        What a period is, such as ``"weeks"``.
    objective : str
        ``"makespan"`` or ``"weighted finish"``.
    seed : int
    work : float
        How long to search, about in seconds of one processor.
    time_left : callable, optional
        Seconds that are left; the search also ends where there are none.

    Returns
    -------
    Schedule
        With a bound, whether it is proved to be best, and the critical chain.

    Raises
    ------
    ScheduleError
        Where no schedule is possible; says what clashes.

    Examples
    --------
    >>> from pmo_toolkit.analysis.scheduling.shapes import Link, Mode
    >>> build = Activity("build", (Mode("team", 3, {"developer": 2}),))
    >>> test = Activity("test", (Mode("team", 1, {"developer": 1}),), (Link("build"),))
    >>> found = schedule([build, test], [Resource("developer", 2)], unit="weeks")
    >>> found.makespan, found.is_proved
    (4, True)
    """
    problem = SchedulingProblem(tuple(activities), tuple(resources), unit)
    return solving.schedule(
        problem,
        seed=seed,
        time_left=time_left,
        deterministic_limit=work,
        objective=objective,
    )
