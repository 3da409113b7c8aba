"""What a scenario or a problem names must exist; all that does not is said at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

import numpy as np

from pmo_toolkit.analysis.portfolio.shapes import (
    PortfolioOption,
    PortfolioProblem,
    RiskRule,
    Scenario,
)
from pmo_toolkit.core.errors import UsageError


class PortfolioError(UsageError):
    """A problem or scenario that cannot be meant; the message names all that is wrong."""


def refuse_unfit_problem(problem: PortfolioProblem) -> None:
    """Refuse a problem that contradicts itself.

    Raises
    ------
    PortfolioError
        Arrays of another length than the plan, ids that stand twice, ties to nothing, numbers of
        draws that differ.
    """
    found = [*_problem_faults(problem)]
    if found:
        raise PortfolioError("portfolio: " + "; ".join(found[:20]))


def refuse_unfit_scenario(problem: PortfolioProblem, scenario: Scenario) -> None:
    """Refuse a scenario that names what does not exist.

    Raises
    ------
    PortfolioError
        With the name of the scenario and all that it names wrongly.
    """
    found = [*_scenario_faults(problem, scenario)]
    if found:
        raise PortfolioError(f"scenario {scenario.name!r}: " + "; ".join(found[:20]))


def _problem_faults(problem: PortfolioProblem) -> Iterator[str]:
    quarters = len(problem.quarters)
    if len(problem.years) != quarters:
        yield f"{quarters} quarters, but budget years of {len(problem.years)}"
    ids = [proposal.id for proposal in problem.proposals]
    for name, number in sorted(Counter(ids).items()):
        if number > 1:
            yield f"proposal {name} stands {number} times"
    for role, hours in problem.capacity.items():
        if len(hours) != quarters:
            yield f"capacity of {role} has {len(hours)} quarters, the plan {quarters}"
    known = set(ids)
    for tie in problem.ties:
        if tie.start == tie.end:
            yield f"{tie.start} {tie.kind} itself"
        for end in (tie.start, tie.end):
            if end not in known:
                yield f"{tie.start} {tie.kind} {tie.end}: there is no proposal {end}"
    for proposal in problem.proposals:
        names = [option.id for option in proposal.options]
        if _repeats(names):
            yield f"proposal {proposal.id} has two options of one id"
        for option in proposal.options:
            if len(option.value) != quarters:
                yield f"{proposal.id}/{option.id}: value of {len(option.value)} quarters"
    if len(set(_draw_counts(problem))) > 1:
        yield f"options with {sorted(set(_draw_counts(problem)))} draws: they must be joint"


def _draw_counts(problem: PortfolioProblem) -> Iterator[int]:
    for option in _options(problem):
        if option.spend_draws is not None:
            yield len(option.spend_draws)


def _options(problem: PortfolioProblem) -> Iterator[PortfolioOption]:
    for proposal in problem.proposals:
        yield from proposal.options


def _scenario_faults(problem: PortfolioProblem, scenario: Scenario) -> Iterator[str]:
    options = {
        proposal.id: [option.id for option in proposal.options] for proposal in problem.proposals
    }
    named = (*scenario.forced_in, *scenario.forced_out, *scenario.options, *scenario.starts)
    for proposal in dict.fromkeys(named):
        if proposal not in options:
            yield f"there is no proposal {proposal!r}{_nearest(proposal, options)}"
    for proposal, option in scenario.options.items():
        if option not in options.get(proposal, [option]):
            own = ", ".join(options[proposal])
            yield f"{proposal} has no option {option!r} (it has {own or 'none'})"
    for proposal, quarter in scenario.starts.items():
        if quarter not in problem.quarters:
            near = _nearest(quarter, problem.quarters)
            yield f"{proposal} cannot begin in {quarter!r}: no quarter of the plan{near}"
    for year in scenario.budget or {}:
        if year not in problem.years:
            near = _nearest(year, problem.years)
            yield f"budget {year!r}: no budget year of the plan{near}"
    for role in scenario.capacity_factor:
        if role != "*" and role not in problem.capacity:
            yield f"capacity of {role!r}: no such role{_nearest(role, problem.capacity)}"
    buckets = {bucket for proposal in problem.proposals for bucket in proposal.buckets}
    for bucket in scenario.least:
        if bucket not in buckets:
            yield f"least share for {bucket!r}: no proposal counts there{_nearest(bucket, buckets)}"
    yield from _number_faults(scenario)


def _number_faults(scenario: Scenario) -> Iterator[str]:
    if not 0 <= scenario.goals_weight <= 1:
        yield f"weight of the goals must lie in 0 to 1, found {scenario.goals_weight:g}"
    if scenario.risk is not RiskRule.EXPECTED:
        yield f"the rule {scenario.risk} is not there yet"
    if scenario.risk is not RiskRule.EXPECTED and not 0 < scenario.chance < 1:
        yield f"chance must lie between 0 and 1, found {scenario.chance:g}"
    for bucket, share in scenario.least.items():
        if not 0 <= share <= 1:
            yield f"least share for {bucket!r} must lie in 0 to 1, found {share:g}"
    for role, factor in scenario.capacity_factor.items():
        if not (np.isfinite(factor) and factor >= 0):
            yield f"factor on the capacity of {role!r} must be 0 or more, found {factor:g}"
    for year, money in (scenario.budget or {}).items():
        if not np.isfinite(money):
            yield f"budget {year!r} must be a number, found {money:g}"


def _repeats(names: list[str]) -> bool:
    return len(set(names)) < len(names)


def _nearest(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, sorted(set(known)), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
