"""Kinds of column, as pandera columns that say how text is parsed, checked and explained.

The metadata of a column carries what pandera has no place for: ``kind`` (how the text is read),
``unit``, ``vocabulary`` (the allowed words, extendable in ``workspace.toml``) and ``refers_to``
(``"table.column"``).
"""

from __future__ import annotations

from typing import Any

import pandera.pandas as pa

#: How each kind is read from text and what a typed table then holds.
KINDS: dict[str, str] = {
    "id": "short name that is safe as a file name; kept as text, so 007 stays 007",
    "reference": "id of a row in another table",
    "text": "any text",
    "category": "one word of a declared vocabulary, or a free label where none is declared",
    "number": "decimal number in the workspace's locale",
    "integer": "whole number",
    "fraction": "share between 0 and 1; 40 % is read as 0.4",
    "probability": "probability between 0 and 1; 40 % is read as 0.4",
    "rating": "whole number from 1 (low) to 5 (high)",
    "money": (
        "amount in the workspace's currency and price year, or in the row's own with a rates table"
    ),
    "year": "calendar year",
    "date": "one day",
    "month": "calendar month, held as its first day",
    "period": "day, month, quarter, calendar or fiscal year, held as first day/last day (ISO 8601)",
    "flag": "yes or no",
}

_DTYPES: dict[str, Any] = {
    "number": float,
    "integer": float,
    "fraction": float,
    "probability": float,
    "rating": float,
    "money": float,
    "year": float,
    "date": "datetime64[ns]",
    "month": "datetime64[ns]",
    "flag": "boolean",
}


def _column(
    kind: str, description: str, *, required: bool = False, checks: Any = None, **metadata: Any
) -> pa.Column:
    return pa.Column(
        _DTYPES.get(kind, "str"),
        checks=checks,
        nullable=not required,
        required=required,
        description=description,
        metadata={"kind": kind, **metadata},
    )


def identifier(description: str, *, required: bool = True) -> pa.Column:
    """An id that is unique in its table and fit for a file name."""
    return _column("id", description, required=required, unique=True)


def reference(
    description: str, refers_to: str, *, required: bool = True, several: bool = False
) -> pa.Column:
    """The id of a row elsewhere; `refers_to` is ``"table.column"``.

    `several`: a cell may list more than one id, parted by semicolons.
    """
    return _column(
        "reference", description, required=required, refers_to=refers_to, several=several
    )


def text(description: str, *, required: bool = False) -> pa.Column:
    """Free text."""
    return _column("text", description, required=required)


def category(
    description: str,
    vocabulary: tuple[str, ...] = (),
    *,
    required: bool = False,
    driver: bool = False,
) -> pa.Column:
    """A word of `vocabulary`, or any label where it is empty. `driver`.

    May predict effort and cost.
    """
    return _column("category", description, required=required, vocabulary=vocabulary, driver=driver)


def number(
    description: str,
    unit: str,
    *,
    low: float | None = None,
    high: float | None = None,
    driver: bool = False,
) -> pa.Column:
    """A decimal number in `unit`, between `low` and `high` inclusive where given."""
    return _column("number", description, checks=_bounds(low, high), unit=unit, driver=driver)


def integer(
    description: str,
    unit: str,
    *,
    low: float | None = None,
    high: float | None = None,
    driver: bool = False,
) -> pa.Column:
    """A whole number in `unit`."""
    return _column("integer", description, checks=_bounds(low, high), unit=unit, driver=driver)


def fraction(description: str) -> pa.Column:
    """A share from 0 to 1."""
    return _column("fraction", description, checks=_bounds(0, 1), unit="share 0–1")


def probability(description: str) -> pa.Column:
    """A probability from 0 to 1."""
    return _column("probability", description, checks=_bounds(0, 1), unit="probability 0–1")


def rating(description: str, *, driver: bool = False) -> pa.Column:
    """A rating from 1 to 5."""
    return _column("rating", description, checks=_bounds(1, 5), unit="rating 1–5", driver=driver)


def money(description: str, *, per: str = "", low: float | None = 0) -> pa.Column:
    """An amount of money, by default not negative; `per` completes the unit, as in ``"year"``."""
    return _column(
        "money",
        description,
        checks=_bounds(low, None),
        unit="money" + (f" per {per}" if per else ""),
    )


def year(description: str, *, required: bool = False) -> pa.Column:
    """A calendar year."""
    return _column("year", description, required=required, checks=_bounds(1950, 2150), unit="year")


def date(description: str) -> pa.Column:
    """One day."""
    return _column("date", description)


def month(description: str, *, required: bool = False) -> pa.Column:
    """A calendar month."""
    return _column("month", description, required=required)


def period(description: str) -> pa.Column:
    """A day, month, quarter or (fiscal) year."""
    return _column("period", description)


def flag(description: str) -> pa.Column:
    """Yes or no."""
    return _column("flag", description)


def table(name: str, description: str, columns: dict[str, pa.Column]) -> pa.DataFrameSchema:
    """A table of such columns; further columns of a user are let pass."""
    return pa.DataFrameSchema(columns, name=name, description=description, strict=False)


def _bounds(low: float | None, high: float | None) -> list[pa.Check]:
    checks = []
    if low is not None:
        checks.append(pa.Check.ge(low, error=f"at least {low:g}"))
    if high is not None:
        checks.append(pa.Check.le(high, error=f"at most {high:g}"))
    return checks
