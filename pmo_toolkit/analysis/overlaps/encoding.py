"""From texts to vectors that are near to each other where the texts mean the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


class TextEncoder(Protocol):
    """Turns texts into vectors. Whatever has these two members can be plugged in."""

    @property
    def name(self) -> str:
        """What it is called in reports."""
        ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.floating]:
        """One vector a text, shape (len(texts), dimensions); all texts in one call."""
        ...


@dataclass(frozen=True)
class WordEncoder:
    """Weighted parts of words (TF-IDF): knows that texts share words, not that words mean the same.

    Parameters
    ----------
    most_parts : int
        Parts of words that are told apart; the most frequent are kept.
    """

    most_parts: int = 4096
    name: str = "TF-IDF"

    def encode(self, texts: Sequence[str]) -> NDArray[np.floating]:
        """Vectors of weighted parts of words, three to five letters long, of all texts together."""
        from sklearn.feature_extraction.text import TfidfVectorizer  # slow to load

        weighing = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(3, 5),
            sublinear_tf=True,
            max_features=self.most_parts,
            dtype=np.float32,
        )
        try:
            weighed = weighing.fit_transform(texts)
        except ValueError:  # no text holds a word
            return np.zeros((len(texts), 1))
        vectors: NDArray[np.floating] = weighed.toarray()
        return vectors


def unit_rows(vectors: NDArray[np.floating]) -> Matrix:
    """Rows of length one; a row of noughts stays one, and what is not finite counts as nought."""
    finite = np.nan_to_num(np.asarray(vectors, dtype=np.float64), posinf=0.0, neginf=0.0)
    lengths = np.linalg.norm(finite, axis=1, keepdims=True)
    rows: Matrix = np.divide(finite, lengths, out=np.zeros_like(finite), where=lengths > 0)
    return rows
