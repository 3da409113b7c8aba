"""What a selection comes to: money by year, hours by quarter, the chance to keep all budgets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pmo_toolkit.analysis.portfolio.cases import Case
from pmo_toolkit.analysis.portfolio.columns import Columns
from pmo_toolkit.analysis.portfolio.search import Solved
from pmo_toolkit.analysis.portfolio.shapes import Choice, Floats, Selection, YearSpend
from pmo_toolkit.analysis.portfolio.spend_draws import is_within


def selection_of(case: Case, solved: Solved) -> Selection:
    """A solution as a result: choices, value, bound and all that they come to."""
    columns, chosen, pairs = case.columns, solved.chosen, case.model.pairs
    draws = case.draws.total(chosen) if case.draws.count else None
    is_in = np.zeros(len(columns.proposals), dtype=bool)
    is_in[columns.proposal[chosen]] = True
    together = float(pairs.value[is_in[pairs.first] & is_in[pairs.second]].sum())
    hours = columns.hours[chosen].sum(axis=0)
    return Selection(
        scenario=case.scenario,
        choices=choices_of(case, chosen),
        value=solved.value,
        bound=solved.bound,
        gap=solved.gap,
        net_value=float(columns.value[chosen].sum()) + together,
        goals=float(columns.goals[chosen].sum()),
        spend=_spend_by_year(columns, chosen, case.budget, draws),
        hours={role: tuple(hours[place].tolist()) for place, role in enumerate(columns.roles)},
        chance_of_all_budgets=chance_within(columns, case.budget, draws),
    )


def choices_of(case: Case, chosen: np.ndarray) -> tuple[Choice, ...]:
    """Columns as choices, by id of the proposal."""
    columns = case.columns
    return tuple(
        Choice(
            columns.proposals[columns.proposal[column]].id,
            columns.options[column].id,
            case.problem.quarters[columns.start[column]],
        )
        for column in np.sort(chosen)
    )


def chance_within(
    columns: Columns, budget: Mapping[str, float], draws: Floats | None
) -> float | None:
    """Share of joint draws in which every year keeps its budget; None without draws or budgets."""
    limited = [place for place, year in enumerate(columns.years) if year in budget]
    if draws is None or not limited:
        return None
    most = np.array([budget[columns.years[place]] for place in limited])
    return float(np.mean(is_within(draws[:, limited], most).all(axis=1)))


def _spend_by_year(
    columns: Columns, chosen: np.ndarray, budget: Mapping[str, float], draws: Floats | None
) -> tuple[YearSpend, ...]:
    expected = columns.spend[chosen].sum(axis=0)
    rows = []
    for place, year in enumerate(columns.years):
        most = budget.get(year)
        low = high = chance = None
        if draws is not None:
            low, high = (float(money) for money in np.quantile(draws[:, place], [0.1, 0.9]))
            if most is not None:
                chance = float(np.mean(is_within(draws[:, place], most)))
        rows.append(YearSpend(year, most, float(expected[place]), low, high, chance))
    return tuple(rows)
