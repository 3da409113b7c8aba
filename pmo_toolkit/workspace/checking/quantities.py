"""Columns of numbers: which unit a cell states or its column has, and which end of a range counts.

A cell that states a unit of its own is converted into that of the column; a plain number stands in
the unit that ``workspace.toml`` declares for the column, or in the column's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pmo_toolkit.core.written_numbers import NumberStyle, level
from pmo_toolkit.workspace.parsing.amounts import has_three_decimals, parse_money
from pmo_toolkit.workspace.parsing.measured import parse_measured
from pmo_toolkit.workspace.parsing.numbers import parse_number
from pmo_toolkit.workspace.parsing.outcomes import Remark, Remarked, Typed, Unreadable
from pmo_toolkit.workspace.parsing.uncertain import read_uncertain
from pmo_toolkit.workspace.parsing.units import (
    Unit,
    UnitMismatch,
    UnitNeedsHoursPerDay,
    in_column_unit,
    measure_of,
    period_in,
)

_WHOLE = ("integer", "rating", "year")
#: Unit of a column → what its figures are stated for by themselves.
_PERIODS: Mapping[str, tuple[str, ...]] = {
    "money per year": ("year",),
    "hours per month": ("month",),
    "hours": ("month",),
}
_PERCENT = ("fraction", "probability")
_OWN_WORDS: Mapping[str, tuple[str, ...]] = {
    "people": ("people", "users", "persons"),
    "interfaces": ("interfaces", "interface"),
    "points": ("points", "point"),
    "steps": ("steps", "step"),
}
#: Columns of which the lower end of a range is the safe side: what a proposal brings, what there
#: is to work with, what is done already, and the estimates and sizes of the past, against which
#: overruns are measured.
_LOWER_IS_SAFE: Mapping[str, tuple[str, ...]] = {
    "benefits": ("low", "mode", "high"),
    "options": ("benefit_share",),
    "proposal_goals": ("contribution",),
    "proposal_capabilities": ("maturity_gain",),
    "capacity": ("gross_hours",),
    "in_flight": ("effort_to_date_person_hours", "cost_to_date"),
    "history": (
        "estimate_effort_person_hours",
        "estimate_cost",
        "estimate_duration_days",
        "size",
        "interface_count",
        "user_count",
    ),
}
#: Columns of which neither end is safe: judgements, scales, weights, and places in time.
_NEITHER_IS_SAFE: Mapping[str, tuple[str, ...]] = {
    "goals": ("baseline", "target", "weight"),
    "criteria": ("scale_low", "scale_high", "weight"),
    "comparisons": ("ratio",),
    "correlations": ("correlation",),
    "judgements": ("value", "low", "high"),
    "rates": ("factor",),
    "demand": ("start_month",),
}


def safe_end(table: str, column: str, kind: str) -> str | None:
    """The end of a range that is read to the safe side: ``upper``, ``lower``, or None."""
    if kind in ("rating", "year") or column in _NEITHER_IS_SAFE.get(table, ()):
        return None
    return "lower" if column in _LOWER_IS_SAFE.get(table, ()) else "upper"


def own_periods(table: str, unit: str) -> tuple[str, ...]:
    """What the figures of a column may be stated for; costs and benefits are of years anyway."""
    return ("year",) if table in ("costs", "benefits") else _PERIODS.get(unit, ())


@dataclass(frozen=True)
class NumberColumn:
    """How the cells of a column of numbers are read.

    Parameters
    ----------
    kind : str
        As the data dictionary names it.
    unit : str
        The column's own.
    style : NumberStyle
    sure : bool
        Whether the style was declared.
    safe_end : str, optional
        ``upper`` or ``lower``: the end of a range that counts.
    declared : Unit, optional
        In which plain numbers stand.
    hours_per_day : float, optional
    periods : tuple of str
        ``year``, ``month``: what its figures may be stated for.
    """

    kind: str
    unit: str
    style: NumberStyle
    sure: bool
    safe_end: str | None = None
    declared: Unit | None = None
    hours_per_day: float | None = None
    periods: tuple[str, ...] = ()

    def read(self, text: str) -> Remarked:
        """The number of a cell in the unit of the column, with what should be told about it.

        Raises
        ------
        Unreadable
        """
        if isinstance(text, Typed) or self.kind == "year":
            return self._fitting(self._one(text))
        uncertain = read_uncertain(text, self._one)
        if not uncertain.is_range:
            number = uncertain.high
        else:
            number = self._end(text, uncertain.low, uncertain.high)
        if uncertain.approximate:
            remark = Remark("is marked as approximate and is read as it stands")
            number = _with(number, remark)
        return self._fitting(number)

    def _one(self, text: str) -> Remarked:
        """One number with whatever stands beside it."""
        measures = measure_of(self.unit)
        if measures == "money":
            return self._amount(text)
        if measures is None:
            own = _OWN_WORDS.get(self.unit, ())
            percent = self.kind in _PERCENT
            return Remarked(parse_number(text, self.style, percent=percent, units=own))
        self._refuse_period(text)
        units = (self.unit,)
        value, stated = parse_measured(text, self.style, measures, units=units, sure=self.sure)
        unit = stated or self.declared
        if unit is None:
            return Remarked(value)
        converted = self._converted(value, unit)
        if stated is None or stated == self.declared or self._converted(1, stated) == 1:
            return Remarked(converted)
        basis = f", at {self.hours_per_day:g} hours a day" if stated.by_day else ""
        what = f"is stated in {stated.name} and is converted into {self.unit}{basis}"
        return Remarked(converted, (Remark(what),))

    def _refuse_period(self, text: str) -> None:
        """A figure a month or a year is none of a column that holds the whole."""
        period = None if isinstance(text, Typed) else period_in(text)
        if period is not None and period not in self.periods:
            raise Unreadable(
                f"is stated a {period}, and the column holds the whole: not assessed",
                self.unit,
                "Give the whole, or map a column that holds figures of that period.",
                finding=True,
            )

    def _amount(self, text: str) -> Remarked:
        self._refuse_period(text)
        amount = parse_money(text, self.style, sure=self.sure)
        value = amount.value
        remarks: tuple[Remark, ...] = ()
        if not isinstance(text, Typed) and has_three_decimals(level(text), self.style):
            step = "Write it without decimals, or with two."
            remarks = (Remark("has three decimals: see whether thousands are meant", step),)
        if self.declared is not None and self.declared.factor != 1 and not amount.scale:
            if amount.mark:
                raise Unreadable(
                    f"names a currency and no scale, in a column declared in {self.declared.name}:"
                    " not assessed",
                    f"a plain number, or an amount with its scale such as 150 k{amount.mark}",
                    finding=True,
                )
            value = self._converted(value, self.declared)
        return Remarked(value, remarks, amount.mark, amount.currencies)

    def _converted(self, value: float, unit: Unit) -> float:
        try:
            return in_column_unit(value, unit, self.unit, self.hours_per_day)
        except UnitNeedsHoursPerDay:
            raise Unreadable(
                f"is stated in {unit.name}, and workspace.toml does not say how many hours a day"
                " has: not assessed",
                f"{self.unit}, or a declared hours_per_day",
                "Write hours_per_day = 8 (or what it is) in workspace.toml.",
                finding=True,
            ) from None
        except UnitMismatch:
            raise Unreadable(
                f"is stated in {unit.name}, which cannot become {self.unit}: not assessed",
                self.unit,
                f"Give it in {self.unit}.",
                finding=True,
            ) from None

    def _end(self, text: str, low: Remarked, high: Remarked) -> Remarked:
        """The end of a range that is safe, with both ends told."""
        if low.value > high.value:
            raise Unreadable(
                "is a range that does not go from low to high: not assessed",
                "one number, or a range such as 200-250",
                finding=True,
            )
        if self.safe_end is None:
            raise Unreadable(
                "is a range, and neither of its ends is the safe side: not assessed",
                "one number",
                "Give one number.",
                finding=True,
            )
        remark = Remark(
            f"is a range, of which the {self.safe_end} end is read, to the safe side",
            "Give one number, or a low, a most likely and a high value where the table has them.",
            f"{' '.join(text.split())} = {low.value:,.12g} to {high.value:,.12g}",
        )
        return _with(high if self.safe_end == "upper" else low, remark)

    def _fitting(self, number: Remarked) -> Remarked:
        if self.kind in _WHOLE and number.value != int(number.value):
            shown = "" if not number.remarks else f": it would be {number.value:,.4g}"
            step = "Write a whole number." if not self.unit else f"Write whole {self.unit}."
            raise Unreadable(f"is not a whole number{shown}", "a whole number", step)
        return number


def _with(number: Remarked, remark: Remark) -> Remarked:
    return Remarked(number.value, (*number.remarks, remark), number.mark, number.currencies)
