"""Where scorers disagree: kept by role, never averaged away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.standing.scores import Judgement
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion


@dataclass(frozen=True)
class RoleScore:
    """What one role said of one proposal on one criterion.

    The score and the ends of its range, in points.
    """

    role: str
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Dissent:
    """All scores of one proposal on one criterion.

    Parameters
    ----------
    criterion : str
        Id of the criterion.
    said : tuple of RoleScore
        Highest first.
    spread : float
        Highest score less lowest, in points of the scale.
    spread_share : float
        The same as a share of the scale, 0–1.
    middle : float
        Median score. Shown beside the scores, never instead of them.
    who_differs : tuple of str
        Roles whose score lies far from the median of the others, by at least the share of the scale
        that was asked for.
    """

    criterion: str
    said: tuple[RoleScore, ...]
    spread: float
    spread_share: float
    middle: float
    who_differs: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Who said what, in one line."""
        if len(self.said) == 1:
            return f"only the {self.said[0].role} scored it: {self.said[0].value:g}"
        most, least = self.said[0], self.said[-1]
        if most.value == least.value:
            return f"all {len(self.said)} scorers say {most.value:g}"
        return (
            f"from {least.value:g} ({least.role}) to {most.value:g} ({most.role}), {len(self.said)}"
            " scorers"
        )


def dissent_of(
    judgements: Sequence[Judgement], criteria: Sequence[Criterion], far_share: float
) -> tuple[Dissent, ...]:
    """Scores of one proposal by criterion, in the order of the criteria.

    Criteria that nobody scored are absent.

    Parameters
    ----------
    judgements : sequence of Judgement
        Those of the proposal.
    criteria : sequence of Criterion
    far_share : float
        Distance from the median of the others from which a scorer differs, as a share of the scale.
    """
    dissent = []
    for criterion in criteria:
        own = [judgement for judgement in judgements if judgement.criterion == criterion.id]
        if not own:
            continue
        own.sort(key=lambda judgement: (-judgement.value, judgement.role))
        values = [judgement.value for judgement in own]
        scale = criterion.high - criterion.low
        differs = [
            judgement.role
            for place, judgement in enumerate(own)
            if len(own) > 1
            and abs(judgement.value - np.median(values[:place] + values[place + 1 :]))
            >= far_share * scale
        ]
        spread = values[0] - values[-1]
        dissent.append(
            Dissent(
                criterion.id,
                tuple(
                    RoleScore(judgement.role, judgement.value, judgement.low, judgement.high)
                    for judgement in own
                ),
                spread,
                spread / scale,
                float(np.median(values)),
                tuple(differs),
            )
        )
    return tuple(dissent)
