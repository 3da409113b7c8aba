"""The plan of a portfolio as sections for a notebook or a report, one function each."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from pmo_toolkit.analysis.scheduling.shapes import Schedule
from pmo_toolkit.charts.planning.gantt import gantt, gantt_alt, gantt_height
from pmo_toolkit.core.number_format import NBSP, counted, day, listed, month
from pmo_toolkit.report.kit.pictures import picture
from pmo_toolkit.report.kit.section import Section, render
from pmo_toolkit.report.scheduling.words import (
    REASON_WORDS,
    bound_in_words,
    end_in_words,
    gain_in_words,
    left_in_words,
    wait_in_words,
)
from pmo_toolkit.studies.schedule_result import PlannedWork, ScheduleStudy

#: Roles that are told with their tightest month; the others stand in the table below.
_ROLES_TOLD = 5


@dataclass(frozen=True)
class PlanRow:
    """One proposal of the plan, ready to print."""

    id: str
    title: str
    option: str
    note: str
    start: str
    finish: str
    p50: str
    p80: str
    wish: str
    wait: str


@dataclass(frozen=True)
class RoleRow:
    """One role of the plan, ready to print."""

    role: str
    left: str
    waiting: str


def schedule_headline(study: ScheduleStudy) -> Section:
    """When all could be done, how good the plan is, and what limits it."""
    return render(
        "schedule_headline",
        s=study,
        say=end_in_words(study),
        bound=bound_in_words(study),
        remarks=_remarks(study),
    )


def schedule_gantt(study: ScheduleStudy) -> Section:
    """The plan as bars in time."""
    drawn = None
    if study.proposals:
        plan = _with_chosen_options(study.schedule)

        def dates(number: int) -> dt.date:
            return study.portfolio.months.first_day(number)

        drawn = picture(
            lambda ax: gantt(ax, plan, dates=dates),
            alt=gantt_alt(plan, dates=dates),
            caption=(
                "Read it so: a bar begins and ends with a month. Work under way keeps its people;"
                " dark bars follow one from the other up to the last day of the plan."
            ),
            plot_height=gantt_height(plan),
            bottom=48,
            top=12,
        )
    return render("schedule_gantt", drawn=drawn)


def schedule_plan(study: ScheduleStudy) -> Section:
    """Each proposal with its months, and the finish with an even chance and four in five."""
    return render(
        "schedule_plan",
        s=study,
        rows=[_row(study, work) for work in study.proposals],
        has_choice=any(not work.proposal.is_preferred for work in study.proposals),
    )


def schedule_roles(study: ScheduleStudy) -> Section:
    """Who is waited for, what is left of each role, and what one person more would buy."""
    numbers = study.figures
    rows = [
        RoleRow(
            role.role,
            left_in_words(role, numbers),
            f"{counted(role.months_waited, 'month', 'months')}: {listed(list(role.waiting))}"
            if role.waiting
            else "nobody",
        )
        for role in study.roles
    ]
    return render(
        "schedule_roles",
        rows=rows[:_ROLES_TOLD],
        others=rows[_ROLES_TOLD:],
        gains=[gain_in_words(gain, numbers) for gain in study.one_more],
        without=study.portfolio.without_capacity,
    )


def schedule_left_out(study: ScheduleStudy) -> Section:
    """What stands in no plan, and why."""
    return render(
        "schedule_left_out",
        rows=study.portfolio.left_out,
        words=REASON_WORDS,
    )


def schedule_questions(study: ScheduleStudy) -> Section:
    """What would make the plan better known, put to those who can answer; and odd rows."""
    left_out = {gone.proposal for gone in study.portfolio.left_out}
    return render(
        "schedule_questions",
        questions=study.questions,
        findings=[
            trouble
            for trouble in study.portfolio.findings
            if trouble.proposal is None or trouble.proposal not in left_out
        ],
    )


def _remarks(study: ScheduleStudy) -> list[str]:
    remarks = []
    left_out = study.portfolio.left_out
    if left_out:
        remarks.append(
            f"{counted(len(left_out), 'proposal stands', 'proposals stand')} in no plan, each with"
            " its reason below."
        )
    beyond = [work.proposal.id for work in study.proposals if work.beyond]
    if beyond:
        verb = "reaches" if len(beyond) == 1 else "reach"
        remarks.append(
            f"{listed(beyond)} {verb} beyond what is stated: nobody states the hours of those"
            " months, and the plan takes them to go on as they usually are."
        )
    late = [work for work in study.proposals if work.is_wish_kept is False]
    if late:
        wish = counted(len(late), "proposal finishes", "proposals finish")
        remarks.append(
            f"{wish} later than its department wishes. A wish is no limit: it is told, and the plan"
            " stands."
        )
    if study.is_stopped:
        remarks.append("The search was stopped; this is the best plan so far.")
    return remarks


def _with_chosen_options(plan: Schedule) -> Schedule:
    """The same plan as if each proposal had the option alone by which it is done."""
    chosen = {row.id: row.mode for row in plan.activities}
    tasks = tuple(
        replace(task, modes=tuple(mode for mode in task.modes if mode.id == chosen[task.id]))
        for task in plan.problem.activities
    )
    return replace(plan, problem=replace(plan.problem, activities=tasks))


def _row(study: ScheduleStudy, work: PlannedWork) -> PlanRow:
    finish = work.finish_range
    return PlanRow(
        work.proposal.id,
        work.proposal.title,
        work.option.title,
        "; ".join(_notes(work)),
        _month(work.first_month),
        _month(work.last_month),
        _month(finish.p50 if finish else None),
        _month(finish.p80 if finish else None),
        _wish(work),
        wait_in_words(work),
    )


def _month(named: str | None) -> str:
    """Such as ``Sep 2027``, which keeps a column narrow."""
    if named is None:
        return "not known"
    name, _, year = month(named).partition(" ")
    return f"{name[:3]}{NBSP}{year}"


def _notes(work: PlannedWork) -> list[str]:
    notes = []
    if work.option.is_part:
        notes.append("only a part of the proposal")
    if work.option.spread:
        more = counted(work.option.spread, "month", "months")
        notes.append(f"spread over {more} more than stated, so that a role has the hours")
    if work.beyond:
        notes.append("beyond what is stated")
    if not work.option.demand:
        notes.append("placed by its length alone")
    return notes


def _wish(work: PlannedWork) -> str:
    wanted = work.proposal.wanted_finish
    if wanted is None:
        return "–"
    number, name, year = day(wanted).split(" ")
    kept = "kept" if work.is_wish_kept else "not kept"
    return f"{number}{NBSP}{name[:3]}{NBSP}{year}: {kept}"
