"""Questions whether two ask for the same, in the words in which they are put and come back.

As with `cell_questions`, whoever asks and whoever reads the replies takes the words from here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

#: What two might share → how the question on two proposals ends, behind their ids and titles.
PAIR_ENDS: Mapping[str, str] = MappingProxyType(
    {
        "same need": "do you ask for the same, and could one solution serve both?",
        "common platform": "could both rest on one platform, although your needs differ?",
        "sequence": (
            "one builds on the other: is part of it asked for twice, and which should come first?"
        ),
    }
)
SERVICE_START = "does the service "
SERVICE_MIDDLE = " already do part of what "
SERVICE_END = " asks for, and what would it lack?"

_SERVICE = re.compile(
    rf"{SERVICE_START}(\S+)(?: “.*”)?{SERVICE_MIDDLE}.*{re.escape(SERVICE_END)}",
    re.IGNORECASE | re.DOTALL,
)
_YES = frozenset({"yes", "ja", "oui", "sí", "si"})
_WORDS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("no", "nein", "non", "different", "verschieden", "différent"), "different")
    | dict.fromkeys(("partly", "partially", "teilweise", "teils", "partiellement"), "partly")
    | dict.fromkeys(("same", "dasselbe"), "same")
)


def pair_asked(text: str, proposals: tuple[str, ...]) -> tuple[str, str] | None:
    """The two that a question is about, or None where it asks for something else.

    Parameters
    ----------
    text : str
        The question.
    proposals : tuple of str
        Ids of the proposals that it is put for.

    Examples
    --------
    >>> pair_asked("P-1 “A” and P-2 “B” – " + PAIR_ENDS["same need"], ("P-1", "P-2"))
    ('P-1', 'P-2')
    """
    if len(proposals) == 2 and text.endswith(tuple(PAIR_ENDS.values())):
        return proposals[0], proposals[1]
    service = _SERVICE.fullmatch(text)
    if service is not None and len(proposals) == 1:
        return proposals[0], service[1]
    return None


def verdict_of(text: str, reply: str) -> str | None:
    """``same``, ``different`` or ``partly``, by the first word of a reply; None if it says neither.

    A *yes* to any question but whether both ask for the same means that they share a part.

    Examples
    --------
    >>> verdict_of(PAIR_ENDS["same need"], "Yes, one register would do")
    'same'
    >>> verdict_of(PAIR_ENDS["sequence"], "Ja")
    'partly'
    """
    first = re.match(r"\W*(\w+)", reply)
    if first is None:
        return None
    word = first[1].casefold()
    if word in _YES:
        return "same" if text.endswith(PAIR_ENDS["same need"]) else "partly"
    return _WORDS.get(word)
