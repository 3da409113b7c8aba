"""Texts and ties make one score."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.overlaps.scoring import (
    MOST_DEVIATIONS,
    NONE_SHARED,
    SAME_DEPARTMENT,
    TextSimilarities,
    scores,
    text_log_odds,
    tie_log_odds,
)
from pmo_toolkit.analysis.overlaps.shapes import Profile, Tie


def named(name: str, department: str = "", **ties: str) -> Profile:
    return Profile(
        name,
        name,
        department,
        ties={Tie(tie): frozenset(names.split()) for tie, names in ties.items()},
    )


def test_a_rare_goal_in_common_says_more_than_a_usual_one():
    profiles = [
        named("a", goals="rare usual"),
        named("b", goals="rare"),
        named("c", goals="usual"),
        named("d", goals="usual"),
        named("e", goals="usual"),
    ]
    ties = tie_log_odds(profiles)
    assert ties[0, 1] > ties[0, 2] > 0
    assert ties == pytest.approx(ties.T)


def test_naming_other_capabilities_speaks_against_it_and_naming_none_does_not():
    ties = tie_log_odds([named("a", capabilities="x"), named("b", capabilities="y"), named("c")])
    assert ties[0, 1] == NONE_SHARED[Tie.CAPABILITIES]
    assert ties[0, 2] == 0


def test_a_department_seldom_asks_twice():
    ties = tie_log_odds([named("a", "Sales"), named("b", "sales"), named("c"), named("d")])
    assert ties[0, 1] == SAME_DEPARTMENT
    assert ties[2, 3] == 0  # two unknown departments need not be the same


def test_texts_that_are_all_alike_say_nothing():
    same = np.ones((3, 3))
    assert not text_log_odds(TextSimilarities(same, same, same)).any()
    one = np.ones((1, 1))
    assert not text_log_odds(TextSimilarities(one, one, one)).any()


def test_one_comparison_alone_is_bounded():
    text = np.zeros((40, 40))
    text[0, 1] = text[1, 0] = 1000.0
    nothing = np.zeros((40, 40))
    assert text_log_odds(TextSimilarities(text, nothing, nothing)).max() <= MOST_DEVIATIONS


def test_a_pair_among_many_is_rarer():
    assert scores(np.zeros((10, 10)))[0, 1] > scores(np.zeros((100, 100)))[0, 1]
    extreme = scores(np.array([[1e9, -1e9], [-1e9, 1e9]]))
    assert extreme.max() <= 1 and extreme.min() >= 0
