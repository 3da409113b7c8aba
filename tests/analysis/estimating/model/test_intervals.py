"""CV+ intervals: against the definition, against MAPIE, and their widths."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapie.regression import CrossConformalRegressor
from sklearn.model_selection import KFold

from pmo_toolkit.analysis.estimating.model.blend import LogBlend
from pmo_toolkit.analysis.estimating.model.intervals import (
    CrossValidationPlus,
    Widths,
    _at_ranks,
    learn_widths,
)


def history(n: int = 59, seed: int = 0) -> tuple[pd.DataFrame, np.ndarray]:
    rng = np.random.default_rng(seed)
    size = rng.lognormal(5, 1, n)
    return pd.DataFrame({"size": size}), np.log(size) + rng.normal(0, 0.4, n)


def test_with_equal_widths_the_ends_are_those_of_mapie():
    """At 60 projects the ranks of 80 % and 50 % are whole (48 and 30).

    MAPIE rounds (n + 1) × level up to the same.
    """
    X, logs = history(60)
    whole = LogBlend().fit(X, logs)
    ours = CrossValidationPlus(10, 0).fit(X, logs, whole)
    ours.widths_ = Widths(0.0, 0.0, 1.0)
    ours.scores_ = np.abs(ours.residuals_)
    low, high = ours.ends(X.iloc[:7], (0.5, 0.8), np.ones(7))
    peer = CrossConformalRegressor(
        LogBlend(whole.kernel_),
        confidence_level=[29.5 / 61, 47.5 / 61],
        method="plus",
        cv=KFold(10, shuffle=True, random_state=0),
    ).fit_conformalize(X, logs)
    _, ends = peer.predict_interval(X.iloc[:7], aggregate_point_predictions=None)
    assert low == pytest.approx(ends[:, 0, :])
    assert high == pytest.approx(ends[:, 1, :])


def test_ranks_by_hand():
    ordered = np.array([[1.0], [2.0], [4.0], [8.0]])
    assert _at_ranks(ordered, np.array([1, 2.5, 4, 9, 0.2])).tolist() == [[1, 3, 8, 8, 1]]


def test_widths_follow_the_residuals_and_shrink_when_projects_are_few():
    rng = np.random.default_rng(0)
    predicted = rng.normal(0, 1, 2000)
    residuals = rng.normal(0, 1, 2000) * np.exp(0.4 * predicted)
    many, few = learn_widths(predicted, residuals), learn_widths(predicted[:20], residuals[:20])
    assert many.slope == pytest.approx(0.4, abs=0.1)
    assert abs(few.slope) < abs(many.slope)
    assert many(np.array([-9.0, 0.0, 9.0])) == pytest.approx(
        np.exp(many.slope * np.array([-2, 0, 2])), rel=0.05
    )


@given(st.floats(1, 3), st.integers(0, 5))
@settings(max_examples=10, deadline=None)
def test_widening_moves_both_ends_outwards(factor, seed):
    X, logs = history(30, seed)
    made = CrossValidationPlus(3, 0).fit(X, logs, LogBlend().fit(X, logs))
    low, high = made.ends(X.iloc[:3], (0.8,), np.ones(3))
    lower, higher = made.ends(X.iloc[:3], (0.8,), np.full(3, factor))
    assert (lower <= low + 1e-12).all() and (high <= higher + 1e-12).all()


def test_residuals_that_are_all_zero_give_intervals_without_width():
    widths = learn_widths(np.arange(5.0), np.zeros(5))
    assert widths.slope == 0
