"""Lower bounds enter as what they are: against ignoring them, and against dropping the rows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm

from pmo_toolkit.analysis.estimating.in_time.censored import CensoredRegression, complete


def draw(seed, n=400, censored_at=1.0, slope=0.8):
    """Drivers, true logarithms, what is known of them, and which are bounds."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, 1))
    logs = 1.0 + slope * x[:, 0] + 0.5 * rng.normal(size=n)
    limits = censored_at + rng.normal(size=n)
    return x, logs, np.minimum(logs, limits), logs > limits


def test_bounds_give_the_truth_back_where_dropping_or_ignoring_does_not():
    x, _, known, bound = draw(0, 4000)
    assert bound.mean() > 0.3
    model = CensoredRegression().fit(x, known, bound, np.ones(len(x)))
    assert model.coefficients_ == pytest.approx([1.0, 0.8], abs=0.05)
    assert model.spread_ == pytest.approx(0.5, abs=0.03)
    dropped = CensoredRegression().fit(
        x[~bound], known[~bound], bound[~bound], np.ones(int((~bound).sum()))
    )
    ignored = CensoredRegression().fit(x, known, np.zeros(len(x), bool), np.ones(len(x)))
    assert dropped.coefficients_[0] < 0.85
    assert ignored.coefficients_[0] < 0.75


def test_it_is_where_the_gradient_of_tobins_likelihood_is_zero():
    x, _, known, bound = draw(1, 500)
    model = CensoredRegression().fit(x, known, bound, np.ones(len(x)))

    def likelihood(intercept, spread):
        away = (known - intercept - x[:, 0] * model.coefficients_[1]) / spread
        seen = norm.logpdf(away) - np.log(spread)
        return float(np.where(bound, norm.logsf(away), seen).sum())

    best = likelihood(model.coefficients_[0], model.spread_)
    for step in (-0.03, 0.03):
        assert likelihood(model.coefficients_[0] + step, model.spread_) < best
        assert likelihood(model.coefficients_[0], model.spread_ + step) < best


def test_rows_that_could_not_be_seen_are_made_up_for():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(3000, 1))
    logs = 0.5 * x[:, 0] + 0.6 * rng.normal(size=3000)
    limits = rng.uniform(-0.4, 3, 3000)
    seen = logs < limits
    plain = CensoredRegression().fit(
        x[seen], logs[seen], np.zeros(int(seen.sum()), bool), np.ones(int(seen.sum()))
    )
    model, unseen = CensoredRegression().fit_truncated(
        x[seen], logs[seen], limits[seen], np.ones(int(seen.sum()))
    )
    assert plain.coefficients_[0] < -0.06
    assert model.coefficients_[0] == pytest.approx(0, abs=0.04)
    assert unseen.sum() == pytest.approx((~seen).sum(), rel=0.4)


def test_a_row_without_a_limit_stands_for_itself_alone():
    x, logs, _, _ = draw(6, 60)
    limits = np.where(np.arange(60) < 5, np.inf, logs + 0.2)
    whole = complete(x, logs, np.zeros(60, bool), limits=limits)
    assert whole.weights[:5] == pytest.approx(1)
    assert whole.weights[5:].min() > 1
    assert np.isfinite(whole.value).all()


def test_without_bounds_nothing_is_changed():
    x, logs, _, _ = draw(3, 30)
    whole = complete(x, logs, np.zeros(30, bool))
    assert whole.logs == pytest.approx(logs)
    assert whole.value == pytest.approx(logs)
    assert whole.weight == pytest.approx(1)


@settings(max_examples=20)
@given(seed=st.integers(0, 50), n=st.integers(8, 60), at=st.floats(-2, 6))
def test_nothing_comes_to_less_than_its_bound_and_no_project_is_lost(seed, n, at):
    x, _, known, bound = draw(seed, n, censored_at=at)
    if bound.all():
        return
    whole = complete(x, known, bound)
    assert np.all(whole.value >= known[whole.row] - 1e-9)
    assert np.all(whole.logs >= known - 1e-9)
    assert np.bincount(whole.row, whole.weight, n) == pytest.approx(np.ones(n))
    assert np.isfinite(whole.value).all()
    assert np.isfinite(whole.logs).all()


def test_bounds_beyond_all_that_ended_widen():
    x, logs, _, _ = draw(4, 60)
    bound = np.zeros(60, bool)
    bound[:10] = True
    far = np.where(bound, logs.max() + 3, logs)
    near = CensoredRegression().fit(x, logs, bound, np.ones(60))
    assert CensoredRegression().fit(x, far, bound, np.ones(60)).spread_ > 1.3 * near.spread_


def test_running_work_alone_is_refused():
    x, logs, _, _ = draw(5, 10)
    with pytest.raises(ValueError, match="every row is running work"):
        complete(x, logs, np.ones(10, bool))
