"""Hours of a role: what is taken off, and what a blank cell counts as."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.capacity.role_hours import role_hours
from pmo_toolkit.analysis.capacity.running_work import running_work
from pmo_toolkit.analysis.capacity.usual_shares import UsualShare, usual_shares
from tests.analysis.capacity.small_house import JANUARY, SETTINGS, capacity, in_flight

ANEW = {"start_date": "2026-06-01", "estimate_duration_days": 30.0}
FULL = ("analyst", "2027-01", 300.0, 30.0, 60.0, 10.0)


def net(rows, work=()):
    return role_hours(capacity(rows), "analyst", work).net(JANUARY, 3)[:, 0]


def test_net_hours_by_hand():
    work = running_work(
        in_flight({"finish_estimate": "2027-02-14"}),
        lambda *_: (1.0, 1.0),
        as_of="2027-01-01",
        settings=SETTINGS,
    )
    rows = [("analyst", f"2027-0{month}", 300.0, 30.0, 60.0, 10.0) for month in (1, 2, 3)]
    # 300 − 30 − 60 − 10 = 200, less 40 in January and half of 40 in February
    assert net(rows, work) == pytest.approx([160.0, 180.0, 200.0], rel=1e-6)


def test_a_blank_cell_counts_as_the_largest_of_the_other_months():
    rows = [FULL, ("analyst", "2027-02", 300.0, None, 80.0, 20.0)]
    hours = role_hours(capacity(rows), "analyst", ())
    assert hours.net(JANUARY, 2)[:, 0] == pytest.approx([200.0, 170.0])
    # the blank may be more than all that is stated
    assert hours.is_at_most_within(JANUARY + 1, 1) and not hours.is_at_most_within(JANUARY, 1)
    assert hours.blank_months("absence_hours", JANUARY) == (JANUARY + 1,)


def test_gross_hours_alone_are_at_most_what_is_left():
    hours = role_hours(capacity([("analyst", "2027-01", 300.0, None, None, None)]), "analyst", ())
    assert hours.is_at_most
    assert hours.never_stated == ("absence_hours", "run_work_hours", "ticket_hours")


def test_what_no_month_states_is_the_most_that_another_role_states():
    rows = [
        ("analyst", "2027-01", 200.0, 20.0, None, None),
        ("operator", "2027-01", 100.0, 10.0, 40.0, None),
        ("operator", "2027-02", 100.0, 10.0, 20.0, None),
        ("tester", "2027-01", 100.0, 10.0, 10.0, None),
    ]
    usual = usual_shares(capacity(rows), 0.1)
    hours = role_hours(capacity(rows), "analyst", (), usual)
    # (40 + 20) of 200 of the operator, 10 of 100 of the tester; nobody states tickets
    assert hours.supposed == {"run_work_hours": UsualShare(0.1, 0.3, 2)}
    assert hours.before[0] == pytest.approx(200 - 20 - 0.3 * 200)
    assert hours.never_stated == ("run_work_hours", "ticket_hours") and hours.is_at_most


def test_what_is_supposed_leaves_no_less_than_nothing():
    rows = [("analyst", "2027-01", 100.0, 60.0, None, 0.0), ("ops", "2027-01", 10.0, 0.0, 9.0, 0.0)]
    usual = usual_shares(capacity(rows), 0.1)
    assert role_hours(capacity(rows), "analyst", (), usual).before[0] == 0.0
    over = [("analyst", "2027-01", 100.0, 160.0, None, 0.0), rows[1]]
    assert role_hours(capacity(over), "analyst", (), usual).before[0] == -60.0


def test_a_month_that_is_missing_in_the_middle_is_not_known():
    rows = [FULL, ("analyst", "2027-03", 300.0, 30.0, 60.0, 10.0)]
    hours = role_hours(capacity(rows), "analyst", ())
    assert hours.missing == (JANUARY + 1,)
    assert np.isnan(hours.net(JANUARY, 3)[1]).all()
    assert hours.quantiles[1] is None and hours.quantiles[0] is not None


@pytest.mark.parametrize("gross", [-5.0, None, float("inf")])
def test_gross_hours_that_cannot_be_are_not_known(gross):
    rows = [FULL, ("analyst", "2027-02", gross, 30.0, 60.0, 10.0)]
    assert np.isnan(net(rows)[1])
    assert role_hours(capacity(rows[1:]), "analyst", ()) is None or gross == float("inf")


def test_a_negative_cell_counts_as_blank():
    rows = [FULL, ("analyst", "2027-02", 300.0, 30.0, -60.0, 10.0)]
    assert net(rows)[1] == pytest.approx(200.0)


def test_a_role_without_a_row_has_no_hours():
    assert role_hours(capacity([FULL]), "developer", ()) is None


def test_work_whose_hours_nobody_states_takes_the_most_that_other_work_takes():
    work = running_work(
        in_flight({"hours_per_month": 70.0}, {"project": "F-2", "hours_per_month": None}),
        lambda *_: (1.0, 1.0),
        as_of="2027-01-01",
        settings=SETTINGS,
    )
    hours = role_hours(capacity([FULL]), "analyst", work)
    assert hours.net(JANUARY, 1)[0, 0] == pytest.approx(200.0 - 140.0)
    assert hours.hours_unknown == ("F-2",) and hours.is_at_most
    assert hours.going_on == ("F-1", "F-2")


def test_work_whose_hours_nobody_states_takes_all_until_it_ends():
    work = running_work(
        in_flight({"hours_per_month": None, "finish_estimate": "2027-02-14", **ANEW}),
        lambda *_: (1.0, 1.0),
        as_of="2027-01-01",
        settings=SETTINGS,
    )
    rows = [("analyst", f"2027-0{month}", 300.0, 30.0, 60.0, 10.0) for month in (1, 2, 3)]
    hours = role_hours(capacity(rows), "analyst", work)
    assert hours.net(JANUARY, 3)[:, 0] == pytest.approx([0.0, 100.0, 200.0], abs=1e-3)
    assert hours.all_taken == hours.hours_unknown == ("F-1",) and not hours.is_at_most


def test_work_that_names_no_role_takes_its_hours_of_each():
    (work,) = running_work(
        in_flight({"role": None}),
        lambda *_: (1.0, 1.0),
        as_of="2027-01-01",
        settings=SETTINGS,
    )
    assert work.without_role == 40.0
    assert net([FULL], (work,))[0] == pytest.approx(160.0)


HOURS = st.floats(min_value=0, max_value=400)


@settings(max_examples=25)
@given(st.lists(st.tuples(HOURS, HOURS, HOURS), min_size=2, max_size=6), st.data())
def test_a_blank_never_leaves_more_than_any_other_months_cell_would(cells, data):
    rows = [("analyst", f"2027-0{month + 1}", 500.0, *row) for month, row in enumerate(cells)]
    place = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(3, 5))

    def with_cell(value):
        row = list(rows[place])
        row[column] = value
        changed = [*rows[:place], tuple(row), *rows[place + 1 :]]
        return role_hours(capacity(changed), "analyst", ()).before[place]

    others = [row[column] for month, row in enumerate(rows) if month != place]
    assert with_cell(None) <= min(map(with_cell, others)) + 1e-9
