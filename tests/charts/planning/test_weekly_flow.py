"""A team's weeks and what is promised of those ahead."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np

from pmo_toolkit.analysis.flow.forecast import forecast_team
from pmo_toolkit.charts.planning.weekly_flow import weekly_flow, weekly_flow_alt
from pmo_toolkit.core.settings.capacity import FlowSettings
from tests.flow_series import two_levels, weekly


def forecast(items=None, weeks=8):
    series = weekly(two_levels() if items is None else np.asarray(items))
    return forecast_team(series, settings=FlowSettings(), weeks=weeks)


def test_the_promise_stands_beside_the_weeks():
    made = forecast()
    figure, ax = plt.subplots(figsize=(8, 3))
    weekly_flow(ax, made)
    written = [text.get_text() for text in ax.texts]
    assert f"at least {made.forecast[1]:,}" in written
    assert ax.get_xlim()[0] < -52 and ax.get_xlim()[1] > 8
    plt.close(figure)


def test_the_sentence_names_level_and_promises():
    said = weekly_flow_alt(forecast())
    assert "Present level" in said and "with a chance of 80 %" in said
    assert "A team: items a week over the last" in said


def test_what_is_not_assessed_is_drawn_without_a_promise():
    made = forecast([0.0] * 10)
    figure, ax = plt.subplots(figsize=(3.5, 3))
    weekly_flow(ax, made)
    assert not ax.texts and "chance" not in weekly_flow_alt(made)
    plt.close(figure)
