"""Cost and time together, by hand and as properties."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.uncertainty.joint import joint_confidence


def test_ten_draws_by_hand():
    cost = np.arange(1.0, 11.0)
    days = np.array([1, 2, 3, 4, 5, 6, 7, 10, 9, 8], dtype=float)
    found = joint_confidence(cost, days, budget=8, wanted_days=8, level=0.8)
    assert found.chance_within_budget == 0.8 and found.chance_in_time == 0.8
    assert found.chance_both == 0.7  # the first seven
    assert (found.cost_at_level, found.days_at_level, found.chance_both_at_level) == (8, 8, 0.7)
    # 8 days: the draws left cost 1..7 and 10, so all of them need 10; 9 days: one more, 9 is
    # enough; 10 days: 8
    assert [(each.days, each.cost) for each in found.frontier] == [(8, 10), (9, 9), (10, 8)]


def test_what_is_not_asked_is_not_answered():
    found = joint_confidence([1.0, 2.0], [1.0, 2.0], budget=1.5)
    assert found.chance_within_budget == 0.5
    assert found.chance_in_time is None and found.chance_both is None


@given(st.integers(0, 1000), st.floats(0.5, 0.95))
@settings(max_examples=25, deadline=None)
def test_every_pair_of_the_frontier_is_kept_with_the_chosen_confidence(seed, level):
    rng = np.random.default_rng(seed)
    cost, days = rng.lognormal(0, 0.5, 400), rng.lognormal(0, 0.3, 400)
    found = joint_confidence(cost, days, level=level, budget=1.0, wanted_days=1.0)
    for point in found.frontier:
        assert np.mean((cost <= point.cost) & (days <= point.days)) >= level - 1e-12
    assert [p.days for p in found.frontier] == sorted(p.days for p in found.frontier)
    assert [p.cost for p in found.frontier] == sorted(
        (p.cost for p in found.frontier), reverse=True
    )
    assert found.chance_both <= min(found.chance_within_budget, found.chance_in_time)


def test_unfit_arguments_are_refused():
    with pytest.raises(ValueError, match="drawn together"):
        joint_confidence([1.0, 2.0], [1.0])
    with pytest.raises(ValueError, match=r"found 1\.5"):
        joint_confidence([1.0], [1.0], level=1.5)
