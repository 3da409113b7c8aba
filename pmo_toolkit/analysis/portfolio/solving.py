"""A model in the hands of HiGHS: its relaxation, and parts of it in whole numbers.

It stops by nodes, never by seconds, so that a busy machine gives the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, linprog, milp
from scipy.sparse import csc_array

from pmo_toolkit.analysis.base.constraint_solver import greatest_of_zero_one
from pmo_toolkit.analysis.portfolio.model import Model
from pmo_toolkit.analysis.portfolio.shapes import Floats
from pmo_toolkit.core.library_output import without_library_output

Marks = np.ndarray
#: The largest value of a column as the solver sees it: its tolerances are absolute.
_SOLVER_SCALE = 1000.0
_INFEASIBLE = 2
#: Nodes after which it is given up to look for any selection at all.
_NODES_FOR_ANY = 100_000


@dataclass(frozen=True, eq=False)
class Relaxation:
    """The model with parts of proposals allowed.

    Parameters
    ----------
    x : ndarray of shape (variables,)
    bound : float
        No selection has more; from the multipliers alone, so that it holds whatever the solver's
        accuracy is.
    loss : ndarray of shape (variables,)
        A selection with this variable has at most `bound` less this.
    multipliers : ndarray of shape (rows,)
        Value of one unit more of each row.
    """

    x: Floats
    bound: float
    loss: Floats
    multipliers: Floats


@dataclass(frozen=True, eq=False)
class Part:
    """The best of a part of a model.

    `x` is over all variables and None where nothing was found; `is_infeasible` where that is
    proved.
    """

    x: Floats | None
    bound: float
    is_infeasible: bool = False


class Program:
    """A model's arrays, as the solver takes them."""

    def __init__(self, model: Model):
        self.model = model
        rows, self.most = model.rows()
        self.rows = csc_array(rows)
        self.scale = float(np.abs(model.objective).max(initial=0.0)) or 1.0
        self.costs = -_SOLVER_SCALE * model.objective / self.scale

    @property
    def entries(self) -> int:
        """Numbers in the rows that are not nought: a measure of the work a node takes."""
        return int(self.rows.nnz)

    @cached_property
    def partners(self) -> csc_array:
        """Proposals that stand in one row of a tie, shape (proposals, proposals)."""
        owner = self.model.columns.proposal
        pairs = self.model.pairs
        count = len(self.model.columns.proposals)
        links = [np.array([pairs.first, pairs.second]).reshape(2, -1)]
        for limit in self.model.limits:
            if limit.is_tie:
                own = np.unique(owner[limit.rows.indices])
                links.append(np.array([own[:1].repeat(len(own) - 1), own[1:]]))
        first, second = np.concatenate(links, axis=1)
        ones = np.ones(2 * len(first))
        ends = (np.concatenate([first, second]), np.concatenate([second, first]))
        return csc_array((ones, ends), shape=(count, count))

    def relaxation(self) -> Relaxation | None:
        """The best with parts allowed; None where not even that keeps all limits."""
        result = linprog(
            self.costs, A_ub=self.rows, b_ub=self.most, bounds=(0.0, 1.0), method="highs"
        )
        if result.status == _INFEASIBLE:
            return None
        if result.x is None:  # the solver failed: every value that is positive, and no loss
            gain = np.maximum(self.model.objective, 0.0)
            nothing = np.zeros(len(gain))
            return Relaxation(nothing, float(gain.sum()), nothing, np.zeros(len(self.most)))
        multipliers = np.maximum(-result.ineqlin.marginals, 0.0)
        gain = -self.costs - self.rows.T @ multipliers
        bound = float(multipliers @ self.most + np.maximum(gain, 0.0).sum())
        unit = self.scale / _SOLVER_SCALE
        loss = np.maximum(-gain, 0.0) * unit
        return Relaxation(result.x, bound * unit, loss, multipliers * unit)

    def solve_part(self, free: Marks, fixed: np.ndarray, nodes: int, gap: float) -> Part:
        """The best selection that holds the columns `fixed` and is free in some variables.

        Parameters
        ----------
        free : ndarray of bool, shape (variables,)
        fixed : ndarray of int
            Columns that are chosen; none of them free.
        nodes : int
        gap : float
            The search ends once nothing can be better by more than this share.
        """
        if not free.any():
            x = np.zeros(len(free))
            x[fixed] = 1.0
            keeps = bool((self.rows @ x <= self.most + 1e-9).all())
            return Part(x if keeps else None, float(self.model.objective @ x), not keeps)
        rows = self.rows[:, free]
        left = self.most - self.rows[:, fixed].sum(axis=1)
        counts = np.diff(rows.tocsr().indptr) > 0
        if (left[~counts] < -1e-6).any():
            return Part(None, -np.inf, is_infeasible=True)
        with without_library_output():
            result = milp(
                self.costs[free],
                integrality=np.ones(int(free.sum())),
                bounds=Bounds(0.0, 1.0),
                constraints=LinearConstraint(rows.tocsr()[counts], -np.inf, left[counts]),
                options={"node_limit": nodes, "mip_rel_gap": gap},
            )
        return self._part(result, free, fixed)

    def proved(self, free: Marks, start: np.ndarray, work: float) -> Part:
        """The best selection of some variables by the constraint solver, the others at nought.

        Knapsacks of a hundred items under a few limits keep a search by relaxations busy for
        minutes; this one proves them in seconds.

        Parameters
        ----------
        free : ndarray of bool, shape (variables,)
        start : ndarray of int
            Columns of a selection to begin with.
        work : float
            Deterministic work, about a second each.
        """
        is_in = np.zeros(len(free), dtype=bool)
        is_in[start] = True
        rows, values = self.rows[:, free].tocsr(), self.model.objective[free]
        found = greatest_of_zero_one(values, rows, self.most, start=is_in[free], work=work)
        if found.x is None:
            return Part(None, found.bound, found.is_infeasible)
        x = np.zeros(len(free))
        x[free] = found.x
        return Part(x, found.bound)

    def any_selection(self, free: Marks) -> Part:
        """Any selection of some variables that keeps all limits, whatever it is worth."""
        other = Program(self.model.with_objective(np.zeros(self.model.variables)))
        return other.solve_part(free, np.zeros(0, dtype=np.int64), _NODES_FOR_ANY, 1.0)

    def _part(self, result: OptimizeResult, free: Marks, fixed: np.ndarray) -> Part:
        unit = self.scale / _SOLVER_SCALE
        settled = float(self.model.objective[fixed].sum())
        if result.x is None:
            is_infeasible = result.status == _INFEASIBLE
            return Part(None, -np.inf if is_infeasible else np.inf, is_infeasible)
        x = np.zeros(len(free))
        x[free] = np.round(result.x)
        x[fixed] = 1.0
        return Part(x, settled - float(result.mip_dual_bound) * unit)
