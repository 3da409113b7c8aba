"""What more finished projects would bring, on laws that are known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.measuring.learning_curve import (
    LearningCurve,
    learning_curve,
    learning_sizes,
)


class Middle:
    """The median of what is known, ends at its tenth and nine tenth.

    Quick, and its learning can be computed.
    """

    def fit(self, X, y):
        self.known = np.asarray(y)
        return self

    def predict_quantiles(self, X):
        ends = {share: float(np.quantile(self.known, share)) for share in (0.1, 0.5, 0.9)}
        return pd.DataFrame(
            {share: np.full(len(X), value) for share, value in ends.items()}, index=X.index
        )


class Counting(Middle):
    """Off by 1 ÷ number of known projects, and as wide."""

    def predict_quantiles(self, X):
        off = 1 + 10 / len(self.known)
        true = X["size"].to_numpy()
        return pd.DataFrame({0.1: true / off, 0.5: true * off, 0.9: true * off}, index=X.index)


def history(n: int) -> tuple[pd.DataFrame, np.ndarray]:
    size = np.exp(np.random.default_rng(3).normal(5, 1, n))
    return pd.DataFrame({"size": size}), size


def test_a_method_that_learns_is_seen_to_rise():
    X, y = history(100)
    found = learning_curve(X, y, seed=1, estimator=Counting)
    assert isinstance(found, LearningCurve)
    assert [each.known for each in found.points] == [15, 25, 45, 80]
    assert found.compared == 45 and found.verdict == "rising"
    for each in found.points:
        off = 1 + 10 / each.known
        assert each.median_ratio_hi_lo == pytest.approx(off**2)
        assert each.coverage == 1.0
    # Errors are proportional to 10 ÷ known, so what is missing to 1 shrinks from 45 to 80 by that
    # ratio.
    before, last = found.points[2], found.points[-1]
    assert (1 - last.sa) / (1 - before.sa) == pytest.approx(45 / 80)
    assert found.gain == pytest.approx(last.sa - before.sa)
    assert 0 < found.gain_low <= found.gain <= found.gain_high
    assert "still rises" in found.sentence


def test_a_method_that_cannot_learn_more_is_flat():
    X, y = history(120)
    found = learning_curve(X, y, seed=1, sizes=(40, 60, 96), estimator=Middle)
    assert found.verdict in ("flat", "narrowing")
    assert abs(found.gain) < 0.05


def test_the_same_seed_gives_the_same_curve():
    X, y = history(60)
    one, two, other = (learning_curve(X, y, seed=seed, estimator=Middle) for seed in (7, 7, 8))
    assert one == two != other


@pytest.mark.parametrize("n", [0, 3, 20, 29])
def test_too_few_projects(n):
    X, y = history(n)
    found = learning_curve(X, y, seed=1)
    assert isinstance(found, NotAssessed) and f"{n} finished projects are too few" in found.why


def test_equal_actuals_are_not_assessed():
    found = learning_curve(pd.DataFrame({"size": range(60)}), np.full(60, 3.0), seed=1)
    assert isinstance(found, NotAssessed)


@pytest.mark.parametrize("sizes", [(3, 10), (20, 15), (15, 15), (15, 49)])
def test_unfit_sizes(sizes):
    X, y = history(60)
    with pytest.raises(ValueError, match="sizes must ascend"):
        learning_curve(X, y, seed=1, sizes=sizes)


@given(st.integers(0, 5000))
def test_sizes_ascend_within_what_the_folds_leave(n):
    sizes = learning_sizes(n)
    assert list(sizes) == sorted(set(sizes)) and len(sizes) <= 4
    if sizes:
        assert sizes[0] == 15 and sizes[-1] == n - -(-n // 5) and len(sizes) >= 2
    else:
        assert n < 31


def test_the_real_estimator_on_a_small_history():
    rng = np.random.default_rng(2)
    X, size = history(36)
    found = learning_curve(X, size * np.exp(rng.normal(0, 0.3, 36)), seed=4)
    assert [each.known for each in found.points] == [15, 28]
    assert all(each.sa_low <= each.sa <= each.sa_high for each in found.points)
