"""Prices of limits, beside every selection that there is without each of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings

from pmo_toolkit.analysis.portfolio.choosing import choose
from pmo_toolkit.analysis.portfolio.shapes import Infeasible, Objective, Selection
from pmo_toolkit.analysis.portfolio.solving import Program
from pmo_toolkit.core.settings import Settings
from tests.analysis.portfolio.enumerated import problems, selections
from tests.analysis.portfolio.test_risk import certain, drawn

SETTINGS = Settings()


def _lifted(problem, scenario, what):
    """The same without one limit, in the terms of the problem; None for a limit of a scenario."""
    if what.startswith("budget "):
        year = what.removeprefix("budget ")
        return replace(problem, budget={y: m for y, m in problem.budget.items() if y != year})
    if what.startswith("hours of "):
        return replace(problem, capacity={})
    for kind in ("requires", "excludes"):
        if f" {kind} " in what:
            ends = set(what.split(f" {kind} "))
            ties = [tie for tie in problem.ties if tie.kind != kind or {tie.start, tie.end} != ends]
            return replace(problem, ties=tuple(ties))
    return None


@given(case=problems())
@hypothesis_settings(max_examples=40)
def test_a_price_is_what_the_best_without_a_limit_has_more(case):
    problem, scenario = case
    found = choose(problem, scenario, settings=SETTINGS, prices=True)
    assume(isinstance(found, Selection))
    assert [price.value for price in found.prices] == sorted(
        (price.value for price in found.prices), reverse=True
    )
    goals = scenario.objective is Objective.GOALS
    for price in found.prices:
        free = _lifted(problem, scenario, price.what)
        if free is None or " requires " in price.what:
            continue  # mutual requirements share their ends
        best = max(row.goals if goals else row.net_value for row in selections(free, scenario))
        assert price.value == pytest.approx(best - found.value, abs=1e-6)
        assert price.unsure_by <= 1e-6


def test_a_forced_decision_is_priced_as_the_best_without_it():
    problem, scenario = certain(value=(9.0, 4.0, 3.0), spend=(5.0, 5.0, 5.0), budget=10.0)
    forced = replace(scenario, forced_in=("P-3",))
    found = choose(problem, forced, settings=SETTINGS, prices=True)
    assert {price.what: price.value for price in found.prices} == {
        "budget 2027": pytest.approx(4.0),
        "P-3 forced in": pytest.approx(1.0),
    }


def test_limits_that_hold_nothing_back_take_one_search_together(monkeypatch):
    problem, scenario = certain(value=(9.0, 4.0, 3.0), spend=(5.0, 5.0, 5.0), budget=100.0)
    searches = []
    solve_part = Program.solve_part
    monkeypatch.setattr(
        Program, "solve_part", lambda *given: searches.append(1) or solve_part(*given)
    )
    hours = {role: [50.0] for role in ("analyst", "developer", "tester")}
    many = replace(problem, capacity=hours)
    plain = choose(many, scenario, settings=SETTINGS)
    without = len(searches)
    found = choose(many, scenario, settings=SETTINGS, prices=True)
    assert not isinstance(plain, Infeasible)
    assert [price.value for price in found.prices] == [0.0] * len(found.prices)
    assert len(searches) - 2 * without <= 1


def test_a_chance_to_keep_budgets_is_priced_beside_enumeration():
    problem, scenario = drawn(seed=3, proposals=6, level=0.8)
    found = choose(problem, scenario, settings=SETTINGS, prices=True)
    free = choose(replace(problem, budget={"2027": float("nan")}), scenario, settings=SETTINGS)
    (price,) = [price for price in found.prices if price.what == "budget 2027"]
    assert price.value == pytest.approx(free.value - found.value)
    assert price.value > 0
