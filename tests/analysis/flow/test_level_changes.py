"""Weeks at which the level of a team changed."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import nbinom

from pmo_toolkit.analysis.flow.level_changes import dispersions, level_changes
from pmo_toolkit.core.settings.capacity import FlowSettings
from tests.flow_series import moving, steady, two_levels

SETTINGS = FlowSettings()


def lively(mean, shape, seed):
    rng = np.random.default_rng(seed)
    return rng.poisson(rng.gamma(shape, np.asarray(mean) / shape)).astype(float)


def weeks_until_named(items, place):
    starts = level_changes(items, SETTINGS).starts
    named = np.flatnonzero(np.abs(starts - place) <= 6)
    named = named[named >= place]
    return int(named[0]) - place if len(named) else 999


@pytest.mark.parametrize(("factor", "most"), [(0.5, 16), (2.0, 14)])
def test_a_halving_or_doubling_of_lively_teams_is_named_within_a_quarter(factor, most):
    # measured: 14 and 10 weeks in the middle; the search by root counts took 38 and 14
    level = np.repeat([12.0, 12.0 * factor], [60, 60])
    weeks = [weeks_until_named(lively(level, 4.0, seed), 60) for seed in range(5000, 5024)]
    assert np.median(weeks) <= most


def test_steady_teams_are_hardly_ever_called_changed():
    named = [
        (level_changes(items, SETTINGS).starts[26:] > 0).any()
        for seed in range(5100, 5130)
        for items in (steady(130, seed=seed), lively(np.full(130, 10.0), 4.0, seed))
    ]
    assert np.mean(named) <= 0.1


def test_a_change_that_the_next_weeks_do_not_bear_out_is_given_up():
    items = np.concatenate([np.full(60, 8.0), np.full(10, 22.0), np.full(60, 8.0)])
    items += np.tile([-2.0, 2.0], 65)
    found = level_changes(items, SETTINGS)
    assert (found.starts == 60).any()
    assert all(starts >= SETTINGS.regime_weeks for starts in np.diff((*found.now, 130)))


def test_no_regime_is_shorter_than_the_settings_say_and_the_last_one_agrees():
    for seed in range(5):
        found = level_changes(moving(300, seed=seed), SETTINGS)
        spans = [end - start for start, end in pairwise((*found.now, 300))]
        assert min(spans) >= SETTINGS.regime_weeks and found.now[-1] == found.starts[-1]
        assert found.now[0] == 0


def test_the_gain_is_that_of_two_negative_binomial_levels():
    """Against scipy: the split that is named gains at least what the settings ask for."""
    items = two_levels()
    found = level_changes(items, SETTINGS)
    week = int(np.flatnonzero(found.starts > 0)[0])
    place = int(found.starts[week])
    shape = 1 / dispersions(items, SETTINGS.usual_dispersion)[week]

    def likelihood(counts):
        mean = counts.mean()
        return nbinom.logpmf(counts, shape, shape / (shape + mean)).sum()

    def gain(at, until):
        parts = likelihood(items[:at]) + likelihood(items[at:until])
        return 2 * (parts - likelihood(items[:until]))

    assert gain(place, week) > SETTINGS.regime_evidence
    least = SETTINGS.regime_weeks
    earlier = [gain(at, week - 1) for at in range(least, week - least)]
    assert max(earlier, default=0.0) <= SETTINGS.regime_evidence


def test_dispersion_is_that_of_the_team_and_usual_at_first():
    own = [dispersions(lively(np.full(400, 20.0), 4.0, seed), 0.3)[-1] for seed in range(8)]
    assert abs(np.mean(own) - 0.25) < 0.06
    assert (dispersions(steady(20), 0.3) == 0.3).all()
    assert dispersions(np.zeros(80), 0.3).min() > 0
    even = [dispersions(steady(400, 20.0, seed), 0.3)[-1] for seed in range(8)]
    assert np.mean(even) < 0.1


def test_a_change_of_the_last_weeks_does_not_hide_itself():
    items = np.concatenate([steady(60, 20.0), np.full(12, 400.0)])
    assert dispersions(items, 0.3)[-1] == dispersions(items[:60], 0.3)[-1] or (
        dispersions(items, 0.3)[-1] < 0.3
    )


def test_weeks_without_any_item_are_levels_too():
    found = level_changes(np.concatenate([steady(60, 5.0), np.zeros(30)]), SETTINGS)
    assert len(found.now) == 2 and abs(found.now[1] - 60) <= 2
    assert level_changes(np.zeros(50), SETTINGS).now == (0,)
    assert level_changes(np.empty(0), SETTINGS).now == ()
