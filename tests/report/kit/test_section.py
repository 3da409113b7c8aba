"""Long text is folded away with each word said once."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.report.kit.section import folded, user_text

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=60)


def visible(markup: str) -> str:
    return re.sub(r"<[^>]+>", " ", markup)


@given(WORDS)
def test_every_word_stands_once_and_in_order(words):
    assert visible(folded(" ".join(words), 40)).replace("…", " ").split() == words


def test_what_is_short_is_not_folded():
    assert "details" not in folded("few words", 40)
    assert folded("word " * 40, 40).count("<details") == 1


def test_what_users_wrote_is_escaped_on_both_sides_of_the_fold():
    assert "<img" not in folded("<img src=x> " * 20, 40)


def test_what_is_missing_reads_not_stated_and_never_none():
    assert "not stated" in user_text(None) and "None" not in user_text(None)
    assert "None" in user_text("None")
