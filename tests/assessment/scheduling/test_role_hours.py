"""What is left of a role: taken hours, months that nobody states, months that are overdrawn."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.assessment.scheduling.months import PlanMonths
from pmo_toolkit.assessment.scheduling.role_hours import COLUMNS, role_hours

MONTHS = PlanMonths(dt.date(2026, 12, 1))


def hours_of(*rows: tuple) -> tuple:
    frame = pd.DataFrame(
        [(*row, number) for number, row in enumerate(rows, start=2)], columns=list(COLUMNS)
    )
    frame["month"] = pd.to_datetime(frame["month"])
    stated = role_hours(
        frame.astype(dict.fromkeys(COLUMNS[2:-1], float)), MONTHS, usual_absence=0.1
    )
    return stated.roles, stated.findings


def test_absence_running_work_and_tickets_are_taken():
    roles, findings = hours_of(("dev", "2026-12", 100, 10, 5, 2), ("dev", "2027-01", 120, 0, 0, 0))
    assert roles[0].hours == (83, 120)
    assert roles[0].beyond == pytest.approx(101.5)
    assert roles[0].gross_per_month == 110
    assert findings == ()


def test_a_month_in_the_middle_that_nobody_states_is_asked_for_and_holds_nothing():
    roles, findings = hours_of(("dev", "2026-12", 100, 0, 0, 0), ("dev", "2027-02", 80, 0, 0, 0))
    assert roles[0].hours == (100, 0, 80) and roles[0].beyond == 90
    assert [roles[0].is_stated(number) for number in range(4)] == [True, False, True, False]
    assert "2027-01" in findings[0].what
    assert findings[0].rows == ()


def test_capacity_below_nought_leaves_no_hours_and_is_told_with_its_row():
    roles, findings = hours_of(("dev", "2026-12", 100, 0, 0, 0), ("dev", "2027-01", 50, 60, 0, 0))
    assert roles[0].hours == (100, 0)
    assert roles[0].overdrawn == ("2027-01",)
    assert findings[0].row == 3


def test_a_blank_cell_counts_as_the_largest_of_the_role_and_not_as_nought():
    roles, findings = hours_of(
        ("dev", "2026-12", 100, 20, 0, 0), ("dev", "2027-01", 100, None, 0, 0)
    )
    assert roles[0].hours == (80, 80)
    assert findings == ()


def test_what_is_stated_in_no_month_is_told_and_counts_as_usual():
    roles, findings = hours_of(("dev", "2026-12", 100, None, 0, 0))
    assert "absence is stated in no month" in findings[0].what
    assert "a usual 10 % of its hours is taken off for leave and sickness" in findings[0].what
    assert roles[0].hours == (90,) and roles[0].share_absent == 0.1


def test_what_is_stated_in_no_month_counts_as_the_most_that_another_role_states():
    roles, findings = hours_of(
        ("dev", "2026-12", 200, 0, 0, None),
        ("ops", "2026-12", 100, 0, 0, 30),
        ("test", "2026-12", 100, 0, 0, 10),
    )
    assert roles[0].hours == (140,)
    (finding,) = findings
    assert "30 % of its hours is taken off for tickets, the most that 2 other roles" in finding.what
    assert "the least is 10 %" in finding.what


def test_a_role_without_contract_hours_or_with_past_months_alone_is_not_known():
    roles, _ = hours_of(("dev", "2026-12", None, 0, 0, 0), ("old", "2026-11", 100, 0, 0, 0))
    assert roles == ()


@given(
    st.dictionaries(
        st.integers(0, 23), st.tuples(*[st.integers(0, 200)] * 4), min_size=1, max_size=24
    )
)
def test_hours_reach_to_the_last_stated_month_and_are_never_below_nought(stated):
    rows = [("dev", MONTHS.first_day(number), *values) for number, values in stated.items()]
    roles, _ = hours_of(*rows)
    own = roles[0]
    assert len(own.hours) == max(stated) + 1
    assert min(own.hours) >= 0
    assert own.beyond >= 0
    for number, (gross, *taken) in stated.items():
        assert own.hours[number] == max(0, gross - sum(taken))
