"""The plan of a portfolio: when each proposal could be done beside work under way."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.scheduling.policy import simulated_finish
from pmo_toolkit.analysis.scheduling.shapes import OBJECTIVES, Schedule, ScheduledActivity
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.assessment.prepared_cache import prepare
from pmo_toolkit.assessment.scheduling.durations import months_drawn
from pmo_toolkit.assessment.scheduling.planning import (
    Effort,
    OnePersonMoreInPlan,
    best_plan,
    gain_of,
    with_one_more,
)
from pmo_toolkit.assessment.scheduling.problem import AssessedBefore, problem_of
from pmo_toolkit.assessment.scheduling.shapes import PortfolioProblem
from pmo_toolkit.assessment.scheduling.waits import RoleInPlan, Wait, roles_in, waits_in
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.number_format import listed, month
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.studies.schedule_result import FinishRange, PlannedWork, ScheduleStudy
from pmo_toolkit.workspace import Workspace

#: Share of the time that goes into the plan; the rest shows what one person more would buy.
_FOR_THE_PLAN, _LEAST_FOR_THE_PLAN = 0.7, 0.3
#: Activities that a simulation places in all its draws, about a second's work, and draws below
#: which a P80 says little.
_MOST_PLACED, _FEWEST_DRAWS = 51_200, 64
#: Seconds of the processor that the shortest simulation takes with all that is loaded for it, and
#: one more plan; no work is begun that has less.
_TO_SIMULATE, _TO_PLAN_AGAIN = 1.2, 0.5
#: How many times longer a second of the processor may take where others use the machine too.
_SLOWEST = 3.0


def study_schedule(
    workspace: Workspace | str | Path,
    *,
    time_left: Callable[[], float] | None = None,
    seed: int | None = None,
    as_of: dt.date | str | None = None,
    settings: Settings | None = None,
    preferred: Mapping[str, str] | None = None,
    delivery: Mapping[str, Delivery] | None = None,
    worth: Mapping[str, float] | None = None,
    beside: Mapping[str, str | None] | None = None,
    objective: str = "makespan",
    on_better: Callable[[Schedule], None] | None = None,
) -> ScheduleStudy:
    """Plan all proposals of a workspace beside work under way.

    Parameters
    ----------
    workspace : Workspace or path
    time_left : callable, optional
        Seconds that are left for everything. Without it the search ends by deterministic work, so
        that the same inputs give the same bytes.
    seed : int, optional
        Instead of the settings' seed.
    as_of : date or ISO text, optional
        Default: ``as_of`` of ``workspace.toml``, else today. The plan begins with the first whole
        month from then on.
    settings : Settings, optional
        Instead of the workspace's own.
    preferred : mapping of str to str, optional
        Proposal → option that its assessment prefers. Of the others, all options that deliver the
        whole are ways of doing it, and time alone chooses.
    delivery : mapping of str to Delivery, optional
        Option → when it is delivered, from assessments.
    worth : mapping of str to float, optional
        Proposal → net value that a month of waiting costs, from assessments; else all count alike.
    beside : mapping of str to str or None, optional
        Proposal that is not to be planned and that others may require → day by which it is wanted.
    objective : str
        ``"makespan"``: the whole ends as early as it can, and within that proposals finish as early
        as possible by their worth; ``"weighted finish"``: the latter alone.
    on_better : callable, optional
        Called with each better schedule as it is found.

    Raises
    ------
    WorkspaceError
        If the workspace has a fault.
    UsageError
        For an unknown objective, or a preferred option that is none of its proposal's.
    """
    if objective not in OBJECTIVES:
        raise UsageError(f"there is no objective {objective!r}; known are {listed(OBJECTIVES)}")
    begun = time.monotonic(), time.process_time()
    ready = prepare(workspace, settings=settings, as_of=as_of).with_seed(seed)
    reader, chosen = ready.shared_reader(), ready.settings
    assessed = AssessedBefore(preferred or {}, delivery or {}, worth or {}, beside or {})
    portfolio = problem_of(reader, as_of=ready.as_of, settings=chosen, assessed=assessed)
    effort = Effort(chosen.scheduling.deterministic_limit, time_left)
    part = effort
    if time_left is not None and time_left() > 0:
        kept = _TO_SIMULATE * _slowness(begun) / time_left()
        part = effort.share(min(_FOR_THE_PLAN, max(1 - kept, _LEAST_FOR_THE_PLAN)))
    plan = best_plan(
        portfolio.problem, part, seed=chosen.seed, objective=objective, on_better=on_better
    )
    hours_of_one = chosen.capacity.contract_hours(reader.config.hours_per_day)
    waits = waits_in(plan.schedule, portfolio.proposals)
    roles = roles_in(portfolio, plan.schedule, waits, hours_of_one)
    finishes, whole = _simulated(portfolio, plan.schedule, effort, chosen, _slowness(begun))
    proposals = _planned(portfolio, plan.schedule, waits, finishes)
    more: tuple[OnePersonMoreInPlan, ...] = ()
    least = _TO_PLAN_AGAIN * _slowness(begun)
    if not plan.is_stopped and (time_left is None or time_left() > least):
        more = _one_more(
            portfolio,
            plan.schedule,
            roles,
            hours_of_one,
            effort,
            objective,
            assessed,
            chosen,
            least,
        )
    return ScheduleStudy(
        portfolio=portfolio,
        schedule=plan.schedule,
        proposals=proposals,
        whole=whole,
        roles=roles,
        one_more=more,
        questions=(*portfolio.questions, *_beyond_questions(portfolio, proposals)),
        workspace=reader.config.title,
        as_of=ready.as_of.isoformat(),
        input_hash=reader.reads.input_hash,
        version=version("pmo-toolkit"),
        seed=chosen.seed,
        durations_from="assessments" if assessed.delivery else "what is stated",
        is_stopped=plan.is_stopped,
        is_sample=reader.config.sample,
        figures=ready.figures,
    )


def _slowness(begun: tuple[float, float]) -> float:
    """Wall seconds that a second of the processor has taken since then, from 1 to `_SLOWEST`."""
    used = max(time.process_time() - begun[1], 1e-3)
    return min(_SLOWEST, max(1.0, (time.monotonic() - begun[0]) / used))


def _planned(
    portfolio: PortfolioProblem,
    plan: Schedule,
    waits: tuple[Wait, ...],
    finishes: Mapping[str, FinishRange],
) -> tuple[PlannedWork, ...]:
    placed = {row.id: row for row in plan.activities}
    waiting = {wait.proposal: wait for wait in waits}
    stated = {role.role: len(role.hours) for role in portfolio.roles}
    months = portfolio.months
    planned = []
    for proposal in portfolio.proposals:
        row = placed[proposal.id]
        option = proposal.option(row.mode)
        first_day = months.first_day(row.start).isoformat()
        last_day = months.last_day(row.finish - 1).isoformat()
        if proposal.start_window and proposal.start_window[:7] == first_day[:7]:
            first_day = max(first_day, proposal.start_window)
        wanted = proposal.wanted_finish
        planned.append(
            PlannedWork(
                proposal,
                option,
                row.start,
                row.finish,
                months.name(row.start),
                months.name(row.finish - 1),
                first_day,
                last_day,
                row.is_critical,
                waiting.get(proposal.id),
                None if wanted is None else last_day <= wanted,
                _beyond(row, option.profile, stated),
                finishes.get(proposal.id),
            )
        )
    return tuple(sorted(planned, key=lambda work: (work.start, work.finish, work.proposal.id)))


def _beyond(
    row: ScheduledActivity, profile: Mapping[str, tuple[int, ...]], stated: Mapping[str, int]
) -> tuple[str, ...]:
    """Roles of which hours are needed after their last stated month."""
    return tuple(
        sorted(
            role
            for role, hours in profile.items()
            if role in stated and any(hours[max(0, stated[role] - row.start) :])
        )
    )


def _simulated(
    portfolio: PortfolioProblem, plan: Schedule, effort: Effort, settings: Settings, slowness: float
) -> tuple[dict[str, FinishRange], FinishRange | None]:
    """P50 and P80 of each proposal and of the whole, by the plan's policy and not by its dates."""
    if not portfolio.proposals:
        return {}, None
    options = {row.id: row.mode for row in plan.activities}
    whole = months_drawn(portfolio, options, settings)
    seconds = 1.0
    if effort.time_left is not None:  # half of it for loading the loops
        seconds = min(1.0, 0.5 * effort.time_left() / slowness)
    draws = _draws_for(len(plan.activities), settings, seconds)
    drawn = {name: months[:draws] for name, months in whole.items()}
    simulated = simulated_finish(portfolio.problem, plan, drawn, settings.seed)
    own = [simulated.by_activity[proposal.id] for proposal in portfolio.proposals]
    ranges = {
        proposal.id: _range_of(finishes, portfolio)
        for proposal, finishes in zip(portfolio.proposals, own, strict=True)
    }
    return ranges, _range_of(np.max(own, axis=0), portfolio)


