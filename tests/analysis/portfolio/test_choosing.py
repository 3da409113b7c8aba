"""The best selection, beside every selection there is."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from pmo_toolkit.analysis.portfolio.choosing import choose
from pmo_toolkit.analysis.portfolio.shapes import Infeasible, Objective
from pmo_toolkit.core.settings import Settings
from tests.analysis.portfolio.enumerated import problems, selections

SETTINGS = Settings()


@given(case=problems())
@hypothesis_settings(max_examples=60)
def test_nothing_is_better_than_what_is_chosen(case):
    problem, scenario = case
    kept = list(selections(problem, scenario))
    found = choose(problem, scenario, settings=SETTINGS)
    if isinstance(found, Infeasible):
        assert not kept
        return
    goals = scenario.objective is Objective.GOALS
    best = max(row.goals if goals else row.net_value for row in kept)
    assert found.value == pytest.approx(best, abs=1e-6)
    assert found.gap <= 1e-6
    assert found.bound >= best - 1e-6
    chosen = {choice.proposal: (choice.option, choice.quarter) for choice in found.choices}
    ids = sorted(proposal.id for proposal in problem.proposals)
    same = [
        row
        for row in kept
        if {
            name: (way[0].id, problem.quarters[way[1]])
            for name, way in zip(ids, row.ways, strict=True)
            if way
        }
        == chosen
    ]
    assert len(same) == 1, "the selection keeps all limits"
    assert found.net_value == pytest.approx(same[0].net_value)
    assert found.goals == pytest.approx(same[0].goals)
    assert {row.year: row.expected for row in found.spend} == pytest.approx(same[0].spend)


def test_zero_proposals_are_an_empty_selection():
    from pmo_toolkit.analysis.portfolio.shapes import PortfolioProblem, Scenario

    problem = PortfolioProblem(("2027-Q1",), ("2027",), (), budget={"2027": 0.0})
    found = choose(problem, Scenario("none"), settings=SETTINGS)
    assert not isinstance(found, Infeasible)
    assert (found.choices, found.value, found.gap) == ((), 0.0, 0.0)
    assert np.isfinite(found.bound)
