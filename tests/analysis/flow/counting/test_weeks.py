"""Days as Monday weeks."""

from __future__ import annotations

import numpy as np

from pmo_toolkit.analysis.flow.counting.weeks import day_text, monday_of, weekly_items
from tests.flow_series import MONDAY


def test_weeks_begin_on_mondays_also_before_1970():
    days = np.arange(-20, 20)
    mondays = monday_of(days)
    assert (np.unique((mondays - 4) % 7) == 0).all()
    assert ((days - mondays >= 0) & (days - mondays < 7)).all()
    assert day_text(MONDAY) == "2020-01-06"


def test_a_missing_week_finished_nothing_and_one_that_is_not_over_does_not_count():
    days = np.array([MONDAY, MONDAY + 6, MONDAY + 15, MONDAY + 21])
    made = weekly_items("A", days, np.array([1.0, 2.0, 4.0, 8.0]), until=MONDAY + 24)
    assert made.items.tolist() == [3.0, 0.0, 4.0] and made.monday(2) == "2020-01-20"
    assert weekly_items("A", days, np.ones(4)).items.tolist() == [2.0, 0.0, 1.0, 1.0]


def test_without_days_there_are_no_weeks():
    assert len(weekly_items("A", np.empty(0, dtype=np.int64), np.empty(0))) == 0
