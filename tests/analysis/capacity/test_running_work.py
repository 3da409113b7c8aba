"""When work under way ends, and what it takes until then."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmo_toolkit.analysis.capacity.months import day_number, first_days
from pmo_toolkit.analysis.capacity.running_work import (
    RunningWork,
    finish_days,
    finish_uniforms,
    hours_a_month,
    running_work,
    shares_worked,
)
from pmo_toolkit.core.settings.capacity import CapacitySettings
from tests.analysis.capacity.small_house import DRAWS, JANUARY, SETTINGS, in_flight

CAPACITY = CapacitySettings()
TODAY = day_number("2027-01-01")
U = np.linspace(0.0005, 0.9995, 1000)
DAYS = first_days(np.arange(JANUARY, JANUARY + 4))


def works(*rows, ratios=(1.0, 1.0)):
    return running_work(in_flight(*rows), lambda *_: ratios, as_of="2027-01-01", settings=SETTINGS)


def test_an_estimate_made_anew_stretches_the_days_that_remain():
    # begun 2026-01-01, first estimated at 300 days, now to end on 2027-04-11: 100 days from today
    start, finish = day_number("2026-01-01"), day_number("2027-04-11")
    found = finish_days(finish, start, 300.0, TODAY, [1.5, 1.5], U, CAPACITY)
    assert found == pytest.approx(TODAY + 150)


def test_a_first_estimate_stretches_the_whole_of_which_it_is_still_running():
    # 365 days have passed of 400: finished projects took 0.5, 1.0 or 2.0 times their estimate, and
    # one that took half would be over
    start = TODAY - 365
    found = finish_days(start + 400, start, 400.0, TODAY, [0.5, 1.0, 2.0], U, CAPACITY)
    assert found.min() == pytest.approx(start + 400, abs=1)
    assert found.max() == pytest.approx(start + 800, abs=2)


def test_a_finish_that_has_passed_still_runs():
    start = TODAY - 500
    found = finish_days(TODAY - 100.0, start, None, TODAY, [0.8, 1.0, 1.3, 1.5, 2.0], U, CAPACITY)
    assert found.min() > TODAY  # 400 days × 1.3 = 520 after the start
    assert found.min() == pytest.approx(start + 520, abs=1)


@pytest.mark.parametrize(
    ("finish", "start", "ratios"),
    [
        (TODAY - 100.0, None, [1.0, 2.0]),  # passed, and nobody knows since when it runs
        (TODAY - 100.0, TODAY - 500.0, [0.9, 1.0, 1.1]),  # no finished project ran on for so long
        (TODAY - 100.0, TODAY - 50.0, [1.0, 2.0]),  # ends before it begins
    ],
)
def test_where_nobody_knows_it_is_taken_to_go_on(finish, start, ratios):
    assert finish_days(finish, start, None, TODAY, ratios, U, CAPACITY) is None


@given(
    st.integers(-200, 400),
    st.integers(1, 731),
    st.one_of(st.none(), st.integers(30, 731)),
    st.lists(st.floats(0.3, 4.0), min_size=1, max_size=12),
    st.sampled_from(["start", "estimate"]),
)
def test_a_blank_start_or_first_estimate_never_means_an_earlier_finish(
    remaining, days, estimate, ratios, blank
):
    finish = TODAY + float(remaining)
    start = finish - days

    def found(start, estimate):
        return finish_days(finish, start, estimate, TODAY, ratios, U, CAPACITY)

    stated = found(start, None if estimate is None else float(estimate))
    known = found(start if blank == "estimate" else None, None if blank == "estimate" else estimate)
    assert known is None or (stated is not None and (known >= stated - 1e-6).all())


def test_a_blank_finish_goes_on_through_all_months():
    (work,) = works({"hours_per_month": 40.0})
    assert work.finish is None
    assert hours_a_month((work,), "analyst") == {"F-1": 40.0}
    assert shares_worked(work, DAYS).tolist() == [[1.0], [1.0], [1.0]]


def test_hours_of_a_month_in_which_it_ends_are_a_share_of_it():
    # to the 14th of February inclusive: all of January, 14 of 28 days
    work = RunningWork(
        "F-1", "", {"analyst": 40.0}, None, np.full(8, day_number("2027-02-14")) * 1.0
    )
    assert shares_worked(work, DAYS)[:, 0] == pytest.approx([1.0, 0.5, 0.0])
    assert hours_a_month((work,), "developer") == {}


def test_work_that_begins_later_takes_nothing_before():
    begins = float(day_number("2027-02-15"))
    work = RunningWork("F-1", "", {"analyst": 40.0}, begins, None)
    assert shares_worked(work, DAYS)[:, 0] == pytest.approx([0.0, 0.5, 1.0])


def test_hours_that_nobody_states_are_the_most_of_other_work_or_of_another_role_else_all():
    blank = {"hours_per_month": None}
    assert hours_a_month(works(blank), "analyst") == {"F-1": None}
    other = {"project": "F-2", "hours_per_month": 30.0}
    assert hours_a_month(works(blank, other), "analyst") == {"F-1": 30.0, "F-2": 30.0}
    elsewhere = {"role": "tester", "hours_per_month": 70.0}
    assert hours_a_month(works(blank, elsewhere, other), "analyst") == {"F-1": 70.0, "F-2": 30.0}


def test_the_delay_of_a_project_is_one_draw_for_all_its_roles_and_by_its_id():
    anew = {
        "finish_estimate": "2027-06-30",
        "start_date": "2026-06-01",
        "estimate_duration_days": 300.0,
    }
    rows = [{"role": role, **anew} for role in ("analyst", "developer")]
    (work,) = works(*rows, ratios=(0.8, 1.0, 1.4))
    assert set(work.hours) == {"analyst", "developer"}
    days = day_number("2027-06-30") - TODAY
    same = finish_uniforms(SETTINGS.seed, "F-1", DRAWS)
    assert np.array_equal(np.argsort(work.finish, kind="stable"), np.argsort(same, kind="stable"))
    assert work.finish.min() == pytest.approx(TODAY + 0.8 * days, rel=1e-3)
    # the order of rows and other projects change nothing
    (again, _) = works(*reversed(rows), {"project": "F-2"}, ratios=(0.8, 1.0, 1.4))
    assert np.array_equal(again.finish, work.finish)
