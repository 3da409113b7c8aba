"""Units in which a client's figures may stand, and by what they become those of a column.

A unit is named as the client's people write it: ``PT`` and ``person-days``, ``T€`` and ``kEUR``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from pmo_toolkit.workspace.dictionary.currencies import currencies_of
from pmo_toolkit.workspace.parsing.unit_spellings import DAYS_PER_MONTH, UNITS, Unit

__all__ = [
    "UNITS",
    "Unit",
    "UnitError",
    "UnitMismatch",
    "UnitNeedsHoursPerDay",
    "currency_in",
    "fits_period",
    "in_column_unit",
    "level_unit",
    "measure_of",
    "period_in",
    "unit_named",
    "unit_of",
]

_BY_NAME = {unit.name: unit for unit in UNITS}
_CURRENCY_WORDS = frozenset(
    [
        "euro",
        "euros",
        "dollar",
        "dollars",
        "pound",
        "pounds",
        "pfund",
        "franken",
        "francs",
        "kronen",
        "peso",
        "pesos",
    ]
)
#: Codes that are understood in any case; others, as ALL or TRY, are words in small letters.
_USUAL_CODES = frozenset({"EUR", "USD", "CHF", "GBP", "SEK", "NOK", "DKK", "PLN", "CZK", "JPY"})
_SCALE_LETTERS = {"t": "thousand", "k": "thousand", "m": "million", "b": "billion"}
_MARK = re.compile(r"[A-Z]{1,3}\$|[^\W\d_]+|[^\w\s.,'/()\-]+\$?")
_SCALE_BEFORE = re.compile(r"([a-zA-Z])([A-Za-z]{3})\b")
_SCALE_BEHIND = re.compile(r"\b([A-Za-z]{3})([a-zA-Z])\b")
_BEFORE = re.compile(
    r"^(?:(?:unit|einheit|unité|unidad|eenheid)s?\s*[:=]|(?:[^\W\d_]+\s+){0,4}?(?:in|en)\s)\s*",
    re.IGNORECASE,
)
_PER = r"\s*(?:/|per\s|pro\s|par\s|por\s|je\s|im\s|au\s|al\s|a\s(?=[mjy]))\s*"
#: Periods that a column of that measure names itself: amounts a year, hours a month.
_PERIODS = {
    "money": re.compile(
        rf"(?:{_PER}(?:year|yr|y|a|annum|jahr|an|année|año|jaar)|\s*p\.?\s?a\.?|\s+annual(?:ly)?)$",
        re.IGNORECASE,
    ),
    "effort": re.compile(
        rf"(?:{_PER}(?:month|mo|m|monat|mois|mes|maand)|\s*p\.\s?m\.|\s+monthly)$", re.IGNORECASE
    ),
}


class UnitError(Exception):
    """A figure that cannot be converted into the unit of its column.

    Parameters
    ----------
    unit : Unit
        In which the figure stands.
    column_unit : str
        As the data dictionary writes it.
    """

    def __init__(self, what: str, unit: Unit, column_unit: str):
        super().__init__(what)
        self.unit = unit
        self.column_unit = column_unit


class UnitNeedsHoursPerDay(UnitError):
    """Working days cannot become hours: the workspace does not say how many hours a day has."""


class UnitMismatch(UnitError):
    """The unit measures something else than the column."""


def level_unit(text: str) -> str:
    """A unit's spelling without regard to case, brackets and spaces at its ends."""
    levelled = unicodedata.normalize("NFKC", text).casefold()
    levelled = levelled.replace("_", " ").replace("–", "-").replace("’", "'")
    return re.sub(r"\s+", " ", levelled).strip(" ()[]{}:;,")


def unit_of(name: str) -> Unit | None:
    """The unit of that exact name, as recipes write it."""
    return _BY_NAME.get(name)


def unit_named(text: str, measures: str | None = None) -> Unit | None:
    """The unit that a text names, however people write it; None where it names none for sure.

    ``PT``, ``(in person_days)``, ``T€``, ``Mio. EUR`` and ``EUR`` are understood; a sign or code of
    a currency means money.

    Parameters
    ----------
    text : str
        What stands behind a figure, in a header's brackets, or in a title.
    measures : str, optional
        ``effort``, ``time`` or ``money``: what the column in question measures. Spellings that
        mean several things, as ``t``, ``m``, ``d``, ``AT``, ``w`` and ``k``, mean nothing without
        it; ``days`` in a column of effort means person-days.
    """
    for candidate in _candidates(text):
        unit = _spelt(level_unit(candidate), measures) or _of_currency(candidate)
        if unit is not None:
            return unit
    return None


def _candidates(text: str) -> Iterator[str]:
    """A text, then without what commonly stands around a unit."""
    bare = " ".join(unicodedata.normalize("NFKC", text).split()).strip("()[]{}:;, ")
    yield bare
    inner = _BEFORE.sub("", bare).strip("()[]{}:;, ")
    if inner and inner != bare:
        yield inner
    for measures, period in _PERIODS.items():
        without = period.sub("", inner).strip()
        if not without or without == inner:
            continue
        unit = unit_named(without, measures)
        if unit is not None and unit.measures == measures:
            yield unit.name


