"""``pmo schedule``: a schedule on the screen at once, and files that are whole."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from pmo_toolkit.cli.base.command_clock import CommandClock
from pmo_toolkit.cli.base.command_group import INTERRUPTED, UNEXPECTED
from pmo_toolkit.cli.studies.schedule_files import Targets
from pmo_toolkit.cli.studies.schedule_run import Allowed, slowness_now
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.plan_files.reading import read_plan_file
from tests.cli.commands import pmo, shell
from tests.plan_files.written_plans import (
    MPLIB,
    PATTERSON,
    PSPLIB,
    assignment,
    link,
    plan,
    resource,
    task,
)

SCHEMA = json.loads(
    (files("pmo_toolkit") / "schemas" / "schedule.schema.json").read_text(encoding="utf-8")
)
PLAN = plan(
    [task(1, 2), task(2, 3), task(3, 1, link(1))],
    resources=[resource(1)],
    assignments=[assignment(1, 1), assignment(2, 1)],
)


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "plan.xml"
    path.write_text(PLAN, encoding="utf-8")
    return path


def test_all_files_are_written(plan_file, tmp_path):
    names = {option: tmp_path / f"out.{option}" for option in ("json", "csv", "mspdi", "svg")}
    options = [part for option, path in names.items() for part in (f"--{option}", path)]
    done = pmo("schedule", plan_file, "--time-limit", 5, *options)
    assert done.exit_code == 0, done.output
    assert "first schedule: 5 days" in done.output
    assert "proved: none is shorter" in done.output and "until 9 January 2026" in done.output
    made = json.loads(names["json"].read_text(encoding="utf-8"))
    assert (made["makespan"], made["proved"], made["unit"]) == (5, True, "days")
    assert {"id", "start", "finish", "mode"} <= set(made["activities"][0])
    assert 0 < made["seconds"] < 60 and made["interrupted"] is False
    with names["csv"].open(encoding="utf-8") as stream:
        assert [row["id"] for row in csv.DictReader(stream)] == ["1", "2", "3"]
    again = read_plan_file(names["mspdi"])
    starts = [row["start"] for row in made["activities"]]
    assert [activity.release for activity in again.problem.activities] == starts
    assert ET.parse(names["svg"]).getroot().get("role") == "img"


@pytest.mark.parametrize(
    ("text", "makespan"), [(PSPLIB, 5), (PATTERSON, 4), (MPLIB, 10)], ids=["sm", "rcp", "mplib"]
)
def test_benchmark_files(tmp_path, text, makespan):
    path = tmp_path / "plan.txt"
    path.write_text(text, encoding="utf-8")
    target = tmp_path / "out.xml"
    done = pmo(
        "schedule",
        path,
        "--time-limit",
        5,
        "--json",
        "-",
        "--mspdi",
        target,
        "--as-of",
        "2027-01-02",
    )
    made = json.loads(done.stdout)
    assert (made["makespan"], made["start_date"]) == (makespan, None)
    assert read_plan_file(target).dates.start(0).isoformat() == "2027-01-04T08:00:00"


def test_the_proposals_of_a_workspace(tmp_path):
    target, svg = tmp_path / "out.json", tmp_path / "out.svg"
    options = ("--json", target, "--mspdi", tmp_path / "out.xml", "--svg", svg)
    done = pmo("schedule", "sample", "--time-limit", 0, *options)
    assert done.exit_code == 0, done.output
    assert "These are sample data." in done.output
    made = json.loads(target.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(SCHEMA).validate(made)
    assert (made["format"], made["unit"], made["sample"]) == ("workspace", "months", True)
    assert made["portfolio"]["makespan"] == made["makespan"]
    assert any("is not planned" in remark for remark in made["remarks"]) == bool(
        made["portfolio"]["left_out"]
    )
    again = read_plan_file(tmp_path / "out.xml")
    assert len(again.problem.activities) == len(made["activities"])
    # months are written by their working days, so both begin and end on the same days
    ends = [
        again.dates.finish(activity.release + activity.modes[0].duration).date().isoformat()
        for activity in again.problem.activities
        if activity.fixed_start is None
    ]
    by_title = {row["title"]: row["finish_date"][:10] for row in made["activities"]}
    titles = [
        activity.title for activity in again.problem.activities if activity.fixed_start is None
    ]
    assert ends == [by_title[title] for title in titles]
    assert "Sample data." in svg.read_text(encoding="utf-8")


def test_a_faulty_workspace_writes_nothing(faulty, tmp_path):
    target = tmp_path / "out.json"
    refused(faulty, "--json", target)
    assert not target.exists()


def test_no_time_gives_the_first_schedule(plan_file):
    done = pmo("schedule", plan_file, "--time-limit", 0)
    assert done.exit_code == 0
    assert "5 days" in done.output and "Nothing was written" in done.output


def test_the_same_seed_gives_the_same_schedule(plan_file):
    first, second = (
        json.loads(pmo("schedule", plan_file, "--seed", 3, "--time-limit", 0, "--json", "-").stdout)
        for _ in range(2)
    )
    assert first["seed"] == 3
    assert {**first, "seconds": 0} == {**second, "seconds": 0}


def test_findings_of_the_file_are_printed_and_written(tmp_path):
    path = tmp_path / "plan.xml"
    path.write_text(plan([task(1, 1, CalendarUID=9)]), encoding="utf-8")
    target = tmp_path / "out.json"
    done = pmo("schedule", path, "--json", target)
    assert done.exit_code == 0 and "has a calendar that the plan does not hold" in done.output
    assert "row 3" in json.loads(target.read_text())["remarks"][0]


def refused(*arguments):
    done = pmo("schedule", *arguments)
    assert done.exit_code == 2 and "Traceback" not in done.output
    return done.output


def test_bad_files_write_nothing(tmp_path):
    target = tmp_path / "out.json"
    for name, contents in (("a.xml", PLAN[:-40]), ("b.sm", "x,y\n1,2"), ("c.txt", "")):
        (tmp_path / name).write_text(contents, encoding="utf-8")
        assert "fault" in refused(tmp_path / name, "--json", target)
    assert "cannot be read" in refused(tmp_path / "nothing", "--json", target)
    assert not target.exists()


def test_rules_that_clash_are_named(tmp_path):
    path = tmp_path / "plan.xml"
    late = task(2, 3, link(1), ConstraintType=7, ConstraintDate="2026-01-07T17:00:00")
    path.write_text(plan([task(1, 2), late]), encoding="utf-8")
    target = tmp_path / "out.json"
    said = refused(path, "--json", target)
    assert ("2" in said and "due" in said.lower()) or "finish" in said.lower()
    path.write_text(plan([task(1, 2, link(2)), task(2, 1, link(1))]), encoding="utf-8")
    assert "cycle" in refused(path, "--json", target)
    assert not target.exists()


def test_targets_are_looked_at_before_the_search(plan_file, tmp_path):
    before = plan_file.read_bytes()
    assert "the plan itself" in refused(plan_file, "--mspdi", plan_file)
    assert "is named by --json too" in refused(
        plan_file, "--json", tmp_path / "x", "--csv", tmp_path / "x"
    )
    assert "there is no folder" in refused(plan_file, "--svg", tmp_path / "no" / "x.svg")
    assert "is a folder" in refused(plan_file, "--csv", tmp_path)
    assert "--as-of" in refused(plan_file, "--as-of", "tomorrow")
    for limit in ("nan", "inf", "-1", "soon"):
        assert "--time-limit" in refused(plan_file, "--time-limit", limit)
    assert plan_file.read_bytes() == before and not (tmp_path / "x").exists()


def test_a_schedule_that_breaks_a_rule_is_never_written(plan_file, tmp_path, monkeypatch):
    monkeypatch.setattr(
        "pmo_toolkit.analysis.scheduling.checking.violations", lambda *_: ("1 starts too soon",)
    )
    target = tmp_path / "out.json"
    done = pmo("schedule", plan_file, "--json", target)
    assert done.exit_code == UNEXPECTED and "1 starts too soon" in done.output
    assert not target.exists()


def test_ctrl_c_keeps_the_best(public_data, tmp_path):
    target = tmp_path / "out.json"
    path = public_data / "scheduling" / "rcpsp" / "J120_302.txt"
    command = [sys.executable, "-m", "pmo_toolkit", "schedule", str(path), "--json", str(target)]
    with subprocess.Popen(
        [*command, "--time-limit", "60"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        assert "first schedule" in process.stdout.readline()
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        said = process.stdout.read()
        process.wait(timeout=60)
    assert process.returncode == INTERRUPTED, said
    assert "Stopped by you; the best schedule so far is kept." in said
    made = json.loads(target.read_text(encoding="utf-8"))
    assert made["interrupted"] and made["makespan"] >= made["lower_bound"]


def test_the_limit_counts_the_whole_command(plan_file, tmp_path):
    done = shell("schedule", plan_file, "--time-limit", 0, "--json", tmp_path / "out.json")
    assert done.returncode == 0
    # imports are in it, though the search took no time
    assert json.loads((tmp_path / "out.json").read_text())["seconds"] > 0.1


def test_time_is_kept_to_write_more_where_the_machine_is_busy():
    clock = CommandClock(0.0, lambda: 0.0)
    left = [
        Allowed(clock, 10.0, None, is_slow, slowness).left(1000)
        for is_slow, slowness in ((False, 1.0), (False, 3.0), (True, 1.0), (True, 3.0))
    ]
    assert left == sorted(left, reverse=True) and 9 < left[0] < 10 and left[-1] >= 5
    assert 1.0 <= slowness_now(CommandClock(1e9)) <= 3.0


def test_a_place_that_takes_no_files_is_refused_before_the_search(tmp_path):
    plan = tmp_path / "plan.sm"
    plan.write_text("", encoding="utf-8")
    closed = Path("/proc/schedule.json")
    if not closed.parent.is_dir():
        pytest.skip("there is no folder that takes no files")
    with pytest.raises(UsageError, match="nothing can be written to"):
        Targets(str(closed), None, None, None).check(plan)
    Targets(str(tmp_path / "new.json"), None, None, None).check(plan)
    assert [path.name for path in tmp_path.iterdir()] == ["plan.sm"]
