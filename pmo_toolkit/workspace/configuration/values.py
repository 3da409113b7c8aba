"""Values of ``workspace.toml``: each turned into what it means, or refused with what would fit."""

from __future__ import annotations

import codecs
import datetime as dt
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pmo_toolkit.workspace.dictionary.currencies import currency_codes
from pmo_toolkit.workspace.dictionary.headers import nearest


@dataclass(frozen=True)
class FileChoice:
    """Which file, and which sheet of a workbook, holds a table."""

    file: str | None
    sheet: str | None = None


class Unfit(Exception):
    """A value of the wrong sort; the message says what was expected."""


def shown(value: Any) -> str:
    """The value as the user wrote it, or nearly so."""
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def string(value: Any) -> str:
    """Text that says something."""
    if not isinstance(value, str) or not value.strip():
        raise Unfit("text in quotes")
    return value.strip()


def boolean(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Unfit("true or false")
    return value


def day(value: Any) -> dt.date:
    """A day, as a TOML date or as ISO text."""
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) else _refuse("a day")
    except ValueError:
        raise Unfit("a day written as in 2026-11-22") from None


def _refuse(expected: str) -> Any:
    raise Unfit(expected)


def whole(low: int, high: int) -> Callable[[Any], int]:
    """A whole number between two bounds."""

    def convert(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise Unfit(f"a whole number from {low} to {high}")
        return value

    return convert


def hours(value: Any) -> float:
    """Hours of a day."""
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not fits or not 0 < value <= 24:
        raise Unfit("a number of hours above 0 and at most 24")
    return float(value)


def currency(value: Any) -> str:
    """An ISO 4217 code."""
    code = string(value).upper()
    if code not in currency_codes():
        near = nearest(code, currency_codes())
        raise Unfit("a three-letter currency code such as CAD" + (f" ({near}?)" if near else ""))
    return code


def locale(value: Any) -> str:
    """A locale that Babel knows."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(string(value).replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError):
        raise Unfit("a locale such as en_GB, en_CA, de_DE or fr_FR") from None


def date_order(value: Any) -> str:
    """``dmy``, ``mdy`` or ``ymd``."""
    order = string(value).casefold()
    if order not in ("dmy", "mdy", "ymd"):
        raise Unfit('"dmy", "mdy" or "ymd"')
    return order


def order_of(locale: str) -> str:
    """The order of day, month and year that a locale uses."""
    from babel.dates import get_date_format

    pattern = str(get_date_format("short", locale=locale).pattern)
    places = {letter: pattern.lower().find(letter) for letter in "dmy"}
    order = "".join(sorted("dmy", key=lambda letter: places[letter]))
    return order if order in ("dmy", "mdy", "ymd") else "ymd"


def encoding(value: Any) -> str:
    """An encoding of text that Python knows."""
    name = string(value)
    try:
        # some codecs turn bytes into bytes, or are no encodings of text at all
        if not isinstance(b"a".decode(name), str):
            raise LookupError
        return codecs.lookup(name).name
    except (LookupError, ValueError, AssertionError):
        raise Unfit("an encoding such as utf-8, cp1252 or latin-1") from None


def words(value: Any) -> tuple[str, ...]:
    """A list of words."""
    if not isinstance(value, list):
        raise Unfit('a list of words, as in ["pilot", "trial"]')
    return tuple(string(word) for word in value)


def file_choice(value: Any) -> FileChoice:
    """A file name, or a table with file and sheet."""
    if isinstance(value, str):
        return FileChoice(string(value))
    if not isinstance(value, dict) or not value or set(value) - {"file", "sheet"}:
        raise Unfit('a file name, or { file = "intake.xlsx", sheet = "Sheet 1" }')
    sheet = value.get("sheet")
    return FileChoice(
        None if value.get("file") is None else string(value["file"]),
        None if sheet is None else string(sheet),
    )