def _spelt(word: str, measures: str | None) -> Unit | None:
    """The unit that is spelt so; the one that measures the same as the column before others."""
    words = {word, word.removesuffix(".")}
    named = [unit for unit in UNITS if unit.name in words or words & {*unit.spellings}]
    unsure = [unit for unit in UNITS if words & {*unit.unsure}]
    fitting = [unit for unit in (*named, *unsure) if unit.measures == measures]
    if fitting:
        return fitting[0]
    return named[0] if named else None


def _of_currency(text: str) -> Unit | None:
    """The unit of money that a currency's sign or code with or without a scale names."""
    for scale in _around_currency(text):
        word = level_unit(scale).strip(" -/")
        if not word:
            return _BY_NAME["money"]
        word = re.sub(r"\s(?:of|de|di|d'|in|en|x)$|^(?:of|in|en|x)\s", "", word).strip()
        unit = _spelt(word, "money")
        if unit is not None and unit.measures == "money":
            return unit
    return None


def _around_currency(text: str) -> Iterator[str]:
    """What is left of a text without a currency at its end or front."""
    for found in _MARK.finditer(text):
        if _is_currency(found[0]):
            yield text[: found.start()] + " " + text[found.end() :]
    for pattern, scale, mark in ((_SCALE_BEFORE, 1, 2), (_SCALE_BEHIND, 2, 1)):
        tight = pattern.search(text)
        if tight and tight[scale].casefold() in _SCALE_LETTERS and _is_currency(tight[mark]):
            name = _SCALE_LETTERS[tight[scale].casefold()]
            yield text[: tight.start()] + name + text[tight.end() :]


def _is_currency(mark: str) -> bool:
    if mark.casefold() in _CURRENCY_WORDS:
        return True
    if len(mark) == 3 and mark.isalpha() and mark.upper() not in _USUAL_CODES:
        return mark.isupper() and bool(currencies_of(mark))
    return mark not in ("R", "Ft") and bool(currencies_of(mark))


def currency_in(text: str) -> tuple[str, frozenset[str]]:
    """The currency that a unit of money names: as written, and the ISO codes that it may mean.

    Both are empty where it names none, as ``Mio.`` does.
    """
    for mark in _marks(text):
        usual = mark.casefold()
        codes = frozenset({"EUR"}) if usual in ("euro", "euros") else currencies_of(mark)
        if codes:
            return mark, codes
    return "", frozenset()


def _marks(text: str) -> Iterator[str]:
    """Words and signs of a text that are those of a currency."""
    for found in _MARK.finditer(text):
        if _is_currency(found[0]):
            yield found[0]
    for pattern, place in ((_SCALE_BEFORE, 2), (_SCALE_BEHIND, 1)):
        tight = pattern.search(text)
        if tight and _is_currency(tight[place]):
            yield tight[place]


def period_in(text: str) -> str | None:
    """``year`` or ``month`` where a text ends with a figure a year or a month, as ``T€ p.a.``."""
    for measures, period in (("money", "year"), ("effort", "month")):
        if _PERIODS[measures].search(text.strip("()[]{} ")):
            return period
    return None


def measure_of(column_unit: str | None) -> str | None:
    """What a column of that unit measures: ``effort``, ``time`` or ``money``; None for others."""
    return _COLUMN_MEASURES.get(column_unit or "")


#: Units of columns that hold what is worked in a month.
_OF_A_MONTH = frozenset({"hours", "hours per month"})
_COLUMN_MEASURES = {
    "person-hours": "effort",
    "hours": "effort",
    "hours per month": "effort",
    "calendar days": "time",
    "days": "time",
    "months": "time",
    "money": "money",
    "money per year": "money",
}


def fits_period(unit: Unit, column_unit: str) -> bool:
    """Whether a unit of a month meets a column of hours a month."""
    return not unit.monthly or column_unit in _OF_A_MONTH


def in_column_unit(
    value: float, unit: Unit, column_unit: str, hours_per_day: float | None
) -> float:
    """A figure in the unit of its column, as the data dictionary writes that.

    Columns of hours a month take person-days, too: those of a month; only they take full-time
    equivalents.

    Raises
    ------
    UnitNeedsHoursPerDay
        Where working days become hours and `hours_per_day` is not stated.
    UnitMismatch
        Where unit and column measure different things.
    """
    if unit.measures != measure_of(column_unit) or not fits_period(unit, column_unit):
        raise UnitMismatch(f"{unit.name} are no {column_unit}", unit, column_unit)
    factor = Decimal(repr(unit.factor))
    if unit.by_day:
        if hours_per_day is None:
            raise UnitNeedsHoursPerDay(
                f"{unit.name} become {column_unit} only where hours_per_day is stated",
                unit,
                column_unit,
            )
        factor *= Decimal(repr(float(hours_per_day)))
    if column_unit == "months":
        factor /= Decimal(repr(DAYS_PER_MONTH))
    return float(Decimal(repr(float(value))) * factor)
