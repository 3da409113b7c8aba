"""Sums of resampled weeks, exactly."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.flow.resampling import resampled_items, sum_chances

HISTORY = (3, 5, 2, 0, 4, 6, 3, 1, 5, 4, 2, 3)


def test_the_exact_convolution_of_ten_weeks():
    assert resampled_items(HISTORY, 10, (0.5, 0.85, 0.95)) == (32, 26, 23)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 7), min_size=1, max_size=4), st.integers(1, 4))
def test_it_is_the_distribution_of_every_draw(history, weeks):
    chances, step = sum_chances(history, weeks)
    sums = [sum(drawn) for drawn in product(history, repeat=weeks)]
    expected = np.bincount(sums, minlength=len(chances)) / len(sums)
    assert step == 1 and chances == pytest.approx(expected, abs=1e-9)


def test_very_many_items_are_counted_in_steps_and_never_promise_too_much():
    promised = resampled_items([3_000_000, 5_000_000], 4, (0.5, 0.95))
    assert 15_000_000 < promised[0] <= 16_000_000 and 11_900_000 < promised[1] <= 12_000_000
