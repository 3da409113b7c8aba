"""Distributions fitted to quantiles: what SHELF's own tests expect, and what holds of any."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pmo_toolkit.analysis.judgements.fitting import BAD_FIT, all_fits, fitted

# Figures of tests/testthat/test-fitting.R of the R package SHELF (github.com/OakleyJ/SHELF):
# values at which the probabilities of a known distribution are stated, its limits and parameters.
SHELF_CASES = {
    "normal": ((-10, 10, 50), stats.norm(10, 20), (-np.inf, np.inf), (10, 20)),
    "Student-t": ((-10, 10, 50), stats.t(4, 10, 20), (-np.inf, np.inf), (10, 20)),
    "beta": ((18, 20, 24), stats.beta(5, 20, 10, 50), (10, 60), (5, 20)),
    "log-normal": (
        (-78, -70, -58),
        stats.lognorm(0.5, -100, 30),
        (-100, np.inf),
        (np.log(30), 0.5),
    ),
    "log-normal, four": (
        (-6, -2, 2, 6),
        stats.lognorm(0.5, -10, np.exp(2)),
        (-10, np.inf),
        (2, 0.5),
    ),
    "gamma": ((32, 35, 37), stats.gamma(50, 10, 1 / 2), (10, np.inf), (50, 2)),
}


@pytest.mark.parametrize("case", SHELF_CASES)
def test_shelf_expects_these_parameters_and_this_best_fit(case):
    values, known, (lower, upper), parameters = SHELF_CASES[case]
    found = fitted(values, known.cdf(values), lower, upper, degrees=4)
    assert found.name == case.partition(",")[0]
    assert [value for _, value in found.parameters] == pytest.approx(parameters, rel=1e-3)
    for share in (0.05, 0.95):
        assert found.quantile(share) == pytest.approx(known.ppf(share), rel=5e-4, abs=5e-4)
    inside = float(np.mean(values))
    assert found.probability(inside) == pytest.approx(known.cdf(inside), abs=5e-4)
    assert not found.is_bad and found.misfit == ""


def test_log_t_as_shelf_expects():
    """Values 22, 30, 42 of a log-t with location log 30, scale 0.5 and 5 degrees of freedom."""
    values = np.array([22, 30, 42])
    shares = stats.t(5).cdf((np.log(values) - np.log(30)) / 0.5)
    found = fitted(values, shares, lower=0, degrees=5)
    assert found.name == "log-t"
    assert [value for _, value in found.parameters] == pytest.approx((np.log(30), 0.5), rel=1e-3)
    assert found.quantile(0.95) == pytest.approx(30 * np.exp(0.5 * stats.t(5).ppf(0.95)), rel=1e-3)


def test_linear_pool_of_shelf():
    """Fitted quartiles of three scorers, mixed 1 : 2 : 3 (test-linearpool.R, different limits)."""
    shares = np.array([0.25, 0.5, 0.6, 0.75])
    lows = (-2, 1, -4)
    known: list[Callable[[float], float]] = [
        lambda x: float(stats.gamma(10, lows[0], 1 / 4).cdf(x)),
        lambda x: float(stats.lognorm(2, lows[1], 3).cdf(x)),
        lambda x: float(stats.t(3, 1, 2).cdf(np.log(x - lows[2]))),
    ]
    stated = (
        stats.gamma(10, lows[0], 1 / 4).ppf(shares),
        stats.lognorm(2, lows[1], 3).ppf(shares),
        lows[2] + np.exp(stats.t(3, 1, 2).ppf(shares)),
    )
    fits = [fitted(values, shares, lower=low) for values, low in zip(stated, lows, strict=True)]
    assert [fit.name for fit in fits] == ["gamma", "log-normal", "log-t"]
    weights = np.array([1, 2, 3]) / 6
    mixed = weights @ [fit.probability(3.0) for fit in fits]
    assert mixed == pytest.approx(weights @ [cdf(3.0) for cdf in known], rel=1e-4)


@settings(max_examples=10, deadline=None)
@given(st.floats(1, 1e4), st.floats(1.05, 8), st.floats(1.05, 8))
def test_quantiles_ascend_and_invert_probabilities(middle, below, above):
    found = fitted((middle / below, middle, middle * above), (0.1, 0.5, 0.9), lower=0)
    shares = (0.05, 0.2, 0.5, 0.8, 0.95)
    quantiles = [found.quantile(share) for share in shares]
    assert quantiles == sorted(quantiles)
    assert min(quantiles) >= 0
    for share, value in zip(shares, quantiles, strict=True):
        assert value == 0 or found.probability(value) == pytest.approx(share, abs=1e-6)
    assert found.is_bad == (abs(found.worst[1] - found.worst[2]) > BAD_FIT)


def test_the_unit_changes_nothing():
    one, thousand = (
        fitted([factor * value for value in (8, 10, 19)], (0.1, 0.5, 0.9), lower=0)
        for factor in (1, 1000)
    )
    assert one.name == thousand.name
    assert thousand.quantile(0.95) == pytest.approx(1000 * one.quantile(0.95), rel=1e-4)


def test_skewed_downwards_below_a_limit():
    """The mirror of a gamma distribution, below its upper limit."""
    shares = np.array([0.1, 0.5, 0.9])
    values = 100 - stats.gamma(3, scale=4).ppf(1 - shares)
    found = fitted(values, shares, upper=100)
    assert found.name == "mirrored gamma"
    assert [value for _, value in found.parameters] == pytest.approx((3, 0.25), rel=1e-3)
    assert found.quantile(0.05) < values[0] and found.quantile(0.999) < 100


def test_what_fits_badly_is_said():
    """Half of all cases close to 10, the others close to 1000: two cases in one quantity."""
    found = fitted((9, 10, 11, 990, 1000), (0.1, 0.3, 0.5, 0.6, 0.9), lower=0)
    assert found.is_bad and found.name in found.misfit and "two different cases" in found.misfit
    fits = all_fits((9, 10, 11, 990, 1000), (0.1, 0.3, 0.5, 0.6, 0.9))
    squares = [fit.sum_of_squares for fit in fits]
    assert squares == sorted(squares)


def test_a_judgement_that_nothing_is_less():
    found = fitted((0, 10, 30), (0.0, 0.5, 0.9), lower=0)
    assert found.probability(0) == pytest.approx(0, abs=1e-6) and found.quantile(0.05) > 0


@pytest.mark.parametrize(
    ("values", "shares", "limits", "words"),
    [
        ((1,), (0.5,), (0, 9), "two quantiles"),
        ((1, 2), (0.1, 0.5, 0.9), (0, 9), "two quantiles"),
        ((2, 1, 3), (0.1, 0.5, 0.9), (0, 9), "must ascend"),
        ((1, 2, 3), (0.5, 0.1, 0.9), (0, 9), "must ascend"),
        ((1, 2, 3), (0.1, 0.5, 1.9), (0, 9), "must ascend"),
        ((1, 2, 3), (0.5, 0.6, 0.9), (0, 9), "must reach"),
        ((1, 2, 3), (0.1, 0.5, 0.9), (1.5, 9), "within the limits"),
        ((1, 2, np.nan), (0.1, 0.5, 0.9), (0, 9), "finite"),
    ],
)
def test_unfit_quantiles_are_refused(values, shares, limits, words):
    with pytest.raises(ValueError, match=words):
        fitted(values, shares, *limits)
