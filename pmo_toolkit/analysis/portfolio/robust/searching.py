"""Some portfolios that no other beats, found by search where there are too many for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from pmo_toolkit.analysis.base.constraint_solver import constraint_solver
from pmo_toolkit.analysis.portfolio.robust.dominance import Booleans, Values
from pmo_toolkit.analysis.portfolio.robust.shapes import Floats, ScoredProposals

#: Shares and values as whole numbers, as the solver needs them.
_SCALE = 1e8
#: Deterministic work for one portfolio; a hundred proposals take a thousandth of it.
_MOST_WORK = 2.0
#: Steps from a portfolio to one that beats it, until one is reached that no other beats.
_MOST_STEPS = 20


def unbeaten_of_search(
    proposals: ScoredProposals, points: Floats, draws: int, rng: np.random.Generator
) -> Booleans:
    """Portfolios that no other beats, looked for so that each proposal is in one and out of one.

    Parameters
    ----------
    proposals : ScoredProposals
    points : ndarray of shape (points, criteria)
        Extreme points of the weights.
    draws : int
        Draws of weights, and of scores at either end of their ranges.
    rng : Generator

    Returns
    -------
    ndarray of bool of shape (portfolios, proposals)
        Each proved to be beaten by no other; there may be more.

    Notes
    -----
    A portfolio that is beaten is followed to the one that beats it most, until none does. For a
    proposal that all portfolios hold so far, one without it is looked for at every extreme point
    with its score at the lowest and all others at the highest; for one that none holds, the other
    way round.
    """
    solver = _Unbeaten(proposals, Values.of(proposals, points))
    for weights in rng.dirichlet(np.ones(len(points)), draws) @ points:
        ends = np.where(rng.random(proposals.low.shape) < 0.5, proposals.low, proposals.high)
        solver.keep(solver.climb(solver.best(ends @ weights)))
    weights = [*points, points.mean(axis=0)]
    for place in range(len(proposals.ids)):
        for held in (True, False):
            for attempt in solver.attempts(place, weights, held=held):
                if solver.knows(place, held=held):
                    break
                solver.keep(attempt)
    return solver.portfolios


class _Unbeaten:
    """Collects portfolios that no other beats."""

    def __init__(self, proposals: ScoredProposals, values: Values) -> None:
        self._proposals, self._values = proposals, values
        self._least = _whole(values.low)
        self._greatest = _whole(values.high)
        self._found: dict[bytes, Booleans] = {}

    @property
    def portfolios(self) -> Booleans:
        """All that were found, shape (portfolios, proposals)."""
        return np.array(list(self._found.values()), dtype=bool)

    def keep(self, portfolio: Booleans | None) -> None:
        """Remember a portfolio, if there is one."""
        if portfolio is not None:
            self._found[portfolio.tobytes()] = portfolio

    def knows(self, place: int, *, held: bool) -> bool:
        """Whether a portfolio with, or without, a proposal is known."""
        return any(bool(portfolio[place]) is held for portfolio in self._found.values())

    def attempts(
        self, place: int, weights: list[Floats], *, held: bool
    ) -> Iterator[Booleans | None]:
        """Portfolios with, or without, a proposal, its own score as it suits that."""
        own, others = (
            (self._proposals.high, self._proposals.low)
            if held
            else (self._proposals.low, self._proposals.high)
        )
        for point in weights:
            for beside in (others, own):
                scores = beside.copy()
                scores[place] = own[place]
                yield self.climb(self.best(scores @ point, {place: held}), {place: held})

    def best(self, worth: Floats, fixed: Mapping[int, bool] | None = None) -> Booleans | None:
        """The portfolio of the greatest worth; of equal ones always the same."""
        model, chosen = self._model(fixed)
        # A hair for every proposal, falling by place: what is worth nothing is not left out.
        gains = _whole(worth) + np.arange(len(worth), 0, -1)
        model.maximize(cp_model.LinearExpr.weighted_sum(chosen, gains.tolist()))
        return _solved(model, chosen)

    def climb(
        self, portfolio: Booleans | None, fixed: Mapping[int, bool] | None = None
    ) -> Booleans | None:
        """Go from a portfolio to one that beats it, until none does; None where the way is lost."""
        for _ in range(_MOST_STEPS):
            if portfolio is None:
                return None
            better = self._beating(portfolio, None)
            if better is None:
                return portfolio
            portfolio = self._beating(portfolio, fixed) if fixed else better
        return None

    def _beating(self, portfolio: Booleans, fixed: Mapping[int, bool] | None) -> Booleans | None:
        """The portfolio that beats another by most, at the best scores; None where none does.

        What both hold cancels out: a proposal of the other counts as held, so that only the
        difference remains.
        """
        model, chosen = self._model(fixed)
        surely = np.where(portfolio, self._greatest, self._least)
        perhaps = np.where(portfolio, self._least, self._greatest).sum(axis=0)
        for row in surely:
            total = cp_model.LinearExpr.weighted_sum(chosen, row.tolist())
            model.add(total >= int(row[portfolio].sum()))
        more = cp_model.LinearExpr.weighted_sum(chosen, perhaps.tolist())
        model.add(more >= int(perhaps[portfolio].sum()) + 1)
        model.maximize(more)
        return _solved(model, chosen)

    def _model(
        self, fixed: Mapping[int, bool] | None
    ) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
        proposals, model = self._proposals, cp_model.CpModel()
        chosen = [model.new_bool_var(name) for name in proposals.ids]
        for column, limit in enumerate(proposals.limits):
            takes = proposals.takes[:, column]
            if limit <= 0:
                for place in np.flatnonzero(takes > 0):
                    model.add(chosen[int(place)] == 0)
                continue
            shares = _whole(np.minimum(takes / limit, 2.0))
            within = int(_SCALE) + len(chosen)  # what rounding adds at most
            model.add(cp_model.LinearExpr.weighted_sum(chosen, shares.tolist()) <= within)
        for one, needed in proposals.places(proposals.requires):
            model.add_implication(chosen[one], chosen[needed])
        for one, other in proposals.places(proposals.excludes):
            model.add_at_most_one(chosen[one], chosen[other])
        for fixed_place, held in (fixed or {}).items():
            model.add(chosen[fixed_place] == int(held))
        return model, chosen


def _whole(values: Floats) -> NDArray[np.int64]:
    return np.rint(values * _SCALE).astype(np.int64)


def _solved(model: cp_model.CpModel, chosen: list[cp_model.IntVar]) -> Booleans | None:
    solver = constraint_solver()
    solver.parameters.max_deterministic_time = _MOST_WORK
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return np.array([solver.boolean_value(one) for one in chosen], dtype=bool)
