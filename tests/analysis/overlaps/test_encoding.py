"""Vectors of texts: by words, and of length one."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.overlaps.encoding import WordEncoder, unit_rows


def test_words_in_common_bring_texts_near():
    near = unit_rows(WordEncoder().encode(["contract register", "register of contracts", "fridge"]))
    assert near[0] @ near[1] > 0.5 > near[0] @ near[2]


@pytest.mark.parametrize("texts", [[], ["", " "], ["🙂", "…"]])
def test_texts_without_a_word_are_noughts(texts):
    vectors = unit_rows(WordEncoder().encode(texts))
    assert vectors.shape[0] == len(texts)
    assert np.isfinite(vectors).all()


def test_rows_have_length_one_or_are_noughts():
    rows = unit_rows(np.array([[3.0, 4.0], [0.0, 0.0], [np.nan, np.inf]]))
    assert rows.tolist() == [[0.6, 0.8], [0.0, 0.0], [0.0, 0.0]]
