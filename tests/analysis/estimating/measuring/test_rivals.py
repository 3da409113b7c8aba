"""Rivals against examples worked by hand."""

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.measuring.rivals import (
    RIVALS,
    analogy,
    atlm,
    lp4ee,
    median,
    size_only,
)

NEW = pd.DataFrame({"size": [20.0, 200.0]})


def sizes(n: int = 12) -> pd.DataFrame:
    return pd.DataFrame({"size": np.linspace(10, 120, n)})


def test_median_by_hand():
    assert median(sizes(3), np.array([1.0, 5.0, 100.0]), NEW).tolist() == [5, 5]


def test_size_only_recovers_a_power_law():
    X = sizes()
    y = 3 * (1 + X["size"].to_numpy()) ** 1.2
    assert size_only(X, y, NEW) == pytest.approx(3 * np.array([21.0, 201.0]) ** 1.2)


def test_analogy_takes_the_mean_of_the_nearest():
    X, y = pd.DataFrame({"size": [0.0, 10, 20, 100]}), np.array([1.0, 2.0, 3.0, 40.0])
    new = pd.DataFrame({"size": [11.0]})
    assert [analogy(k)(X, y, new)[0] for k in (1, 2, 3)] == [2, 2.5, 2]


def test_analogy_scales_each_driver_to_its_range():
    X = pd.DataFrame({"size": [0.0, 1000.0, 1000.0], "rating": [1.0, 1.0, 5.0]})
    new = pd.DataFrame({"size": [900.0], "rating": [4.0]})
    assert analogy(1)(X, np.array([1.0, 2.0, 3.0]), new) == pytest.approx(3)


def test_lp4ee_minimises_absolute_errors_so_one_wild_project_does_not_move_it():
    X = sizes(9)
    y = 4 * X["size"].to_numpy()
    y[8] *= 30
    assert lp4ee(X, y, NEW) == pytest.approx([80, 800])


def test_lp4ee_gives_no_driver_a_negative_weight():
    X = sizes().assign(against=np.linspace(120, 10, 12))
    assert lp4ee(X, 2 * X["size"].to_numpy(), NEW.assign(against=[0.0, 1e6])) == pytest.approx(
        [40, 400]
    )


def test_atlm_takes_logarithms_of_what_is_skewed():
    rng = np.random.default_rng(0)
    X = pd.DataFrame({"size": rng.lognormal(4, 1, 300)})
    y = 5 * X["size"].to_numpy() ** 0.8
    assert atlm(X, y, NEW) == pytest.approx(5 * NEW["size"].to_numpy() ** 0.8, rel=1e-6)


@pytest.mark.parametrize("name", list(RIVALS))
def test_every_rival_takes_histories_as_they_are(name):
    rng = np.random.default_rng(0)
    X = pd.DataFrame(
        {
            "size": rng.lognormal(4, 1, 30),
            "kind": rng.choice(["a", "b", "c"], 30),
            "rating": rng.choice(["low", "high"], 30),
            "empty": np.nan,
            "same": 1,
        }
    )
    X.loc[::4, ["size", "kind"]] = [np.nan, None]
    new = pd.DataFrame(
        {
            "size": [np.nan, 1e9],
            "kind": ["new", None],
            "rating": [None, "low"],
            "empty": 1,
            "same": 2,
        }
    )
    made = RIVALS[name](X, rng.lognormal(6, 1, 30), new)
    assert made.shape == (2,) and np.isfinite(made).all()
    nothing = RIVALS[name](X[["same"]], rng.lognormal(6, 1, 30), new[["same"]])
    assert np.isfinite(nothing).all()
