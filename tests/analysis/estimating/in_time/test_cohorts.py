"""A cohort is predicted from what was known when it began, and counted whenever it ended."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks._simulated_house import YEAR, simulated_house
from pmo_toolkit.analysis.estimating.in_time.cohorts import start_cohorts


@pytest.mark.parametrize("seed", range(4))
def test_nothing_of_a_cohort_was_known(seed):
    house = simulated_house(seed)
    took = house.days / YEAR
    cohorts = start_cohorts(house.started, took)
    assert len(cohorts) == 5
    for cohort in cohorts:
        assert np.all(house.started[cohort.cohort] >= cohort.day)
        assert np.all(house.started[cohort.finished] + took[cohort.finished] <= cohort.day)
        assert np.all(house.started[cohort.running] < cohort.day)
        assert np.all(house.started[cohort.running] + took[cohort.running] > cohort.day)
    rows = np.concatenate([cohort.cohort for cohort in cohorts])
    assert len(rows) == len(set(rows.tolist()))


def test_starts_whose_long_projects_may_still_run_are_left_out():
    house = simulated_house(0, walk=0.0)
    seen = house.finished
    took = house.days[seen] / YEAR
    last = start_cohorts(house.started[seen], took)[-1]
    assert last.until < house.as_of - np.quantile(took, 0.85)


def test_rows_without_a_date_are_left_out():
    house = simulated_house(1)
    started = house.started.copy()
    started[::3] = np.nan
    for cohort in start_cohorts(started, house.days / YEAR):
        rows = np.concatenate([cohort.finished, cohort.running, cohort.cohort])
        assert not np.any(rows % 3 == 0)


def test_one_year_or_no_dates_give_no_cohort():
    took = np.random.default_rng(0).lognormal(0, 0.5, 50)
    assert start_cohorts(np.full(50, 2015.5), took) == ()
    assert start_cohorts(np.full(50, np.nan), took) == ()
