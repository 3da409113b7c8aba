"""Estimates that were put level with what became of them are called so."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.estimating.in_time.rebaselined import rebaselined


def pairs(n, equal, seed=0):
    rng = np.random.default_rng(seed)
    estimate = rng.lognormal(5, 0.5, n)
    actual = estimate * np.exp(0.3 * rng.standard_normal(n) + 0.01)
    actual[:equal] = estimate[:equal]
    return estimate, actual


def test_three_in_five_equal_is_said_with_share_and_n():
    found = rebaselined(*pairs(100, 58))
    assert found is not None
    assert (found.equal, found.n, found.rows) == (58, 100, tuple(range(58)))
    assert "58 of 100 actuals (58\u00a0%, 95 % range 48 to 67" in found.sentence
    assert "re-baselined" in found.sentence


@pytest.mark.parametrize(("n", "equal"), [(141, 34), (120, 17), (5, 2), (10, 4), (0, 0)])
def test_what_chance_and_whole_months_bring_is_passed_over(n, equal):
    assert rebaselined(*pairs(n, equal)) is None


@settings(max_examples=8)
@given(st.integers(1, 30))
def test_one_more_equal_pair_never_clears_a_history(n):
    called = [rebaselined(*pairs(n, equal)) is not None for equal in range(n + 1)]
    assert called == sorted(called)


def test_pairs_that_lack_a_side_do_not_count():
    estimate, actual = pairs(40, 30)
    estimate[:10], actual[10:20] = np.nan, 0.0
    found = rebaselined(estimate, actual)
    assert found is None or found.n == 20
