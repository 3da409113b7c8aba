"""The best selection of a model and a bound on all others.

Small models are handed to the solver whole. For larger ones the relaxation says which columns can
matter. A first selection is found by annealing, or else by the solver among few columns; parts of
it are solved anew with all else fixed, and what is left after that, where it is little, is solved
whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csc_array, csr_array

from pmo_toolkit.analysis.portfolio.annealing.selections import Relaxed, annealed
from pmo_toolkit.analysis.portfolio.limits import Limit
from pmo_toolkit.analysis.portfolio.model import Model
from pmo_toolkit.analysis.portfolio.shapes import Floats
from pmo_toolkit.analysis.portfolio.solving import Part, Program, Relaxation
from pmo_toolkit.core.settings.portfolio import PortfolioSettings

#: Models of up to so many columns are handed to the solver whole.
SMALL = 600
#: Models of fewer columns are annealed in fewer steps.
_COLUMNS_OF_ALL_STEPS = 3000
#: Columns a proposal among which a first selection is looked for.
_PER_PROPOSAL = 2
#: Proposals of a part that is solved anew, and nodes for it.
_PART_PROPOSALS, _PART_NODES = 20, 20
#: Gap of a larger model beyond which the constraint solver goes on from what was found, and the
#: share of its work that is spent on that.
_WIDE_GAP, _PART_OF_PROOF = 0.01, 0.1
#: What is left is solved whole where the work allows so many nodes of it.
_LEAST_NODES = 100
_NOTHING = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, eq=False)
class Solved:
    """The best that was found for a model.

    Parameters
    ----------
    chosen : ndarray of int
        Columns, ascending.
    value, bound : float
        Of the objective; nothing has more than the bound.
    """

    chosen: np.ndarray
    value: float
    bound: float

    @property
    def gap(self) -> float:
        """What could be missing at most, as a share of the value."""
        return max(self.bound - self.value, 0.0) / max(1.0, abs(self.value))


@dataclass(frozen=True)
class Effort:
    """How far a search goes.

    Parameters
    ----------
    steps : int
        Of annealing.
    rounds : int
        Parts that are solved anew.
    work : float
        Entries of the rows times nodes, for what is solved whole.
    small_work : float
        The same for models of up to `SMALL` columns.
    enough : float
        Gap at which parts are no longer solved anew.
    settles_ties : bool
        Whether of selections of equal value the first by id is looked for.
    proof : float
        Deterministic work of the constraint solver on a model of up to `SMALL` columns that is not
        proved otherwise; a tenth of it on a larger one of which a wide gap is left.
    """

    steps: int
    rounds: int
    work: float
    small_work: float
    enough: float
    settles_ties: bool = True
    proof: float = 0.0

    @classmethod
    def full(cls, settings: PortfolioSettings) -> Effort:
        """That of a scenario's own selection."""
        work = settings.work
        return cls(
            settings.steps, settings.rounds, work, work, settings.enough, proof=settings.proof
        )

    @classmethod
    def light(cls, settings: PortfolioSettings) -> Effort:
        """That of one of many selections: points of a frontier."""
        work = settings.work
        steps, rounds = settings.steps // 10, settings.rounds // 4
        return cls(steps, rounds, work / 10, work, settings.enough)

    @classmethod
    def for_value(cls, settings: PortfolioSettings) -> Effort:
        """The same where the value alone counts: prices, clashes."""
        return replace(cls.light(settings), settles_ties=False)


def solve(
    model: Model, start: np.ndarray | None = None, *, effort: Effort, seed: int
) -> Solved | None:
    """The best selection of a model; None where there is none.

    Parameters
    ----------
    model : Model
    start : ndarray of int, optional
        Columns of a selection that keeps all limits.
    effort : Effort
    seed : int
        Which parts are solved anew.

    Returns
    -------
    Solved or None
    """
    program = Program(model)
    if not model.columns.count:
        return Solved(_NOTHING, 0.0, 0.0) if (program.most >= -1e-9).all() else None
    relaxed = program.relaxation()
    if relaxed is None:
        return None
    return _Search(program, relaxed, effort, seed).run(start)


