"""A believable standing and second opinions for the invented assessments. All invented."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Question
from pmo_toolkit.analysis.standing import ProposalStanding, cd3, rice, wsjf
from pmo_toolkit.analysis.standing.dissent import Dissent, RoleScore
from pmo_toolkit.analysis.standing.shapes import (
    Neighbour,
    ScorerView,
    Swap,
    WeightChange,
    WeightedCriterion,
)
from pmo_toolkit.analysis.standing.tiers import tier_of
from pmo_toolkit.assessment.second_opinions import OpinionInput, RankedOpinion
from pmo_toolkit.core.settings import Settings

CRITERIA = (
    WeightedCriterion("K-1", "value to the business", 1, 10, 0.5),
    WeightedCriterion("K-2", "urgency", 1, 10, 0.3),
    WeightedCriterion("K-3", "ease of delivery", 1, 10, 0.2),
)


def standing(alternatives: int = 24) -> ProposalStanding:
    """A proposal about rank 5 of 24.

    Contested, urgent in the eyes of one role and not of another.
    """
    places = np.arange(alternatives)
    shares = np.exp(-(((places - 4) / 3.2) ** 2))
    shares = shares / shares.sum()
    chance = float(shares[:8].sum())
    return ProposalStanding(
        proposal="P-017",
        criteria=CRITERIA,
        alternatives=alternatives,
        tier=tier_of(
            chance, 8, {"Finance director": 0.31, "Director of operations": 0.95}, Settings()
        ),
        expected_rank=float((shares * (places + 1)).sum()),
        rank_low=2,
        rank_high=8,
        rank_acceptability=tuple(shares.tolist()),
        chance_first=float(shares[0]),
        chance_first_any_weights=0.11,
        central_weights=(0.3, 0.6, 0.1),
        beats=tuple(
            (f"P-{place:03d}", 0.2 + 0.6 * place / alternatives) for place in range(1, alternatives)
        ),
        not_scored=("ease of delivery",),
        value=0.61,
        value_rank=5.0,
        topsis=0.58,
        topsis_rank=7.0,
        above=Neighbour(
            "P-003",
            "Digital mailroom",
            0.44,
            Swap(
                0.06,
                (WeightChange("K-1", 0.5, 0.44), WeightChange("K-2", 0.3, 0.36)),
                WeightChange("K-2", 0.3, 0.39),
            ),
        ),
        below=Neighbour(
            "P-008",
            "Archive renewal",
            0.57,
            NotAssessed(
                "weight change that swaps two", "no weights swap them", ReasonCode.NO_WEIGHTS
            ),
        ),
        dissent=(
            Dissent(
                "K-1",
                (
                    RoleScore("Director of operations", 8, 7, 9),
                    RoleScore("Finance director", 7, 7, 7),
                ),
                1,
                1 / 9,
                7.5,
                (),
            ),
            Dissent(
                "K-2",
                (
                    RoleScore("Director of operations", 9, 9, 9),
                    RoleScore("Finance director", 2, 1, 3),
                ),
                7,
                7 / 9,
                5.5,
                ("Director of operations", "Finance director"),
            ),
        ),
        views=(
            ScorerView("Finance director", 11.2, 0.31),
            ScorerView("Director of operations", 2.4, 0.95),
        ),
    )


def opinions() -> tuple[RankedOpinion, ...]:
    """WSJF and CD3 with a value, RICE without."""
    asked = Question(
        "Customer services",
        "How much would it change for each person reached?",
        "Lets RICE be computed.",
        "x",
    )
    missing = NotAssessed("impact", "no criterion asks for it", ReasonCode.NO_CRITERIA)
    return (
        RankedOpinion(
            wsjf(8, 5, 2, 5),
            (OpinionInput("business value", 8.0, "points", "median score"),),
            6.5,
            20,
            (),
        ),
        RankedOpinion(
            cd3(12_000, 4),
            (OpinionInput("cost of delay", 12_000.0, "money per month", "benefits"),),
            3.0,
            14,
            (),
        ),
        RankedOpinion(
            rice(420, None, 0.8, 24),
            (OpinionInput("impact", missing, "points", "nobody"),),
            missing,
            0,
            (asked,),
        ),
    )
