"""A history in time, for the model: what running work may come to, and ranges of the next."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.in_time.censored import Completed, complete
from pmo_toolkit.analysis.estimating.in_time.horizon import limits_of
from pmo_toolkit.analysis.estimating.in_time.intervals import IntervalsInTime
from pmo_toolkit.analysis.estimating.model.finished_projects import FinishedProjects
from pmo_toolkit.analysis.estimating.model.log_model import LogModel
from pmo_toolkit.analysis.estimating.model.preprocessing import DriverEncoder


def completed_projects(read: pd.DataFrame, projects: FinishedProjects) -> Completed:
    """The target with what running work, known or not, may come to, by the drivers as read."""
    n = len(projects.logs)
    bound = np.zeros(n, dtype=bool) if projects.censored is None else projects.censored
    limits = None
    if projects.started is not None and not bound.any():
        longest = limits_of(np.exp(projects.logs), projects.started)
        limits = None if longest is None else np.log(longest)
    if limits is None and not bound.any():
        return Completed.as_it_is(projects.logs, projects.weights)
    encoder = DriverEncoder().fit(read, projects.logs)
    encoded = encoder.transform(read)
    return complete(encoded, projects.logs, bound, projects.weights, limits)


def intervals_in_time(
    model: LogModel, completed: Completed, started: Numbers | None
) -> IntervalsInTime:
    """Ranges from what each project came to, or may come to, less its prediction without it."""
    rows, residuals = model.left_out
    expected = np.full(len(completed.logs), np.nan)
    expected[rows] = completed.logs[rows] - residuals
    residual = completed.value - expected[completed.row]
    known = np.isfinite(residual)
    return IntervalsInTime(running_known=completed.whole).fit(
        residual[known],
        completed.weight[known],
        None if started is None else started[completed.row[known]],
        float(len(rows)),
    )
