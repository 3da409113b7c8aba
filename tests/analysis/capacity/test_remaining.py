"""Starts on tables whose truth is known, and on large ones."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.capacity.demand import demand_of
from pmo_toolkit.analysis.capacity.loads import role_loads
from pmo_toolkit.analysis.capacity.remaining import starts_alone
from pmo_toolkit.analysis.capacity.role_hours import role_hours
from pmo_toolkit.analysis.capacity.running_work import RunningWork, running_work
from pmo_toolkit.core.settings import Settings
from tests.analysis.capacity.small_house import (
    DRAWS,
    JANUARY,
    WISH,
    capacity,
    demand,
    demand_rows,
    hours,
    in_flight,
    needs,
)

SETTINGS = Settings.of(draws=16384)
#: Work whose finish was estimated anew since it began.
ANEW = {"start_date": "2026-06-01", "estimate_duration_days": 300.0}


def test_the_start_beside_work_that_slips_as_a_simulation_has_it():
    """Work is to end on 30 June; such estimates of the days that remain became .8 to 1.6 times."""
    rows = [("analyst", f"2027-{month:02d}", 300.0, 50.0, 50.0, 0.0) for month in range(1, 13)]
    work = running_work(
        in_flight({"hours_per_month": 120.0, "finish_estimate": "2027-06-30", **ANEW}),
        lambda *_: (0.8, 1.6),  # evenly between the two on the scale of logarithms
        as_of="2027-01-01",
        settings=SETTINGS,
    )
    known = role_hours(capacity(rows), "analyst", work)
    want = demand_of(
        demand_rows(("analyst", 100, 100, 100, 1, 2)), proposal="P", option="O", settings=SETTINGS
    )
    found = starts_alone(want, {"analyst": known}, WISH, 16384)

    # the truth by plain simulation: 200 hours are there, 120 × the share of the month are taken
    draws = np.random.default_rng(5)
    ends = 180 * np.exp(draws.uniform(np.log(0.8), np.log(1.6), 20_000)) + 1  # days of this year
    firsts = np.cumsum([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    starts = np.full(20_000, 12)
    for month in range(10, -1, -1):
        shares = [
            np.clip((ends - firsts[at]) / (firsts[at + 1] - firsts[at]), 0, 1)
            for at in (month, month + 1)
        ]
        fits = (200 - 120 * shares[0] >= 100) & (200 - 120 * shares[1] >= 100)
        starts[fits] = month
    for month in range(12):
        assert np.mean(found.shift <= month) == pytest.approx(np.mean(starts <= month), abs=0.015)
    assert found.earliest(WISH.day).month_p80 == f"2027-{np.quantile(starts, 0.8) + 1:02.0f}"


def test_the_draw_of_a_project_is_the_same_in_all_roles():
    """Both roles are free in the very same cases, so that waiting for both is no longer."""
    rows = [
        (role, f"2027-{month:02d}", 200.0, 0.0, 0.0, 0.0)
        for role in ("analyst", "tester")
        for month in range(1, 13)
    ]
    work = running_work(
        in_flight(
            *(
                {"role": role, "hours_per_month": 150.0, "finish_estimate": "2027-04-30"}
                for role in ("analyst", "tester")
            )
        ),
        lambda *_: (0.5, 1.0, 2.0),
        as_of="2027-01-01",
        settings=SETTINGS,
    )
    known = {role: role_hours(capacity(rows), role, work) for role in ("analyst", "tester")}
    one = starts_alone(demand(needs("analyst", 100, draws=16384)), known, WISH, 16384)
    both = demand(needs("analyst", 100, draws=16384), needs("tester", 100, draws=16384))
    assert np.array_equal(starts_alone(both, known, WISH, 16384).shift, one.shift)


def test_two_hundred_roles_over_sixty_months():
    roles = [f"role {place:03d}" for place in range(200)]
    taken = np.random.default_rng(1).uniform(0, 60, (60, DRAWS))
    known = {role: hours(role, [100.0] * 60, taken=taken) for role in roles}
    want = demand(*(needs(role, *[45.0] * 12) for role in roles))
    before = time.process_time()
    found = starts_alone(want, known, WISH, DRAWS)
    assert time.process_time() - before < 10
    assert found.tried == 60 and (found.shift >= 0).all()
    assert found.first == JANUARY


DELAYS = st.lists(st.integers(0, 200), min_size=3, max_size=3)


@settings(max_examples=30)
@given(DELAYS, DELAYS, st.integers(10, 190))
def test_more_slip_is_never_an_earlier_start_nor_a_lower_load(ends, later, asked):
    """Three projects of 60 hours a month beside 200 that are there."""
    rows = [("analyst", f"2027-{month:02d}", 200.0, 0.0, 0.0, 0.0) for month in range(1, 13)]
    want, found = demand(needs("analyst", asked, asked, draws=1)), []
    for days in (ends, [one + other for one, other in zip(ends, later, strict=True)]):
        work = [
            RunningWork(f"F-{place}", "", {"analyst": 60.0}, None, np.array([WISH.day + day * 1.0]))
            for place, day in enumerate(days)
        ]
        known = {"analyst": role_hours(capacity(rows), "analyst", work)}
        start = starts_alone(want, known, WISH, 1)
        (load,) = role_loads(want, known, start, {})
        found.append((start.shift[0], start.days(WISH.day)[0], load.chance_overloaded))
    assert all(one <= other for one, other in zip(*found, strict=True))
