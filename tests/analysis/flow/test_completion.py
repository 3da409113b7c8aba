"""When some items are done."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.flow.completion import completions, weeks_ahead
from pmo_toolkit.analysis.flow.regimes import levels, regime_starts
from pmo_toolkit.core.settings.capacity import FlowSettings
from tests.flow_series import moving, steady

SETTINGS = FlowSettings(furthest_weeks=40)


def found(items, number):
    level = levels(items, regime_starts(items, SETTINGS), SETTINGS)
    return completions(items, level, number, SETTINGS)


def test_every_week_is_looked_at_first_and_the_last_is_the_furthest():
    ladder = weeks_ahead(SETTINGS)
    assert ladder[:12] == tuple(range(1, 13)) and ladder[-1] == 40
    assert weeks_ahead(FlowSettings(furthest_weeks=8)) == tuple(range(1, 9))


def test_more_items_take_longer_and_more_chance_too():
    items = steady(80)
    few, many = found(items, 10).within[-1], found(items, 60).within[-1]
    assert (few <= many).all() and (np.diff(many) >= 0).all()
    assert 9 <= many[0] <= 15  # six a week, of late five


def test_an_outcome_is_known_where_the_promised_week_has_passed():
    items = moving(120)
    made = found(items, 30)
    for origin, place in ((40, 1), (60, 0)):
        due = origin + int(made.within[origin, place])
        assert made.is_known[origin, place] == (due <= 120)
        assert made.is_kept[origin, place] == (items[origin:due].sum() >= 30)
    assert not made.is_known[-1].any()


def test_what_is_out_of_reach_has_no_week():
    assert np.isnan(found(steady(40, level=1.0), 10_000).within[-1]).all()
