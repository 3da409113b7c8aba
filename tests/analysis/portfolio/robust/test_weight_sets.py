"""Extreme points of weights that keep an order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from pmo_toolkit.analysis.portfolio.robust.weight_sets import LEAST_SHARE, extreme_weights


def test_a_strict_order_has_the_published_points():
    """Centroids of a rank order (Barron and Barrett 1996): 1; 1/2, 1/2; 1/3, 1/3, 1/3."""
    points = (extreme_weights((3, 2, 1), 3) - LEAST_SHARE / 3) / (1 - LEAST_SHARE)
    assert points == pytest.approx(np.array([[1, 0, 0], [0.5, 0.5, 0], [1 / 3, 1 / 3, 1 / 3]]))


def test_a_criterion_of_no_weight_has_none():
    assert (extreme_weights((2, 0, 1), 3)[:, 1] == 0).all()


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.integers(0, 1000))
def test_any_weights_of_that_order_are_a_mixture(stated, seed):
    points = extreme_weights(stated, len(stated))
    rng = np.random.default_rng(seed)
    drawn = np.zeros(len(stated))
    above = np.inf
    for level in sorted(set(stated), reverse=True):
        members = [place for place, weight in enumerate(stated) if weight == level]
        drawn[members] = rng.uniform(0, 1, len(members)) * min(above, 1.0)
        above = drawn[members].min()
    if not drawn.sum():
        return
    weights = LEAST_SHARE / len(stated) + (1 - LEAST_SHARE) * drawn / drawn.sum()
    rows = np.vstack([points.T, np.ones(len(points))])
    found = linprog(np.zeros(len(points)), A_eq=rows, b_eq=[*weights, 1])
    assert found.success


def test_no_weight_at_all_is_refused():
    with pytest.raises(ValueError, match="above nought"):
        extreme_weights((0, 0), 2)
