"""Huber regression with the penalty of a ridge."""

import numpy as np
import pytest
from sklearn.linear_model import HuberRegressor, RidgeCV

from pmo_toolkit.analysis.estimating.model.robust import huber_like


def test_one_wild_project_bends_the_ridge_and_not_this():
    rng = np.random.default_rng(0)
    x = rng.normal(0, 1, (60, 1))
    y = 2 * x[:, 0] + rng.normal(0, 0.1, 60)
    y[np.argmax(x)] -= 30
    ridge = RidgeCV().fit(x, y)
    assert huber_like(x, y, ridge).coef_[0] == pytest.approx(2, abs=0.1)
    assert abs(ridge.coef_[0] - 2) > 0.5


def test_an_exact_law_is_left_to_the_ridge():
    x = np.arange(20.0)[:, None]
    ridge = RidgeCV(alphas=[1e-9]).fit(x, 3 * x[:, 0])
    assert huber_like(x, 3 * x[:, 0], ridge) is ridge
    assert isinstance(huber_like(x, np.sin(x[:, 0]), None), HuberRegressor)
