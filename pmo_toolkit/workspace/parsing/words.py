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


#: Runs of characters without width, of direction, tags, selectors and fillers: nobody sees them,
#: and they can hide a text.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
#: Alone, these join or part letters of scripts such as Persian, and build some emoji.
_JOINERS = ("\u200c", "\u200d", "\ufe0f\u200d")
#: Alone, these choose between text and picture for the character before them.
_STYLES = ("\ufe0e", "\ufe0f")


def visible(text: str) -> str:
    """`text` without characters that nobody sees."""
    if text.isascii() or not _INVISIBLE.search(text):
        return text

    def kept(match: re.Match[str]) -> str:
        follows_wide = not text[max(match.start() - 1, 0) : match.start()].isascii()
        precedes_wide = not text[match.end() : match.end() + 1].isascii()
        is_style = match[0] in _STYLES and follows_wide
        is_joiner = match[0] in _JOINERS and follows_wide and precedes_wide
        return match[0] if is_style or is_joiner else ""

    return _INVISIBLE.sub(kept, text)
