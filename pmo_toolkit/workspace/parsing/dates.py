"""Days, months and periods: what the columns of a date, a month and a period take from a text."""

from __future__ import annotations

import datetime as dt
import re

from pmo_toolkit.workspace.parsing.date_forms import FORMS, ISO, NUMERIC, is_short_year
from pmo_toolkit.workspace.parsing.numbers import refuse_long
from pmo_toolkit.workspace.parsing.outcomes import Noted, Unreadable
from pmo_toolkit.workspace.parsing.spans import DateStyle, Span, not_a_date, short_year, tidied

_LONGEST = 60  # characters; no date is longer
_BETWEEN = re.compile(
    r"\s+(?:to|until|till|bis|à|au|–|—|-)\s+|\s*(?:–|—)\s*|(?<=-\d\d)/(?=\d{4}-)", re.IGNORECASE
)


def parse_span(text: str, style: DateStyle, shown: frozenset[str] = frozenset()) -> Span:
    """Read any of the known forms.

    Parameters
    ----------
    text : str
        Text of the cell.
    style : DateStyle
    shown : frozenset of str
        The orders that other cells of the column show (see `orders_shown`).

    Raises
    ------
    Unreadable
    """
    tidy = tidied(text)
    refuse_long(tidy, "a date", _LONGEST)
    for reader in FORMS:
        span = reader(tidy, style, shown, text)
        if span is not None:
            return span
    halves = _BETWEEN.split(tidy)
    if len(halves) == 2 and all(halves):
        first, last = (parse_span(half, style, shown) for half in halves)
        if last.last < first.first:
            raise Unreadable("ends before it begins", "a span from the earlier to the later day")
        return Span(first.first, last.last, "span", first.note or last.note)
    if is_short_year(tidy, style):
        raise short_year()
    raise not_a_date()


def parse_date(text: str, style: DateStyle, shown: frozenset[str] = frozenset()) -> dt.date | Noted:
    """Read one day.

    Raises
    ------
    Unreadable
        With ``finding`` set where a month, quarter or year is named and the day is not.
    """
    span = parse_span(text, style, shown)
    if span.grain != "day":
        kind = "span of time" if span.grain == "span" else span.grain
        raise Unreadable(
            f"names a {kind}, not one day, and is read as missing: not assessed",
            "a date such as 2026-06-30",
            "Give the day, if it is known.",
            finding=True,
        )
    return Noted(span.first, span.note, span.next_step) if span.note else span.first


def parse_month(
    text: str, style: DateStyle, shown: frozenset[str] = frozenset()
) -> dt.date | Noted:
    """Read a calendar month, as its first day; the first day itself means the month too.

    Raises
    ------
    Unreadable
    """
    span = parse_span(text, style, shown)
    if span.grain != "month" and not (span.grain == "day" and span.first.day == 1):
        kind = "span of time" if span.grain == "span" else span.grain
        raise Unreadable(f"names a {kind}, not a month", "a month such as 2026-06")
    return Noted(span.first, span.note, span.next_step) if span.note else span.first


def parse_period(text: str, style: DateStyle, shown: frozenset[str] = frozenset()) -> str | Noted:
    """Read a day, month, quarter or (fiscal) year as ``first/last``.

    Raises
    ------
    Unreadable
        With ``finding`` set where the text is words about a time that only a person understands.
    """
    try:
        span = parse_span(text, style, shown)
    except Unreadable as error:
        tidy = tidied(text)
        if error.finding or NUMERIC.fullmatch(tidy) or ISO.fullmatch(tidy):
            raise
        raise Unreadable(
            f"{error.what} or period that can be read, and counts as missing: not assessed"
            if error.what == "is not a date"
            else f"{error.what}, and counts as missing: not assessed",
            "a day, month, quarter or year, as in 2026-06-30, June 2026, Q3 2026 or FY2026/27",
            error.next_step
            if error.what != "is not a date"
            else "Write it in one of these forms, or leave it empty.",
            finding=True,
        ) from None
    return Noted(span.iso, span.note, span.next_step) if span.note else span.iso
