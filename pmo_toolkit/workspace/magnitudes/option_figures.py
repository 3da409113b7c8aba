"""Figures of what belongs to proposals: options, costs, benefits, demand, activities, risks."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.core.settings.magnitudes import MagnitudeSettings
from pmo_toolkit.workspace.magnitudes.numbers import Numbers, Range, scaled, weight_of
from pmo_toolkit.workspace.magnitudes.quantities import Quantity
from pmo_toolkit.workspace.parsing.unit_spellings import DAYS_PER_MONTH

_BUDGET = Quantity("proposals", "requested_budget")
_EFFORT = Quantity("proposals", "estimate_effort_person_hours")
_DAYS = Quantity("proposals", "estimate_duration_days")
_COST = Quantity("costs", "mode")
_USUAL_TERM = 60.0
_PER_YEAR = {"per year": 1.0, "per month": 12.0}


def add_option_figures(numbers: Numbers, settings: MagnitudeSettings, scale: float | None) -> None:
    """Add them to `numbers`; `scale` is that of the currency, None where it is not known."""
    _add_amounts(numbers, settings, scale)
    _add_costs(numbers, settings)
    _add_benefits(numbers, settings)
    _add_demand(numbers, settings)
    _add_time(numbers, settings)
    _add_risks(numbers, settings)


def _add_amounts(numbers: Numbers, settings: MagnitudeSettings, scale: float | None) -> None:
    line = settings.usual_cost_line
    for table, column, usual in (
        ("costs", "mode", line),
        ("benefits", "mode", line),
        ("risks", "impact_money_mode", line),
        ("options", "exit_cost", line),
        ("services", "annual_cost", settings.usual_service_cost),
    ):
        what = f"median {column} of {table}"
        quantity, weight = Quantity(table, column), weight_of(scale)
        numbers.add_size(what, quantity, scaled(usual, scale), weight=weight)


def _of_proposals(numbers: Numbers, quantity: Quantity) -> pd.Series:
    """What proposals state, by their ids."""
    amounts = numbers.amounts(quantity.table, quantity.column)
    amounts.index = pd.Index(numbers.words("proposals", "id").reindex(amounts.index))
    return amounts[~amounts.index.duplicated()].dropna()


def _owners(numbers: Numbers, table: str) -> pd.Series:
    """The proposal of each row, through its option where the table names options alone."""
    if table not in ("costs", "demand"):
        return numbers.words(table, "proposal")
    ids, proposals = numbers.words("options", "id"), numbers.words("options", "proposal")
    owner = dict(zip(ids, proposals, strict=True))
    return numbers.words(table, "option").map(owner)


def _by_proposal(numbers: Numbers, table: str, amounts: pd.Series) -> pd.Series:
    """Amounts added up: of a proposal, or of its largest option."""
    frame = pd.DataFrame({"amount": amounts, "proposal": _owners(numbers, table)})
    frame = frame.dropna()
    if table not in ("costs", "demand"):
        return frame.groupby("proposal")["amount"].sum()
    frame["option"] = numbers.words(table, "option")
    sums = frame.groupby(["proposal", "option"])["amount"].sum()
    return sums.groupby(level="proposal").max()


def _whole_cost(numbers: Numbers) -> pd.Series:
    """Cost of each proposal's largest option over its term."""
    amounts = numbers.amounts("costs", "mode")
    ids, terms = numbers.words("options", "id"), numbers.amounts("options", "term_months")
    term = dict(zip(ids, terms.reindex(ids.index), strict=True))
    years = numbers.words("costs", "option").map(term).fillna(_USUAL_TERM).astype(float) / 12
    times = numbers.words("costs", "period").map(_PER_YEAR) if len(amounts) else amounts
    return _by_proposal(numbers, "costs", amounts * (times * years).fillna(1.0))


def _add_share(
    numbers: Numbers, what: str, parts: pd.Series, usual: Range, top: Quantity, bottom: Quantity
) -> bool:
    """Parts of proposals by what the proposals themselves state."""
    whole = _of_proposals(numbers, bottom)
    return numbers.add(what, parts / whole.reindex(parts.index), usual, top, bottom)


