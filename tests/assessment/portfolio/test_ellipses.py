"""An ellipse holds the share that it says, whatever the law of the draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.assessment.portfolio.ellipses import ellipse_of


def within(ellipse, cost, value):
    """Share of the draws inside, worked out from the half axes alone."""
    axes = np.array([ellipse.cost_axis, ellipse.value_axis]).T
    steps = np.linalg.solve(axes, np.stack([cost, value]) - np.array(ellipse.centre)[:, None])
    return np.mean(np.sum(steps**2, axis=0) <= 1 + 1e-9)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(-0.95, 0.95), st.sampled_from([0.5, 0.8]))
def test_the_share_is_measured(seed, hang, share):
    rng = np.random.default_rng(seed)
    cost = np.exp(rng.standard_normal(2000)) * 1e5
    value = hang * cost + 5e4 * rng.standard_normal(2000)
    ellipse = ellipse_of(cost, value, share)
    assert ellipse.share == pytest.approx(share, abs=0.01)
    assert within(ellipse, cost, value) == pytest.approx(ellipse.share, abs=0.005)


def test_without_doubt_there_is_no_ellipse():
    assert ellipse_of(np.ones(16), np.ones(16), 0.8) is None


def test_a_certain_cost_leaves_a_line():
    ellipse = ellipse_of(np.full(1000, 7.0), np.linspace(0, 1, 1000), 0.8)
    assert ellipse.cost_axis == (0.0, 0.0) or ellipse.value_axis[0] == 0.0
    assert ellipse.share == pytest.approx(0.8, abs=0.01)
