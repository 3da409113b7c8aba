"""Ranges beside what became of them: the reports' own figures, and only ranges from before."""

from __future__ import annotations

import datetime as dt

import pytest

from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment import assess_prepared, prepare
from pmo_toolkit.studies.track_record.decisions import Decisions
from pmo_toolkit.studies.track_record.estimates import (
    finished_work,
    held_ranges,
    measured_ranges,
    stands,
    work_under_way,
)
from pmo_toolkit.studies.track_record.given import planned_interval
from pmo_toolkit.studies.track_record.shapes import Decision, GivenAdvice, GivenRange
from tests.portfolios import QUICK, workspace
from tests.studies.track_record.test_given import NONE, PROJECTS
from tests.track_records import HISTORY, IN_FLIGHT, RANGE

DAY, EUR = dt.date(2026, 11, 22), "EUR, prices of 2026"
TITLES = {"P-1": "Register", "P-2": "Portal", "P-3": "Archive"}
COST = GivenRange(**RANGE)
GIVEN = {name: (GivenAdvice("2026-10-01", "advance", (COST,)),) for name in TITLES}


def finished(folder, history=HISTORY, given=GIVEN, money=EUR):
    return finished_work(workspace(folder, history=history), given, TITLES, DAY, money)


def under_way(folder, rows=IN_FLIGHT, given=GIVEN, today=GIVEN["P-3"][0], **tables):
    held = workspace(folder, in_flight=rows, **tables)
    decisions = Decisions({"P-3": Decision("later", "Board", None, None)})
    known = {} if today is None else {"P-3": today}
    return work_under_way(held, given, known, decisions, TITLES, EUR)


def test_measured_coverage_is_that_of_the_reports_and_counts_them(tmp_path):
    rows = "".join(f"P-{n},Register,{'integration' if n < 3 else ''}\n" for n in (1, 2, 3))
    held = workspace(tmp_path, history=PROJECTS, proposals=f"id,title,class\n{rows}", **NONE)
    ready = prepare(held, settings=QUICK)
    assessed = {name: assess_prepared(ready, name) for name in TITLES}
    found = measured_ranges(assessed)
    intervals = [planned_interval(one.history.cost) for one in assessed.values()]
    known = [interval for interval in intervals if interval is not None]
    assert sum(one.proposals for one in found) == len(known) == 2
    shown = known[0]
    assert (found[0].target, found[0].level, found[0].proposals) == ("cost", 0.8, 2)
    assert found[0].held.share == shown.coverage and found[0].held.n == shown.n
    assert (found[0].held.low, found[0].held.high) == (shown.coverage_low, shown.coverage_high)


def test_without_a_history_nothing_is_measured(tmp_path):
    ready = prepare(workspace(tmp_path), settings=QUICK)
    found = measured_ranges({"P-1": assess_prepared(ready, "P-1")})
    assert isinstance(found, NotAssessed) and "history" in found.why


def test_a_finished_proposal_is_held_against_the_range_from_before_it_began(tmp_path):
    cost, days, *others = finished(tmp_path)
    assert (cost.proposal, cost.what, cost.actual, cost.stands) == ("P-1", "cost", 60000, "above")
    assert (cost.given_on, cost.low, cost.high) == ("2026-10-01", 1000, 50000)
    assert (days.what, days.stands) == ("duration", None) and "no such range" in days.why
    assert {one.proposal for one in others} == {"P-2"}
    assert all(one.stands is None and "--since" in one.why for one in others)
    (held,) = held_ranges((cost, days, *others))
    assert (held.target, held.held.n, held.held.held) == ("cost", 1, 0)


def test_a_project_without_a_start_begins_its_duration_before_its_end(tmp_path):
    rows = "project,finish_date,actual_cost,actual_duration_days\nP-1,2026-11-20,40000,{}\n"
    cost = finished(tmp_path / "a", rows.format(41))[0]
    assert (cost.started, cost.stands) == ("2026-10-10", "within")
    cost = finished(tmp_path / "b", rows.format(""))[0]
    assert cost.started is None and cost.stands is None and "when it began" in cost.why


def test_money_of_other_prices_is_not_compared(tmp_path):
    cost = finished(tmp_path, money="EUR, prices of 2027")[0]
    assert cost.stands is None and "prices of 2027" in cost.why


def test_a_finished_project_is_known_by_a_former_run_even_where_the_proposal_is_gone(tmp_path):
    rows = "project,title,start_date,actual_cost\nP-7,Old,2026-10-10,1000\nH-1,Other,,5\n"
    given = {"P-7": (GivenAdvice("2026-10-01", "advance", (COST,)),)}
    (cost,) = finished(tmp_path, rows, given)
    assert (cost.proposal, cost.title, cost.stands) == ("P-7", "Old", "within")


@pytest.mark.parametrize("rows", [None, "project,actual_cost\nH-1,7000\n", "project\nP-1\n"])
def test_no_tie_says_what_would_make_one(tmp_path, rows):
    found = finished(tmp_path, rows)
    assert isinstance(found, NotAssessed) and "proposal's id" in found.why
    assert held_ranges(found) == ()


def test_work_under_way_stands_once_beside_advice_and_decision(tmp_path):
    (work,) = under_way(tmp_path)
    assert (work.proposal, work.position, work.decision) == ("P-3", "advance", "later")
    assert (work.basis, work.advised_on) == ("before", "2026-10-01")
    assert (work.estimate_cost, work.cost_to_date, work.stands) == (40000, 30000, "within")


def test_what_is_spent_beyond_the_range_settles_it(tmp_path):
    (work,) = under_way(tmp_path, IN_FLIGHT.replace("40000,30000", "40000,50001"))
    assert work.stands == "above"


def test_advice_of_today_is_told_from_that_of_before(tmp_path):
    rows = IN_FLIGHT.replace("2026-10-20", "2026-09-20")
    (work,) = under_way(tmp_path / "a", rows)
    assert (work.basis, work.stands) == ("today", "within")
    (work,) = under_way(tmp_path / "b", rows, today=None)
    assert (work.basis, work.position, work.low, work.stands) == ("none", None, None, None)


def test_what_has_ended_is_not_under_way(tmp_path):
    found = under_way(tmp_path, history="project,actual_cost\nP-3,7000\n")
    assert isinstance(found, NotAssessed) and "in_flight" in found.why


def test_the_ends_of_a_range_belong_to_it():
    assert [stands(value, 1, 2) for value in (0.9, 1, 2, 2.1)] == [
        "below",
        "within",
        "within",
        "above",
    ]
