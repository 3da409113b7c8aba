"""What figures of a workspace come to: rates, people, shares, and sizes that can be compared."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pmo_toolkit.core.settings.magnitudes import MagnitudeSettings
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.magnitudes.guessing import Figure
from pmo_toolkit.workspace.magnitudes.numbers import Numbers, Range, scaled, weight_of
from pmo_toolkit.workspace.magnitudes.option_figures import add_option_figures
from pmo_toolkit.workspace.magnitudes.quantities import Quantity

_EFFORT, _COST, _DAYS = "effort_person_hours", "cost", "duration_days"
_SIDES = ("estimate", "actual")


def figures_of(
    drafts: Mapping[str, Draft],
    settings: MagnitudeSettings,
    hours_per_day: float,
    scale: float | None,
) -> list[Figure]:
    """All figures that the tables yield.

    Parameters
    ----------
    drafts : mapping of str to Draft
        Read and checked; rows with faults are passed over.
    settings : MagnitudeSettings
    hours_per_day : float
    scale : float or None
        Units of currency to an euro; None where that is not known.
    """
    numbers = Numbers(drafts)
    work = _Work(numbers, settings, hours_per_day, scale)
    for side in _SIDES:
        work.add_work("history", side)
    work.add_work("in_flight", "estimate")
    work.add_work("proposals", "estimate")
    _add_results(numbers, settings)
    _add_comparisons(numbers, settings)
    _add_dates(numbers, settings)
    _add_capacity(numbers, settings)
    add_option_figures(numbers, settings, scale)
    return numbers.figures


class _Work:
    """Effort, cost and duration of the projects of one table, and what they come to."""

    def __init__(
        self,
        numbers: Numbers,
        settings: MagnitudeSettings,
        hours_per_day: float,
        scale: float | None,
    ) -> None:
        self.numbers = numbers
        self.settings = settings
        self.hours_a_calendar_day = hours_per_day * 5 / 7
        self.scale = scale

    def add_work(self, table: str, side: str) -> None:
        """Sizes of the three, and what one comes to by another."""
        budgets = table == "proposals"
        names = (f"{side}_{_EFFORT}", f"{side}_{_COST}", f"{side}_{_DAYS}")
        effort, cost, days = (
            Quantity(table, "requested_budget" if budgets and name == names[1] else name)
            for name in names
        )
        usual, scale = self.settings, self.scale
        rate = usual.usual_budget_per_hour if budgets else usual.usual_hourly_rate
        self._add_size(effort, usual.usual_project_hours)
        self._add_size(days, usual.usual_project_days)
        self._add_size(cost, scaled(usual.usual_project_cost, scale), weight_of(scale))
        words = f"full-time people by {named(effort.column)}"
        self._add_ratio(words, effort, days, usual.usual_people, 1 / self.hours_a_calendar_day)
        words = f"{named(cost.column)} by hour"
        if not self._add_ratio(words, cost, effort, scaled(rate, scale)):
            words = f"{named(cost.column)} by calendar day"
            self._add_ratio(words, cost, days, scaled(usual.usual_cost_a_day, scale))

    def _add_size(self, quantity: Quantity, usual: Range, weight: float = 1.0) -> None:
        what = f"median {named(quantity.column)}"
        self.numbers.add_size(what, quantity, usual, weight=weight / self._sides(quantity))

    def _add_ratio(
        self, what: str, top: Quantity, bottom: Quantity, usual: Range, times: float = 1.0
    ) -> bool:
        ratio = self._amounts(top) / self._amounts(bottom) * times
        weight = 1 / self._sides(top, bottom)
        return self.numbers.add(what, ratio, usual, top, bottom, weight=weight)

    def _amounts(self, quantity: Quantity) -> pd.Series:
        return self.numbers.amounts(quantity.table, quantity.column)

    def _sides(self, *quantities: Quantity) -> int:
        """Estimates and results say nearly the same: how many of the two the table states."""
        sides = 0
        for side in _SIDES if quantities[0].table == "history" else ():
            columns = (f"{side}_{q.column.partition('_')[2]}" for q in quantities)
            sides += all(
                self.numbers.amounts("history", column).notna().any() for column in columns
            )
        return max(sides, 1)


def named(column: str) -> str:
    """A column in words, as in ``actual cost``."""
    words = column.replace("_person_hours", "").replace("_days", "").replace("_", " ")
    return words.replace("estimate ", "estimated ")


def _add_results(numbers: Numbers, settings: MagnitudeSettings) -> None:
    for name in (_EFFORT, _COST, _DAYS):
        stated, became = (numbers.amounts("history", f"{side}_{name}") for side in _SIDES)
        of_stated, of_became = (Quantity("history", f"{side}_{name}") for side in _SIDES)
        what = f"{named(of_became.column)} by its estimate"
        numbers.add(what, became / stated, settings.usual_result_of_estimate, of_became, of_stated)


def _add_comparisons(numbers: Numbers, settings: MagnitudeSettings) -> None:
    """The median proposal and the median running project by the median finished one."""
    for name in (_EFFORT, _COST, _DAYS):
        base = _history_column(numbers, name)
        if base is None:
            continue
        finished = numbers.amounts("history", base).dropna()
        own = "requested_budget" if name == _COST else f"estimate_{name}"
        usual = settings.usual_time_to_history if name == _DAYS else settings.usual_to_history
        for table, column in (("proposals", own), ("in_flight", f"estimate_{name}")):
            amounts = numbers.amounts(table, column).dropna()
            # the few rows of the smaller table tell how far the ratio can be trusted
            ratio = amounts.sort_values().iloc[: len(finished)] * 0 + (
                amounts.median() / finished.median() if len(finished) else float("nan")
            )
            of_own, of_base = Quantity(table, column), Quantity("history", base)
            numbers.add(f"{named(column)} by that of history", ratio, usual, of_own, of_base)


def _history_column(numbers: Numbers, name: str) -> str | None:
    columns = (f"{side}_{name}" for side in _SIDES)
    return next(
        (column for column in columns if numbers.amounts("history", column).notna().any()), None
    )


def _add_dates(numbers: Numbers, settings: MagnitudeSettings) -> None:
    """Durations by the days between the dates of the same row."""
    last = f"actual_{_DAYS}"
    stated = numbers.amounts("history", last)
    if stated.notna().any():
        base = last
    else:
        base = f"estimate_{_DAYS}"
        stated = numbers.amounts("history", base)
    spans = numbers.days("history", "start_date", "finish_date")
    _add_span(numbers, "history", base, spans, settings.usual_use_of_dates)
    spans = numbers.days("in_flight", "start_date", "finish_estimate")
    _add_span(numbers, "in_flight", f"estimate_{_DAYS}", spans, settings.usual_use_of_dates)
    spans = numbers.days("proposals", "start_window", "wanted_finish")
    _add_span(numbers, "proposals", f"estimate_{_DAYS}", spans, settings.usual_use_of_window)


def _add_span(numbers: Numbers, table: str, column: str, spans: pd.Series, usual: Range) -> None:
    what = f"{named(column)} by the days between its dates"
    numbers.add(what, numbers.amounts(table, column) / spans, usual, Quantity(table, column))


def _add_capacity(numbers: Numbers, settings: MagnitudeSettings) -> None:
    """Contract hours of a role, and the effort of proposals by those of a year."""
    gross = numbers.amounts("capacity", "gross_hours")
    of_gross = Quantity("capacity", "gross_hours")
    numbers.add_size("median hours of a role", of_gross, settings.usual_capacity_hours)
    months = numbers.words("capacity", "month").nunique()
    if not months or not gross.notna().any():
        return
    effort = numbers.amounts("proposals", f"estimate_{_EFFORT}")
    share = effort / (gross.sum() * 12 / months)
    of_effort = Quantity("proposals", f"estimate_{_EFFORT}")
    what = "effort of a proposal by all hours of a year"
    numbers.add(what, share, settings.usual_share_of_year, of_effort, of_gross)
