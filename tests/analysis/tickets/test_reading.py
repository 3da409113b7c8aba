"""Odd tickets are counted, the rest is used."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.tickets.reading import read_tickets
from tests.analysis.tickets.written import AS_OF, read


def faults(tickets):
    return {fault.what: fault.rows for fault in tickets.faults}


def test_a_question_mark_is_no_value():
    found = read([{"opened": "2026-01-05", "service": "?", "category": " ? ", "text": "Mail"}])
    assert found.rows["service"].isna().all()
    assert found.rows["category"].isna().all()
    assert faults(found) == {
        "hold “?” or blanks as service": 1,
        "hold “?” or blanks as category": 1,
    }


def test_days_before_months_are_seen_from_the_whole_column():
    found = read([{"opened": "3/4/2026 10:00"}, {"opened": "29/2/2016 01:16"}])
    assert found.rows["opened"].dt.date.tolist() == [dt.date(2016, 2, 29), dt.date(2026, 4, 3)]
    months_first = read([{"opened": "3/4/2026"}, {"opened": "2/29/2016"}])
    assert months_first.rows["opened"].dt.date.iloc[1] == dt.date(2026, 3, 4)


def test_days_whose_order_nothing_tells_are_refused():
    found = read([{"opened": "3/4/2026"}, {"opened": "2026-01-05"}])
    assert found.used == 1
    assert faults(found)["state opened as 3/4/2026"] == 1


def test_impossible_and_future_tickets_are_counted_and_the_rest_used():
    found = read(
        [
            {"ticket": "1", "opened": "2026-02-02", "closed": "2026-02-01", "hours": "1"},
            {"ticket": "2", "opened": "2027-02-02", "closed": "", "hours": "1"},
            {"ticket": "3", "opened": "2026-02-02", "closed": "2026-02-03", "hours": "-2"},
            {"ticket": "4", "opened": "?", "closed": "", "hours": "1"},
            {"ticket": "5", "opened": "2026-02-05", "closed": "2028-01-01", "hours": "2"},
        ]
    )
    assert sorted(found.rows["ticket"]) == ["1", "3", "5"]
    assert found.rows["closed"].notna().sum() == 1
    assert found.rows["hours"].sum() == 3
    assert faults(found) == {
        "were closed before they were opened": 1,
        "lie in the future": 1,
        "state negative hours": 1,
        "state no day of opening": 1,
        "were closed in the future": 1,
    }


def test_a_number_counts_once_by_its_last_row():
    found = read(
        [
            {"ticket": "1", "opened": "2026-02-02", "closed": None, "hours": None},
            {"ticket": "1", "opened": "2026-02-02", "closed": "2026-02-04", "hours": 3},
            {"ticket": None, "opened": "2026-02-02", "closed": None, "hours": None},
        ]
    )
    assert found.used == 2
    assert found.rows["hours"].sum() == 3
    assert faults(found) == {"repeat a number": 1}


@pytest.mark.parametrize(("other", "rows"), [("2026-01-06 08:00", 1), ("2026-01-06T08:00Z", None)])
def test_mixed_time_zones_are_told(other, rows):
    found = read([{"opened": "2026-01-05T23:30+02:00"}, {"opened": other}])
    assert found.rows["opened"].iloc[0] == pd.Timestamp("2026-01-05 21:30")
    assert faults(found).get("state no time zone where others do") == rows


def test_no_row_at_all():
    assert read_tickets(pd.DataFrame({"opened": []}), AS_OF).used == 0


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["?", "2026-01-01", "31/12/2025", "x", "", "2030-01-01"])))
def test_every_row_is_used_or_counted(days):
    found = read_tickets(pd.DataFrame({"opened": days}, dtype=object), AS_OF)
    left_out = sum(fault.rows for fault in found.faults if fault.dealt == "left out")
    assert found.used + left_out == len(days)
