"""Criteria: a scale fixed in advance, its direction, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.standing.scoring import weighted_sum
from pmo_toolkit.analysis.standing.weighting.criteria import Criterion, desirabilities

UP, DOWN = Criterion("A", "value", "up", 0, 10), Criterion("B", "months", "down", 2, 12)


def test_both_directions_by_hand():
    made = desirabilities([[10, 2], [5, 7], [0, 12]], [UP, DOWN])
    assert made.tolist() == [[1, 1], [0.5, 0.5], [0, 0]]


def test_a_missing_score_stays_missing():
    assert np.isnan(desirabilities([[np.nan, 2]], [UP, DOWN])[0, 0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"direction": "more"}, "up or down"),
        ({"low": 10}, "from a lower to a higher"),
        ({"low": 11}, "11 to 10"),
        ({"high": float("inf")}, "from a lower to a higher"),
        ({"low": float("nan")}, "from a lower to a higher"),
        ({"weight": -1}, "must not be negative, found -1"),
        ({"weight": float("nan")}, "must not be negative"),
    ],
)
def test_unfit_criteria_are_refused(change, words):
    with pytest.raises(ValueError, match=words):
        Criterion(
            **({"id": "A", "title": "value", "direction": "up", "low": 0, "high": 10} | change)
        )


@pytest.mark.parametrize("score", [-0.1, 10.1, float("inf")])
def test_scores_outside_the_scale_are_refused(score):
    assert not UP.holds(score)
    with pytest.raises(ValueError, match="outside the scale 0 to 10"):
        UP.desirability([1, score])


@pytest.mark.parametrize("scores", [[1, 2], [[1]], [[1, 2, 3]]])
def test_scores_that_do_not_fit_the_criteria_are_refused(scores):
    with pytest.raises(ValueError, match="one column for each of 2 criteria"):
        desirabilities(scores, [UP, DOWN])


scores = st.lists(
    st.tuples(st.integers(0, 10), st.integers(0, 10), st.integers(0, 10)), min_size=2, max_size=8
)


@given(scores)
def test_reversed_directions_reverse_the_ranks(given_scores):
    """Of three criteria that all count the other way round, the last becomes the first."""
    weights = [3, 2, 1]
    up = [Criterion(each, each, "up", 0, 10) for each in "abc"]
    down = [Criterion(each, each, "down", 0, 10) for each in "abc"]
    forwards = weighted_sum(desirabilities(given_scores, up), weights).ranks
    backwards = weighted_sum(desirabilities(given_scores, down), weights).ranks
    assert np.add(forwards, backwards).tolist() == [len(given_scores) + 1] * len(given_scores)


@given(scores)
def test_mirrored_scores_with_reversed_direction_mean_the_same(given_scores):
    criterion, mirrored = Criterion("a", "a", "up", 0, 10), Criterion("a", "a", "down", 0, 10)
    given_scores = np.array(given_scores)
    assert np.allclose(
        criterion.desirability(given_scores), mirrored.desirability(10 - given_scores)
    )
