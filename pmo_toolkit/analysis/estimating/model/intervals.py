"""How far a range reaches: leave-one-out residuals, steadied by Student's t where they are few."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import t as student

from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.model.bayesian_linear import LeaveOneOut

#: Projects at which the residuals' own ranks count as much as Student's t.
_STEADIED_BY = 30


def reach(left_out: LeaveOneOut, levels: Sequence[float]) -> Numbers:
    """Half widths of central ranges, as multiples of the predictive standard deviation.

    The residual at rank level × n, interpolated, and the quantile of a Student's t of the
    residuals' own scale are averaged with weights n and 30. Beyond the largest residual only the t
    grows. It has a third as many degrees of freedom as there are projects, since penalty and
    encoding were learnt from all of them. Rises with the level and answers any in (0, 1).

    Parameters
    ----------
    left_out : LeaveOneOut
        Its number of groups takes the place of n.
    levels : sequence of float
        Within (0, 1).

    Returns
    -------
    array of shape (number of levels,)
    """
    scores, wanted = np.abs(left_out.scores), np.asarray(levels, dtype=float)
    order = np.argsort(scores, kind="stable")
    shares = np.concatenate([[0.0], np.cumsum(left_out.weights[order])]) / left_out.weights.sum()
    by_rank = np.interp(wanted, shares, np.concatenate([[0.0], scores[order]]))
    scale = float(np.sqrt(np.average(scores**2, weights=left_out.weights)))
    n = left_out.groups
    by_student = scale * student.ppf((1 + wanted) / 2, max(2.0, n / 3))
    return np.asarray((n * by_rank + _STEADIED_BY * by_student) / (n + _STEADIED_BY), dtype=float)
