"""The best schedule so far and the best bound, shared by all that search at the same time."""

from __future__ import annotations

import threading
from math import ceil

from pmo_toolkit.analysis.scheduling.generation.arrays import Draft
from pmo_toolkit.analysis.scheduling.packing import PackedProblem


class Incumbent:
    """Keeps what is best; every method may be called from any thread.

    Parameters
    ----------
    packed : PackedProblem
    objective : str
        One of `OBJECTIVES`.
    bound : int
        No makespan is shorter.
    value_bound : float
        No objective is smaller.
    """

    def __init__(self, packed: PackedProblem, objective: str, bound: int, value_bound: float):
        self.packed, self.objective = packed, objective
        self.is_weighted = objective != "makespan"
        self.bound = bound
        self.value_bound = value_bound
        self.best: Draft | None = None
        self.value = float("inf")
        self.makespan = packed.horizon
        self.is_exhausted = False
        self._lock = threading.Lock()

    def offer(self, draft: Draft) -> bool:
        """Take a schedule that keeps all rules, if it is better; whether it was."""
        ends = draft.ends(self.packed.arrays)
        makespan = int(ends.max(initial=0))
        value = float(makespan)
        if self.is_weighted:
            value = float((self.packed.arrays.weight * ends).sum())
        with self._lock:
            if (value, makespan) < (self.value, self.makespan) or self.best is None:
                self.best, self.value, self.makespan = draft, value, makespan
                return True
        return False

    def raise_bound(self, value: float) -> None:
        """No objective is below this; a fraction below a whole makespan counts as the whole."""
        with self._lock:
            if self.is_weighted:
                self.value_bound = max(self.value_bound, value)
            else:
                self.bound = max(self.bound, ceil(value - 1e-6))
                self.value_bound = float(self.bound)

    def exhaust(self) -> None:
        """Nothing better than the best is left."""
        self.is_exhausted = True

    @property
    def is_proved(self) -> bool:
        """Whether no schedule is better than the best one."""
        if self.best is None:
            return False
        return self.is_exhausted or (not self.is_weighted and self.makespan <= self.bound)
