"""Ranges for a project that starts at a given time: recent residuals around the recent level."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np
from scipy.stats import t as student

from pmo_toolkit.analysis.estimating.history.columns import Numbers
from pmo_toolkit.analysis.estimating.in_time.level import RecentLevel

#: Years after which a residual counts half.
_HALF_LIFE = 4.0
#: As many projects must count at least, however old they are; else older ones count more.
_FLOOR = 30.0
#: Projects at which the residuals' own ranks count as much as Student's t.
_STEADIED_BY = 30.0


class IntervalsInTime:
    """Ranges that follow the most recent cohorts of starts.

    The residuals of projects, left out one fold at a time, are taken less the level of their
    cohort; a range is made of their quantiles, weighted by recency, around the level at the time of
    the new start, and wider by what is not known of that level.

    Parameters
    ----------
    running_known : bool
        Whether running work stands among the projects, or its absence has been made up for. Where
        not, the latest cohorts lack their long projects: they count no more than others, and their
        level may only raise ranges, never lower them.

    Attributes
    ----------
    level_ : RecentLevel or None
        None where no start is known.
    latest_ : float
        Latest start that is known; it stands in where a new project states none.
    """

    def __init__(self, running_known: bool):
        self.running_known = running_known

    def fit(
        self, residuals: Numbers, weights: Numbers, started: Numbers | None, projects: float
    ) -> Self:
        """Learn from residuals in logarithms.

        Parameters
        ----------
        residuals, weights : array of shape (m,)
            Several of a project are possible, with a share of its weight each.
        started : array of shape (m,) or None
            Decimal years; NaN where not stated.
        projects : float
            Projects behind the residuals.
        """
        self.projects_ = projects
        self.level_: RecentLevel | None = None
        self.latest_ = np.nan
        left, counted = residuals, weights
        dated = np.zeros(len(residuals), dtype=bool) if started is None else np.isfinite(started)
        if started is not None and len(np.unique(started[dated])) > 1:
            times = np.where(dated, started, np.median(started[dated]))
            self.latest_ = float(started[dated].max())
            self.level_ = RecentLevel().fit(
                residuals[dated], weights[dated], started[dated], _spread(residuals, weights)
            )
            if self.running_known:
                left = residuals - self.level_.at(times)[0]
                counted = weights * self._recency(weights, self.latest_ - times)
        order = np.argsort(left)
        self.left_, counted = left[order], counted[order]
        self.places_ = (np.cumsum(counted) - counted / 2) / counted.sum()
        self.middle_ = float(np.interp(0.5, self.places_, self.left_))
        self.spread_ = _spread(self.left_, counted)
        counts = counted.sum() ** 2 / np.sum(counted**2)
        self.effective_ = float(np.clip(counts, 2, max(projects, 2)))
        return self

    def ends(
        self,
        point: Numbers,
        levels: Sequence[float],
        widening: Numbers,
        started: Numbers | None = None,
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Medians (m,), lower and upper ends (m, number of levels).

        What the latest cohorts did moves an end outwards, never inwards: a level that is believed
        too soon would shut out those who do as ever, such as all that keep to their plan.

        Parameters
        ----------
        point : array of shape (m,)
            Predicted logarithms.
        levels : sequence of float
        widening : array of shape (m,)
            Factor of each row's width.
        started : array of shape (m,), optional
            Decimal years; the latest known start where missing.
        """
        shift, factor = np.zeros(len(point)), np.ones(len(point))
        if self.level_ is not None:
            times = np.full(len(point), self.latest_) if started is None else started
            shift, variance = self._level(np.where(np.isfinite(times), times, self.latest_))
            factor = np.sqrt(1 + variance / self.spread_**2)
        down, up = self._reach(levels)
        scale = (factor * widening)[:, None]
        base = (point + self.middle_)[:, None]
        outward, inward = np.maximum(shift, 0.0)[:, None], np.minimum(shift, 0.0)[:, None]
        middle = point + self.middle_ + shift
        return middle, base + inward - scale * down, base + outward + scale * up

    def _reach(self, levels: Sequence[float]) -> tuple[Numbers, Numbers]:
        """How far ranges reach below and above the middle, shape (number of levels,) each.

        Quantiles of the residuals, steadied by Student's t where they are few.
        """
        wanted = np.asarray(levels, dtype=float)
        n = self.effective_
        by_student = self.spread_ * student.ppf((1 + wanted) / 2, max(2.0, n / 3))
        low = self.middle_ - np.interp((1 - wanted) / 2, self.places_, self.left_)
        high = np.interp((1 + wanted) / 2, self.places_, self.left_) - self.middle_
        share = n / (n + _STEADIED_BY)
        return (
            share * low + (1 - share) * by_student,
            share * high + (1 - share) * by_student,
        )

    def _level(self, times: Numbers) -> tuple[Numbers, Numbers]:
        assert self.level_ is not None
        mean, variance = self.level_.at(times)
        return (mean if self.running_known else np.maximum(mean, 0.0)), variance

    def _recency(self, weights: Numbers, age: Numbers) -> Numbers:
        """Weights that halve with age, slowly enough that the floor of projects counts."""
        half_life = _HALF_LIFE
        enough = min(_FLOOR, 0.9 * self.projects_)
        share = self.projects_ / weights.sum()
        for _ in range(20):
            recency = np.asarray(0.5 ** (np.maximum(age, 0) / half_life), dtype=float)
            counted = weights * recency
            total = counted.sum() ** 2 / np.sum(weights * recency**2)
            if total * share >= enough:
                return recency
            half_life *= 1.3
        return np.ones(len(age))


def _spread(residuals: Numbers, weights: Numbers) -> float:
    """Standard deviation, not less than a millionth."""
    centre = np.average(residuals, weights=weights)
    return max(float(np.sqrt(np.average((residuals - centre) ** 2, weights=weights))), 1e-6)
