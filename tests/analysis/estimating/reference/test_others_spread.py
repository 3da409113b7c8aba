"""Others' spread: as stated about 1, and the more of it the fewer own projects there are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.estimating.reference.class_effects import predictive_quantiles
from pmo_toolkit.analysis.estimating.reference.others_spread import (
    SPREAD_OF_OTHERS,
    pooled_with_others,
    ratios_of_others,
    weight_of_others,
)
from pmo_toolkit.core.settings import Settings

SETTINGS = Settings()
SHARES = (0.1, 0.2, 0.8, 0.9)


def test_the_ratios_are_the_stated_quantiles_drawn_out_for_the_unknown_level():
    ratio = SPREAD_OF_OTHERS.ratio
    stated = np.log([ratio.p10, ratio.p20, ratio.p80, ratio.p90])
    # variance .404² of a house, .25² between them
    widening = np.hypot(1, 0.25 / (np.log(1.89 / 0.67) / 2.563))
    found = np.log(np.quantile(ratios_of_others(), SHARES))
    assert found == pytest.approx(widening * stated, abs=0.01)
    assert SPREAD_OF_OTHERS.widening == pytest.approx(widening) == pytest.approx(1.175, abs=0.001)


def test_the_ratios_leave_the_level_as_it_is():
    ratios = ratios_of_others()
    assert np.median(ratios) == pytest.approx(1.0)
    assert len(ratios) == 201 and list(ratios) == sorted(ratios) and ratios[0] > 0


@given(st.integers(2, 400))
def test_others_count_less_with_each_own_project(n):
    assert 0 < weight_of_others(n + 1, SETTINGS) < weight_of_others(n, SETTINGS) < 1


@given(st.lists(st.floats(-1, 1), min_size=5, max_size=60))
def test_the_median_stays_and_the_range_is_never_far_below_others(logs):
    values = np.array(logs)
    pooled = pooled_with_others(values, SETTINGS)
    assert np.median(pooled) == pytest.approx(np.median(values))
    least = weight_of_others(len(logs), SETTINGS) * SPREAD_OF_OTHERS.variance
    # Student's t of four degrees of freedom draws in by a tenth at most
    assert np.var(pooled, ddof=1) >= 0.6 * least


def test_own_projects_alone_count_where_others_are_worth_nothing():
    logs = np.random.default_rng(2).normal(0.1, 0.3, 12)
    alone = pooled_with_others(logs, Settings.of(others_spread_projects=0.0))
    assert alone == pytest.approx(logs)


def test_five_projects_that_agree_by_chance_give_no_narrow_range():
    logs = np.array([0.1, 0.11, 0.12, 0.13, 0.14])
    low, high = predictive_quantiles(pooled_with_others(logs, SETTINGS), (0.1, 0.9))
    bare_low, bare_high = predictive_quantiles(logs, (0.1, 0.9))
    assert high - low > 10 * (bare_high - bare_low) and high - low > 0.6


def test_pooled_ranges_hold_one_more_project_as_often_as_they_say():
    # houses of which every one has its own spread, about that of others
    rng, within = np.random.default_rng(4), []
    for _ in range(3000):
        spread = np.sqrt(SPREAD_OF_OTHERS.variance * np.exp(rng.normal(0, 0.6)))
        *own, new = rng.normal(0.2, spread, 7)
        low, high = predictive_quantiles(pooled_with_others(np.array(own), SETTINGS), (0.1, 0.9))
        within.append(low <= new <= high)
    assert np.mean(within) == pytest.approx(0.8, abs=0.04)
