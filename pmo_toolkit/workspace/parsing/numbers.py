"""Numbers: from text to value, or a plain word why not.

Nothing is guessed. A text means one number in the declared locale, or it is refused with what would
have fitted.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable

_LONGEST = 100  # characters; no number of a plan is longer
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u2007]+")
_SCALES = {
    "k": 1e3,
    "thousand": 1e3,
    "tsd": 1e3,
    "m": 1e6,
    "mn": 1e6,
    "mio": 1e6,
    "million": 1e6,
    "millions": 1e6,
    "bn": 1e9,
    "billion": 1e9,
    "billions": 1e9,
}
_SCALED = re.compile(r"(.*[0-9.,'])\s?([a-z]+)\.?", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class NumberStyle:
    """How a locale writes numbers.

    Parameters
    ----------
    locale : str
        Locale name, as in ``de_DE``.
    decimal, group : str
        Decimal sign and the sign between groups of digits (a space stands for all kinds of space).
    secondary : int
        Digits in the groups before the last one; 2 in India.
    """

    locale: str
    decimal: str
    group: str
    secondary: int

    @property
    def example(self) -> str:
        """How this locale writes a number."""
        return f"1{self.group}234{self.decimal}50"


@lru_cache(maxsize=32)
def number_style(locale: str) -> NumberStyle:
    """The style of a locale, from Babel."""
    from babel import Locale
    from babel.numbers import get_decimal_symbol, get_group_symbol

    parsed = Locale.parse(locale)
    symbol = get_group_symbol(parsed)
    group = " " if symbol.isspace() else level(symbol)
    grouping = parsed.decimal_formats[None].grouping
    return NumberStyle(locale, get_decimal_symbol(parsed), group, int(grouping[1]))


def level(text: str) -> str:
    """`text` with one kind of space, apostrophe, minus and digit."""
    text = _SPACES.sub(" ", text).strip()
    if text.isascii():
        return text
    levelled = (
        text.replace("’", "'")
        .replace("‘", "'")
        .replace("−", "-")
        .replace("–", "-")
        .replace("＄", "$")
    )
    return "".join(
        str(unicodedata.digit(char)) if char.isdecimal() else char
        for char in levelled
        if unicodedata.category(char) != "Cf"
    )


@lru_cache(maxsize=64)
def _patterns(decimal: str, group: str, secondary: int) -> tuple[re.Pattern[str], re.Pattern[str]]:
    point = re.escape(decimal)
    fraction = rf"(?:{point}(?P<fraction>[0-9]+))?"
    ungrouped = re.compile(rf"(?P<whole>[0-9]*){fraction}(?:[eE](?P<power>[+-]?[0-9]{{1,3}}))?")
    # a space or an apostrophe between groups of three is understood everywhere
    groups = [
        rf"[0-9]{{1,3}}(?:{re.escape(sign)}[0-9]{{3}})+"
        for sign in (group, " ", "'")
        if sign not in ("", decimal)
    ]
    if secondary != 3:
        sign = re.escape(group)
        groups.append(rf"[0-9]{{1,{secondary}}}(?:{sign}[0-9]{{{secondary}}})*{sign}[0-9]{{3}}")
    either = "|".join(groups)
    return ungrouped, re.compile(rf"(?P<whole>{either}){fraction}")


def _unsigned(text: str, style: NumberStyle) -> float | None:
    ungrouped, grouped = _patterns(style.decimal, style.group, style.secondary)
    match = ungrouped.fullmatch(text)
    power = ""
    if match is None or not (match["whole"] or match["fraction"]):
        match = grouped.fullmatch(text)
        if match is None:
            return None
    else:
        power = match["power"] or ""
    whole = re.sub(r"[^0-9]", "", match["whole"] or "")
    value = float(f"{whole or '0'}.{match['fraction'] or '0'}e{power or '0'}")
    return value if math.isfinite(value) else None


def _signed(text: str, style: NumberStyle) -> float | None:
    negative = False
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1].strip(), True
    elif text.endswith("-"):
        text, negative = text[:-1].strip(), True
    elif text[:1] in "+-":
        text, negative = text[1:].strip(), text[:1] == "-"
    value = _unsigned(text, style)
    return -value if value is not None and negative else value


_OTHERS = ("en_GB", "de_DE", "fr_FR", "de_CH", "en_IN")


def locale_that_fits(text: str, style: NumberStyle) -> str | None:
    """Another well-known locale in which the text is a number."""
    text = level(text)
    for other in sorted(map(number_style, _OTHERS), key=lambda other: other.group not in text):
        same = (other.decimal, other.group, other.secondary) == (
            style.decimal,
            style.group,
            style.secondary,
        )
        if not same and _signed(text, other) is not None:
            return other.locale
    return None


def not_a_number(text: str, style: NumberStyle, wanted: str) -> Unreadable:
    """Why `text` is not what was `wanted`, with what would help."""
    what = f"is not {wanted}"
    expected = f"{wanted}, written as in {style.example} (locale {style.locale})"
    fits = locale_that_fits(text, style)
    if fits is not None:
        return Unreadable(
            f"{what} in the locale {style.locale}",
            expected,
            f"It would be one in the locale {fits}: write it the other way, or declare the locale"
            " in workspace.toml.",
        )
    if re.search(r"\d\s*(-|–|to|bis|\.\.)\s*\D?\d", text):
        return Unreadable(
            what, expected, "Give one number; a range belongs into columns of low and high."
        )
    return Unreadable(
        what, expected, "Write one number, or leave the cell empty if it is not known."
    )


def parse_number(
    text: str,
    style: NumberStyle,
    *,
    percent: bool = False,
    units: Iterable[str] = (),
    big: bool = False,
) -> float:
    """Read one decimal number.

    Parameters
    ----------
    text : str
        Text of the cell; `Typed` text is canonical whatever the locale.
    style : NumberStyle
        How the locale writes numbers.
    percent : bool
        Whether ``40 %`` is allowed and means 0.4.
    units : iterable of str
        Words that may follow the number without changing it.
    big : bool
        Whether a bare ``m`` means a million.

    Raises
    ------
    Unreadable
    """
    if isinstance(text, Typed):
        return typed_number(text)
    if len(text) > _LONGEST:
        raise not_a_number("", style, "a number")
    levelled = level(text)
    value = _signed(levelled, style)
    if value is not None:
        return value
    wanted = "a number"
    if "%" in levelled:
        body = levelled.strip("%").strip()
        value = _signed(body, style) if percent and levelled.count("%") == 1 else None
        if value is None:
            reason = "" if percent else " A percentage does not fit this column."
            raise Unreadable(f"is not {wanted}", wanted, f"Write one number.{reason}")
        return float(Decimal(repr(value)) / 100)
    scaled = _SCALED.fullmatch(levelled)
    if scaled is not None:
        value = _signed(scaled[1].strip(), style)
        word = scaled[2].casefold()
        if value is not None and word in units:
            return value
        if value is not None and word in _SCALES and (big or word != "m"):
            return float(Decimal(repr(value)) * Decimal(_SCALES[word]))
        if value is not None:
            allowed = next(iter(units), None)
            step = (
                f"Give it in {allowed}."
                if allowed
                else "Leave the word out, if it is the column's own unit."
            )
            raise Unreadable(f"has the word {scaled[2]!r} behind the number", wanted, step)
    raise not_a_number(text, style, wanted)


def typed_number(text: str) -> float:
    """The number of a typed cell."""
    try:
        value = float(text)
    except ValueError:
        raise Unreadable("is not a number", "a number", "Format the cell as a number.") from None
    if not math.isfinite(value):
        raise Unreadable("is not a finite number", "a number")
    return value


def canonical_number(value: float | int | Decimal) -> Typed:
    """A number of a typed cell as text without an exponent: 7.0 becomes ``7``."""
    if isinstance(value, float) and not math.isfinite(value):
        return Typed("")
    if isinstance(value, int) and value.bit_length() < 1000:
        return Typed(value)
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number.is_finite() or abs(number.adjusted()) > 400:
        return Typed(str(value))
    text = format(number, "f")
    return Typed(text.rstrip("0").rstrip(".") if "." in text else text)
