"""SMAA: a published case, hand-computed cases, and what must hold whatever is drawn."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.standing.rank_acceptability import acceptability, rank_views, smaa_of
from pmo_toolkit.analysis.standing.ranks import joined, rank_draws
from pmo_toolkit.analysis.standing.score_ranges import ScoreRanges
from pmo_toolkit.analysis.standing.weighting.weights import draw_weights


def test_thrombo_case(public_data):
    """Example of the R package smaa.

    Two treatments, three outcomes, its own 10,000 draws of scores and weights.
    """
    with np.load(public_data / "smaa" / "thrombo.npz") as held:
        scores, weights = held["measurements"], held["weights"]
    found = acceptability(rank_draws(np.einsum("nmk,nk->nm", scores, weights)), weights)
    assert found.rank_acceptability[:, 0] == pytest.approx([0.3504, 0.6496], abs=1e-12)
    assert found.central_weights[0] == pytest.approx([0.18651, 0.27722, 0.53627], abs=5e-6)
    assert found.central_weights[1] == pytest.approx([0.40731, 0.36415, 0.22854], abs=5e-6)
    assert found.pairwise[0, 1] == pytest.approx(0.3504, abs=1e-12)


def test_two_opposites_by_hand():
    """(1, 0) beats (0, 1) where its criterion weighs more than half.

    Half of all weights, on average three quarters.
    """
    found = smaa_of(ScoreRanges.certain([[1, 0], [0, 1]]), draw_weights(2, 40_000, 3), 1)
    assert np.allclose(found.rank_acceptability, 0.5, atol=0.01)
    assert np.allclose(found.central_weights, [[0.75, 0.25], [0.25, 0.75]], atol=0.01)
    assert found.pairwise[0, 1] == pytest.approx(0.5, abs=0.01)


def test_ties_are_shared_fairly():
    found = acceptability(rank_draws([[3, 1, 3, 3, 0], [0, 0, 0, 0, 0]]), [[1.0], [1.0]])
    assert np.allclose(found.rank_acceptability[0], [(1 / 3 + 1 / 5) / 2] * 3 + [0.1, 0.1])
    assert np.allclose(found.rank_acceptability[1], [0.1, 0.1, 0.1, 0.6, 0.1])
    assert np.allclose(found.rank_acceptability[4], [0.1, 0.1, 0.1, 0.1, 0.6])
    assert found.expected_ranks.tolist() == [2.5, 3.5, 2.5, 2.5, 4]
    assert found.pairwise[0].tolist() == [0.5, 0.75, 0.5, 0.5, 0.75]
    ranked = rank_draws([[3, 1, 3, 3, 0]])
    assert ranked.chance_within(2).tolist() == pytest.approx([2 / 3, 0, 2 / 3, 2 / 3, 0])


def test_rounding_errors_are_no_ranks():
    ranked = rank_draws([[0.1 + 0.2, 0.3, 0.3 - 1e-9]])
    assert ranked.better.tolist() == [[0, 0, 2]] and ranked.alike.tolist() == [[2, 2, 1]]


@given(
    arrays(
        float,
        st.tuples(st.integers(1, 6), st.integers(2, 7)),
        elements=st.integers(-4, 4).map(float),
    )
)
def test_ranks_agree_with_scipy(values):
    from scipy.stats import rankdata

    ranked = rank_draws(values)
    assert np.array_equal(ranked.better + 1, rankdata(-values, method="min", axis=1))
    assert np.array_equal(ranked.better + ranked.alike, rankdata(-values, method="max", axis=1))
    found = acceptability(ranked, np.ones((len(values), 1)))
    brute = np.mean(
        (values[:, :, None] > values[:, None]) + 0.5 * (values[:, :, None] == values[:, None]),
        axis=0,
    )
    assert np.allclose(found.pairwise, brute)


def test_more_than_256_alternatives_are_ranked_too():
    values = np.random.default_rng(1).random((3, 300))
    found = acceptability(rank_draws(values), np.ones((3, 1)))
    assert np.allclose(
        found.pairwise, np.mean(values[:, :, None] > values[:, None], axis=0) + 0.5 * np.eye(300)
    )


# What must hold.


@st.composite
def ranges(draw):
    """Scores of 2 to 6 alternatives on 1 to 4 criteria, some certain, some alike, some unknown."""
    shape = draw(st.tuples(st.integers(2, 6), st.integers(1, 4)))
    points = draw(arrays(float, (3, *shape), elements=st.integers(0, 8).map(lambda each: each / 8)))
    points.sort(axis=0)
    points[:, draw(arrays(bool, shape))] = np.nan
    return ScoreRanges(*points)


@given(ranges(), st.integers(0, 99), st.booleans())
def test_shares_add_up(scores, seed, shared):
    alternatives, criteria = scores.mode.shape
    found = smaa_of(scores, draw_weights(criteria, 60, seed), seed, shared=shared)
    assert np.allclose(found.rank_acceptability.sum(axis=0), 1) and np.allclose(
        found.rank_acceptability.sum(axis=1), 1
    )
    assert (found.rank_acceptability >= 0).all()
    assert np.allclose(found.pairwise + found.pairwise.T, 1)
    assert np.allclose(
        found.expected_ranks, found.rank_acceptability @ np.arange(1, alternatives + 1)
    )
    # The expected rank is one more than the number of those that come before.
    assert np.allclose(found.expected_ranks, 1 + found.pairwise.sum(axis=0) - 0.5)
    first = found.rank_acceptability[:, 0] > 0
    assert np.isnan(found.central_weights).all(axis=1).tolist() == (~first).tolist()
    assert np.allclose(found.central_weights[first].sum(axis=1), 1)


@given(ranges(), st.integers(0, 99), st.data())
def test_the_dominated_never_beats_its_dominator(scores, seed, data):
    """With shared draws, whoever is nowhere better in low, mode and high is never in front."""
    known = [np.where(np.isnan(each), 0.5, each) for each in (scores.low, scores.mode, scores.high)]
    less = data.draw(
        arrays(float, scores.mode.shape[1], elements=st.integers(0, 8).map(lambda each: each / 8))
    )
    worse = [np.vstack([each, np.maximum(each[0] - less, 0)]) for each in known]
    found = smaa_of(
        ScoreRanges(*worse), draw_weights(scores.mode.shape[1], 60, seed), seed, shared=True
    )
    assert found.pairwise[-1, 0] <= 0.5
    if np.all(np.minimum(known[0][0], less) > 0):
        assert found.pairwise[-1, 0] == 0, "worse on every criterion: it loses every draw"


@given(ranges(), st.integers(0, 99))
def test_the_order_of_alternatives_does_not_matter(scores, seed):
    """With shared draws, so that each alternative gets the same ones wherever it stands."""
    weights = draw_weights(scores.mode.shape[1], 40, seed)
    forwards = smaa_of(scores, weights, seed, shared=True)
    turned = ScoreRanges(scores.low[::-1], scores.mode[::-1], scores.high[::-1])
    backwards = smaa_of(turned, weights, seed, shared=True)
    assert np.allclose(forwards.rank_acceptability, backwards.rank_acceptability[::-1])
    assert np.allclose(forwards.pairwise, backwards.pairwise[::-1, ::-1])


def test_the_same_seed_gives_the_same_bytes():
    scores, weights = (
        ScoreRanges(*np.sort(np.random.default_rng(1).random((3, 9, 4)), axis=0)),
        draw_weights(4, 999, 1),
    )
    one, two, other = (smaa_of(scores, weights, seed) for seed in (5, 5, 6))
    assert one.rank_acceptability.tobytes() == two.rank_acceptability.tobytes()
    assert one.rank_acceptability.tobytes() != other.rank_acceptability.tobytes()


def test_views_get_equal_parts_and_are_not_averaged():
    """Two scorers of opposite opinion.

    Either alternative may come first, where their mean would see a tie.
    """
    views = [ScoreRanges.certain([[0.9], [0.1]]), ScoreRanges.certain([[0.1], [0.9]])]
    weights = np.ones((100, 1))
    parts = rank_views(views, weights, 1)
    assert [part.mean_ranks.tolist() for part in parts] == [[1, 2], [2, 1]]
    assert acceptability(joined(parts), weights).rank_acceptability.tolist() == [
        [0.5, 0.5],
        [0.5, 0.5],
    ]


# What is not assessed or refused.


def test_who_never_comes_first_has_no_central_weights():
    found = smaa_of(ScoreRanges.certain([[1, 1], [0, 0.5]]), draw_weights(2, 100, 1), 1)
    assert isinstance(found.central_weights_of(1), NotAssessed)
    assert sum(found.central_weights_of(0)) == pytest.approx(1)


def test_range_of_ranks():
    values = np.zeros((10, 3))
    values[:, 0], values[:, 1] = 2, 1
    values[0, 2] = 3  # once in ten the third comes first
    found = acceptability(rank_draws(values), np.ones((10, 1)))
    assert found.rank_range(0) == (1, 1) or found.rank_range(0) == (1, 2)
    assert found.rank_range(2, share=0.9) == (1, 3) and found.rank_range(2, share=0.7) == (3, 3)


def test_unfit_draws_are_refused():
    for values in ([[1.0]], [1.0, 2.0], np.empty((0, 3))):
        with pytest.raises(ValueError, match="at least two alternatives"):
            rank_draws(values)
    with pytest.raises(ValueError, match="finite"):
        rank_draws([[1, np.nan]])
    with pytest.raises(ValueError, match="as many of weights"):
        acceptability(rank_draws([[1, 2]]), [[1.0], [1.0]])
    with pytest.raises(ValueError, match=r"weights must have shape \(draws, 1\)"):
        smaa_of(ScoreRanges.certain([[1], [0]]), [[0.5, 0.5]], 1)
    with pytest.raises(ValueError, match="one shape"):
        rank_views([], np.ones((3, 1)), 1)
