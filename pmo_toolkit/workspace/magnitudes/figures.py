"""What figures of a workspace come to: rates, people, shares, and sizes that can be compared."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pmo_toolkit.core.settings.magnitudes import MagnitudeSettings
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.magnitudes.guessing import Figure
from pmo_toolkit.workspace.magnitudes.numbers import Numbers, Range
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
        Units of currency to an euro; None where that is not known: then amounts are compared
        with each other alone.
    """
    numbers = Numbers(drafts)
    work = _Work(numbers, settings, hours_per_day, scale)
    for side in _SIDES:
        work.add_work("history", f"{side}_{_EFFORT}", f"{side}_{_COST}", f"{side}_{_DAYS}")
    work.add_work(
        "in_flight", f"estimate_{_EFFORT}", f"estimate_{_COST}", f"estimate_{_DAYS}", weight=1.0
    )
    work.add_work(
        "proposals",
        f"estimate_{_EFFORT}",
        "requested_budget",
        f"estimate_{_DAYS}",
        weight=1.0,
        rate=settings.usual_budget_per_hour,
    )
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

    def add_work(
        self,
        table: str,
        effort: str,
        cost: str,
        days: str,
        *,
        weight: float = 0.5,
        rate: Range | None = None,
    ) -> None:
        """Sizes of the three, and what one comes to by another."""
        add, usual, scale = self.numbers.add, self.settings, self.scale
        hours, money, time = (self.numbers.amounts(table, name) for name in (effort, cost, days))
        of_effort, of_cost, of_time = (Quantity(table, name) for name in (effort, cost, days))
        add(f"{table}: {effort}", hours, usual.usual_project_hours, of_effort, weight=weight)
        add(f"{table}: {days}", time, usual.usual_project_days, of_time, weight=weight)
        people = hours / (time * self.hours_a_calendar_day)
        add("full-time people", people, usual.usual_people, of_effort, of_time, weight=weight)
        if scale is None:
            return
        cost_range = scaled(usual.usual_project_cost, scale)
        add(f"{table}: {cost}", money, cost_range, of_cost, weight=weight)
        by_hour = scaled(rate or usual.usual_hourly_rate, scale)
        words = f"{cost} by hour of {effort}"
        if not add(words, money / hours, by_hour, of_cost, of_effort, weight=weight):
            by_day = scaled(usual.usual_cost_a_day, scale)
            add(f"{cost} by calendar day", money / time, by_day, of_cost, of_time, weight=weight)


def scaled(usual: Range, scale: float) -> Range:
    """A range of amounts in a currency of that scale."""
    return usual[0] * scale, usual[1] * scale


def _add_results(numbers: Numbers, settings: MagnitudeSettings) -> None:
    for name in (_EFFORT, _COST, _DAYS):
        stated, became = (numbers.amounts("history", f"{side}_{name}") for side in _SIDES)
        of_stated, of_became = (Quantity("history", f"{side}_{name}") for side in _SIDES)
        what = f"actual_{name} by estimate_{name}"
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
            numbers.add(f"{table}: {column} by history: {base}", ratio, usual, of_own, of_base)


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
    what = f"{column} by the days between the dates of the same row"
    numbers.add(what, numbers.amounts(table, column) / spans, usual, Quantity(table, column))


def _add_capacity(numbers: Numbers, settings: MagnitudeSettings) -> None:
    """Contract hours of a role, and the effort of proposals by those of a year."""
    gross = numbers.amounts("capacity", "gross_hours")
    of_gross = Quantity("capacity", "gross_hours")
    numbers.add("capacity: gross_hours", gross, settings.usual_capacity_hours, of_gross)
    months = numbers.words("capacity", "month").nunique()
    if not months or not gross.notna().any():
        return
    effort = numbers.amounts("proposals", f"estimate_{_EFFORT}")
    share = effort / (gross.sum() * 12 / months)
    of_effort = Quantity("proposals", f"estimate_{_EFFORT}")
    what = "effort of a proposal by the contract hours of a year"
    numbers.add(what, share, settings.usual_share_of_year, of_effort, of_gross)
