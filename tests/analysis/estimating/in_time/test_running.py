"""Running work becomes rows of bounds; what is odd about dates is told with its row."""

from __future__ import annotations

import pandas as pd

from pmo_toolkit.analysis.estimating.in_time.running import odd_dates, running_projects

DAY = pd.Timestamp("2024-01-01")


def in_flight(**columns):
    table = pd.DataFrame(
        {
            "project": ["A", "A", "B", "C"],
            "role": ["x", "y", "x", "x"],
            "start_date": pd.to_datetime(["2023-01-01", None, "2024-03-01", None]),
            "cost_to_date": [None, 500.0, 10.0, 20.0],
            "estimate_cost": [900.0, None, None, None],
        }
    )
    return table.assign(**columns)


def test_a_project_is_one_row_with_what_it_has_taken_so_far():
    rows = running_projects(in_flight(), DAY)
    assert rows["project"].tolist() == ["A"]
    assert rows.loc[0, "actual_duration_days"] == 365
    assert rows.loc[0, "actual_cost"] == 500
    assert "actual_effort_person_hours" not in rows


def test_without_starts_there_is_none():
    assert running_projects(in_flight().drop(columns="start_date"), DAY).empty
    assert running_projects(in_flight().head(0), DAY).empty


def test_every_oddity_is_told_with_its_rows():
    history = pd.DataFrame(
        {
            "start_date": pd.to_datetime(["2020-01-01", "2025-01-01", None]),
            "finish_date": pd.to_datetime(["2021-01-01", "2026-01-01", "2019-01-01"]),
        },
        index=[7, 8, 9],
    )
    seen = {(odd.table, odd.kind): odd for odd in odd_dates(history, in_flight(), DAY)}
    assert seen["in_flight", "future"].rows == (2,)
    assert seen["in_flight", "no start"].rows == (3,)
    assert seen["in_flight", "no estimate"].rows == (2, 3)
    assert seen["history", "future"].rows == (8,)
    assert "1 finished project ended after 2024-01-01" in {
        odd.what for odd in odd_dates(history, in_flight(), DAY)
    }


def test_projects_of_one_year_are_told():
    history = pd.DataFrame({"start_date": pd.to_datetime(["2020-01-01", "2020-05-01"])})
    (odd,) = odd_dates(history, in_flight().head(0), DAY)
    assert odd.kind == "one year"
    assert "2020" in odd.what


def test_running_work_that_states_no_start_at_all_is_as_it_always_was():
    table = in_flight(start_date=pd.Series([pd.NaT] * 4, dtype="datetime64[ns]"))
    assert list(odd_dates(pd.DataFrame(), table, DAY)) == []
