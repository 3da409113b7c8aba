"""Numbers that their author was not sure of: approximate ones, and ranges in one cell.

Only the text is taken apart here: ``ca. 200–250 T€`` names the ends ``200 T€`` and ``250 T€``. A
unit or a scale that stands at one end holds for both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from pmo_toolkit.core.written_numbers import level
from pmo_toolkit.workspace.parsing.outcomes import Unreadable

Value = TypeVar("Value")

_WORDS = (
    "circa|cca|ca|approximately|approx|about|around|roughly|some|estimated|est|zirka|rund|rd|etwa"
    "|ungefähr|ungef|geschätzt|gesch|schätzungsweise|schätzung|schätzwert|estimate|approximativement|environ|env|aproximadamente"
    "|aprox|alrededor de|cerca de|unos|unas|ongeveer|ong|plm"
)
_APPROXIMATE = re.compile(
    rf"\(?(?:[~≈≃∼]|(?<![^\W\d_])(?:{_WORDS}|c(?=\.))(?![^\W\d_]))\.?\)?\s*", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"^(?P<front>.*?)(?:(?<![^\W\d_])(?:between|zwischen|zw\.|entre|tussen|from|von|de|van)\s+)"
    r"(?P<low>.*\d.*?)\s+(?:and|und|et|y|en|to|bis|à|a|tot)\s+(?P<high>.*\d.*)$",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s*(?:\.{2,3}|…|—|-|(?<=[\s\d.])(?:to|bis|until|till|hasta|tot|jusqu'à|à|a)(?=\s))\s*",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"\d([^\d]*)$")
_BEFORE = re.compile(r"^([^\d+\-(]*)")


@dataclass(frozen=True, slots=True)
class Uncertain(Generic[Value]):
    """What an uncertain text names.

    Parameters
    ----------
    low, high : object
        The ends of a range; the same where it is none.
    approximate : bool
        Whether the text says that it is an approximation.
    is_range : bool
    """

    low: Value
    high: Value
    approximate: bool
    is_range: bool


def read_uncertain(text: str, read: Callable[[str], Value]) -> Uncertain[Value]:
    """Read a text that names one number, an approximate one, or a range.

    Parameters
    ----------
    text : str
    read : callable
        Reads one number with whatever may stand beside it; raises `Unreadable`.

    Raises
    ------
    Unreadable
        As `read` does for the whole text, where it names neither of them.
    """
    try:
        value = read(text)
    except Unreadable as error:
        refusal = error
    else:
        return Uncertain(value, value, approximate=False, is_range=False)
    bare, count = _APPROXIMATE.subn("", level(text))
    bare = bare.strip()
    if count:
        try:
            value = read(bare)
        except Unreadable as error:
            refusal = error
        else:
            return Uncertain(value, value, approximate=True, is_range=False)
    for low, high in _ends(bare):
        try:
            return Uncertain(read(low), read(high), approximate=bool(count), is_range=True)
        except Unreadable:
            continue
    raise refusal


def _ends(text: str) -> Iterator[tuple[str, str]]:
    """Every way in which a text may name a lower and an upper end."""
    between = _BETWEEN.match(text)
    if between is not None:
        front = between["front"].strip()
        yield _alike(f"{front} {between['low']}".strip(), between["high"].strip())
    for found in _TO.finditer(text):
        low, high = text[: found.start()].strip(), text[found.end() :].strip()
        # 06-30 is a part of a date, and a minus at the front is a sign
        part_of_date = any(re.match(r"\D*0\d", end) for end in (low, high))
        if re.search(r"\d", low) and re.search(r"\d", high) and not part_of_date:
            yield _alike(low, high)


def _alike(low: str, high: str) -> tuple[str, str]:
    """Both ends with the words that stand beside only one of them."""
    behind, before = _BEHIND.search(high), _BEFORE.match(low)
    if low[-1:].isdigit() and behind is not None:
        low += behind[1]
    if high[:1].isdigit() and before is not None and before[1].strip():
        high = f"{before[1].strip()} {high}"
    return low, high
