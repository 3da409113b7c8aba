"""Ranks under moved weights are those of a standing that is computed anew."""

from __future__ import annotations

import pandas as pd
import pytest

from pmo_toolkit.analysis.standing.proposals import standing_of
from pmo_toolkit.analysis.standing.rankable import ranked_together
from pmo_toolkit.analysis.standing.reweighing import Reweighing
from pmo_toolkit.core.settings import Settings

SETTINGS = Settings().with_overrides({"standing_draws": 600})
CRITERIA = pd.DataFrame(
    {
        "id": ["K-1", "K-2", "K-3"],
        "title": ["value", "urgency", "effort"],
        "direction": ["up", "up", "down"],
        "scale_low": 1.0,
        "scale_high": 10.0,
        "weight": [100.0, 50.0, 20.0],
        "weight_method": "swing",
        "_row": [2, 3, 4],
    }
)
_SCORES = {
    ("A", "K-1"): (9, 8, 10), ("A", "K-2"): (2, 1, 4), ("A", "K-3"): (5, 4, 7),
    ("B", "K-1"): (5, 3, 8), ("B", "K-2"): (8, 6, 9), ("B", "K-3"): (2, 1, 3),
    ("C", "K-1"): (6, 5, 7), ("C", "K-2"): (6, 5, 8), ("C", "K-3"): (6, 2, 9),
}  # fmt: skip
JUDGEMENTS = pd.DataFrame(
    [
        {
            "scorer_role": role,
            "item": item,
            "criterion": criterion,
            "value": float(value),
            "low": float(low),
            "high": float(high),
            "time": pd.NaT,
        }
        for role in ("Head of Sales", "Head of IT")
        for (item, criterion), (value, low, high) in _SCORES.items()
        if role != "Head of IT" or item != "C"
    ]
).assign(_row=lambda frame: range(2, len(frame) + 2))


def _standing(weights):
    return standing_of(JUDGEMENTS, CRITERIA.assign(weight=weights), SETTINGS)


@pytest.fixture(scope="module")
def reweighing():
    return Reweighing(ranked_together(JUDGEMENTS, CRITERIA, SETTINGS).scores, SETTINGS)


@pytest.mark.parametrize("weights", [(0.5, 0.3, 0.2), (0.1, 0.1, 0.8), (0.0, 1.0, 0.0)])
def test_it_is_the_standing_under_these_weights(reweighing, weights):
    found, anew = reweighing.ranked([weights]), _standing(weights)
    assert [one.proposal for one in found] == [one.proposal for one in anew.proposals]
    for one, other in zip(found, anew.proposals, strict=True):
        assert one.tier == other.tier
        assert one.expected_rank == pytest.approx(other.expected_rank)
        assert (one.rank_low, one.rank_high) == (other.rank_low, other.rank_high)
        assert one.rank_acceptability == pytest.approx(other.rank_acceptability)


def test_several_scorers_are_not_averaged(reweighing):
    """Weights of two who want opposite things: ranks of both remain possible."""
    sales, it = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0)
    both = {one.proposal: one for one in reweighing.ranked([sales, it])}
    mean = {one.proposal: one for one in reweighing.ranked([(0.5, 0.5, 0.0)])}
    assert both["A"].rank_acceptability[0] == pytest.approx(0.5, abs=0.05)
    assert mean["A"].rank_acceptability[0] < 0.4 or mean["A"].rank_acceptability[0] > 0.6
    rank, chance = both["A"].likeliest_rank
    assert chance == max(both["A"].rank_acceptability) and 1 <= rank <= 3
