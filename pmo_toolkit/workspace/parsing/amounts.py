"""Amounts of money, with or without a currency sign or code and a scale: ``150 TEUR``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pmo_toolkit.core.written_numbers import NumberStyle, level, signed_number
from pmo_toolkit.workspace.dictionary.currencies import currencies_of
from pmo_toolkit.workspace.parsing.measured import number_and_unit, two_numbers
from pmo_toolkit.workspace.parsing.numbers import (
    not_a_number,
    parse_number,
    refuse_long,
    typed_number,
)
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable
from pmo_toolkit.workspace.parsing.units import currency_in

# what may be a currency at the front or end of an amount; the digits' own signs are no part of it
_BEFORE = re.compile(r"([^\d\s+\-()'.,]+\.?)\s?")
_BEHIND = re.compile(r"\s?([^\d\s+\-()'.,]+\.?)$")


# "150,-" has no cents
_NO_CENTS = re.compile(r"(?<=\d)[.,]\s?--?(?=[^\d-]|$)")
_THREE_DECIMALS = re.compile(r"[+\-(]?[1-9]\d{0,2}([.,])\d{3}\)?")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money.

    Parameters
    ----------
    value : float
    mark : str
        The currency sign or code it was written with; empty where there was none.
    currencies : frozenset of str
        ISO codes that the mark may mean.
    scale : str
        The word of a scale that it was written with, as in ``Mio.``; the value holds it already.
    """

    value: float
    mark: str = ""
    currencies: frozenset[str] = frozenset()
    scale: str = ""


def parse_money(text: str, style: NumberStyle, *, sure: bool = True) -> Amount:
    """Read an amount of money with or without a currency sign or code and a scale.

    Parameters
    ----------
    text : str
    style : NumberStyle
    sure : bool
        Whether the style was declared; otherwise ``250.000 €`` could be two amounts.

    Raises
    ------
    Unreadable
    """
    if isinstance(text, Typed):
        return Amount(typed_number(text))
    refuse_long(text, "an amount of money")
    bare = _bare(_NO_CENTS.sub("", level(text)), style.locale)
    value, scale = _value(bare.body, style, sure=sure)
    mark, codes = currency_in(scale)
    marks = (*bare.marks, mark) if mark and mark not in bare.marks else bare.marks
    currencies = _meant_by(marks, style.locale, codes)
    if currencies is None:
        raise not_a_number(text, style, "an amount of money")
    if marks and not currencies:
        raise Unreadable("carries two different currencies", "an amount in one currency")
    if bare.negative and bare.body[:1] in ("-", "("):
        raise not_a_number(text, style, "an amount of money")
    # no amount in a currency with cents is written with three decimals, whatever the locale
    odd = bool(marks) and not _of_three(currencies)
    if not scale and (odd or not sure) and has_three_decimals(bare.body, style):
        raise two_numbers(bare.body.strip("()"), sure=sure)
    return Amount(-value if bare.negative else value, " ".join(marks), currencies, scale)


def has_three_decimals(text: str, style: NumberStyle) -> bool:
    """Whether an amount has three decimals, so that thousands may be meant."""
    found = _THREE_DECIMALS.fullmatch(text)
    return found is not None and found[1] == style.decimal


def _of_three(currencies: frozenset[str]) -> bool:
    from babel.numbers import get_currency_precision

    return any(get_currency_precision(code) == 3 for code in currencies)


@dataclass(frozen=True, slots=True)
class _Bare:
    """What is left of an amount without its currency marks and its sign."""

    body: str
    marks: tuple[str, ...]
    negative: bool


def _bare(text: str, locale: str) -> _Bare:
    """Take marks and brackets off, layer by layer: ``(€5)``, ``-€5``, ``EUR 5 €``."""
    bare = _Bare(text, (), False)
    for _ in range(4):
        peeled = _peeled(bare, locale)
        if peeled.body == bare.body:
            break
        bare = peeled
    return bare


def _peeled(bare: _Bare, locale: str) -> _Bare:
    """One layer off: a mark at an end, then brackets or a sign with a mark behind it."""
    body, mark = _without_mark(bare.body, locale)
    marks = (*bare.marks, mark) if mark else bare.marks
    if bare.negative:
        return _Bare(body, marks, True)
    if body.startswith("(") and body.endswith(")"):
        return _Bare(body[1:-1].strip(), marks, True)
    if body[:1] in ("-", "+") and len(body) > 1 and body[1] not in "-+":
        inner, mark = _without_mark(body[1:].strip(), locale)
        if mark:
            return _Bare(inner, (*marks, mark), body[0] == "-")
    return _Bare(body, marks, False)


def _meant_by(marks: Sequence[str], locale: str, of_scale: frozenset[str]) -> frozenset[str] | None:
    """Currencies that all marks may mean; None for more marks than an amount can carry."""
    if len(marks) > 2 or len(set(marks)) < len(marks):
        return None
    if not marks:
        return frozenset()
    return frozenset.intersection(*(currencies_of(mark, locale) or of_scale for mark in marks))


def _value(body: str, style: NumberStyle, *, sure: bool) -> tuple[float, str]:
    """The number of an amount and its scale, with errors that speak of an amount."""
    value = signed_number(body, style)
    if value is not None:
        return value, ""
    parts = number_and_unit(body, style, "money", sure=sure)
    if parts is not None:
        value, unit, word = parts
        if unit.measures != "money":
            raise Unreadable(f"is stated in {unit.name}, which are no money", "an amount of money")
        return float(Decimal(repr(value)) * Decimal(repr(unit.factor))), word
    try:
        return parse_number(body, style, big=True), ""
    except Unreadable as error:
        if error.expected == "a number":
            raise Unreadable(error.what, "an amount of money", error.next_step) from None
        raise not_a_number(body, style, "an amount of money") from None


def _without_mark(text: str, locale: str) -> tuple[str, str]:
    """`text` without one currency mark at its front or end, and the mark."""
    found = _BEFORE.match(text)
    if found and found.end() < len(text) and currencies_of(found[1], locale):
        return text[found.end() :].strip(), found[1]
    found = _BEHIND.search(text)
    if found and found.start() > 0:
        run = found[1]
        for start in range(len(run)):
            # 1.2m€ ends with a euro sign, but the R$ of 5 BR$ is no mark of its own
            whole = start == 0 or not (run[start].isalpha() and run[start - 1].isalpha())
            if whole and currencies_of(run[start:], locale):
                return text[: len(text) - len(run) + start].strip(), run[start:]
    return text, ""
