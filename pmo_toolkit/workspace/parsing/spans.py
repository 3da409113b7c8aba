"""Spans of days, and what decides how dates are read."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from pmo_toolkit.workspace.parsing.outcomes import Unreadable

FIRST_YEAR, LAST_YEAR = 1900, 2199
_TIME = re.compile(
    r"(?<=\d)[T\s]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s?(am|pm)?\s?(z|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class DateStyle:
    """What decides how dates are read.

    Parameters
    ----------
    locale : str
        Locale whose month names are known beside the English ones.
    order : str
        ``dmy``, ``mdy`` or ``ymd``.
    order_declared : bool
        Whether the order or the locale was declared rather than assumed.
    fiscal_year_start : int
        Month in which the fiscal year begins.
    since_1904 : bool
        Whether serial numbers of the sheet count from 1904.
    """

    locale: str = "en_GB"
    order: str = "dmy"
    order_declared: bool = True
    fiscal_year_start: int = 1
    since_1904: bool = False


@dataclass(frozen=True)
class Span:
    """A stretch of days.

    Parameters
    ----------
    first, last : date
        Both belong to it.
    grain : str
        What was named: ``day``, ``month``, ``quarter``, ``half-year``, ``year`` or ``span``.
    note, next_step : str, optional
        What the user should know about the reading.
    """

    first: dt.date
    last: dt.date
    grain: str
    note: str | None = None
    next_step: str | None = None

    @property
    def iso(self) -> str:
        """``2020-03-01/2020-03-31``."""
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def tidied(text: str) -> str:
    """The text without the time of day, doubled spaces and the marks around it."""
    tidy = " ".join(text.replace("\N{NON-BREAKING HYPHEN}", "-").replace("−", "-").split())
    match = _TIME.search(tidy)
    return tidy[: match.start()] if match and match.end() == len(tidy) else tidy


def _refuse_far(year: int) -> None:
    # 9999-12-31 and 0001-01-01 are how many systems write "no date"
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(
            f"lies outside the years {FIRST_YEAR} to {LAST_YEAR} and is read as missing: not"
            " assessed",
            "a day of our time",
            "Leave the cell empty where there is no date.",
            finding=True,
        )


def day_span(year: int, month: int, day: int) -> Span:
    """One day; refuses a day that the calendar does not have."""
    _refuse_far(year)
    try:
        made = dt.date(year, month, day)
    except ValueError:
        raise Unreadable(
            "is a day that the calendar does not have", "a date such as 2026-06-30"
        ) from None
    return Span(made, made, "day")


def month_span(year: int, month: int, count: int, grain: str) -> Span:
    """`count` whole months from the first day of a month."""
    _refuse_far(year)
    end = year * 12 + month - 1 + count - 1
    last_year, last_month = end // 12, end % 12 + 1
    last = dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return Span(dt.date(year, month, 1), last, grain)


def not_a_date() -> Unreadable:
    """The text is no date in any known form."""
    return Unreadable(
        "is not a date",
        "a date such as 2026-06-30",
        "Write it as year-month-day, or leave it empty.",
    )


def short_year() -> Unreadable:
    """The text is a date whose century nobody stated."""
    return Unreadable(
        "has a year of two digits, which could be several",
        "a year with four digits",
        "Write the year in full.",
    )
