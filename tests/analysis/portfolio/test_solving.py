"""Proofs by the constraint solver, beside enumeration."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from pmo_toolkit.analysis.portfolio.cases import case_of
from pmo_toolkit.analysis.portfolio.choosing import choose
from pmo_toolkit.analysis.portfolio.shapes import Objective
from pmo_toolkit.analysis.portfolio.solving import Program
from pmo_toolkit.core.settings import Settings
from tests.analysis.portfolio.enumerated import problems, selections
from tests.analysis.portfolio.test_risk import certain

NOTHING = np.zeros(0, dtype=np.int64)


@given(case=problems())
@hypothesis_settings(max_examples=30)
def test_a_proof_is_the_best_of_all_selections(case):
    problem, scenario = case
    ready = case_of(problem, scenario, Settings())
    model = ready.model.with_limits(ready.limits)
    part = Program(model).proved(np.ones(model.variables, dtype=bool), NOTHING, 5.0)
    goals = scenario.objective is Objective.GOALS
    values = [row.goals if goals else row.net_value for row in selections(problem, scenario)]
    assert part.is_infeasible == (not values)
    if values:
        assert part.bound == pytest.approx(max(values), abs=1e-5)
        if part.x is not None:
            assert model.objective @ part.x == pytest.approx(max(values), abs=1e-5)


def test_a_small_choice_that_is_not_proved_by_few_nodes_is_proved_by_the_solver():
    rng = np.random.default_rng(4)
    spend = rng.integers(10, 60, 30).astype(float)
    problem, scenario = certain(spend + rng.integers(1, 12, 30), spend, 0.4 * spend.sum())
    hours = {role: rng.integers(10, 60, 30).astype(float) for role in ("analyst", "developer")}
    proposals = tuple(
        replace(
            proposal,
            options=(
                replace(
                    proposal.options[0],
                    hours={role: need[place : place + 1] for role, need in hours.items()},
                ),
            ),
        )
        for place, proposal in enumerate(problem.proposals)
    )
    capacity = {role: np.array([0.4 * need.sum()]) for role, need in hours.items()}
    problem = replace(problem, proposals=proposals, capacity=capacity)
    few = {"portfolio_work": 1.0, "portfolio_proof": 0.0}
    unproved = choose(problem, scenario, settings=Settings.of(**few))
    found = choose(problem, scenario, settings=Settings.of(**few | {"portfolio_proof": 30.0}))
    assert unproved.gap > 0
    assert found.gap == pytest.approx(0.0, abs=1e-9)
    assert unproved.bound >= found.value >= unproved.value
