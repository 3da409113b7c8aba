"""Medians and quantiles are NumPy's own, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmo_toolkit.analysis.base.order_statistics import median, quantiles

SOME = arrays(float, st.integers(1, 60), elements=st.floats(-1e12, 1e12))


@given(SOME)
def test_the_median_is_that_of_numpy(draws):
    assert median(draws) == np.median(draws)


@given(SOME, st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_quantiles_are_those_of_numpy(draws, shares):
    assert np.array_equal(quantiles(draws, shares), np.quantile(draws, shares))


@pytest.mark.parametrize("count", [1, 2, 16383, 16384])
def test_so_they_are_of_many_draws(count):
    draws = np.random.default_rng(count).lognormal(size=count)
    shares = np.linspace(0, 1, 101)
    assert median(draws) == np.median(draws)
    assert np.array_equal(quantiles(draws, shares), np.quantile(draws, shares))


def test_by_hand_and_in_the_shape_of_the_shares():
    assert median([3.0, 1.0]) == 2.0
    assert quantiles([4.0, 0.0, 2.0], [[0.25, 0.5], [0.75, 1.0]]).tolist() == [
        [1.0, 2.0],
        [3.0, 4.0],
    ]
    assert quantiles([7.0], 0.3) == 7.0


@pytest.mark.parametrize("count", [3, 4])
def test_what_is_no_number_is_not_passed_over(count):
    draws = [np.nan, *range(1, count)]
    assert np.isnan(median(draws))
    assert np.isnan(quantiles(draws, [0.1, 0.5])).all()
