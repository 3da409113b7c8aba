"""What a selection comes to: money by year, hours by quarter, the chance to keep all budgets."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pmo_toolkit.analysis.portfolio.columns import Columns, delayed
from pmo_toolkit.analysis.portfolio.limits import budget_of
from pmo_toolkit.analysis.portfolio.model import Pairs
from pmo_toolkit.analysis.portfolio.shapes import (
    Choice,
    Floats,
    PortfolioProblem,
    Scenario,
    Selection,
    YearSpend,
)
from pmo_toolkit.analysis.portfolio.solving import Solved

#: Money that is above a budget by less than this share of it is rounding.
ROUNDING = 1e-6


def selection_of(
    problem: PortfolioProblem, columns: Columns, pairs: Pairs, scenario: Scenario, solved: Solved
) -> Selection:
    """A solution as a result: choices, value, bound and all that they come to."""
    chosen = solved.chosen
    budget = budget_of(problem, scenario)
    draws = spend_draws(problem, columns, chosen)
    is_in = np.zeros(len(columns.proposals), dtype=bool)
    is_in[columns.proposal[chosen]] = True
    together = float(pairs.value[is_in[pairs.first] & is_in[pairs.second]].sum())
    gap = (solved.bound - solved.value) / max(1.0, abs(solved.value))
    hours = columns.hours[chosen].sum(axis=0)
    return Selection(
        scenario=scenario,
        choices=tuple(
            Choice(
                columns.proposals[columns.proposal[column]].id,
                columns.options[column].id,
                problem.quarters[columns.start[column]],
            )
            for column in chosen
        ),
        value=solved.value,
        bound=solved.bound,
        gap=max(gap, 0.0),
        net_value=float(columns.value[chosen].sum()) + together,
        goals=float(columns.goals[chosen].sum()),
        spend=_spend_by_year(columns, chosen, budget, draws),
        hours={role: tuple(hours[place].tolist()) for place, role in enumerate(columns.roles)},
        chance_of_all_budgets=chance_within(columns, budget, draws),
    )


def spend_draws(problem: PortfolioProblem, columns: Columns, chosen: np.ndarray) -> Floats | None:
    """Money of a selection as drawn, shape (draws, years); None where nothing of it is drawn."""
    counts = [
        len(option.spend_draws)
        for option in (columns.options[column] for column in chosen)
        if option.spend_draws is not None
    ]
    if not counts:
        return None
    total = np.zeros((counts[0], len(columns.years)))
    in_year = _year_matrix(problem, columns)
    for column in chosen:
        option = columns.options[column]
        if option.spend_draws is None:
            total += columns.spend[column]
        else:
            start = columns.start[column : column + 1]
            total += delayed(option.spend_draws, start, len(problem.quarters))[0] @ in_year
    return total


def chance_within(
    columns: Columns, budget: Mapping[str, float], draws: Floats | None
) -> float | None:
    """Share of joint draws in which every year keeps its budget; None without draws or budgets."""
    limited = [place for place, year in enumerate(columns.years) if year in budget]
    if draws is None or not limited:
        return None
    most = np.array([budget[columns.years[place]] for place in limited])
    return float(np.mean(is_within(draws[:, limited], most).all(axis=1)))


def is_within(spend: Floats, budget: Floats | float) -> np.ndarray:
    """Whether money keeps a budget, but for rounding."""
    return np.asarray(spend <= budget + ROUNDING * np.maximum(1.0, np.abs(budget)))


def _year_matrix(problem: PortfolioProblem, columns: Columns) -> Floats:
    return np.array(
        [[year == other for other in columns.years] for year in problem.years], dtype=float
    )


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
