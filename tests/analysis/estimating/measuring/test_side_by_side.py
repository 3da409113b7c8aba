"""Methods side by side, and the experts' own estimates among them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.measuring.backtest import backtest
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
from pmo_toolkit.analysis.estimating.measuring.side_by_side import (
    CORRECTED,
    EXPERTS,
    METHOD_WORDS,
    SHOWN,
    WITH_EXPERTS,
    expert_methods,
    side_by_side,
)


def made(**methods) -> Backtest:
    n = len(methods["actual"])
    seen = pd.DataFrame({"repeat": 0, "fold": 0, "row": range(n), **methods})
    return Backtest(n, n, "kfold", 0, {}, {}, seen)


def test_hand_computed_accuracy():
    # Guessing among 1, 2, 3: mean absolute difference of ordered pairs = (1 + 1 + 2) / 3 = 4/3.
    found = side_by_side(
        made(actual=[1.0, 2.0, 3.0], default=[1.5, 2.0, 3.5]), ("default",), seed=1
    )
    (line,) = found.methods
    assert line.sa == pytest.approx(1 - (1 / 3) / (4 / 3))
    assert line.mar == pytest.approx(1 / 3)
    assert line.pred25 == pytest.approx(2 / 3)
    assert line.mdmre == pytest.approx(0.5 / 3)


def test_differences_are_judged_on_the_same_projects():
    rng = np.random.default_rng(4)
    actual = np.exp(rng.normal(5, 1, 80))
    noise = rng.normal(0, 0.1, 80)
    seen = made(
        actual=actual,
        default=actual * np.exp(2 * noise),
        near=actual * np.exp(noise),
        far=actual[::-1].copy(),
    )
    found = side_by_side(seen, ("default", "far", "near"), seed=1)
    assert [each.name for each in found.methods] == ["default", "near", "far"]
    assert [each.against_first for each in found.methods] == [
        "no clear difference",
        "better",
        "worse",
    ]
    assert "Clearly better on these projects: near." in found.sentence
    assert found == side_by_side(seen, ("default", "far", "near"), seed=1)


def test_no_better_than_guessing_is_said():
    actual = np.exp(np.random.default_rng(4).normal(5, 1, 40))
    found = side_by_side(made(actual=actual, default=actual[::-1] * 3), ("default",), seed=1)
    assert found.sentence.startswith("Estimates from this history are no better than guessing")


@pytest.mark.parametrize("rows", [[], [0]])
def test_too_few_rows(rows):
    seen = made(actual=[1.0, 2.0], default=[1.0, 2.0])
    assert isinstance(side_by_side(seen, ("default",), seed=1, rows=rows), NotAssessed)


def test_experts_are_measured_in_the_same_folds():
    rng = np.random.default_rng(9)
    n = 60
    size = np.exp(rng.normal(5, 1, n))
    actual = size * np.exp(rng.normal(0, 0.5, n))
    estimates = pd.Series(actual / 2 * np.exp(rng.normal(0, 0.05, n)))
    estimates[:10] = np.nan
    seen = backtest(
        pd.DataFrame({"size": size}),
        actual,
        repeats=1,
        protocol="kfold",
        rivals=expert_methods(estimates),
    )
    stated = np.flatnonzero(estimates.notna())
    by_row = seen.predictions.set_index("row").sort_index()
    assert by_row[EXPERTS].iloc[10:].to_numpy() == pytest.approx(estimates[10:].to_numpy())
    assert (by_row[CORRECTED].iloc[10:] / estimates[10:]).between(1.9, 2.1).all()
    found = side_by_side(seen, ("default", WITH_EXPERTS, EXPERTS, CORRECTED), seed=1, rows=stated)
    assert found.n == 50
    sa = {each.name: each.sa for each in found.methods}
    assert sa[CORRECTED] > 0.9 > sa[EXPERTS] and sa[WITH_EXPERTS] > sa["default"]


def test_an_estimate_that_nobody_states_leaves_the_model_as_it_is():
    X = pd.DataFrame({"size": np.arange(1.0, 21)})
    y = np.arange(1.0, 21) ** 1.1
    methods = expert_methods(pd.Series(np.full(20, np.nan)))
    assert methods[EXPERTS](X, y, X) == pytest.approx(np.full(20, np.median(y)))
    assert methods[CORRECTED](X, y, X) == pytest.approx(np.full(20, np.median(y)))
    assert np.isfinite(methods[WITH_EXPERTS](X, y, X)).all()


def test_every_method_has_words():
    assert {"default", *SHOWN, EXPERTS, CORRECTED, WITH_EXPERTS} <= set(METHOD_WORDS)
