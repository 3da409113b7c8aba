"""Invented portfolios of any size, and knapsacks as the literature draws them."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.portfolio.shapes import (
    PortfolioOption,
    PortfolioProblem,
    PortfolioProposal,
    Tie,
    TieKind,
)

ROLES = ("analyst", "architect", "developer", "project manager", "trainer")
_LONGEST = 5


def invented_portfolio(
    count: int,
    seed: int,
    *,
    quarters: int = 8,
    draws: int = 1024,
    options: int = 1,
    share: float = 0.4,
    spread: float = 0.9,
) -> PortfolioProblem:
    """A portfolio of which budgets and hours hold about `share`.

    One proposal in four requires another, one in twelve excludes one. Sizes are log-normal with
    `spread`; what a proposal costs is drawn with one of 0.25 to 0.6, each proposal by itself.
    """
    rng = np.random.default_rng([count, seed])
    names = [f"P-{number:04d}" for number in range(count)]
    proposals = tuple(
        PortfolioProposal(
            name,
            name,
            tuple(_option(place, rng, quarters, draws, spread) for place in range(options)),
            {f"goal G-{number % 5}": 1.0},
        )
        for number, name in enumerate(names)
    )
    first = [proposal.options[0] for proposal in proposals]
    years = tuple(str(2027 + quarter // 4) for quarter in range(quarters))
    money = sum(float(option.spend[:4].sum()) for option in first)
    needed = {role: sum(float(option.hours[role].sum()) for option in first) for role in ROLES}
    return PortfolioProblem(
        quarters=tuple(f"{year}-Q{place % 4 + 1}" for place, year in enumerate(years)),
        years=years,
        proposals=proposals,
        ties=_ties(names, rng),
        capacity={
            role: share * needed[role] / quarters * rng.uniform(0.8, 1.2, quarters)
            for role in ROLES
        },
        budget={year: share * money * rng.uniform(0.45, 0.6) for year in dict.fromkeys(years)},
        currency="EUR",
    )


def _option(
    place: int, rng: np.random.Generator, quarters: int, draws: int, spread: float
) -> PortfolioOption:
    size = np.exp(rng.normal(12.0, spread)) * (1 - 0.3 * place)
    length = int(rng.integers(1, _LONGEST))
    profile = np.concatenate([np.full(length, 1 / length), np.full(quarters + 1 - length, 0.03)])
    factors = np.exp(rng.normal(0, rng.uniform(0.25, 0.6), draws))
    spend = size * profile
    value = size * rng.normal(0.5, 0.6) * 0.97 ** np.arange(quarters)
    value[: int(rng.integers(0, 3))] = np.nan
    hours = size / 80 * rng.dirichlet(np.ones(len(ROLES)))
    return PortfolioOption(
        f"O{place}",
        "build",
        value,
        float(rng.uniform(0, 0.01)),
        spend * factors.mean(),
        {role: np.full(length, part / length) for role, part in zip(ROLES, hours, strict=True)},
        length,
        (factors[:, None] * spend).astype(np.float32),
    )


def _ties(names: list[str], rng: np.random.Generator) -> tuple[Tie, ...]:
    ties = []
    for place in range(1, len(names)):
        other = names[int(rng.integers(0, place))]
        kind = rng.random()
        if kind < 0.25:
            ties.append(Tie(TieKind.REQUIRES, names[place], other, int(rng.integers(0, 2))))
        elif kind < 0.25 + 1 / 12:
            ties.append(Tie(TieKind.EXCLUDES, other, names[place]))
    return tuple(ties)


def knapsack(items: int, means: int, tightness: float, seed: int) -> PortfolioProblem:
    """A knapsack of several means as Chu and Beasley (1998) draw them: mknapcb1 is 100 × 5, 0.25.

    What an item takes is 1 to 1000; what it is worth, the mean of that and up to 500 by chance.
    Each of the means is a role, and all begins in one quarter.
    """
    rng = np.random.default_rng([items, means, seed])
    takes = rng.integers(1, 1001, (means, items)).astype(float)
    worth = takes.mean(axis=0) + 500 * rng.random(items)
    roles = [f"R{number:02d}" for number in range(means)]
    proposals = tuple(
        PortfolioProposal(
            f"I-{item:03d}",
            f"Item {item}",
            (
                PortfolioOption(
                    "O",
                    "build",
                    np.round(worth[item : item + 1]),
                    0.0,
                    np.zeros(1),
                    {role: takes[place, item : item + 1] for place, role in enumerate(roles)},
                ),
            ),
        )
        for item in range(items)
    )
    capacity = {
        role: np.floor(tightness * takes[place].sum(keepdims=True))
        for place, role in enumerate(roles)
    }
    return PortfolioProblem(("2027-Q1",), ("2027",), proposals, capacity=capacity)
