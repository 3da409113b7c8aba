"""When the projects of a history started and ended, and the work that still runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from pmo_toolkit.analysis.estimating.history.columns import Numbers, as_numbers
from pmo_toolkit.analysis.estimating.in_time.horizon import YEAR

_Estimator = TypeVar("_Estimator", bound=Any)


@dataclass(frozen=True)
class Dates:
    """What is known in time of the finished projects of a history, and of running work.

    Parameters
    ----------
    started, ended : array of shape (n,)
        Decimal years; NaN where not known. Where no start is stated, the end less the duration, or
        else the end itself, stands in for it.
    running : DataFrame of shape (m, k)
        Drivers of running work.
    so_far : array of shape (m,)
        What it has taken so far of the target.
    running_since : array of shape (m,)
        Decimal years.
    is_time : bool
        Whether the target is the time that projects take.
    """

    started: Numbers
    ended: Numbers
    running: pd.DataFrame
    so_far: Numbers
    running_since: Numbers
    is_time: bool

    @property
    def running_known(self) -> bool:
        """Whether any running work tells something of the target."""
        return len(self.so_far) > 0

    @property
    def fingerprint(self) -> list[Any]:
        """All that a fit and its measurement depend on, as plain lists."""
        running = self.running.astype(object).where(self.running.notna(), None)
        return [
            [None if np.isnan(year) else float(year) for year in np.r_[self.started, self.ended]],
            [list(map(str, row)) for row in running.to_numpy().tolist()],
            [*self.so_far.tolist(), *self.running_since.tolist(), self.is_time],
        ]

    def fit(self, estimator: _Estimator, drivers: pd.DataFrame, actual: Numbers) -> _Estimator:
        """Fit an estimator to the finished projects and to running work."""
        if not self.running_known:
            estimator.fit(drivers, actual, started=self.started)
            return estimator
        bound = np.arange(len(actual) + len(self.so_far)) >= len(actual)
        estimator.fit(
            pd.concat([drivers, self.running], ignore_index=True),
            np.concatenate([actual, self.so_far]),
            censored=bound,
            started=np.concatenate([self.started, self.running_since]),
        )
        return estimator


def years_between(projects: pd.DataFrame) -> tuple[Numbers, Numbers]:
    """Start and end of finished projects in decimal years, as far as their columns tell."""
    started, ended = (_years(projects, name) for name in ("start_date", "finish_date"))
    took = np.full(len(projects), np.nan)
    if "actual_duration_days" in projects:
        days = pd.to_numeric(projects["actual_duration_days"], errors="coerce").to_numpy(float)
        took = np.where(days > 0, days / YEAR, np.nan)
    ended = np.where(np.isfinite(ended), ended, started + took)
    started = np.where(np.isfinite(started), started, ended - took)
    if not np.isfinite(started).any():
        started = ended
    return started, ended


def _years(projects: pd.DataFrame, name: str) -> Numbers:
    if name not in projects:
        return np.full(len(projects), np.nan)
    return as_numbers("date", (), projects[name])
