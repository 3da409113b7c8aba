"""What a proposal's money counts for: goals, capabilities, its department and its class."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.evidence.alignment import Alignment, GoalServed
from pmo_toolkit.assessment.result import Assessment

#: What shares of money are compared by, as the table of targets names it.
GOAL, CAPABILITY, DEPARTMENT, CLASS = "goal", "capability", "department", "class"


def bucket(kind: str, name: str) -> str:
    """Label of what money counts for, such as ``goal G-01``."""
    return f"{kind} {name}"


def buckets_of(assessment: Assessment) -> dict[str, float]:
    """Label → share of the proposal's money that counts there.

    Money counts for several goals by what the proposal contributes to each, weighed as the goals
    are; where that is not stated of all of them, in equal parts. For capabilities in equal parts.
    """
    facts = assessment.proposal
    found = {}
    for kind, name in ((DEPARTMENT, facts.department), (CLASS, facts.project_class)):
        if name:
            found[bucket(kind, name)] = 1.0
    found |= _goal_shares(assessment.alignment)
    raised = assessment.alignment.capabilities
    for capability in raised:
        label = bucket(CAPABILITY, capability.id)
        found[label] = found.get(label, 0.0) + 1 / len(raised)
    return found


def _goal_shares(alignment: Alignment) -> dict[str, float]:
    weighed = [_contribution(goal) for goal in alignment.goals]
    total = sum(part or 0.0 for part in weighed)
    found: dict[str, float] = {}
    for goal, part in zip(alignment.goals, weighed, strict=True):
        share = 1 / len(weighed)
        if None not in weighed and total > 0:
            share = (part or 0.0) / total
        label = bucket(GOAL, goal.id)
        found[label] = found.get(label, 0.0) + share
    return found


def _contribution(goal: GoalServed) -> float | None:
    if goal.contribution is None or goal.weight_share is None:
        return None
    return goal.contribution * goal.weight_share


def goal_contribution(alignment: Alignment, share: float, only: Collection[str] = ()) -> float:
    """What an option brings of all that goals could receive together, 0 to 1.

    Contributions that nobody states count as none: knowing less never makes a proposal better.

    Parameters
    ----------
    alignment : Alignment
    share : float
        Share of the benefits that the option brings.
    only : collection of str
        Goals that it serves; all if empty.
    """
    return share * sum(
        _contribution(goal) or 0.0 for goal in alignment.goals if not only or goal.id in only
    )


def goals_gap(assessed: Iterable[Assessment]) -> NotAssessed | None:
    """Why contributions to goals cannot be compared; None where they can."""
    served = [goal for assessment in assessed for goal in assessment.alignment.goals]
    if not served:
        why = "no proposal names a goal that it serves"
        return NotAssessed("goal contribution", why, ReasonCode.NO_ROWS, names=("proposal_goals",))
    if not any(_contribution(goal) for goal in served):
        why = "neither weights of goals nor contributions to them are stated"
        return NotAssessed("goal contribution", why, ReasonCode.NOT_STATED, names=("goals",))
    return None
