"""Weights: as stated, by swing and AHP, and drawn by chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.standing.weighting.weights import (
    ahp_weights,
    draw_weights,
    normalised,
    swing_weights,
)


def test_points_and_swings_by_hand():
    assert normalised([50, 30, 20]).tolist() == pytest.approx([0.5, 0.3, 0.2])
    assert swing_weights([100, 60, 40]).tolist() == pytest.approx([0.5, 0.3, 0.2])


@pytest.mark.parametrize("swings", [[90, 60], [120, 100], [1, 0.5]])
def test_swings_need_their_yardstick(swings):
    with pytest.raises(ValueError, match="counts 100"):
        swing_weights(swings)


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ([1, -1], "must not be negative, found -1"),
        ([0, 0], "all weights are zero"),
        ([], "list of numbers"),
        ([1, float("nan")], "list of numbers"),
        ([1, float("inf")], "list of numbers"),
        ([[1, 2]], "list of numbers"),
    ],
)
def test_unfit_weights_are_refused(weights, words):
    with pytest.raises(ValueError, match=words):
        normalised(weights)


@given(st.lists(st.floats(0, 1e300), min_size=1, max_size=9).filter(any), st.floats(1e-3, 1e3))
def test_rescaled_weights_are_the_same(weights, factor):
    first = normalised(weights)
    assert first.sum() == pytest.approx(1)
    if max(weights) > 1e-300:
        assert np.allclose(first, normalised(np.array(weights) * factor), atol=1e-12)


# AHP.

FRUIT = [[1, 1 / 3, 5], [3, 1, 7], [1 / 5, 1 / 7, 1]]


def test_ahp_example():
    """Three things compared.

    For three, λ = 1 + d^(1/3) + d^(−1/3) with d = a₁₃ ÷ (a₁₂ a₂₃), and the eigenvector is the

    geometric mean of each row."""
    d = 5 / ((1 / 3) * 7)
    largest = 1 + d ** (1 / 3) + d ** (-1 / 3)
    means = np.prod(FRUIT, axis=1) ** (1 / 3)
    found = ahp_weights(FRUIT)
    assert found.largest_eigenvalue == pytest.approx(largest)
    assert found.weights == pytest.approx(means / means.sum())
    assert found.weights == pytest.approx((0.2790, 0.6491, 0.0719), abs=5e-5)
    assert found.consistency_ratio == pytest.approx((largest - 3) / 2 / 0.58)
    assert found.query == ""


@given(st.lists(st.floats(0.1, 10), min_size=1, max_size=10))
def test_consistent_comparisons_give_their_weights_back(weights):
    given_weights = np.array(weights)
    found = ahp_weights(given_weights[:, None] / given_weights[None, :])
    assert np.allclose(found.weights, given_weights / given_weights.sum())
    assert found.consistency_ratio == pytest.approx(0, abs=1e-9) and not found.query


def test_contradictions_are_queried_with_the_worst_comparison():
    turned = np.array(
        [[8 / 8, 8 / 4, 8 / 2, 1 / 8], [4 / 8, 1, 2, 4], [2 / 8, 1 / 2, 1, 2], [8, 1 / 4, 1 / 2, 1]]
    )
    found = ahp_weights(
        turned
    )  # weights 8, 4, 2, 1, but the first against the last is the wrong way round
    assert found.consistency_ratio > 0.1
    assert f"consistency ratio {found.consistency_ratio:.2f}, above 0.1" in found.query
    assert "criterion 1 against 4, said to be 0.12, while" in found.query
    assert ahp_weights(turned, limit=1.5).query == ""


@pytest.mark.parametrize(
    ("matrix", "words"),
    [
        ([[1, 3], [3, 1]], "reciprocal: row 1, column 2 is 3"),
        ([[2, 1], [1, 1]], "reciprocal: row 1, column 1"),
        ([[1, 0], [0, 1]], "positive"),
        ([[1, -2], [-0.5, 1]], "positive"),
        ([[1, 2, 3], [1, 2, 3]], "square"),
        ([], "square"),
        (np.ones((11, 11)), "1 to 10 criteria"),
    ],
)
def test_unfit_comparisons_are_refused(matrix, words):
    with pytest.raises(ValueError, match=words):
        ahp_weights(matrix)


def test_rounded_reciprocals_are_let_pass():
    assert ahp_weights([[1, 3], [0.33, 1]]).weights == pytest.approx((0.75, 0.25), abs=0.002)


# Draws.


@given(st.integers(1, 6), st.integers(0, 100))
def test_drawn_weights_lie_on_the_simplex(criteria, seed):
    for more in (
        {},
        {"stated": np.arange(1, criteria + 1), "concentration": 5.0},
        {"order": [range(criteria)]},
    ):
        made = draw_weights(criteria, 50, seed, **more)
        assert (
            made.shape == (50, criteria) and (made >= 0).all() and np.allclose(made.sum(axis=1), 1)
        )
        assert np.array_equal(made, draw_weights(criteria, 50, seed, **more))


def test_moments_of_uniform_and_stated_weights():
    uniform = draw_weights(4, 40_000, 1)
    assert np.allclose(uniform.mean(axis=0), 0.25, atol=0.005)
    assert np.allclose(uniform.var(axis=0), 3 / 80, atol=0.002), "(k − 1) ÷ (k² (k + 1))"
    near = draw_weights(3, 40_000, 1, stated=[5, 3, 2], concentration=24)
    assert np.allclose(near.mean(axis=0), [0.5, 0.3, 0.2], atol=0.005)
    assert np.allclose(near.std(axis=0), [0.1, np.sqrt(0.21 / 25), 0.08], atol=0.002)


def test_what_was_said_not_to_count_never_counts():
    assert (draw_weights(3, 200, 1, stated=[1, 0, 1], concentration=3)[:, 1] == 0).all()


def test_an_order_is_kept_and_nothing_said_within_a_group():
    made = draw_weights(3, 30_000, 7, order=[[2], [0, 1]])
    assert (made[:, 2:] >= made[:, :2]).all()
    # Means of ordered uniform weights (rank order centroid): 11/18, 5/18, 2/18; the two lower ones
    # are shared.
    assert np.allclose(made.mean(axis=0), [3.5 / 18, 3.5 / 18, 11 / 18], atol=0.005)
    assert 0.48 < np.mean(made[:, 0] > made[:, 1]) < 0.52


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"stated": [1, 1]}, "3 criteria need as many"),
        ({"stated": [1, 1, 1]}, "concentration"),
        ({"stated": [1, 1, 1], "concentration": 0.0}, "concentration"),
        ({"stated": [1, 1, 1], "order": [[0, 1, 2]]}, "not both"),
        ({"order": [[0, 1]]}, "each of 3 criteria once"),
        ({"order": [[0, 1], [1, 2]]}, "each of 3 criteria once"),
    ],
)
def test_unfit_knowledge_is_refused(more, words):
    with pytest.raises(ValueError, match=words):
        draw_weights(3, 10, 1, **more)
    with pytest.raises(ValueError, match="at least one"):
        draw_weights(0, 10, 1)
