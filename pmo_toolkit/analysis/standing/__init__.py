"""The standing of proposals among each other, and how much doubt it survives. Pure."""

from pmo_toolkit.analysis.standing.proposals import standing_of
from pmo_toolkit.analysis.standing.rank_acceptability import Acceptability, smaa_of
from pmo_toolkit.analysis.standing.score_ranges import ScoreRanges
from pmo_toolkit.analysis.standing.second_opinions import (
    SecondOpinion,
    cd3,
    ranked_opinions,
    rice,
    wsjf,
)
from pmo_toolkit.analysis.standing.shapes import ProposalStanding, Standing
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion, desirabilities
from pmo_toolkit.analysis.standing.weighting.weights import (
    ahp_weights,
    draw_weights,
    swing_weights,
)

__all__ = [
    "Acceptability",
    "Criterion",
    "ProposalStanding",
    "ScoreRanges",
    "SecondOpinion",
    "Standing",
    "ahp_weights",
    "cd3",
    "desirabilities",
    "draw_weights",
    "ranked_opinions",
    "rice",
    "smaa_of",
    "standing_of",
    "swing_weights",
    "wsjf",
]
