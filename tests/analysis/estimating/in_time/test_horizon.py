"""Times show by their ends that they were looked at until a day; costs do not."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks._simulated_house import YEAR, simulated_house
from pmo_toolkit.analysis.estimating.in_time.horizon import limits_of


@pytest.mark.parametrize("unit", [YEAR, 12.0, 1.0])
@pytest.mark.parametrize("seed", range(4))
def test_days_months_and_years_are_told(unit, seed):
    house = simulated_house(seed)
    seen = house.finished
    took = house.days[seen] / YEAR * unit
    limits = limits_of(took, house.started[seen])
    assert limits is not None
    assert np.all(limits >= took)
    assert limits == pytest.approx((house.as_of - house.started[seen]) * unit, abs=0.15 * unit)


@pytest.mark.parametrize("seed", range(6))
def test_costs_are_no_times(seed):
    house = simulated_house(seed)
    seen = house.finished
    assert limits_of(house.cost[seen], house.started[seen]) is None


def test_few_projects_or_one_start_say_nothing():
    house = simulated_house(0)
    few = np.flatnonzero(house.finished)[:15]
    assert limits_of(house.days[few], house.started[few]) is None
    seen = house.finished
    assert limits_of(house.days[seen], np.full(int(seen.sum()), 2001.0)) is None


def test_a_project_without_a_start_has_no_limit():
    house = simulated_house(1)
    seen = house.finished
    started = house.started[seen]
    started[3] = np.nan
    limits = limits_of(house.days[seen], started)
    assert limits is not None
    assert limits[3] == np.inf
