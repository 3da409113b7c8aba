"""Cells as text: what came with a type becomes canonical text that no locale can misread."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from pmo_toolkit.workspace.parsing.numbers import canonical_number
from pmo_toolkit.workspace.parsing.outcomes import Typed


def cell_text(value: Any) -> str:
    """The text of a cell; typed values become canonical text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return Typed("true" if value else "false")
    if isinstance(value, int | float | Decimal):
        return canonical_number(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time() and value.tzinfo is None
        return Typed(value.date().isoformat() if midnight else value.isoformat(sep=" "))
    if isinstance(value, dt.date | dt.time):
        return Typed(value.isoformat())
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    return Typed(str(value))


def column_letters(position: int) -> str:
    """``A`` for position 0, ``AA`` for 26."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """1 for ``A``, 27 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
