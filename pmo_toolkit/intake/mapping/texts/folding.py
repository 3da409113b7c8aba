"""Texts folded so that spellings of the same words meet: accents, umlauts, hyphens, word order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: Words that say nothing about which column is meant.
_FILLERS = frozenset(
    (  # English, German, French, Spanish, Dutch
        *("the", "of", "a", "an", "in", "for", "per", "by", "to"),
        *("der", "die", "das", "des", "dem", "den", "von", "im", "je", "pro", "fur", "zum", "zur"),
        *("und", "de", "du", "des", "le", "la", "les", "l", "d", "un", "une", "en", "par", "pour"),
        *("et", "el", "los", "las", "del", "al", "por", "para", "y"),
        *("het", "van", "voor", "op", "met", "te", "aan"),
    )
)
#: Ways of saying "number" or "id" that stand in headers of ids.
_NUMBER_WORDS = frozenset(
    (
        *("no", "nro", "number", "nummer", "numero", "num", "id", "code", "cod", "codigo", "ref"),
        *("reference", "referenz", "referencia", "referentie", "key", "kennung", "kenmerk"),
        *("identifier", "identifiant", "identificador"),
    )
)
_COMPOUND = re.compile(r"(?<=[a-z]{4})(kennung|nummer|code|kenmerk|nr|id)$")
_TWO_LETTERS = (("ae", "a"), ("oe", "o"), ("ue", "u"))


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Letters and digits in lower case without accents, words parted by one space.

    ``ä`` and ``ae`` fold to the same, as do ``ß`` and ``ss``; ``teamSize`` is two words.
    """
    text = text.replace("#", " nr ")
    spaced = re.sub(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])", " ", text)
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", spaced.casefold())
        if not unicodedata.combining(char)
    )
    words = re.sub(r"[\W_]+", " ", bare).strip()
    words = " ".join(
        "nr" if word in _NUMBER_WORDS else _COMPOUND.sub(" nr", word) for word in words.split()
    )
    for pair, letter in _TWO_LETTERS:
        words = words.replace(pair, letter)
    return words


@lru_cache(maxsize=65536)
def spelling_key(text: str) -> str:
    """What two spellings of the same words have in common: spaces and hyphens do not matter."""
    return folded(text).replace(" ", "")


@lru_cache(maxsize=65536)
def word_set_key(text: str) -> str:
    """The words that carry meaning, in alphabetical order: ``Kosten Plan`` is ``Plan-Kosten``."""
    return " ".join(sorted(word for word in folded(text).split() if word not in _FILLERS))


def ends_in_filler(text: str) -> bool:
    """Whether a text begins or ends with a word that says nothing by itself: ``Budget für``."""
    words = folded(text).split()
    return bool(words) and (words[0] in _FILLERS or words[-1] in _FILLERS)
