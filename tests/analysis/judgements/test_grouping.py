"""Texts that say much the same stand together, each exactly once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.judgements.grouping import alike_texts
from pmo_toolkit.assessment.overlaps.encoders import default_encoder


class Given:
    """Vectors by text."""

    name = "given"

    def __init__(self, vectors):
        self.vectors = vectors

    def encode(self, texts):
        return np.array([self.vectors[text] for text in texts])


def test_the_larger_group_stands_first():
    encoder = Given({"a": (1, 0), "b": (0, 1), "c": (0.1, 1)})
    assert alike_texts(["a", "b", "c"], encoder) == ((1, 2), (0,))


@given(st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), max_size=12))
def test_every_text_stands_in_exactly_one_group(vectors):
    texts = [str(place) for place in range(len(vectors))]
    groups = alike_texts(texts, Given(dict(zip(texts, vectors, strict=True))))
    assert sorted(place for group in groups for place in group) == list(range(len(texts)))


def test_reasons_on_a_supplier_in_two_languages_stand_together():
    encoder, fallback = default_encoder()
    if fallback:
        pytest.skip(f"the sentence encoder {fallback}")
    texts = [
        "The supplier goes bankrupt",
        "Key developer leaves",
        "Vendor insolvency",
        "Nobody uses it",
        "Der Lieferant geht pleite",
    ]
    assert alike_texts(texts, encoder) == ((0, 2, 4), (1,), (3,))
