"""Schedules as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from importlib.resources import files

import jsonschema
import pytest

from pmo_toolkit.analysis.scheduling.shapes import Activity, Link, Mode, SchedulingProblem
from pmo_toolkit.core.canonical_json import canonical_json
from pmo_toolkit.plan_files.base.shapes import DueDate, finding
from pmo_toolkit.plan_files.base.time_axis import working_days
from pmo_toolkit.plan_files.results import schedule_as_csv, schedule_as_dict
from tests.plan_files.written_plans import earliest

SCHEMA = json.loads(
    (files("pmo_toolkit") / "schemas" / "schedule.schema.json").read_text(encoding="utf-8")
)
SOURCE = {
    "source": "a.xml",
    "format": "MSPDI",
    "sample": False,
    "seed": 1,
    "time_limit": 10.0,
    "version": "1",
}
PROBLEM = SchedulingProblem(
    (
        Activity("1", (Mode("fast", 2, {"R": 3}),), title="=HYPERLINK(1)", project="North"),
        Activity("2", (Mode("only", 2, profile={"R": (1, 4)}),), (Link("1"),)),
        Activity("3", (Mode("only", 0),), (Link("2"),)),
    ),
    (),
    unit="days",
)
DATES = working_days(date(2026, 1, 5))


@pytest.mark.parametrize("dates", [None, DATES])
def test_json_is_what_its_schema_says(dates):
    figures = schedule_as_dict(
        earliest(PROBLEM),
        source=SOURCE,
        seconds=1.23456,
        dates=dates,
        due_dates=[DueDate("North", 1, 5), DueDate("", 9), DueDate("2", 3)],
        remarks=[finding("a.xml", "odd", row=3)],
    )
    made = json.loads(canonical_json(figures))
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    assert (made["makespan"], made["gap"], made["proved"], made["seconds"]) == (4, 0, True, 1.235)
    assert [due["late_by"] for due in made["due_dates"]] == [1, 0, 1]
    assert made["due_dates"][0]["cost"] == 5
    rows = {row["id"]: row for row in made["activities"]}
    assert (rows["2"]["start"], rows["2"]["finish"], rows["2"]["mode"]) == (2, 4, "only")
    assert rows["2"]["resources"] == {"R": 4}
    if dates is not None:
        assert rows["2"]["start_date"] == "2026-01-07T08:00:00"
        assert rows["3"]["start_date"] == rows["3"]["finish_date"] == "2026-01-08T17:00:00"


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_a_table_has_a_line_an_activity_and_no_formulas():
    rows = list(csv.DictReader(io.StringIO(schedule_as_csv(earliest(PROBLEM), dates=DATES))))
    assert [row["id"] for row in rows] == ["1", "2", "3"]
    assert rows[0]["title"] == "'=HYPERLINK(1)" and rows[0]["resources"] == "R 3"
    assert rows[0]["start_date"] == "2026-01-05T08:00:00"
    assert schedule_as_csv(earliest(PROBLEM)).splitlines()[1].split(",")[5] == ""
