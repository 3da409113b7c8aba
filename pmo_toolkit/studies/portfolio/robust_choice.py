"""Which proposals stand in every good portfolio, from stated scores, and what would turn that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.portfolio.robust.modelling import robust_portfolios
from pmo_toolkit.analysis.portfolio.robust.score_intervals import scored_proposals
from pmo_toolkit.analysis.portfolio.robust.shapes import RobustPortfolios
from pmo_toolkit.analysis.portfolio.shapes import (
    Floats,
    PortfolioOption,
    PortfolioProblem,
    Selection,
    TieKind,
)
from pmo_toolkit.analysis.standing import Standing
from pmo_toolkit.analysis.standing.rank_reversals import rank_reversals
from pmo_toolkit.analysis.standing.rankable import weights_of
from pmo_toolkit.assessment import Assessment, Prepared
from pmo_toolkit.core.number_format import NumberFormat
from pmo_toolkit.studies.portfolio.scenarios import objective_amount
from pmo_toolkit.studies.portfolio.shapes import PortfolioLine, ScenarioOutcome

#: Warnings that are shown at most.
_MOST_REVERSALS = 12
#: Sentences on what would change the picture, of one kind.
_MOST_OF_A_KIND = 4
#: Value below which a limit costs nothing.
_NOTHING = 1e-6


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


def turning_of(
    plan: ScenarioOutcome | None,
    standing: Standing | NotAssessed,
    advised: Sequence[PortfolioLine],
    assessed: Mapping[str, Assessment],
    figures: NumberFormat,
) -> tuple[str, ...]:
    """What would change the picture: prices of limits, orders that hang on weights, figures.

    Parameters
    ----------
    plan : ScenarioOutcome or None
        What the plan's own setting chooses.
    standing : Standing or NotAssessed
    advised : sequence of PortfolioLine
        Proposals that we advise to advance.
    assessed : mapping of str to Assessment
    figures : NumberFormat
    """
    return (*_prices(plan, figures), *_weights(standing, figures), *_figures(advised, assessed))


def _prices(plan: ScenarioOutcome | None, figures: NumberFormat) -> Iterator[str]:
    found = None if plan is None else plan.outcome
    if not isinstance(found, Selection):
        return
    for price in found.prices[:_MOST_OF_A_KIND]:
        if price.value > max(price.unsure_by, _NOTHING):
            amount = objective_amount(price.value, found.scenario.objective, figures)
            yield f"Without the limit “{price.what}” the choice would bring {amount} more."


def _weights(standing: Standing | NotAssessed, figures: NumberFormat) -> Iterator[str]:
    """Neighbours in the order that a small change of weights would swap."""
    if isinstance(standing, NotAssessed):
        return
    titles = {criterion.id: criterion.title for criterion in standing.criteria}
    moves = []
    for place in standing.proposals:
        below = place.below
        if below is None or isinstance(below.swap, NotAssessed) or below.swap.single is None:
            continue
        moves.append((below.swap.moved, place.proposal, below.proposal, below.swap.single))
    for _, better, worse, change in sorted(moves, key=lambda move: move[:3])[:_MOST_OF_A_KIND]:
        yield (
            f"{better} and {worse} change places if the weight of"
            f" {titles.get(change.criterion, change.criterion)} goes from"
            f" {figures.share(change.before)} to {figures.share(change.after)}."
        )


def _figures(advised: Sequence[PortfolioLine], assessed: Mapping[str, Assessment]) -> Iterator[str]:
    """Of advised proposals with the least sure value, what would change our mind first."""
    known = [line for line in advised if line.chance_net_positive is not None]
    known.sort(key=lambda line: (line.chance_net_positive or 0.0, line.id))
    for line in known[:_MOST_OF_A_KIND]:
        for sentence in assessed[line.id].advice.would_change[:1]:
            yield f"{line.id}: {sentence}"


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
