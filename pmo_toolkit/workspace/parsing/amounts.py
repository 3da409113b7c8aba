"""Amounts of money, with or without a currency sign or code."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pmo_toolkit.workspace.dictionary.currencies import currencies_of
from pmo_toolkit.workspace.parsing.numbers import (
    NumberStyle,
    level,
    not_a_number,
    parse_number,
    typed_number,
)
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable

# what may be a currency at the front or end of an amount; the digits' own signs are no part of it
_BEFORE = re.compile(r"([^\d\s+\-()'.,]+\.?)\s?")
_BEHIND = re.compile(r"\s?([^\d\s+\-()'.,]+\.?)$")


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
    """

    value: float
    mark: str = ""
    currencies: frozenset[str] = frozenset()


def parse_money(text: str, style: NumberStyle) -> Amount:
    """Read an amount of money with or without a currency sign or code.

    Raises
    ------
    Unreadable
    """
    if isinstance(text, Typed):
        return Amount(typed_number(text))
    body, marks, negative = level(text), [], False
    for _ in range(4):
        before = body
        body, mark = _without_mark(body, style.locale)
        if mark:
            marks.append(mark)
        if body.startswith("(") and body.endswith(")"):
            if negative:
                break
            body, negative = body[1:-1].strip(), True
        elif body[:1] in ("-", "+") and len(body) > 1 and not negative and body[1:2] not in "-+":
            inner, mark = _without_mark(body[1:].strip(), style.locale)
            if mark:
                body, negative = inner, body[0] == "-"
                marks.append(mark)
        if body == before:
            break
    if len(marks) > 2 or len(set(marks)) < len(marks):
        raise not_a_number(text, style, "an amount of money")
    currencies = (
        frozenset.intersection(*(currencies_of(mark, style.locale) for mark in marks))
        if marks
        else frozenset()
    )
    if marks and not currencies:
        raise Unreadable("carries two different currencies", "an amount in one currency")
    if negative and body[:1] in ("-", "("):
        raise not_a_number(text, style, "an amount of money")
    try:
        value = parse_number(body, style, big=True)
    except Unreadable as error:
        if error.expected == "a number":
            raise Unreadable(error.what, "an amount of money", error.next_step) from None
        raise not_a_number(body, style, "an amount of money") from None
    return Amount(-value if negative else value, " ".join(marks), currencies)


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
