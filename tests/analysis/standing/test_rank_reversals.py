"""Orders that turn when a third proposal leaves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.standing.rank_reversals import RankReversal, reversals_of
from pmo_toolkit.analysis.standing.ranks import rank_draws


def mean_ranks_without(values, left):
    return rank_draws(np.delete(values, left, axis=1)).mean_ranks


def test_the_classic_case_of_a_count_by_ranks():
    """Three voters: A>B>C, A>B>C, B>C>A, each often: with C, B leads; without it, A does."""
    profiles = np.array([[3, 2, 1], [3, 2, 1], [1, 3, 2]], dtype=float)
    values = np.repeat(profiles, 500, axis=0)
    # Expected ranks by hand: A (1 + 1 + 3) / 3 = 5/3, B (2 + 2 + 1) / 3 = 5/3: alike, no reversal.
    assert reversals_of(rank_draws(values)) == []
    values = np.vstack([values, np.tile([1.0, 3.0, 2.0], (200, 1))])
    # Now B leads: ranks sum to 3,100 for A and 2,700 for B. Without C, A wins 1,000 of 1,700.
    ((left, one, other, before, after),) = reversals_of(rank_draws(values))
    assert (left, one, other) == (2, 1, 0)
    assert np.isclose(before, (3100 - 2700) / 1700)
    assert np.isclose(after, (700 - 1000) / 1700)


@given(st.integers(0, 10_000))
def test_a_reversal_is_what_ranking_anew_without_it_shows(seed):
    rng = np.random.default_rng(seed)
    values = rng.normal(rng.normal(0, 0.3, 5), rng.uniform(0.1, 2, 5), (300, 5))
    ranks = rank_draws(values)
    for left, one, other, before, after in reversals_of(ranks):
        assert np.isclose(before, ranks.mean_ranks[other] - ranks.mean_ranks[one])
        again = mean_ranks_without(values, left)
        moved = [place - (place > left) for place in (one, other)]
        assert np.isclose(after, again[moved[1]] - again[moved[0]])
        assert before > 0 > after


def test_the_sentence_names_all_three():
    text = RankReversal("P-3", "P-1", "P-2", 0.2, -0.1).sentence
    assert all(name in text for name in ("P-1", "P-2", "P-3"))
