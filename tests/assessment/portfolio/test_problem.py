"""The problem of choice holds what the tables say, and nothing better where they say less."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.portfolio.shapes import TieKind
from pmo_toolkit.assessment import prepare
from pmo_toolkit.assessment.portfolio.pricing import Pricing
from pmo_toolkit.assessment.portfolio.problem import portfolio_problem
from pmo_toolkit.studies.facilitation.study import assess_all
from tests.portfolios import QUICK, TABLES, three, workspace


def inputs_of(folder, **tables):
    ready = prepare(workspace(folder, **tables), settings=QUICK)
    pricing = Pricing(ready)
    assessed, _ = assess_all(ready, {}, pricing.note)
    return portfolio_problem(ready, assessed, pricing=pricing)


def option(inputs, proposal):
    found = {one.id: one for one in inputs.problem.proposals}
    return found[proposal].options[0]


def test_money_and_hours_by_quarter_from_the_start_on():
    first = three().problem.proposals[0]
    spend = first.options[0].spend
    assert spend[:8] == pytest.approx([3000] * 8)
    assert spend[8] == pytest.approx(5 * 12_000 - 8 * 3000)
    assert first.options[0].hours["developer"] == pytest.approx([120, 40])
    assert first.options[0].spend_draws.sum(axis=1) == pytest.approx(np.full(256, 60_000))
    assert first.options[0].length == 1


def test_hours_left_of_a_role_by_quarter():
    assert three().problem.capacity["developer"] == pytest.approx([300] * 8)


def test_value_is_that_of_the_report_and_falls_with_waiting():
    for line, proposal in zip(
        sorted(three().lines, key=lambda line: line.id), three().problem.proposals, strict=True
    ):
        value = proposal.options[0].value
        known = value[~np.isnan(value)]
        assert known[0] == pytest.approx(line.net_value.p50, rel=1e-6)
        assert (np.diff(known) < 0).all()


def test_work_begins_in_the_quarter_of_its_wish_or_later():
    third = three().problem.proposals[2].options[0].value
    assert np.isnan(third).tolist() == [True] + [False] * 7


def test_goals_and_what_money_counts_for():
    first, second, third = three().problem.proposals
    assert first.options[0].goals == pytest.approx(0.4 * 0.75 + 0.4 * 0.25)
    assert second.options[0].goals == pytest.approx(0.6 * 0.25)
    assert third.options[0].goals == 0
    assert first.buckets == pytest.approx(
        {"department Sales": 1, "class integration": 1, "goal G-1": 0.75, "goal G-2": 0.25}
    )


def test_what_is_priced_later_is_the_same(tmp_path):
    ready = prepare(workspace(tmp_path), settings=QUICK)
    pricing = Pricing(ready)
    assessed, _ = assess_all(ready, {}, pricing.note)
    at_once = portfolio_problem(ready, assessed, pricing=pricing).problem
    later = portfolio_problem(ready, assessed).problem
    for one, other in zip(at_once.proposals, later.proposals, strict=True):
        assert one.options[0].value == pytest.approx(other.options[0].value, nan_ok=True)
        assert (one.options[0].spend_draws == other.options[0].spend_draws).all()


def test_without_cost_nothing_is_chosen_as_if_it_were_free(tmp_path):
    costs = TABLES["costs"].replace("O-2S,Run,per year,24000,24000,24000\n", "")
    found = inputs_of(tmp_path, costs=costs)
    assert [one.id for one in found.problem.proposals] == ["P-1", "P-3"]
    assert "no cost element" in found.beside["P-2"].why


def test_without_hours_it_cannot_be_planned_by_people(tmp_path):
    demand = TABLES["demand"].replace("O-2S,developer,40,40,40,1,4\n", "")
    found = inputs_of(tmp_path, demand=demand)
    assert "cannot be planned by people" in found.beside["P-2"].why


def test_where_nobody_states_hours_people_limit_nothing(tmp_path):
    found = inputs_of(tmp_path, demand=None, capacity=None)
    assert len(found.problem.proposals) == 3 and not found.problem.capacity


def test_a_role_without_hours_sets_no_limit_and_is_named(tmp_path):
    demand = TABLES["demand"] + "O-1S,tester,10,10,10,1,2\n"
    found = inputs_of(tmp_path, demand=demand)
    assert found.roles_without_hours == {"tester": ("P-1",)}


def test_hours_that_end_go_on_as_the_least(tmp_path):
    rows = TABLES["capacity"].splitlines(keepends=True)
    found = inputs_of(tmp_path, capacity="".join(rows[:13]))
    assert found.problem.capacity["developer"] == pytest.approx([300] * 8)
    assert found.continued == ("developer",)


def test_a_benefit_that_nobody_answers_for_leaves_the_cost_alone(tmp_path):
    benefits = TABLES["benefits"].replace("year,Finance,0", "year,,0")
    found = inputs_of(tmp_path, benefits=benefits)
    value = option(found, "P-2").value
    # 18,000 a year more than today, five years, discounted: below nought, and sooner costs more
    assert -5 * 18_000 < value[0] < -4 * 18_000
    assert found.cost_alone["P-2"].code == "no_owner"
    assert value[0] < option(inputs_of(tmp_path / "stated"), "P-2").value[0]


def test_ties_that_likely_bind_and_what_requires_the_impossible(tmp_path):
    ties = (
        "from,to,type,lag_days,strength\nP-1,P-3,requires,100,0.9\nP-2,P-1,excludes,,0.9\n"
        "P-2,P-3,requires,,0.2\n"
    )
    found = inputs_of(tmp_path, dependencies=ties)
    assert {(tie.kind, tie.start, tie.end, tie.lag_quarters) for tie in found.problem.ties} == {
        (TieKind.REQUIRES, "P-1", "P-3", 2),
        (TieKind.EXCLUDES, "P-1", "P-2", 0),
    }
    costs = TABLES["costs"].replace("O-3S,Run,per year,6000,6000,6000\n", "")
    stuck = inputs_of(tmp_path / "stuck", dependencies=ties, costs=costs)
    assert "requires P-3" in stuck.beside["P-1"].why
    assert [one.id for one in stuck.problem.proposals] == ["P-2"]
