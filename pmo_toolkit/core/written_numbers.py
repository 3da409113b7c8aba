"""Numbers written as text: which number a text is in a style, or that it states none yet."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_SPACES = re.compile(r"[\s\u00a0\u202f\u2009\u2007]+")
#: Words that multiply the number before them.
SCALES = {
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
_WRITTEN = """
na n/a n.a n.a. #n/a nan none null nil unknown unclear undecided undetermined unavailable tbd tba
tbc tbs t.b.d t.b.d. t.b.c. t.b.a. on_hold pending awaiting xx xxx ? ?? ??? - -- --- – — − . ..
... … not_known not_known_yet not_yet_known not_available not_applicable not_determined
not_yet_determined not_decided not_yet_decided not_confirmed not_yet_confirmed not_estimated
not_yet_estimated not_set no_date to_be_determined to_be_decided to_be_confirmed to_be_announced
to_be_advised to_be_defined to_be_estimated under_review k.a. k.a unbekannt keine_angabe inconnu
à_déterminer a_determiner à_confirmer desconocido por_determinar sin_determinar s/o s.o.
da_definire da_determinare okänt onbekend
"""
_PLACEHOLDERS = frozenset(word.replace("_", " ") for word in _WRITTEN.split())
_PLACEHOLDER_STARTS = re.compile(
    r"(not (yet )?(available|known|determined|decided|confirmed|applicable|estimated)|to be"
    r" (determined|decided|"
    r"confirmed|announced|advised|defined|estimated)|awaiting|pending|on"
    r" hold|tb[dca]\b|unknown|n/a\b|under review)",
)


@lru_cache(maxsize=4096)
def is_placeholder(text: str) -> bool:
    """Whether the text says that there is no value yet.

    ``TBD``, ``?``, ``not known yet`` and the like.
    """
    words = " ".join(text.casefold().split())
    if words.strip("()[]<>{}* ") in _PLACEHOLDERS:
        return True
    return _PLACEHOLDER_STARTS.match(words) is not None and not any(
        char.isdigit() for char in words
    )


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


def signed_number(text: str, style: NumberStyle) -> float | None:
    """The number that levelled text is in a style; None where it is none."""
    negative = False
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1].strip(), True
    elif text.endswith("-"):
        text, negative = text[:-1].strip(), True
    elif text[:1] in "+-":
        text, negative = text[1:].strip(), text[:1] == "-"
    value = _unsigned(text, style)
    return -value if value is not None and negative else value


_BETWEEN = re.compile(r"[,;]")
#: Between names with shares; a comma before the last digits of a share is none.
_BETWEEN_SHARES = re.compile(r";|,(?!\d+\s*%?\s*(?:[,;]|$))")
_SHARE = re.compile(r"(?P<name>[^:]+):\s*\d+(?:[.,]\d+)?\s*%?")
#: Up to this sum, numbers without a sign are parts of 1, not per cent.
_PARTS_OF_ONE = 1.5
#: By how much of the whole shares may miss it: three of 33.3 % do.
_ROUNDING = 0.0011


def parted(text: str) -> tuple[str, ...]:
    """Names or numbers that one cell lists, parted by commas or semicolons.

    Examples
    --------
    >>> parted("G-1; G-2,")
    ('G-1', 'G-2')
    """
    return tuple(part for part in map(str.strip, _BETWEEN.split(text)) if part)


def parts_with_shares(text: str) -> tuple[tuple[str, str], ...]:
    """Names that one cell lists, each with the share behind it as written, empty where none is.

    Where shares stand in the cell, a comma before digits is one of a number.

    Examples
    --------
    >>> parts_with_shares("C-1: 62,5 %; C-2: 37,5 %")
    (('C-1', ': 62,5 %'), ('C-2', ': 37,5 %'))
    >>> parts_with_shares("C-1, C-2")
    (('C-1', ''), ('C-2', ''))
    """
    between = _BETWEEN_SHARES if ":" in text else _BETWEEN
    pieces = [piece for piece in map(str.strip, between.split(text)) if piece]
    found = ((piece, _SHARE.fullmatch(piece)) for piece in pieces)
    return tuple(
        (piece, "") if share is None else (share["name"].strip(), piece[share.end("name") :])
        for piece, share in found
    )


def listed_names(text: str) -> tuple[str, ...]:
    """Names that one cell lists, without the shares that may stand behind them.

    Examples
    --------
    >>> listed_names("C-1:60%; C-2:40%")
    ('C-1', 'C-2')
    """
    return tuple(name for name, _ in parts_with_shares(text))


def named_shares(text: str) -> dict[str, float]:
    """Name → share from 0 to 1 of those that one cell lists; empty where it states no share.

    Shares are written in per cent, or as parts of 1; rounding by a thousandth is evened out.

    Raises
    ------
    ValueError
        Where they cannot be used, with what is wrong as a clause.

    Examples
    --------
    >>> named_shares("C-1:60%; C-2:40%"), named_shares("C-1; C-2")
    ({'C-1': 0.6, 'C-2': 0.4}, {})
    """
    parts = parts_with_shares(text)
    unread = next((name for name, share in parts if not share and ":" in name), None)
    if unread is not None:
        raise ValueError(f"the share in {unread!r} is no number")
    if not any(share for _, share in parts):
        return {}
    without = next((name for name, share in parts if not share), None)
    if without is not None:
        raise ValueError(f"{without} has no share beside others that have one")
    shares: dict[str, float] = {}
    for name, share in parts:
        if name in shares:
            raise ValueError(f"{name} has two shares")
        shares[name] = float(share.strip("%: \u00a0\u202f").replace(",", "."))
    total = sum(shares.values())
    whole = 100.0 if "%" in text or total > _PARTS_OF_ONE else 1.0
    if abs(total - whole) > _ROUNDING * whole:
        raise ValueError(f"the shares add to {100 * total / whole:.6g} %")
    return {name: share / total for name, share in shares.items()}
