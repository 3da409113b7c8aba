"""The proposals of a workspace, beside work under way, as a problem of scheduling.

Every proposal without row faults is put into it with the option that is preferred, else with all
options that deliver the whole (where none does, with those that deliver a part); doing nothing is
no work. What cannot be put into it is left out by itself, with the reason and the rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.capacity.questions import set_aside_questions
from pmo_toolkit.analysis.capacity.running_work import FaultyWork, running_work
from pmo_toolkit.analysis.dependencies.dates import shifted
from pmo_toolkit.analysis.scheduling.shapes import Activity, Link, Mode, SchedulingProblem
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery
from pmo_toolkit.assessment.capacity.inputs import DurationRatios
from pmo_toolkit.assessment.dependencies import requirements
from pmo_toolkit.assessment.lookups.queries import FAULTY_WORK
from pmo_toolkit.assessment.reader import Reader
from pmo_toolkit.assessment.scheduling import role_hours
from pmo_toolkit.assessment.scheduling.candidates import Candidates, candidates_of
from pmo_toolkit.assessment.scheduling.capacities import Capacities
from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.plan_questions import findings_of, questions_of
from pmo_toolkit.assessment.scheduling.running_work import findings_of_work, work_under_way
from pmo_toolkit.assessment.scheduling.shapes import PlannedProposal, PortfolioProblem
from pmo_toolkit.assessment.scheduling.ties import Selection
from pmo_toolkit.assessment.scheduling.work import OptionWork, RunningWork
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.workspace.dictionary.tables import ROW, TABLES

#: Groups of activities beside the departments.
UNDER_WAY, OF_NOBODY = "Work under way", "No department stated"


@dataclass(frozen=True)
class AssessedBefore:
    """What assessments say of the proposals of a plan; all of it may be empty.

    Parameters
    ----------
    preferred : mapping of str to str
        Proposal → id of the option that is preferred.
    delivery : mapping of str to Delivery
        Option → when it is delivered.
    worth : mapping of str to float
        Proposal → net value that a month of waiting costs.
    beside : mapping of str to str or None
        Proposal that the plan does not hold and that those of the plan may require → last day of
        its wanted finish, on which it is taken to be there; None where none is stated: it is taken
        to be there in time.
    """

    preferred: Mapping[str, str] = field(default_factory=dict)
    delivery: Mapping[str, Delivery] = field(default_factory=dict)
    worth: Mapping[str, float] = field(default_factory=dict)
    beside: Mapping[str, str | None] = field(default_factory=dict)


NOT_ASSESSED_BEFORE = AssessedBefore()


def problem_of(
    reader: Reader,
    *,
    as_of: dt.date,
    settings: Settings,
    assessed: AssessedBefore = NOT_ASSESSED_BEFORE,
) -> PortfolioProblem:
    """Read the proposals of a workspace as a problem of scheduling.

    Parameters
    ----------
    reader : Reader
        Notes what is read.
    as_of : date
        The plan begins with the first whole month from this day on.
    settings : Settings
    assessed : AssessedBefore

    Raises
    ------
    UsageError
        If a preferred option is none of its proposal's.
    """
    months = PlanMonths.after(as_of)
    stated = role_hours.role_hours(
        reader.rows("capacity", columns=role_hours.COLUMNS),
        months,
        settings.capacity.usual_absence,
    )
    faulty: FaultyWork = reader.value(FAULTY_WORK)
    history, in_flight = reader.rows("history"), _in_flight(reader)
    ratios = DurationRatios(settings, history)
    under_way = work_under_way(
        in_flight,
        running_work(in_flight, ratios, as_of=as_of, settings=settings, faulty=faulty),
        months,
        as_of=as_of,
        roles=stated.roles,
        settings=settings,
    )
    capacities = Capacities({role.role: role for role in stated.roles}, under_way.projects)
    candidates = candidates_of(
        reader,
        capacities,
        months,
        preferred=assessed.preferred,
        delivery=assessed.delivery,
        settings=settings,
    )
    bound = requirements.read_ties(
        reader.rows("dependencies", columns=requirements.COLUMNS), settings
    )
    running = {work.project: work for work in under_way.projects}
    selection = Selection(
        candidates.titles,
        running.keys(),
        bound,
        assessed.worth,
        _existing(reader) | assessed.beside.keys(),
        dict(candidates.left_out),
    )
    kept = selection.settle()
    left_out = tuple(selection.left_out[name] for name in sorted(selection.left_out))
    proposals = _planned(kept, candidates, bound, running, months, assessed)
    without = _without_capacity(proposals, capacities)
    return PortfolioProblem(
        problem=_problem(proposals, capacities, reader.config.title),
        months=months,
        proposals=proposals,
        running=under_way.projects,
        roles=stated.roles,
        without_capacity=without,
        left_out=left_out,
        findings=(
            *stated.findings,
            *findings_of_work(under_way, faulty),
            *findings_of(capacities, bound, proposals, left_out, months),
        ),
        questions=(
            *questions_of(proposals, left_out, candidates, without),
            *under_way.questions,
            *set_aside_questions(faulty.set_aside),
        ),
        option_rows=candidates.rows,
        ratios=ratios,
    )


def _existing(reader: Reader) -> frozenset[str]:
    """Ids of services and capabilities, which a proposal may require as well."""
    tables = [reader.rows(table, columns=("id",)) for table in ("services", "capabilities")]
    return frozenset(str(name) for table in tables for name in table["id"])


def _in_flight(reader: Reader) -> pd.DataFrame:
    """Work under way with the numbers of its rows in the file."""
    columns = [*TABLES["in_flight"].columns, ROW]
    return reader.rows("in_flight", columns=dict.fromkeys(columns))


def _planned(
    kept: Iterable[str],
    candidates: Candidates,
    bound: requirements.Ties,
    running: Mapping[str, RunningWork],
    months: PlanMonths,
    assessed: AssessedBefore,
) -> tuple[PlannedProposal, ...]:
    names = list(kept)
    weights = _weights(names, assessed.worth)
    requires: dict[str, list[tuple[str, int]]] = {}
    release = {name: candidates.by_id[name].release for name in names}
    released_by: dict[str, list[str]] = {}
    for tie in bound.requires:
        work = running.get(tie.required)
        if tie.proposal not in release:
            continue
        if tie.required in release or (work is not None and work.months > 0):
            requires.setdefault(tie.proposal, []).append((tie.required, tie.lag_months))
            continue
        last = assessed.beside.get(tie.required) if work is None else work.stated_finish
        first = shifted(last, (tie.lag_days or 0.0) + 1)
        if first is not None:
            number = months.number_from(dt.date.fromisoformat(first))
            if number > release[tie.proposal]:
                release[tie.proposal], released_by[tie.proposal] = number, []
            if number == release[tie.proposal] > candidates.by_id[tie.proposal].release:
                released_by[tie.proposal].append(tie.required)
    planned = []
    for name in names:
        own = candidates.by_id[name]
        planned.append(
            PlannedProposal(
                own.id,
                own.title,
                own.department,
                release[name],
                own.release,
                tuple(released_by.get(name, ())),
                own.start_window,
                own.wanted_finish,
                own.options,
                own.is_preferred,
                tuple(requires.get(name, ())),
                weights[name],
                own.not_possible,
            )
        )
    return tuple(planned)


def _weights(names: Iterable[str], worth: Mapping[str, float]) -> dict[str, float]:
    """Worth of a month sooner, 1 in the middle; who is not assessed counts as the middle does.

    Waiting that costs nothing still counts a hundredth, so that nothing waits without a reason.
    """
    own = {name: worth[name] for name in names if name in worth}
    positive = [value for value in own.values() if value > 0]
    middle = float(np.median(positive)) if positive else 1.0
    return {name: max(0.01, round(own.get(name, middle) / middle, 2)) for name in names}


def _without_capacity(
    proposals: Iterable[PlannedProposal], capacities: Capacities
) -> dict[str, tuple[str, ...]]:
    needing: dict[str, list[str]] = {}
    for proposal in proposals:
        roles = {
            role for work in proposal.options for role, hours in work.profile.items() if any(hours)
        }
        for role in roles - capacities.roles.keys():
            needing.setdefault(role, []).append(proposal.id)
    return {role: tuple(needing[role]) for role in sorted(needing)}


def _problem(
    proposals: Iterable[PlannedProposal], capacities: Capacities, title: str
) -> SchedulingProblem:
    planned = list(proposals)
    resources = capacities.resources(work for own in planned for work in own.options)
    limits = {resource.id for resource in resources}
    activities = [
        Activity(
            work.project,
            (
                Mode(
                    "under way",
                    work.months,
                    {role: hours for role, hours in work.hours.items() if role in limits},
                ),
            ),
            fixed_start=work.start,
            project=UNDER_WAY,
            title=work.title,
        )
        for work in capacities.running
        if work.months > 0
    ]
    activities += [
        Activity(
            proposal.id,
            tuple(_mode(work, limits) for work in proposal.options),
            tuple(Link(required, lag) for required, lag in proposal.requires),
            release=proposal.release,
            project=proposal.department or OF_NOBODY,
            title=proposal.title,
            weight=proposal.worth,
        )
        for proposal in planned
    ]
    return SchedulingProblem(
        tuple(activities), resources, unit="months", title=title, is_fixed_counted=False
    )


def _mode(work: OptionWork, limits: set[str]) -> Mode:
    profile = {role: hours for role, hours in work.profile.items() if role in limits and any(hours)}
    return Mode(work.option, work.months, profile=profile)
