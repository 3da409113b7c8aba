"""A scenario as a mixed-integer linear program: variables, what is maximised, what must be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import coo_array, csr_array, vstack

from pmo_toolkit.analysis.portfolio.columns import Columns
from pmo_toolkit.analysis.portfolio.limits import Limit
from pmo_toolkit.analysis.portfolio.shapes import Floats, PortfolioProblem, TieKind


@dataclass(frozen=True, eq=False)
class Pairs:
    """Proposals that are worth more, or less, together.

    Parameters
    ----------
    first, second : ndarray of int, shape (pairs,)
        Places of the proposals.
    value : ndarray, shape (pairs,)
        What comes on top if both are chosen.
    """

    first: np.ndarray
    second: np.ndarray
    value: Floats


@dataclass(frozen=True, eq=False)
class Model:
    """What is maximised over whole numbers 0 and 1, and the limits.

    The variables are the columns, then one a pair: 1 if both proposals are chosen.

    Parameters
    ----------
    columns : Columns
    pairs : Pairs
    objective : ndarray of shape (variables,)
    limits : tuple of Limit
        Over the columns.
    """

    columns: Columns
    pairs: Pairs
    objective: Floats
    limits: tuple[Limit, ...]

    @property
    def variables(self) -> int:
        """Columns and pairs."""
        return len(self.objective)

    def with_limits(self, limits: Sequence[Limit]) -> Model:
        """The same with these limits instead."""
        return replace(self, limits=tuple(limits))

    def with_objective(self, objective: Floats) -> Model:
        """The same, but something else is maximised."""
        return replace(self, objective=objective)

    def rows(self) -> tuple[csr_array, Floats]:
        """All rows and what they must not exceed: (rows × variables, rows)."""
        parts = [self._one_way_rows(), *self._pair_rows()]
        most = [np.ones(parts[0].shape[0]), *(np.zeros(len(self.pairs.value)) for _ in range(2))]
        most.append(np.ones(len(self.pairs.value)))
        for limit in self.limits:
            parts.append(_widened(limit.rows, self.variables))
            most.append(limit.most)
        return csr_array(vstack(parts, format="csr")), np.concatenate(most)

    def _one_way_rows(self) -> csr_array:
        """At most one option and start of each proposal."""
        own = self.columns.proposal
        ones = np.ones(len(own))
        shape = (len(self.columns.proposals), self.variables)
        return csr_array(coo_array((ones, (own, np.arange(len(own)))), shape=shape))

    def _pair_rows(self) -> tuple[csr_array, csr_array, csr_array]:
        """A pair counts if both are chosen: two rows against too much, one against too little."""
        one_way, pairs = self._one_way_rows(), self.pairs
        count = self.columns.count
        gain = pairs.value > 0
        shape = (len(gain), self.variables)
        rows = np.arange(len(gain))
        own = csr_array(coo_array((np.ones(len(gain)), (rows, count + rows)), shape=shape))
        chosen = (one_way[pairs.first], one_way[pairs.second])
        at_most = [_scaled(own - part, gain) for part in chosen]
        at_least = _scaled(chosen[0] + chosen[1] - own, ~gain)
        return at_most[0], at_most[1], at_least


def pairs_of(problem: PortfolioProblem, columns: Columns) -> Pairs:
    """Ties of the kind ENABLES, each pair once; of several rows the first by value counts."""
    places = {proposal.id: place for place, proposal in enumerate(columns.proposals)}
    values: dict[tuple[int, int], float] = {}
    for tie in sorted(problem.ties, key=lambda tie: (tie.start, tie.end, -tie.value)):
        if tie.kind is TieKind.ENABLES and tie.value:
            values.setdefault((places[tie.start], places[tie.end]), tie.value)
    keys = sorted(values)
    return Pairs(
        np.array([first for first, _ in keys], dtype=np.int64),
        np.array([second for _, second in keys], dtype=np.int64),
        np.array([values[key] for key in keys], dtype=float),
    )


def _scaled(rows: csr_array, factors: np.ndarray) -> csr_array:
    return csr_array(rows.multiply(factors.astype(float)[:, None]))


def _widened(rows: csr_array, width: int) -> csr_array:
    if rows.shape[1] == width:
        return rows
    return csr_array((rows.data, rows.indices, rows.indptr), shape=(rows.shape[0], width))
