"""The best selection for a scenario, with a bound and what each limit costs."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.analysis.portfolio.cases import case_of
from pmo_toolkit.analysis.portfolio.clashes import infeasible
from pmo_toolkit.analysis.portfolio.outcomes import selection_of
from pmo_toolkit.analysis.portfolio.prices import prices_of
from pmo_toolkit.analysis.portfolio.search import Effort
from pmo_toolkit.analysis.portfolio.shapes import (
    Infeasible,
    PortfolioProblem,
    Scenario,
    Selection,
)
from pmo_toolkit.core.settings import Settings


def choose(
    problem: PortfolioProblem, scenario: Scenario, *, settings: Settings, prices: bool = False
) -> Selection | Infeasible:
    """Proposals, options and first quarters that serve a scenario best.

    Money and hours beyond the last quarter of the plan count for no year and no quarter. Where a
    role has less than nothing left, work that takes none of its hours can still be chosen. A
    capacity or budget of nan is no limit. Of selections of equal value a small problem gets the
    one with the fewest proposals, then the first by id.

    Parameters
    ----------
    problem : PortfolioProblem
    scenario : Scenario
    settings : Settings
        Seed and those of the group ``portfolio`` count.
    prices : bool
        Whether each forced decision and each limit is priced, by solving without it.

    Returns
    -------
    Selection or Infeasible
        The same for the same problem, whatever the order of its rows. Its bound holds for the
        rule on risk as the draws show it.

    Raises
    ------
    PortfolioError
        Where problem or scenario name what does not exist.
    """
    case = case_of(problem, scenario, settings)
    solved = case.solve(Effort.full(settings.portfolio))
    if solved is None:
        return infeasible(case, settings.portfolio)
    selection = selection_of(case, solved)
    if not prices:
        return selection
    return replace(selection, prices=prices_of(case, solved, settings.portfolio))
