"""OR-Tools' CP-SAT at work on a problem: better schedules, bounds and proofs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from pmo_toolkit.analysis.base.constraint_solver import constraint_solver
from pmo_toolkit.analysis.scheduling.constraint_model import ConstraintModel, constraint_model
from pmo_toolkit.analysis.scheduling.generation.arrays import Draft, type_of_whole
from pmo_toolkit.analysis.scheduling.incumbent import Incumbent
from pmo_toolkit.analysis.scheduling.packing import PackedProblem

METHOD = "constraint programming (CP-SAT)"


@dataclass
class ConstraintSearch:
    """One run of CP-SAT, which another thread can end.

    Parameters
    ----------
    incumbent : Incumbent
        Takes schedules and bounds as they come.
    seed, workers : int
    """

    incumbent: Incumbent
    seed: int
    workers: int
    _solver: cp_model.CpSolver = field(default_factory=constraint_solver)
    _is_stopped: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        """End the run soon; its best is kept."""
        self._is_stopped.set()
        self._solver.stop_search()

    def run(
        self,
        *,
        deterministic_limit: float | None = None,
        seconds: float | None = None,
        is_for_first: bool = False,
    ) -> bool:
        """Search from the incumbent on; whether nothing is left to be searched.

        With a deterministic limit the same inputs give the same schedule.

        Raises
        ------
        Impossible
            Where there is no schedule at all.
        """
        incumbent, packed = self.incumbent, self.incumbent.packed
        best = incumbent.best
        latest = packed.horizon
        if best is not None and not incumbent.is_weighted:
            latest = incumbent.makespan
        model = constraint_model(packed, incumbent.objective, latest)
        model.model.add(model.makespan >= incumbent.bound)
        if best is not None:
            _hint(model, packed, best)
        parameters = self._solver.parameters
        parameters.random_seed = self.seed
        parameters.num_workers = self.workers
        if deterministic_limit is not None:
            parameters.interleave_search = True
            parameters.max_deterministic_time = deterministic_limit
        if seconds is not None:
            parameters.max_time_in_seconds = max(seconds, 0.01)
        if deterministic_limit is None:  # as they come; else only the last, which is the same
            self._solver.best_bound_callback = lambda value: incumbent.raise_bound(
                value / model.scale
            )
        parameters.stop_after_first_solution = is_for_first
        if self._is_stopped.is_set():
            return False
        watch = _Watch(model, incumbent)
        status = self._solver.solve(model.model, watch)
        if status == cp_model.INFEASIBLE and best is None:
            raise ImpossibleError
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            incumbent.offer(_draft(model, packed, self._solver.value))
            if model.is_exact:
                incumbent.raise_bound(self._solver.best_objective_bound / model.scale)
        return bool(status == cp_model.OPTIMAL and model.is_exact)


class ImpossibleError(Exception):
    """No schedule keeps all rules."""


class _Watch(cp_model.CpSolverSolutionCallback):
    """Passes each schedule on as it is found."""

    def __init__(self, model: ConstraintModel, incumbent: Incumbent):
        super().__init__()
        self._model, self._incumbent = model, incumbent

    def on_solution_callback(self) -> None:
        """Called by CP-SAT, in one of its threads."""
        self._incumbent.offer(_draft(self._model, self._incumbent.packed, self.value))


def _draft(model: ConstraintModel, packed: PackedProblem, value: Callable[[Any], int]) -> Draft:
    modes = packed.arrays.mode_first[:-1].copy()
    for task, literals in enumerate(model.choices):
        modes[task] += next((place for place, one in enumerate(literals) if value(one)), 0)
    starts = np.array([value(start) for start in model.starts], type_of_whole)
    return Draft(starts, modes, METHOD)


def _hint(model: ConstraintModel, packed: PackedProblem, draft: Draft) -> None:
    for task, start in enumerate(model.starts):
        model.model.add_hint(start, int(draft.starts[task]))
        for place, literal in enumerate(model.choices[task]):
            chosen = packed.arrays.mode_first[task] + place == draft.modes[task]
            model.model.add_hint(literal, int(chosen))
    model.model.add_hint(model.makespan, int(draft.ends(packed.arrays).max(initial=0)))


def is_impossible(packed: PackedProblem, seed: int, work: float) -> bool:
    """Whether it is sure, after so much deterministic work, that no schedule keeps all rules."""
    model = constraint_model(packed, "makespan", packed.horizon)
    anything: Any = model.model
    anything.clear_objective()
    solver = constraint_solver(seed)
    solver.parameters.max_deterministic_time = work
    return bool(solver.solve(model.model) == cp_model.INFEASIBLE)
