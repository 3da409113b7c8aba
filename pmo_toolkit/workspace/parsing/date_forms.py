"""The forms in which people write dates: one reader a form, each sure of itself or silent.

A text is read when it can mean only one thing under what the workspace declares: ISO dates, dates
in words, numeric dates in the declared order, months, quarters, calendar and fiscal years. What
could mean two things is reported.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache

from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable
from pmo_toolkit.workspace.parsing.spans import (
    DateStyle,
    Span,
    day_span,
    month_span,
    short_year,
    tidied,
)

_SERIAL_DAYS = (18264, 91678)  # 1950 to 2150 in a spreadsheet's count
_EPOCH = {False: dt.date(1899, 12, 30), True: dt.date(1904, 1, 1)}
_WORD = r"(?P<name>[^\W\d_]+)\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?"
_IN_WORDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_DAY}[\s\-/]?(?:of |de )?{_WORD}[\s\-/,]*(?:de )?(?P<year>\d{{4}})",
        rf"{_WORD}[\s\-/]?{_DAY}[\s\-/,]+(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[\s\-/,]+{_WORD}[\s\-/]+{_DAY}",
        rf"{_WORD}[\s\-/,]*(?:de )?(?P<year>\d{{4}})",
        rf"(?P<year>\d{{4}})[\s\-/,]+{_WORD}",
    )
)
_SHORT_YEAR = re.compile(rf"(?:\d{{1,2}}[\s\-/.])?{_WORD}[\s\-/.']+\d{{2}}", re.IGNORECASE)
NUMERIC = re.compile(r"(\d{1,2})\s?([/.\-\s])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})")
ISO = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})")
_FISCAL_WORD = r"(?:fiscal year|financial year|fy|exercice|geschäftsjahr|gj)"
_FISCAL = re.compile(
    rf"(?:(?P<q1>[qh][1-4])\s?(?:of )?)?(?P<fy1>{_FISCAL_WORD}\.?)?\s?"
    r"(?P<from>\d{4}|\d{2})\s?[-/–]\s?(?P<to>\d{4}|\d{2})"
    rf"(?:\s(?P<fy2>{_FISCAL_WORD}))?(?:\s?\(?(?P<q2>[qh][1-4])\)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"(?P<fy>{_FISCAL_WORD}\.?)?\s?(?P<year>\d{{4}})", re.IGNORECASE)
_PART = re.compile(
    rf"(?:(?P<p1>[qh][1-4])\s?[-/,]?\s?(?P<fy>{_FISCAL_WORD}\.?\s?)?(?P<y1>\d{{4}}))|"
    rf"(?:(?P<fy2>{_FISCAL_WORD}\.?\s?)?(?P<y2>\d{{4}})\s?[-/,]?\s?(?P<p2>[qh][1-4]))",
    re.IGNORECASE,
)
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")


@lru_cache(maxsize=16)
def month_names(locale: str) -> dict[str, int]:
    """Month names, long and short, of the locale and of English."""
    from babel.dates import get_month_names

    names = {"sept": 9}
    for language in ("en", locale):
        for width in ("abbreviated", "wide"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    names[name.casefold().strip(". ")] = number
    return names


def orders_shown(texts: Iterable[str]) -> frozenset[str]:
    """The orders that numeric dates of a column can only have.

    ``{"dmy"}``, ``{"mdy"}``, both or none.
    """
    shown = set()
    for text in texts:
        match = NUMERIC.fullmatch(tidied(text))
        if match and len(match[4]) == 4:
            first, second = int(match[1]), int(match[3])
            if 12 < first <= 31 and second <= 12:
                shown.add("dmy")
            elif 12 < second <= 31 and first <= 12:
                shown.add("mdy")
    return frozenset(shown)


def _iso(text: str, style: DateStyle, shown: frozenset[str], raw: str) -> Span | None:
    match = ISO.fullmatch(text)
    if match:
        return day_span(int(match[1]), int(match[3]), int(match[4]))
    if re.fullmatch(r"(19|20|21)\d{6}", text) and not isinstance(raw, Typed):
        return day_span(int(text[:4]), int(text[4:6]), int(text[6:]))
    return None


def _numeric(text: str, style: DateStyle, shown: frozenset[str], raw: str) -> Span | None:
    match = NUMERIC.fullmatch(text)
    if match is None:
        return None
    if len(match[4]) == 2:
        raise short_year()
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if first == second or second > 12:
        return day_span(year, first, second)
    if first > 12:
        return day_span(year, second, first)
    opposite = {"dmy": "mdy", "mdy": "dmy"}.get(style.order)
    both = (
        f"{day_span(year, second, first).first.isoformat()} or"
        f" {day_span(year, first, second).first.isoformat()}"
    )
    if opposite is None or opposite in shown:
        why = (
            "other dates of this column have the other order"
            if opposite
            else "the order of days and months is open"
        )
        raise Unreadable(
            f"could be {both}: {why}",
            "a date that can mean only one day, such as 2026-06-30",
            "Write it as year-month-day"
            + ("." if opposite else ", or declare date_order in workspace.toml."),
        )
    span = day_span(year, second, first) if style.order == "dmy" else day_span(year, first, second)
    if style.order_declared:
        return span
    order = "day/month/year" if style.order == "dmy" else "month/day/year"
    return Span(
        span.first,
        span.last,
        "day",
        f"could be two days and is read as {order}, since no date order is declared",
        f'Write date_order = "{style.order}" (or "{opposite}") in workspace.toml.',
    )


def _words(text: str, style: DateStyle, shown: frozenset[str], raw: str) -> Span | None:
    for pattern in _IN_WORDS:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        month = month_names(style.locale).get(match["name"].casefold())
        if month is not None:
            year = int(match["year"])
            if "day" in pattern.groupindex:
                return day_span(year, month, int(match["day"]))
            return month_span(year, month, 1, "month")
    return None


def _month(text: str, style: DateStyle, shown: frozenset[str], raw: str) -> Span | None:
    match = _YEAR_MONTH.fullmatch(text)
    if match and 1 <= int(match[2]) <= 12:
        year, month = int(match[1]), int(match[2])
        # 2011-12 may be December 2011 or the fiscal year that began in 2011
        if month == (year + 1) % 100 and len(match[2]) == 2 and style.fiscal_year_start != 1:
            raise Unreadable(
                f"could be the month {year}-{month:02d} or the fiscal year {year}/{month:02d}, and"
                " counts as missing",
                "December 2011 or FY2011/12, for instance",
                "Write the month in words, or FY before the fiscal year.",
                finding=True,
            )
        return month_span(year, month, 1, "month")
    match = _MONTH_YEAR.fullmatch(text)
    if match and 1 <= int(match[1]) <= 12:
        return month_span(int(match[2]), int(match[1]), 1, "month")
    return None


def _year_or_part(text: str, style: DateStyle, shown: frozenset[str], raw: str) -> Span | None:
    match = _YEAR.fullmatch(text)
    if match:
        if match["fy"] and style.fiscal_year_start != 1:
            raise Unreadable(
                "is a fiscal year named by one calendar year, which may be its first or its last;"
                " it counts as missing",
                "both years, as in FY2026/27",
                finding=True,
            )
        return month_span(int(match["year"]), 1, 12, "year")
    match = _PART.fullmatch(text)
    if match is None:
        return None
    part = (match["p1"] or match["p2"]).upper()
    year = int(match["y1"] or match["y2"])
    if style.fiscal_year_start != 1:
        raise Unreadable(
            f"could be {part} of the calendar year or of the fiscal year, and counts as missing",
            "months, or the fiscal year with both its years, as in Q3 2026/27",
            finding=True,
        )
    return _part(part, year, 1)


def _part(part: str, year: int, start: int) -> Span | None:
    """A quarter or half of the year that begins in month `start` of `year`."""
    length, number = (3 if part[0] == "Q" else 6), int(part[1])
    if length * number > 12:
        return None
    offset = start - 1 + length * (number - 1)
    return month_span(
        year + offset // 12, offset % 12 + 1, length, "quarter" if length == 3 else "half-year"
    )


def _fiscal(text: str, style: DateStyle, shown: frozenset[str], raw: str) -> Span | None:
    match = _FISCAL.fullmatch(text)
    if match is None:
        return None
    first, second = match["from"], match["to"]
    named = bool(match["fy1"] or match["fy2"] or match["q1"] or match["q2"])
    if len(first) == 2 and not named:
        return None
    if int(second) % 100 != (int(first) + 1) % 100 or (len(second) == 4 and len(first) == 2):
        return None
    year = int(first) if len(first) == 4 else 2000 + int(first)
    if len(second) == 4 and int(second) != year + 1:
        return None
    if style.fiscal_year_start == 1:
        raise Unreadable(
            "is a fiscal year over two calendar years, and nothing says in which month it begins;"
            " it counts as missing",
            "a declared beginning of the fiscal year",
            "Write fiscal_year_start = 4 (or the month that holds) in workspace.toml.",
            finding=True,
        )
    part = match["q1"] or match["q2"]
    span = (
        _part(part.upper(), year, style.fiscal_year_start)
        if part
        else month_span(year, style.fiscal_year_start, 12, "year")
    )
    if span is not None and len(first) == 2:
        return Span(
            span.first,
            span.last,
            span.grain,
            f"has years of two digits and is read as {year}/{year + 1}",
        )
    return span


def _serial(text: str, style: DateStyle, shown: frozenset[str], raw: str) -> Span | None:
    if not re.fullmatch(r"\d{5}(\.\d+)?", text):
        return None
    days = int(float(text))
    if not _SERIAL_DAYS[0] <= days <= _SERIAL_DAYS[1]:
        return None
    day = _EPOCH[style.since_1904] + dt.timedelta(days=days)
    return Span(
        day,
        day,
        "day",
        "is a spreadsheet's serial number of a day and is read as that day",
        f"Format the cell as a date, as in {day.isoformat()}.",
    )


#: Readers in the order in which they are asked.
FORMS = (_iso, _numeric, _words, _month, _year_or_part, _fiscal, _serial)


def is_short_year(text: str, style: DateStyle) -> bool:
    """Whether the text is a date in words with a year of two digits."""
    short = _SHORT_YEAR.fullmatch(text)
    return short is not None and short["name"].casefold() in month_names(style.locale)
