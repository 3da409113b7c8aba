"""Which drivers carry the estimates, on laws that are known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.estimating.measuring.importance import held_out_importance


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
