"""Capacity, demand and work under way that do not fit: findings with their rows, nothing fails."""

from __future__ import annotations

import json
import time
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.core.errors import Grade
from pmo_toolkit.core.troubles import Troubles
from pmo_toolkit.workspace import check_report
from pmo_toolkit.workspace.checking.draft import Draft
from pmo_toolkit.workspace.checking.resources import check_resources
from tests.workspace.builders import grave, one, read, told

OPTIONS = "id,proposal,kind\nO1,P1,build\nO2,P2,SaaS\n"
CAPACITY = "role,month,gross_hours,absence_hours,run_work_hours,ticket_hours\n"
DEMAND = "option,role,hours_per_month_mode,start_month,months\n"
IN_FLIGHT = "project,role,hours_per_month,start_date,finish_estimate\n"
TODAY = 'as_of = "2026-11-22"\n'


def months(role: str, *names: str) -> str:
    return "".join(f"{role},{name},100,10,10,10\n" for name in names)


def test_a_role_without_hours_is_asked_once_and_not_taken_as_none(tmp_path):
    rows = "O1,Pilot,5,1,2\nO2,Pilot,5,1,2\nO1,Tester,5,1,2\nO1,Testers,5,1,1\n"
    workspace = read(
        tmp_path,
        options=OPTIONS,
        demand=DEMAND + rows,
        capacity=CAPACITY + months("Tester", "2026-12", "2027-01"),
        in_flight=IN_FLIGHT + "F1,Wizard,20,,2027-06-01\n",
    )
    pilot = one(workspace, says="no hours of this role", found="Pilot")
    assert (pilot.table, pilot.column, pilot.rows) == ("demand", "role", (2, 3))
    assert pilot.expected and "Ask" in pilot.next_step
    assert "Did you mean Tester?" in one(workspace, found="Testers").next_step
    assert one(workspace, found="Wizard").table == "in_flight"
    assert workspace.exit_code == 0 and len(workspace.table("demand")) == 4


@pytest.mark.parametrize("column", ["absence_hours", "run_work_hours", "ticket_hours"])
def test_what_no_month_of_a_role_states_is_a_finding(tmp_path, column):
    place = CAPACITY.strip().split(",").index(column)

    def row(role: str, month: str, is_blank: bool) -> str:
        cells = [role, month, "100", "10", "10", "10"]
        cells[place] = "" if is_blank else cells[place]
        return ",".join(cells) + "\n"

    rows = "".join(
        row(role, month, role == "Tester" or month == "2026-12")
        for role in ("Tester", "Pilot")
        for month in ("2026-12", "2027-01")
    )
    trouble = one(read(tmp_path, capacity=CAPACITY + rows), says="no month of the role states")
    assert (trouble.table, trouble.row, trouble.column) == ("capacity", 2, column)
    assert trouble.found == "Tester: blank in 2 rows from row 2 on" and "Ask" in trouble.next_step


def test_no_capacity_at_all_is_told_once(tmp_path):
    workspace = read(tmp_path, options=OPTIONS, demand=f"{DEMAND}O1,Pilot,5,1,2\n")
    assert not told(workspace, says="no hours of this role")


def test_months_missing_in_the_middle(tmp_path):
    capacity = CAPACITY + months("Tester", "2026-12", "2027-03", "2027-04") + "Pilot,2027-01,5,,,\n"
    trouble = one(read(tmp_path, capacity=capacity), says="missing between others")
    assert (trouble.table, trouble.row, trouble.column) == ("capacity", 3, "month")
    assert trouble.found == "Tester: no row for 2027-01, 2027-02"
    assert trouble.expected == "a row a month from 2026-12 to 2027-04" and trouble.next_step


def test_a_long_gap_names_the_first_months(tmp_path):
    capacity = CAPACITY + months("Tester", "2026-12", "2028-12")
    found = one(read(tmp_path, capacity=capacity), says="missing between").found
    assert found.endswith("2027-06 and 17 more")


def test_hours_below_nought_and_more_taken_than_there_are(tmp_path):
    rows = "A,2026-12,-5,,,\nB,2026-12,100,60,30,20\nC,2026-12,100,60,30,10\n"
    workspace = read(tmp_path, capacity=CAPACITY + rows)
    below = one(workspace, says="lies outside what is possible")
    assert (below.row, below.column, below.expected) == (2, "gross_hours", "at least 0")
    overdrawn = one(workspace, says="more hours are taken")
    assert (overdrawn.row, overdrawn.found) == (3, "B: 100 hours, 110 taken")
    assert workspace.exit_code == 0


@pytest.mark.parametrize(
    ("config", "window", "length", "odd"),
    [
        ("", "", 3, False),
        ("", "", 4, True),
        (TODAY, "", 2, False),  # the first month without hours is that of the advice itself
        ('as_of = "2027-01-05"\n', "", 3, True),
        (TODAY, "2027-02", 1, False),
        (TODAY, "2027-02", 2, True),
        (TODAY, "2025-01", 3, False),
    ],
)
def test_demand_longer_than_the_months_of_capacity(tmp_path, config, window, length, odd):
    workspace = read(
        tmp_path,
        config,
        proposals=f"id,title,start_window\nP1,One,{window}\n",
        options="id,proposal,kind\nO1,P1,build\n",
        demand=f"{DEMAND}O1,Tester,5,1,{length}\n",
        capacity=CAPACITY + months("Tester", "2026-12", "2027-01", "2027-02"),
    )
    found = told(workspace, says="lasts beyond the months")
    assert bool(found) == odd
    if found:
        assert (found[0].row, found[0].column) == (2, "months") and found[0].next_step


