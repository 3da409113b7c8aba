"""Units and currencies in headers, titles and cells, and what is left of a text without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pmo_toolkit.workspace.parsing.units import Unit, level_unit, unit_named, unit_of

_BRACKETED = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_BEHIND_WORD = re.compile(
    r"(?:\s|^)(?:in|en|à|angaben in|expressed in|exprimé en|expresado en|uitgedrukt in)\s+"
    r"([^\s,;:/]+(?:\s(?:eur|euro|euros|usd|chf|gbp|€|\$|£))?)",
    re.IGNORECASE,
)
#: Spellings of one or two letters count only where nothing else could be meant.
_SHORT = 2
_PLAIN_SHORT = frozenset({"pt", "pd", "mt", "jh", "ph", "mh"})
#: Spellings beside those of `UNITS`: other cases, plurals and words of headers.
_FURTHER: dict[str, tuple[str, ...]] = {
    "person-days": ("personentagen", "jornadas", "jornada", "dp", "md", "persoonsdagen", "j.-h."),
    "days": ("tagen", "kalendertagen"),
    "months": ("monaten",),
    "years": ("jahren",),
    "thousand": ("x1000", "x 1000", "* 1000", "kilo"),
}
_MEASURES = ("effort", "time", "money")


@dataclass(frozen=True)
class UnitWords:
    """A text that names a unit, which may depend on what is measured.

    Parameters
    ----------
    text : str
        As it was written.
    """

    text: str

    def measuring(self, measure: str) -> Unit | None:
        """The unit of that measure; None where the text names none of it."""
        return _unit(self.text, measure)


@lru_cache(maxsize=16384)
def _unit(text: str, measure: str) -> Unit | None:
    found = unit_named(text, measure)
    if found is not None and found.measures == measure:
        return found
    word = level_unit(text).rstrip(".")
    for name, spellings in _FURTHER.items():
        unit = unit_of(name)
        if unit is not None and unit.measures == measure and word in spellings:
            return unit
    return None


def _as_words(text: str) -> UnitWords | None:
    words = UnitWords(text.strip())
    return words if any(words.measuring(measure) for measure in _MEASURES) else None


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
        return (f"{name} {period[0].strip()}" if found else text), found or _as_words(name)
    words = re.split(r"[\s_]+", text.strip())
    for count in (2, 1):
        if len(words) <= count:
            continue
        last = " ".join(words[-count:])
        short = len(last.strip(".")) <= _SHORT and last.casefold() not in _PLAIN_SHORT
        found = None if short and not re.search(r"[€$£]", last) else _as_words(last)
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
    """

    text: str
    names: tuple[str, ...]
    unit: UnitWords | None = None


@lru_cache(maxsize=8192)
def read_header(header: str) -> HeaderReading:
    """Part a header into its name and its unit.

    ``Aufwand (PT)`` is ``Aufwand`` in person-days; ``Kosten / T€`` is ``Kosten`` in thousands.
    """
    header = re.sub(r"[-\xad]?\n", " ", header).strip()
    unit: UnitWords | None = None
    bare = header
    for match in _BRACKETED.finditer(header):
        found = _as_words(match[1]) or _first(_BEHIND_WORD.findall(match[1]))
        unit = unit or found
        bare = bare.replace(match[0], " ")
    if unit is None:
        tail = _BEHIND_WORD.search(bare)
        found = _as_words(tail[1]) if tail else None
        if tail and found:
            unit, bare = found, bare[: tail.start()] + bare[tail.end() :]
    pieces = [piece.strip() for piece in re.split(r"\s+[/|]\s+|\s*,\s+|\s+[–-]\s+", bare)]
    left = []
    for piece in pieces:
        whole = _as_words(piece) if len(pieces) > 1 else None
        shorter, at_end = _at_end(piece)
        unit = unit or whole or at_end
        if not whole:
            left.append(shorter)
    joined = " ".join(left)
    names = [header, bare, joined, *reversed(left)] if len(left) > 1 else [header, bare, joined]
    return HeaderReading(header, tuple(dict.fromkeys(filter(None, map(str.strip, names)))), unit)


def _first(texts: Iterable[str]) -> UnitWords | None:
    return next((found for text in texts if (found := _as_words(text))), None)


_STATED = re.compile(
    r"\b(?:in|en|à)\s+((?:tsd\.?|mio\.?|tausend|thousand|million)?\s?[^\s,;:()]+)", re.IGNORECASE
)


@lru_cache(maxsize=1024)
def units_in_title(title: str) -> tuple[UnitWords, ...]:
    """Units that a title above a table states: ``alle Beträge in T€, Aufwände in PT``."""
    texts = [*_STATED.findall(title), *_BRACKETED.findall(title)]
    found = [words for text in texts if (words := _as_words(text))]
    return tuple(dict.fromkeys(found))


_CELL = re.compile(r"^[^\d]*[\d.,'\s\u00a0]+(?:\s?[-–]\s?[\d.,'\s]+)?\s?([^\d\s][^\d]*)$")


@lru_cache(maxsize=16384)
def unit_in_cell(text: str) -> UnitWords | None:
    """The unit behind the number of a cell: ``12 PT``, ``ca. 250 T€``, ``200–250 TEUR``."""
    match = _CELL.match(text.strip())
    return _as_words(match[1]) if match else None
