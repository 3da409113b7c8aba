"""Later projects are predicted from what was known when they started."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from benchmarks._simulated_house import YEAR, simulated_house
from pmo_toolkit.analysis.estimating.measuring.rivals import median
from pmo_toolkit.analysis.estimating.measuring.start_cohorts import by_start_cohort


def known(seed, **shape):
    """Drivers, days, starts and ends of the finished projects of a made-up house."""
    house = simulated_house(seed, **shape)
    rows = house.finished
    ended = house.started + house.days / YEAR
    return (
        house.drivers[rows].reset_index(drop=True),
        house.days[rows],
        house.started[rows],
        ended[rows],
    )


def test_nothing_that_ended_later_is_learnt_from():
    X, y, started, ended = known(0)
    X["ended"], X["started"] = ended, started

    def spy(past: pd.DataFrame, actual: np.ndarray, new: pd.DataFrame) -> np.ndarray:
        assert past["ended"].max() <= new["started"].min()
        return median(past, actual, new)

    seen = by_start_cohort(X, y, started, ended, rivals={"spy": spy})
    assert seen.protocol == "start cohorts"
    assert 3 <= seen.predictions["fold"].nunique() <= 5
    assert seen.tested == len(seen.predictions) > 30


def test_running_work_is_known_by_what_it_had_taken_alone():
    X, y, started, ended = known(1)
    handed: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    class Spy:
        def fit(self, X, y, *, censored, started):
            handed.append((np.asarray(y), censored, started))
            return self

        def predict_quantiles(self, X, started):
            return pd.DataFrame({share: np.full(len(X), 1.0) for share in (0.1, 0.5, 0.9)})

    by_start_cohort(
        X, y, started, ended, running_known=True, rivals={}, levels=(0.8,), estimator=Spy
    )
    for so_far, bound, since in handed:
        assert bound.any()
        days = np.unique((since[bound] + so_far[bound] / YEAR).round(6))
        assert len(days) == 1
        assert (since[~bound] + so_far[~bound] / YEAR).max() <= days[0] + 1e-6


def test_ranges_hold_in_time_about_as_often_as_they_say():
    hits = n = 0
    for seed in range(4):
        X, y, started, ended = known(seed)
        seen = by_start_cohort(X, y, started, ended, running_known=True, rivals={}, levels=(0.8,))
        hits, n = hits + round(seen.intervals[0.8].coverage * seen.tested), n + seen.tested
    assert 0.72 < hits / n < 0.88


def test_one_year_alone_is_refused():
    X, y, started, _ = known(2)
    with pytest.raises(ValueError, match="too few different starts"):
        by_start_cohort(X, y, np.full(len(y), 2001.0), started + 5, rivals={})
