"""What sort of thing a cell holds: a number, a date, an id or words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.synonyms import SYNONYMS
from pmo_toolkit.workspace.dictionary.tables import TABLES

BLANK, NUMBER, DATE, CODE, WORDS = "", "number", "date", "code", "words"

_UNIT = (
    r"(?:%|[€$£]|eur|usd|chf|gbp|t€|k€|te?ur|keur|teuro|mio\.?\s?€?|k|m|pt|pd|h|d|std\.?|months?)"
)
_NUMBER = re.compile(
    rf"(?:ca\.?|~|rd\.?|≈|approx\.?)?\s*[(+−-]?\s*{_UNIT}?\s*[+−-]?\d[\d.,'’\s\u00a0\u202f]*"
    rf"\s*{_UNIT}?\)?\s*-?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\.?(?:[T ]+\d{1,2}:\d{2}(?::\d{2})?"
    r"(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?(?:\s?[ap]m)?)?|\d{1,2}:\d{2}(?::\d{2})?",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?=[^\s]*\d)(?=[^\s]*[^\W\d_])[\w./#-]{2,24}|#\d+|\d+[-_/]\d+")
_MONTHS = (
    # English, German, French, Spanish, Dutch; with their usual abbreviations
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
    " januar jänner februar märz mai juni juli oktober dezember mär mrz okt dez"
    " janvier février mars avril juin juillet août septembre octobre novembre décembre"
    " janv févr fév avr juil déc"
    " enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"
    " ene abr ago dic"
    " januari februari maart mei augustus oktober mrt"
)
_MONTH = rf"(?:{'|'.join(sorted(set(_MONTHS.split()), key=len, reverse=True))})\.?"
_PERIOD = re.compile(
    rf"(?:(?:fy|gj|ej)?\s?(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?|q[1-4](?:[\s/-]?(?:20)?\d\d)?"
    rf"|[1-4]\.?\s?q(?:uartal|uarter|tr)?\.?(?:[\s/-]*(?:20)?\d\d)?|t[1-4](?:[\s/-]?20\d\d)?"
    rf"|(?:20)\d\d[\s/-]?q[1-4]|h[12](?:[\s/-]?20\d\d)?|(?:19|20)\d\d-\d\d(?:-01)?"
    rf"|\d\d?[./-](?:19|20)\d\d|0?1[./-]\d\d?[./-](?:20)?\d\d|\d\d?/0?1/(?:20)?\d\d|{_MONTH}(?:[\s./'-]*(?:20)?\d\d)?|(?:kw|cw|wk)\s?\d\d?)",
    re.IGNORECASE,
)
_FIGURES, _LETTERS = re.compile(r"\d+"), re.compile(r"[^\W\d_]+")

#: Every header that our own tables know, in comparable form.
KNOWN_HEADERS = frozenset(
    comparable(name)
    for table, schema in TABLES.items()
    for name in (
        *schema.columns,
        *(name for names in SYNONYMS.get(table, {}).values() for name in names),
    )
)


@lru_cache(maxsize=50_000)
def kind_of(text: str) -> str:
    """Kind of a cell, by its text."""
    text = text.strip()
    if not text:
        return BLANK
    if len(text) > 40:
        return WORDS
    if text.isalpha():
        return WORDS
    if _DATE.fullmatch(text):
        return DATE
    if _NUMBER.fullmatch(text):
        return NUMBER
    return CODE if _CODE.fullmatch(text) else WORDS


@lru_cache(maxsize=5_000)
def is_period(text: str) -> bool:
    """Whether a header may be a year, quarter, month or week: ``2026``, ``Q1``, ``Jan 26``."""
    return _PERIOD.fullmatch(text.strip()) is not None


@lru_cache(maxsize=5_000)
def is_known_header(text: str) -> bool:
    """Whether a text is the name of a column of ours, or a spelling known for it."""
    return comparable(text) in KNOWN_HEADERS


def code_shape(text: str) -> str:
    """A code with its figures as 0 and its letters as A: ``P-017`` is ``A-0``."""
    return _LETTERS.sub("A", _FIGURES.sub("0", text.strip()))


def main_kind(texts: Iterable[str]) -> str:
    """Kind of most cells that hold something; words where none prevails."""
    kinds = Counter(kind_of(text) for text in texts)
    kinds.pop(BLANK, None)
    if not kinds:
        return BLANK
    kind, count = kinds.most_common(1)[0]
    return kind if count > 0.6 * sum(kinds.values()) else WORDS
