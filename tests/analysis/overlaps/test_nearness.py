"""Nearness is corrected for texts that are near to everything."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.overlaps.nearness import corrected, mean_of_views

#: Text 3 is a hub: near to all. 0 and 1 are each other's only companions besides it.
SIMILARITY = np.array(
    [
        [1.0, 0.5, 0.1, 0.6],
        [0.5, 1.0, 0.1, 0.6],
        [0.1, 0.1, 1.0, 0.6],
        [0.6, 0.6, 0.6, 1.0],
    ]
)


def test_a_hub_no_longer_comes_first():
    assert SIMILARITY[0].argsort()[-2] == 3
    assert corrected(SIMILARITY, 3)[0, 1] > corrected(SIMILARITY, 3)[0, 3]


def test_the_correction_by_hand():
    # of 0: (0.5 + 0.1 + 0.6) / 3 = 0.4; of 3: 0.6
    assert corrected(SIMILARITY, 3)[0, 3] == pytest.approx(2 * 0.6 - 0.4 - 0.6)


def test_two_sets_are_corrected_from_both_sides():
    made = corrected(np.array([[0.0, 0.9], [0.1, 0.0]]), 1, same=False)
    assert made[0, 1] == pytest.approx(2 * 0.9 - 0.9 - 0.9)
    assert made[1, 0] == pytest.approx(2 * 0.1 - 0.1 - 0.1)


def test_one_text_alone_has_nobody_near():
    assert corrected(np.array([[1.0]]), 3).shape == (1, 1)
    assert np.isfinite(corrected(np.array([[1.0]]), 3)).all()


def test_the_mean_of_views_is_symmetric_and_plain_without_a_correction():
    draws = np.random.default_rng(1)
    views = tuple(draws.normal(size=(5, 4)) for _ in range(3))
    plain = mean_of_views(views, 0)
    assert plain == pytest.approx(plain.T)
    crossed = (views[1] @ views[2].T + views[2] @ views[1].T) / 2
    assert plain == pytest.approx((sum(view @ view.T for view in views) + crossed) / 4)
    assert mean_of_views(views, 3) == pytest.approx(mean_of_views(views, 3).T)
