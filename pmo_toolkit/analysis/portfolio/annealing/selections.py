"""A good selection of a large portfolio, by annealing from what its relaxation says."""

from __future__ import annotations

import threading
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array

from pmo_toolkit.analysis.base.compiled_loops import compiled_loops
from pmo_toolkit.analysis.portfolio.annealing import loops
from pmo_toolkit.analysis.portfolio.annealing.loops import Ways

Floats = NDArray[np.float64]
_once = threading.Lock()
#: From the innermost outwards.
_LOOPS = (
    *(loops.drawn, loops.book, loops.book_all, loops.fits, loops.priced, loops.take_out),
    *(loops.least_missed, loops.keeps, loops.fill, loops.prune, loops.mend, loops.worth),
    *(loops.step, loops.anneal),
)
#: Ways that lose more than this share of the bound are not looked at, and proposals without which
#: more is lost are not left out while it cools.
_MOST_LOSS = 0.0007
#: Heat at the start and at the end, as shares of the bound by proposal.
_HOT, _COLD = 0.05, 0.005
#: Of a limit that costs nothing in the relaxation, as a share of the middle price of the others.
_LEAST_PRICE = 0.3
#: After each block of steps a selection that keeps all limits is made.
_STEPS = 1000


class Relaxed(NamedTuple):
    """What the relaxation says, in the unit of the value.

    Of the columns their parts and losses, of the rows the multipliers, of the proposals what is
    lost without them.
    """

    parts: Floats
    loss: Floats
    multipliers: Floats
    missed: Floats
    bound: float


def annealed(
    rows: csc_array,
    most: Floats,
    value: Floats,
    owner: NDArray[np.int64],
    relaxed: Relaxed,
    is_tie: NDArray[np.bool_],
    *,
    steps: int,
    seed: int,
) -> NDArray[np.int64] | None:
    """A selection that keeps all rows; None where none was found, or numba is missing.

    Parameters
    ----------
    rows : csc_array of shape (rows, columns)
        Beside the rule that a proposal has one way at most.
    most : ndarray of shape (rows,)
    value : ndarray of shape (columns,)
    owner : ndarray of int, shape (columns,)
        Proposal of each column, ascending.
    relaxed : Relaxed
    is_tie : ndarray of bool, shape (rows,)
        Rows between proposals, which are broken as a whole or not at all.
    steps : int
    seed : int

    Returns
    -------
    ndarray of int or None
        Columns, ascending.
    """
    anneal = _anneal()
    groups = int(owner.max(initial=-1)) + 1
    if anneal is None or relaxed.bound <= 0:
        return None
    a_proposal = relaxed.bound / groups
    chosen = _likely(owner, relaxed.parts, groups)
    best = chosen.copy()
    found = anneal(
        _ways(rows, most, value, owner, relaxed, is_tie),
        chosen,
        best,
        max(steps // _STEPS, 1),
        _STEPS,
        _HOT * a_proposal,
        _COLD * a_proposal,
        np.random.default_rng(seed).integers(1, 2**63, 1, dtype=np.uint64),
    )
    return None if np.isinf(found) else np.sort(best[best >= 0])


def _likely(owner: NDArray[np.int64], parts: Floats, groups: int) -> NDArray[np.int64]:
    """The greatest part of each proposal that the relaxation takes by more than half, else -1."""
    chosen = np.full(groups, -1, dtype=np.int64)
    order = np.argsort(parts, kind="stable")
    chosen[owner[order]] = order
    chosen[np.bincount(owner, parts, groups) <= 0.5] = -1
    return chosen


def _ways(
    rows: csc_array,
    most: Floats,
    value: Floats,
    owner: NDArray[np.int64],
    relaxed: Relaxed,
    is_tie: NDArray[np.bool_],
) -> Ways:
    parts, loss, multipliers, missed, bound = relaxed
    groups = int(owner.max(initial=-1)) + 1
    is_open = np.flatnonzero(loss <= _MOST_LOSS * bound)
    by_row = rows.tocsr()
    dear = multipliers[multipliers > 0]
    least = _LEAST_PRICE * (float(np.median(dear)) if len(dear) else bound / groups)
    price = np.maximum(multipliers, least)
    price[is_tie] = np.maximum(price[is_tie], bound / groups)
    return Ways(
        owner=owner.astype(np.int64),
        value=value.astype(float),
        first=np.searchsorted(owner[is_open], np.arange(groups + 1)).astype(np.int64),
        open=is_open.astype(np.int64),
        certain=(missed > _MOST_LOSS * bound).astype(np.int64),
        order=np.argsort(loss - 1e-3 * bound / groups * parts, kind="stable")[: 3 * groups],
        column_ends=rows.indptr.astype(np.int64),
        column_rows=rows.indices.astype(np.int64),
        column_takes=rows.data.astype(float),
        row_ends=by_row.indptr.astype(np.int64),
        row_columns=by_row.indices.astype(np.int64),
        row_takes=by_row.data.astype(float),
        most=most.astype(float),
        price=price,
        means=rows.T @ np.where(is_tie, 0.0, multipliers),
    )


def _anneal() -> Any:
    with _once:
        return _compiled()


@cache
def _compiled() -> Any:
    """The loop as machine code; None without numba, since it would take minutes."""
    known = compiled_loops(_LOOPS, (loops.anneal,))
    return None if known is None else known["anneal"]
