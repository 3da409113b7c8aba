"""Weighted sum and TOPSIS.

Published figures, and ranks that do or do not hang on who else is ranked.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmo_toolkit.analysis.standing.scoring import topsis, topsis_on_scales, weighted_sum

TZENG = [[5, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]
WEIGHTS = [0.3, 0.4, 0.3]


def test_topsis_example():
    """Tzeng and Huang 2011, Multiple Attribute Decision Making."""
    found = topsis(TZENG, WEIGHTS, ["up"] * 3)
    assert found.closeness == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=6e-5)
    assert found.ranks == (3, 2, 1, 4)
    assert "may reorder the others" in found.warning


def test_topsis_is_that_of_the_library():
    methods, normalizations = (
        pytest.importorskip("pymcdm.methods"),
        pytest.importorskip("pymcdm.normalizations"),
    )
    scores, weights = np.random.default_rng(3).random((9, 4)) * 10, np.array([0.1, 0.4, 0.2, 0.3])
    library = methods.TOPSIS(normalizations.vector_normalization)(
        scores, weights, np.array([1, -1, 1, -1])
    )
    assert topsis(scores, weights, ["up", "down", "up", "down"]).closeness == pytest.approx(
        library.tolist(), rel=1e-12
    )


def test_topsis_on_scales_by_hand():
    """Distance to the worst end ÷ (distance to it + distance to the best end), each criterion times its weight."""
    found = topsis_on_scales([[1, 1], [0, 0], [1, 0]], [3, 1])
    assert found.closeness == pytest.approx([1, 0, 0.75])
    assert found.warning == "" and found.reversals == ()


def test_a_rank_reversal_is_found_and_is_true():
    rng = np.random.default_rng(1)
    found = topsis(TZENG, WEIGHTS, ["up"] * 3)
    for _ in range(200):
        scores = rng.integers(1, 10, (5, 3))
        found = topsis(scores, WEIGHTS, ["up", "down", "up"])
        if found.reversals:
            break
    assert found.reversals, "random scores reverse sooner or later"
    for each in found.reversals:
        rest = [place for place in range(5) if place != each.left_out]
        again = dict(
            zip(rest, topsis(scores[rest], WEIGHTS, ["up", "down", "up"]).closeness, strict=True)
        )
        assert found.closeness[each.above] > found.closeness[each.below]
        assert again[each.above] < again[each.below]


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


def test_a_criterion_on_which_all_are_alike_changes_nothing():
    with_zeros = np.column_stack([TZENG, np.zeros(4)])
    plain = topsis(TZENG, WEIGHTS, ["up"] * 3)
    assert topsis(with_zeros, [*WEIGHTS, 5], ["up"] * 4).ranks == plain.ranks
    two = topsis([[1, 2], [3, 1]], [1, 1], ["up", "down"])
    assert two.ranks == (2, 1) and two.reversals == ()


@pytest.mark.parametrize(
    ("scores", "weights", "directions", "words"),
    [
        ([[1, 2]], [1, 1], ["up", "up"], "at least two alternatives"),
        ([[1, 2], [3, 4]], [1], ["up", "up"], "as many weights"),
        ([[1, np.nan], [3, 4]], [1, 1], ["up", "up"], "alternative 1 has no score on criterion 2"),
        ([[1, 2], [3, 4]], [1, -1], ["up", "up"], "negative"),
        ([[1, 2], [3, 4]], [0, 0], ["up", "up"], "all weights are zero"),
        ([[1, -2], [3, 4]], [1, 1], ["up", "up"], "not negative, found -2"),
        ([[1, 2], [3, 4]], [1, 1], ["up", "left"], "up or down"),
        ([[1, 2], [3, 4]], [1, 1], ["up"], "up or down"),
        ([[1, 2], [1, 2]], [1, 1], ["up", "up"], "alike"),
        ([[1, 2], [1, 3]], [1, 0], ["up", "up"], "alike on every criterion that counts"),
    ],
)
def test_unfit_input_is_refused(scores, weights, directions, words):
    with pytest.raises(ValueError, match=words):
        topsis(scores, weights, directions)
