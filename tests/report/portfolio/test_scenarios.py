"""Scenarios side by side, in words that a moderator can repeat."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit import report
from pmo_toolkit.analysis.portfolio.shapes import Objective, RiskRule, Scenario
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.report.portfolio.scenarios import scenario_row, scenario_words
from tests import invented_portfolios as portfolios

PORTFOLIO = portfolios.invented()


def words(scenario: Scenario) -> list[str]:
    return [one.replace(NBSP, " ") for one in scenario_words(scenario, portfolios.EUR)]


def test_each_setting_is_said():
    assert words(Scenario("as stated")) == []
    assert words(
        Scenario(
            "all",
            objective=Objective.WEIGHTED,
            goals_weight=0.4,
            budget={"2027": 500_000.0},
            capacity_factor={"developer": 1.5, "*": 0.8},
            forced_in=("P-1",),
            forced_out=("P-2", "P-3"),
            options={"P-4": "O-4-SAAS"},
            starts={"P-5": "2027-Q2"},
            least={"goal G-01": 0.2},
            risk=RiskRule.TAIL_MEAN,
            chance=0.9,
        )
    ) == [
        "net value and goals, goals by 40 %",
        "budget 2027: 500 k€",
        "hours of developer: 150 % of what is left",
        "hours of all other roles: 80 % of what is left",
        "with P-1",
        "without P-2 and P-3",
        "P-4 only as O-4-SAAS",
        "P-5 from 2027-Q2 on",
        "at least 20 % of the money for goal G-01",
        "budgets kept on average even in the dearest 10 % of cases",
    ]
    assert words(Scenario("x", objective=Objective.GOALS)) == ["as much of the goals as possible"]
    assert words(Scenario("x", risk=RiskRule.CHANCE, chance=0.9)) == [
        "all budgets kept with a chance of at least 90 %"
    ]
    assert words(Scenario("x", capacity_factor={"*": 0.5})) == [
        "hours of all roles: 50 % of what is left"
    ]


def test_a_gap_is_said_unless_it_is_proved_away():
    gaps = [scenario_row(1, one, PORTFOLIO).gap for one in PORTFOLIO.scenarios[:3]]
    # The third aims at goals, whose gap is counted as they are.
    assert gaps == ["proved", "proved", "at most 0.4 points of a hundred more"]
    money = replace(PORTFOLIO.scenarios[0].outcome, gap=0.004)
    row = scenario_row(1, replace(PORTFOLIO.scenarios[0], outcome=money), PORTFOLIO)
    assert row.gap == f"at most 0.4{NBSP}% more"


def test_one_that_cannot_be_met_says_what_clashes():
    row = scenario_row(6, PORTFOLIO.scenarios[-1], PORTFOLIO)
    assert row.clashing == ("P-001 forced in", "budget 2027") and not row.chosen
    text = report.portfolio_scenarios(PORTFOLIO).text
    assert "Cannot be met." in text and "P-001 forced in; budget 2027" in text


def test_a_price_says_how_sure_it_is():
    text = report.portfolio_scenarios(PORTFOLIO).text.replace(NBSP, " ")
    assert "P-024 forced in: 240 k€, give or take 12 k€" in text


def test_prices_of_goals_are_points():
    scenario = replace(PORTFOLIO.scenarios[4].outcome.scenario, objective=Objective.GOALS)
    price = replace(PORTFOLIO.scenarios[4].outcome.prices[0], value=0.031, unsure_by=0.0)
    outcome = replace(PORTFOLIO.scenarios[4].outcome, scenario=scenario, prices=(price,))
    row = scenario_row(5, replace(PORTFOLIO.scenarios[4], outcome=outcome), PORTFOLIO)
    assert row.prices == (("P-024 forced in", "3.1 points of a hundred"),)


def test_many_added_are_counted():
    ids = tuple(f"P-{place:03d}" for place in range(20))
    row = scenario_row(2, replace(PORTFOLIO.scenarios[1], added=ids), PORTFOLIO)
    assert len(row.added) == 8 and row.added_further == 12


def test_what_is_not_run_and_what_stands_beside_is_said():
    found = replace(
        PORTFOLIO,
        scenarios_not_run={"Wrong": portfolios.MISSING},
        beside={"P-008": portfolios.MISSING},
        notes=("People set no limit.",),
    )
    text = report.portfolio_scenarios(found).text.replace(NBSP, " ")
    assert "“Wrong” is not run: no option is priced." in text
    assert "1 proposal that no scenario can choose" in text and "People set no limit." in text


def test_the_naive_list_says_what_it_loses_and_breaks():
    text = report.portfolio_frontier(PORTFOLIO).text.replace(NBSP, " ")
    assert "would begin 7 and promise 3.6 m€" in text and "budget 2027" in text
    assert "5 are left, worth 2.9 m€: 410 k€ less" in text
    keeps = replace(PORTFOLIO, waterline=replace(PORTFOLIO.waterline, breaks=()))
    assert "That is 410 k€ less" in report.portfolio_frontier(keeps).text.replace(NBSP, " ")
