"""A team's forecast as one result."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.forecast import forecast_team
from pmo_toolkit.analysis.flow.rivals import CALIBRATED, RIVALS
from pmo_toolkit.core.settings.capacity import FlowSettings
from tests.flow_series import moving, steady, two_levels, weekly

SETTINGS = FlowSettings(furthest_weeks=40)


def test_items_in_some_weeks_with_their_coverage():
    made = forecast_team(weekly(moving(200)), settings=SETTINGS, weeks=8, backtest=True)
    assert made.unit == "items" and made.coverage.n_origins == 200 - 8 - 26 + 1
    assert len(made.past) == made.coverage.n_origins and made.past[0].week == "2020-07-06"
    kept = [promise.actual >= promise.promised[1] for promise in made.past]
    assert made.coverage.share(1) == pytest.approx(np.mean(kept))
    own, *others = made.methods
    assert (own.method, own.coverage) == (CALIBRATED, made.coverage)
    assert [measure.method for measure in others] == [*RIVALS]
    assert made.as_dict()["coverage"]["80"] == made.coverage.share(1)


def test_weeks_for_some_items_with_the_day():
    made = forecast_team(weekly(steady(90)), settings=SETTINGS, items=24, backtest=True)
    assert made.unit == "weeks" and made.forecast[0] in (3, 4, 5, 6)
    first_day_after = np.datetime64("2020-01-06") + 7 * 90
    due = np.datetime64(made.done_by[0])
    assert (due - first_day_after).astype(int) == 7 * made.forecast[0] - 1
    assert made.coverage.n_origins > 40 and made.resampled == ()


def test_the_present_regime_is_named():
    made = forecast_team(weekly(two_levels()), settings=SETTINGS, weeks=4)
    assert len(made.regimes) == 2 and made.regime.first_week in made.remarks[0]
    assert made.forecast[0] > 4 * 6


@pytest.mark.parametrize(
    ("items", "why"),
    [([], "nothing was finished"), ([0.0] * 30, "nothing was finished"), ([3.0], "1 whole week")],
)
def test_what_cannot_be_forecast_says_why(items, why):
    for question in ({"weeks": 8}, {"items": 5}):
        made = forecast_team(weekly(np.array(items)), settings=SETTINGS, **question)
        assert isinstance(made.forecast, NotAssessed) and why in made.forecast.why
        assert made.as_dict()["forecast"] is None and made.coverage.n_origins == 0


def test_five_weeks_lean_on_the_usual_spread_and_say_so():
    made = forecast_team(weekly(np.array([4.0, 5, 3, 6, 4])), settings=SETTINGS, weeks=8)
    assert 20 < made.forecast[0] < 50 and made.own_errors == 0
    assert any("usual for other teams" in remark for remark in made.remarks)
    assert any("too few to measure" in remark for remark in made.remarks)


def test_a_stopped_team_promises_little():
    items = np.concatenate([steady(60), np.zeros(30)])
    made = forecast_team(weekly(items), settings=SETTINGS, weeks=8)
    assert made.forecast[1] == 0 and made.regime.items_a_week < 1
