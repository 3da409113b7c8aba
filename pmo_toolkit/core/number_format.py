"""Numbers, money, time and text as a reader should meet them: rounded to the precision earned.

Figures are rounded by `pmo_toolkit.core.rounding`; what somebody stated is shown nearly as stated.
Numbers follow the workspace's locale; the words around are English.
"""

from __future__ import annotations

import math
import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TypeGuard

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_decimal

from pmo_toolkit.core.rounding import as_written, earned, half_up, significant

NBSP = "\u00a0"
MINUS = "\u2212"
NOT_STATED = "not stated"
FALLBACK_LOCALE = "en_GB"

_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"), (1e3, "k"))
_SCALED_FROM = 10_000.0
_SCIENTIFIC_FROM = 1e15
_SUFFIXED = {"EUR": "€"}
_PREFIXED = {"GBP": "£"}
_DAYS_A_MONTH = 30.44

# Embeddings, overrides and isolates turn the text around them about; control characters have no
# business in a page.
_UNFIT = re.compile(
    "[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]"
)


# No-break spaces are meant: they hold a number and its unit together.
_BLANKS = re.compile("[^\\S\u00a0\u202f]+")


def clean_text(text: object) -> str:
    """`text` without characters that turn or hide their neighbours.

    Line ends and runs of blanks become one blank.
    """
    return _BLANKS.sub(" ", _UNFIT.sub("", str(text))).strip(" ")


def short(text: object, length: int = 120) -> str:
    """`plain` text of at most `length` characters, cut with an ellipsis."""
    clean = clean_text(text)
    return clean if len(clean) <= length else clean[: length - 1].rstrip() + "…"


