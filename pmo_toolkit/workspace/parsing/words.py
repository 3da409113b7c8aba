"""Words that stand for a value: yes and no."""

from __future__ import annotations

import re

from pmo_toolkit.workspace.parsing.outcomes import Unreadable

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
