"""Kinds of values in ``workspace.toml``; a value that does not fit says what was expected."""

from __future__ import annotations

import codecs
import datetime as dt
import math
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.dataclasses import dataclass

from pmo_toolkit.core.settings import FIRST_YEAR, LAST_YEAR
from pmo_toolkit.workspace.dictionary.currencies import currency_codes
from pmo_toolkit.workspace.dictionary.headers import nearest, snake
from pmo_toolkit.workspace.parsing.words import visible


class Unfit(ValueError):
    """A value of the wrong sort; the message says what was expected."""


def expects(expected: str) -> WrapValidator:
    """Whatever is wrong with a value of this kind, `expected` says what would be right."""

    def check(value: Any, handler: ValidatorFunctionWrapHandler) -> Any:
        try:
            return handler(value)
        except ValueError:
            raise Unfit(expected) from None

    return WrapValidator(check)


def day(value: Any) -> dt.date:
    """A day, as a TOML date or as ISO text."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            raise Unfit("a day written as in 2026-11-22") from None
    if not isinstance(value, dt.date):
        raise Unfit("a day")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise Unfit(f"a day from {FIRST_YEAR} to {LAST_YEAR}")
    return value


def currency(code: str) -> str:
    """An ISO 4217 code."""
    code = code.upper()
    if code not in currency_codes():
        near = nearest(code, currency_codes())
        raise Unfit("a three-letter currency code such as CAD" + (f" ({near}?)" if near else ""))
    return code


def locale(name: str) -> str:
    """A locale that Babel knows."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(name.replace("-", "_")))
    except (UnknownLocaleError, ValueError, TypeError):
        raise Unfit("a locale such as en_GB, en_CA, de_DE or fr_FR") from None


def order_of(locale: str) -> str:
    """The order of day, month and year that a locale uses."""
    from babel.dates import get_date_format

    pattern = str(get_date_format("short", locale=locale).pattern).lower()
    order = "".join(sorted("dmy", key=pattern.find))
    return order if order in ("dmy", "mdy", "ymd") else "ymd"


def seen(text: str) -> str:
    """A text that reports show as it is."""
    if visible(text) != text:
        raise Unfit("text without characters that nobody sees")
    return text


def encoding(name: str) -> str:
    """An encoding of text that Python knows."""
    try:
        # some codecs turn bytes into bytes, or are no encodings of text at all
        if not isinstance(b"a".decode(name), str):
            raise LookupError
        return codecs.lookup(name).name
    except (LookupError, ValueError, AssertionError):
        raise Unfit("an encoding such as utf-8, cp1252 or latin-1") from None


def _file_only(value: Any) -> Any:
    return {"file": value} if isinstance(value, str) else value


def _something_named(value: Any) -> Any:
    if not value:
        raise Unfit("a file or a sheet")
    return value


Text = Annotated[
    str,
    StringConstraints(strict=True, strip_whitespace=True, min_length=1),
    expects("text in quotes"),
]
VisibleText = Annotated[Text, AfterValidator(seen)]
Flag = Annotated[bool, Strict(), expects("true or false")]
Day = Annotated[dt.date, BeforeValidator(day)]
Currency = Annotated[Text, AfterValidator(currency)]
LocaleName = Annotated[Text, AfterValidator(locale)]
DateOrder = Annotated[
    Text,
    AfterValidator(str.casefold),
    StringConstraints(pattern="^(dmy|mdy|ymd)$"),
    expects('"dmy", "mdy" or "ymd"'),
]
Encoding = Annotated[Text, AfterValidator(encoding)]
Year = Annotated[
    int,
    Strict(),
    Field(ge=FIRST_YEAR, le=LAST_YEAR),
    expects(f"a whole number from {FIRST_YEAR} to {LAST_YEAR}"),
]
Month = Annotated[int, Strict(), Field(ge=1, le=12), expects("a whole number from 1 to 12")]
Hours = Annotated[
    float,
    Strict(),
    Field(gt=0, le=24, allow_inf_nan=False),
    expects("a number of hours above 0 and at most 24"),
]
Words = Annotated[tuple[Text, ...], expects('a list of words, as in ["pilot", "trial"]')]
ColumnNames = Annotated[
    tuple[Annotated[Text, AfterValidator(snake)], ...],
    expects('a list of words, as in ["pilot", "trial"]'),
]


def _translated(value: Any) -> Any:
    """A word, number, day, or true and false as text; nothing stands for a blank cell."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and math.isfinite(value):
        return value
    return day(value).isoformat()


Translated = Annotated[
    str | float,
    BeforeValidator(_translated),
    expects('a word or a number, as in "Idee" = "idea" or "hoch" = 5'),
]
HeaderRow = Annotated[
    int, Strict(), Field(ge=1, le=1_000_000), expects("the row of the headers, counted from 1")
]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class FileChoice:
    """Which file, and which sheet of a workbook, holds a table, and how it is read.

    Parameters
    ----------
    file, sheet : str, optional
    header_row : int, optional
        Row of the headers, where others stand above them.
    encoding : str, optional
        Of a CSV file that is not UTF-8.
    """

    file: Text | None = None
    sheet: Text | None = None
    header_row: HeaderRow | None = None
    encoding: Encoding | None = None

    @property
    def is_found_by_name(self) -> bool:
        """Whether neither file nor sheet is named."""
        return self.file is None and self.sheet is None


FileEntry = Annotated[
    FileChoice,
    BeforeValidator(_something_named),
    BeforeValidator(_file_only),
    expects('a file name, or { file = "intake.xlsx", sheet = "Sheet 1", header_row = 3 }'),
]
