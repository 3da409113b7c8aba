"""The second page: money per option, budget, cash by fiscal year, waiting, first part."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.money.business_case.fiscal_years import FiscalYear
from pmo_toolkit.analysis.money.business_case.waiting import WaitForPeople
from pmo_toolkit.analysis.money.cost import BudgetAgainst
from pmo_toolkit.report.proposal.sections import SECTIONS
from tests import fixtures

NET = Quantiles(-5e3, -2e3, 12_000, 20_000, 25_000, "money")


def plain(assessment) -> str:
    return SECTIONS["money"](assessment).text.replace("\u00a0", " ")


def with_years(*years: FiscalYear):
    rich = fixtures.rich()
    return replace(rich, business_case=replace(rich.business_case, fiscal_years=years))


def test_every_option_has_a_row_with_what_it_delivers_and_costs():
    rich = fixtures.rich()
    text = plain(rich)
    for option in rich.options.options:
        assert option.title in text
    assert "the whole" in text and "420–600 k€" in text and "the baseline" in text
    assert "not assessed: no benefit is stated for this option" in text


@pytest.mark.parametrize("section", ["money", "options"])
@pytest.mark.parametrize(
    ("position", "word"),
    [("advance", "our advice"), ("advance in part", "our advice"), ("defer", "if it is done")],
)
def test_an_option_is_our_advice_only_where_we_advise_to_go_on(section, position, word):
    rich = fixtures.rich()
    other = replace(rich, advice=replace(rich.advice, position=position))
    text = SECTIONS[section](other).text.replace("\u00a0", " ")
    assert word in text
    assert ("our advice" in text) == (word == "our advice")


@pytest.mark.parametrize(
    ("covers", "words"),
    [
        ("project", "for the project alone, without running it"),
        ("whole life", "for the whole life"),
        ("not stated", "what it covers is not stated: read as the whole life"),
    ],
)
def test_a_budget_says_what_it_is_for_and_what_it_is_held_against(covers, words):
    rich = fixtures.rich()
    whole = Quantiles(3e5, 3.5e5, 420_000, 600_000, 7e5, "money")
    against = BudgetAgainst("O-2", "SaaS", "SaaS", covers, whole)
    text = plain(replace(rich, cost=replace(rich.cost, budget_against=against)))
    assert f"Asked for: 380 k€ {words}" in text.replace("(what", "what").replace(")", "")
    assert "Held against “SaaS” (420–600 k€, P50–P80), it suffices with a chance of 41 %" in text


def test_cash_shows_columns_that_hold_something_and_their_sum():
    first = FiscalYear("2027/28", 9, 120_000, 10_000, 0.0, 5_000, 0.0, NET)
    second = FiscalYear("2028/29", 12, 0.0, 20_000, 0.0, 5_000, 40_000, NET)
    text = plain(with_years(first, second))
    assert "Cash by fiscal year" in text and "Risks, exit, untyped" not in text
    assert "2027/28 (9 months)" in text and "2028/29 (" not in text
    assert "Sum | 120 k€ | 30 k€ | 10 k€ | 40 k€" in text.replace("10,000 €", "10 k€")


def test_without_a_start_the_years_are_counted_and_it_is_said():
    text = plain(with_years(FiscalYear("year 1", 12, 1e5, 1e4, 0.0, 0.0, 3e4, NET)))
    assert "Cash by year from the start" in text and "no start is stated" in text


def test_nothing_assessed_leaves_no_empty_table():
    rich = fixtures.rich()
    gone = NotAssessed("options", "no option is stated", rich.options.options[3].net_value.code)
    text = plain(replace(rich, options=gone, business_case=gone))
    assert "Cash" not in text and "The money" not in text and "own words" in text


def test_a_part_is_named_with_what_it_serves_and_leaves():
    rich = fixtures.rich()
    goals = rich.alignment.goals
    options = tuple(
        replace(option, scope="part", goals=(goals[0].id,)) if option.preferred else option
        for option in rich.options.options
    )
    compared = replace(rich.options, options=options, whole="O-3")
    text = plain(replace(rich, options=compared))
    assert f"It serves “{goals[0].title}” and leaves for later" in text
    assert "the whole would be “Build on the platform” (build)" in text
    assert "What exactly the first part is" not in plain(rich)


def test_waiting_and_the_proposal_in_its_own_words_stand_here():
    rich = fixtures.rich()
    text = plain(rich)
    assert ("months later" in text) == bool(rich.business_case.waiting)
    assert rich.proposal.need in text


def test_the_price_of_a_wait_for_people_is_said_with_its_range():
    rich = fixtures.rich()
    assert "waits for people" not in plain(rich)
    free, cost = replace(NET, p50=80_000.0), Quantiles(20e3, 25e3, 40e3, 60e3, 70e3, "money")

    def said(wait: WaitForPeople) -> str:
        return plain(replace(rich, business_case=replace(rich.business_case, wait_for_people=wait)))

    text = said(WaitForPeople(free, cost, 1.0, 1.0))
    assert "That the start waits for people costs 40 k€ of net value in the middle" in text
    assert "(P10–P90: 20–70 k€); if all were free at once, the net value would be 80 k€" in text
    pays = Quantiles(-70e3, -60e3, -40e3, 5e3, 9e3, "money")
    text = said(WaitForPeople(free, pays, 0.25, 1.0))
    assert "saves 40 k€ of net value in the middle (it costs something in 25 % of the" in text
