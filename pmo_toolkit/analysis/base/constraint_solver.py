"""The one way to a solver of constraints, so that all of them leave the process as it was."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
#: Numbers of a row, and values, as whole numbers: the greatest becomes so much.
_ROW_SCALE, _VALUE_SCALE = 1e6, 1e8


@dataclass(frozen=True, eq=False)
class YesOrNo:
    """What was found for a maximum over variables of 0 and 1.

    Parameters
    ----------
    x : ndarray of shape (variables,) or None
        None where nothing was found that keeps all rows.
    bound : float
        Nothing has more; infinite where nothing is known.
    is_infeasible : bool
        Whether it is proved that nothing keeps all rows.
    """

    x: Floats | None
    bound: float
    is_infeasible: bool = False


def constraint_solver(seed: int = 0, workers: int = 1) -> cp_model.CpSolver:
    """A solver that leaves Ctrl-C to Python.

    By default it takes the signal while it runs and leaves it at the system's default, by which the
    next Ctrl-C kills the process.

    Parameters
    ----------
    seed, workers : int
        The same both give the same solution where work is limited and not time.
    """
    solver = cp_model.CpSolver()
    solver.parameters.catch_sigint_signal = False
    solver.parameters.random_seed = seed
    solver.parameters.num_workers = workers
    return solver


def greatest_of_zero_one(
    values: Floats, rows: csr_array, most: Floats, *, start: NDArray[np.bool_], work: float
) -> YesOrNo:
    """The greatest sum of values of variables of 0 and 1 with ``rows @ x <= most``.

    Rows are rounded so that nothing that keeps them is shut out, and values upwards, so that the
    bound holds; what rounding alone lets in is not taken.

    Parameters
    ----------
    values : ndarray of shape (variables,)
    rows : csr_array of shape (rows, variables)
    most : ndarray of shape (rows,)
    start : ndarray of bool, shape (variables,)
        What the search begins with.
    work : float
        Deterministic work, about a second each.
    """
    scale = float(np.abs(values).max(initial=0.0)) or 1.0
    is_whole = bool((values == np.round(values)).all()) and scale <= _VALUE_SCALE
    unit = 1.0 if is_whole else scale / _VALUE_SCALE
    model = cp_model.CpModel()
    chosen = [model.new_bool_var(str(place)) for place in range(len(values))]
    for row, limit in enumerate(most):
        own = slice(rows.indptr[row], rows.indptr[row + 1])
        _add_row(
            model, [chosen[place] for place in rows.indices[own]], rows.data[own], float(limit)
        )
    for variable, is_in in zip(chosen, start, strict=True):
        model.add_hint(variable, bool(is_in))
    gains = np.ceil(values / unit - 1e-6).astype(np.int64)
    model.maximize(cp_model.LinearExpr.weighted_sum(chosen, gains.tolist()))
    solver = constraint_solver()
    solver.parameters.linearization_level = 2
    solver.parameters.max_deterministic_time = work
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return YesOrNo(None, -np.inf, is_infeasible=True)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return YesOrNo(None, np.inf)
    x = np.array([solver.boolean_value(variable) for variable in chosen], dtype=float)
    is_kept = bool((rows @ x <= most + 1e-9).all())
    return YesOrNo(x if is_kept else None, solver.best_objective_bound * unit)


def _add_row(
    model: cp_model.CpModel, variables: list[cp_model.IntVar], takes: Floats, most: float
) -> None:
    if not variables:
        if most < -1e-9:
            model.add_bool_or([])
        return
    is_whole = bool((takes == np.round(takes)).all())
    factor = 1.0 if is_whole else _ROW_SCALE / float(np.abs(takes).max())
    whole = np.floor(takes * factor + 1e-9).astype(np.int64)
    limit = int(np.floor(most * factor + 1e-6)) + (0 if is_whole else 1)
    model.add(cp_model.LinearExpr.weighted_sum(variables, whole.tolist()) <= limit)
