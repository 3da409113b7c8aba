"""Shares of the money by goal, department and class, beside the targets."""

from __future__ import annotations

import pytest

from pmo_toolkit import study_portfolio
from pmo_toolkit.analysis.base.results import NotAssessed
from tests.portfolios import QUICK, TABLES, three, workspace


def by_name(portfolio):
    return {(line.kind, line.name): line for line in portfolio.balance}


def test_shares_of_what_the_first_scenario_chooses():
    """All three are chosen: 60,000, 120,000 and 30,000 over five years."""
    lines = by_name(three())
    assert lines["department", "Sales"].chosen == pytest.approx(90 / 210)
    assert lines["department", "Finance"].chosen == pytest.approx(120 / 210)
    assert lines["class", "integration"].chosen == pytest.approx(180 / 210)
    assert lines["goal", "G-1"].chosen == pytest.approx(60 * 0.75 / 210)
    assert lines["goal", "G-2"].chosen == pytest.approx((60 * 0.25 + 120) / 210)
    assert lines["goal", "G-1"].title == "Calls"


def test_what_is_advised_is_a_range_over_joint_draws(tmp_path):
    advised = [line.id for line in three().advised]
    money = {"P-1": 60, "P-2": 120, "P-3": 30}
    sales = sum(money[name] for name in advised if name != "P-2")
    line = by_name(three())["department", "Sales"]
    if not advised:
        assert isinstance(line.advised, NotAssessed)
        return
    assert line.advised == pytest.approx(sales / sum(money[name] for name in advised))
    assert line.advised_low == pytest.approx(line.advised) == line.advised_high


def test_doubt_about_cost_widens_the_share(tmp_path):
    costs = TABLES["costs"].replace("12000,12000,12000", "6000,12000,30000")
    found = by_name(study_portfolio(workspace(tmp_path, costs=costs), settings=QUICK))
    line = found["department", "Sales"]
    if not isinstance(line.advised, NotAssessed):
        assert line.advised_low <= line.advised <= line.advised_high


def test_a_target_has_a_line_even_where_no_money_goes(tmp_path):
    rows = "kind,name,share\ngoal,G-1,0.3\nclass,infrastructure,0.5\ngoal,G-8,0.1\n"
    held = workspace(tmp_path, targets=rows, proposal_goals="proposal,goal\nP-2,G-2\n")
    lines = by_name(study_portfolio(held, settings=QUICK))
    assert (lines["goal", "G-1"].target, lines["goal", "G-1"].chosen) == (0.3, 0)
    assert lines["goal", "G-1"].row == 2 and lines["class", "infrastructure"].target == 0.5
    assert ("goal", "G-8") not in lines
