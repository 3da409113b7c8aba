"""Solvers of constraints leave the process as it was."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pmo_toolkit

PACKAGE = Path(pmo_toolkit.__file__).resolve().parent
#: Solves, then interrupts itself: only Python's own handler makes an exception of it.
SCRIPT = """
import signal
from ortools.sat.python import cp_model
from pmo_toolkit.analysis.base.constraint_solver import constraint_solver
model = cp_model.CpModel()
model.maximize(model.new_int_var(0, 5, "x"))
solver = constraint_solver()
assert solver.solve(model) == cp_model.OPTIMAL
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_ctrl_c_after_solving_is_an_exception_and_kills_nothing():
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "interrupted\n"), (done.stderr, signal.SIGINT)


def test_no_module_makes_a_solver_of_its_own():
    makers = [
        path.name for path in PACKAGE.rglob("*.py") if "CpSolver()" in path.read_text("utf-8")
    ]
    assert makers == ["constraint_solver.py"]
