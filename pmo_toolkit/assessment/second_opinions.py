"""WSJF, CD3 and RICE for every proposal, fed from what the tables state.

What they do not state is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of, text_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.standing import Criterion, SecondOpinion, cd3, ranked_opinions, rice, wsjf
from pmo_toolkit.analysis.standing.scores import Scores, middle_scores, read_criteria, read_scores
from pmo_toolkit.workspace import Workspace

DAYS_A_MONTH = 365.25 / 12
WEEKDAYS_A_MONTH = DAYS_A_MONTH * 5 / 7

#: Input → titles of criteria whose scores are taken for it. Other criteria are never bent to fit.
CRITERIA: Mapping[str, tuple[str, ...]] = {
    "business value": ("business value", "value to the business", "value"),
    "time criticality": ("time criticality", "urgency"),
    "risk reduction": ("risk reduction", "risk reduction and opportunity enablement"),
    "job size": ("job size",),
    "impact": ("impact", "impact per person"),
    "confidence": ("confidence", "certainty of the case"),
}
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
class OpinionInput:
    """What a method was fed with.

    Parameters
    ----------
    name : str
        Such as ``"cost of delay"``.
    value : float or NotAssessed
    unit : str
    source : str
        Where it comes from, as a clause.
    """

    name: str
    value: float | NotAssessed
    unit: str
    source: str


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


_Made = tuple[SecondOpinion, tuple[OpinionInput, ...]]


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
    rows = {str(row["id"]): row for row in workspace.table("proposals").to_dict("records")}
    scored = _scores(workspace, judged)
    money = _monthly_benefits(workspace.table("benefits"))
    asked = {
        each: text_of(row["department"]) or "the asking department" for each, row in rows.items()
    }
    fed: dict[str, dict[str, tuple[OpinionInput, ...]]] = {}
    for each, row in rows.items():
        hours = _stated(row, "estimate_effort_person_hours", "the effort that the proposal expects")
        fed[each] = {
            "WSJF": _one_scale(
                scored,
                (
                    *(
                        scored.of(each, name)
                        for name in ("business value", "time criticality", "risk reduction")
                    ),
                    # Without such a criterion the stated effort is the size: ranks need only one
                    # unit for all.
                    (
                        scored.of(each, "job size")
                        if "job size" in scored.known
                        else replace(hours, name="job size")
                    ),
                ),
            ),
            "CD3": (money(each), _months(row)),
            "RICE": (
                replace(
                    _stated(row, "user_count", "the number of users"), name="reach", unit="people"
                ),
                scored.of(each, "impact"),
                scored.share_of(each, "confidence"),
                _person_months(hours, workspace.config.hours_per_day),
            ),
        }
    return _ranked(
        {
            each: {name: (_opinion(name, of), of) for name, of in by.items()}
            for each, by in fed.items()
        },
        asked,
    )


def _opinion(method: str, inputs: Sequence[OpinionInput]) -> SecondOpinion:
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
    made: Mapping[str, Mapping[str, _Made]], asked: Mapping[str, str]
) -> dict[str, tuple[RankedOpinion, ...]]:
    found: dict[str, list[RankedOpinion]] = {each: [] for each in made}
    for method in _METHODS:
        ranks = ranked_opinions({each: of[method][0] for each, of in made.items()})
        count = sum(not isinstance(rank, NotAssessed) for rank in ranks.values())
        for each, of in made.items():
            opinion, inputs = of[method]
            questions = tuple(
                Question(
                    asked[each],
                    _QUESTIONS[one.name],
                    f"Lets {method} be computed, a second opinion.",
                    "standing",
                )
                for one in inputs
                if isinstance(one.value, NotAssessed)
            )
            found[each].append(RankedOpinion(opinion, inputs, ranks[each], count, questions))
    return {each: tuple(opinions) for each, opinions in found.items()}


@dataclass(frozen=True)
class _Scores:
    """Middle scores by proposal and input, and the criterion that each input is taken from.

    `reason` says why an input has no criterion.
    """

    known: Mapping[str, Criterion]
    middle: Mapping[tuple[str, str], float]
    reason: NotAssessed

    def of(self, proposal: str, name: str) -> OpinionInput:
        criterion = self.known.get(name)
        if criterion is None:
            return OpinionInput(name, self.reason.about(name), "points", "nobody")
        value = self.middle.get((proposal, criterion.id))
        source = f"median score on “{criterion.title}”"
        if value is None:
            return OpinionInput(
                name, NotAssessed(name, "nobody scored it", ReasonCode.NOT_SCORED), "points", source
            )
        return OpinionInput(name, _usable(value, name, above=name == "job size"), "points", source)

    def share_of(self, proposal: str, name: str) -> OpinionInput:
        """The score as a share of its scale: its lowest end counts as 0, its highest as 1."""
        found = self.of(proposal, name)
        criterion = self.known.get(name)
        if criterion is None or (proposal, criterion.id) not in self.middle:
            return replace(found, unit="share")
        value = self.middle[proposal, criterion.id]
        share = (value - criterion.low) / (criterion.high - criterion.low)
        return replace(
            found, value=share, unit="share", source=f"{found.source}, as a share of its scale"
        )


def _scores(workspace: Workspace, judged: Scores | None) -> _Scores:
    criteria = read_criteria(workspace.table("criteria"))
    if isinstance(criteria, NotAssessed):
        return _Scores({}, {}, replace(criteria, what="score", why="there are no usable criteria"))
    judged = judged or read_scores(workspace.table("judgements"), criteria)
    middle = middle_scores(judged) if judged.items else np.empty((0, len(criteria)))
    known = {}
    for name, titles in CRITERIA.items():
        wanted = "down" if name == "job size" else "up"
        fitting = [
            each
            for each in criteria
            if each.title.casefold() in titles and each.direction == wanted
        ]
        if fitting:
            known[name] = fitting[0]
    return _Scores(
        known,
        {
            (item, criterion.id): float(middle[place, at])
            for place, item in enumerate(judged.items)
            for at, criterion in enumerate(criteria)
            if not isnan(middle[place, at])
        },
        NotAssessed("score", "no criterion asks for it", ReasonCode.NO_CRITERIA),
    )


def _one_scale(scores: _Scores, inputs: tuple[OpinionInput, ...]) -> tuple[OpinionInput, ...]:
    """WSJF adds points, so they must come from one scale; those of another scale are set aside."""
    scales = {
        each.name: (scores.known[each.name].low, scores.known[each.name].high)
        for each in inputs
        if each.unit == "points" and each.name in scores.known
    }
    first = next(iter(scales.values()), None)
    return tuple(
        (
            replace(
                each,
                value=NotAssessed(
                    each.name,
                    "it is scored on another scale, so points do not add",
                    ReasonCode.SCALES_DIFFER,
                ),
            )
            if scales.get(each.name, first) != first
            else each
        )
        for each in inputs
    )


def _monthly_benefits(benefits: pd.DataFrame) -> Callable[[str], OpinionInput]:
    """Cost of delay by proposal: one month of the money benefits that are stated for a year."""
    money = benefits[(benefits["unit"] == "money per year") & benefits["mode"].notna()]
    sums = money.groupby("proposal")["mode"].sum().to_dict()
    counted = money.groupby("proposal").size().to_dict()
    stated = benefits.groupby("proposal").size().to_dict()

    def of(proposal: str) -> OpinionInput:
        name, unit = "cost of delay", "money per month"
        if proposal not in sums:
            return OpinionInput(name, _no_money(name, proposal in stated), unit, "benefits")
        source = (
            f"a month of its most likely money benefits ({counted[proposal]} of {stated[proposal]}"
            " benefits)"
        )
        return OpinionInput(name, _usable(float(sums[proposal]) / 12, name), unit, source)

    return of


def _no_money(name: str, any_stated: bool) -> NotAssessed:
    if any_stated:
        return NotAssessed(name, "none of its benefits is stated in money", ReasonCode.NOT_IN_MONEY)
    return NotAssessed(name, "no benefit is stated", ReasonCode.NO_ROWS, names=("benefits",))


def _stated(row: Mapping[Hashable, Any], column: str, source: str) -> OpinionInput:
    value = number_of(row.get(column))
    known = (
        NotAssessed(column, "not stated", ReasonCode.NOT_STATED, names=(column,))
        if value is None
        else _usable(value, column, above=True)
    )
    return OpinionInput(column, known, "person-hours", source)


def _months(row: Mapping[Hashable, Any]) -> OpinionInput:
    days = _stated(row, "estimate_duration_days", "the duration that the proposal expects")
    value = days.value if isinstance(days.value, NotAssessed) else days.value / DAYS_A_MONTH
    return replace(days, name="duration", value=value, unit="months")


def _person_months(hours: OpinionInput, hours_per_day: float | None) -> OpinionInput:
    value = hours.value
    if not isinstance(value, NotAssessed):
        if hours_per_day is None:
            value = NotAssessed(
                "effort",
                "the workspace declares no hours of a person-day",
                ReasonCode.NOT_STATED,
                names=("hours_per_day",),
            )
        else:
            value = value / (hours_per_day * WEEKDAYS_A_MONTH)
    return replace(hours, name="effort", value=value, unit="person-months")


def _usable(value: float, name: str, *, above: bool = False) -> float | NotAssessed:
    """A number that a method can take: not negative, and above zero where it divides."""
    if value < 0:
        return NotAssessed(
            name,
            f"it is {value:g}, and the method knows nothing below zero",
            ReasonCode.UNUSABLE_NUMBER,
        )
    if above and not value:
        return NotAssessed(name, "it is stated as zero", ReasonCode.UNUSABLE_NUMBER)
    return value
