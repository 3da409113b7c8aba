"""Scenarios ask the portfolio otherwise and never touch the plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit import UsageError, study_portfolio
from pmo_toolkit.core.canonical_json import canonical_json
from tests.portfolios import QUICK, three, workspace

ROWS = """name,setting,value
as stated,budget,"45,000"
Tight,budget 2027,"16,000"
Without P-1,leave out,P-1
Goals,objective,goal contribution
Later,start P-1,2027-Q3
Half the people,capacity,20 %
Sales,least department Sales,60 %
Broken,force in,P-9
"""


@pytest.fixture(scope="module")
def portfolio(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scenarios")
    return study_portfolio(workspace(folder, scenarios=ROWS), settings=QUICK)


def chosen(outcome):
    return {choice.proposal: choice.quarter for choice in outcome.outcome.choices}


def test_at_least_six_side_by_side_and_the_broken_one_says_why(portfolio):
    assert [outcome.name for outcome in portfolio.scenarios] == [
        "as stated",
        "Tight",
        "Without P-1",
        "Goals",
        "Later",
        "Half the people",
        "Sales",
    ]
    assert "row 9 of scenarios" in portfolio.scenarios_not_run["Broken"].why


def test_the_plans_budget_holds_for_all_that_set_no_other(portfolio):
    by_name = {outcome.name: outcome for outcome in portfolio.scenarios}
    plan = by_name["as stated"].outcome
    assert [year.budget for year in plan.spend] == [45_000, 45_000]
    assert [year.budget for year in by_name["Later"].outcome.spend] == [45_000, 45_000]
    tight = by_name["Tight"].outcome
    assert [year.budget for year in tight.spend] == [16_000, 45_000]
    assert tight.spend[0].expected <= 16_000 and tight.value < plan.value


def test_each_setting_is_kept(portfolio):
    by_name = {outcome.name: outcome for outcome in portfolio.scenarios}
    assert "P-1" not in chosen(by_name["Without P-1"]) and by_name["Without P-1"].dropped == (
        "P-1",
    )
    assert chosen(by_name["Later"])["P-1"] == "2027-Q3"
    assert max(by_name["Half the people"].outcome.hours["developer"]) <= 60 + 1e-6
    assert by_name["Goals"].outcome.goals >= by_name["as stated"].outcome.goals - 1e-9
    money = {"P-1": 60_000, "P-2": 120_000, "P-3": 30_000}
    spent = {name: money[name] for name in chosen(by_name["Sales"])}
    assert spent.get("P-1", 0) + spent.get("P-3", 0) >= 0.6 * sum(spent.values())


def test_what_if_from_python_leaves_the_plan_as_it_is():
    before = canonical_json(three().as_dict())
    found = three().scenario(budget=40_000, exclude=["P-2"])
    assert set(chosen(found)) == {"P-1", "P-3"} and found.dropped == ("P-2",)
    assert canonical_json(three().as_dict()) == before
    one_year = three().scenario(budget={"2027": 3_500}, name="one year")
    assert [year.budget for year in one_year.outcome.spend] == [3_500, None]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"exclude": ["P-9"]}, "P-9"),
        ({"budget": {"2035": 1.0}}, "2035"),
        ({"objective": "beauty"}, "beauty"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_what_if_refuses_what_does_not_exist(asked, says):
    with pytest.raises(UsageError, match=says):
        three().scenario(**asked)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 60_000))
def test_a_budget_never_raises_the_value(budget):
    free, limited = three().scenario().outcome, three().scenario(budget=float(budget)).outcome
    assert limited.value <= free.value + 1e-6
    assert all(year.expected <= budget + 1e-6 for year in limited.spend)


def test_without_goals_a_scenario_on_goals_is_not_run(tmp_path):
    rows = "name,setting,value\nGoals,objective,goal contribution\n"
    held = workspace(tmp_path, scenarios=rows, goals=None, proposal_goals=None)
    found = study_portfolio(held, settings=QUICK)
    assert "names a goal" in found.scenarios_not_run["Goals"].why
    assert [outcome.name for outcome in found.scenarios] == ["as stated"]
