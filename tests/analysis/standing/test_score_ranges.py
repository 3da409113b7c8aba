"""Uncertain scores: their draws by hand-computed moments, and what is no range."""

import numpy as np
import pytest

from pmo_toolkit.analysis.standing.score_ranges import ScoreRanges, draw_values


def test_drawn_scores_are_triangular_and_unknown_ones_uniform():
    low, mode, high = (np.array([[each, each], [np.nan, 0.4]]) for each in (0.2, 0.3, 0.9))
    low[1, 1] = mode[1, 1] = high[1, 1] = 0.4
    weights = np.tile([1.0, 0.0], (60_000, 1))
    values = draw_values(ScoreRanges(low, mode, high), weights, np.random.default_rng(1))
    assert values[:, 0].mean() == pytest.approx(1.4 / 3, abs=0.002)
    variance = (0.2**2 + 0.3**2 + 0.9**2 - 0.2 * 0.3 - 0.2 * 0.9 - 0.3 * 0.9) / 18
    assert values[:, 0].var() == pytest.approx(variance, rel=0.02)
    assert np.mean(values[:, 0] <= 0.3) == pytest.approx(0.1 / 0.7, abs=0.005), (
        "the mode's share of a triangle"
    )
    assert np.quantile(values[:, 1], [0.1, 0.5, 0.9]) == pytest.approx([0.1, 0.5, 0.9], abs=0.01)
    assert abs(np.corrcoef(values.T)[0, 1]) < 0.02, "each errs by itself"
    together = draw_values(
        ScoreRanges(low, mode, high), weights, np.random.default_rng(1), shared=True
    )
    assert np.corrcoef(together.T)[0, 1] > 0.5


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (([[0.5]], [[0.5]], [[0.5]]), "at least two alternatives"),
        (
            ([[0.6], [0]], [[0.5], [0]], [[0.7], [0]]),
            "alternative 1, criterion 1: .* found 0.6, 0.5, 0.7",
        ),
        (([[0], [0]], [[0.5], [0]], [[1.1], [0]]), "alternative 1"),
        (([[0], [-0.1]], [[0.5], [0]], [[1], [0]]), "alternative 2"),
        (([[0], [np.nan]], [[0.5], [0]], [[1], [0]]), "alternative 2"),
        (([[0], [0]], [[0.5, 1], [0, 1]], [[1], [0]]), "one shape"),
    ],
)
def test_unfit_scores_are_refused(points, words):
    with pytest.raises(ValueError, match=words):
        ScoreRanges(*(np.array(each, dtype=float) for each in points))
