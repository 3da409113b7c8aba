"""The best selection of a model and a bound, by HiGHS; it stops by nodes, never by seconds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, OptimizeResult, milp

from pmo_toolkit.analysis.portfolio.model import Model
from pmo_toolkit.analysis.portfolio.shapes import Floats
from pmo_toolkit.core.settings.portfolio import PortfolioSettings

_OPTIMAL, _STOPPED, _INFEASIBLE = 0, 1, 2


@dataclass(frozen=True, eq=False)
class Solved:
    """The best that was found for a model.

    Parameters
    ----------
    chosen : ndarray of int
        Columns.
    value, bound : float
        Of the objective; nothing has more than the bound.
    """

    chosen: np.ndarray
    value: float
    bound: float


def solve(model: Model, settings: PortfolioSettings) -> Solved | None:
    """The best selection of a model; None where there is none.

    Parameters
    ----------
    model : Model
    settings : PortfolioSettings

    Returns
    -------
    Solved or None
    """
    count = model.columns.count
    if not count:
        _, most = model.rows()
        return Solved(np.zeros(0, dtype=np.int64), 0.0, 0.0) if (most >= 0).all() else None
    scale = float(np.abs(model.objective).max(initial=0.0)) or 1.0
    result = _milp(model, -1000.0 * model.objective / scale, settings)
    if result.x is None:
        return None
    chosen = np.flatnonzero(result.x[:count] > 0.5)
    value = value_of(model, chosen)
    bound = -float(result.mip_dual_bound) * scale / 1000.0
    return Solved(chosen, value, max(value, bound))


def value_of(model: Model, chosen: np.ndarray) -> float:
    """What a selection reaches of the objective, pairs included."""
    count = model.columns.count
    value = float(model.objective[chosen].sum())
    is_in = np.zeros(len(model.columns.proposals), dtype=bool)
    is_in[model.columns.proposal[chosen]] = True
    both = is_in[model.pairs.first] & is_in[model.pairs.second]
    return value + float(model.objective[count:][both].sum())


def _milp(model: Model, costs: Floats, settings: PortfolioSettings) -> OptimizeResult:
    rows, most = model.rows()
    whole = np.ones(model.variables)
    whole[model.columns.count :] = 0
    result = milp(
        costs,
        integrality=whole,
        bounds=Bounds(0.0, 1.0),
        constraints=LinearConstraint(rows, -np.inf, most),
        options={"node_limit": settings.node_limit, "mip_rel_gap": settings.gap},
    )
    if result.x is None and result.status != _INFEASIBLE:
        raise NotImplementedError(result.message)
    return result
