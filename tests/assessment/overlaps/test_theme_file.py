"""The file of themes is whole, and its words can be met."""

from __future__ import annotations

from pmo_toolkit.analysis.overlaps.themes import Vocabulary
from pmo_toolkit.assessment.overlaps.theme_file import LANGUAGES, business_themes


def test_every_theme_has_a_name_of_its_own_and_words_in_each_language():
    themes = business_themes()
    assert len({theme.name for theme in themes}) == len(themes)
    assert all(len(theme.words) == len(LANGUAGES) for theme in themes)
    assert all(word.strip("* ") for theme in themes for words in theme.words for word in words)


def test_each_word_meets_its_own_theme():
    themes = business_themes()
    vocabulary = Vocabulary(themes)
    for place, theme in enumerate(themes):
        words = [word.lstrip("*") for words in theme.words for word in words]
        assert (vocabulary.counts(words)[:, place] > 0).all(), theme.name
