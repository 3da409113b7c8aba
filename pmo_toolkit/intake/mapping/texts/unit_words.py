"""Units and currencies in headers, titles and cells, and what is left of a text without them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from pmo_toolkit.workspace.parsing.units import UNITS, Unit, level_unit, unit_named, unit_of

#: What stands in brackets.
BRACKETED = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
#: Spellings beside those of `UNITS`: other cases, plurals and words of headers.
_FURTHER: dict[str, tuple[str, ...]] = {
    "person-days": ("personentagen", "jornadas", "jornada", "dp", "md", "persoonsdagen", "j.-h."),
    "person-hours": ("u", "u."),
    "days": ("tagen", "kalendertagen"),
    "months": ("monaten",),
    "years": ("jahren",),
    "thousand": ("x1000", "x 1000", "x 1.000", "x € 1.000", "x € 1000", "x1.000", "* 1000", "kilo"),
}
#: How alike, from 0 to 100, a misspelt unit must be to a known one.
_ALIKE = 80.0
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

    def measures_other(self, measure: str) -> bool:
        """Whether the text names units, and none of that measure."""
        if self.measuring(measure) is not None:
            return False
        return any(self.measuring(one) is not None for one in _MEASURES)


@lru_cache(maxsize=16384)
def _unit(text: str, measure: str) -> Unit | None:
    for spelt in (text, text.rstrip(". ")):
        found = unit_named(spelt, measure) if spelt else None
        if found is not None and found.measures == measure:
            return found
    word = level_unit(text).rstrip(".")
    for name, spellings in _FURTHER.items():
        unit = unit_of(name)
        if unit is not None and unit.measures == measure and word in spellings:
            return unit
    return None


def near_unit(text: str, measure: str) -> Unit | None:
    """The unit of that measure that a misspelt word may mean, as in ``Montae``."""
    word = level_unit(text)
    if len(word) < 4:
        return None
    spelt = {
        spelling: unit
        for unit in UNITS
        if unit.measures == measure
        for spelling in (unit.name, *unit.spellings, *unit.unsure)
        if len(spelling) >= 4
    }
    found = process.extractOne(word, list(spelt), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return spelt[found[0]] if found else None


def as_words(text: str) -> UnitWords | None:
    """The text as words for a unit, or None where it names none."""
    words = UnitWords(text.strip())
    return words if any(words.measuring(measure) for measure in _MEASURES) else None


_STATED = re.compile(
    r"\b(?:in|en|à)\s+((?:tsd\.?|mio\.?|tausend|thousand|million)?\s?[^\s,;:()]+"
    r"(?:\s(?:m|k|mn|mio|million|thousand)\b)?)",
    re.IGNORECASE,
)


@lru_cache(maxsize=1024)
def units_in_title(title: str) -> tuple[UnitWords, ...]:
    """Units that a title above a table states: ``alle Beträge in T€, Aufwände in PT``."""
    texts = [*_STATED.findall(title), *BRACKETED.findall(title)]
    found = [words for text in texts if (words := as_words(text))]
    return tuple(dict.fromkeys(found))


def unit_in_name(header: str) -> UnitWords | None:
    """A unit of effort that is a word of a header's name: ``Horas estimadas``, ``Iststunden``."""
    for word in re.findall(r"[^\W\d_]+", header):
        unit = UnitWords(word).measuring("effort")
        if unit is not None and unit.monthly:
            return UnitWords(word)
    for word in re.findall(r"[^\W\d_]{4,}", header):
        bare = re.sub(r"^.+(?=stunden$)", "", word.casefold())
        words = UnitWords(bare)
        unit = words.measuring("effort")
        if unit is not None and bare in unit.spellings:
            return words
    return None


_CELL = re.compile(r"^[^\d]*[\d.,'\s\u00a0]+(?:\s?[-–]\s?[\d.,'\s]+)?\s?([^\d\s][^\d]*)$")


@lru_cache(maxsize=16384)
def unit_in_cell(text: str) -> UnitWords | None:
    """The unit behind the number of a cell: ``12 PT``, ``ca. 250 T€``, ``200–250 TEUR``."""
    match = _CELL.match(text.strip())
    return as_words(match[1]) if match else None