def _draws_for(activities: int, settings: Settings, seconds: float) -> int:
    """Draws of the simulation, halved while they place more activities than there is time for."""
    draws = settings.scheduling.draws
    while draws > _FEWEST_DRAWS and draws * activities > _MOST_PLACED * seconds:
        draws //= 2
    return draws


def _range_of(finishes: NDArray[np.float64], portfolio: PortfolioProblem) -> FinishRange:
    """Months by whose end two shares of the draws are finished."""
    p50, p80 = (
        float(np.quantile(finishes, chance, method="inverted_cdf")) for chance in (0.5, 0.8)
    )
    return FinishRange(_month_of(p50, portfolio), _month_of(p80, portfolio))


def _month_of(finish: float, portfolio: PortfolioProblem) -> str | None:
    """The month that a finish, months from the plan's first day, falls into."""
    if not np.isfinite(finish):
        return None
    return portfolio.months.name(max(0, int(np.ceil(finish - 1e-9)) - 1))


def _one_more(
    portfolio: PortfolioProblem,
    plan: Schedule,
    roles: tuple[RoleInPlan, ...],
    hours_of_one: float,
    effort: Effort,
    objective: str,
    assessed: AssessedBefore,
    settings: Settings,
    least: float,
) -> tuple[OnePersonMoreInPlan, ...]:
    """What one person more of each of the roles that most is waited for would buy."""
    waited = [role for role in roles if role.months_waited]
    chosen = waited[: settings.scheduling.one_more_roles]
    gains = []
    work = Effort(settings.scheduling.extra_limit, effort.time_left)
    for place, role in enumerate(chosen):
        if work.time_left is not None and work.time_left() <= least:
            break
        problem, hours = with_one_more(portfolio, role, hours_of_one)
        part = work.share(1 / (len(chosen) - place)) if work.time_left else work
        after = best_plan(problem, part, seed=settings.seed, objective=objective)
        gains.append(gain_of(role.role, hours, plan, after.schedule, dict(assessed.worth)))
    return tuple(gains)


def _beyond_questions(
    portfolio: PortfolioProblem, proposals: tuple[PlannedWork, ...]
) -> tuple[Question, ...]:
    """Hours of months that nobody states and that the plan needs, one question a month."""
    stated = {role.role: len(role.hours) for role in portfolio.roles}
    roles: dict[int, set[str]] = {}
    needing: dict[int, set[str]] = {}
    for work in proposals:
        for role in work.beyond:
            roles.setdefault(stated[role], set()).add(role)
            needing.setdefault(stated[role], set()).add(work.proposal.id)
    return tuple(
        Question(
            f"Whoever plans {_roles_named(sorted(roles[first]))}",
            f"How many hours are there from {month(portfolio.months.name(first))} on?",
            f"The plan of {listed(sorted(needing[first]))} reaches beyond what is stated; it takes"
            " the hours to go on as they usually are.",
            "capacity",
        )
        for first in sorted(roles)
    )


def _roles_named(roles: list[str]) -> str:
    return f"the role {roles[0]}" if len(roles) == 1 else f"the roles {listed(roles)}"
