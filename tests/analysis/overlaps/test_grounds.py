"""What led to a suggestion is what both say and name."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.overlaps import grounds
from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.analysis.overlaps.grounds import (
    LONGEST_PHRASE,
    WordUse,
    doubts_of,
    nearest_sentences,
    sentences_of,
    shared_themes,
    shared_ties,
    usual_names,
)
from pmo_toolkit.analysis.overlaps.shapes import Doubt, Grounds, Profile, Tie

ONE = Profile("a", "Permits faster", "Planning", "Plans go through eleven offices. Families wait.")
OTHER = Profile("b", "Events", "Public order", "It rains. One plan goes through eleven offices!")


def test_the_nearest_sentences_are_quoted():
    ((own, others),) = nearest_sentences([(ONE, OTHER)], WordEncoder())
    assert sentences_of(ONE)[own] == "Plans go through eleven offices."
    assert sentences_of(OTHER)[others] == "One plan goes through eleven offices!"


def test_a_proposal_without_sentences_has_no_phrase():
    none = [(-1, -1)]
    assert nearest_sentences([(ONE, Profile("c", ""))], WordEncoder()) == none
    assert nearest_sentences([(Profile("d", ""), Profile("c", ""))], WordEncoder()) == none
    assert nearest_sentences([], WordEncoder()) == []


def test_sentences_are_few_and_short():
    long = Profile("a", "T", need="x" * 10_000 + ". Next. " * 50)
    assert max(map(len, sentences_of(long))) <= LONGEST_PHRASE
    assert len(sentences_of(long)) <= 5


def test_only_words_that_few_use_are_named():
    words = WordUse(
        ["permit office queue", "permit office queue", "office", "office", "office 12345 without"]
    )
    assert words.shared(0, 1) == ("permit", "queue")
    assert words.pairs() == [(0, 1)]


def test_themes_are_shared_by_what_both_touch():
    names = ("x", "y", "z")
    assert shared_themes(np.array([0.9, 0.1, 0.0]), np.array([0.1, 0.9, 0.9]), names) == ("x", "y")


def test_what_most_name_is_no_ground():
    profiles = [Profile(f"p{n}", "t", ties={Tie.ROLES: frozenset({"manager"})}) for n in range(9)]
    profiles[0] = profiles[1] = Profile("q", "t", ties={Tie.ROLES: frozenset({"manager", "pilot"})})
    shared = shared_ties(profiles[0], profiles[1], {"pilot": "Pilot"}, usual_names(profiles))
    assert shared == {"roles": ("Pilot",)}


def test_why_it_might_be_wrong():
    one = Profile("a", "Short", "Sales", ties={Tie.GOALS: frozenset("x")})
    other = Profile(
        "b", "Short", "Sales", ties={Tie.GOALS: frozenset("y")}, builds_on=frozenset("a")
    )
    assert doubts_of(one, other, Grounds(), -1.0) == (
        Doubt.SAME_DEPARTMENT,
        Doubt.OTHER_GOALS,
        Doubt.FEW_WORDS,
        Doubt.WORDS_ALONE,
        Doubt.TIES_ALONE,
        Doubt.KNOWN_DEPENDENCY,
    )


def test_words_that_say_nothing_are_those_of_scikit_learn_and_ours():
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    assert {*ENGLISH_STOP_WORDS, "without", "würde"} <= grounds._stop_words()
