"""Budgets under doubt, beside every selection whose draws keep the rule."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.portfolio.cases import case_of
from pmo_toolkit.analysis.portfolio.chance import _independent_rows
from pmo_toolkit.analysis.portfolio.choosing import choose
from pmo_toolkit.analysis.portfolio.limits import keeps_limits
from pmo_toolkit.analysis.portfolio.shapes import (
    Infeasible,
    PortfolioOption,
    PortfolioProblem,
    PortfolioProposal,
    RiskRule,
    Scenario,
)
from pmo_toolkit.core.settings import Settings

SETTINGS = Settings()
DRAWS = 200


def certain(value, spend, budget):
    """Proposals of one option and one quarter whose money is certain, under one budget."""
    proposals = tuple(
        _proposal(f"P-{number}", worth, np.array([money]), None)
        for number, (worth, money) in enumerate(zip(value, spend, strict=True), 1)
    )
    problem = PortfolioProblem(("2027-Q1",), ("2027",), proposals, budget={"2027": budget})
    return problem, Scenario("certain")


def drawn(seed, proposals, level, rule=RiskRule.CHANCE, saves=False):
    """Proposals of skewed money under a budget that holds about half of them."""
    rng = np.random.default_rng(seed)
    made = []
    for number in range(proposals):
        money = rng.lognormal(0.0, 0.8, (DRAWS, 1)) * rng.uniform(1, 4)
        if saves and number == 0:
            money = -money
        made.append(_proposal(f"P-{number}", rng.uniform(1, 5), money.mean(axis=0), money))
    most = 0.5 * sum(abs(float(proposal.options[0].spend[0])) for proposal in made)
    problem = PortfolioProblem(("2027-Q1",), ("2027",), tuple(made), budget={"2027": most})
    return problem, Scenario("doubt", risk=rule, chance=level)


def _proposal(name, value, spend, draws):
    option = PortfolioOption("O", "build", np.array([value]), 0.0, spend, spend_draws=draws)
    return PortfolioProposal(name, name, (option,))


def _keeps(spend, budget, scenario):
    if scenario.risk is RiskRule.CHANCE:
        return np.mean(spend <= budget * (1 + 1e-6)) >= scenario.chance - 1e-12
    dearest = np.sort(spend)[::-1][: round((1 - scenario.chance) * len(spend))]
    return dearest.mean() <= budget * (1 + 1e-6)


def _best(problem, scenario):
    """The value of the best selection, one by one."""
    options = [proposal.options[0] for proposal in problem.proposals]
    best = -np.inf
    for chosen in product((False, True), repeat=len(options)):
        own = [option for option, is_in in zip(options, chosen, strict=True) if is_in]
        spend = sum((option.spend_draws[:, 0] for option in own), np.zeros(DRAWS))
        if _keeps(spend, problem.budget["2027"], scenario):
            best = max(best, sum(float(option.value[0]) for option in own))
    return best


@given(
    seed=st.integers(0, 2**32 - 1),
    count=st.integers(1, 8),
    level=st.sampled_from([0.5, 0.8, 0.9]),
    saves=st.booleans(),
)
@hypothesis_settings(max_examples=12)
def test_no_selection_that_keeps_the_chance_is_better(seed, count, level, saves):
    problem, scenario = drawn(seed, count, level, saves=saves)
    found = choose(problem, scenario, settings=SETTINGS)
    best = _best(problem, scenario)
    assert not isinstance(found, Infeasible)
    assert found.bound >= best - 1e-6
    assert found.value == pytest.approx(best, abs=1e-6) or found.gap > 1e-9
    assert found.chance_of_all_budgets >= level - 1e-12


def earning(seed, helpers, share):
    """Seven proposals of which the first ones bring money, every other at a price in value.

    A share of what all of these bring must be kept: the budget of the year lies below nought.
    """
    rng = np.random.default_rng(seed)
    made = []
    for number in range(7):
        is_helper = number < helpers
        money = rng.lognormal(0.0, 0.8, (DRAWS, 1)) * rng.uniform(1, 4) * (-1 if is_helper else 1)
        worth = rng.uniform(1, 5) * (-0.5 if is_helper and number % 2 else 1)
        made.append(_proposal(f"P-{number}", worth, money.mean(axis=0), money))
    brought = sum(float(proposal.options[0].spend[0]) for proposal in made[:helpers])
    budget = {"2027": share * brought}
    problem = PortfolioProblem(("2027-Q1",), ("2027",), tuple(made), budget=budget)
    return problem, Scenario("doubt", risk=RiskRule.CHANCE, chance=0.8)


@pytest.mark.parametrize(("seed", "helpers"), [(1, 1), (3, 4), (0, 2)])
def test_a_budget_below_nought_is_kept_by_what_brings_money(seed, helpers):
    problem, scenario = earning(seed, helpers, 0.05)
    assert problem.budget["2027"] < 0
    found = choose(problem, scenario, settings=SETTINGS)
    assert not isinstance(found, Infeasible)
    assert found.value == pytest.approx(_best(problem, scenario), abs=1e-6)
    assert found.gap <= 1e-6 and found.chance_of_all_budgets >= 0.8


@pytest.mark.parametrize("rule", [RiskRule.CHANCE, RiskRule.EXPECTED])
def test_a_search_under_a_rule_on_risk_does_not_say_that_nothing_is_possible(rule):
    problem, scenario = drawn(seed=1, proposals=3, level=0.8, rule=rule)
    found = choose(replace(problem, budget={"2027": -1.0}), scenario, settings=SETTINGS)
    assert isinstance(found, Infeasible) and len(found.clashing) == 1
    is_proved = rule is RiskRule.EXPECTED
    assert found.sentence.startswith("No selection is possible") == is_proved
    assert ("none is ruled out" in found.sentence) != is_proved


@given(seed=st.integers(0, 2**32 - 1), count=st.integers(1, 8))
@hypothesis_settings(max_examples=15)
def test_no_selection_whose_dear_end_keeps_the_budget_is_better(seed, count):
    problem, scenario = drawn(seed, count, 0.8, RiskRule.TAIL_MEAN)
    found = choose(problem, scenario, settings=SETTINGS)
    assert not isinstance(found, Infeasible)
    assert found.value == pytest.approx(_best(problem, scenario), abs=1e-6)
    assert found.gap <= 1e-6


def test_the_bound_of_a_large_portfolio_holds_for_random_selections_within_the_rule():
    """The rows from which the bound follows are kept by every selection that keeps the chance."""
    problem, scenario = drawn(seed=11, proposals=40, level=0.8)
    case = case_of(problem, scenario, SETTINGS)
    rng = np.random.default_rng(0)
    count = case.columns.count
    rows = _independent_rows(case.rule, round(0.8 * DRAWS), np.full(count, 0.5))
    kept = 0
    for _ in range(400):
        chosen = np.flatnonzero(rng.random(count) < rng.uniform(0.3, 0.7))
        if case.rule.keeps_chance(chosen):
            kept += 1
            assert keeps_limits(rows, chosen)
    assert kept > 20
