"""What a plan says of roles: hours left in each month, who is waited for, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Mode,
    Resource,
    Schedule,
    ScheduledActivity,
)
from pmo_toolkit.assessment.scheduling.shapes import PlannedProposal, PortfolioProblem
from pmo_toolkit.assessment.scheduling.work import Draws


@dataclass(frozen=True)
class RoleMonthInPlan:
    """Hours of a role in one month.

    Parameters
    ----------
    month : str
        ``YYYY-MM``.
    hours : float
        Net hours, before any project.
    in_flight, planned : float
        What work under way and the plan's proposals take.
    is_stated : bool
        Whether anybody states the hours of that month.
    """

    month: str
    hours: float
    in_flight: float
    planned: float
    is_stated: bool

    @property
    def left(self) -> float:
        """What nobody takes; below nought where work under way takes more than there is."""
        return self.hours - self.in_flight - self.planned


@dataclass(frozen=True)
class RoleInPlan:
    """One role over the months of a plan.

    Parameters
    ----------
    role : str
    people : float
        How many people stand behind its contract hours.
    months : tuple of RoleMonthInPlan
    months_waited : int
        Months for which proposals wait for it, added up.
    waiting : tuple of str
        These proposals.
    """

    role: str
    people: float
    months: tuple[RoleMonthInPlan, ...]
    months_waited: int
    waiting: tuple[str, ...]


@dataclass(frozen=True)
class Wait:
    """A proposal that starts later than its start window begins.

    Parameters
    ----------
    proposal : str
    months : int
        Months after its start window begins and all that it requires is done: for people.
    roles : tuple of (str, int)
        Role and in how many of these months it lacks hours for a start, the longest first.
    months_required : int
        Months from the beginning of its start window until all that it requires is done.
    required : tuple of str
        What is done last of that.
    """

    proposal: str
    months: int
    roles: tuple[tuple[str, int], ...]
    months_required: int = 0
    required: tuple[str, ...] = ()


def waits_in(schedule: Schedule, proposals: Iterable[PlannedProposal] = ()) -> tuple[Wait, ...]:
    """Who waits, for what that is required and for which roles, by the places of all others.

    Parameters
    ----------
    schedule : Schedule
    proposals : iterable of PlannedProposal
        What is known of their start windows; without it they begin with the release.
    """
    problem = schedule.problem
    known = {proposal.id: proposal for proposal in proposals}
    placed = {row.id: row for row in schedule.activities}
    tasks = {task.id: task for task in problem.activities}
    months = schedule.periods + 1
    left = _left(schedule, tasks, months)
    waits = []
    for task in problem.activities:
        row = placed[task.id]
        earliest = earliest_start(task, placed)
        own_proposal = known.get(task.id)
        wished = task.release if own_proposal is None else own_proposal.wished_release
        if task.fixed_start is not None or row.start <= wished:
            continue
        required: tuple[str, ...] = ()
        if earliest > wished:
            released_by = () if own_proposal is None else own_proposal.released_by
            required = _done_last(task, placed, earliest, released_by)
        mode = mode_of(task, row)
        own = {role: use_of(mode, role, row, months) for role in roles_of(mode)}
        lacking: dict[str, int] = {}
        for start in range(earliest, row.start):
            for role, used in own.items():
                free = left[role] + used
                hours = np.asarray(_profile(mode, role))
                window = free[start : start + mode.duration]
                if bool(np.any(window < hours)):
                    lacking[role] = lacking.get(role, 0) + 1
        order = sorted(lacking.items(), key=lambda pair: (-pair[1], pair[0]))
        waits.append(Wait(task.id, row.start - earliest, tuple(order), earliest - wished, required))
    return tuple(waits)


def _done_last(
    task: Activity,
    placed: Mapping[str, ScheduledActivity],
    earliest: int,
    released_by: tuple[str, ...],
) -> tuple[str, ...]:
    """What an activity requires and without which it could start earlier."""
    linked = tuple(
        link.predecessor
        for link in task.links
        if placed[link.predecessor].finish + link.lag == earliest
    )
    return linked + (released_by if task.release == earliest else ())


def roles_in(
    portfolio: PortfolioProblem,
    schedule: Schedule,
    waits: tuple[Wait, ...],
    hours_of_one: float,
) -> tuple[RoleInPlan, ...]:
    """All roles that limit the plan, those that are waited for longest first.

    Parameters
    ----------
    portfolio : PortfolioProblem
    schedule : Schedule
    waits : tuple of Wait
    hours_of_one : float
        Contract hours of one person a month.
    """
    tasks = {task.id: task for task in schedule.problem.activities}
    months = max(schedule.periods, 1)
    known = {role.role: role for role in portfolio.roles}
    roles = []
    for resource in schedule.problem.resources:
        own = known[resource.id]
        used = {True: np.zeros(months), False: np.zeros(months)}
        for row in schedule.activities:
            task = tasks[row.id]
            is_running = task.fixed_start is not None
            used[is_running] += use_of(mode_of(task, row), resource.id, row, months)
        hours = own.within(months)
        waiting = {
            wait.proposal: count
            for wait in waits
            for role, count in wait.roles
            if role == resource.id
        }
        roles.append(
            RoleInPlan(
                resource.id,
                own.gross_per_month / hours_of_one,
                tuple(
                    RoleMonthInPlan(
                        portfolio.months.name(number),
                        float(hours[number]),
                        float(used[True][number]),
                        float(used[False][number]),
                        own.is_stated(number),
                    )
                    for number in range(months)
                ),
                sum(waiting.values()),
                tuple(sorted(waiting)),
            )
        )
    return tuple(sorted(roles, key=lambda role: (-role.months_waited, role.role)))


def mode_of(task: Activity, row: ScheduledActivity) -> Mode:
    """The mode in which an activity is scheduled."""
    return next(mode for mode in task.modes if mode.id == row.mode)


def capacity_by_month(resource: Resource, months: int) -> Draws:
    """Units of a resource in each month, shape (months,)."""
    hours = np.full(months, float(resource.capacity))
    for start, value in resource.changes:
        hours[start:] = value
    return hours


def earliest_start(task: Activity, placed: Mapping[str, ScheduledActivity]) -> int:
    """First month in which all that an activity waits for, people apart, lets it start."""
    after = [placed[link.predecessor].finish + link.lag for link in task.links]
    return max([task.release, *after, 0])


def roles_of(mode: Mode) -> set[str]:
    """Resources that a mode needs."""
    return set(mode.demand) | set(mode.profile)


def _profile(mode: Mode, role: str) -> tuple[int, ...]:
    if role in mode.profile:
        return mode.profile[role]
    return (mode.demand.get(role, 0),) * mode.duration


def use_of(mode: Mode, role: str, row: ScheduledActivity, months: int) -> Draws:
    """Units of a resource that an activity takes in each month, shape (months,)."""
    used = np.zeros(months)
    if role in roles_of(mode):
        used[row.start : row.finish] = _profile(mode, role)
    return used


def _left(schedule: Schedule, tasks: Mapping[str, Activity], months: int) -> dict[str, Draws]:
    left = {}
    for resource in schedule.problem.resources:
        free = capacity_by_month(resource, months)
        for row in schedule.activities:
            free -= use_of(mode_of(tasks[row.id], row), resource.id, row, months)
        left[resource.id] = free
    return left
