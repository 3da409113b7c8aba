"""The backtest: its folds, its measures and what it refuses."""

import json

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.estimating.measuring.accuracy import (
    mean_absolute_residual,
    standardised_accuracy,
)
from pmo_toolkit.analysis.estimating.measuring.backtest import backtest
from pmo_toolkit.analysis.estimating.measuring.rivals import RIVALS, median

FEW = {"median": RIVALS["median"], "size_only": RIVALS["size_only"]}


class Quick:
    """In place of the estimator.

    The median with fixed quantiles, where the folds matter and not the model.
    """

    def __init__(self, **_: object): ...

    def fit(self, X, y):
        self.centre = float(np.median(y))
        return self

    def predict_quantiles(self, X):
        shares = {0.1: 0.5, 0.25: 0.7, 0.5: 1.0, 0.75: 1.4, 0.9: 2.0}
        return pd.DataFrame(
            {share: [factor * self.centre] * len(X) for share, factor in shares.items()}
        )


def history(n: int = 30, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5, 1, n)
    return pd.DataFrame(
        {"size": size, "year": 2000 + np.arange(n) // 3}
    ), 8 * size**0.9 * rng.lognormal(0, 0.4, n)


def test_measures_are_those_of_predictions_by_models_that_never_saw_the_project():
    X, y = history(16)
    made = backtest(X, y, rivals=FEW)
    assert (made.protocol, made.n, made.tested) == ("loo", 16, 16)
    alone = np.array([np.median(np.delete(y, i)) for i in range(16)])
    assert made.methods["median"].sa == pytest.approx(standardised_accuracy(y, alone))
    assert made.methods["median"].sa_mean == pytest.approx(
        1 - mean_absolute_residual(y, alone) / y.mean()
    )
    assert made.methods["default"].sa > made.methods["median"].sa
    assert list(made.methods) == ["default", "median", "size_only"]
    assert made.table.index[-1] == "median"


def test_rome_is_the_median_over_three_folds_and_ten_repeats():
    X, y = history(15)
    made = backtest(X, y, protocol="rome", rivals={"median": median}, estimator=Quick)
    groups = made.predictions.groupby(["repeat", "fold"])
    assert len(groups) == 30
    each = [1 - (g["actual"] - g["median"]).abs().mean() / g["actual"].mean() for _, g in groups]
    assert made.methods["median"].sa_mean == pytest.approx(np.median(each))


@pytest.mark.parametrize(("n", "protocol", "rows"), [(99, "loo", 99), (100, "kfold", 300)])
def test_the_protocol_follows_the_number_of_projects(n, protocol, rows):
    X, y = history(n)
    made = backtest(X, y, rivals=FEW, estimator=Quick)
    assert made.protocol == protocol and len(made.predictions) == rows
    assert made.methods["default"].mar == pytest.approx(made.methods["median"].mar)
    assert made.intervals[0.8].median_ratio_hi_lo == pytest.approx(4)


def test_the_command_s_figures_are_plain_numbers():
    X, y = history(20)
    made = json.loads(json.dumps(backtest(X, y, rivals=FEW, estimator=Quick).as_dict()))
    assert set(made["methods"]["default"]) >= {"mar", "sa", "mdmre", "pred25", "sa_mean"}
    assert set(made["intervals"]) == {"80", "50"}
    assert {"coverage", "median_ratio_hi_lo"} <= set(made["intervals"]["80"])


def test_the_same_seed_gives_the_same_figures():
    X, y = history(8)
    first, second = backtest(X, y, seed=3, rivals={}), backtest(X, y, seed=3, rivals={})
    assert first == second and first.predictions.equals(second.predictions)


def test_few_projects_have_wide_levels_too():
    X, y = history(10)
    made = backtest(X, y, rivals={})
    wide, half = made.intervals[0.8], made.intervals[0.5]
    assert wide.median_ratio_hi_lo > half.median_ratio_hi_lo > 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda X, y: (X.iloc[:7], y[:7]), "at least 8"),
        (lambda X, y: (X, np.where(np.arange(30) == 1, -1.0, y)), "positive"),
        (lambda X, y: (X, np.full(30, 7.0)), "equal"),
        (lambda X, y: (X, y[1:]), "rows"),
    ],
)
def test_what_cannot_be_tested_is_refused(change, message):
    with pytest.raises(ValueError, match=message):
        backtest(*change(*history()), rivals={})


def test_unknown_protocols_are_refused():
    X, y = history()
    with pytest.raises(ValueError, match="loo, kfold, rome"):
        backtest(X, y, protocol="split", rivals={})  # type: ignore[arg-type]


def test_fewer_repeats_are_the_first_of_more():
    X = pd.DataFrame({"size": np.arange(1.0, 21)})
    y = np.arange(1.0, 21) ** 1.2 + np.arange(20) % 3
    one = backtest(X, y, protocol="kfold", rivals={}, repeats=1).predictions
    two = backtest(X, y, protocol="kfold", rivals={}, repeats=2).predictions
    pd.testing.assert_frame_equal(one, two[two["repeat"] == 0])
    with pytest.raises(ValueError, match="at least one repeat"):
        backtest(X, y, protocol="kfold", rivals={}, repeats=0)


def test_houses_are_predicted_whole_and_their_ranges_hold_for_a_new_one():
    X, y = history(60)
    house = np.arange(60) % 6
    y = y * np.exp(np.random.default_rng(0).normal(0, 1.2, 6))[house]
    whole = backtest(X[["size"]], y, rivals={}, groups=house.astype(str))
    assert (
        whole.predictions.groupby("fold")["row"]
        .apply(lambda rows: set(rows % 6))
        .apply(len)
        .tolist()
        == [1] * 6
    )
    apart = backtest(X[["size"]], y, rivals={})
    assert whole.intervals[0.8].median_ratio_hi_lo > apart.intervals[0.8].median_ratio_hi_lo
    with pytest.raises(ValueError, match="three of them"):
        backtest(X, y, rivals={}, groups=house % 2)
