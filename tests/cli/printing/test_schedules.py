"""What is printed of schedules."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from rich.console import Console

from pmo_toolkit.analysis.scheduling.shapes import Activity, Mode, SchedulingProblem
from pmo_toolkit.cli.printing.schedules import (
    MOST_REMARKS,
    Improvements,
    quality,
    show_remarks,
    show_schedule,
)
from pmo_toolkit.plan_files.base.shapes import finding
from pmo_toolkit.plan_files.base.time_axis import working_days
from tests.plan_files.written_plans import earliest

PROVED = earliest(SchedulingProblem((Activity("1", (Mode("1", 8),), project="A"),), (), "days"))
OPEN = replace(PROVED, lower_bound=6, is_proved=False)
DATES = working_days(date(2026, 1, 5))


def printed(show):
    console = Console(file=io.StringIO(), width=200)
    show(console)
    return console.file.getvalue()


def test_quality_says_bound_and_gap_or_that_it_is_proved():
    assert quality(PROVED) == "8 days, proved: none is shorter"
    assert quality(OPEN) == "8 days, none is shorter than 6 (gap 25.0 %), not proved"


def test_the_first_is_printed_at_once_and_others_now_and_then():
    def show(console):
        improvements = Improvements(console)
        for seconds in (0.2, 0.3, 1.2):
            improvements.show(OPEN, DATES, seconds)

    lines = printed(show).splitlines()
    assert [line.split(":")[0].split("s  ")[1] for line in lines] == ["first schedule", "better"]
    assert "until 14 January 2026" in lines[0]


def test_findings_cannot_flood_or_steer_the_screen():
    remarks = [finding("a.xml", f"odd \x1b[31m {number}", row=number) for number in range(15)]
    said = printed(lambda console: show_remarks(console, remarks))
    assert said.count("odd") == MOST_REMARKS and "5 findings more" in said and "\x1b" not in said


def test_the_end_says_what_was_written_and_why_it_stopped():
    def show(console, files=("a.json",), is_interrupted=True):
        show_schedule(console, OPEN, None, seconds=2.0, files=files, is_interrupted=is_interrupted)

    said = printed(show)
    assert "Stopped by you" in said and "1 activity in 1 group: 8 days" in said
    assert "Written: a.json" in said
    assert "Nothing was written" in printed(lambda console: show(console, ()))
