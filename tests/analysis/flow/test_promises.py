"""Promises as of every week, and how often they are kept."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks._flow_worlds import invented_teams
from pmo_toolkit.analysis.flow.promises import SHARES, promises, whole_items
from pmo_toolkit.analysis.flow.regimes import levels, regime_starts
from pmo_toolkit.core.settings.capacity import FlowSettings
from tests.flow_series import moving, steady

SETTINGS = FlowSettings()


def made(items, weeks=8, chosen=SETTINGS):
    return promises(items, levels(items, regime_starts(items, chosen), chosen), weeks, chosen)


def test_a_promise_knows_nothing_of_what_comes_after_its_week():
    items = moving(160)
    whole, early = made(items), made(items[:100])
    assert np.allclose(whole.at_least[:101], early.at_least)
    assert np.isnan(early.actual[93:]).all() and not np.isnan(early.actual[:93]).any()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.integers(0, 40), min_size=4, max_size=60),
    st.integers(1, 20),
)
def test_more_chance_never_promises_more_and_nothing_below_nought(counts, weeks):
    promised = made(np.array(counts, dtype=float), weeks).at_least
    assert (np.diff(promised, axis=1) <= 1e-9).all() and (promised >= 0).all()


def test_wandering_teams_keep_the_promises_as_often_as_they_should():
    kept = [made(moving(seed=seed)) for seed in range(6)]
    shares = np.mean([each.is_kept()[each.origins(26)].mean(axis=0) for each in kept], axis=0)
    assert shares == pytest.approx(SHARES, abs=0.05)


def test_a_team_of_its_own_kind_is_narrower_than_the_usual_spread():
    own = made(steady(200))
    young = made(steady(200)[:12])
    gaps = [(each.now[0] - each.now[-1]) / each.now[0] for each in (own, young)]
    assert gaps[0] < 0.7 * gaps[1]
    assert (own.own_errors, young.own_errors) == (24, 0)


def test_missed_promises_lower_those_that_follow():
    rng = np.random.default_rng(2)
    # each stretch of eight weeks falls short of the one before
    items = rng.poisson(30 * 0.985 ** np.arange(200)).astype(float)
    still = FlowSettings(correction_step=0.0)
    moved, unmoved = (made(items, chosen=chosen) for chosen in (SETTINGS, still))
    kept = [each.is_kept()[each.origins(26)][:, 1].mean() for each in (moved, unmoved)]
    assert abs(kept[0] - 0.8) < abs(kept[1] - 0.8) or kept[0] > kept[1]


def test_invented_teams_of_all_kinds_keep_promises_and_none_is_far_off():
    # measured on seeds 1 to 30: 51.2, 82.2, 86.6, 94.7; the least kept series .66
    shares, kept = [], []
    for items in invented_teams(1, 30).values():
        each = made(items)
        origins = each.origins(26)
        kept.append(each.is_kept()[origins])
        shares += [kept[-1][:, 1].mean()] if len(origins) >= 40 else []
    pooled = np.concatenate(kept).mean(axis=0)
    assert 0.46 <= pooled[0] <= 0.56 and 0.76 <= pooled[1] <= 0.84
    assert 0.81 <= pooled[2] <= 0.89 and 0.92 <= pooled[3] <= 0.98
    assert len(shares) > 20 and min(shares) >= 0.65


def test_what_was_missed_too_often_lowers_the_promises_that_follow():
    # steady for long, then half as much again and again; seen after the second fall
    kept, promised = [], []
    for seed in range(4, 12):
        rng = np.random.default_rng(seed)
        items = rng.poisson(np.repeat([24.0, 16.0, 10.0, 6.0], [80, 12, 12, 24])).astype(float)
        both = made(items), made(items, chosen=FlowSettings(miss_memory=4.0))
        kept.append([each.is_kept()[108:120, 1].mean() for each in both])
        promised.append([each.at_least[108:120, 1].mean() for each in both])
    cautious, forgetful = np.mean(kept, axis=0)
    assert cautious > forgetful
    cautious, forgetful = np.mean(promised, axis=0)
    assert cautious < 0.98 * forgetful


def test_young_teams_that_are_steady_get_a_narrower_range_than_lively_ones():
    def spread(shape, **settings):
        """Mean ratio of P50 to P95 of teams of 30 weeks, as a logarithm."""
        ratios = []
        for seed in range(10):
            rng = np.random.default_rng(seed)
            items = rng.poisson(rng.gamma(shape, 20.0 / shape, 30)).astype(float)
            now = made(items, chosen=FlowSettings(**settings)).now + 1
            ratios.append(np.log(now[0] / now[-1]))
        return np.mean(ratios)

    assert spread(50.0) < 0.8 * spread(0.7)
    # where the usual spread alone counts they are more alike
    alike = spread(0.7, usual_weight=1000.0) - spread(50.0, usual_weight=1000.0)
    assert alike < 0.7 * (spread(0.7) - spread(50.0))


def test_a_promise_is_in_whole_items():
    assert whole_items(np.array([2.9999999999, 3.2])).tolist() == [3.0, 3.0]
