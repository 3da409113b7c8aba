"""The first page where little is stated: a budget alone is shown with its outside view."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pmo_toolkit import assess_proposal, report
from pmo_toolkit.advice.shapes import Reason
from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.uncertainty.start_wait import WaitView
from pmo_toolkit.core.number_format import NBSP
from pmo_toolkit.report.proposal.first_page import headline
from tests import fixtures
from tests.workspace.builders import make

CONFIG = 'currency = "EUR"\nprice_year = 2026\nas_of = "2026-11-22"\nlocale = "en_GB"\n'
PROPOSALS = "id,title,requested_budget\nP1,Migration,460000\nP2,Portal,\n"


def words(folder, proposal: str, config: str = CONFIG, **tables: str) -> str:
    """The text of the first page, with single spaces."""
    workspace = make(folder, config, proposals=PROPOSALS, **tables)
    page = report.headline(assess_proposal(workspace, proposal)).html
    return " ".join(re.sub(r"<[^>]+>", " ", page).replace("\u00a0", " ").split())


def test_a_budget_alone_is_shown_with_what_became_of_budgets_elsewhere(tmp_path):
    text = words(tmp_path, "P1")
    assert "Budget asked for 460 k€ as stated" in text
    assert re.search(r"outside view: 5\d0–9\d0 k€ by what became of the budgets of 192 large", text)
    assert "others' projects, and no forecast for this house" in text.replace("&#39;", "'")
    assert "Cost not assessed" in text


def test_the_house_speaks_itself_where_it_has_a_history(tmp_path):
    rows = "".join(f"H{n},{100_000 + 5_000 * n},{120_000 + 7_000 * n}\n" for n in range(20))
    text = words(tmp_path, "P1", history=f"project,estimate_cost,actual_cost\n{rows}")
    assert "asked for 460 k€" in text
    assert "Government of Canada" not in text


@pytest.mark.parametrize("config", ["", CONFIG])
def test_without_a_budget_nothing_is_made_of_it(tmp_path, config):
    assert "Budget asked for" not in words(tmp_path, "P2", config)


@pytest.mark.parametrize(
    ("chance", "beyond", "said"),
    [
        (0.39, 0.1, "39 % chance to keep the wanted finish"),
        (0.39, 0.5, "at most 39 % chance to keep the wanted finish, since hours of its people"),
        (1.0, 0.5, "the chance to keep the wanted finish cannot be told: hours of its people are"),
        (0.0, 1.0, "less than 1 % chance to keep the wanted finish"),
    ],
)
def test_a_chance_in_time_that_rests_on_the_least_wait_is_the_highest(chance, beyond, said):
    rich = fixtures.rich()
    wait = WaitView(Quantiles(0, 30, 60, 90, 120, "calendar days"), beyond)
    delivery = replace(rich.delivery, chance_in_time=chance, wait=wait)
    text = headline(replace(rich, delivery=delivery)).text.replace(NBSP, " ")
    assert said in text
    assert ("at most 39" in text) == said.startswith("at most")


def test_a_chance_in_time_is_the_highest_where_not_all_that_takes_hours_is_stated():
    rich = fixtures.rich()
    wait = WaitView(Quantiles(0, 30, 60, 90, 120, "calendar days"), 0.0, is_least=True)
    delivery = replace(rich.delivery, chance_in_time=0.39, wait=wait)
    text = headline(replace(rich, delivery=delivery)).text.replace(NBSP, " ")
    assert "at most 39 % chance to keep the wanted finish, since not all that takes hours" in text


def test_a_wait_that_nobody_knows_is_not_counted_and_that_is_said():
    rich = fixtures.rich()
    unknown = NotAssessed("resources", "nobody states hours", ReasonCode.NOT_STATED)
    assert "not counted" in headline(replace(rich, resources=unknown)).text
    nobody = replace(unknown, code=ReasonCode.NOT_APPLICABLE)
    assert "not counted" not in headline(replace(rich, resources=nobody)).text


def test_people_are_what_turns_it_where_they_stand_in_the_way():
    rich = fixtures.rich()
    number = "business_case.wait_for_people.chance_if_free"
    advice = replace(
        rich.advice,
        reasons=(Reason("People stand in its way.", number, 0.9, "probability"),),
        would_change=("With 10 h more, it would bring 90 k€ more than it costs.",),
    )
    text = headline(replace(rich, advice=advice)).text
    assert "People. With 10 h more, it would bring" in text
