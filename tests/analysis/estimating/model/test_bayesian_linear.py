"""Bayesian linear regression: leaving out in closed form, weights, and the penalty."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import BayesianRidge, Ridge

from pmo_toolkit.analysis.estimating.model.bayesian_linear import BayesianLinear


def history(n: int = 40, k: int = 6, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    drivers = rng.normal(0, 1, (n, k))
    return drivers, 5 + drivers @ rng.normal(0, 1, k) + rng.normal(0, 0.5, n)


@given(st.integers(5, 30), st.integers(1, 40), st.integers(0, 5), st.booleans())
@settings(max_examples=25, deadline=None)
def test_leaving_out_is_what_a_fit_without_the_rows_would_predict(n, k, seed, grouped):
    """Against scikit-learn's ridge with the same penalty, its constant free of it."""
    drivers, logs = history(n, k, seed)
    weights = np.random.default_rng(seed).uniform(0.5, 2, n)
    labels = np.arange(n) // 3 if grouped else np.arange(n)
    model = BayesianLinear().fit(drivers, logs, weights, labels.tolist() if grouped else None)
    assert model.leave_one_out.groups == len(np.unique(labels))
    for label in np.unique(labels):
        here = labels == label
        peer = Ridge(model.penalty_).fit(drivers[~here], logs[~here], weights[~here])
        assert model.leave_one_out.residuals[here] == pytest.approx(
            logs[here] - peer.predict(drivers[here]), rel=1e-4, abs=1e-6
        )


def test_deviations_are_those_that_a_fit_without_the_row_would_state():
    drivers, logs = history()
    model = BayesianLinear().fit(drivers, logs)
    rest = np.delete(drivers, 3, axis=0)
    centred = np.column_stack([np.ones(39), rest - rest.mean(axis=0)])
    precision = centred.T @ centred + model.penalty_ * np.diag([0.0, *np.ones(6)])
    row = np.array([1.0, *(drivers[3] - rest.mean(axis=0))])
    variance = model.variance_ * (1 + row @ np.linalg.solve(precision, row))
    assert model.leave_one_out.deviations[3] == pytest.approx(np.sqrt(variance))


@given(st.integers(8, 30), st.integers(0, 5))
@settings(max_examples=15, deadline=None)
def test_a_weight_of_two_is_the_row_twice(n, seed):
    drivers, logs = history(n, 4, seed)
    weights = np.where(np.arange(n) < 3, 2.0, 1.0)
    again = np.concatenate([np.arange(n), np.arange(3)])
    weighted = BayesianLinear().fit(drivers, logs, weights)
    repeated = BayesianLinear().fit(drivers[again], logs[again])
    assert weighted.penalty_ == pytest.approx(repeated.penalty_)
    assert weighted.predict(drivers) == pytest.approx(repeated.predict(drivers))


def test_the_scale_of_all_weights_changes_little_that_is_said_of_a_new_row():
    drivers, logs = history(200)
    plain, heavy = (
        BayesianLinear().fit(drivers, logs),
        BayesianLinear().fit(drivers, logs, np.full(200, 7.0)),
    )
    assert heavy.deviation(drivers) == pytest.approx(plain.deviation(drivers), rel=0.1)


def test_the_penalty_is_near_that_of_scikit_learn_where_there_is_enough_to_learn_it_from():
    drivers, logs = history(300, 8)
    model, peer = BayesianLinear().fit(drivers, logs), BayesianRidge().fit(drivers, logs)
    assert model.predict(drivers) == pytest.approx(peer.predict(drivers), abs=0.01)
    assert model.variance_ == pytest.approx(1 / peer.alpha_, rel=0.05)
    assert model.deviation(drivers) == pytest.approx(
        peer.predict(drivers, return_std=True)[1], rel=0.05
    )


def test_few_rows_and_many_columns_are_drawn_to_the_prior():
    drivers, logs = history(6, 30)
    model = BayesianLinear().fit(drivers, logs)
    assert 0.1 < model.penalty_ / np.var(drivers, axis=0).sum() < 10


def test_doubt_grows_away_from_what_was_seen():
    drivers, logs = history()
    model = BayesianLinear().fit(drivers, logs)
    near, far = model.deviation(np.zeros((1, 6))), model.deviation(np.full((1, 6), 9.0))
    assert far > 1.5 * near


@pytest.mark.parametrize("columns", [0, 1])
def test_without_anything_to_learn_from_the_mean_is_predicted(columns):
    logs = np.arange(8.0)
    model = BayesianLinear().fit(np.ones((8, columns)), logs)
    assert model.predict(np.ones((2, columns))) == pytest.approx(3.5)
    assert model.deviation(np.ones((2, columns))) == pytest.approx(
        np.std(logs, ddof=1) * np.sqrt(9 / 8)
    )
    assert BayesianLinear().fit(np.ones((8, columns)), np.ones(8)).deviation(
        np.ones((1, columns))
    ) == pytest.approx(0, abs=1e-4)