@dataclass(frozen=True)
class NumberFormat:
    """Writes numbers for one workspace.

    Parameters
    ----------
    locale : str
        Such as ``"en_GB"`` or ``"de-DE"``; an unknown one falls back to British English.
    currency : str or None
        ISO 4217 code; with None, money is written as a bare number.
    """

    locale: str = FALLBACK_LOCALE
    currency: str | None = None

    def number(self, value: float | None, digits: int = 6) -> str:
        """A stated number, as it was stated up to `digits` significant digits.

        ``"40,000"``, ``"0.25"``.
        """
        if not _is_number(value):
            return NOT_STATED
        return self._decimal(significant(value, digits))

    def rounded(self, value: float | None) -> str:
        """An estimated number, rounded to the precision earned."""
        return self._decimal(earned(value)) if _is_number(value) else NOT_STATED

    def money(self, value: float | None) -> str:
        """An amount such as ``"600 k€"``, ``"£1.15 m"`` or ``"CAD 45 k"``."""
        return self._scaled((value,), money=True)

    def money_range(self, low: float | None, high: float | None) -> str:
        """A range such as ``"420–600 k€"``; ``"−120 to 310 k€"`` where an end is negative."""
        return self._scaled((low, high), money=True)

    def stated_money(self, value: float | None) -> str:
        """An amount that somebody stated, to four digits, so that they know it again.

        ``"6.279 m€"``.
        """
        return self._scaled((value,), money=True, digits=4)

    def stated_money_range(self, low: float, high: float) -> str:
        """A range of money that somebody stated, to four digits."""
        return self._scaled((low, high), money=True, digits=4)

    def stated(self, value: float | None, unit: str) -> str:
        """A quantity that somebody stated, as stated: ``"1,150 h"``."""
        return f"{self.number(value)}{NBSP}{unit}" if _is_number(value) else NOT_STATED

    def stated_range(self, low: float, high: float, unit: str) -> str:
        """A range that somebody stated, as stated: ``"11–69 days"``."""
        first, last = self.number(low), self.number(high)
        return f"{first if first == last else _joined(first, last)}{NBSP}{unit}".strip(NBSP)

    def amount(self, value: float) -> str:
        """Money for the axis of a chart.

        The number with its scale, without the currency, as in ``"600 k"``.
        """
        return self._scaled((value,), money=False, digits=4)

    def hours(self, value: float | None) -> str:
        """Such as ``"8,100 h"``."""
        return self.quantity(value, "h")

    def quantity(self, value: float | None, unit: str) -> str:
        """An estimated quantity with its unit."""
        return f"{self.rounded(value)}{NBSP}{unit}" if _is_number(value) else NOT_STATED

    def quantity_range(self, low: float | None, high: float | None, unit: str) -> str:
        """An estimated range with its unit; one figure where both ends round to the same."""
        if not (_is_number(low) and _is_number(high)):
            return NOT_STATED
        first, last = self.rounded(low), self.rounded(high)
        return f"{first if first == last else _joined(first, last)}{NBSP}{unit}"

    def days_range(self, low: float | None, high: float | None) -> str:
        """Calendar days, in months from a quarter of a year on: ``"9–21 months"``."""
        if not (_is_number(low) and _is_number(high)):
            return NOT_STATED
        if high < 3 * _DAYS_A_MONTH:
            return self.quantity_range(low, high, "days")
        return self.months_range(low / _DAYS_A_MONTH, high / _DAYS_A_MONTH)

    def months_range(self, low: float | None, high: float | None) -> str:
        """Months, whole ones where the range reaches a year: ``"6–27 months"``."""
        if _is_number(low) and _is_number(high) and low >= 1 and high >= 12:
            low, high = half_up(low), half_up(high)
        return self.quantity_range(low, high, "months")

    def days(self, value: float | None) -> str:
        """Calendar days, in months from a quarter of a year on."""
        return self.days_range(value, value)

    def ratio(self, value: float | None) -> str:
        """A factor such as ``"1.18"``."""
        return self._decimal(significant(value, 3), "#,##0.0#") if _is_number(value) else NOT_STATED

    def chance(self, probability: float | None) -> str:
        """A probability in whole per cent.

        Simulation never knows the last one: ``"less than 1 %"``.
        """
        if not _is_number(probability):
            return NOT_STATED
        if as_written(probability) < 0.01:
            return f"less than 1{NBSP}%"
        return f"more than 99{NBSP}%" if as_written(probability) > 0.99 else self.share(probability)

    def share(self, value: float | None) -> str:
        """A counted share, 0–1, in whole per cent."""
        if not _is_number(value):
            return NOT_STATED
        return f"{self._decimal(half_up(as_written(value) * 100))}{NBSP}%"

    def change(self, value: float | None) -> str:
        """A relative change: .07 → ``"7 % more"``, −.07 → ``"7 % less"``, 0 → ``"no change"``."""
        if not _is_number(value) or abs(value) < 0.005:
            return "no change" if _is_number(value) else self.share(None)
        return f"{self.share(abs(value))} {'more' if value > 0 else 'less'}"

    def share_range(self, low: float | None, high: float | None) -> str:
        """Two counted shares, 0–1: ``"74–86 %"``."""
        if not (_is_number(low) and _is_number(high)):
            return NOT_STATED
        first, last = self.share(low), self.share(high)
        return last if first == last else f"{first.removesuffix(f'{NBSP}%')}–{last}"

    def _scaled(
        self, values: tuple[float | None, ...], *, money: bool, digits: int | None = None
    ) -> str:
        known = [as_written(value) for value in values if _is_number(value)]
        if len(known) < len(values):
            return NOT_STATED
        ends = [significant(each, digits) if digits else earned(each, money=True) for each in known]
        largest, smallest = max(map(abs, ends)), min(map(abs, ends))
        # A range over four orders of magnitude reads better with a unit at either end.
        if len(ends) == 2 and 0 < smallest < largest / 1000 and largest >= _SCALED_FROM:
            return " to ".join(self._scaled((end,), money=money) for end in ends)
        divisor, word = _scale(largest)
        texts = [self._decimal(significant(end / divisor, 6)) for end in ends]
        body = texts[0] if len(set(texts)) == 1 else _joined(texts[0], texts[1])
        return self._with_currency(body, word) if money else f"{body}{NBSP}{word}".rstrip(NBSP)

    def _with_currency(self, body: str, scale: str) -> str:
        code = clean_text(self.currency or "").upper()[:12]
        tail = f"{NBSP}{scale}" if scale else ""
        if code in _SUFFIXED:
            return f"{body}{NBSP}{scale}{_SUFFIXED[code]}"
        if code in _PREFIXED:
            sign = MINUS if body.startswith(MINUS) else ""
            return f"{sign}{_PREFIXED[code]}{body.removeprefix(MINUS)}{tail}"
        return f"{code}{NBSP}{body}{tail}" if code else f"{body}{tail}"

    def _decimal(self, value: float, pattern: str = "#,##0.######") -> str:
        if abs(value) >= _SCIENTIFIC_FROM or 0 < abs(value) < 1e-6:
            mantissa, exponent = f"{value:.1e}".split("e")
            return f"{mantissa} × 10^{int(exponent)}".replace("-", MINUS)
        text: str = format_decimal(
            Decimal(repr(value)), format=pattern, locale=_locale(self.locale)
        )
        return text.replace("-", MINUS)


