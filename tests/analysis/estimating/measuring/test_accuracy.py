"""Accuracy measures against definitions worked out by hand."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.estimating.measuring.accuracy import (
    coverage_range,
    guessing_residual,
    median_relative_error,
    pred25,
    standardised_accuracy,
)

actuals = st.lists(st.floats(1, 1e6), min_size=2, max_size=30)


@given(actuals)
def test_guessing_is_the_mean_over_all_ordered_pairs(values):
    pairs = [abs(a - b) for a, b in itertools.permutations(values, 2)]
    assert guessing_residual(values) == pytest.approx(np.mean(pairs), rel=1e-9, abs=1e-9)


def test_standardised_accuracy_is_one_when_perfect_and_zero_when_no_better_than_guessing():
    y = np.array([1.0, 2.0, 4.0])
    assert standardised_accuracy(y, y) == 1.0
    assert standardised_accuracy(y, y + guessing_residual(y)) == pytest.approx(0.0)
    with pytest.raises(ValueError, match="equal"):
        standardised_accuracy([3, 3], [3, 3])


def test_relative_errors_by_hand():
    assert median_relative_error([10, 20, 40], [12, 10, 40]) == pytest.approx(0.2)
    assert pred25([10, 20, 40], [12, 10, 40]) == pytest.approx(2 / 3)


def test_wilson_range_of_eight_in_ten():
    # Wilson, 1927: 8 of 10 at 95 % gives .490 to .943.
    assert coverage_range(8, 10) == pytest.approx((0.490, 0.943), abs=5e-4)
