"""Forecasts from counts a week, called from Python."""

from __future__ import annotations

import pytest

from pmo_toolkit import forecast_items, forecast_weeks
from pmo_toolkit.core.errors import UsageError
from tests.flow_series import steady


def test_counts_are_enough():
    items = forecast_items(steady(), weeks=8, first_week="2020-01-08")
    weeks = forecast_weeks(steady(), items=40)
    assert items.first_week == "2020-01-06" and items.forecast[0] >= items.forecast[3]
    assert weeks.forecast[0] <= weeks.forecast[1] and weeks.unit == "weeks"


@pytest.mark.parametrize("counts", [[1, -2], [1, float("nan")], ["x"], [[1, 2], [3, 4]]])
def test_counts_that_are_none_are_refused(counts):
    with pytest.raises(UsageError):
        forecast_items(counts, weeks=8)


def test_questions_out_of_reach_are_refused():
    for weeks in (0, True, 2.5, 10_000):
        with pytest.raises(UsageError):
            forecast_items([1, 2, 3, 4], weeks=weeks)
    with pytest.raises(UsageError):
        forecast_weeks([1, 2, 3, 4], items=0)
    with pytest.raises(UsageError):
        forecast_items([1, 2, 3, 4], weeks=2, first_week="monday")
