"""Effort of one proposal from few own projects and public figures, in one call."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.estimating.pooling import PooledEstimator
from pmo_toolkit.analysis.estimating.priors import SizePrior


@dataclass(frozen=True)
class PooledEstimate:
    """Effort of one proposal from few own projects and the public prior.

    Parameters
    ----------
    point : float
        Median, person-hours.
    intervals : tuple of (float, float, float)
        Confidence, low, high; person-hours.
    n_own, n_public : int
        Own projects, and public ones behind the prior.
    own_weight : float
        Share of the level that comes from own projects, 0–1.
    slope : float
        Per cent more effort for one per cent more size.
    data_sets : tuple of str
    sentence : str
    """

    point: float
    intervals: tuple[tuple[float, float, float], ...]
    n_own: int
    n_public: int
    own_weight: float
    slope: float
    data_sets: tuple[str, ...]
    sentence: str


def estimate_from_few(
    size: ArrayLike,
    effort: ArrayLike,
    proposed_size: float,
    prior: SizePrior | NotAssessed,
    levels: tuple[float, ...] = (0.8, 0.5),
) -> PooledEstimate | NotAssessed:
    """Effort of a proposal for a house with few finished projects.

    Own rows without a positive size and effort are left out.

    Returns
    -------
    PooledEstimate or NotAssessed
        Not assessed without any own project: public figures alone say nothing of this house, so
        that there is the outside view only; nor where there are no public figures for the unit of
        size.
    """
    if isinstance(prior, NotAssessed):
        return prior.about("effort_person_hours")
    own = np.column_stack(
        [np.asarray(size, dtype=float).ravel(), np.asarray(effort, dtype=float).ravel()]
    )
    own = own[(np.isfinite(own) & (own > 0)).all(axis=1)]
    if len(own) == 0:
        return NotAssessed(
            "effort_person_hours",
            f"no finished project of your own has both a size in {prior.size_unit} and an effort:"
            " outside view only",
            ReasonCode.NO_COMPARABLE_PROJECTS,
        )
    if not (np.isfinite(proposed_size) and proposed_size > 0):
        return NotAssessed(
            "effort_person_hours",
            "the proposal states no positive size",
            ReasonCode.NOT_STATED,
            names=("size",),
        )
    model = PooledEstimator(prior).fit(own[:, 0], own[:, 1])
    at = np.array([proposed_size])
    ends = {level: model.predict_interval(at, level).iloc[0] for level in levels}
    weight = model.own_weight
    return PooledEstimate(
        point=float(model.predict(at)[0]),
        intervals=tuple(
            (level, float(row["low"]), float(row["high"])) for level, row in ends.items()
        ),
        n_own=len(own),
        n_public=prior.n,
        own_weight=weight,
        slope=model.line[1],
        data_sets=tuple(source.name for source in prior.sources),
        sentence=(
            f"The estimate rests on {len(own)} finished project{'s' if len(own) > 1 else ''} of"
            f" your own and, where these are too few, on {prior.n} public ones of"
            f" {len(prior.sources)} data sets sized in {prior.size_unit}; your own carry"
            f" {weight:.0%} of its level."
        ),
    )