def test_work_that_should_have_ended_is_asked_about(tmp_path):
    rows = "F1,A,5,2024-01-01,2025-01-01\nF1,B,5,2024-01-01,2025-01-01\nF2,A,5,,2026-11-22\n"
    workspace = read(tmp_path / "1", TODAY, in_flight=IN_FLIGHT + rows)
    trouble = one(workspace, says="should have finished before")
    assert (trouble.rows, trouble.column) == ((2, 3), "finish_estimate")
    assert trouble.expected == "a day from 2026-11-22 on"
    undated = read(tmp_path / "2", in_flight=IN_FLIGHT + rows)
    assert not told(undated, says="should have finished before")


def test_work_that_ends_before_it_begins_is_kept_without_its_days(tmp_path):
    workspace = read(tmp_path, in_flight=f"{IN_FLIGHT}F1,A,5,2027-01-01,2026-01-01\n")
    trouble = one(workspace, says="ends before it begins")
    assert trouble.grade is Grade.FINDING
    assert (trouble.row, trouble.column) == (2, "finish_estimate")
    (row,) = workspace.table("in_flight").to_dict("records")
    assert (row["project"], row["hours_per_month"]) == ("F1", 5.0)
    assert pd.isna(row["start_date"]) and pd.isna(row["finish_estimate"])


def test_one_project_with_two_finishes(tmp_path):
    rows = "F1,A,5,,2027-01-01\nF1,B,5,,2027-05-01\nF1,C,5,,2027-01-01\n"
    trouble = one(read(tmp_path, in_flight=IN_FLIGHT + rows), says="different days of its finish")
    assert (trouble.row, trouble.found) == (3, "F1: 2027-05-01")


def test_months_that_are_all_past(tmp_path):
    capacity = CAPACITY + months("A", "2020-01") + months("B", "2026-11")
    trouble = one(read(tmp_path, TODAY, capacity=capacity), says="lie before the day")
    assert (trouble.row, trouble.found) == (2, "A: up to 2020-01")


def test_what_was_refused_before_still_is(tmp_path):
    """Grades as the data dictionary sets them: contradictory rows are set aside with the reason."""
    workspace = read(
        tmp_path,
        options=OPTIONS,
        demand=(
            "option,role,hours_per_month_low,hours_per_month_mode,hours_per_month_high\n"
            "O1,A,30,20,10\nO9,A,1,2,3\n"
        ),
        capacity=f"{CAPACITY}A,2026-12,1,,,\nA,2026-12,2,,,\n",
        in_flight=f"{IN_FLIGHT}F1,A,5,2027-01-01,2026-01-01\n",
    )
    faults = grave(workspace)
    assert len(faults) == 3
    for words in ("low to high", "O9", "same role and month"):
        assert sum(words in fault for fault in faults) == 1
    assert list(workspace.failed) == ["P1"]


def test_every_finding_is_whole_in_the_json_of_a_check(tmp_path):
    workspace = read(
        tmp_path,
        TODAY,
        options=OPTIONS,
        demand=f"{DEMAND}O1,Pilot,5,1,2\nO1,A,5,1,90\n",
        capacity=f"{CAPACITY}{months('A', '2026-01', '2026-03')}B,2026-12,1,2,,\n",
        in_flight=f"{IN_FLIGHT}F1,A,5,,2025-01-01\nF1,A,5,,2025-02-01\n",
    )
    listed = json.loads(json.dumps(check_report(workspace)))["troubles"]
    own = [each for each in listed if each["table"] in ("capacity", "demand", "in_flight")]
    assert len(own) >= 7
    for trouble in own:
        assert all(trouble[part] for part in ("what", "row", "column", "found", "next_step"))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.integers(0, 40), st.floats(0, 500), max_size=20),
    st.integers(1, 60),
    st.integers(1, 60),
    st.dates(date(2020, 1, 1), date(2035, 1, 1)),
)
def test_a_gap_is_told_exactly_where_a_month_is_missing(hours, first, length, as_of):
    troubles = Troubles()
    stated = sorted(hours)
    capacity = _draft(
        "capacity",
        troubles,
        role=["A"] * len(stated),
        month=[date(2026 + place // 12, place % 12 + 1, 1) for place in stated],
        gross_hours=[hours[place] for place in stated],
    )
    demand = _draft("demand", troubles, role=["A"], months=[float(length)], start_month=[first])
    check_resources({"capacity": capacity, "demand": demand}, as_of)
    said = [trouble.what for trouble in troubles.all()]
    gap = bool(stated) and len(stated) < stated[-1] - stated[0] + 1
    assert any("missing between" in what for what in said) == gap
    assert any("no hours of this role" in what for what in said) == (not stated)


def _draft(name, troubles, **values):
    rows = list(range(2, 2 + len(next(iter(values.values())))))
    cells = {column: [str(value) for value in own] for column, own in values.items()}
    draft = Draft(name, f"{name}.csv", {}, cells, rows, troubles, [None] * len(rows))
    draft.values = values
    return draft


def test_ten_thousand_dependencies_are_read_in_seconds(tmp_path):
    ids = [f"P{number}" for number in range(1000)]
    proposals = "id,title\n" + "".join(f"{name},T {name}\n" for name in ids)
    kinds = ("requires", "enables", "relates", "excludes")
    rows = [
        f"{ids[n % 1000]},{ids[(n * 7 + 1 + n // 1000) % 1000]},{kinds[n % 4]},{n % 90},0.5"
        for n in range(10_000)
    ]
    table = "from,to,type,lag_days,strength\n" + "\n".join(rows) + "\n"
    before = time.process_time()
    workspace = read(tmp_path, proposals=proposals, dependencies=table)
    assert time.process_time() - before < 12
    assert len(workspace.table("dependencies")) == 10_000
    assert len(workspace.troubles) < 1_000
