"""A table of items or counts without any that can be used: what is found, what is expected."""

from __future__ import annotations

import pytest

from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.studies.flow.table import read_flow_table


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "it is empty"),
        ("\n\n", "it is empty"),
        ("team,item,started,done\n", "no rows below the headers; found team, item, started, done"),
        ("week,items\n", "no rows below the headers; found week, items"),
        ("foo,bar\n1,2\n", "found the headers foo, bar"),
        ("A,1,2026-01-01,2026-01-05\nA,2,2026-01-02,\n", "seems to hold values (1)"),
    ],
)
def test_without_items_it_speaks_of_items_and_says_what_was_found(tmp_path, text, found):
    path = tmp_path / "work.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as told:
        read_flow_table(path)
    said = str(told.value)
    assert found in said and "project" not in said and said.startswith("work.csv")
    assert "team, week, items" in said and "team, item, started, done" in said


def test_items_of_which_none_is_done_are_items(tmp_path):
    path = tmp_path / "work.csv"
    path.write_text("team,item,started,done\nA,1,2026-01-01,\n", encoding="utf-8")
    table = read_flow_table(path)
    assert not table.is_weekly and table.rows["done"].isna().tolist() == [True]


def zones_told(tmp_path, *lines):
    path = tmp_path / "work.csv"
    path.write_text("\n".join(("team,item,started,done", *lines)), encoding="utf-8")
    return {
        (one.column, row)
        for one in read_flow_table(path).troubles
        if "time zone" in one.what
        for row in (one.rows or (one.row,))
    }


def test_time_zones_that_differ_are_told_cell_by_cell_over_all_columns(tmp_path):
    plain = "A,1,2026-01-01,2026-01-02"
    west, east = "2026-01-05T23:30:00-08:00", "2026-01-09T01:00:00+09:00"
    assert zones_told(tmp_path, plain, f"A,2,{west},2026-01-09") == {("started", 3)}
    assert zones_told(tmp_path, f"A,1,{west},{east}") == {("started", 2), ("done", 2)}
    assert zones_told(tmp_path, f"A,1,{west},{west}", f"A,2,{west},{west}") == set()
    same = "2026-01-05T23:30:00Z,2026-01-06T00:30:00+00:00"
    assert zones_told(tmp_path, f"A,1,{same}") == set()
