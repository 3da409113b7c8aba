"""Correlation: given back as stated, repaired where it must be, and widening sums."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import ndtri

from pmo_toolkit.analysis.uncertainty.sampling.copula import (
    correlated,
    correlations,
    nearest_correlation,
    usable,
)
from pmo_toolkit.analysis.uncertainty.sampling.draws import uniforms
from pmo_toolkit.analysis.uncertainty.sampling.inputs import ThreePoint

N = 16384


def independent(count: int) -> np.ndarray:
    return np.stack([uniforms(1, f"part {i}", N, i) for i in range(count)])


def test_correlation_in_a_group_widens_a_sum_and_keeps_the_margins():
    shared = uniforms(1, "group", N, 20)
    alone = independent(6)
    parts = [correlated(each, shared, 0.5) for each in alone]
    assert np.std(np.sum(parts, axis=0)) > 1.3 * np.std(np.sum(alone, axis=0))
    assert np.mean(parts[0]) == pytest.approx(0.5, abs=0.001)
    assert np.corrcoef(ndtri(parts[0]), ndtri(parts[1]))[0, 1] == pytest.approx(0.5, abs=0.01)


def test_stated_correlations_are_given_back():
    made = correlations(["a", "b", "c"], {("a", "b"): 0.8, ("c", "b"): -0.3})
    assert made.finding is None
    scores = ndtri(made.couple(independent(3)))
    assert np.corrcoef(scores) == pytest.approx(
        np.array([[1, 0.8, 0], [0.8, 1, -0.3], [0, -0.3, 1]]), abs=0.01
    )


def test_one_more_name_at_the_end_changes_no_draw_of_the_others():
    columns = independent(3)
    two = correlations(["a", "b"], {("a", "b"): 0.6}).couple(columns[:2])
    three = correlations(["a", "b", "c"], {("a", "b"): 0.6, ("b", "c"): 0.4}).couple(columns)
    assert np.allclose(three[:2], two, atol=1e-12)


def test_the_nearest_correlation_matrix_of_highams_example():
    # Higham (2002), section 5: [[1,1,0],[1,1,1],[0,1,1]] → off-diagonals .7607 and .1573
    found = nearest_correlation([[1, 1, 0], [1, 1, 1], [0, 1, 1]])
    assert found[0, 1] == pytest.approx(0.7607, abs=5e-5)
    assert found[1, 2] == pytest.approx(0.7607, abs=5e-5)
    assert found[0, 2] == pytest.approx(0.1573, abs=5e-5)


def test_contradicting_correlations_are_repaired_and_it_is_said_by_how_much():
    made = correlations(
        ["licence", "labour", "delay"], {("licence", "labour"): 1.0, ("labour", "delay"): 1.0}
    )
    assert made.largest_change == pytest.approx(0.2393, abs=1e-3)
    assert "0.24" in made.finding and "labour" in made.finding
    np.linalg.cholesky(made.matrix)


@given(st.integers(2, 6), st.integers(0, 10_000))
@settings(max_examples=30, deadline=None)
def test_any_symmetric_matrix_becomes_one_that_can_be_drawn_from(size, seed):
    values = np.random.default_rng(seed).uniform(-1, 1, (size, size))
    stated = (values + values.T) / 2
    np.fill_diagonal(stated, 1.0)
    made = usable([str(i) for i in range(size)], stated)
    np.linalg.cholesky(made.matrix)
    assert np.allclose(np.diag(made.matrix), 1) and np.abs(made.matrix).max() <= 1 + 1e-12
    changed = np.abs(made.matrix - stated).max()
    assert made.largest_change == pytest.approx(changed, abs=1e-12)


@given(st.floats(0.15, 0.95))
@settings(max_examples=20, deadline=None)
def test_more_correlation_widens_the_sum(value):
    ranges = [ThreePoint(10, 20, 45), ThreePoint(5, 9, 30), ThreePoint(50, 60, 70)]

    def spread(correlation: float) -> float:
        pairs = {("0", "1"): correlation, ("1", "2"): correlation, ("0", "2"): correlation}
        u = correlations(["0", "1", "2"], pairs).couple(independent(3))
        p10, p90 = np.quantile(
            sum(each.at(row) for each, row in zip(ranges, u, strict=True)), (0.1, 0.9)
        )
        return p90 - p10

    assert spread(value) > spread(value - 0.15)


@pytest.mark.parametrize(
    ("names", "pairs", "words"),
    [
        (["a", "b"], {("a", "x"): 0.1}, "no “x”"),
        (["a", "b"], {("a", "a"): 0.1}, "paired with itself"),
        (["a", "b"], {("a", "b"): 1.2}, "found 1.2"),
        (["a", "b"], {("a", "b"): 0.2, ("b", "a"): 0.3}, "0.2 and as 0.3"),
        (["a", "a"], {}, "“a” stands twice"),
    ],
)
def test_unfit_correlations_are_refused(names, pairs, words):
    with pytest.raises(ValueError, match=words):
        correlations(names, pairs)


def test_an_unfit_matrix_is_refused():
    with pytest.raises(ValueError, match="size"):
        usable(["a"], np.eye(2))
    with pytest.raises(ValueError, match="symmetric"):
        usable(["a", "b"], [[1, 0.5], [0.4, 1]])
