"""Alignment: the goals a proposal serves, the capabilities it raises, and benefits tied to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, records_of, text_of
from pmo_toolkit.analysis.evidence.doubts import ExpectedEnd, goal_doubt, maturity_doubt


@dataclass(frozen=True)
class GoalServed:
    """A goal that the proposal serves.

    `weight_share` is the goal's weight as a share of all goals' weights (None where weights are not
    stated); `contribution` the share, 0–1, of the way from baseline to target that the proposal
    would bring (None: not stated). `doubt` says why such a share can hardly be brought.
    """

    id: str
    title: str
    measure: str | None
    unit: str | None
    baseline: float | None
    target: float | None
    date: str | None
    owner_role: str | None
    weight_share: float | None
    contribution: float | None
    doubt: str | None = None


@dataclass(frozen=True)
class CapabilityRaised:
    """A capability that the proposal would raise; ratings are 1–5, `maturity_gain` in steps.

    `doubt` says why that gain is more than can be used.
    """

    id: str
    title: str
    parent_title: str | None
    importance: float | None
    maturity_now: float | None
    maturity_target: float | None
    maturity_gain: float | None
    department: str | None
    doubt: str | None = None


@dataclass(frozen=True)
class BenefitLine:
    """One stated benefit; `low`, `mode` and `high` are a year, in `unit`."""

    title: str
    goal: str | None
    measure: str | None
    low: float | None
    mode: float | None
    high: float | None
    unit: str
    ramp_months: float | None
    department: str | None
    cashable: bool | None


@dataclass(frozen=True)
class Alignment:
    """Goals, capabilities and benefits of one proposal; empty tuples mean that none is stated."""

    goals: tuple[GoalServed, ...]
    capabilities: tuple[CapabilityRaised, ...]
    benefits: tuple[BenefitLine, ...]


def assess_alignment(
    proposal_goals: pd.DataFrame,
    goals: pd.DataFrame,
    proposal_capabilities: pd.DataFrame,
    capabilities: pd.DataFrame,
    benefits: pd.DataFrame,
    *,
    total_weight: float,
    as_of: date,
    end: ExpectedEnd | None = None,
) -> Alignment:
    """Chain a proposal to goals, capabilities and benefits, the weightiest first.

    Parameters
    ----------
    proposal_goals, proposal_capabilities, benefits : DataFrame
        The proposal's own rows.
    goals, capabilities : DataFrame
        Rows of those that the proposal and its benefits name, and of the capabilities that these
        are part of. One that the table does not hold is shown by its id alone.
    total_weight : float
        Sum of the weights of all goals.
    as_of : date
        Day on which it is asked whether a goal is still ahead.
    end : ExpectedEnd, optional
        When the work of the proposal ends; a goal that is due before is doubted.
    """
    by_goal = _by_id(goals)
    by_capability = _by_id(capabilities)
    served = [
        _goal(
            str(row["goal"]),
            by_goal.get(row["goal"], {}),
            number_of(row["contribution"]),
            total_weight,
            as_of,
            end,
        )
        for _, row in proposal_goals.iterrows()
    ]
    raised = [
        _capability(str(row["capability"]), by_capability, number_of(row["maturity_gain"]))
        for _, row in proposal_capabilities.iterrows()
    ]
    return Alignment(
        goals=tuple(
            sorted(
                served,
                key=lambda goal: (
                    -(goal.weight_share or 0.0) * (goal.contribution or 0.0),
                    goal.id,
                ),
            )
        ),
        capabilities=tuple(
            sorted(raised, key=lambda capability: (-(capability.importance or 0.0), capability.id))
        ),
        benefits=tuple(_benefit(row, by_goal) for _, row in benefits.iterrows()),
    )


def _by_id(table: pd.DataFrame) -> dict[str, dict[str, Any]]:
    return {str(row["id"]): row for row in records_of(table)}


def _goal(
    identifier: str,
    goal: dict[str, Any],
    contribution: float | None,
    total_weight: float,
    as_of: date,
    end: ExpectedEnd | None,
) -> GoalServed:
    weight = number_of(goal.get("weight"))
    measure = text_of(goal.get("measure"))
    day = goal.get("date")
    due = None if day is None or pd.isna(day) else pd.Timestamp(day).date()
    baseline, target = number_of(goal.get("baseline")), number_of(goal.get("target"))
    return GoalServed(
        id=identifier,
        title=text_of(goal.get("title")) or measure or identifier,
        measure=measure,
        unit=text_of(goal.get("unit")),
        baseline=baseline,
        target=target,
        date=None if due is None else due.isoformat(),
        owner_role=text_of(goal.get("owner_role")),
        weight_share=weight / total_weight if weight is not None and total_weight > 0 else None,
        contribution=contribution,
        doubt=goal_doubt(baseline, target, due, as_of, end),
    )


def _capability(
    identifier: str, known: dict[str, dict[str, Any]], gain: float | None
) -> CapabilityRaised:
    capability = known.get(identifier, {})
    parent = text_of(capability.get("parent"))
    now = number_of(capability.get("maturity_now"))
    aim = number_of(capability.get("maturity_target"))
    return CapabilityRaised(
        id=identifier,
        title=text_of(capability.get("title")) or identifier,
        parent_title=(text_of(known.get(parent, {}).get("title")) or parent) if parent else None,
        importance=number_of(capability.get("importance")),
        maturity_now=now,
        maturity_target=aim,
        maturity_gain=gain,
        department=text_of(capability.get("department")),
        doubt=maturity_doubt(now, aim, gain),
    )


def _benefit(row: pd.Series, goals: dict[str, dict[str, Any]]) -> BenefitLine:
    goal = text_of(row["goal"])
    cashable = row["cashable"]
    return BenefitLine(
        title=text_of(row["title"]) or "benefit without a title",
        goal=(text_of(goals.get(goal, {}).get("title")) or goal) if goal else None,
        measure=text_of(row["measure"]),
        low=number_of(row["low"]),
        mode=number_of(row["mode"]),
        high=number_of(row["high"]),
        unit=text_of(row["unit"]) or "money per year",
        ramp_months=number_of(row["ramp_months"]),
        department=text_of(row["department"]),
        cashable=None if pd.isna(cashable) else bool(cashable),
    )
