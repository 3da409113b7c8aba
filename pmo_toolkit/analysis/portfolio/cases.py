"""A scenario ready to be solved: whole, or with one of its limits lifted."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from pmo_toolkit.analysis.portfolio.chance import ChanceSearch, solve_chance
from pmo_toolkit.analysis.portfolio.columns import Columns, columns_of
from pmo_toolkit.analysis.portfolio.limits import (
    Limit,
    budget_limits,
    budget_of,
    keeps_limits,
    limits_of,
)
from pmo_toolkit.analysis.portfolio.model import Model, pairs_of
from pmo_toolkit.analysis.portfolio.risk import BudgetRule, solve_tail
from pmo_toolkit.analysis.portfolio.scenario_checks import (
    refuse_unfit_problem,
    refuse_unfit_scenario,
)
from pmo_toolkit.analysis.portfolio.search import (
    Effort,
    Solved,
    first_by_id,
    solve,
)
from pmo_toolkit.analysis.portfolio.shapes import (
    Objective,
    PortfolioProblem,
    RiskRule,
    Scenario,
)
from pmo_toolkit.analysis.portfolio.spend_draws import SpendDraws
from pmo_toolkit.core.settings import Settings


@dataclass(frozen=True, eq=False)
class Case:
    """A scenario as a model, its budgets apart, since the rule on risk treats them.

    Parameters
    ----------
    problem : PortfolioProblem
    scenario : Scenario
    model : Model
        With all limits but the budgets.
    budget : mapping of str to float
        Of the years of the plan.
    draws : SpendDraws
    seed : int
    too_dear : dict of tuple to list of Limit
        Budgets → what was ruled out under a chance to keep them; it holds whatever else is lifted,
        and grows with every search.
    """

    problem: PortfolioProblem
    scenario: Scenario
    model: Model
    budget: Mapping[str, float]
    draws: SpendDraws
    seed: int
    too_dear: dict[tuple[tuple[str, float], ...], list[Limit]] = field(default_factory=dict)

    @property
    def columns(self) -> Columns:
        """All ways to choose."""
        return self.model.columns

    @property
    def limits(self) -> list[Limit]:
        """All of them, budgets as expected money."""
        return [*self.model.limits, *budget_limits(self.columns, self.budget)]

    def without(self, groups: Collection[str]) -> Case:
        """The same with some limits lifted."""
        return self.only({limit.group for limit in self.limits} - set(groups))

    def only(self, groups: Collection[str]) -> Case:
        """The same with these limits alone, each as a whole."""
        names = {limit.name for limit in self.limits if limit.group in groups}
        return self.keeping(names)

    def keeping(self, names: Collection[str]) -> Case:
        """The same with these limits alone."""
        limits = [limit for limit in self.model.limits if limit.name in names]
        budget = {year: money for year, money in self.budget.items() if f"budget {year}" in names}
        return replace(self, model=self.model.with_limits(limits), budget=budget)

    def with_limit(self, limit: Limit) -> Case:
        """The same with one more limit."""
        return replace(self, model=self.model.with_limits([*self.model.limits, limit]))

    def keeps(self, chosen: np.ndarray) -> bool:
        """Whether a selection keeps all limits and the rule on risk."""
        if self.has_doubt:
            return keeps_limits(self.model.limits, chosen) and self.rule.keeps(
                chosen, is_tail=self.scenario.risk is RiskRule.TAIL_MEAN
            )
        return keeps_limits(self.limits, chosen)

    @property
    def has_doubt(self) -> bool:
        """Whether budgets are kept by a rule on risk, and not by expected money."""
        is_expected = self.scenario.risk is RiskRule.EXPECTED
        return not is_expected and bool(self.draws.count and self.budget)

    @property
    def rule(self) -> BudgetRule:
        """Budgets with their draws."""
        return BudgetRule(self.budget, self.draws, self.scenario.chance)

    def solve(self, effort: Effort, start: np.ndarray | None = None) -> Solved | None:
        """The best selection; None where there is none.

        Parameters
        ----------
        effort : Effort
        start : ndarray of int, optional
            Columns of a selection that keeps all limits.
        """
        if self.has_doubt:  # many searches, of which none needs to be proved by itself
            effort = replace(effort, proof=0.0)
        search = partial(solve, effort=effort, seed=self.seed)
        settle = partial(first_by_id, effort=effort)
        if not self.has_doubt:
            model = self.model.with_limits(self.limits)
            solved = search(model, start)
            return None if solved is None else settle(model, solved)
        if self.scenario.risk is RiskRule.TAIL_MEAN:
            return solve_tail(self.model, self.rule, search, start)
        known = self.too_dear.setdefault(tuple(sorted(self.budget.items())), [])
        return solve_chance(self.model, self.rule, ChanceSearch(search, settle, known), start)


def case_of(problem: PortfolioProblem, scenario: Scenario, settings: Settings) -> Case:
    """A scenario ready to be solved.

    A weighted objective counts both parts by the most that each of them alone reaches under the
    limits of the scenario, so that it lies in 0 to 1; a part that reaches nothing is not scaled.

    Raises
    ------
    PortfolioError
        Where problem or scenario name what does not exist.
    """
    refuse_unfit_problem(problem)
    refuse_unfit_scenario(problem, scenario)
    columns = columns_of(problem)
    pairs = pairs_of(problem, columns)
    net = np.concatenate([columns.value, pairs.value])
    goals = np.concatenate([columns.goals, np.zeros(len(pairs.value))])
    budget = {
        year: money for year, money in budget_of(problem, scenario).items() if year in columns.years
    }
    model = Model(columns, pairs, net, tuple(limits_of(problem, columns, scenario)))
    draws = SpendDraws(problem, columns)
    case = Case(problem, scenario, model, budget, draws, settings.seed)
    if scenario.objective is Objective.NET_VALUE:
        return case
    if scenario.objective is Objective.GOALS:
        return replace(case, model=model.with_objective(goals))
    effort, weight = Effort.for_value(settings.portfolio), scenario.goals_weight
    parts = [
        part / _reached(replace(case, model=model.with_objective(part)), effort)
        for part in (net, goals)
    ]
    return replace(case, model=model.with_objective((1 - weight) * parts[0] + weight * parts[1]))


def _reached(case: Case, effort: Effort) -> float:
    solved = case.solve(effort)
    return 1.0 if solved is None or solved.value <= 0 else solved.value
