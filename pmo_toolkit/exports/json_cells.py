"""Cells of a workbook from what a result says as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

#: Keys by which a part of a result that could not be assessed is known.
_NOT_ASSESSED = {"what", "why", "code"}


def is_assessed(part: Any) -> bool:
    """Whether a part of a result is there, and not the reason why it is not."""
    return part is not None and not (isinstance(part, Mapping) and part.keys() >= _NOT_ASSESSED)


def cell(part: Any, *keys: str) -> Any:
    """What stands under some keys, or why it could not be assessed.

    Parameters
    ----------
    part : any
        A result as JSON.
    keys : str
        One after the other, each in what the one before holds.
    """
    for key in keys:
        if not is_assessed(part):
            break
        part = part.get(key)
    if isinstance(part, Mapping):
        return f"not assessed: {part['why']}" if not is_assessed(part) else None
    return part


def joined(names: Iterable[Any]) -> str:
    """Names in one cell."""
    return ", ".join(str(name) for name in names)


def rows_named(places: Iterable[Mapping[str, Any]]) -> str:
    """Rows of tables in one cell, such as ``dependencies 28``."""
    return joined(f"{place['table']} {place['row']}" for place in places)