def day(iso: str | None) -> str:
    """An ISO 8601 date in words: ``"22 November 2026"``; anything else as it stands."""
    try:
        return format_date(date.fromisoformat(str(iso)[:10]), "d MMMM y", locale="en_GB")
    except ValueError:
        return NOT_STATED if iso is None else clean_text(iso)


def period(iso: str | None) -> str:
    """A period such as ``"2027-04-01/2027-06-30"`` in words.

    ``"April to June 2027"``; a day alone as a day.
    """
    first, slash, last = clean_text(iso or "").partition("/")
    try:
        start, end = date.fromisoformat(first), date.fromisoformat(last if slash else first)
    except ValueError:
        return day(iso)
    if start == end:
        return day(first)
    if start.day != 1 or end.day != monthrange(end.year, end.month)[1]:
        return f"{day(first)} to {day(last)}"
    if (start.month, end.month) == (1, 12) and start.year == end.year:
        return str(start.year)
    since, until = (format_date(each, "MMMM y", locale="en_GB") for each in (start, end))
    return until if since == until else f"{since.removesuffix(f' {end.year}')} to {until}"


def age(years: float | None) -> str:
    """Age of a piece of evidence in words."""
    if not _is_number(years):
        return "no date"
    if years < 0:
        return "dated in the future"
    if years < 1 / 12:
        return "under a month"
    if years < 1.5:
        months = max(1, round(years * 12))
        return "1 month" if months == 1 else f"{months} months"
    return f"{half_up(years):.0f} years"


def month(iso: str | None) -> str:
    """A month ``YYYY-MM`` in words: ``"November 2026"``; anything else as it stands."""
    try:
        return format_date(date.fromisoformat(f"{iso}-01"), "MMMM y", locale="en_GB")
    except ValueError:
        return NOT_STATED if iso is None else clean_text(iso)


def fiscal_year(year: int, first_month: int) -> str:
    """Name of the fiscal year that begins in a year: ``2027``, or ``2027/28`` within a year."""
    return str(year) if first_month == 1 else f"{year}/{(year + 1) % 100:02d}"


def listed(names: Sequence[str]) -> str:
    """``a, b and c``.

    Examples
    --------
    >>> listed(["cost"]), listed(["cost", "time", "scope"])
    ('cost', 'cost, time and scope')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def counted(number: int, one: str, many: str) -> str:
    """``counted(1, "question", "questions")`` → ``"1 question"``."""
    return f"{number:,}{NBSP}{one if number == 1 else many}"


def _is_number(value: float | None) -> TypeGuard[float]:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _scale(largest: float) -> tuple[float, str]:
    if _SCALED_FROM <= largest < _SCIENTIFIC_FROM:
        for divisor, word in _SCALES:
            if largest >= divisor:
                return divisor, word
    return 1.0, ""


def _joined(low: str, high: str) -> str:
    return f"{low} to {high}" if MINUS in low + high else f"{low}–{high}"


@cache
def _locale(name: str) -> Locale:
    try:
        return Locale.parse(str(name).replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return Locale.parse(FALLBACK_LOCALE)
