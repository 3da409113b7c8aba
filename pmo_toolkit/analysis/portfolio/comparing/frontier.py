"""What more money would bring: value, cost and risk of the best selection for less and less."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmo_toolkit.analysis.portfolio.cases import Case, case_of
from pmo_toolkit.analysis.portfolio.limits import row_limit
from pmo_toolkit.analysis.portfolio.outcomes import selection_of
from pmo_toolkit.analysis.portfolio.search import Effort, Solved
from pmo_toolkit.analysis.portfolio.shapes import PortfolioProblem, Scenario, Selection
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True)
class FrontierPoint:
    """The best selection that costs no more than so much.

    Parameters
    ----------
    most : float
        Expected money within the plan that it may cost.
    cost : float
        What it costs.
    selection : Selection
        With value, bound, gap and the chance to keep all budgets.
    chance_over : float or None
        That some budget is exceeded: the risk.
    """

    most: float
    cost: float
    selection: Selection
    chance_over: float | None


def frontier(
    problem: PortfolioProblem, scenario: Scenario, *, settings: Settings, points: int = 12
) -> tuple[FrontierPoint, ...]:
    """Best selections for evenly growing amounts of money, within all limits of a scenario.

    The first point costs as little as any selection does, the last as much as the best one; none
    has less value than one that costs less.

    Parameters
    ----------
    problem, scenario, settings
        As for `choose`.
    points : int
        At least two.

    Returns
    -------
    tuple of FrontierPoint
        By cost; empty where nothing satisfies the scenario.
    """
    case = case_of(problem, scenario, settings)
    effort = Effort.light(settings.portfolio)
    best = case.solve(effort)
    if best is None:
        return ()
    money = case.columns.spend.sum(axis=1)
    least = _cheapest(case, money, effort, best)
    low, high = (float(money[solved.chosen].sum()) for solved in (least, best))
    current = Solved(least.chosen, case.model.value_of(least.chosen), best.bound)
    found: list[FrontierPoint] = []
    for most in np.linspace(min(low, high), high, max(points, 2)):
        limit = row_limit("money in all", money, float(most) + 1e-9 * max(1.0, abs(high)))
        solved = case.with_limit(limit).solve(effort, current.chosen)
        current = current if solved is None else solved
        found.append(_point(case, current, float(most), money))
    if best.value > current.value:
        found[-1] = _point(case, best, high, money)
    return tuple(found)


def _cheapest(case: Case, money: np.ndarray, effort: Effort, best: Solved) -> Solved:
    """The selection that costs least: none at all where that keeps all limits."""
    nothing = np.zeros(0, dtype=np.int64)
    if (money >= 0).all() and case.keeps(nothing):
        return Solved(nothing, case.model.value_of(nothing), best.bound)
    objective = np.zeros(case.model.variables)
    objective[: case.columns.count] = -money
    cheapest = _with_objective(case, objective).solve(effort, best.chosen)
    return best if cheapest is None else cheapest


def _with_objective(case: Case, objective: np.ndarray) -> Case:
    return Case(
        case.problem,
        case.scenario,
        case.model.with_objective(objective),
        case.budget,
        case.draws,
        case.seed,
    )


def _point(case: Case, solved: Solved, most: float, money: np.ndarray) -> FrontierPoint:
    selection = selection_of(case, solved)
    within = selection.chance_of_all_budgets
    return FrontierPoint(
        most,
        float(money[solved.chosen].sum()),
        selection,
        None if within is None else 1.0 - within,
    )
