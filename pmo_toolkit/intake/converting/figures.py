"""The figure that a client's cell states, in the unit of our column.

What a cell says itself goes before what its column says: "250 T€" under a header of T€ is 250,000.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pmo_toolkit.core.written_numbers import NumberStyle, level, number_style
from pmo_toolkit.workspace.parsing.amounts import Amount, parse_money
from pmo_toolkit.workspace.parsing.measured import parse_measured
from pmo_toolkit.workspace.parsing.numbers import not_a_number, parse_number
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable
from pmo_toolkit.workspace.parsing.uncertain import read_uncertain
from pmo_toolkit.workspace.parsing.units import (
    Unit,
    in_column_unit,
    measure_of,
    unit_named,
    unit_of,
)

#: Words by which a figure is called a bound: it is taken, and noted as approximate.
_BOUND = re.compile(
    r"^(?:up to|at most|max(?:\.|imal|imum)?|bis zu|bis|höchstens|jusqu'à|hasta|tot|<=?|≤"
    r"|at least|min(?:\.|destens|imum)?|ab|mindestens|>=?|≥)\s*(?=[\d€$£])",
    re.IGNORECASE,
)
#: A month has 30.4375 days on average, an hour 3,600 seconds: more decimals would claim too much.
_DIGITS = 2
#: From this many thousands (or millions) on, an amount with a currency is one that is written out.
_WRITTEN_OUT = 10


@dataclass(frozen=True)
class Figure:
    """The number that a cell states.

    Parameters
    ----------
    value : float
        In the unit of the column; of a range the end that is read to the safe side.
    ends : tuple of float, optional
        Lower and upper end, where the cell gave a range.
    approximate : bool
        Whether the cell called it approximate, or a bound.
    mark : str
        The currency that it was written with.
    unit : Unit, optional
        By which it was converted.
    own_unit : bool
        Whether the cell itself named that unit.
    """

    value: float
    ends: tuple[float, float] | None = None
    approximate: bool = False
    mark: str = ""
    unit: Unit | None = None
    own_unit: bool = False


@dataclass(frozen=True)
class FigureReader:
    """Reads the figures of one column.

    Parameters
    ----------
    style : NumberStyle
        How the client writes numbers.
    column_unit : str
        Of our column, as the data dictionary writes it.
    unit : Unit, optional
        In which the client's column stands; None for the column's own.
    hours_per_day : float, optional
    is_share : bool
        Whether 40 % means 0.4.
    sure : bool
        Whether the style is that of the column, and no guess.
    safe_end : str, optional
        ``upper`` or ``lower``: the end of a range that counts; None where neither is safe.
    """

    style: NumberStyle
    column_unit: str
    unit: Unit | None = None
    hours_per_day: float | None = None
    is_share: bool = False
    sure: bool = True
    safe_end: str | None = "upper"

    def read(self, text: str) -> Figure:
        """The figure of a cell.

        Raises
        ------
        Unreadable, UnitError
        """
        if isinstance(text, Typed):
            return self._converted(parse_number(text, self.style), None)
        levelled = level(text)
        bare = _BOUND.sub("", levelled).strip()
        found = read_uncertain(bare, self._one)
        approximate = found.approximate or bare != levelled
        if not found.is_range:
            return replace(found.high, approximate=approximate)
        if found.low.value > found.high.value:
            raise not_a_number(text, self.style, "a number")
        if self.safe_end is None:
            raise Unreadable("is a range, and neither of its ends is the safe one", "one number")
        safe = found.low if self.safe_end == "lower" else found.high
        return replace(safe, ends=(found.low.value, found.high.value), approximate=approximate)

    def _one(self, text: str) -> Figure:
        measure = measure_of(self.column_unit)
        if measure == "money":
            amount = parse_money(text, self.style, sure=self.sure)
            if not amount.scale and amount.mark and self._is_scaled:
                return self._whole_amount(amount)
            if not amount.scale:
                return replace(self._converted(amount.value, None), mark=amount.mark)
            unit = unit_named(amount.scale, "money")
            return Figure(amount.value, mark=amount.mark, unit=unit, own_unit=True)
        if self.unit is not None and self.unit.measures == "share":
            return Figure(parse_number(text.replace("%", ""), self.style))
        if "%" in text:
            return Figure(parse_number(text, self.style, percent=self.is_share))
        words = (self.column_unit, self.column_unit.rstrip("s"))
        value, unit = parse_measured(text, self.style, measure, units=words, sure=self.sure)
        if unit is not None and unit.measures != measure:
            raise Unreadable(f"is stated in {unit.name}, and the column in {self.column_unit}")
        return self._converted(value, unit)

    @property
    def _is_scaled(self) -> bool:
        return self.unit is not None and self.unit.measures == "money" and self.unit.factor > 1

    def _whole_amount(self, amount: Amount) -> Figure:
        """An amount with its currency and no scale, in a column of thousands or millions.

        A large one is plainly written out; a small one may be either.
        """
        assert self.unit is not None
        if abs(amount.value) < _WRITTEN_OUT * self.unit.factor:
            raise Unreadable(
                f"names a currency and no scale in a column of {self.unit.name}: it may be whole or"
                f" {self.unit.name}",
                "an amount with its scale",
            )
        return Figure(amount.value, mark=amount.mark, unit=unit_of("money"), own_unit=True)

    def _converted(self, value: float, own: Unit | None) -> Figure:
        unit = own or self.unit
        if unit is None or unit.measures == "share":
            return Figure(value)
        value = in_column_unit(value, unit, self.column_unit, self.hours_per_day)
        if unit.measures != "money":
            value = round(value, _DIGITS)
        return Figure(value, unit=unit, own_unit=own is not None)


def client_style(decimal: str | None, locale: str) -> NumberStyle:
    """How a client's column writes numbers: by its decimal mark, or as in a locale."""
    own = number_style(locale)
    if decimal is None or decimal == own.decimal:
        return own
    return number_style("de_DE" if decimal == "," else "en_GB")
