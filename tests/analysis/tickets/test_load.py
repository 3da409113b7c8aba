"""Load of roles, season and change."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.tickets.load import (
    Season,
    loads,
    questions_on_capacity,
    season_of,
    whole_months,
)
from tests.analysis.tickets.written import every, read


def test_months_that_are_known_in_part_do_not_count():
    assert whole_months(dt.date(2026, 1, 1), dt.date(2026, 3, 30)) == ("2026-01", "2026-02")
    assert whole_months(dt.date(2026, 1, 2), dt.date(2026, 3, 31)) == ("2026-02", "2026-03")
    assert whole_months(dt.date(2026, 1, 2), dt.date(2026, 1, 31)) == ()


def test_hours_a_month_stand_beside_what_capacity_states():
    rows = every(1, 91, start="2026-01-01", role="desk", hours=1)
    everything, desk = loads(read(rows), {"desk": 10.0}, season_months=24)
    assert everything.role == ""
    assert [spot.tickets for spot in desk.months] == [31, 28, 31]
    assert desk.hours_a_month == pytest.approx(30)
    assert desk.missing_hours == pytest.approx(20)
    assert isinstance(desk.season, NotAssessed)
    assert isinstance(desk.change, NotAssessed)


def test_a_season_needs_two_years_and_is_that_of_the_calendar():
    months = tuple(f"{2024 + place // 12}-{place % 12 + 1:02d}" for place in range(6, 30))
    tickets = np.array([30 if month.endswith("-01") else 10 for month in months], dtype=float)
    season = season_of(months, tickets, 24)
    assert isinstance(season, Season)
    assert season.years == 2
    assert int(np.argmax(season.factors)) == 0
    assert sum(season.factors) == pytest.approx(12)
    assert isinstance(season_of(months[:23], tickets[:23], 24), NotAssessed)


def test_a_change_has_a_range_and_is_refused_where_it_is_not_to_be_trusted():
    rows = every(2, 380, start="2024-11-01", role="desk")
    desk = loads(read(rows), {}, season_months=24)[1]
    assert desk.change.low < 1 < desk.change.high
    refused = loads(read(rows), {}, season_months=24, untrusted="closed ones alone")[1]
    assert refused.change.why == "closed ones alone"
    renamed = loads(read(rows), {}, season_months=24, renamed={"desk"})[1]
    assert "change of name" in renamed.change.why


@pytest.mark.parametrize(
    ("stated", "words"),
    [(10.0, "20 hours a month lower"), (30.0, None), (100.0, "not seen by tickets")],
)
def test_hours_far_from_what_capacity_states_are_asked_about(stated, words):
    rows = every(1, 91, start="2026-01-01", role="desk", hours=1)
    questions = questions_on_capacity(loads(read(rows), {"desk": stated}, season_months=24), "IT")
    assert [words in question.effect for question in questions] == [True] * (words is not None)
