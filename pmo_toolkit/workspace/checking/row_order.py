"""The order of a table's rows, which depends on what they say and never on where they stand.

A spreadsheet that is sorted anew says the same as before, so whatever is computed from it must come
out the same: draws belong to what they are of, and sums add up in one order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

#: Columns that name a row or what it belongs to; they come first, in this order.
NAMING = ("id", "project", "proposal", "option", "from", "to", "a", "b", "item", "scorer_role")
_DIGITS = re.compile(r"(\d+)")


def canonical_order(cells: Mapping[str, Sequence[Any]], positions: Sequence[int]) -> list[int]:
    """Positions of a table's rows in their canonical order.

    Rows are ordered by the columns that name them (numbers inside ids count as numbers: ``P-2``
    before ``P-10``), then by all other columns in alphabetical order of their names. Rows that say
    the same in every column keep their order, which then makes no difference.

    Parameters
    ----------
    cells : mapping of str to sequence
        Column → its values, one a row.
    positions : sequence of int
        Rows to be ordered.

    Returns
    -------
    list of int
    """
    naming = [column for column in NAMING if column in cells]
    others = sorted(set(cells) - set(naming))
    named: dict[tuple[Any, ...], list[int]] = {}
    for position in positions:
        key = tuple(_key(cells[column][position]) for column in naming)
        named.setdefault(key, []).append(position)
    order: list[int] = []
    for key in sorted(named):
        alike = named[key]  # the other columns are looked at only where the names do not decide
        if len(alike) > 1:
            alike.sort(key=lambda position: [_key(cells[column][position]) for column in others])
        order += alike
    return order


def _key(value: Any) -> tuple[Any, ...]:
    """A value as something that sorts beside any other: nothing, then numbers, then text."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:  # noqa: PLR0124 (NaN)
        return (0,)
    if isinstance(value, (int, float)):
        return (1, float(value), str(value))
    return (2, tuple(_natural(part) for part in _DIGITS.split(str(value))), str(value))


def _natural(part: str) -> tuple[int, str]:
    """Digits by the size of their number, other text by its letters."""
    if part[:1].isdigit():
        digits = part.lstrip("0")
        return (len(digits), digits)
    return (-1, part.casefold())
