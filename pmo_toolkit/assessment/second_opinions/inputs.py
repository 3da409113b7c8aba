"""What the methods of second opinions are fed with, as far as the tables state it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from pmo_toolkit.analysis.base.cells import number_of
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed

DAYS_A_MONTH = 365.25 / 12
WEEKDAYS_A_MONTH = DAYS_A_MONTH * 5 / 7


@dataclass(frozen=True)
class OpinionInput:
    """What a method was fed with.

    Parameters
    ----------
    name : str
        Such as ``"cost of delay"``.
    value : float or NotAssessed
    unit : str
    source : str
        Where it comes from, as a clause.
    """

    name: str
    value: float | NotAssessed
    unit: str
    source: str


def stated_input(row: Mapping[Hashable, Any], column: str, source: str) -> OpinionInput:
    """A number of a proposal's row, which must be above zero; its unit is person-hours."""
    value = number_of(row.get(column))
    known = (
        NotAssessed(column, "not stated", ReasonCode.NOT_STATED, names=(column,))
        if value is None
        else usable(value, column, above=True)
    )
    return OpinionInput(column, known, "person-hours", source)


def stated_months(row: Mapping[Hashable, Any]) -> OpinionInput:
    """The stated duration in months."""
    days = stated_input(row, "estimate_duration_days", "the duration that the proposal expects")
    value = days.value if isinstance(days.value, NotAssessed) else days.value / DAYS_A_MONTH
    return replace(days, name="duration", value=value, unit="months")


def person_months(hours: OpinionInput, hours_per_day: float | None) -> OpinionInput:
    """The stated effort in months of one person."""
    value = hours.value
    if not isinstance(value, NotAssessed):
        if hours_per_day is None:
            value = NotAssessed(
                "effort",
                "the workspace declares no hours of a person-day",
                ReasonCode.NOT_STATED,
                names=("hours_per_day",),
            )
        else:
            value = value / (hours_per_day * WEEKDAYS_A_MONTH)
    return replace(hours, name="effort", value=value, unit="person-months")


def monthly_benefits(benefits: pd.DataFrame) -> Callable[[str], OpinionInput]:
    """Cost of delay by proposal: one month of the money benefits that are stated for a year."""
    money = benefits[(benefits["unit"] == "money per year") & benefits["mode"].notna()]
    sums = money.groupby("proposal")["mode"].sum().to_dict()
    counted = money.groupby("proposal").size().to_dict()
    stated = benefits.groupby("proposal").size().to_dict()

    def of(proposal: str) -> OpinionInput:
        name, unit = "cost of delay", "money per month"
        if proposal not in sums:
            return OpinionInput(name, _no_money(name, proposal in stated), unit, "benefits")
        source = (
            f"a month of its most likely money benefits ({counted[proposal]} of {stated[proposal]}"
            " benefits)"
        )
        return OpinionInput(name, usable(float(sums[proposal]) / 12, name), unit, source)

    return of


def _no_money(name: str, any_stated: bool) -> NotAssessed:
    if any_stated:
        return NotAssessed(name, "none of its benefits is stated in money", ReasonCode.NOT_IN_MONEY)
    return NotAssessed(name, "no benefit is stated", ReasonCode.NO_ROWS, names=("benefits",))


def usable(value: float, name: str, *, above: bool = False) -> float | NotAssessed:
    """A number that a method can take: not negative, and above zero where it divides."""
    if value < 0:
        return NotAssessed(
            name,
            f"it is {value:g}, and the method knows nothing below zero",
            ReasonCode.UNUSABLE_NUMBER,
        )
    if above and not value:
        return NotAssessed(name, "it is stated as zero", ReasonCode.UNUSABLE_NUMBER)
    return value
