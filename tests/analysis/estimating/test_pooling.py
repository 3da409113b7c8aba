"""Partial pooling: own projects count more the more there are; none means no estimate."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from sklearn.base import clone

from pmo_toolkit.analysis.estimating.measuring.accuracy import guessing_residual
from pmo_toolkit.analysis.estimating.pooling import PooledEstimator
from pmo_toolkit.analysis.estimating.priors import SizePrior, summarise
from pmo_toolkit.assessment.history import public_priors

PRIOR = public_priors()["function points"]
sizes = st.lists(st.floats(1, 1e5), min_size=1, max_size=12)


def own(n: int, level: float = 8.0, seed: int = 1):
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5.5, 0.9, n)
    return size, np.exp(level + 0.9 * np.log(size / 300) + 0.4 * rng.standard_normal(n))


def test_worked_example_with_known_noise():
    """With known variance and slope the posterior mean is (prior/τ² + Σy/σ²) / (1/τ² + n/σ²)."""
    source = PRIOR.sources[0]
    prior = SizePrior("x", 10, (2.0, 1.0), (0.25, 0.0, 1e-12), np.log(0.5), 1e-6, (source, source))
    y = np.array([3.0, 3.5, 2.5])
    model = PooledEstimator(prior).fit([10, 10, 10], np.exp(y))
    mean = (2.0 / 0.25 + y.sum() / 0.5) / (1 / 0.25 + 3 / 0.5)
    variance = 1 / (1 / 0.25 + 3 / 0.5)
    assert np.log(model.predict([10])[0]) == pytest.approx(mean, abs=1e-6)
    low = mean + norm.ppf(0.1) * np.sqrt(variance + 0.5)
    assert np.log(model.predict_interval([10]).loc[0, "low"]) == pytest.approx(low, abs=1e-4)
    assert model.own_weight_ == pytest.approx(0.6, abs=1e-6)


def test_with_many_own_projects_it_is_their_own_line():
    size, effort = own(3000)
    model = PooledEstimator(PRIOR).fit(size, effort)
    line = summarise("own", size, effort, centre=PRIOR.centre)
    level, slope, spread = model.line
    assert level == pytest.approx(np.exp(line.intercept), rel=0.01) and slope == pytest.approx(
        line.slope, abs=0.01
    )
    assert np.log(spread) == pytest.approx(0.4, abs=0.02) and model.own_weight_ > 0.99


def test_own_projects_pull_the_more_the_more_there_are():
    weights = [PooledEstimator(PRIOR).fit(*own(n, 10.0)).own_weight_ for n in (1, 3, 10, 30)]
    assert weights == sorted(weights) and 0 < weights[0] < 0.9 < weights[-1]
    points = [PooledEstimator(PRIOR).fit(*own(n, 10.0)).predict([300])[0] for n in (1, 30)]
    assert np.exp(PRIOR.mean[0]) < points[0] and points[1] == pytest.approx(np.exp(10), rel=0.3)


@given(sizes, st.integers(0, 9))
def test_quantiles_are_ordered_and_intervals_nested(asked, seed):
    model = PooledEstimator(PRIOR).fit(*own(4, seed=seed))
    found = model.predict_quantiles(asked, (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95))
    assert np.isfinite(found).all() and (np.diff(found, axis=1) > 0).all() and (found > 0).all()


@given(st.floats(0.01, 100))
def test_a_dearer_house_gets_a_higher_estimate(factor):
    size, effort = own(5)
    one = PooledEstimator(PRIOR).fit(size, effort).predict([200])[0]
    more = PooledEstimator(PRIOR).fit(size, effort * (1 + factor)).predict([200])[0]
    assert more > one


def test_farther_from_what_was_seen_the_range_is_wider():
    model = PooledEstimator(PRIOR).fit(*own(5))
    ends = model.predict_interval([200.0, 20_000.0, 2_000_000.0])
    ratio = (ends["high"] / ends["low"]).to_numpy()
    assert (np.diff(ratio) > 0).all()


def test_tails_are_heavier_than_normal():
    found = np.log(
        PooledEstimator(PRIOR).fit(*own(3)).predict_quantiles([300], (0.005, 0.25, 0.75, 0.995))[0]
    )
    assert (found[3] - found[0]) / (found[2] - found[1]) > 1.05 * norm.ppf(0.995) / norm.ppf(0.75)


@pytest.mark.parametrize("factor", [0.1, 3.0, 10.0, 100.0])
def test_own_projects_overrule_public_figures_that_they_contradict(factor):
    size, effort = own(5)
    usual = PooledEstimator(PRIOR).fit(size, effort)
    stubborn = PooledEstimator(replace(PRIOR, unlike=0.0)).fit(size, effort * factor)
    unlike = PooledEstimator(PRIOR).fit(size, effort * factor)
    moved = [
        abs(np.log(model.predict([300])[0] / (factor * usual.predict([300])[0])))
        for model in (unlike, stubborn)
    ]
    assert moved[0] < 0.3 and moved[0] <= moved[1]
    assert unlike.own_weight_ >= usual.own_weight_ - 0.05


@pytest.mark.parametrize(("factor", "slope"), [(1, 0.9), (3, 0.6), (10, 0.9), (0.1, 1.4)])
def test_ranges_of_simulated_houses_hold_at_any_distance_from_the_public_line(factor, slope):
    rng, inside = np.random.default_rng(7), []
    for _ in range(40):
        x = rng.normal(0, 1, 25)
        logs = PRIOR.mean[0] + np.log(factor) + slope * x + 0.6 * rng.standard_normal(25)
        size, effort = PRIOR.centre * np.exp(x), np.exp(logs)
        ends = PooledEstimator(PRIOR).fit(size[:5], effort[:5]).predict_interval(size[5:])
        inside.append(np.mean((ends["low"] <= effort[5:]) & (effort[5:] <= ends["high"])))
    assert np.mean(inside) > 0.78


@given(st.floats(1e-6, 0.999999), st.integers(1, 6))
def test_any_confidence_is_answered_and_more_of_it_is_wider(confidence, n):
    model = PooledEstimator(PRIOR).fit(*own(n))
    (low, high), (wider_low, wider_high) = (
        model.predict_interval([200.0], level).loc[0] for level in (confidence, 0.9999999)
    )
    assert 0 < wider_low <= low <= high <= wider_high < np.inf


def test_it_is_a_scikit_learn_estimator():
    size, effort = own(6)
    model = clone(PooledEstimator(PRIOR)).fit(pd.DataFrame({"size": size}), effort)
    asked = pd.DataFrame({"size": [100.0, 200.0]}, index=["a", "b"])
    assert list(model.predict_interval(asked).index) == ["a", "b"]
    assert model.predict(asked) == pytest.approx(
        PooledEstimator(PRIOR).fit(size, effort).predict([100, 200])
    )


@pytest.mark.parametrize(
    ("size", "effort", "why"),
    [
        ([], [], "outside view only"),
        ([1.0], [0.0], "effort must be a positive"),
        ([-1.0], [2.0], "size must be a positive"),
        ([np.nan], [2.0], "size must be a positive"),
        ([1.0, 2.0], [2.0], "2 sizes and 1 efforts"),
        ([[1.0, 2.0]], [2.0], "one size a project"),
    ],
)
def test_unfit_input_is_refused(size, effort, why):
    with pytest.raises(ValueError, match=why):
        PooledEstimator(PRIOR).fit(size, effort)


def test_impossible_confidence_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        PooledEstimator(PRIOR).fit(*own(3)).predict_interval([1.0], 80)


@pytest.mark.parametrize(
    ("file", "size", "effort", "hours", "unit"),
    [
        ("desharnais", "PointsAdjust", "Effort", 1, "function points"),
        ("maxwell", "Size", "Effort", 1, "function points"),
        ("nasa93", "equivphyskloc", "act_effort", 152, "KLOC"),
    ],
)
def test_five_own_projects_beat_guessing_by_far_with_the_set_left_out(
    public_data, file, size, effort, hours, unit
):
    path = public_data / "effort" / f"{file}.csv"
    if not path.exists():
        pytest.skip(f"{file} is not among the public data")
    table = pd.read_csv(path)
    sizes, hours_taken = table[size].to_numpy(float), table[effort].to_numpy(float) * hours
    prior = public_priors()[unit].without(file)
    rng = np.random.default_rng(0)
    accuracy, inside = [], []
    for _ in range(40):
        order = rng.permutation(len(table))
        model = PooledEstimator(prior).fit(sizes[order[:5]], hours_taken[order[:5]])
        low, point, high = model.predict_quantiles(sizes[order[5:]], (0.1, 0.5, 0.9)).T
        rest = hours_taken[order[5:]]
        accuracy.append(1 - np.mean(np.abs(point - rest)) / guessing_residual(hours_taken))
        inside.append(np.mean((low <= rest) & (rest <= high)))
    assert np.mean(accuracy) > 0.42 and np.mean(inside) > 0.78


def test_fewer_own_projects_widen_the_range_on_average():
    size, effort = own(14)
    rng, widths = np.random.default_rng(3), []
    for n in (14, 10, 6, 3, 1):
        drawn = [rng.permutation(14)[:n] for _ in range(40)]
        ends = pd.concat(
            PooledEstimator(PRIOR).fit(size[rows], effort[rows]).predict_interval([300.0])
            for rows in drawn
        )
        widths.append(float(np.log(ends["high"] / ends["low"]).mean()))
    assert widths == sorted(widths)
