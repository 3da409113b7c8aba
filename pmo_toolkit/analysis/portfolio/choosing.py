"""The best selection for a scenario, with a bound and what each limit costs."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.portfolio.columns import columns_of
from pmo_toolkit.analysis.portfolio.limits import budget_limits, budget_of, limits_of
from pmo_toolkit.analysis.portfolio.model import Model, pairs_of
from pmo_toolkit.analysis.portfolio.outcomes import selection_of
from pmo_toolkit.analysis.portfolio.scenario_checks import (
    refuse_unfit_problem,
    refuse_unfit_scenario,
)
from pmo_toolkit.analysis.portfolio.shapes import (
    Infeasible,
    Objective,
    PortfolioProblem,
    Scenario,
    Selection,
)
from pmo_toolkit.analysis.portfolio.solving import solve
from pmo_toolkit.core.settings import Settings


def choose(
    problem: PortfolioProblem, scenario: Scenario, *, settings: Settings, prices: bool = False
) -> Selection | Infeasible:
    """Proposals, options and first quarters that serve a scenario best.

    Parameters
    ----------
    problem : PortfolioProblem
    scenario : Scenario
    settings : Settings
        Those of the group ``portfolio`` count.
    prices : bool
        Whether each forced decision and each limit is priced, by solving without it.

    Returns
    -------
    Selection or Infeasible
        The same for the same problem, whatever the order of its rows.

    Raises
    ------
    PortfolioError
        Where problem or scenario name what does not exist.
    """
    refuse_unfit_problem(problem)
    refuse_unfit_scenario(problem, scenario)
    columns = columns_of(problem)
    pairs = pairs_of(problem, columns)
    limits = limits_of(problem, columns, scenario)
    limits += budget_limits(columns, budget_of(problem, scenario))
    net = np.concatenate([columns.value, pairs.value])
    goals = np.concatenate([columns.goals, np.zeros(len(pairs.value))])
    model = Model(columns, pairs, net, tuple(limits))
    if scenario.objective is Objective.GOALS:
        model = model.with_objective(goals)
    elif scenario.objective is Objective.WEIGHTED:
        parts = []
        for part in (net, goals):
            reached = solve(model.with_objective(part), settings.portfolio)
            top = 1.0 if reached is None or reached.value <= 0 else reached.value
            parts.append(part / top)
        weight = scenario.goals_weight
        model = model.with_objective((1 - weight) * parts[0] + weight * parts[1])
    solved = solve(model, settings.portfolio)
    if solved is None:
        return Infeasible(scenario, (), "No selection keeps all limits of this scenario.")
    return selection_of(problem, columns, pairs, scenario, solved)