class _Search:
    def __init__(self, program: Program, relaxed: Relaxation, effort: Effort, seed: int):
        self.program, self.relaxed, self.effort = program, relaxed, effort
        self.model, self.columns = program.model, program.model.columns
        self.count = self.columns.count
        self.seed, self.rng = seed, np.random.default_rng(seed)
        self.value, self.bound = -np.inf, relaxed.bound
        self.chosen = np.zeros(0, dtype=np.int64)

    def run(self, start: np.ndarray | None) -> Solved | None:
        if start is not None:
            self._take(start)
        if self.count > SMALL:
            self._anneal()
            if not np.isfinite(self.value) and not self._first():
                return None
            self._improve()
            self._narrow()
        if not self._is_proved() and not self._finish():
            return None
        return Solved(self.chosen, self.value, max(self.value, self.bound))

    def _anneal(self) -> None:
        """A selection by annealing; pairs count in its value, but do not guide it."""
        if not self.effort.steps or self._is_enough():
            return
        relaxed, limits = self.relaxed, self.model.limits
        first = len(self.columns.proposals) + 3 * len(self.model.pairs.value)
        is_tie = np.repeat([limit.is_tie for limit in limits], [len(one.most) for one in limits])
        chosen = annealed(
            csc_array(self.program.rows[first:, : self.count]),
            self.program.most[first:],
            self.model.objective[: self.count],
            self.columns.proposal,
            Relaxed(
                relaxed.x[: self.count],
                relaxed.loss[: self.count],
                relaxed.multipliers[first:],
                relaxed.multipliers[: len(self.columns.proposals)],
                relaxed.bound,
            ),
            is_tie.astype(bool),
            steps=int(self.effort.steps * min(1.0, self.count / _COLUMNS_OF_ALL_STEPS)),
            seed=self.seed,
        )
        if chosen is not None:
            self._take(chosen)

    def _is_enough(self) -> bool:
        gap = self.bound - self.value
        is_any = bool(np.isfinite(self.value))
        return is_any and gap <= self.effort.enough * max(1.0, abs(self.value))

    def _first(self) -> bool:
        """A selection among the columns that matter most; whether there is any at all."""
        loss = np.where(self.relaxed.x[: self.count] > 1e-6, -1.0, self.relaxed.loss[: self.count])
        most = min(self.count, max(SMALL, _PER_PROPOSAL * len(self.columns.proposals)))
        free = np.ones(self.model.variables, dtype=bool)
        for width in (most, self.count):
            free[: self.count] = loss <= np.partition(loss, width - 1)[width - 1]
            self._solve(free, _NOTHING, 1, self.effort.enough / 2)
            if np.isfinite(self.value):
                return True
        return self._any()

    def _any(self) -> bool:
        """Any selection at all, whatever it is worth."""
        free = np.ones(self.model.variables, dtype=bool)
        part = self.program.any_selection(free)
        if part.x is not None:
            self._take(np.flatnonzero(part.x[: self.count] > 0.5))
        return part.x is not None

    def _improve(self) -> None:
        """Solve parts of the selection anew until it is good enough or the rounds are over."""
        owner = self.columns.proposal
        near = np.full(len(self.columns.proposals), np.inf)
        np.minimum.at(near, owner, self.relaxed.loss[: self.count])
        for _ in range(self.effort.rounds):
            if self._is_enough():
                return
            gap = self.bound - self.value
            is_own = self._drawn_proposals(near, gap)
            free = np.ones(self.model.variables, dtype=bool)
            free[: self.count] = is_own[owner] & (self.relaxed.loss[: self.count] <= gap)
            is_kept = ~is_own[owner[self.chosen]]
            free[self.chosen[~is_kept]] = True
            self._solve(free, self.chosen[is_kept], _PART_NODES, 1e-4)

    def _narrow(self) -> None:
        """Where a wide gap is left, let the constraint solver go on from what was found.

        Few large proposals that stand badly hold many small ones in their places; it moves them
        together, where annealing moves one at a time.
        """
        gap = self.bound - self.value
        if self.effort.proof <= 0 or gap <= _WIDE_GAP * max(1.0, abs(self.value)):
            return
        free = np.ones(self.model.variables, dtype=bool)
        free[: self.count] = self.relaxed.loss[: self.count] <= gap
        self._prove(free, _PART_OF_PROOF * self.effort.proof)

    def _drawn_proposals(self, near: Floats, gap: float) -> np.ndarray:
        """Some proposals at random, rather those that could matter, shape (proposals,)."""
        weights = np.exp(-near / max(2.0 * gap, 1e-12)) + 1e-9
        size = min(_PART_PROPOSALS, len(near))
        drawn = self.rng.choice(len(near), size, replace=False, p=weights / weights.sum())
        is_own = np.zeros(len(near), dtype=bool)
        is_own[drawn] = True
        return is_own

    def _finish(self) -> bool:
        """Solve whole what can still be better, where it is little enough; whether any is found."""
        has_any = bool(np.isfinite(self.value))
        free = np.ones(self.model.variables, dtype=bool)
        if has_any:
            free[: self.count] = self.relaxed.loss[: self.count] <= self.bound - self.value
        entries = max(int(self.program.rows[:, free].nnz), 1)
        is_small = self.count <= SMALL
        work = self.effort.small_work if is_small else self.effort.work
        if has_any and not is_small and entries > work / _LEAST_NODES:
            return True
        part = self._solve(free, _NOTHING, int(work / entries) + 1, 1e-9)
        if part.x is None and not has_any:
            return not part.is_infeasible and self._any()
        self.bound = min(self.bound, max(part.bound, self.value))
        if is_small and self.effort.proof > 0 and not self._is_proved():
            self._prove(free, self.effort.proof)
        return True

    def _prove(self, free: np.ndarray, work: float) -> None:
        """What HiGHS could not prove, proved by the constraint solver where that can be done."""
        part = self.program.proved(free, self.chosen, work)
        if part.x is not None:
            self._take(np.flatnonzero(part.x[: self.count] > 0.5))
        self.bound = min(self.bound, max(part.bound, self.value))

    def _solve(self, free: np.ndarray, fixed: np.ndarray, nodes: int, gap: float) -> Part:
        part = self.program.solve_part(free, fixed, nodes, gap)
        if part.x is not None:
            self._take(np.flatnonzero(part.x[: self.count] > 0.5))
        return part

    def _take(self, chosen: np.ndarray) -> None:
        value = self.model.value_of(chosen)
        if value > self.value:
            self.value, self.chosen = value, chosen

    def _is_proved(self) -> bool:
        is_any = bool(np.isfinite(self.value))
        return is_any and self.bound - self.value <= 1e-9 * max(1.0, abs(self.value))


