"""What a team finishes, and in hours only where finished work says so."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.capacity.throughput import (
    hours_an_item,
    hours_from_throughput,
    team_throughput,
)
from pmo_toolkit.core.settings import Settings
from pmo_toolkit.core.settings.capacity import CapacitySettings
from tests.analysis.capacity.small_house import DRAWS, JANUARY

SETTINGS = CapacitySettings()
ALL = Settings.of(draws=DRAWS)


def history(hours, size=10.0, unit="items") -> pd.DataFrame:
    return pd.DataFrame(
        {"size": size, "size_unit": unit, "actual_effort_person_hours": hours}, dtype=object
    ).assign(size=size, actual_effort_person_hours=np.asarray(hours, dtype=float))


def test_hours_for_an_item_come_from_finished_projects_sized_in_items():
    assert hours_an_item(history([80, 90, 100, 110, 120]), SETTINGS).tolist() == [8, 9, 10, 11, 12]
    assert len(hours_an_item(history([80, 90]), SETTINGS)) == 0
    assert len(hours_an_item(history([80.0] * 9, unit="function points"), SETTINGS)) == 0


def test_a_team_is_not_converted_without_them():
    shown, monthly = team_throughput(np.array([2.0] * 8), np.empty(0), "Portal", ALL)
    assert monthly is None
    assert isinstance(shown.hours_per_month, NotAssessed)
    assert shown.items_per_week.p50 == 2.0


def test_hours_a_month_by_hand():
    # two items every week, ten hours each: about 2 × 10 × 4.348 weeks, and of late as known as that
    shown, monthly = team_throughput(np.array([2.0] * 150), np.full(5, 10.0), "Portal", ALL)
    assert np.median(monthly) == pytest.approx(20 * 365.25 / 84, rel=0.02)
    assert np.quantile(monthly, 0.8) < 1.05 * np.quantile(monthly, 0.2)
    assert isinstance(shown.hours_per_month, Quantiles)
    hours = hours_from_throughput("Portal", monthly, JANUARY, JANUARY + 1, ())
    assert hours.net(JANUARY, 2) == pytest.approx(np.stack([monthly, monthly]), rel=1e-4)


def test_a_young_team_is_less_sure_than_one_with_a_past():
    spreads = []
    for weeks in (10, 150):
        _, monthly = team_throughput(np.array([2.0] * weeks), np.full(5, 10.0), "Portal", ALL)
        spreads.append(np.quantile(monthly, 0.9) / np.quantile(monthly, 0.1))
    assert spreads[0] > 1.5 * spreads[1]


def test_what_differs_from_week_to_week_spreads_the_hours():
    items = np.array([0.0, 4.0] * 8)
    _, monthly = team_throughput(items, np.array([5.0, 8, 10, 12, 15]), "Portal", ALL)
    assert np.quantile(monthly, 0.9) > 2 * np.quantile(monthly, 0.1)
    hours = hours_from_throughput("Portal", monthly, JANUARY, JANUARY, ())
    assert hours.net(JANUARY, 1)[0] == pytest.approx(monthly, rel=1e-4)


def test_a_team_that_has_ended_brings_no_hours_and_one_that_rests_a_month_does():
    hours, items = np.full(5, 10.0), np.array([4.0, 6.0] * 30)
    goes_on, monthly = team_throughput(items, hours, "Portal", ALL)
    assert goes_on.idle_weeks == 0 and np.median(monthly) > 100
    rests, monthly = team_throughput(np.append(items, np.zeros(4)), hours, "Portal", ALL)
    assert rests.idle_weeks == 0 and np.median(monthly) > 0
    ended, monthly = team_throughput(np.append(items, np.zeros(16)), hours, "Portal", ALL)
    assert ended.idle_weeks == 16 and not monthly.any()
    assert ended.hours_per_month.p90 == 0 and ended.items_per_week.p90 > 0
    taken = hours_from_throughput("Portal", monthly, JANUARY, JANUARY + 2, ())
    assert not taken.net(JANUARY, 3).any()
