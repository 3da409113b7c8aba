"""Draws: published moments and properties that must hold for any range."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.simulation import (
    Range,
    correlated,
    pert,
    sample_ratios,
    stated_range,
    uniforms,
)

N = 16384
numbers = st.floats(0, 1e7, allow_subnormal=False)


def test_pert_has_the_published_mean_and_stays_in_its_range():
    draws = pert(uniforms(1, "a", N), Range(10, 20, 45))
    assert draws.mean() == pytest.approx((10 + 4 * 20 + 45) / 6, rel=1e-3)
    assert draws.min() >= 10 and draws.max() <= 45


@given(st.tuples(numbers, numbers, numbers))
@settings(max_examples=40)
def test_quantiles_of_a_range_are_ordered_and_shift_with_it(values):
    low, mode, high = sorted(values)
    u = uniforms(3, "x", 512)
    draws = pert(u, Range(low, mode, high))
    p20, p50, p80 = np.quantile(draws, (0.2, 0.5, 0.8))
    assert low - 1e-6 <= p20 <= p50 <= p80 <= high * (1 + 1e-9) + 1e-6
    moved = pert(u, Range(low + 1000, mode + 1000, high + 1000))
    assert np.allclose(moved, draws + 1000, rtol=1e-9, atol=1e-3)


def test_a_range_out_of_order_is_refused():
    with pytest.raises(ValueError, match="low ≤ mode ≤ high"):
        Range(2, 1, 3)


def test_what_three_cells_state():
    nan = float("nan")
    assert stated_range(nan, 5, nan) == Range(5, 5, 5)
    assert stated_range(2, nan, 4) == Range(2, 3, 4)
    assert stated_range(2, nan, nan) is None
    assert stated_range(nan, nan, nan) is None


def test_streams_are_stratified_repeatable_and_apart():
    first, again, other = uniforms(7, "cost 1", N), uniforms(7, "cost 1", N), uniforms(7, "cost 2", N)
    assert np.array_equal(first, again)
    assert sorted((first * N).astype(int)) == list(range(N))
    assert abs(np.corrcoef(first, other)[0, 1]) < 0.03
    assert not np.array_equal(first, uniforms(8, "cost 1", N))


def test_correlation_widens_a_sum_and_keeps_the_margins():
    shared = uniforms(1, "group", N)
    parts = [correlated(uniforms(1, f"part {i}", N), shared, 0.5) for i in range(6)]
    alone = [uniforms(1, f"part {i}", N) for i in range(6)]
    assert np.std(np.sum(parts, axis=0)) > 1.3 * np.std(np.sum(alone, axis=0))
    assert np.mean(parts[0]) == pytest.approx(0.5, abs=0.01)
    from scipy.stats import norm

    scores = norm.ppf(np.clip(parts, 1e-9, 1 - 1e-9))
    assert np.corrcoef(scores[0], scores[1])[0, 1] == pytest.approx(0.5, abs=0.03)


def test_ratios_are_drawn_from_those_observed():
    ratios = [0.8, 1.0, 1.2, 2.0, 5.0]
    draws = sample_ratios(uniforms(1, "r", N), ratios)
    assert draws.min() >= 0.8 and draws.max() <= 5.0
    assert np.median(draws) == pytest.approx(1.2, rel=1e-3)
