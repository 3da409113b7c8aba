"""Columns of effort, time and money, and the units in which somebody may have filled them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pmo_toolkit.workspace.dictionary.tables import RANGES, TABLES
from pmo_toolkit.workspace.parsing.units import (
    UNITS,
    in_column_unit,
    measure_of,
)

#: Units whose factor is too near to 1 to be told by figures.
_TOO_NEAR = 2.0


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


class UnitDoubt(NamedTuple):
    """A column that looks as if it stood in another unit.

    Parameters
    ----------
    table, column : str
    unit : str
        The unit that its figures look like.
    factor : float
        By what they would have to be multiplied.
    """

    table: str
    column: str
    unit: str
    factor: float


def other_units(quantity: Quantity, hours_per_day: float) -> Mapping[str, float]:
    """Units that could be meant instead → by what the figures would have to be multiplied."""
    factors = {
        unit.name: in_column_unit(1.0, unit, quantity.unit, hours_per_day)
        for unit in UNITS
        # how many people work is no slip of the pen for how long they work
        if unit.measures == quantity.measures and not unit.monthly
    }
    return {
        name: factor
        for name, factor in factors.items()
        if factor >= _TOO_NEAR or factor <= 1 / _TOO_NEAR
    }
