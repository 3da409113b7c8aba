"""From a portfolio's problem to its plan, and to the plans with one person more of a role.

A plan ends as early as it can; within that, proposals finish as early as possible, weighted by
their worth. (Or, where that is wanted, the weighted finish alone counts.) Whatever the solver
gives is looked at by a checker that knows nothing of the solver.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.analysis.scheduling.shapes import Schedule, ScheduleError, SchedulingProblem
from pmo_toolkit.analysis.scheduling.solving import schedule
from pmo_toolkit.assessment.scheduling.capacities import Capacities
from pmo_toolkit.assessment.scheduling.shapes import PortfolioProblem
from pmo_toolkit.assessment.scheduling.sooner import moved_sooner
from pmo_toolkit.assessment.scheduling.waits import RoleInPlan

#: Share of time and work that goes into an earlier end of the whole; the rest lets proposals
#: finish sooner within it.
_FOR_THE_WHOLE = 0.6
#: Activities up to which a search for sooner finishes within the end of the whole pays; of more,
#: keeping that end takes the search all its time, and work is moved to the left instead.
_MOST_REFINED = 80
#: Seconds before its time from which on a search was stopped by somebody.
_STOPPED_EARLY = 0.5


@dataclass(frozen=True)
class Effort:
    """How long to search.

    Parameters
    ----------
    work : float
        Deterministic work, where no time is given.
    time_left : callable or None
        Seconds that are left, asked again and again.
    """

    work: float
    time_left: Callable[[], float] | None = None

    def share(self, part: float) -> Effort:
        """A part of it, by what is left now."""
        if self.time_left is None:
            return Effort(self.work * part)
        clock = self.time_left
        kept = (1 - part) * max(0.0, clock())
        return Effort(self.work, lambda: clock() - kept)

    @property
    def is_left(self) -> bool:
        """Whether time is left though the search has ended."""
        return self.time_left is not None and self.time_left() > _STOPPED_EARLY


@dataclass(frozen=True)
class Plan:
    """A verified schedule, and whether somebody stopped the search for a better one."""

    schedule: Schedule
    is_stopped: bool = False


def best_plan(
    problem: SchedulingProblem,
    effort: Effort,
    *,
    seed: int,
    objective: str = "makespan",
    on_better: Callable[[Schedule], None] | None = None,
) -> Plan:
    """The best plan that the effort suffices for, verified.

    Parameters
    ----------
    problem : SchedulingProblem
    effort : Effort
    seed : int
    objective : str
        ``"makespan"``: the whole first, then the proposals within it; ``"weighted finish"``: the
        proposals alone.
    on_better : callable, optional
        Called with each better schedule.

    Raises
    ------
    ScheduleError
        If the checker finds that the plan breaks a rule.
    """
    if not problem.activities:
        empty = Schedule(problem, (), 0, 0, True, objective, 0.0, 0.0, "nothing to place")
        return Plan(empty)

    def solved(own: SchedulingProblem, part: Effort, aim: str) -> Schedule:
        return schedule(
            own,
            seed=seed,
            time_left=part.time_left,
            deterministic_limit=None if part.time_left else part.work,
            objective=aim,
            on_better=on_better,
            # of equally good plans two workers find now this and now that one first
            workers=2 if part.time_left else 1,
        )

    if objective != "makespan":
        best = solved(problem, effort, objective)
        is_stopped = not best.is_proved and effort.is_left
    else:
        part = effort.share(_FOR_THE_WHOLE)
        best = solved(problem, part, "makespan")
        is_stopped = not best.is_proved and part.is_left
        rest = effort if effort.time_left else effort.share(1 - _FOR_THE_WHOLE)
        is_small = len(problem.activities) <= _MOST_REFINED
        has_time = rest.time_left is None or rest.time_left() > 0
        best = moved_sooner(best)
        if is_small and has_time and not is_stopped:
            best = _sooner_within(best, lambda own: solved(own, rest, "weighted finish"))
    faults = violations(problem, best)
    if faults:
        raise ScheduleError(
            "the plan that was found breaks rules, which is a fault of this program: "
            + "; ".join(faults[:5])
        )
    return Plan(best, is_stopped)


def _sooner_within(whole: Schedule, solved: Callable[[SchedulingProblem], Schedule]) -> Schedule:
    """A schedule that ends no later than `whole` and in which proposals finish sooner."""
    problem = whole.problem
    within = replace(
        problem,
        activities=tuple(
            task if task.fixed_start is not None else replace(task, due=whole.makespan)
            for task in problem.activities
        ),
    )
    try:
        sooner = solved(within)
    except ScheduleError:
        return whole  # the due date is too tight to be met again in so little work
    if sooner.makespan > whole.makespan or weighted_finish(sooner) >= weighted_finish(whole):
        return whole
    bound = min(whole.lower_bound, sooner.makespan)
    return replace(
        sooner,
        problem=problem,
        lower_bound=bound,
        is_proved=whole.is_proved or sooner.makespan == bound,
        objective="makespan",
        objective_value=float(sooner.makespan),
        objective_bound=float(bound),
    )


def weighted_finish(plan: Schedule) -> float:
    """Sum of the finishes of all activities, each times its weight."""
    weights = {task.id: task.weight for task in plan.problem.activities}
    return float(sum(weights[row.id] * row.finish for row in plan.activities))


@dataclass(frozen=True)
class OnePersonMoreInPlan:
    """What one person more of a role would change in a plan.

    Parameters
    ----------
    role : str
    hours_per_month : int
        Net hours that such a person adds.
    months_whole : int
        By how many months the whole would end sooner.
    months_proposals : float
        By how many months a proposal would finish sooner on average.
    sooner : tuple of (str, int)
        Proposals that would finish sooner, and months, the most first.
    net_value : float or None
        What these months are worth where the worth of a month is assessed, money.
    """

    role: str
    hours_per_month: int
    months_whole: int
    months_proposals: float
    sooner: tuple[tuple[str, int], ...]
    net_value: float | None


def with_one_more(
    portfolio: PortfolioProblem, role: RoleInPlan, hours_of_one: float
) -> tuple[SchedulingProblem, int]:
    """The problem with one person more of a role in all months, and the hours that this adds.

    Parameters
    ----------
    portfolio : PortfolioProblem
    role : RoleInPlan
    hours_of_one : float
        Contract hours of one person a month, who is absent as much as the others; running work
        and tickets do not grow with people.
    """
    roles = {own.role: own for own in portfolio.roles}
    own = roles[role.role]
    hours = int(hours_of_one * (1 - own.share_absent))
    roles[role.role] = replace(
        own,
        hours=tuple(
            value if number in own.gaps else value + hours for number, value in enumerate(own.hours)
        ),
        beyond=own.beyond + hours,
    )
    works = [work for proposal in portfolio.proposals for work in proposal.options]
    resources = Capacities(roles, portfolio.running).resources(works)
    return replace(portfolio.problem, resources=resources), hours


def gain_of(
    role: str, hours: int, before: Schedule, after: Schedule, worth: dict[str, float]
) -> OnePersonMoreInPlan:
    """What a plan with more hours of a role gains; never below nought, as the old one still holds.

    Parameters
    ----------
    role : str
    hours : int
    before, after : Schedule
    worth : dict of str to float
        Proposal → net value of a month sooner, of those that are assessed.
    """
    is_better = (after.makespan, weighted_finish(after)) < (
        before.makespan,
        weighted_finish(before),
    )
    tasks = {task.id: task for task in before.problem.activities}
    finish = {row.id: row.finish for row in (after if is_better else before).activities}
    months = {
        row.id: row.finish - finish[row.id]
        for row in before.activities
        if tasks[row.id].fixed_start is None
    }
    sooner = sorted(
        ((name, value) for name, value in months.items() if value > 0),
        key=lambda pair: (-pair[1], pair[0]),
    )
    known = [worth[name] * value for name, value in months.items() if name in worth]
    return OnePersonMoreInPlan(
        role,
        hours,
        before.makespan - after.makespan if is_better else 0,
        sum(months.values()) / len(months) if months else 0.0,
        tuple(sooner),
        float(sum(known)) if known else None,
    )
