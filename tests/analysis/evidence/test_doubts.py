"""Figures of goals and capabilities that cannot go together are doubted, and only those."""

from datetime import date

import pandas as pd
import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed, Quantiles
from pmo_toolkit.analysis.evidence.alignment import assess_alignment
from pmo_toolkit.analysis.evidence.doubts import (
    ExpectedEnd,
    expected_end,
    goal_doubt,
    maturity_doubt,
)
from pmo_toolkit.analysis.uncertainty.delivery_view import Delivery, DeliveryView
from pmo_toolkit.workspace.model import empty_table

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("baseline", "target", "due", "says"),
    [
        (14, 9, date(2027, 1, 1), None),
        (14, 9, TODAY, None),
        (14, 9, date(2026, 11, 21), "has passed"),
        (9, 9, date(2027, 1, 1), "where it stands today"),
        (None, None, None, None),
        (None, 9, None, None),
    ],
)
def test_a_goal_whose_day_has_passed_or_that_is_reached_is_doubted(baseline, target, due, says):
    doubt = goal_doubt(baseline, target, due, TODAY)
    assert doubt is None if says is None else says in doubt


def days(p50, p80):
    return Quantiles(p50 / 2, p50 / 1.5, p50, p80, 2 * p50, "calendar days")


def delivery(*views, until=None):
    found = tuple(DeliveryView(name, days(100, 150)) for name in views)
    return Delivery("O-1", days(100, 150), 3.3, 5.0, found, None, 0.0, None, None, until=until)


def test_the_end_counts_from_the_start_and_with_what_it_waits_for():
    alone = expected_end(date(2027, 1, 1), delivery("plan", "history"))
    assert (alone.p50, alone.p80) == (date(2027, 4, 11), date(2027, 5, 31))
    assert (alone.sources, alone.grade) == (("activities", "finished projects"), "fair")
    held = expected_end(date(2027, 1, 1), delivery("estimate", until=days(130, 200)))
    assert held.p50 == date(2027, 5, 11) and held.sources[-1] == "what its start waits for"
    assert held.grade == "weak"
    missing = NotAssessed("delivery", "nobody knows", ReasonCode.NOT_STATED)
    assert expected_end(date(2027, 1, 1), missing) is None


def test_a_goal_that_is_due_before_the_work_can_end_is_doubted_with_both_days():
    end = ExpectedEnd(date(2027, 4, 11), date(2027, 5, 31), ("activities",), "fair")
    doubt = goal_doubt(14, 9, date(2027, 4, 10), TODAY, end)
    for part in ("10 April 2027", "P50 11 April 2027", "P80 31 May", "from activities", "fair"):
        assert part in doubt
    assert goal_doubt(14, 9, date(2027, 4, 11), TODAY, end) is None
    assert goal_doubt(14, 9, None, TODAY, end) is None
    assert "has passed" in goal_doubt(14, 9, date(2026, 1, 1), TODAY, end)


@pytest.mark.parametrize(
    ("now", "aim", "gain", "says"),
    [
        (2, 4, 2, None),
        (2, 4, 2.5, "beyond the 4 that is aimed at"),
        (4, 4, 0.5, "reached already"),
        (4, 5, 1.5, "beyond the highest maturity, 5"),
        (4, None, 1.5, "beyond the highest maturity, 5"),
        (4, 4, 0, None),
        (None, 4, 4, None),
        (2, None, 2, None),
        (2, 4, None, None),
    ],
)
def test_a_gain_beyond_what_is_aimed_at_is_doubted(now, aim, gain, says):
    doubt = maturity_doubt(now, aim, gain)
    assert doubt is None if says is None else says in doubt


def rows(table: str, **cells: object) -> pd.DataFrame:
    return pd.DataFrame([{**dict.fromkeys(empty_table(table).columns), **cells}])


def test_what_is_stated_reaches_the_doubt():
    made = assess_alignment(
        rows("proposal_goals", proposal="P", goal="G", contribution=0.2),
        rows("goals", id="G", baseline=14.0, target=9.0, date=pd.Timestamp("2026-06-30")),
        rows("proposal_capabilities", proposal="P", capability="C", maturity_gain=2.0),
        rows("capabilities", id="C", maturity_now=3.0, maturity_target=4.0),
        empty_table("benefits"),
        total_weight=1.0,
        as_of=TODAY,
    )
    assert made.goals[0].doubt.endswith("30 June 2026, has passed")
    assert made.capabilities[0].doubt == "2 steps above 3 would lead beyond the 4 that is aimed at"
