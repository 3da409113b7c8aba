"""Numbers: from text to value, or a plain word why not.

Nothing is guessed. A text means one number in the declared locale, or it is refused with what would
have fitted.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import Decimal

from pmo_toolkit.core.written_numbers import (
    SCALES,
    NumberStyle,
    level,
    number_style,
    signed_number,
)
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable

_LONGEST = 100  # characters; no number of a plan is longer
_SCALED = re.compile(r"(.*[0-9.,'])\s?([a-z]+)\.?", re.IGNORECASE | re.DOTALL)


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
        if not same and signed_number(text, other) is not None:
            return other.locale
    return None


def refuse_long(text: str, wanted: str = "a number", longest: int = _LONGEST) -> None:
    """Refuse a text that is longer than any number.

    Raises
    ------
    Unreadable
    """
    if len(text) > longest:
        raise Unreadable(
            f"holds {len(text):,} characters, and {wanted} has at most {longest}",
            wanted,
            "Move the text into another column, or leave the cell empty.",
        )


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
    refuse_long(text)
    levelled = level(text)
    value = signed_number(levelled, style)
    if value is not None:
        return value
    wanted = "a number"
    if "%" in levelled:
        body = levelled.strip("%").strip()
        value = signed_number(body, style) if percent and levelled.count("%") == 1 else None
        if value is None:
            reason = "" if percent else " A percentage does not fit this column."
            raise Unreadable(f"is not {wanted}", wanted, f"Write one number.{reason}")
        return float(Decimal(repr(value)) / 100)
    scaled = _SCALED.fullmatch(levelled)
    if scaled is not None:
        value = signed_number(scaled[1].strip(), style)
        word = scaled[2].casefold()
        if value is not None and word in units:
            return value
        if value is not None and word in SCALES and (big or word != "m"):
            return float(Decimal(repr(value)) * Decimal(SCALES[word]))
        if value is not None:
            allowed = next(iter(units), None)
            step = f"Give it in {allowed}." if allowed else "Write out the number that is meant."
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
    if type(value) is float and "e" not in (written := repr(value)):
        return Typed(written.removesuffix(".0"))  # the usual case, and the quickest
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not number.is_finite() or abs(number.adjusted()) > 400:
        return Typed(str(value))
    text = format(number, "f")
    return Typed(text.rstrip("0").rstrip(".") if "." in text else text)
