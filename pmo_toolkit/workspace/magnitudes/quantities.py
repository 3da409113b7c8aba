"""Columns of effort, time and money, and the units in which somebody may have filled them in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.dictionary.comparable import comparable
from pmo_toolkit.workspace.dictionary.tables import RANGES, TABLES
from pmo_toolkit.workspace.parsing.units import (
    UNITS,
    Unit,
    in_column_unit,
    measure_of,
    unit_named,
)

#: Units whose factor is too near to 1 to be told by figures.
_TOO_NEAR = 2.0
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]")
_PARTS = re.compile(r"[\s_,;:\-–]+")
_PER = frozenset({"per", "pro", "par", "por", "je", "a", "/"})
_MOST_WORDS = 3


@dataclass(frozen=True, order=True)
class Quantity:
    """One column, or the columns of one range, which share a unit.

    Parameters
    ----------
    table : str
    column : str
        Of a range its middle.
    """

    table: str
    column: str

    @property
    def columns(self) -> tuple[str, ...]:
        """The column, or all of its range."""
        ranges = RANGES.get(self.table, ())
        return next((names for names in ranges if self.column in names), (self.column,))

    @property
    def unit(self) -> str:
        """Unit of the column as the data dictionary states it."""
        stated = str((TABLES[self.table].columns[self.column].metadata or {}).get("unit", ""))
        return "money" if self.table == "benefits" else stated

    @property
    def measures(self) -> str:
        """``effort``, ``time`` or ``money``."""
        return measure_of(self.unit) or ""


@dataclass(frozen=True)
class Candidate:
    """What a column may be in, unit → factor, and what its header names.

    That is another unit, nothing (None), or the column's own unit (an empty text).
    """

    units: Mapping[str, float]
    in_header: str | None = None


def other_units(quantity: Quantity, hours_per_day: float) -> Mapping[str, float]:
    """Units that could be meant instead → by what the figures would have to be multiplied."""
    factors = {
        unit.name: in_column_unit(1.0, unit, quantity.unit, hours_per_day)
        for unit in UNITS
        if unit.measures == quantity.measures
    }
    return {
        name: factor
        for name, factor in factors.items()
        if factor >= _TOO_NEAR or factor <= 1 / _TOO_NEAR
    }


def header_candidate(
    draft: Draft, quantity: Quantity, units: Mapping[str, float], hours_per_day: float
) -> Candidate:
    """What a column may be in, that of its header among it."""
    unit = _unit_in_header(draft, quantity)
    if unit is None:
        return Candidate(units)
    factor = in_column_unit(1.0, unit, quantity.unit, hours_per_day)
    if factor == 1:
        return Candidate(units, in_header="")
    return Candidate({**units, unit.name: factor}, in_header=unit.name)


def _unit_in_header(draft: Draft, quantity: Quantity) -> Unit | None:
    """The unit that the user's own header names; None for our own names and for none."""
    for column in quantity.columns:
        header = draft.header(column)
        if comparable(header) == comparable(column):
            continue
        for text in _endings(header):
            unit = unit_named(text, quantity.measures)
            if unit is not None and unit.measures == quantity.measures:
                return unit
    return None


def _endings(header: str) -> Iterator[str]:
    """What stands in brackets, then the last words, more of them first."""
    yield from (text for text in _BRACKETS.findall(header) if text.strip())
    words = [word for word in _PARTS.split(_BRACKETS.sub(" ", header)) if word]
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        first = len(words) - count
        single_letter = count == 1 and len(words[-1]) == 1 and words[-1].isalpha()
        if single_letter or (first and words[first - 1].casefold() in _PER):
            continue
        yield " ".join(words[first:])
