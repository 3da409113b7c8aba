"""The loops give the same with numba and without it."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from pmo_toolkit.analysis.base import compiled_loops
from pmo_toolkit.analysis.scheduling import searching
from pmo_toolkit.analysis.scheduling.bounds import earliest_starts
from pmo_toolkit.analysis.scheduling.checking import violations
from pmo_toolkit.analysis.scheduling.generation import compiled
from pmo_toolkit.analysis.scheduling.generation.arrays import Draft
from pmo_toolkit.analysis.scheduling.generation.genetic import GeneticSearch
from pmo_toolkit.analysis.scheduling.packing import pack
from pmo_toolkit.analysis.scheduling.solving import schedule
from tests.analysis.scheduling.problems import drawn_problem


class _Keeper:
    def __init__(self, is_weighted: bool):
        self.is_weighted, self.is_proved = is_weighted, False
        self.drafts: list[Draft] = []

    def offer(self, draft: Draft) -> bool:
        self.drafts.append(draft)
        return True


@pytest.mark.parametrize("is_weighted", [False, True])
@pytest.mark.parametrize("choices", [1, 2])
def test_plain_and_compiled_loops_find_the_same(is_weighted, choices):
    assert compiled.fastest_loops().is_compiled
    packed = pack(drawn_problem(15, seed=1, choices=choices))
    kept = []
    for loops in (compiled.PLAIN, compiled.fastest_loops()):
        keeper = _Keeper(is_weighted)
        GeneticSearch(packed.arrays, earliest_starts(packed), loops, 3).run(keeper, 60)
        kept.append(keeper.drafts)
    for plain, fast in zip(*kept, strict=True):
        assert np.array_equal(plain.starts, fast.starts)
        assert np.array_equal(plain.modes, fast.modes)


def test_without_numba_schedules_are_the_same(monkeypatch):
    problem = drawn_problem(45, seed=2)
    monkeypatch.setattr(searching, "CHILDREN_A_UNIT", 120)
    with_numba = schedule(problem, deterministic_limit=0.2)
    monkeypatch.setitem(sys.modules, "numba", None)
    compiled._compiled.cache_clear()
    try:
        assert not compiled.fastest_loops().is_compiled
        without = schedule(problem, deterministic_limit=0.2)
    finally:
        compiled._compiled.cache_clear()
    assert violations(problem, without) == ()
    assert without == with_numba


def test_no_folder_to_keep_machine_code_in_is_no_obstacle():
    def njit(loop, **options):
        if options.get("cache"):
            raise RuntimeError("cannot cache function: no locator available")
        return options

    options = compiled_loops._compiled(njit, compiled.evolution.evolve, {}, 0, is_called=True)
    assert options == {"nogil": True, "error_model": "numpy"}
