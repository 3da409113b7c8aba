"""Units and currencies in headers, titles and cells, and what is left of a text without them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from pmo_toolkit.workspace.dictionary.currencies import SIGNS, currency_codes
from pmo_toolkit.workspace.parsing.units import UNITS, Unit, level_unit

_BRACKETED = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_BEHIND_WORD = re.compile(
    r"(?:\s|^)(?:in|en|à|angaben in|expressed in|exprimé en|expresado en|uitgedrukt in)\s+"
    r"([^\s,;:/]+(?:\s(?:eur|euro|euros|usd|chf|gbp|€|\$|£))?)",
    re.IGNORECASE,
)
#: Words for a currency beside its signs and codes.
_MONEY_WORDS = frozenset({"euro", "euros", "eur", "dollar", "dollars", "franken", "francs", "teur"})
#: Codes that stand in headers; others are words of some language, as ALL or TOP.
_COMMON_CODES = frozenset(
    {"EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY", "CAD", "AUD"}
)
#: Spellings of one or two letters count only where nothing else could be meant.
_SHORT = 2
_PLAIN_SHORT = frozenset({"pt", "pd", "mt", "jh", "ph", "mh"})
#: Spellings beside those of `UNITS`: other cases, plurals and words of headers.
_FURTHER: dict[str, str] = {
    "person-hours": "personenstunden, arbeitsstunden, std/monat, h/monat, man hour, heures homme,"
    " horas hombre, mensuren",
    "person-days": "personentagen, manntagen, jour-homme, jours/homme, j.h, día-persona, jornadas,"
    " pers.-tage, personnel days, j.-h., días persona, dp, md, dagen inspanning, mandag, mensdag,"
    " persoonsdagen, pt.",
    "days": "tagen, jours calendaires, días naturales, kalenderdagen, kalendertagen, cal. days",
    "weeks": "wo",
    "months": "monaten, kalendermonate, mon., mois calendaires, mnd",
    "years": "jahren, anni",
    "thousand": "keur, k eur, tsd eur, miles de, milliers d', x1000, x 1000, * 1000, th, kilo",
    "million": "mill, miljoenen, mios, meur",
}
#: What follows a unit without changing it: per month, per year.
_PER = re.compile(
    r"\s*(?:/|\bper\b|\bpro\b|\bje\b|\bpar\b|\bpor\b|\ba\b)\s*(?:month|monat|mois|mes|maand|m|year|"
    r"jahr|an|ano|año|jaar|a|j)\.?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class UnitWords:
    """A text that names a unit, and the unit by what it may measure.

    Parameters
    ----------
    text : str
        As it was written.
    units : tuple of Unit
        At most one a measure.
    """

    text: str
    units: tuple[Unit, ...]

    def measuring(self, measure: str) -> Unit | None:
        """The unit of that measure."""
        return next((unit for unit in self.units if unit.measures == measure), None)


@lru_cache(maxsize=1)
def _by_spelling() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, list[Unit]] = {}
    for unit in UNITS:
        further = _FURTHER.get(unit.name, "").split(", ")
        for text in (unit.name, *unit.spellings, *filter(None, further)):
            found.setdefault(level_unit(text).rstrip("."), []).append(unit)
    return {text: tuple(units) for text, units in found.items()}


@lru_cache(maxsize=1)
def _currency_marks() -> tuple[str, ...]:
    marks = {sign.casefold() for sign in SIGNS if not sign.isalpha()}
    codes = {code.casefold() for code in currency_codes() & _COMMON_CODES}
    return tuple(sorted(marks | codes | _MONEY_WORDS, key=lambda mark: (-len(mark), mark)))


def currency_in(text: str) -> str | None:
    """The code of the currency whose sign or code stands in `text`."""
    for sign in ("€", "£", "chf", "usd", "eur", "gbp", "euro"):
        if sign in text.casefold():
            return {"€": "EUR", "£": "GBP", "euro": "EUR"}.get(sign, sign.upper())
    return None


@lru_cache(maxsize=8192)
def units_named(text: str) -> tuple[Unit, ...]:
    """Units that a text means as a whole: ``PT``, ``T€``, ``kEUR``, ``Tsd. EUR``, ``Monate``."""
    levelled = _PER.sub("", level_unit(text)).strip()
    known = _by_spelling()
    if not levelled:
        return ()
    if levelled.rstrip(".") in known:
        return known[levelled.rstrip(".")]
    money = known["money"]
    for mark in _currency_marks():
        if levelled == mark:
            return known["thousand"] if mark == "teur" else money
        if mark in levelled:
            rest = re.sub(r"\s+", " ", levelled.replace(mark, " ", 1)).strip(" .")
            scale = tuple(unit for unit in known.get(rest, ()) if unit.measures == "money")
            if scale:
                return scale
    return ()


def _as_words(text: str) -> UnitWords | None:
    units = units_named(text)
    return UnitWords(text.strip(), units) if units else None


def _at_end(text: str) -> tuple[str, UnitWords | None]:
    """`text` without a unit that ends it, as in ``Aufwand PT`` or ``Kosten Tsd. EUR``."""
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
