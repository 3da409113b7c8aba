"""Other ways to forecast, at the same weeks."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.flow.promises import promises
from pmo_toolkit.analysis.flow.regimes import levels, regime_starts
from pmo_toolkit.analysis.flow.rivals import RIVALS, all_weeks, blocks, last_weeks, measured_methods
from pmo_toolkit.core.settings.capacity import FlowSettings
from tests.flow_series import moving

SETTINGS = FlowSettings()


def test_certain_weeks_are_promised_as_they_are():
    past = np.full(60, 3.0)
    for rival in RIVALS.values():
        assert rival(past, 8) == (24, 24, 24, 24)


def test_each_looks_at_its_own_weeks():
    past = np.concatenate([np.zeros(60), np.full(20, 2.0)])
    assert last_weeks(past, 4)[0] == 8 and all_weeks(past, 4)[0] < 8
    assert blocks(past, 8)[0] == 16 and blocks(past[:3], 2) == (0, 0, 0, 0)


def test_a_week_of_past_is_enough_for_each():
    for rival in RIVALS.values():
        assert len(rival(np.array([2.0]), 8)) == 4


def test_they_are_measured_at_the_same_weeks():
    items = moving(200)
    level = levels(items, regime_starts(items, SETTINGS), SETTINGS)
    measured = measured_methods(items, promises(items, level, 8, SETTINGS), 26)
    assert {measure.coverage.n_origins for measure in measured} == {200 - 8 - 26 + 1}
    assert all(measure.width is not None and measure.width > 0 for measure in measured)
