"""Sums of costs, beside a simulation in which errors are of their own or in common."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.studies.portfolio.costs_together import costs_together


def drawn(rng, common: float, count: int, draws: int) -> np.ndarray:
    """Lognormal costs of which a share of the variance of the error is common to all."""
    own = rng.normal(size=(count, draws))
    error = np.sqrt(common) * rng.normal(size=draws) + np.sqrt(1 - common) * own
    return 100 * np.exp(0.4 * error)


@pytest.mark.parametrize(("common", "is_alike"), [(0.0, False), (1.0, True)])
def test_eight_true_sums_of_ten_lie_within_the_range_of_their_world(common, is_alike):
    rng = np.random.default_rng(4)
    sums = costs_together(list(drawn(rng, 0.0, 20, 4000)))  # what a workspace holds
    low, high = (sums.low_alike, sums.high_alike) if is_alike else (sums.low, sums.high)
    truth = drawn(rng, common, 20, 4000).sum(axis=0)
    assert np.mean((truth >= low) & (truth <= high)) == pytest.approx(0.8, abs=0.03)


@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 9))
def test_errors_in_common_are_the_sum_of_the_ends(seed, count):
    costs = list(drawn(np.random.default_rng(seed), 0.0, count, 200))
    sums = costs_together(costs)
    ends = np.sum([np.quantile(cost, (0.1, 0.9)) for cost in costs], axis=0)
    assert (sums.low_alike, sums.high_alike) == pytest.approx(tuple(ends), rel=0.02)
    if count == 1:
        assert (sums.low, sums.high) == (sums.low_alike, sums.high_alike)
