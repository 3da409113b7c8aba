"""Weighted sum and TOPSIS.

By hand and as in a library, and ranks that do not hang on who else is ranked.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmo_toolkit.analysis.standing.scoring import topsis_on_scales, weighted_sum

WEIGHTS = [0.3, 0.4, 0.3]


def test_topsis_on_scales_by_hand():
    """Distance to the worst end ÷ (distance to it + distance to the best end).

    Each criterion counts times its weight.
    """
    found = topsis_on_scales([[1, 1], [0, 0], [1, 0]], [3, 1])
    assert found.closeness == pytest.approx([1, 0, 0.75])


@pytest.mark.filterwarnings("ignore:Alternatives with indices")
def test_topsis_on_scales_is_that_of_the_library():
    methods = pytest.importorskip("pymcdm.methods")
    scores, weights = np.random.default_rng(3).random((9, 4)), np.array([0.1, 0.4, 0.2, 0.3])
    ends = np.vstack([scores, np.ones(4), np.zeros(4)])
    library = methods.TOPSIS(lambda column, cost=False: column)(ends, weights, np.ones(4))
    found = topsis_on_scales(scores, weights)
    assert found.closeness == pytest.approx(library[:-2].tolist(), rel=1e-12)


unit = st.integers(0, 8).map(lambda each: each / 8)
matrix = arrays(float, st.tuples(st.integers(3, 6), st.just(3)), elements=unit)


@given(matrix, st.integers(0, 5))
def test_fixed_scales_let_nobody_move_the_others(scores, out):
    rest = np.delete(np.arange(len(scores)), out % len(scores))
    for method in (weighted_sum, topsis_on_scales):
        before, after = method(scores, WEIGHTS), method(scores[rest], WEIGHTS)
        kept = before.values if method is weighted_sum else before.closeness
        now = after.values if method is weighted_sum else after.closeness
        assert np.allclose(np.array(kept)[rest], now)


@given(matrix, st.floats(0.01, 100))
def test_rescaled_weights_change_nothing(scores, factor):
    for method in (weighted_sum, topsis_on_scales):
        assert method(scores, WEIGHTS).ranks == method(scores, factor * np.array(WEIGHTS)).ranks


@given(matrix)
def test_a_dominated_alternative_never_ranks_higher(scores):
    scores = np.vstack([scores, scores[0] / 2])
    for method in (weighted_sum, topsis_on_scales):
        ranks = method(scores, WEIGHTS).ranks
        assert ranks[-1] >= ranks[0]


def test_weighted_sum_by_hand():
    found = weighted_sum([[1, 0], [0.5, 0.5], [0, 1]], [2, 2])
    assert found.values == (0.5, 0.5, 0.5) and found.ranks == (2, 2, 2)
    assert found.parts == ((0.5, 0), (0.25, 0.25), (0, 0.5))


@pytest.mark.parametrize("method", [weighted_sum, topsis_on_scales])
@pytest.mark.parametrize(
    ("scores", "weights", "words"),
    [
        ([[1, 0]], [1, 1], "at least two alternatives"),
        ([[1, 0], [0, 1]], [1], "as many weights"),
        ([[1, np.nan], [0, 1]], [1, 1], "alternative 1 has no score on criterion 2"),
        ([[1, 0], [0, 1]], [1, -1], "negative"),
        ([[1, 0], [0, 1]], [0, 0], "all weights are zero"),
    ],
)
def test_unfit_input_is_refused(method, scores, weights, words):
    with pytest.raises(ValueError, match=words):
        method(scores, weights)
