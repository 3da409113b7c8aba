"""The Gantt chart."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest
from matplotlib.figure import Figure

from pmo_toolkit.analysis.scheduling.shapes import Activity, Mode, Resource, SchedulingProblem
from pmo_toolkit.charts.planning.gantt import (
    described,
    gantt,
    gantt_alt,
    gantt_height,
    gantt_rows,
)
from pmo_toolkit.plan_files.base.time_axis import working_days
from pmo_toolkit.report.kit.pictures import svg
from tests.fixtures import NASTY
from tests.plan_files.written_plans import earliest

DAYS = working_days(date(2026, 1, 5)).start


def schedule(count=4, projects=("",), critical=(1,)):
    activities = tuple(
        Activity(
            str(number),
            (Mode("1", number % 4 * 3, {"R": 1}),),
            release=number,
            project=projects[number % len(projects)],
            title=f"Work {number}",
        )
        for number in range(count)
    )
    made = earliest(SchedulingProblem(activities, (Resource("R", 1, "Analyst"),), unit="days"))
    placed = [replace(item, is_critical=int(item.id) in critical) for item in made.activities]
    return replace(made, activities=tuple(placed))


def paint(made):
    return lambda ax: gantt(ax, made, dates=DAYS)


def drawn(made, width=9.0, dates=DAYS):
    return gantt(Figure(figsize=(width, 5)).add_subplot(), made, dates=dates)


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_every_activity_has_its_name_and_the_critical_chain_a_mark_beside_its_colour():
    ax = drawn(schedule())
    assert texts(ax)[-4:] == ["Work 0", "▸ Work 1", "Work 2", "Work 3"]
    weights = {text.get_text(): text.get_weight() for text in ax.texts}
    assert weights["▸ Work 1"] == "bold" and weights["Work 2"] == "normal"
    assert texts(ax).count("Analyst") == 4
    widths = {line.get_linewidth() for line in ax.lines if len(set(line.get_ydata())) == 1}
    assert len(widths) > 2, "the rim of critical bars is thicker"


def test_days_stand_on_the_axis_or_periods_where_none_are_known():
    assert drawn(schedule()).get_xticklabels()[0].get_text() == "5 Jan 2026"
    ax = drawn(schedule(), dates=None)
    assert ax.get_xlabel() == "days" and ax.get_xticklabels()[1].get_text() == "2"


def test_projects_are_grouped_by_their_start():
    rows = gantt_rows(schedule(6, ("South", "North")))
    assert [row.title for row in rows if row.is_project] == ["South", "North"]
    assert [row.title for row in rows][:4] == ["South", "Work 0", "Work 2", "Work 4"]
    assert (rows[0].start, rows[0].finish) == (0, 8)


def test_beyond_some_size_a_project_is_one_bar():
    rows = gantt_rows(schedule(300, ("South", "North")))
    assert [row.title for row in rows] == ["South", "North"]
    assert rows[1].is_critical


@pytest.mark.parametrize("count", [1, 10, 150])
def test_it_has_room_for_its_rows(count):
    made = schedule(count, ("A", "B"))
    height = gantt_height(made)
    assert height / len(gantt_rows(made)) >= 14
    for width in (350, 680):
        first, again = (svg(paint(made), width, height, (4, 14, 10, 46)) for _ in range(2))
        assert first == again
        ET.fromstring(first)


def test_its_sentence_names_the_chain():
    said = gantt_alt(schedule(4, critical=(1, 2)), dates=DAYS)
    assert said.startswith("Schedule of 4\N{NO-BREAK SPACE}activities, from 5 January 2026 to ")
    assert "The finish follows from “Work 1” and “Work 2”." in said
    assert "from 0 days to 12 days" in gantt_alt(schedule())
    assert "and 18 more" in gantt_alt(schedule(40, critical=range(40)))
    assert gantt_alt(schedule(critical=())).endswith("days.")


def test_a_file_of_its_own_says_what_it_shows():
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="1"></svg>'
    root = ET.fromstring(described(empty, "A&B", "<x>"))
    assert root.get("role") == "img" and root.get("aria-labelledby") == "title description"
    assert [child.text for child in root] == ["A&B", "<x>"]


def test_nasty_and_long_names_are_cut_and_drawn():
    made = schedule(len(NASTY))
    activities = tuple(
        replace(activity, title=title * 9)
        for activity, title in zip(made.problem.activities, NASTY, strict=True)
    )
    made = replace(made, problem=replace(made.problem, activities=activities))
    assert all(len(text) <= 40 for text in texts(drawn(made)))
    ET.fromstring(described(svg(paint(made), 680, 900, (4, 14, 10, 46)), "A", gantt_alt(made)))
