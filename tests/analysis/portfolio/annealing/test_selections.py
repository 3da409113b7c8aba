"""Annealing of large portfolios: it keeps all limits, comes out the same twice, and comes close."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from pmo_toolkit.analysis.portfolio.annealing import selections
from pmo_toolkit.analysis.portfolio.cases import case_of
from pmo_toolkit.analysis.portfolio.search import SMALL, Effort, solve
from pmo_toolkit.core.settings import Settings
from tests.analysis.portfolio.enumerated import random_problem

SETTINGS = Settings.of(portfolio_steps=200_000)


@pytest.fixture(scope="module")
def model():
    problem, scenario = random_problem(np.random.default_rng(5), 160, quarters=6, forced=0.01)
    case = case_of(problem, scenario, SETTINGS)
    model = case.model.with_limits(case.limits)
    assert model.columns.count > SMALL
    return model


def _best(model, steps):
    effort = Effort(steps, rounds=0, work=1.0, small_work=1.0, enough=0.0)
    return solve(model, effort=effort, seed=3)


def test_it_keeps_all_limits_and_comes_out_the_same(model):
    first, second = (_best(model, 200_000) for _ in range(2))
    x = np.zeros(model.variables)
    x[first.chosen] = 1.0
    rows, most = model.with_limits(model.limits).rows()
    is_pair_row = np.zeros(len(most), dtype=bool)
    count = len(model.columns.proposals)
    is_pair_row[count : count + 3 * len(model.pairs.value)] = True
    assert (rows @ x <= most + 1e-6)[~is_pair_row].all()
    assert (first.chosen == second.chosen).all()
    assert first.value == second.value
    assert first.gap < 0.1


def test_without_numba_the_solver_finds_a_first_selection(model, monkeypatch):
    selections._compiled.cache_clear()
    monkeypatch.setitem(sys.modules, "numba", None)
    try:
        found = _best(model, 200_000)
    finally:
        selections._compiled.cache_clear()
    assert found.value > 0
    assert found.bound >= found.value
