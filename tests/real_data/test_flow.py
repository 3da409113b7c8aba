"""Forecasts of public teams: promises are kept as often as they say."""

from __future__ import annotations

import pytest

from pmo_toolkit.studies.flow.study import FlowQuestion, study_flow_table


@pytest.fixture(scope="module")
def series(public_data):
    path = public_data / "agile" / "weekly_throughput.csv"
    return study_flow_table(path, FlowQuestion(weeks=8))


def test_promises_of_ten_teams_are_kept_as_often_as_they_say(series):
    assert len(series.teams) == 10 and series.coverage.n_origins > 4_900
    for place, low, high in ((0, 0.46, 0.54), (1, 0.76, 0.84), (2, 0.81, 0.89), (3, 0.91, 0.98)):
        assert low <= series.coverage.share(place) <= high
    for team in series.teams:
        assert team.forecast.coverage.share(1) >= 0.65


def test_items_of_a_company_are_counted_with_their_cycle_time(public_data):
    path = public_data / "agile" / "7digital_items.csv"
    study = study_flow_table(path, FlowQuestion(items=100))
    (team,) = study.teams
    assert sum(team.forecast.recent) > 1_000 and team.measures.cycle_time.n > 500
    assert team.measures.little.holds and 2 <= team.forecast.forecast[1] <= 6
