"""Months, quarters and years as clients write them, above columns and in cells."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from pmo_toolkit.intake.mapping.texts.folding import folded

_LOCALES = ("en", "de", "fr", "es", "nl")
_GRAIN_MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12}
_QUARTER_FIRST = re.compile(r"(?:q|t|k|kw?artal|quartal|trim\w*)\s?([1-4])\s?(\d{4}|\d{2})")
_QUARTER_LAST = re.compile(r"(\d{4})\s?(?:q|t|k)\s?([1-4])|([1-4])\s?(?:q|t|quartal)\s?(\d{4})")
_HALF = re.compile(r"(?:h|hj|s)\s?([12])\s?(\d{4}|\d{2})|(\d{4})\s?(?:h|hj|s)\s?([12])")
_NAMED = re.compile(r"(?:(\d{4}|\d{2})\s)?([a-z]+)(?:\s?(\d{4}|\d{2}))?")
_YEAR = re.compile(r"(?:jahr|year|annee|ano|jaar|fy|gj)?\s?((?:19|20|21)\d{2})")
_YEAR_MONTH = re.compile(
    r"((?:19|20|21)\d{2})\s?(0?[1-9]|1[0-2])(?:\s(?:01|1)(?:\s00 00(?: 00)?)?)?"
)
_MONTH_YEAR = re.compile(r"(?:0?1\s)?(0?[1-9]|1[0-2])\s((?:19|20|21)\d{2})")
_SERIAL = re.compile(r"[3-6]\d{4}(?:\s0)?")


@dataclass(frozen=True)
class Period:
    """A month, quarter, half-year or year.

    Parameters
    ----------
    year, month : int
        Its first month.
    grain : str
    """

    year: int
    month: int
    grain: str

    @property
    def months(self) -> int:
        """How many months it lasts."""
        return _GRAIN_MONTHS[self.grain]

    @property
    def first_month(self) -> str:
        """``2026-01``."""
        return f"{self.year}-{self.month:02d}"


@lru_cache(maxsize=1)
def _month_words() -> dict[str, int]:
    """Month names of the five languages, long and short."""
    from babel.dates import get_month_names

    names = {"sept": 9, "mrz": 3, "marz": 3, "maerz": 3, "febr": 2, "fev": 2}
    for locale in _LOCALES:
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, "format", locale).items():
                names.setdefault(folded(name), number)
    return names


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _named_month(words: str) -> Period | None:
    match = _NAMED.fullmatch(words)
    if match is None or (match[1] is None) == (match[3] is None):
        return None
    month = _month_words().get(match[2])
    return None if month is None else Period(_year(match[1] or match[3]), month, "month")


def _part_of_year(words: str) -> Period | None:
    match = _QUARTER_FIRST.fullmatch(words)
    if match:
        return Period(_year(match[2]), int(match[1]) * 3 - 2, "quarter")
    match = _QUARTER_LAST.fullmatch(words)
    if match:
        return Period(int(match[1] or match[4]), int(match[2] or match[3]) * 3 - 2, "quarter")
    match = _HALF.fullmatch(words)
    if match:
        return Period(_year(match[2] or match[3]), int(match[1] or match[4]) * 6 - 5, "half-year")
    return None


def _numbered(words: str) -> Period | None:
    match = _YEAR_MONTH.fullmatch(words)
    if match:
        return Period(int(match[1]), int(match[2]), "month")
    match = _MONTH_YEAR.fullmatch(words)
    if match:
        return Period(int(match[2]), int(match[1]), "month")
    match = _YEAR.fullmatch(words)
    return Period(int(match[1]), 1, "year") if match else None


@lru_cache(maxsize=4096)
def period_of(text: str, since_1904: bool = False) -> Period | None:
    """The month, quarter, half-year or year that a header names, or None.

    ``Jan 26``, ``Januar 2026``, ``2026-01``, ``01/2026``, ``Q1 2026``, ``1. Quartal 2026``,
    ``H1 2026``, ``2026``, and the first of a month as a date or as a sheet's serial number.
    """
    words = folded(text)
    if not words or len(words) > 30 or not any(char.isdigit() for char in words):
        return None
    if _SERIAL.fullmatch(words):
        epoch = dt.date(1904, 1, 1) if since_1904 else dt.date(1899, 12, 30)
        day = epoch + dt.timedelta(days=int(words[:5]))
        return Period(day.year, day.month, "month") if day.day == 1 else None
    return _named_month(words) or _part_of_year(words) or _numbered(words)
