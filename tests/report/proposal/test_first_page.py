"""The first page where little is stated: a budget alone is shown with its outside view."""

from __future__ import annotations

import re

import pytest

from pmo_toolkit import assess_proposal, report
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