def _add_costs(numbers: Numbers, settings: MagnitudeSettings) -> None:
    what = "cost of an option by the budget"
    usual = settings.usual_sum_of_parts
    _add_share(numbers, what, _whole_cost(numbers), usual, _COST, _BUDGET)
    exits = numbers.amounts("options", "exit_cost")
    exits = exits.groupby(numbers.words("options", "proposal")).max()
    cost = _whole_cost(numbers)
    share = exits / cost.reindex(exits.index)
    of_exit = Quantity("options", "exit_cost")
    numbers.add("exit cost by cost", share, settings.usual_risk_share, of_exit, _COST)


def _add_benefits(numbers: Numbers, settings: MagnitudeSettings) -> None:
    amounts = numbers.amounts("benefits", "mode")
    yearly = _by_proposal(numbers, "benefits", amounts)
    of_benefit, usual = Quantity("benefits", "mode"), settings.usual_yearly_benefit
    what = "benefits of a year by the budget"
    if not _add_share(numbers, what, yearly, usual, of_benefit, _BUDGET):
        cost = _whole_cost(numbers)
        ratio = yearly / cost.reindex(yearly.index)
        numbers.add("benefits of a year by cost", ratio, usual, of_benefit, _COST)


def _add_demand(numbers: Numbers, settings: MagnitudeSettings) -> None:
    hours = numbers.amounts("demand", "hours_per_month_mode")
    of_hours = Quantity("demand", "hours_per_month_mode")
    usual = settings.usual_demand_hours
    numbers.add_size("median hours a month of demand", of_hours, usual)
    months = numbers.amounts("demand", "months").reindex(hours.index)
    what = "hours of all roles by the estimated effort"
    total = _by_proposal(numbers, "demand", hours * months)
    _add_share(numbers, what, total, settings.usual_sum_of_parts, of_hours, _EFFORT)
    gross = numbers.amounts("capacity", "gross_hours")
    contract = gross.groupby(numbers.words("capacity", "role").reindex(gross.index)).median()
    of_gross = Quantity("capacity", "gross_hours")
    for table, column in (("demand", of_hours.column), ("in_flight", "hours_per_month")):
        amounts = numbers.amounts(table, column)
        ratio = amounts / numbers.words(table, "role").map(contract).astype(float)
        what = f"{table}, hours a month by those of the role"
        usual = settings.usual_share_of_role
        numbers.add(what, ratio, usual, Quantity(table, column), of_gross)


def _add_time(numbers: Numbers, settings: MagnitudeSettings) -> None:
    days = numbers.amounts("activities", "duration_days_mode")
    of_activity = Quantity("activities", "duration_days_mode")
    usual = settings.usual_activity_days
    numbers.add_size("median duration of an activity", of_activity, usual)
    what = "activities added up by the estimated duration"
    total = _by_proposal(numbers, "activities", days)
    _add_share(numbers, what, total, settings.usual_sum_of_parts, of_activity, _DAYS)
    window = numbers.days("proposals", "start_window", "wanted_finish")
    window.index = pd.Index(numbers.words("proposals", "id").reindex(window.index))
    what = "activities added up by the days that are wanted"
    share = total / window[~window.index.duplicated()].reindex(total.index)
    numbers.add(what, share, settings.usual_activities_in_window, of_activity)
    of_term = Quantity("options", "term_months")
    numbers.add_size("median term of an option", of_term, settings.usual_term_months)
    months = numbers.amounts("options", "months_to_benefit")
    of_months = Quantity("options", "months_to_benefit")
    usual = settings.usual_months_to_benefit
    numbers.add_size("median months to the first benefit", of_months, usual)
    first = months.groupby(numbers.words("options", "proposal").reindex(months.index)).max()
    what = "time to the first benefit by the estimated duration"
    until = first * DAYS_PER_MONTH
    _add_share(numbers, what, until, settings.usual_sum_of_parts, of_months, _DAYS)


def _add_risks(numbers: Numbers, settings: MagnitudeSettings) -> None:
    usual = settings.usual_risk_share
    days, money = (Quantity("risks", f"impact_{name}_mode") for name in ("days", "money"))
    numbers.add_size("median delay by a risk", days, settings.usual_activity_days)
    for quantity, whole in ((days, _DAYS), (money, _BUDGET)):
        amounts = numbers.amounts("risks", quantity.column)
        proposals = numbers.words("risks", "proposal").reindex(amounts.index)
        largest = amounts.groupby(proposals).max()
        what = f"largest {quantity.column} by {whole.column}"
        _add_share(numbers, what, largest, usual, quantity, whole)
