"""Texts are compared once each, by one rule of size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pmo_toolkit.analysis.overlaps.comparing import compare_texts, encode_profiles, is_corrected
from pmo_toolkit.analysis.overlaps.encoding import WordEncoder
from pmo_toolkit.analysis.overlaps.shapes import Profile
from pmo_toolkit.analysis.overlaps.themes import Theme, Vocabulary
from pmo_toolkit.core.settings.overlaps import OverlapSettings

VOCABULARY = Vocabulary((Theme("contracts", (("contract",), ("*vertrag",))),))


HEARD: list[list[str]] = []


class Listening(WordEncoder):
    """Notes what it is asked to encode."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        HEARD.append(list(texts))
        return super().encode(texts)


def test_the_correction_depends_on_size_alone():
    settings = OverlapSettings()
    assert not is_corrected(settings.corrected_from - 1, settings)
    assert is_corrected(settings.corrected_from, settings)


def test_each_text_is_encoded_once_and_no_further_than_settings_say():
    HEARD.clear()
    profiles = [Profile("a", "Same", need="x" * 5000), Profile("b", "Same", need="")]
    encode_profiles(profiles, VOCABULARY, Listening(), 200)
    (texts,) = HEARD
    assert len(texts) == len(set(texts))
    assert max(map(len, texts)) <= 200


def test_an_empty_text_is_near_to_nothing():
    profiles = [Profile("a", "Contracts in drawers"), Profile("b", "")]
    encoded = encode_profiles(profiles, VOCABULARY, WordEncoder(), 1500)
    assert not encoded.views[0][1].any()
    compared = compare_texts(encoded, OverlapSettings())
    assert np.isfinite(compared.text).all() and np.isfinite(compared.theme_meaning).all()
    assert encoded.first(1).counts.shape == (1, 1)
