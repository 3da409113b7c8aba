"""Settings of the choice of a portfolio under money, people and ties."""

from __future__ import annotations

from dataclasses import dataclass

from pmo_toolkit.core.settings.fields import SettingGroup, setting


@dataclass(frozen=True)
class PortfolioSettings(SettingGroup):
    """Which proposals a scenario chooses."""

    steps: int = setting(
        15_000_000,
        "steps of annealing for a selection among more than 600 ways to choose: some seconds;"
        " counted and not timed, so that the same inputs give the same on a busy machine too",
        low=0,
        high=1_000_000_000,
        key="portfolio_steps",
    )
    rounds: int = setting(
        40,
        "parts of a large selection that are solved anew with all else fixed; counted and not"
        " timed, so that the same inputs give the same selection on a busy machine too",
        low=0,
        high=100_000,
        key="portfolio_rounds",
    )
    work: float = setting(
        1.5e6,
        "nodes of the search times numbers that are not nought in the rows, for what is solved"
        " whole; counted for the same reason",
        low=1.0,
        high=1e12,
        key="portfolio_work",
    )
    proof: float = setting(
        30.0,
        "work of the constraint solver, about a second each, on a choice among up to 600 ways that"
        " is not proved to be the best otherwise; counted for the same reason",
        low=0.0,
        high=10_000.0,
        key="portfolio_proof",
    )
    enough: float = setting(
        0.005,
        "gap below which parts are no longer solved anew: the values themselves are known far less"
        " well",
        low=0.0,
        high=0.5,
        key="portfolio_enough",
    )
    priced: int = setting(
        60,
        "limits and forced decisions whose price is worked out, each by a search of its own;"
        " dependencies come last",
        low=0,
        high=10_000,
        key="portfolio_priced",
    )
