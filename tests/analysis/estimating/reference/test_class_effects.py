"""Classes of finished projects: known variances come back, chance does not, few widen."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from pmo_toolkit.analysis.estimating.reference.class_effects import (
    predictive_quantiles,
    put_on_level,
    variance_components,
)


def test_variance_components_of_a_worked_example():
    """Searle et al., chapter 3: balanced, MSA = n·Σ(ȳᵢ − ȳ)²/(a − 1), MSE within."""
    values = np.array([1.0, 3.0, 11.0, 13.0, 21.0, 23.0])
    codes = np.array([0, 0, 1, 1, 2, 2])
    among, within = 2 * (10**2 + 0 + 10**2) / 2, 2.0
    by_chance = within * (1 + np.sqrt(2 / 2 + 2 / 3))
    assert variance_components(values, codes) == pytest.approx(((among - by_chance) / 2, within))


def test_known_variances_come_back():
    rng = np.random.default_rng(0)
    codes = np.repeat(np.arange(200), 20)
    values = 0.5 * rng.standard_normal(200)[codes] + 0.3 * rng.standard_normal(4000)
    between, within = variance_components(values, codes)
    assert np.sqrt(between) == pytest.approx(0.5, rel=0.1)
    assert np.sqrt(within) == pytest.approx(0.3, rel=0.05)


def test_values_without_a_class_do_not_count():
    values, codes = np.array([1.0, 2, 5, 6, 100]), np.array([0, 0, 1, 1, -1])
    assert variance_components(values, codes) == variance_components(values[:4], codes[:4])


def test_chance_seldom_tells_classes_apart():
    rng = np.random.default_rng(1)
    told = [
        variance_components(rng.standard_normal(60), rng.integers(0, 6, 60))[0] > 0
        for _ in range(300)
    ]
    assert np.mean(told) < 0.25


def test_the_weight_of_a_class_grows_with_its_projects():
    rng = np.random.default_rng(2)
    sizes = [1, 3, 10, 30, 60]
    labels = pd.Series(np.repeat(list("abcde"), sizes))
    shift = labels.map(dict(zip("abcde", (1.0, -1, 1, -1, 0.5), strict=True))).to_numpy(float)
    logs = shift + 0.4 * rng.standard_normal(len(labels))
    weights = [put_on_level(logs, {"x": (labels, name)}).effects[0].weight for name in "abcde"]
    assert weights == sorted(weights) and 0.5 < weights[0] < weights[-1] < 1


def test_without_classes_nothing_changes():
    logs = np.random.default_rng(0).standard_normal(20)
    assert put_on_level(logs, {}).logs == pytest.approx(logs)


def test_many_values_give_their_own_quantiles():
    values = norm.ppf(np.arange(1, 5000) / 5000)
    assert predictive_quantiles(values, (0.1, 0.5, 0.8)) == pytest.approx(
        norm.ppf([0.1, 0.5, 0.8]), abs=1e-3
    )


@pytest.mark.parametrize("n", [5, 8, 12, 25])
def test_one_more_value_falls_within_as_often_as_said(n):
    rng = np.random.default_rng(n)
    inside = []
    for _ in range(1500):
        values = rng.gumbel(size=n + 1)
        low, high = predictive_quantiles(values[:n], (0.1, 0.9))
        inside.append(low <= values[n] <= high)
    assert np.mean(inside) == pytest.approx(0.8, abs=0.035)


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=30))
def test_quantiles_ascend_and_hold_the_middle(values):
    found = predictive_quantiles(values, (0.01, 0.1, 0.5, 0.9, 0.99))
    assert (np.diff(found) >= -1e-9).all()
    assert min(values) - 1e-9 <= found[2] <= max(values) + 1e-9
