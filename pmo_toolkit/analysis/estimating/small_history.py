"""Effort of a proposal where the house has too few finished projects for a model.

Own projects and public figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import Curve, NotAssessed
from pmo_toolkit.analysis.estimating.estimate import Analogue, Estimate, Interval
from pmo_toolkit.analysis.estimating.measuring.accuracy import coverage_range
from pmo_toolkit.analysis.estimating.pooling import PooledEstimator
from pmo_toolkit.analysis.estimating.priors import SizePrior, prior_for
from pmo_toolkit.core.settings import Settings

_SHARES = tuple(round(share, 2) for share in np.arange(0.01, 1.0, 0.01))


def estimate_small_history(
    projects: pd.DataFrame,
    proposal: Mapping[str, Any],
    priors: Mapping[str, SizePrior],
    *,
    target: str,
    unit: str,
    settings: Settings,
) -> Estimate | NotAssessed:
    """Effort by size from few own projects, drawn towards public figures for the same unit.

    Parameters
    ----------
    projects : DataFrame
        Own finished projects with a positive actual.
    proposal : mapping
        Its ``size`` and ``size_unit`` are used.
    priors : mapping of str to SizePrior
        Public figures by unit of size.
    target, unit : str
        Only ``"effort_person_hours"`` can be estimated so.
    settings : Settings
        Uses confidence_levels.

    Returns
    -------
    Estimate or NotAssessed
        Measured coverage comes from predicting each own project from the others; with one project
        alone there is none.
    """
    if target != "effort_person_hours":
        return NotAssessed(
            target, "public figures exist for effort by size only", ReasonCode.NOT_APPLICABLE
        )
    size, size_unit = proposal.get("size"), proposal.get("size_unit")
    if size is None or pd.isna(size) or not size > 0 or size_unit is None or pd.isna(size_unit):
        return NotAssessed(
            target,
            "the proposal states no size with its unit, by which public figures could help",
            ReasonCode.NOT_STATED,
            names=("size", "size_unit"),
        )
    prior = prior_for(str(size_unit), priors)
    if isinstance(prior, NotAssessed):
        return NotAssessed(target, f"of public figures {prior.why}", prior.code, names=prior.names)
    own = _sized(projects, str(size_unit))
    if own.empty:
        return NotAssessed(
            target,
            f"none of them is sized in {size_unit}: outside view only",
            ReasonCode.NO_COMPARABLE_PROJECTS,
        )
    estimate = _pooled(own, prior, float(size), str(size_unit), target, unit, settings)
    return replace(estimate, left_out=len(projects) - len(own))


def _pooled(
    own: pd.DataFrame,
    prior: SizePrior,
    size: float,
    size_unit: str,
    target: str,
    unit: str,
    settings: Settings,
) -> Estimate:
    """The estimate for one size from own projects and public figures in one unit of size."""
    sizes = own["size"].to_numpy(dtype=float)
    actuals = own[f"actual_{target}"].to_numpy(dtype=float)
    model = PooledEstimator(prior).fit(sizes, actuals)
    values = model.predict_quantiles([size], _SHARES)[0]
    return Estimate(
        target=target,
        unit=unit,
        basis="few",
        basis_sentence=_basis_sentence(len(own), prior, model.own_weight_),
        point=float(values[_SHARES.index(0.5)]),
        intervals=tuple(_intervals(model, sizes, actuals, size, settings)),
        curve=Curve(tuple(float(value) for value in values), _SHARES, unit),
        n=len(own),
        drivers_used=("size",),
        drivers_missing=(),
        drivers_dropped=(("all other drivers", "so few projects can carry size alone"),),
        outside_range=_outside_range(size, size_unit, sizes, prior),
        standardised_accuracy=None,
        median_relative_error=None,
        actual_means=None,
        analogues=_nearest(own, size, target),
        n_public=prior.n,
    )


def _basis_sentence(own: int, prior: SizePrior, weight: float) -> str:
    return (
        "The house has too few finished projects for a model of its own: the estimate rests on"
        f" {own} of them and, where these are too few, on {prior.n} public ones of"
        f" {len(prior.sources)} data sets sized in {prior.size_unit}; your own carry"
        f" {weight:.0%} of its level.".replace("%", " %")
    )


def _outside_range(
    size: float, size_unit: str, sizes: NDArray[np.float64], prior: SizePrior
) -> tuple[str, ...]:
    """A remark where the size lies beyond all projects that the estimate rests on."""
    smallest = min(sizes.min(), *(source.smallest for source in prior.sources))
    largest = max(sizes.max(), *(source.largest for source in prior.sources))
    if smallest <= size <= largest:
        return ()
    return (
        f"size {size:,g} {size_unit} lies outside the {smallest:,g} to"
        f" {largest:,g} of all projects behind the estimate",
    )


def _sized(projects: pd.DataFrame, size_unit: str) -> pd.DataFrame:
    if "size" not in projects or "size_unit" not in projects:
        return projects.iloc[:0]
    same = projects["size_unit"].astype(str).str.casefold() == size_unit.strip().casefold()
    return projects[same & (projects["size"] > 0)].reset_index(drop=True)


def _intervals(
    model: PooledEstimator,
    sizes: NDArray[np.float64],
    actuals: NDArray[np.float64],
    size: float,
    settings: Settings,
) -> list[Interval]:
    n = len(sizes)
    left = [
        PooledEstimator(model.prior).fit(np.delete(sizes, i), np.delete(actuals, i))
        for i in range(n if n > 1 else 0)
    ]
    intervals = []
    for level in settings.estimating.confidence_levels:
        ends = model.predict_interval([size], level).iloc[0]
        hits = 0
        for i, other in enumerate(left):
            low, high = other.predict_interval([sizes[i]], level).iloc[0]
            hits += int(low <= actuals[i] <= high)
        low_share, high_share = coverage_range(hits, n)
        interval = Interval(
            level, float(ends["low"]), float(ends["high"]), hits / n, low_share, high_share, n
        )
        # With one project alone there is nothing to predict it from.
        intervals.append(
            interval
            if left
            else replace(interval, coverage=None, coverage_low=None, coverage_high=None, n=0)
        )
    return intervals


def _nearest(own: pd.DataFrame, size: float, target: str) -> tuple[Analogue, ...]:
    distances = np.abs(np.log(own["size"].to_numpy(dtype=float) / size))
    analogues = []
    for i in np.argsort(distances, kind="stable")[:5]:
        row = own.iloc[i]
        estimate = row.get(f"estimate_{target}")
        analogues.append(
            Analogue(
                project=str(row.get("project", i)),
                title=str(row["title"]) if "title" in own and pd.notna(row["title"]) else "",
                distance=float(1 - np.exp(-distances[i])),
                actual=float(row[f"actual_{target}"]),
                estimate=None if estimate is None or pd.isna(estimate) else float(estimate),
                facts=(("size", f"{row['size']:,g} {row['size_unit']}"),),
            )
        )
    return tuple(analogues)
