"""Internal rate of return: published flows, all roots, the flag."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.money.measures.return_rates import (
    InternalRate,
    internal_rate,
    sign_changes,
)


def found(flow, **more) -> InternalRate:
    made = internal_rate(flow, **more)
    assert isinstance(made, InternalRate)
    return made


def test_the_pump_problem_has_two_roots_and_is_flagged():
    """Lorie & Savage (1955): 1,600 for a larger pump brings 10,000 a year earlier."""
    made = found([-1600, 10000, -10000])
    assert made.roots == pytest.approx((0.25, 4.0), abs=1e-9)
    assert made.flagged and made.sign_changes == 2
    assert isinstance(made.rate, NotAssessed) and "2 times" in made.rate.why


def test_a_plain_flow_has_the_root_of_its_square():
    # 100 = 60 x + 60 x², x = 1 / (1 + r)
    x = (-60 + np.sqrt(60**2 + 4 * 60 * 100)) / 120
    made = found([-100, 60, 60])
    assert made.rate == pytest.approx(1 / x - 1, abs=1e-9)
    assert made.roots == (made.rate,) and not made.flagged and made.sign_changes == 1


def test_a_cost_of_leaving_is_flagged_and_its_one_rate_above_zero_given():
    made = found([-100, 50, 50, 50, -20])
    assert made.flagged and made.sign_changes == 2
    assert made.rate == max(made.roots) > 0
    assert len([root for root in made.roots if root > 0]) == 1


@pytest.mark.parametrize("flow", [[-1, -2, -3], [1, 2], [0, 0, 0], [0, -5]])
def test_without_a_change_of_sign_there_is_no_rate(flow):
    made = internal_rate(flow)
    assert isinstance(made, NotAssessed) and "only" in made.why


def test_a_rate_beyond_all_bounds_is_not_assessed():
    assert isinstance(found([-1, 1000]).rate, NotAssessed)
    assert isinstance(found([-1000, 0.001]).rate, NotAssessed)


def test_noughts_do_not_change_the_sign():
    assert sign_changes([-100, 0, 0, 50, 0, 60]) == 1
    assert sign_changes([-100, 50, 1e-12, -1e-12, 60]) == 1


def test_monthly_amounts_give_a_yearly_rate():
    flow = np.zeros(25)
    flow[0], flow[24] = -100, 121
    assert found(flow, periods_per_year=12).rate == pytest.approx(0.10, abs=1e-9)


amounts = st.lists(st.floats(1, 1000), min_size=1, max_size=20)


@given(spent=amounts, gained=amounts, scale=st.floats(0.01, 100))
def test_the_value_is_nought_at_every_root_and_scaling_changes_none(spent, gained, scale):
    flow = np.array([-each for each in spent] + gained)
    made = found(flow)
    for root in made.roots:
        factors = (1 + root) ** -np.arange(len(flow))
        assert abs(np.sum(flow * factors)) <= 1e-6 * np.sum(np.abs(flow) * factors)
    assert found(flow * scale).roots == pytest.approx(made.roots, rel=1e-6, abs=1e-9)


@given(gains=st.lists(st.floats(-50, 100), min_size=2, max_size=12))
def test_no_more_roots_than_changes_of_sign(gains):
    """Descartes' rule: and both are odd, or both even, where no root lies out of bounds."""
    made = internal_rate([-80, *gains])
    if isinstance(made, InternalRate):
        assert len(made.roots) <= made.sign_changes
        assert made.flagged == (made.sign_changes > 1)
