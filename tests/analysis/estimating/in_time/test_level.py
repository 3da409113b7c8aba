"""The recent level follows what recent projects did, and no trend beyond."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.estimating.in_time.intervals import IntervalsInTime
from pmo_toolkit.analysis.estimating.in_time.level import RecentLevel


def residuals(seed, n=300, move=lambda t: 0 * t):
    rng = np.random.default_rng(seed)
    started = np.sort(rng.uniform(2010, 2018, n))
    return move(started - 2010) + 0.5 * rng.normal(size=n), started


def fitted(values, started):
    return RecentLevel().fit(values, np.ones(len(values)), started, 0.5)


def test_a_world_that_stands_still_has_a_level_near_nothing():
    levels = [float(fitted(*residuals(seed)).at(np.array([2018.5]))[0][0]) for seed in range(10)]
    assert np.std(levels) < 0.12
    assert np.mean(levels) == pytest.approx(0, abs=0.07)


def test_a_jump_is_followed():
    levels = [fitted(*residuals(seed, move=lambda t: 0.6 * (t > 4))) for seed in range(8)]
    after = [level.at(np.array([2018.2]))[0][0] for level in levels]
    before = [level.at(np.array([2011.0]))[0][0] for level in levels]
    assert np.mean(after) == pytest.approx(0.6, abs=0.1)
    assert np.mean(before) == pytest.approx(0, abs=0.1)


def test_a_trend_is_not_carried_on_but_doubt_grows():
    values, started = residuals(2, move=lambda t: 0.15 * t)
    mean, variance = fitted(values, started).at(np.array([2018.0, 2020.0, 2030.0]))
    assert mean[2] == pytest.approx(mean[0], abs=0.05)
    assert variance[0] < variance[1] < variance[2]


def test_few_projects_move_little():
    values, started = np.array([0.0, 0.0, 0.0, 1.0]), np.array([2010.0, 2011, 2012, 2013])
    assert 0 < fitted(values, started).at(np.array([2013.5]))[0][0] < 0.5


def ends(values, started, running_known, when=2018.2):
    ranges = IntervalsInTime(running_known).fit(values, np.ones(len(values)), started, len(values))
    middle, low, high = ranges.ends(np.zeros(1), (0.5, 0.8), np.ones(1), np.array([when]))
    return low[0], high[0], middle[0]


def test_a_fall_counts_only_where_running_work_is_known():
    values, started = residuals(3, move=lambda t: -0.6 * (t > 4))
    values -= values.mean()
    known, blind = ends(values, started, True), ends(values, started, False)
    assert known[2] < -0.15
    assert blind[2] > known[2] + 0.2
    assert blind[1][1] > known[1][1]


def test_ranges_are_nested_and_hold_the_middle():
    low, high, middle = ends(*residuals(4), True)
    assert low[1] < low[0] < middle < high[0] < high[1]


def test_without_starts_ranges_are_quantiles_of_residuals():
    values, _ = residuals(5)
    low, high, _ = ends(values, None, True)
    inside = np.mean((values > low[1]) & (values < high[1]))
    assert inside == pytest.approx(0.8, abs=0.02)
