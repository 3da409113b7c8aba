"""The plan of a portfolio as a result, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.analysis.base.results import Question
from pmo_toolkit.analysis.scheduling.shapes import Schedule
from pmo_toolkit.assessment.scheduling.planning import OnePersonMoreInPlan
from pmo_toolkit.assessment.scheduling.shapes import PlannedProposal, PortfolioProblem
from pmo_toolkit.assessment.scheduling.waits import RoleInPlan, Wait
from pmo_toolkit.assessment.scheduling.work import OptionWork
from pmo_toolkit.core.display import ShownAsFirstPage
from pmo_toolkit.core.number_format import NumberFormat

SCHEMA_VERSION = "1.0"


@dataclass(frozen=True)
class FinishRange:
    """Months by whose end something is finished with two chances, ``YYYY-MM``.

    None where a role never has the hours in so many of the cases.
    """

    p50: str | None
    p80: str | None


@dataclass(frozen=True)
class PlannedWork:
    """One proposal in its place.

    Parameters
    ----------
    proposal : PlannedProposal
    option : OptionWork
        By which it is done.
    start, finish : int
        ``[start, finish)`` in months of the plan.
    first_month, last_month : str
        ``YYYY-MM``.
    first_day, last_day : str
        ISO 8601.
    is_critical : bool
        Whether it stands in the chain that the end of the whole follows from.
    wait : Wait or None
    is_wish_kept : bool or None
        Whether it is finished when its department wants it; None where no day is wanted.
    beyond : tuple of str
        Roles of which it needs hours in months that nobody states.
    finish_range : FinishRange or None
    """

    proposal: PlannedProposal
    option: OptionWork
    start: int
    finish: int
    first_month: str
    last_month: str
    first_day: str
    last_day: str
    is_critical: bool
    wait: Wait | None
    is_wish_kept: bool | None
    beyond: tuple[str, ...]
    finish_range: FinishRange | None


@dataclass(frozen=True, eq=False)
class ScheduleStudy(ShownAsFirstPage):
    """When each proposal of a workspace could be done beside work under way.

    Parameters
    ----------
    portfolio : PortfolioProblem
        What was planned, what was left out and why, findings.
    schedule : Schedule
        Verified by the independent checker.
    proposals : tuple of PlannedWork
        By their start.
    whole : FinishRange or None
        When all of them are finished; None where there are none.
    roles : tuple of RoleInPlan
        Those that are waited for longest first.
    one_more : tuple of OnePersonMoreInPlan
    questions : tuple of Question
    workspace, as_of, input_hash, version : str
        From what.
    seed : int
    durations_from : str
        Whose durations the ranges of finishes are drawn from: ``"assessments"``, or
        ``"what is stated"`` where nothing was assessed.
    is_stopped : bool
        Whether somebody stopped the search; what one person more would buy is then not asked.
    is_sample : bool
    figures : NumberFormat
        Writes numbers as the workspace does.
    """

    portfolio: PortfolioProblem
    schedule: Schedule
    proposals: tuple[PlannedWork, ...]
    whole: FinishRange | None
    roles: tuple[RoleInPlan, ...]
    one_more: tuple[OnePersonMoreInPlan, ...]
    questions: tuple[Question, ...]
    workspace: str
    as_of: str
    input_hash: str
    version: str
    seed: int
    durations_from: str
    is_stopped: bool
    is_sample: bool
    figures: NumberFormat

    def month(self, number: int) -> str:
        """``YYYY-MM`` of a month of the plan."""
        return self.portfolio.months.name(number)

    def as_dict(self) -> dict[str, Any]:
        """The plan as JSON; see ``pmo_toolkit/schemas/portfolio_schedule.schema.json``."""
        plan = self.schedule
        return {
            "schema_version": SCHEMA_VERSION,
            "workspace": self.workspace,
            "sample": self.is_sample,
            "as_of": self.as_of,
            "seed": self.seed,
            "input_hash": self.input_hash,
            "version": self.version,
            "unit": plan.problem.unit,
            "first_month": self.month(0),
            "makespan": plan.makespan,
            "lower_bound": plan.lower_bound,
            "gap": plan.gap,
            "proved": plan.is_proved,
            "objective": plan.objective,
            "method": plan.method,
            "stopped": self.is_stopped,
            "finish": _range(self.whole),
            "durations_from": self.durations_from,
            "activities": self._activities(),
            "roles": [_role(role) for role in self.roles],
            "one_person_more": [_one_more(gain) for gain in self.one_more],
            "left_out": [
                {
                    "id": gone.proposal,
                    "reason": gone.reason.value,
                    "why": gone.why,
                    "others": list(gone.others),
                    "table": gone.table or None,
                    "rows": list(gone.rows),
                }
                for gone in self.portfolio.left_out
            ],
            "findings": [
                {
                    "table": trouble.table,
                    "row": trouble.row,
                    "rows": list(trouble.rows),
                    "column": trouble.column,
                    "proposal": trouble.proposal,
                    "what": trouble.what,
                    "expected": trouble.expected,
                    "next_step": trouble.next_step,
                }
                for trouble in self.portfolio.findings
            ],
            "questions": [
                {
                    "department": question.department,
                    "question": question.text,
                    "effect": question.effect,
                    "topic": question.topic,
                }
                for question in self.questions
            ],
        }

    def _activities(self) -> list[dict[str, Any]]:
        """Work under way and proposals in the order of the problem."""
        by_id = {work.proposal.id: work for work in self.proposals}
        titles = {task.id: task.title for task in self.schedule.problem.activities}
        rows = []
        for row in self.schedule.activities:
            work = by_id.get(row.id)
            months = self.portfolio.months
            rows.append(
                {
                    "id": row.id,
                    "start": row.start,
                    "finish": row.finish,
                    "mode": row.mode,
                    "title": titles[row.id],
                    "kind": "in flight" if work is None else "proposal",
                    "first_day": months.first_day(row.start).isoformat(),
                    "last_day": months.last_day(row.finish - 1).isoformat(),
                    "critical": row.is_critical,
                    **_of_proposal(work),
                }
            )
        return rows

    def __repr__(self) -> str:
        until = self.month(self.schedule.makespan - 1) if self.schedule.makespan else "nothing"
        return (
            f"ScheduleStudy({len(self.proposals)} proposals until {until},"
            f" {len(self.portfolio.left_out)} left out)"
        )


def _of_proposal(work: PlannedWork | None) -> dict[str, Any]:
    if work is None:
        return {}
    wait = work.wait
    return {
        "department": work.proposal.department,
        "option_title": work.option.title,
        "part_only": work.option.is_part,
        "preferred": work.proposal.is_preferred,
        "spread_months": work.option.spread,
        "months_waited": wait.months if wait else 0,
        "waits_for": [role for role, _ in wait.roles] if wait else [],
        "months_waited_for_required": wait.months_required if wait else 0,
        "waits_for_required": list(wait.required) if wait else [],
        "wanted_finish": work.proposal.wanted_finish,
        "wish_kept": work.is_wish_kept,
        "beyond_what_is_stated": list(work.beyond),
        "finish_range": _range(work.finish_range),
    }


def _range(finish: FinishRange | None) -> Mapping[str, str | None] | None:
    return None if finish is None else {"p50": finish.p50, "p80": finish.p80}


def _role(role: RoleInPlan) -> dict[str, Any]:
    return {
        "role": role.role,
        "people": role.people,
        "months_waited": role.months_waited,
        "waiting": list(role.waiting),
        "months": [
            {
                "month": month.month,
                "hours": month.hours,
                "in_flight": month.in_flight,
                "planned": month.planned,
                "left": month.left,
                "stated": month.is_stated,
            }
            for month in role.months
        ],
    }


def _one_more(gain: OnePersonMoreInPlan) -> dict[str, Any]:
    return {
        "role": gain.role,
        "hours_per_month": gain.hours_per_month,
        "months_sooner_whole": gain.months_whole,
        "months_sooner_proposal": gain.months_proposals,
        "sooner": [{"id": name, "months": months} for name, months in gain.sooner],
        "net_value": gain.net_value,
    }
