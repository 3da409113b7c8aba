"""One team under two names is suspected where one ends and another begins."""

from __future__ import annotations

import numpy as np
import pytest

from pmo_toolkit.analysis.flow.counting.renamed import renamed_teams
from pmo_toolkit.analysis.flow.counting.weeks import WeeklyItems
from tests.flow_series import MONDAY


def notes(*series):
    """Notes on teams A, B, …, each given as its first week, weeks and items a week."""
    weekly = [
        WeeklyItems(name, MONDAY + 7 * first, np.full(weeks, float(rate)))
        for name, (first, weeks, rate) in zip("ABC", series, strict=False)
    ]
    return renamed_teams(weekly, {"A": 2, "B": 30, "C": 60})


def test_a_team_that_begins_where_another_ends_is_named_with_its_row():
    (note,) = notes((0, 30, 4), (31, 30, 5))
    assert note.rows == (30,) and "'A' ends" in note.what
    assert "2020-08-10" in note.what  # 31 weeks after 6 January 2020


@pytest.mark.parametrize(
    "other",
    [
        (31, 30, 9),  # more than twice as many items a week
        (40, 30, 4),  # ten weeks later
        (20, 30, 4),  # both at once
        (31, 2, 4),  # too few items to tell
    ],
)
def test_others_are_not(other):
    assert notes((0, 30, 4), other, (0, 61, 4)) == []


def test_weeks_of_nothing_at_the_end_are_no_work():
    ended = WeeklyItems("A", MONDAY, np.r_[np.full(30, 4.0), np.zeros(30)])
    begun = WeeklyItems("B", MONDAY, np.r_[np.zeros(30), np.full(30, 4.0)])
    assert len(renamed_teams([ended, begun], {"A": 2, "B": 3})) == 1
    assert renamed_teams([ended], {"A": 2}) == []
