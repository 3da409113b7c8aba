"""How near to the best the choice of a portfolio comes, how soon, and whether it keeps its word.

Run it with ``OMP_NUM_THREADS=1 python benchmarks/portfolio.py [--seeds 3] [--worlds 54]``.

Portfolios of 500 and 2,000 proposals over 8 quarters with 5 roles and dependencies; knapsacks of
100 items and 5 means as Chu and Beasley (1998) draw them, like mknapcb1; a frontier of 12 points
for 100 proposals; and, in the worlds of ``calibration.py``, how often a selection that should keep
its budget with a chance of 80 % does so when outcomes come from the world's own law. CPU seconds.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from _calibration_forecasts import inputs_of, truth
from _calibration_worlds import World, make_world
from _portfolio_problems import invented_portfolio, knapsack

from pmo_toolkit.analysis.money.options import ComparedOptions
from pmo_toolkit.analysis.money.stated.typical_risks import risk_loads
from pmo_toolkit.analysis.portfolio.choosing import choose
from pmo_toolkit.analysis.portfolio.comparing.frontier import frontier
from pmo_toolkit.analysis.portfolio.shapes import (
    PortfolioOption,
    PortfolioProblem,
    PortfolioProposal,
    RiskRule,
    Scenario,
    Selection,
)
from pmo_toolkit.core.settings import Settings

T = TypeVar("T")
SETTINGS = Settings()
CHANCE = 0.8


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What a call gives, and its CPU seconds."""
    start = time.process_time()
    found = work()
    return found, time.process_time() - start


def chosen(problem: PortfolioProblem, scenario: Scenario) -> Selection:
    """The selection for a scenario that has one."""
    found = choose(problem, scenario, settings=SETTINGS)
    assert isinstance(found, Selection)
    return found


def print_choices(name: str, problems: list[PortfolioProblem], scenario: Scenario) -> None:
    """Gaps and CPU seconds of some problems under one scenario."""
    runs = [timed(lambda own=problem: chosen(own, scenario)) for problem in problems]
    gaps = ", ".join(f"{100 * found.gap:.2f} %" for found, _ in runs)
    seconds = ", ".join(f"{cpu:.1f}" for _, cpu in runs)
    print(f"{name}: gaps {gaps}; CPU s {seconds}", flush=True)


def kept_budget(number: int, rule: RiskRule) -> tuple[float, float, float]:
    """Chance of keeping the budget in a world: as stated, on fresh draws, and as it came.

    Fresh are the draws of the same forecast that had no part in the choice; as it came is the
    share of 4,000 outcomes of the world.
    """
    world = make_world(number, 20, 1)
    problem, fresh = _of_world(world)
    found = chosen(problem, Scenario("kept", risk=rule, chance=CHANCE))
    rng = np.random.default_rng([7, number])
    options = {choice.proposal: choice.option for choice in found.choices}
    budget = problem.budget["2027"]
    spent = sum(
        truth(world, proposal, (options[proposal.id],), rng, 4000)[options[proposal.id]].once
        for proposal in world.proposals
        if proposal.id in options
    )
    again = sum(fresh[proposal] for proposal in options)
    said = found.chance_of_all_budgets
    return said or 0.0, float(np.mean(again <= budget)), float(np.mean(spent <= budget))


def _of_world(world: World) -> tuple[PortfolioProblem, dict[str, np.ndarray]]:
    """Preferred options with what they cost once, as forecast, under half of that as budget.

    Half of the draws are the problem's; the others are given beside it, by proposal.
    """
    settings = Settings.of(draws=2048)
    loads = risk_loads(world.frame("options"), world.frame("costs"), world.frame("risks"), settings)
    proposals, fresh = [], {}
    for place, proposal in enumerate(world.proposals):
        compared = inputs_of(world, proposal, loads, settings).compared
        assert isinstance(compared, ComparedOptions)
        name = compared.comparison.preferred
        assert name is not None
        order = np.random.default_rng([3, place]).permutation(2048)
        whole = compared.draws[name].adjusted_once[order]
        drawn, fresh[proposal.id] = whole[:1024, None], whole[1024:]
        value = np.array([float(np.mean(compared.values[name]))])
        option = PortfolioOption(name, "build", value, 0.0, drawn.mean(axis=0), spend_draws=drawn)
        proposals.append(PortfolioProposal(proposal.id, proposal.id, (option,)))
    budget = 0.5 * sum(float(one.options[0].spend[0]) for one in proposals)
    problem = PortfolioProblem(("2027-Q1",), ("2027",), tuple(proposals), budget={"2027": budget})
    return problem, fresh


def print_worlds(first: int, count: int) -> None:
    """Chances stated and realised over many worlds, with and without a rule on risk."""
    for rule in (RiskRule.CHANCE, RiskRule.EXPECTED):
        rows = 100 * np.array([kept_budget(first + place, rule) for place in range(count)])
        said, fresh, kept = rows.mean(axis=0)
        error = 2 * (rows[:, 2] - rows[:, 0]).std() / np.sqrt(len(rows))
        low, high = np.quantile(rows[:, 2] - rows[:, 0], [0.1, 0.9])
        print(
            f"{count} worlds, {rule.value}: stated {said:.1f} %, on fresh draws {fresh:.1f} %,"
            f" kept {kept:.1f} % (± {error:.1f}); kept less stated, P10 to P90 of the worlds:"
            f" {low:+.1f} to {high:+.1f}",
            flush=True,
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--worlds", type=int, default=54)
    parser.add_argument("--first", type=int, default=0, help="first seed")
    asked = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}")
    chosen(invented_portfolio(120, 0, draws=16), Scenario("machine code is made once"))
    plain, doubt = Scenario("plain"), Scenario("doubt", risk=RiskRule.CHANCE, chance=CHANCE)
    tail = Scenario("tail", risk=RiskRule.TAIL_MEAN, chance=CHANCE)
    print_choices("mknapcb1-like", [knapsack(100, 5, 0.25, seed) for seed in range(3)], plain)
    for count, seeds in ((500, asked.seeds), (2000, 1)):
        problems = [invented_portfolio(count, asked.first + seed) for seed in range(seeds)]
        print_choices(f"{count} proposals", problems, plain)
        print_choices(f"{count} proposals, chance of 80 %", problems, doubt)
        if count == 500:
            print_choices(f"{count} proposals, tail mean of 80 %", problems[:1], tail)
    hundred = invented_portfolio(100, 0)
    points, cpu = timed(lambda: frontier(hundred, plain, settings=SETTINGS, points=12))
    print(f"frontier of {len(points)} points, 100 proposals: CPU s {cpu:.1f}", flush=True)
    print_worlds(0, asked.worlds)


if __name__ == "__main__":
    main()
