"""Themes are met by their words in either language, and by their meaning."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.overlaps.themes import (
    Theme,
    Vocabulary,
    weights_by_meaning,
    weights_by_words,
    words_of,
)

CONTRACTS = Theme("contracts", (("contract", "notice period"), ("*vertrag", "frist")))
STOCK = Theme("stock", (("stock",), ("*lager",)))


def counts(*texts: str) -> list[list[int]]:
    return Vocabulary((CONTRACTS, STOCK)).counts(texts).astype(int).tolist()


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Contracts lie in drawers", [1, 0]),
        ("the NOTICE  periods are missed", [1, 0]),
        ("a notice on the period", [0, 0]),  # not side by side
        ("Mietverträge und der Mietvertrag", [1, 0]),  # within a word, since it begins with *
        ("subcontract", [0, 0]),  # not within, since it does not
        ("Fristenkalender im Hochregallager", [1, 1]),
        ("contract, contracts, contractual", [1, 0]),  # one word of the theme
        ("", [0, 0]),
        ("📦📦 مخزون", [0, 0]),
    ],
)
def test_where_a_theme_is_met(text, met):
    assert counts(text) == [met]


def test_a_theme_that_few_texts_touch_says_more():
    weights = weights_by_words(np.array([[1.0, 1.0], [1.0, 0.0], [1.0, 0.0], [0.0, 0.0]]))
    assert weights[0, 1] > weights[0, 0]
    assert not weights[3].any()


def test_one_word_is_weaker_evidence_than_three():
    weights = weights_by_words(np.array([[1.0, 0.0], [3.0, 0.0], [0.0, 1.0], [0.0, 1.0]]))
    assert weights[0] @ weights[0] < weights[1] @ weights[1] < 1


def test_the_nearest_theme_counts_most():
    themes = np.eye(3)
    texts = np.array([[0.9, 0.3, 0.3], [0.3, 0.9, 0.3]])
    weights = weights_by_meaning([texts], themes, 2.0, 20.0)
    assert weights.argmax(axis=1).tolist() == [0, 1]
    assert np.linalg.norm(weights, axis=1) == pytest.approx(1)


def test_without_themes_nothing_is_weighed():
    assert weights_by_meaning([np.eye(3)], np.zeros((0, 3)), 2.0, 20.0).shape == (3, 0)
    assert Vocabulary(()).counts(["a text"]).shape == (1, 0)


@given(st.text())
def test_any_text_has_words_or_none(text):
    assert all(word == word.casefold() for word in words_of(text)) or not text.isascii()
    assert Vocabulary((CONTRACTS, STOCK)).counts([text]).shape == (1, 2)
