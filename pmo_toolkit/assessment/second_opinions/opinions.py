"""WSJF, CD3 and RICE for every proposal, fed from what the tables state.

What they do not state is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pmo_toolkit.analysis.base.cells import records_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.standing import SecondOpinion, cd3, ranked_opinions, rice, wsjf
from pmo_toolkit.analysis.standing.scores import Scores
from pmo_toolkit.assessment.second_opinions.inputs import (
    OpinionInput,
    monthly_benefits,
    person_months,
    stated_input,
    stated_months,
)
from pmo_toolkit.assessment.second_opinions.scored_inputs import (
    ScoredInputs,
    on_one_scale,
    scored_inputs,
)
from pmo_toolkit.workspace import Workspace

_Inputs = tuple[OpinionInput, ...]

_METHODS: Mapping[str, Callable[..., SecondOpinion]] = {"WSJF": wsjf, "CD3": cd3, "RICE": rice}
_QUESTIONS = {
    "business value": "How much is it worth to the business, in points on the common scale?",
    "time criticality": "How urgent is it, in points on the common scale?",
    "risk reduction": (
        "How far would it lower risks or open opportunities, in points on the common scale?"
    ),
    "job size": "How many person-hours is it expected to take?",
    "cost of delay": "What would each month of delay cost, in money?",
    "duration": "How long is it expected to take?",
    "reach": "How many people would it reach?",
    "impact": "How much would it change for each person reached, in points?",
    "confidence": "How certain is its case, in points?",
    "effort": "How many person-hours is it expected to take?",
}


@dataclass(frozen=True)
class RankedOpinion:
    """One method's view of one proposal, and its rank among all.

    Parameters
    ----------
    opinion : SecondOpinion
        Value, unit, and what the method leaves out.
    inputs : tuple of OpinionInput
    rank : float or NotAssessed
        1 the first; ranks of equals are shared.
    ranked : int
        Proposals that have a value by this method.
    questions : tuple of Question
        One for each input that is missing.
    """

    opinion: SecondOpinion
    inputs: tuple[OpinionInput, ...]
    rank: float | NotAssessed
    ranked: int
    questions: tuple[Question, ...]


def second_opinions(
    workspace: Workspace, judged: Scores | None = None
) -> dict[str, tuple[RankedOpinion, ...]]:
    """WSJF, CD3 and RICE of every proposal, each with its rank among those that have a value.

    Only stated figures enter, and scores as medians over scorers: nothing is estimated here. WSJF
    takes the stated effort as job size where no criterion of that name is scored; the cost of delay
    is one month of the money benefits stated for a year; reach is the number of users.

    Parameters
    ----------
    workspace : Workspace
    judged : Scores, optional
        Its scores, where they have been read already.

    Returns
    -------
    dict of str to tuple of RankedOpinion
        Proposal → its opinions, in the order WSJF, CD3, RICE.
    """
    rows = {str(row["id"]): row for row in records_of(workspace.table("proposals"))}
    scored = scored_inputs(workspace, judged)
    money = monthly_benefits(workspace.table("benefits"))
    hours_per_day = workspace.config.hours_per_day
    departments = {
        proposal: text_of(row["department"]) or "the asking department"
        for proposal, row in rows.items()
    }
    opinions = {}
    for proposal, row in rows.items():
        hours = stated_input(
            row, "estimate_effort_person_hours", "the effort that the proposal expects"
        )
        inputs_of = {
            "WSJF": _of_wsjf(proposal, scored, hours),
            "CD3": (money(proposal), stated_months(row)),
            "RICE": _of_rice(proposal, scored, row, person_months(hours, hours_per_day)),
        }
        opinions[proposal] = {
            method: (_opinion(method, inputs), inputs) for method, inputs in inputs_of.items()
        }
    return _ranked(opinions, departments)


def _of_wsjf(proposal: str, scored: ScoredInputs, hours: OpinionInput) -> _Inputs:
    """Points for value, time and risk, and the size of the job."""
    # Without such a criterion the stated effort is the size: ranks need only one unit for all.
    size = (
        scored.of(proposal, "job size")
        if "job size" in scored.known
        else replace(hours, name="job size")
    )
    gains = ("business value", "time criticality", "risk reduction")
    return on_one_scale(scored, (*(scored.of(proposal, name) for name in gains), size))


def _of_rice(
    proposal: str, scored: ScoredInputs, row: Mapping[Hashable, Any], effort: OpinionInput
) -> _Inputs:
    """Reach, impact, confidence and effort."""
    users = stated_input(row, "user_count", "the number of users")
    return (
        replace(users, name="reach", unit="people"),
        scored.of(proposal, "impact"),
        scored.share_of(proposal, "confidence"),
        effort,
    )


def _opinion(method: str, inputs: _Inputs) -> SecondOpinion:
    values = [None if isinstance(each.value, NotAssessed) else each.value for each in inputs]
    made = _METHODS[method](*values)
    if method == "WSJF" and inputs[-1].unit != "points":
        made = replace(
            made, unit=f"points for each {inputs[-1].unit.removesuffix('s')} of job size"
        )
    if isinstance(made.value, NotAssessed):
        missing = {each.name: each.value for each in inputs if isinstance(each.value, NotAssessed)}
        why = "; ".join(f"{name}: {reason.why}" for name, reason in missing.items())
        made = replace(
            made,
            value=NotAssessed(method, why, ReasonCode.NOT_STATED, names=tuple(missing)),
        )
    return made


def _ranked(
    opinions: Mapping[str, Mapping[str, tuple[SecondOpinion, _Inputs]]],
    departments: Mapping[str, str],
) -> dict[str, tuple[RankedOpinion, ...]]:
    """Each opinion with its rank by its method, and with questions for what is missing."""
    ranked: dict[str, list[RankedOpinion]] = {proposal: [] for proposal in opinions}
    for method in _METHODS:
        ranks = ranked_opinions({proposal: of[method][0] for proposal, of in opinions.items()})
        count = sum(not isinstance(rank, NotAssessed) for rank in ranks.values())
        for proposal, of in opinions.items():
            opinion, inputs = of[method]
            questions = _questions(method, inputs, departments[proposal])
            ranked[proposal].append(
                RankedOpinion(opinion, inputs, ranks[proposal], count, questions)
            )
    return {proposal: tuple(found) for proposal, found in ranked.items()}


def _questions(method: str, inputs: _Inputs, department: str) -> tuple[Question, ...]:
    """What a department is asked so that a method can be computed."""
    return tuple(
        Question(
            department,
            _QUESTIONS[missing.name],
            f"Lets {method} be computed, a second opinion.",
            "standing",
        )
        for missing in inputs
        if isinstance(missing.value, NotAssessed)
    )
