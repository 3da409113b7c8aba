"""Remaining resources of one proposal, from the tables of a workspace."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from pmo_toolkit.analysis.base.reason_codes import ReasonCode
from pmo_toolkit.analysis.base.results import NotAssessed
from pmo_toolkit.assessment import assess_prepared
from pmo_toolkit.assessment.capacity.remaining import remaining_resources
from pmo_toolkit.assessment.capacity.waits import option_waits
from tests.assessment.capacity.small_workspace import TABLES, ready

#: Work that takes 60 of the analyst's 100 hours; it began when it was estimated at 151 days.
RUNNING = """project,title,role,hours_per_month,finish_estimate,start_date,estimate_duration_days
F-1,Control room,analyst,60,{finish},2026-10-01,151
"""

#: Half a year more of the analyst.
LONGER = TABLES["capacity"] + "".join(
    f"analyst,2027-{month:02d},100,0,0,0\n" for month in range(7, 13)
)
NO_ANALYST = TABLES["capacity"].replace("analyst", "x")
LATE = "id,title,start_window\nP-1,First,2028-01\n"


def found(folder, changes=None, proposal="P-1", option="O-1"):
    return remaining_resources(ready(folder, changes).reader(proposal), option)


def waits_of_first(folder, changes=None):
    reader = ready(folder, changes).reader("P-1")
    waits, _ = option_waits(reader, reader.own("options"))
    return waits["O-1"].days


def test_a_start_as_wished(tmp_path):
    result = found(tmp_path)
    assert result.alone.month_p80 == "2027-01" and result.alone.chance_as_wished == 1.0
    assert (result.wished_day, result.last_stated_month) == ("2027-01-01", "2027-06")
    assert result.questions == () and result.is_all_known
    assert np.array_equal(waits_of_first(tmp_path), np.zeros(1024))


def test_work_under_way_holds_it_back_by_the_spread_of_others_estimates(tmp_path):
    changes = {"in_flight": RUNNING.format(finish="2027-03-01"), "capacity": LONGER}
    result = found(tmp_path, changes)
    load = result.roles[0]
    # estimated at 151 days, of which 75 have passed: most of it is still there in January
    assert load.months[0].in_flight_hours.p50 == pytest.approx(60)
    assert 0.2 < load.months[1].chance_overloaded < 1
    assert result.alone.wait_p80 > 0 and result.bottleneck == "analyst"
    assert result.one_more[0].role == "analyst" and result.one_more[0].months_earlier_p80 > 0
    waits = waits_of_first(tmp_path, changes)
    assert np.quantile(waits, 0.8, method="inverted_cdf") == result.alone.wait_p80


def test_a_blank_finish_is_asked_for_and_never_earlier_than_a_stated_one(tmp_path):
    blank = found(tmp_path / "a", {"in_flight": RUNNING.format(finish="")})
    stated = found(tmp_path / "b", {"in_flight": RUNNING.format(finish="2027-03-01")})
    assert blank.alone.month_p80 is None and blank.alone.chance_ruled_out == 1.0
    assert stated.alone.chance_within_horizon > 0
    assert blank.questions[0].text == "When will F-1 (Control room) be finished?"


def test_a_finish_that_has_passed_still_runs(tmp_path):
    result = found(tmp_path, {"in_flight": RUNNING.format(finish="2026-12-01")})
    assert result.roles[0].months[0].in_flight_hours.p80 > 0


def test_a_role_without_capacity_is_asked_for_and_not_nought(tmp_path):
    more = TABLES["demand"] + "O-1,tester,10,10,10,1,2\n"
    result = found(tmp_path, {"demand": more})
    assert result.without_capacity == ("tester",) and not result.is_all_known
    assert result.alone.month_p80 == "2027-01"  # as far as the stated role goes
    assert "tester" in result.questions[0].text


def test_a_month_missing_in_the_middle_is_asked_for(tmp_path):
    table = TABLES["capacity"].replace("analyst,2027-02,100,0,0,0\n", "")
    result = found(tmp_path, {"capacity": table})
    assert result.alone.month_p80 == "2027-03"
    assert result.questions[0].text == "How many hours has the role analyst in February 2027?"


def test_capacity_below_zero_is_no_capacity(tmp_path):
    table = TABLES["capacity"].replace("analyst,2027-02,100", "analyst,2027-02,-100")
    assert found(tmp_path, {"capacity": table}).alone.month_p80 == "2027-03"


def test_a_month_far_away_is_a_slip(tmp_path):
    table = TABLES["capacity"] + "analyst,2127-01,100,0,0,0\n"
    assert found(tmp_path, {"capacity": table}).last_stated_month == "2027-06"


@pytest.mark.parametrize(
    ("changes", "proposal", "option", "code"),
    [
        ({}, "P-1", "O-1N", ReasonCode.NOT_APPLICABLE),
        ({}, "P-1", None, ReasonCode.NO_PREFERENCE),
        ({"demand": TABLES["demand"].replace("O-1,", "O-9,")}, "P-2", "O-1", ReasonCode.NO_ROWS),
        (
            {"capacity": TABLES["capacity"].replace("analyst", "x")},
            "P-1",
            "O-1",
            ReasonCode.NOT_STATED,
        ),
        (
            {"proposals": "id,title,start_window\nP-1,First,2028-01\n"},
            "P-1",
            "O-1",
            ReasonCode.NOT_STATED,
        ),
    ],
)
def test_what_is_not_assessed_says_why(tmp_path, changes, proposal, option, code):
    result = found(tmp_path, changes, proposal, option)
    assert isinstance(result, NotAssessed) and result.code is code and result.why


def test_without_a_start_it_is_the_first_full_month(tmp_path):
    result = found(tmp_path, proposal="P-3", option="O-3")
    assert result.wished_month == "2027-01" and not result.is_start_stated


def test_a_window_that_has_passed_begins_when_work_can(tmp_path):
    table = TABLES["proposals"].replace("P-1,First,2027-01", "P-1,First,2026-11")
    result = found(tmp_path, {"proposals": table})
    assert (result.wished_month, result.wished_day) == ("2027-01", "2027-01-01")
    assert result.alone.wait_p80 == 0


def test_a_team_without_stated_hours_counts_by_what_it_finishes(tmp_path):
    flow = "team,item,started,done\n" + "".join(
        f"Portal,{week},2026-06-01,2026-{month:02d}-{day:02d}\n"
        for week, (month, day) in enumerate([(m, d) for m in range(7, 12) for d in (5, 12, 19, 26)])
    )
    history = "project,size,size_unit,estimate_effort_person_hours,actual_effort_person_hours\n"
    sized = history + "".join(f"H-{n},10,items,90,100\n" for n in range(6))
    demand = TABLES["demand"] + "O-1,Portal,30,30,30,1,2\n"
    shown = found(tmp_path / "a", {"demand": demand, "flow": flow})
    assert shown.without_capacity == ("Portal",)
    assert isinstance(shown.teams[0].hours_per_month, NotAssessed)
    converted = found(tmp_path / "b", {"demand": demand, "flow": flow, "history": sized})
    assert converted.without_capacity == ()
    assert converted.teams[0].hours_per_month.p50 == pytest.approx(10 * 4.35, rel=0.4)


def test_a_team_that_finishes_less_moves_the_earliest_start(tmp_path):
    sized = "project,size,size_unit,estimate_effort_person_hours,actual_effort_person_hours\n"
    sized += "".join(f"H-{n},10,items,90,100\n" for n in range(6))
    days = [(month, day) for month in range(7, 12) for day in (5, 12, 19, 26)]
    starts = []
    for name, kept in (("quick", days), ("slow", days[::2])):
        flow = "team,item,started,done\n" + "".join(
            f"Portal,{n},2026-06-01,2026-{month:02d}-{day:02d}\n"
            for n, (month, day) in enumerate(kept)
        )
        demand = TABLES["demand"] + "O-1,Portal,25,25,25,1,2\n"
        tables = {"demand": demand, "flow": flow, "history": sized}
        starts.append(found(tmp_path / name, tables).alone)
    quick, slow = starts
    assert quick.month_p50 == "2027-01" and quick.chance_as_wished > 0.5
    assert slow.month_p50 is None and slow.chance_as_wished < quick.chance_as_wished / 2


def test_a_team_counts_by_the_weeks_that_are_known_in_any_spelling(tmp_path):
    """Weeks after the last day of the table are unknown, and not weeks without any item."""
    sized = "project,size,size_unit,estimate_effort_person_hours,actual_effort_person_hours\n"
    sized += "".join(f"H-{n},10,items,90,100\n" for n in range(6))
    days = pd.date_range("2025-03-03", "2026-09-25", freq="4D")
    shown = {}
    for name, more in {"stale": (), "ended": pd.date_range("2025-03-05", "2026-11-27")}.items():
        rows = [("PORTAL team" if n % 5 == 0 else "Portal", day) for n, day in enumerate(days)]
        rows += [("Other", day) for day in more]
        flow = "team,item,started,done\n" + "".join(
            f"{team},{n},,{day:%Y-%m-%d}\n" for n, (team, day) in enumerate(rows)
        )
        demand = TABLES["demand"] + "O-1,Portal,25,25,25,1,2\n"
        shown[name] = found(tmp_path / name, {"demand": demand, "flow": flow, "history": sized})
    (stale,), (ended,) = (shown[name].teams for name in ("stale", "ended"))
    assert stale.idle_weeks == 0 and stale.items_per_week.p50 == pytest.approx(1.75, abs=0.3)
    assert stale.hours_per_month.p50 == pytest.approx(1.75 * 43.5, rel=0.2)
    assert ended.idle_weeks >= 8 and ended.hours_per_month.p90 == 0
    assert shown["stale"].alone.month_p50 == "2027-01"
    assert shown["ended"].alone.month_p50 is None


def test_what_an_assessment_reads_of_people(tmp_path):
    """Hours of a role that it does not need do not concern it, those that it needs do."""
    hashes = {}
    tables = {
        "as it is": TABLES["capacity"],
        "another role": TABLES["capacity"] + "tester,2027-01,100,0,0,0\n",
        "own role": TABLES["capacity"].replace("analyst,2027-03,100", "analyst,2027-03,90"),
    }
    for name, table in tables.items():
        prepared = ready(tmp_path / name.replace(" ", "-"), {"capacity": table})
        hashes[name] = assess_prepared(prepared, "P-1").reads.input_hash
    assert hashes["another role"] == hashes["as it is"] != hashes["own role"]
