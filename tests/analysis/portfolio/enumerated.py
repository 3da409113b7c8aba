"""Small problems drawn at random, and every selection of them, one by one and by plain rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from hypothesis import strategies as st

from pmo_toolkit.analysis.portfolio.shapes import (
    Objective,
    PortfolioOption,
    PortfolioProblem,
    PortfolioProposal,
    Scenario,
    Tie,
    TieKind,
)

Way = tuple[PortfolioOption, int] | None


@dataclass(frozen=True)
class Kept:
    """One selection that keeps all limits: a way (or None) for each proposal in order of id."""

    ways: tuple[Way, ...]
    net_value: float
    goals: float
    spend: dict[str, float]


def selections(problem: PortfolioProblem, scenario: Scenario) -> Iterator[Kept]:
    """Every selection that keeps the limits of a scenario, but for rules on risk."""
    proposals = sorted(problem.proposals, key=lambda proposal: proposal.id)
    for ways in product(*[_ways(problem, scenario, proposal) for proposal in proposals]):
        chosen = {proposal.id: way for proposal, way in zip(proposals, ways, strict=True) if way}
        if _keeps_ties(problem, chosen) and _keeps_amounts(problem, scenario, chosen):
            enabled = sum(
                tie.value
                for tie in problem.ties
                if tie.kind is TieKind.ENABLES and tie.start in chosen and tie.end in chosen
            )
            value = sum(float(option.value[start]) for option, start in chosen.values())
            goals = sum(option.goals for option, _ in chosen.values())
            yield Kept(ways, value + enabled, goals, _spend(problem, chosen))


def _ways(problem: PortfolioProblem, scenario: Scenario, proposal: PortfolioProposal) -> list[Way]:
    ways: list[Way] = [None]
    if proposal.id in scenario.forced_out:
        return ways
    if proposal.id in scenario.forced_in:
        ways = []
    for option in sorted(proposal.options, key=lambda option: option.id):
        if scenario.options.get(proposal.id, option.id) != option.id:
            continue
        for start, quarter in enumerate(problem.quarters):
            wished = scenario.starts.get(proposal.id, quarter)
            if wished == quarter and not np.isnan(option.value[start]):
                ways.append((option, start))
    return ways


def _keeps_ties(problem: PortfolioProblem, chosen: dict[str, tuple[PortfolioOption, int]]) -> bool:
    for tie in problem.ties:
        if tie.kind is TieKind.EXCLUDES and tie.start in chosen and tie.end in chosen:
            return False
        if tie.kind is TieKind.REQUIRES and tie.start in chosen:
            if tie.end not in chosen:
                return False
            option, start = chosen[tie.end]
            if chosen[tie.start][1] < start + option.length + tie.lag_quarters:
                return False
    return True


def _spend(
    problem: PortfolioProblem, chosen: dict[str, tuple[PortfolioOption, int]]
) -> dict[str, float]:
    spend = dict.fromkeys(problem.years, 0.0)
    for option, start in chosen.values():
        for year, money in zip(problem.years[start:], option.spend, strict=False):
            spend[year] += float(money)
    return spend


def _keeps_amounts(
    problem: PortfolioProblem,
    scenario: Scenario,
    chosen: dict[str, tuple[PortfolioOption, int]],
) -> bool:
    budget = problem.budget if scenario.budget is None else scenario.budget
    spend = _spend(problem, chosen)
    if any(spend[year] > money + 1e-9 for year, money in budget.items()):
        return False
    for role, hours in problem.capacity.items():
        factor = scenario.capacity_factor.get(role, scenario.capacity_factor.get("*", 1.0))
        taken = np.zeros(len(problem.quarters))
        for option, start in chosen.values():
            for step, amount in enumerate(option.hours.get(role, ())):
                if start + step < len(taken):
                    taken[start + step] += amount
        if (taken > hours * factor + 1e-9).any():
            return False
    buckets = {proposal.id: proposal.buckets for proposal in problem.proposals}
    money = {name: float(option.spend.sum()) for name, (option, _) in chosen.items()}
    return all(
        sum(money[name] * buckets[name].get(bucket, 0.0) for name in chosen)
        >= share * sum(money.values()) - 1e-9
        for bucket, share in scenario.least.items()
    )


@st.composite
def problems(draw: st.DrawFn, most: int = 5) -> tuple[PortfolioProblem, Scenario]:
    """A problem of up to `most` proposals in whole numbers, and a scenario for it."""
    seed = draw(st.integers(0, 2**32 - 1))
    return random_problem(np.random.default_rng(seed), draw(st.integers(1, most)))


def random_problem(
    rng: np.random.Generator, count: int, quarters: int = 3, forced: float = 0.15
) -> tuple[PortfolioProblem, Scenario]:
    """The same from a generator; whole numbers, so that values are often equal."""
    ids = [f"P-{number:03d}" for number in range(count)]
    years = tuple(str(2027 + quarter // 2) for quarter in range(quarters))
    names = tuple(f"{year}-Q{quarter % 2 + 1}" for quarter, year in enumerate(years))
    proposals = tuple(
        PortfolioProposal(
            name,
            name,
            tuple(_option(rng, f"O{number}", quarters) for number in range(rng.integers(1, 3))),
            {"goal G-01": float(rng.integers(0, 2)), "class data": 0.5},
        )
        for name in ids
    )
    ties = []
    for _ in range(int(rng.integers(0, count)) if count > 1 else 0):
        start, end = rng.choice(count, 2, replace=False)
        kind = list(TieKind)[rng.integers(3)]
        value = float(rng.integers(-4, 9)) if kind is TieKind.ENABLES else 0.0
        tie = Tie(kind, ids[start], ids[end], int(rng.integers(0, 2)), value)
        if kind is not TieKind.ENABLES or not any(_same_pair(tie, other) for other in ties):
            ties.append(tie)
    problem = PortfolioProblem(
        names,
        years,
        proposals,
        tuple(ties),
        {"analyst": rng.integers(2, 4 + 2 * count, quarters).astype(float)},
        {year: float(rng.integers(3, 6 + 5 * count)) for year in dict.fromkeys(years)},
    )
    forced_in = tuple(name for name in ids if rng.random() < forced)
    rest = [name for name in ids if name not in forced_in]
    scenario = Scenario(
        "drawn",
        objective=list(Objective)[rng.integers(2)],
        capacity_factor={"*": 1.5} if rng.random() < 0.3 else {},
        forced_in=forced_in,
        forced_out=tuple(name for name in rest if rng.random() < forced),
        options={name: "O0" for name in ids if rng.random() < forced},
        starts={name: names[rng.integers(quarters)] for name in ids if rng.random() < forced},
        least={"goal G-01": 0.4} if rng.random() < 0.3 else {},
    )
    return problem, scenario


def _same_pair(tie: Tie, other: Tie) -> bool:
    return (tie.kind, tie.start, tie.end) == (other.kind, other.start, other.end)


def _option(rng: np.random.Generator, name: str, quarters: int) -> PortfolioOption:
    value = rng.integers(-2, 9, quarters).astype(float)
    value[rng.random(quarters) < 0.2] = np.nan
    length = int(rng.integers(1, 3))
    return PortfolioOption(
        name,
        "build",
        value,
        float(rng.integers(0, 5)) / 16,
        rng.integers(0, 6, length + 1).astype(float),
        {"analyst": rng.integers(0, 5, length).astype(float)},
        length,
    )