def first_by_id(model: Model, solved: Solved, *, effort: Effort) -> Solved:
    """Of selections of equal value the one with the fewest proposals, then the first by id.

    Looked for where the value is proved and the model is small. First by id: the least sum of the
    square roots of the places of its columns, by proposal, option and quarter.
    """
    count = model.columns.count
    if not effort.settles_ties or not 0 < count <= SMALL or solved.gap > 1e-9:
        return solved
    share = np.sqrt(np.arange(1, count + 1) / count) / max(len(model.columns.proposals), 1)
    costs = np.concatenate([-1.0 - share, np.zeros(model.variables - count)])
    unit = float(np.abs(model.objective).max(initial=0.0)) or 1.0
    least = solved.value - 1e-9 * max(unit, abs(solved.value))
    as_good = Limit(
        "as good", "as good", csr_array(-model.objective[None, :] / unit), np.array([-least / unit])
    )
    program = Program(model.with_limits([*model.limits, as_good]).with_objective(costs))
    free = np.ones(model.variables, dtype=bool)
    nodes = int(effort.small_work / max(program.entries, 1)) + 1
    part = program.solve_part(free, _NOTHING, nodes, 0.0)
    if part.x is None:
        return solved
    chosen = np.flatnonzero(part.x[:count] > 0.5)
    value = model.value_of(chosen)
    if abs(value - solved.value) > 1e-9 * max(unit, abs(solved.value)):
        return solved
    return Solved(chosen, value, max(value, solved.bound))
