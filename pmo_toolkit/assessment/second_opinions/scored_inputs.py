"""What scorers said, as an input of second opinions: middle scores on criteria that fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan

import numpy as np

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing import Criterion
from pmo_toolkit.analysis.standing.scores import Scores, middle_scores, read_criteria, read_scores
from pmo_toolkit.assessment.second_opinions.inputs import OpinionInput, usable
from pmo_toolkit.workspace import Workspace

#: Input → titles of criteria whose scores are taken for it. Other criteria are never bent to fit.
CRITERIA: Mapping[str, tuple[str, ...]] = {
    "business value": ("business value", "value to the business", "value"),
    "time criticality": ("time criticality", "urgency"),
    "risk reduction": ("risk reduction", "risk reduction and opportunity enablement"),
    "job size": ("job size",),
    "impact": ("impact", "impact per person"),
    "confidence": ("confidence", "certainty of the case"),
}


@dataclass(frozen=True)
class ScoredInputs:
    """Middle scores by proposal and input, and the criterion that each input is taken from.

    `reason` says why an input has no criterion.
    """

    known: Mapping[str, Criterion]
    middle: Mapping[tuple[str, str], float]
    reason: NotAssessed

    def of(self, proposal: str, name: str) -> OpinionInput:
        """The middle score of a proposal on the criterion of an input, or why there is none."""
        criterion = self.known.get(name)
        if criterion is None:
            return OpinionInput(name, self.reason.about(name), "points", "nobody")
        value = self.middle.get((proposal, criterion.id))
        source = f"median score on “{criterion.title}”"
        if value is None:
            return OpinionInput(
                name, NotAssessed(name, "nobody scored it", ReasonCode.NOT_SCORED), "points", source
            )
        return OpinionInput(name, usable(value, name, above=name == "job size"), "points", source)

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


def scored_inputs(workspace: Workspace, judged: Scores | None) -> ScoredInputs:
    """Middle scores of a workspace; `judged` are its scores where they have been read already."""
    criteria = read_criteria(workspace.table("criteria"))
    if isinstance(criteria, NotAssessed):
        return ScoredInputs(
            {}, {}, replace(criteria, what="score", why="there are no usable criteria")
        )
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
    return ScoredInputs(
        known,
        {
            (item, criterion.id): float(middle[place, at])
            for place, item in enumerate(judged.items)
            for at, criterion in enumerate(criteria)
            if not isnan(middle[place, at])
        },
        NotAssessed("score", "no criterion asks for it", ReasonCode.NO_CRITERIA),
    )


def on_one_scale(
    scores: ScoredInputs, inputs: tuple[OpinionInput, ...]
) -> tuple[OpinionInput, ...]:
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
