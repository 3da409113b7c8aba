"""Which drivers carry the estimates, on laws that are known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.estimating.measuring.importance import (
    growth_of_error,
    held_out_importance,
)
from pmo_toolkit.analysis.estimating.model.log_model import LogModel


def test_the_driver_that_makes_the_effort_comes_first():
    rng = np.random.default_rng(1)
    X = pd.DataFrame({"noise": rng.normal(0, 1, 60), "size": np.exp(rng.normal(5, 1, 60))})
    found = held_out_importance(X, X["size"] * np.exp(rng.normal(0, 0.2, 60)), seed=3)
    assert [each.driver for each in found] == ["size", "noise"]
    assert found[0].factor > 2 and abs(found[1].factor - 1) < 0.1
    assert all(each.low <= each.factor <= each.high for each in found)


def test_the_same_seed_gives_the_same_weights():
    X = pd.DataFrame({"a": np.arange(1.0, 31), "b": np.arange(30) % 5})
    y = np.arange(1.0, 31) ** 1.2
    one, two, other = (held_out_importance(X, y, seed=seed) for seed in (1, 1, 2))
    assert one == two != other


def test_by_hand_a_driver_of_two_values_misses_half_of_the_projects_by_its_effect():
    """Every second value drawn is the other one, e apart; the rows themselves stay as they are."""
    X = pd.DataFrame({"kind": ["a", "b"] * 40, "same": ["x"] * 80})
    logs = np.where(X["kind"] == "a", 0.0, 1.0)
    before = X.copy()
    growth = growth_of_error(LogModel().fit(X, logs), X, logs, np.random.default_rng(0))
    assert growth["kind"].mean() > 0.4 and growth["kind"].mean() < 0.55
    assert (growth["same"] == 0).all()
    pd.testing.assert_frame_equal(X, before)


def test_an_expert_s_estimate_matters_where_it_is_relied_on():
    rng = np.random.default_rng(2)
    X = pd.DataFrame({"size": rng.lognormal(5, 1, 60)})
    logs = np.log(X["size"]) + rng.normal(0, 0.8, 60)
    X["first_estimate"] = np.exp(logs + rng.normal(0, 0.1, 60))
    model = LogModel().fit(X, logs.to_numpy())
    assert model.estimate_ == "first_estimate"
    growth = growth_of_error(model, X, logs.to_numpy(), rng)
    assert growth["first_estimate"].mean() > 0.5 > growth["size"].mean()
