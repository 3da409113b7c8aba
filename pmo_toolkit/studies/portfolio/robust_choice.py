"""Which proposals stand in every good portfolio, whatever the weights, from stated scores."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.robust.modelling import robust_portfolios
from pmo_toolkit.analysis.portfolio.robust.score_intervals import scored_proposals
from pmo_toolkit.analysis.portfolio.robust.shapes import RobustPortfolios
from pmo_toolkit.analysis.portfolio.shapes import (
    Floats,
    PortfolioOption,
    PortfolioProblem,
    TieKind,
)
from pmo_toolkit.analysis.standing.rank_reversals import rank_reversals
from pmo_toolkit.analysis.standing.rankable import weights_of
from pmo_toolkit.assessment import Prepared

#: Warnings that are shown at most.
_MOST_REVERSALS = 12


def robust_choice(
    ready: Prepared, problem: PortfolioProblem, preferred: Mapping[str, str | None]
) -> RobustPortfolios | NotAssessed:
    """Robust Portfolio Modelling of all scored proposals within budgets and people of the plan.

    Each proposal takes what its preferred option does if it begins as soon as it may; without a
    preferred one that can be chosen, the option of most value.

    Parameters
    ----------
    ready : Prepared
    problem : PortfolioProblem
        With the budgets of the plan's own setting.
    preferred : mapping of str to str or None
        Proposal → its preferred option.
    """
    ranked = ready.answers.ranked_together
    if isinstance(ranked, NotAssessed):
        return ranked.about("robust portfolios")
    weights, _ = weights_of(ranked.scores.criteria, ranked.pairwise.weighing)
    takes = {
        proposal.id: _takes(problem, _option(proposal.options, preferred.get(proposal.id)))
        for proposal in problem.proposals
    }
    proposals, left_out = scored_proposals(
        ranked.scores,
        weights,
        takes,
        _limits(problem),
        requires=[(tie.start, tie.end) for tie in problem.ties if tie.kind is TieKind.REQUIRES],
        excludes=[(tie.start, tie.end) for tie in problem.ties if tie.kind is TieKind.EXCLUDES],
    )
    return robust_portfolios(proposals, seed=ready.settings.seed, left_out=left_out)


def reversals_of(ready: Prepared) -> tuple[str, ...]:
    """Pairs whose order turns when another proposal leaves the comparison, in sentences."""
    ranked = ready.answers.ranked_together
    if isinstance(ranked, NotAssessed):
        return ()
    found = rank_reversals(ranked, ready.settings)
    return tuple(reversal.sentence for reversal in found[:_MOST_REVERSALS])


def _option(options: tuple[PortfolioOption, ...], preferred: str | None) -> PortfolioOption:
    for option in options:
        if option.id == preferred:
            return option
    return max(options, key=lambda option: (float(np.nanmax(option.value)), option.id))


def _limits(problem: PortfolioProblem) -> Floats:
    """Money of each year that has a budget, then the hours of each role over the plan."""
    hours = [float(np.sum(problem.capacity[role])) for role in sorted(problem.capacity)]
    return np.array([*(problem.budget[year] for year in sorted(problem.budget)), *hours])


def _takes(problem: PortfolioProblem, option: PortfolioOption) -> Floats:
    first = int(np.flatnonzero(~np.isnan(option.value))[0])
    left = len(problem.quarters) - first
    spend = dict.fromkeys(sorted(problem.budget), 0.0)
    for year, money in zip(problem.years[first:], option.spend[:left], strict=True):
        if year in spend:
            spend[year] += max(0.0, float(money))
    hours = [
        float(np.sum(option.hours[role][:left])) if role in option.hours else 0.0
        for role in sorted(problem.capacity)
    ]
    return np.array([*spend.values(), *hours])
