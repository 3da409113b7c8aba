"""The one way to a solver of constraints, so that all of them leave the process as it was."""

from __future__ import annotations

from ortools.sat.python import cp_model


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
