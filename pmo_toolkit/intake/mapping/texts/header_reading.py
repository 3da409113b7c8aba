"""Headers parted into the name of a column and the unit that they state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pmo_toolkit.intake.mapping.texts.unit_words import BRACKETED, UnitWords, as_words

_BEHIND_WORD = re.compile(
    r"(?:\s|^)(?:in|en|à|angaben in|expressed in|exprimé en|expresado en|uitgedrukt in)\s+"
    r"([^\s,;:/]+(?:\s(?:(?:eur|euros?|usd|chf|gbp|m|k|mn|mio|million|thousand)\b|[€$£]))?)",
    re.IGNORECASE,
)
#: Spellings of one or two letters count only where nothing else could be meant.
_SHORT = 2
_PLAIN_SHORT = frozenset({"pt", "pd", "mt", "jh", "ph", "mh"})
_PERIOD_END = re.compile(
    r"(?:\s*/|[\s_](?:per|pro|je|par|por|a|al|au|im|p\.?))[\s_]?"
    r"(?:months?|monat|mois|mes|maand|years?|annum|jahr|an|año|jaar|m|a|j)\.?$",
    re.IGNORECASE,
)


def _at_end(text: str) -> tuple[str, UnitWords | None]:
    """`text` without a unit that ends it, as in ``Aufwand PT`` or ``Kosten Tsd. EUR``."""
    period = _PERIOD_END.search(text)
    if period:
        # the month of "hours per month" is no unit of the hours
        name, found = _at_end(text[: period.start()])
        return (f"{name} {period[0].strip()}" if found else text), found or as_words(name)
    words = re.split(r"[\s_]+", text.strip())
    for count in (2, 1):
        if len(words) <= count:
            continue
        last = " ".join(words[-count:])
        short = len(last.strip(".")) <= _SHORT and last.casefold() not in _PLAIN_SHORT
        found = None if short and not re.search(r"[€$£]", last) else as_words(last)
        if found:
            rest = words[:-count]
            if rest[-1].casefold() in ("in", "en", "/", "-", "à"):
                rest = rest[:-1]
            return " ".join(rest), found
    return text, None


@dataclass(frozen=True)
class HeaderReading:
    """A header parted into its name and the unit that it states.

    Parameters
    ----------
    text : str
        As it stands.
    names : tuple of str
        What may be its name, the likeliest first: with everything, without the unit, a part of a
        header of two rows.
    unit : UnitWords, optional
    unread : str
        What stands where a unit would, and names none: it may be misspelt.
    """

    text: str
    names: tuple[str, ...]
    unit: UnitWords | None = None
    unread: str = ""


@lru_cache(maxsize=8192)
def read_header(header: str) -> HeaderReading:
    """Part a header into its name and its unit.

    ``Aufwand (PT)`` is ``Aufwand`` in person-days; ``Kosten / T€`` is ``Kosten`` in thousands.
    """
    header = re.sub(r"[-\xad]?\n", " ", header).strip()
    unit: UnitWords | None = None
    bare, unread = header, ""
    for match in BRACKETED.finditer(header):
        found = as_words(match[1]) or _first(_BEHIND_WORD.findall(match[1]))
        unit = unit or found
        unread = unread or ("" if found else match[1].strip())
        bare = bare.replace(match[0], " ")
    if unit is None:
        tail = _BEHIND_WORD.search(bare)
        found = as_words(tail[1]) if tail else None
        if tail and found:
            unit, bare = found, bare[: tail.start()] + bare[tail.end() :]
        elif tail:
            unread = unread or tail[1]
    pieces = [piece.strip() for piece in re.split(r"\s+[/|]\s+|\s*,\s+|\s+[–-]\s+", bare)]
    left = []
    for piece in pieces:
        whole = as_words(piece) if len(pieces) > 1 else None
        shorter, at_end = _at_end(piece)
        unit = unit or whole or at_end
        if not whole:
            left.append(shorter)
    joined = " ".join(left)
    names = [header, bare, joined, *reversed(left)] if len(left) > 1 else [header, bare, joined]
    if unit is not None:
        names.append(_PERIOD_END.sub("", joined).strip())
    return HeaderReading(
        header, tuple(dict.fromkeys(filter(None, map(str.strip, names)))), unit, unread
    )


def _first(texts: Iterable[str]) -> UnitWords | None:
    return next((found for text in texts if (found := as_words(text))), None)
