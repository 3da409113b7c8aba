"""Days on which linked work begins and ends."""

from __future__ import annotations

from datetime import date

import pytest

from pmo_toolkit.analysis.dependencies.dates import (
    days_between,
    first_day,
    first_day_to_come,
    free_from,
    last_day,
    latest,
    shifted,
    with_lags,
)
from pmo_toolkit.analysis.dependencies.shapes import LinkedProposal


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2027-03-01/2027-03-31", "2027-03-01", "2027-03-31"),
        ("2027-12-31", "2027-12-31", "2027-12-31"),
        ("2027-12-31T00:00:00", "2027-12-31", "2027-12-31"),
        (None, None, None),
        ("", None, None),
        ("soon", None, None),
    ],
)
def test_first_and_last_day(period, first, last):
    assert (first_day(period), last_day(period)) == (first, last)


def test_days_beyond_the_calendar_are_not_known():
    assert shifted("2027-01-01", -31) == "2026-12-01"
    assert shifted(None, 3) is None
    assert shifted("9999-12-31", 1) is None
    assert days_between("2027-03-01", "2027-02-27") == -2


def test_the_latest_of_stated_finishes_counts_with_its_lag():
    works = [
        LinkedProposal("F-1", "", 1.0, lag_days=30.0, finish="2027-03-31"),
        LinkedProposal("F-2", "", 1.0, finish="2027-04-20"),
        LinkedProposal("F-3", "", 1.0),
    ]
    assert [free_from(work) for work in works] == ["2027-05-01", "2027-04-21", None]
    assert latest(works[:1]) == "2027-05-01"
    assert latest(works[1:]) == "2027-04-21"
    assert latest(with_lags(works)) == "2027-05-21"  # a lag that nobody states flatters nothing
    assert latest([]) is None


@pytest.mark.parametrize(
    ("period", "as_of", "expected"),
    [
        ("2027-03-01/2027-03-31", date(2026, 12, 1), "2027-03-01"),
        ("2026-12-01", date(2026, 12, 1), "2026-12-01"),
        ("2026-03-01/2026-03-31", date(2026, 12, 1), "2026-12-01"),
        ("2026-03-01/2026-03-31", date(2026, 12, 2), "2027-01-01"),
        ("2026-12-01/2026-12-31", date(2026, 12, 31), "2027-01-01"),
        (None, date(2026, 12, 1), None),
    ],
)
def test_nobody_begins_in_the_past(period, as_of, expected):
    assert first_day_to_come(period, as_of) == expected
