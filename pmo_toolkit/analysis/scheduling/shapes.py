"""A scheduling problem and a schedule, whatever they were read from.

Time is counted in whole periods from 0; what a period is, the problem's `unit` says. Work of length
0 takes no time and no resource.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pmo_toolkit.core.errors import UsageError

#: What a predecessor's end or start must come before: finish to start, start to start, …
LINK_KINDS = ("FS", "SS", "FF", "SF")
#: What a schedule makes small.
OBJECTIVES = ("makespan", "weighted finish")


class ScheduleError(UsageError):
    """A problem that no schedule can solve; the message names what clashes.

    Examples
    --------
    >>> from pmo_toolkit import schedule
    >>> build = Activity("build", (Mode("team", 3, {"developer": 2}),))
    >>> schedule([build], [Resource("developer", 1)])
    Traceback (most recent call last):
    pmo_toolkit.analysis.scheduling.shapes.ScheduleError: ...
    """


@dataclass(frozen=True)
class Resource:
    """Something that activities need, in whole units.

    Parameters
    ----------
    id : str
    capacity : int
        Units in each period; of a resource that is not renewable, units in all.
    title : str
    changes : tuple of (int, int)
        Period from which on another capacity holds, and that capacity; periods ascending. Before
        the first of them `capacity` holds.
    is_renewable : bool
        Whether it is there anew in each period, as people are; money is not.

    Examples
    --------
    >>> Resource("tester", 1, changes=((4, 2),)).most
    2
    """

    id: str
    capacity: int
    title: str = ""
    changes: tuple[tuple[int, int], ...] = ()
    is_renewable: bool = True

    @property
    def most(self) -> int:
        """Units that there ever are."""
        return max((self.capacity, *(units for _, units in self.changes)))


@dataclass(frozen=True)
class Mode:
    """One way of doing an activity.

    Parameters
    ----------
    id : str
    duration : int
        Periods.
    demand : mapping of str to int
        Resource → units in each period; of a resource that is not renewable, units in all.
    profile : mapping of str to tuple of int
        Resource → units in the first, second, … period, where they are not the same in all; it
        counts instead of `demand`, and has `duration` entries.

    Examples
    --------
    >>> Mode("team", duration=2, profile={"developer": (1, 3)}).peaks
    {'developer': 3}
    """

    id: str
    duration: int
    demand: Mapping[str, int] = field(default_factory=dict)
    profile: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def peaks(self) -> dict[str, int]:
        """Resource → most units at once; of a resource that is not renewable, units in all."""
        most = {resource: max(units, default=0) for resource, units in self.profile.items()}
        return {**self.demand, **most}


@dataclass(frozen=True)
class Link:
    """What an activity waits for.

    Parameters
    ----------
    predecessor : str
        Id of the other activity.
    lag : int
        Periods between; below nought where they may overlap.
    kind : str
        One of `LINK_KINDS`; ``"FS"``: its start is no sooner than the predecessor's finish + lag.

    Examples
    --------
    >>> Link("build", lag=1).kind
    'FS'
    """

    predecessor: str
    lag: int = 0
    kind: str = "FS"


@dataclass(frozen=True)
class Activity:
    """Work that is not interrupted.

    Parameters
    ----------
    id : str
    modes : tuple of Mode
        At least one.
    links : tuple of Link
    release : int
        First period in which it may start.
    due : int or None
        Period by whose beginning it should be finished: a deadline that must hold.
    fixed_start : int or None
        Start that cannot be moved, as of work under way.
    project, title : str
    weight : float
        Worth of finishing it a period sooner, where the weighted finish is made small.

    Examples
    --------
    >>> team = Mode("team", duration=3, demand={"developer": 2})
    >>> Activity("build", (team,), (Link("design"),)).mode("team").duration
    3
    """

    id: str
    modes: tuple[Mode, ...]
    links: tuple[Link, ...] = ()
    release: int = 0
    due: int | None = None
    fixed_start: int | None = None
    project: str = ""
    title: str = ""
    weight: float = 0.0

    def mode(self, name: str) -> Mode:
        """The mode of that id."""
        return next(mode for mode in self.modes if mode.id == name)


@dataclass(frozen=True)
class SchedulingProblem:
    """Activities and the resources that they share.

    Parameters
    ----------
    activities : tuple of Activity
    resources : tuple of Resource
    unit : str
        What a period is, such as ``"days"`` or ``"months"``.
    title : str
    is_fixed_counted : bool
        Whether work of a fixed start counts for the makespan, and with it for bound and proof; else
        it only takes resources and holds back what waits for it.
    """

    activities: tuple[Activity, ...]
    resources: tuple[Resource, ...]
    unit: str = "periods"
    title: str = ""
    is_fixed_counted: bool = True

    @property
    def counted(self) -> frozenset[str]:
        """Ids of the activities that count for the makespan."""
        return frozenset(
            task.id for task in self.activities if self.is_fixed_counted or task.fixed_start is None
        )


@dataclass(frozen=True)
class ScheduledActivity:
    """One activity in its place: ``[start, finish)`` in periods.

    `is_critical` says whether it stands in the chain that the makespan follows from.
    """

    id: str
    start: int
    finish: int
    mode: str
    is_critical: bool = False


@dataclass(frozen=True)
class Schedule:
    """A schedule with what is known of how good it is.

    Parameters
    ----------
    problem : SchedulingProblem
    activities : tuple of ScheduledActivity
        In the order of the problem.
    makespan : int
        Finish of the last activity that counts, periods.
    lower_bound : int
        No schedule is shorter.
    is_proved : bool
        Whether none is better.
    objective : str
        One of `OBJECTIVES`.
    objective_value, objective_bound : float
        What was made small, and what none can be below; the makespan and its bound where that is
        the objective.
    method : str
        Which step found it.

    Examples
    --------
    >>> from pmo_toolkit import schedule
    >>> build = Activity("build", (Mode("team", 3, {"developer": 2}),))
    >>> found = schedule([build], [Resource("developer", 2)], unit="weeks")
    >>> found.makespan, found.gap
    (3, 0.0)
    """

    problem: SchedulingProblem
    activities: tuple[ScheduledActivity, ...]
    makespan: int
    lower_bound: int
    is_proved: bool
    objective: str
    objective_value: float
    objective_bound: float
    method: str

    @property
    def periods(self) -> int:
        """Periods until the last activity has finished, whether it counts or not."""
        return max((row.finish for row in self.activities), default=0)

    @property
    def gap(self) -> float:
        """(makespan − lower bound) ÷ makespan; 0 for a schedule of no length."""
        return (self.makespan - self.lower_bound) / self.makespan if self.makespan else 0.0
