"""How far ranges reach: by rank where projects are many, by Student's t where they are few."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from scipy.stats import t as student

from pmo_toolkit.analysis.estimating.model.bayesian_linear import LeaveOneOut
from pmo_toolkit.analysis.estimating.model.intervals import reach


def left_out(scores: np.ndarray, weights: np.ndarray | None = None, groups: int | None = None):
    n = len(scores)
    return LeaveOneOut(scores, np.ones(n), np.ones(n) if weights is None else weights, groups or n)


def test_by_hand():
    """Fifteen residuals of size 1 to 15.

    The twelfth is 12; Student's t of five degrees of freedom is 1.476 at 90 %.
    """
    scores = np.arange(1.0, 16) * np.where(np.arange(15) % 2, 1, -1)
    scale = np.sqrt(1240 / 15)
    assert reach(left_out(scores), (0.8,))[0] == pytest.approx(
        (15 * 12 + 30 * scale * 1.475884) / 45, rel=1e-6
    )


def test_many_normal_residuals_give_normal_ranges():
    scores = norm.ppf((np.arange(5000) + 0.5) / 5000)
    assert reach(left_out(scores), (0.5, 0.8, 0.99)) == pytest.approx(
        norm.ppf([0.75, 0.9, 0.995]), rel=0.01
    )


@given(
    st.lists(st.floats(-5, 5), min_size=5, max_size=40),
    st.lists(st.floats(0.001, 0.999), min_size=2, max_size=2),
)
@settings(max_examples=50, deadline=None)
def test_reach_grows_with_the_level(scores, levels):
    low, high = reach(left_out(np.array(scores)), sorted(levels))
    assert 0 <= low <= high + 1e-12


def test_a_weight_of_two_is_the_residual_twice_and_few_houses_reach_further():
    scores = np.array([1.0, 2, 3, 4, 5, 6])
    twice = reach(left_out(scores, np.array([2.0, 1, 1, 1, 1, 1]), 7), (0.4, 0.9))
    assert twice == pytest.approx(reach(left_out(np.array([1.0, 1, 2, 3, 4, 5, 6])), (0.4, 0.9)))
    few, many = (reach(left_out(scores, groups=groups), (0.95,))[0] for groups in (2, 6))
    assert student.ppf(0.975, 2) * np.sqrt(np.mean(scores**2)) > few > many
