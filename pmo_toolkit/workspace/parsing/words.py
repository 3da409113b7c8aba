"""Words that stand for a value or for its absence: yes and no, ``TBD`` and the like."""

from __future__ import annotations

import re
from functools import lru_cache

from pmo_toolkit.workspace.parsing.outcomes import Unreadable

_WRITTEN = """
na n/a n.a n.a. #n/a nan none null nil unknown unclear undecided undetermined unavailable tbd tba tbc tbs t.b.d
t.b.d. t.b.c. t.b.a. on_hold pending awaiting xx xxx ? ?? ??? - -- --- – — − . .. ... …
not_known not_known_yet not_yet_known not_available not_applicable not_determined not_yet_determined not_decided
not_yet_decided not_confirmed not_yet_confirmed not_estimated not_yet_estimated not_set no_date to_be_determined
to_be_decided to_be_confirmed to_be_announced to_be_advised to_be_defined to_be_estimated under_review
k.a. k.a unbekannt keine_angabe inconnu à_déterminer a_determiner à_confirmer desconocido por_determinar
sin_determinar s/o s.o. da_definire da_determinare okänt onbekend
"""
_PLACEHOLDERS = frozenset(word.replace("_", " ") for word in _WRITTEN.split())
_PLACEHOLDER_STARTS = re.compile(
    r"(not (yet )?(available|known|determined|decided|confirmed|applicable|estimated)|to be"
    r" (determined|decided|"
    r"confirmed|announced|advised|defined|estimated)|awaiting|pending|on"
    r" hold|tb[dca]\b|unknown|n/a\b|under review)",
)


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether the text says that there is no value yet.

    ``TBD``, ``?``, ``not known yet`` and the like.
    """
    said = " ".join(text.casefold().split())
    if said.strip("()[]<>{}* ") in _PLACEHOLDERS:
        return True
    return _PLACEHOLDER_STARTS.match(said) is not None and not any(char.isdigit() for char in said)


_YES = frozenset({"yes", "y", "true", "t", "1", "ja", "oui", "sí", "si", "sì", "sim", "tak"})
_NO = frozenset({"no", "n", "false", "f", "0", "nein", "non", "não", "nej", "nie"})


def parse_flag(text: str) -> bool:
    """Read yes or no.

    Raises
    ------
    Unreadable
    """
    word = text.strip().casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable(
        "is neither yes nor no", "yes or no", "Leave the cell empty if it is not known."
    )


#: Characters without width, of direction, and tags: nobody sees them, and they can hide a text.
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
#: Two of them join or part letters of scripts such as Persian, and build some emoji.
_JOINERS = "\u200c\u200d"


def visible(text: str) -> str:
    """`text` without characters that nobody sees."""
    if text.isascii() or not _INVISIBLE.search(text):
        return text

    def kept(match: re.Match[str]) -> str:
        neighbours = text[max(match.start() - 1, 0) : match.start()] + text[match.end() :][:1]
        wide = len(neighbours) == 2 and not any(map(str.isascii, neighbours))
        return match[0] if wide and match[0] in _JOINERS else ""

    return _INVISIBLE.sub(kept, text)
