"""The smallest change of weights that swaps two alternatives.

By hand, and against linear programming.
"""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import linprog

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.weighting.swaps import WeightSwap, smallest_swap


def test_by_hand():
    """Lead (.4, −.2) at weights (.6, .4).

    .16. Moving a quarter of .6 … w × .4 = (1 − w) × .2 at w = 1/3.
    """
    found = smallest_swap([0.8, 0.3], [0.4, 0.5], [6, 4])
    assert isinstance(found, WeightSwap)
    assert found.after == pytest.approx((1 / 3, 2 / 3)) and found.moved == pytest.approx(
        0.6 - 1 / 3
    )
    assert found.single is not None
    assert (found.single.criterion, found.single.before, found.single.after) == pytest.approx(
        (0, 0.6, 1 / 3)
    )


lead = arrays(float, 4, elements=st.integers(-8, 8).map(lambda each: each / 8))
weights = arrays(float, 4, elements=st.integers(0, 6).map(float)).filter(np.any)


@given(lead, weights)
def test_no_smaller_change_exists(lead, weights):
    shares = weights / weights.sum()
    assume(shares @ lead >= 0)
    upper, lower = np.maximum(lead, 0), np.maximum(-lead, 0)
    found = smallest_swap(upper, lower, weights)
    if isinstance(found, NotAssessed):
        assert lead.min() >= 0
        return
    after = np.array(found.after)
    assert after.min() >= -1e-12 and after.sum() == pytest.approx(1)
    assert after @ lead == pytest.approx(0, abs=1e-9), "they draw level"
    # minimise Σ (up + down) with weights + up − down on the simplex and level or swapped
    best = linprog(
        np.ones(8),
        A_ub=[np.r_[lead, -lead]],
        b_ub=[-shares @ lead],
        A_eq=[np.r_[np.ones(4), -np.ones(4)]],
        b_eq=[0],
        bounds=[(0, None)] * 4 + [(0, share) for share in shares],
    )
    assert found.moved == pytest.approx(best.fun / 2, abs=1e-9)
    if found.single is not None:
        changed = found.single
        scaled = np.where(np.arange(4) == changed.criterion, 0, shares)
        scaled *= (1 - changed.after) / scaled.sum()
        scaled[changed.criterion] = changed.after
        assert scaled @ lead == pytest.approx(0, abs=1e-9)
        assert abs(changed.after - changed.before) >= found.moved - 1e-9, (
            "one weight alone never does it with less"
        )


def test_what_no_weights_can_swap_is_said():
    found = smallest_swap([0.8, 0.5], [0.4, 0.5], [1, 1])
    assert isinstance(found, NotAssessed) and "no weights swap them" in found.why
    found = smallest_swap([0.8, np.nan], [0.4, 0.5], [1, 1])
    assert isinstance(found, NotAssessed) and "lacks a score" in found.why


def test_level_already():
    found = smallest_swap([1, 0], [0, 1], [1, 1])
    assert isinstance(found, WeightSwap) and found.moved == 0


def test_a_single_criterion_of_all_weight():
    found = smallest_swap([1, 0], [0, 1], [1, 0])
    assert isinstance(found, WeightSwap) and found.moved == pytest.approx(0.5)
    assert found.single is not None and found.single.criterion == 1


def test_unfit_input_is_refused():
    with pytest.raises(ValueError, match="higher value"):
        smallest_swap([0, 0.1], [1, 0], [1, 1])
    with pytest.raises(ValueError, match="equally many"):
        smallest_swap([1], [0], [1, 1])
