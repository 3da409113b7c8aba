"""Uncertain inputs: published moments, exact quantiles, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import (
    Lognormal,
    ThreePoint,
    lognormal_from_quantiles,
    sample_ratios,
    stated_range,
)

N = 16384
numbers = st.floats(0, 1e7, allow_subnormal=False)


def test_pert_has_the_published_mean_and_stays_in_its_range():
    made = ThreePoint(10, 20, 45)
    draws = made.at(uniforms(1, "a", N, 0))
    assert made.mean == pytest.approx((10 + 4 * 20 + 45) / 6)
    assert draws.mean() == pytest.approx(made.mean, rel=1e-4)
    assert draws.var() == pytest.approx(made.variance, rel=1e-3)
    assert draws.min() >= 10 and draws.max() <= 45


def test_triangular_10_20_45_has_mean_25_and_variance_54_1667():
    made = ThreePoint(10, 20, 45, shape="triangular")
    draws = made.at(uniforms(1, "a", N, 0))
    assert made.mean == 25 and made.variance == pytest.approx(54.1667, abs=1e-4)
    assert draws.mean() == pytest.approx(25, rel=1e-5)
    assert draws.var() == pytest.approx(54.1667, rel=1e-3)


@pytest.mark.parametrize("values", [(10, 20, 45), (5, 8, 17), (0, 0, 9), (3, 7, 7), (1, 50, 51)])
def test_quantiles_are_those_of_scipy(values):
    low, mode, high = values
    u = np.linspace(0.01, 0.99, 333)
    middle = (mode - low) / (high - low)
    exact = low + (high - low) * stats.beta(1 + 4 * middle, 5 - 4 * middle).ppf(u)
    assert np.allclose(ThreePoint(low, mode, high).at(u), exact, atol=1e-4 * (high - low))
    triangle = stats.triang(middle, loc=low, scale=high - low).ppf(u)
    assert np.allclose(ThreePoint(low, mode, high, shape="triangular").at(u), triangle)


@given(st.tuples(numbers, numbers, numbers), st.sampled_from(["pert", "triangular"]))
@settings(max_examples=40, deadline=None)
def test_quantiles_of_a_range_are_ordered_and_shift_with_it(values, shape):
    low, mode, high = sorted(values)
    u = uniforms(3, "x", 512)
    draws = ThreePoint(low, mode, high, shape=shape).at(u)
    p20, p50, p80 = np.quantile(draws, (0.2, 0.5, 0.8))
    assert low - 1e-6 <= p20 <= p50 <= p80 <= high * (1 + 1e-9) + 1e-6
    moved = ThreePoint(low + 1000, mode + 1000, high + 1000, shape=shape).at(u)
    assert np.allclose(moved, draws + 1000, rtol=1e-6, atol=1e-2)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ((2, 1, 3), ["licence", "optimistic value 2", "most likely value 1"]),
        ((1, 4, 3), ["licence", "most likely value 4", "pessimistic value 3"]),
        ((1, float("nan"), 3), ["licence", "most likely", "nan"]),
        ((1, 2, float("inf")), ["licence", "pessimistic", "inf"]),
    ],
)
def test_a_range_out_of_order_is_refused_with_both_values(values, words):
    with pytest.raises(ValueError) as refused:
        ThreePoint(*values, name="licence")
    assert all(word in str(refused.value) for word in words)


def test_an_unknown_shape_is_refused():
    with pytest.raises(ValueError, match="pert or triangular"):
        ThreePoint(1, 2, 3, shape="normal")


def test_what_three_cells_state():
    nan = float("nan")
    assert stated_range(nan, 5, nan) == ThreePoint(5, 5, 5)
    assert stated_range(2, nan, 4) == ThreePoint(2, 3, 4)
    assert stated_range(2, nan, nan) is None
    assert stated_range(None, nan, None) is None


def test_a_lognormal_meets_two_quantiles_exactly():
    made = lognormal_from_quantiles({0.2: 30.0, 0.8: 90.0})
    assert made.at(np.array([0.2, 0.8])) == pytest.approx([30, 90])
    assert made.misfit < 1e-12


def test_a_lognormal_from_its_own_three_quantiles_is_found_again():
    true = Lognormal(4.0, 0.7)
    made = lognormal_from_quantiles(
        dict(zip((0.1, 0.5, 0.9), true.at(np.array([0.1, 0.5, 0.9])), strict=True))
    )
    assert (made.log_mean, made.log_sd) == pytest.approx((4.0, 0.7))
    assert made.misfit < 1e-9
    assert made.mode == pytest.approx(np.exp(4.0 - 0.49))


def test_three_quantiles_that_are_no_lognormal_are_fitted_by_least_squares_and_the_misfit_is_said():
    # by hand: logs 0, ln 4, ln 100 with scores -z, 0, z: slope ln(100)/2z, level the mean of the
    # logs
    made = lognormal_from_quantiles({0.1: 1.0, 0.5: 4.0, 0.9: 100.0})
    z = stats.norm.ppf(0.9)
    assert made.log_sd == pytest.approx(np.log(100) / (2 * z))
    assert made.log_mean == pytest.approx(np.log(400) / 3)
    assert made.misfit == pytest.approx(np.exp(np.log(400) / 3) / 4 - 1)


@pytest.mark.parametrize(
    ("quantiles", "words"),
    [
        ({0.5: 3.0}, "at least two"),
        ({0.1: 5.0, 0.9: 3.0}, r"tender: P10 = 5 is above P90 = 3"),
        ({0.1: 0.0, 0.9: 3.0}, "above 0"),
        ({0.0: 1.0, 0.9: 3.0}, "between 0 and 1"),
    ],
)
def test_unfit_quantiles_are_refused(quantiles, words):
    with pytest.raises(ValueError, match=words):
        lognormal_from_quantiles(quantiles, name="tender")


def test_ratios_are_drawn_from_those_observed():
    ratios = [0.8, 1.0, 1.2, 2.0, 5.0]
    draws = sample_ratios(uniforms(1, "r", N, 0), ratios)
    assert draws.min() >= 0.8 and draws.max() <= 5.0
    assert np.median(draws) == pytest.approx(1.2, rel=1e-3)
