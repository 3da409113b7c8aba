"""Cycle time, age and Little's law by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.flow.counting.items import clean_items
from pmo_toolkit.analysis.flow.measures import flow_measures
from pmo_toolkit.core.settings.capacity import FlowSettings

SETTINGS = FlowSettings()
DAY = pd.Timestamp("2026-06-30")
AS_OF = 20634  # that day


def measured(started, done, **settings):
    frame = pd.DataFrame({"team": "A", "item": range(len(started)), "started": started})
    frame["item"], frame["done"] = frame["item"].astype(str), done
    clean = clean_items(frame, np.datetime64(DAY, "D")).frame
    return flow_measures(clean, AS_OF, FlowSettings(**settings) if settings else SETTINGS)


def steady(days_each, length=180):
    """One item begun a day, each in progress for so many days."""
    started = [DAY - pd.Timedelta(days=place) for place in range(length + 60)]
    done = [day + pd.Timedelta(days=days_each) for day in started]
    return started, [day if day <= DAY else None for day in done]


def test_the_day_is_the_day():
    assert np.datetime64("2026-06-30").astype("datetime64[D]").astype(int) == AS_OF


def test_littles_law_holds_where_flow_is_steady():
    made = measured(*steady(6))
    assert made.cycle_time.days == (6.0, 6.0, 6.0, 6.0)
    assert made.in_progress.n == 6 and made.in_progress.oldest_days == 5
    assert made.little.holds and made.little.ratio == pytest.approx(1.0, abs=0.05)
    assert made.little.items_a_week == pytest.approx(7.0, abs=0.1)


def test_items_that_are_never_closed_break_it_and_are_named():
    started, done = steady(6)
    started += [DAY - pd.Timedelta(days=150)] * 5
    made = measured(started, [*done, *[None] * 5])
    assert not made.little.holds and made.little.ratio > 1.3
    assert made.in_progress.n_ageing == 5 and made.in_progress.oldest_days == 150


def test_few_items_show_no_quantile():
    made = measured([DAY - pd.Timedelta(days=9)] * 3, [DAY] * 3)
    assert isinstance(made.cycle_time, NotAssessed) and "3 items" in made.cycle_time.why
    assert isinstance(made.little, NotAssessed) and isinstance(made.in_progress, NotAssessed)


def test_without_starts_nothing_is_measured():
    made = measured([None] * 20, [DAY - pd.Timedelta(days=place) for place in range(20)])
    assert isinstance(made.cycle_time, NotAssessed) and isinstance(made.little, NotAssessed)


def test_whether_items_age_is_not_said_from_few_finished_ones():
    started = [DAY - pd.Timedelta(days=place) for place in (9, 9, 8, 60)]
    made = measured(started, [*[DAY] * 3, None]).in_progress
    assert (made.n, made.oldest_days, made.ageing) == (1, 60.0, ())
    assert isinstance(made.n_ageing, NotAssessed) and "3 items" in made.n_ageing.why


def test_little_by_hand_where_items_overlap_the_edge():
    # twelve items of four days each, ends on twelve days in a row; one begun before, still open
    done = [DAY - pd.Timedelta(days=place) for place in range(12)]
    started = [day - pd.Timedelta(days=4) for day in done]
    made = measured([*started, DAY - pd.Timedelta(days=15)], [*done, None]).little
    # from the first start to the last day 15 days: 12 x 4 + 15 days in progress
    assert made.in_progress == pytest.approx(63 / 15)
    assert made.items_a_week == pytest.approx(12 / 15 * 7)
    assert made.cycle_weeks == pytest.approx(4 / 7)
    assert made.ratio == pytest.approx(63 / 48) and not made.holds


def test_ageing_is_beyond_the_85_percent_of_what_was_finished():
    # finished in 1 to 20 days: 85 % within 17.15
    done = [DAY - pd.Timedelta(days=1)] * 20
    started = [day - pd.Timedelta(days=place + 1) for place, day in enumerate(done)]
    opened = [DAY - pd.Timedelta(days=age) for age in (17, 18, 40)]
    made = measured([*started, *opened], [*done, None, None, None])
    assert made.cycle_time.days[0] == pytest.approx(10.5)
    assert made.cycle_time.days[2] == pytest.approx(17.15)
    assert (made.in_progress.n_ageing, made.in_progress.ageing) == (2, ("22", "21"))
