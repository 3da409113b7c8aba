"""Figures as people write them into a cell: "ca. 250 T€", "3 PT", "200–250".

What a cell says itself goes before what its column says: "250 T€" under a header of T€ is 250,000.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from pmo_toolkit.core.written_numbers import NumberStyle, level, number_style, signed_number
from pmo_toolkit.workspace.dictionary.currencies import currencies_of
from pmo_toolkit.workspace.parsing.amounts import parse_money
from pmo_toolkit.workspace.parsing.numbers import not_a_number, parse_number
from pmo_toolkit.workspace.parsing.outcomes import Typed, Unreadable
from pmo_toolkit.workspace.parsing.units import Unit, in_column_unit, measure_of, unit_named

_APPROXIMATE = re.compile(
    r"^(?:ca\.?|circa|approx(?:\.|imately)?|about|around|roughly|etwa|ungefähr|ungef\.|rund|rd\.?"
    r"|geschätzt|gesch\.|env(?:\.|iron)?|aprox(?:\.|imadamente)?|unos|ongeveer|±|~|≈|\+/-)\s*"
    r"|\s*(?:\(?(?:geschätzt|estimated|est\.|ca\.?|approx\.?)\)?)$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"^(?:up to|at most|max(?:\.|imal|imum)?|bis zu|bis|höchstens|jusqu'à|hasta|tot|<=?|≤"
    r"|at least|min(?:\.|destens|imum)?|ab|mindestens|>=?|≥)\s*(?=[\d€$£])",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"^(?P<low>[^\d(\-]*\d[\d.,' ]*?)\s*(?P<unit>[^\d\-–—]*?)\s*"
    r"(?:-|–|—|\.\.\.?|…|bis|to|à|tot|hasta|a)\s*(?P<high>[^\d\-(]*\d.*)$",
    re.IGNORECASE,
)
_PARTS = re.compile(
    r"^(?P<before>[^\d()+\-.,]*)(?P<number>[(+\-]?[\d.,' ]*\d\)?-?)(?P<behind>\D*)$"
)
#: A month has 30.4375 days on average: more decimals than these would claim too much.
_DIGITS_OF_TIME = 2


@dataclass(frozen=True)
class Figure:
    """The number that a cell states.

    Parameters
    ----------
    value : float
        In the unit of the column; of a range the upper end.
    low : float, optional
        The lower end, where the cell gave a range.
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
    low: float | None = None
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
    """

    style: NumberStyle
    column_unit: str
    unit: Unit | None = None
    hours_per_day: float | None = None
    is_share: bool = False

    def read(self, text: str) -> Figure:
        """The figure of a cell.

        Raises
        ------
        Unreadable, UnitError
        """
        if isinstance(text, Typed):
            return self._converted(Figure(parse_number(text, self.style)), None)
        levelled = level(text)
        bare = _APPROXIMATE.sub("", levelled).strip()
        bare = _BOUND.sub("", bare).strip()
        figure = self._range(bare) or self._one(bare)
        return replace(figure, approximate=bare != levelled)

    def _range(self, text: str) -> Figure | None:
        found = _RANGE.match(text)
        if found is None:
            return None
        share = " %" if found["high"].rstrip().endswith("%") and "%" not in found["unit"] else ""
        try:
            high = self._one(found["high"].strip())
            low_text = f"{found['low']} {found['unit']}".strip() + share
            low = FigureReader(
                self.style,
                self.column_unit,
                self.unit if found["unit"] else high.unit,
                self.hours_per_day,
                self.is_share,
            )._one(low_text)
        except Unreadable:
            return None
        return replace(high, low=low.value) if low.value <= high.value else None

    def _one(self, text: str) -> Figure:
        parts = _PARTS.match(text)
        if parts is not None:
            affix = f"{parts['before']} {parts['behind']}".strip()
            value = signed_number(parts["number"].strip(), self.style)
            if value is not None and not affix:
                return self._converted(Figure(value), None)
            if value is not None and currencies_of(affix, self.style.locale):
                return self._converted(Figure(value, mark=affix), None)
            unit = unit_named(affix, measure_of(self.column_unit)) if value is not None else None
            if unit is not None and value is not None and self._measures(unit):
                return self._converted(Figure(value, mark=_currency_in(affix)), unit)
        if measure_of(self.column_unit) == "money":
            amount = parse_money(text, self.style)
            return Figure(amount.value, mark=amount.mark, own_unit=True)
        if "%" in text:
            return Figure(parse_number(text, self.style, percent=self.is_share))
        if parts is not None and parts["behind"].strip() and not parts["before"].strip():
            words = (self.column_unit, self.column_unit.rstrip("s"))
            return Figure(parse_number(text, self.style, units=words))
        raise not_a_number(text, self.style, "a number")

    def _measures(self, unit: Unit) -> bool:
        return unit.measures == measure_of(self.column_unit)

    def _converted(self, figure: Figure, own: Unit | None) -> Figure:
        unit = own or self.unit
        if unit is None:
            return figure
        value = in_column_unit(figure.value, unit, self.column_unit, self.hours_per_day)
        if unit.measures == "time":
            value = round(value, _DIGITS_OF_TIME)
        return replace(figure, value=value, unit=unit, own_unit=own is not None)


def _currency_in(affix: str) -> str:
    """The sign or code of a currency in what stands beside a number; empty where none does."""
    words = re.findall(r"[A-Z]{3}\b|[^\w\s.,'/()\-]\$?", affix)
    return next((word for word in words if currencies_of(word)), "")


def client_style(decimal: str | None, locale: str) -> NumberStyle:
    """How a client's column writes numbers: by its decimal mark, or as in a locale."""
    own = number_style(locale)
    if decimal is None or decimal == own.decimal:
        return own
    return number_style("de_DE" if decimal == "," else "en_GB")
