"""Levels between which a team changed."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.flow.regimes import levels, regime_starts, regimes_of
from pmo_toolkit.core.settings.capacity import FlowSettings
from tests.flow_series import moving, steady, two_levels, weekly

SETTINGS = FlowSettings()


def test_a_change_is_found_near_its_week_and_named():
    before, now = regimes_of(weekly(two_levels()), SETTINGS)
    assert abs(before.weeks - 60) <= 2 and before.weeks + now.weeks == 120
    assert abs(before.items_a_week - 4) < 1 and abs(now.items_a_week - 12) < 2
    assert now.first_week[:7] in ("2021-02", "2021-03") and before.first_week == "2020-01-06"


def test_a_steady_team_has_one_regime_nearly_always():
    numbers = [len(regimes_of(weekly(steady(seed=seed)), SETTINGS)) for seed in range(12)]
    assert numbers.count(1) >= 11


def test_what_is_found_as_of_a_week_does_not_know_the_weeks_after_it():
    items = moving(150)
    starts = regime_starts(items, SETTINGS)
    level = levels(items, starts, SETTINGS)
    early = regime_starts(items[:90], SETTINGS)
    assert (starts[:91] == early).all()
    assert np.allclose(level[:91], levels(items[:90], early, SETTINGS))


def test_the_level_follows_the_present_regime_and_a_bulk_closure_hardly_moves_it():
    items = two_levels()
    level = levels(items, regime_starts(items, SETTINGS), SETTINGS)
    assert abs(level[-1] - 12) < 3
    items = steady()
    with_bulk = items.copy()
    with_bulk[-3] = 500
    starts = regime_starts(items, SETTINGS)
    plain, moved = (levels(counts, starts, SETTINGS)[-1] for counts in (items, with_bulk))
    assert moved < 1.6 * plain


def test_many_items_from_one_week_to_the_next_are_soon_believed():
    items = np.concatenate([np.ones(20), np.full(12, 5000.0)])
    level = levels(items, regime_starts(items, SETTINGS), SETTINGS)
    assert level[-1] > 2500


def test_few_weeks_are_one_regime():
    assert [regime.weeks for regime in regimes_of(weekly(np.array([2.0])), SETTINGS)] == [1]
    assert regimes_of(weekly(np.empty(0)), SETTINGS) == ()


def test_a_fall_is_followed_about_as_soon_as_a_rise():
    def moved(before, after, share):
        """Part of the way to a new level after five weeks of it, in logarithms."""
        items = np.repeat([float(before), float(after)], [60, 5])
        chosen = FlowSettings(falling_share=share)
        level = levels(items, regime_starts(items, chosen), chosen)[-1]
        return np.log((level + 1) / (before + 1)) / np.log((after + 1) / (before + 1))

    rise = moved(6, 24, 0.7)
    assert moved(24, 6, 0.5) < moved(24, 6, 0.7) < rise
    assert moved(6, 24, 0.5) == rise
