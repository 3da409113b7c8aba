"""Factors of actual ÷ prediction, group by group."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.measuring.backtest_result import Backtest
from pmo_toolkit.analysis.estimating.measuring.residuals import (
    NOT_STATED,
    SMALL_GROUPS,
    residuals_by_group,
    thirds,
)


def made(actual, predicted, repeats: int = 1) -> Backtest:
    n = len(actual)
    parts = [
        pd.DataFrame(
            {"repeat": r, "fold": 0, "row": range(n), "actual": actual, "default": predicted}
        )
        for r in range(repeats)
    ]
    return Backtest(n, n, "kfold", 0, {}, {}, pd.concat(parts, ignore_index=True))


def test_hand_computed_factors():
    predicted = np.full(12, 100.0)
    actual = np.array([150, 160, 170, 180, 190, 200, 90, 95, 100, 105, 110, 115], dtype=float)
    labels = pd.Series(["late"] * 6 + ["fair"] * 6)
    found = residuals_by_group(made(actual, predicted, repeats=2), {"class": labels})
    late = next(each for each in found.groups if each.label == "late")
    assert late.n == 6
    assert late.factor == pytest.approx(np.sqrt(1.7 * 1.8))
    # With six projects the least and the greatest hold the median with 1 − 2 · .5⁶ = 96.9 %.
    assert (late.factor_low, late.factor_high) == pytest.approx((1.5, 2.0))
    assert late.confidence == pytest.approx(1 - 2 / 2**6)
    assert late.clear and not next(each for each in found.groups if each.label == "fair").clear
    assert found.sentence.startswith("1 of 2 groups stands out: late (took 1.7 times")
    assert found.by_chance == pytest.approx(2 * 2 / 2**6)


def test_repeats_are_averaged_as_logarithms():
    seen = made(np.full(6, 10.0), np.full(6, 10.0), repeats=2)
    seen.predictions.loc[seen.predictions["repeat"] == 0, "default"] = 5.0
    seen.predictions.loc[seen.predictions["repeat"] == 1, "default"] = 20.0
    found = residuals_by_group(seen, {})
    assert found.n == 6 and found.overall.factor == pytest.approx(1.0)
    assert "no group" in found.sentence


def test_small_groups_are_taken_together_and_the_unstated_has_its_own_place():
    rng = np.random.default_rng(1)
    labels = pd.Series(["a"] * 8 + ["b"] * 3 + ["c"] * 4 + [None] * 5)
    found = residuals_by_group(made(np.exp(rng.normal(0, 1, 20)), np.ones(20)), {"class": labels})
    assert [(each.label, each.n) for each in found.of("class")] == [
        ("a", 8),
        (SMALL_GROUPS, 7),
        (NOT_STATED, 5),
    ]


def test_one_small_group_is_not_shown_and_a_single_group_tells_nothing():
    y = np.linspace(1, 2, 13)
    found = residuals_by_group(made(y, np.ones(13)), {"class": pd.Series(["a"] * 10 + ["b"] * 3)})
    assert found.groups == () and found.groupings == ()


def test_a_label_for_every_project():
    with pytest.raises(ValueError, match="class has 2 labels for 6 projects"):
        residuals_by_group(made(np.ones(6), np.ones(6)), {"class": pd.Series(["a", "b"])})


def test_too_few_projects():
    found = residuals_by_group(made(np.ones(4), np.ones(4)), {})
    assert isinstance(found, NotAssessed) and "4 projects" in found.why


def test_thirds_keep_their_order_and_hold_a_third_each():
    found = thirds(np.arange(30.0), lambda value: f"{value:.0f}", "predicted")
    assert list(found.cat.categories) == [
        "predicted up to 10",
        "predicted 10 to 19",
        "predicted above 19",
    ]
    assert found.value_counts().tolist() == [10, 10, 10]
    groups = residuals_by_group(made(np.arange(1.0, 31), np.ones(30)), {"size": found}).of("size")
    assert [each.label for each in groups] == list(found.cat.categories)


@pytest.mark.parametrize(
    "values", [[1.0] * 10, [1.0] * 9 + [2.0], [np.nan] * 5, [1000.1, 1000.2, 1000.3, 1000.4]]
)
def test_what_has_no_thirds_gets_no_labels(values):
    assert thirds(values, lambda value: f"{value:.0f}").isna().all()
