"""Proposals one after another, from the tables of a workspace."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.analysis.capacity.months import day_number
from pmo_toolkit.assessment.capacity.portfolio import required_before, starts_in_order
from pmo_toolkit.assessment.capacity.waits import option_waits
from pmo_toolkit.assessment.dependencies.links import not_before_days
from tests.assessment.capacity.small_workspace import QUICK, TABLES, TOML, ready

TIES = "from,to,type,lag_days,strength\n"


def test_the_first_takes_first(tmp_path):
    # 100 hours a month; P-1 takes 60 in January and February, P-2 needs 50 in one month
    first, second = starts_in_order(ready(tmp_path), [("P-1", "O-1"), ("P-2", "O-2")])
    assert first.after_others == first.alone
    assert second.alone.month_p80 == "2027-01"
    assert second.after_others.month_p80 == "2027-03"
    assert second.bottleneck == "analyst"
    other, _ = starts_in_order(ready(tmp_path), [("P-2", "O-2"), ("P-1", "O-1")])
    assert other.after_others.month_p80 == "2027-01"


@pytest.mark.parametrize(
    ("hours_a_day", "needed", "month"),
    [
        # 100 hours a month are there, and one more person works 21 days
        ("", 268, "2027-01"),  # 100 + 21 × 8
        ("", 269, None),
        ("hours_per_day = 7.5\n", 257, "2027-01"),  # 100 + 21 × 7.5 = 257.5
        ("hours_per_day = 7.5\n", 258, None),
    ],
)
def test_one_person_more_works_the_hours_of_the_workspace(tmp_path, hours_a_day, needed, month):
    demand = TABLES["demand"].replace(
        "O-1,analyst,60,60,60,1,2", f"O-1,analyst,{needed},{needed},{needed},1,1"
    )
    prepared = ready(tmp_path, {"demand": demand}, toml=TOML + hours_a_day)
    (start,) = starts_in_order(prepared, [("P-1", "O-1")], one_more="analyst")
    assert start.after_others.month_p80 == month


def test_one_person_more_is_absent_as_a_role_usually_is_that_states_no_absence(tmp_path):
    # absence is taken as .19 of the hours: 81 are left, and one more brings .81 × 168 = 136.08
    blank = {"capacity": TABLES["capacity"].replace(",100,0,", ",100,,")}
    for needed, month in ((217, "2027-01"), (218, None)):
        row = f"O-1,analyst,{needed},{needed},{needed},1,1"
        demand = TABLES["demand"].replace("O-1,analyst,60,60,60,1,2", row)
        prepared = ready(tmp_path / str(needed), {"demand": demand, **blank})
        (start,) = starts_in_order(prepared, [("P-1", "O-1")], one_more="analyst")
        assert start.after_others.month_p80 == month


def test_what_is_required_must_be_finished_even_where_hours_are_left(tmp_path):
    ties = TIES + "P-2,P-1,requires,10,1\n"
    prepared = ready(
        tmp_path, {"dependencies": ties, "capacity": TABLES["capacity"].replace("100,", "500,")}
    )
    _, second = starts_in_order(prepared, [("P-1", "O-1"), ("P-2", "O-2")])
    assert second.after_others.month_p80 == "2027-04"  # January and February, and a lag
    weak = ready(tmp_path, {"dependencies": ties.replace(",1\n", ",0.3\n")})
    assert starts_in_order(weak, [("P-1", "O-1"), ("P-2", "O-2")])[1].after_others.month_p80 == (
        "2027-03"
    )


def test_one_setting_says_from_what_strength_on_dates_move(tmp_path):
    rows = "id,title,start_window,wanted_finish\nP-1,First,2027-01,2027-02-28\nP-2,Second,,\n"
    ties = TIES + "P-2,P-1,requires,10,0.6\n"
    prepared = ready(tmp_path, {"proposals": rows, "dependencies": ties})
    strict = replace(prepared, settings=QUICK.with_overrides({"schedule_binds_from": 0.7}))
    for one, before, month in ((prepared, ["P-1"], "2027-04"), (strict, [], "2027-03")):
        found = required_before(one.reader, "P-2", {"P-1": "O-1"}.get, 30)
        assert [source.proposal for source, _ in found] == before
        _, second = starts_in_order(one, [("P-1", "O-1"), ("P-2", "O-2")])
        assert second.after_others.month_p80 == month
        days = not_before_days(one.reader("P-2"), "2027-01-01")
        assert (days is None) == (not before)


def test_work_under_way_that_is_required_ends_first(tmp_path):
    running = (
        "project,title,role,hours_per_month,finish_estimate,start_date\n"
        "F-1,Other,tester,10,{},2026-12-01\n"
    )
    changes = {"dependencies": TIES + "P-2,F-1,requires,,1\n"}
    blank = ready(tmp_path / "a", {**changes, "in_flight": running.format("")})
    (start,) = starts_in_order(blank, [("P-2", "O-2")])
    assert start.alone.month_p80 == "2027-01"
    assert start.after_others.chance_within_horizon == 0.0
    stated = ready(tmp_path / "b", {**changes, "in_flight": running.format("2027-01-20")})
    (start,) = starts_in_order(stated, [("P-2", "O-2")])
    assert start.after_others.wait_p80 >= 31


def test_alone_it_is_the_wait_that_is_priced(tmp_path):
    prepared = ready(tmp_path)
    (start,) = starts_in_order(prepared, [("P-1", "O-1")])
    wished, reader = day_number("2027-01-01"), prepared.reader("P-1")
    waits, _ = option_waits(reader, reader.own("options"))
    assert np.array_equal(start.starts.days(wished), waits["O-1"].days)


def test_an_option_without_demand_takes_nothing(tmp_path):
    prepared = ready(tmp_path)
    found = starts_in_order(prepared, [("P-1", "O-1N"), ("P-2", "O-2")])
    assert isinstance(found[0].alone, NotAssessed)
    assert found[1].after_others.month_p80 == "2027-01"


def test_a_proposal_stands_in_an_order_once(tmp_path):
    with pytest.raises(ValueError, match="P-1"):
        starts_in_order(ready(tmp_path), [("P-1", "O-1"), ("P-1", "O-1")])
    assert starts_in_order(ready(tmp_path), []) == ()


def test_what_is_required_comes_in_the_order_in_which_it_must(tmp_path):
    ties = TIES + "P-3,P-2,requires,,1\nP-2,P-1,requires,,1\nP-1,P-3,requires,,1\n"  # a circle
    prepared = ready(tmp_path, {"dependencies": ties})
    options = {"P-1": "O-1", "P-2": "O-2", "P-3": "O-3"}
    found = required_before(prepared.reader, "P-3", options.get, 30)
    assert [(source.proposal, option) for source, option in found] == [
        ("P-1", "O-1"),
        ("P-2", "O-2"),
    ]
    assert required_before(prepared.reader, "P-3", lambda _: None, 30) == ()
    assert len(required_before(prepared.reader, "P-3", options.get, 1)) == 1
