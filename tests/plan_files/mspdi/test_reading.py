"""Plans of Microsoft Project: time, links, constraints, units, what is odd."""

from __future__ import annotations

from datetime import datetime

import pytest

from pmo_toolkit.analysis.scheduling.shapes import Link, Mode, Resource
from pmo_toolkit.core.errors import UsageError
from pmo_toolkit.core.files import xml_tree
from pmo_toolkit.plan_files.base.shapes import DueDate
from pmo_toolkit.plan_files.mspdi.reading import read_mspdi
from tests.plan_files.written_plans import (
    MONDAY,
    assignment,
    calendar,
    exception,
    link,
    plan,
    resource,
    task,
)


@pytest.fixture
def read(tmp_path):
    def from_text(text):
        path = tmp_path / "plan.xml"
        path.write_text(text, encoding="utf-8")
        return read_mspdi(path)

    return from_text


def activities(plan_file):
    return {activity.id: activity for activity in plan_file.problem.activities}


def words(plan_file):
    return "\n".join(map(str, plan_file.remarks))


def test_a_plan_in_days_with_a_holiday(read):
    holiday = exception("2026-01-06", "2026-01-06")
    got = read(
        plan(
            [task(1, 2), task(2, 0, link(1))],
            calendars=[calendar(1, f"<Exceptions>{holiday}</Exceptions>")],
        )
    )
    assert (got.format, got.problem.unit, got.problem.title) == ("MSPDI", "days", "A plan")
    assert activities(got)["1"].modes == (Mode("1", 2),)
    assert activities(got)["2"].links == (Link("1"),)
    assert got.dates.finish(2) == datetime(2026, 1, 7, 17)
    assert got.remarks == ()


@pytest.mark.parametrize(
    ("kind", "lag", "lag_format", "expected"),
    [
        (1, 0, 7, Link("1")),
        (0, 4800, 7, Link("1", 1, "FF")),
        (2, -9600, 5, Link("1", -2, "SF")),
        (3, 4800, 7, Link("1", 1, "SS")),
        (1, 50, 19, Link("1", 1)),  # 50 % of two days
        (1, 30, 51, Link("1", 1)),  # 30 % of two days, rounded up
        (1, 7 * 14400, 8, Link("1", 5)),  # a week with its nights
        (1, 14400, 8, Link("1", 1)),  # a day and night, at most one working day
        (1, -7 * 14400, 8, Link("1", -5)),
        (1, -14400, 8, Link("1", -1)),
        (3, -14400, 8, Link("1", 0, "SS")),  # a day before a Monday is none of work
    ],
)
def test_links_of_all_kinds_with_lags(read, kind, lag, lag_format, expected):
    got = read(plan([task(1, 2), task(2, 1, link(1, kind, lag, lag_format))]))
    assert activities(got)["2"].links == (expected,)


def test_a_lag_of_hours_makes_hours_the_unit(read):
    got = read(plan([task(1, 2), task(2, 1, link(1, 1, 1200, 5))]))
    assert got.problem.unit == "hours"
    assert activities(got)["2"].links == (Link("1", 2),)
    assert activities(got)["1"].modes[0].duration == 16
    assert got.dates.finish(4) == datetime(2026, 1, 5, 12)


def test_links_of_summaries_hold_for_what_is_below(read):
    got = read(
        plan(
            [
                task(1, 0, Summary=1, name="Build"),
                task(2, 1, OutlineLevel=2),
                task(3, 1, link(2), OutlineLevel=2),
                task(4, 1, OutlineLevel=2),
                task(5, 0, link(1), Summary=1, name="Test"),
                task(6, 1, OutlineLevel=2),
                task(7, 1, link(6), OutlineLevel=2),
                task(8, 0, link(5), link(1, 3), Milestone=1),
            ]
        )
    )
    links = {id_: set(activity.links) for id_, activity in activities(got).items()}
    assert links == {
        "2": set(),
        "3": {Link("2")},
        "4": set(),
        "6": {Link("3"), Link("4")},
        "7": {Link("6")},
        "8": {Link("7"), Link("2", kind="SS"), Link("4", kind="SS")},
    }
    projects = {id_: activity.project for id_, activity in activities(got).items()}
    assert projects == {"2": "Build", "3": "Build", "4": "Build", "6": "Test", "7": "Test", "8": ""}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (2, {"fixed_start": 2}),
        (3, {"fixed_start": 0}),
        (4, {"release": 2}),
        (5, {"due": 4}),
        (6, {"release": 0}),
        (7, {"due": 2}),
    ],
)
def test_constraints(read, kind, expected):
    constrained = task(1, 2, ConstraintType=kind, ConstraintDate="2026-01-07T08:00:00")
    activity = activities(read(plan([constrained])))["1"]
    bounds = {"release": 0, "due": None, "fixed_start": None}
    assert {name: getattr(activity, name) for name in bounds} == {**bounds, **expected}


def test_a_constraint_of_a_summary_holds_below(read):
    got = read(
        plan(
            [
                task(1, 0, Summary=1, ConstraintType=4, ConstraintDate="2026-01-08T08:00:00"),
                task(2, 1, OutlineLevel=2),
            ]
        )
    )
    assert activities(got)["2"].release == 3


def test_work_that_has_begun_stays_where_it_is(read):
    got = read(
        plan(
            [
                task(1, 3),
                task(2, 2, link(1), ActualStart="2026-01-06T08:00:00"),
                task(
                    3,
                    1,
                    ActualStart="2026-01-02T08:00:00",
                    ActualFinish="2026-01-05T17:00:00",
                    ActualDuration="PT16H0M0S",
                ),
            ],
            head={"StatusDate": "2026-01-07T17:00:00"},
        )
    )
    held = activities(got)
    assert got.dates.start(0) == datetime(2026, 1, 2, 8)  # what began before the plan
    assert (held["2"].fixed_start, held["2"].links) == (2, ())
    assert (held["3"].fixed_start, held["3"].modes[0].duration) == (0, 2)
    assert held["1"].release == 4, "what has not begun cannot begin before the status date"


def test_a_deadline_is_told_and_not_imposed(read):
    got = read(plan([task(1, 2, Deadline="2026-01-05T17:00:00")]))
    assert got.due_dates == (DueDate("1", 1),) and activities(got)["1"].due is None


def test_units_are_whole_numbers_of_the_largest_share_that_fits(read):
    got = read(
        plan(
            [task(1, 1), task(2, 1), task(3, 1)],
            resources=[resource(1, 1.5), resource(2, 3), resource(3, 1, Type=0), resource(4)],
            assignments=[
                assignment(1, 1, 0.5),
                assignment(2, 1, 0.75),
                assignment(2, 2, 2),
                assignment(3, 3),
                assignment(3, -65535),
            ],
        )
    )
    assert got.problem.resources == (Resource("1", 6, "Role 1"), Resource("2", 3, "Role 2"))
    assert got.unit_sizes["1"] == 25
    assert [activity.modes[0].demand for activity in got.problem.activities] == [
        {"1": 2},
        {"1": 3, "2": 2},
        {},
    ]
    assert "material or cost" in words(got)


def test_availability_by_period(read):
    def period(first, last, units):
        ends = f"<AvailableFrom>{first}</AvailableFrom><AvailableTo>{last}</AvailableTo>"
        units = f"<AvailableUnits>{units}</AvailableUnits>"
        return f"<AvailabilityPeriod>{ends}{units}</AvailabilityPeriod>"

    periods = (
        period("1984-01-01T00:00:00", "2026-01-06T23:59:00", 1)
        + period("2026-01-07T00:00:00", "2026-01-08T23:59:00", 0)
        + period("2026-01-09T00:00:00", "2049-12-31T23:59:00", 3)
    )
    own = resource(1, 1, f"<AvailabilityPeriods>{periods}</AvailabilityPeriods>")
    got = read(plan([task(1, 2)], resources=[own], assignments=[assignment(1, 1)]))
    assert got.problem.resources == (Resource("1", 1, "Role 1", ((2, 0), (4, 3))),)


def test_what_is_odd_is_told_with_its_line(read):
    got = read(
        plan(
            [
                task(1, 1, CalendarUID=77),
                task(2, 1, Duration="soon"),
                task(3, 1, link(99), link(1, 9)),
                task(4, 1, ConstraintType=4),
                task(5, 1, Manual=1, ConstraintType=1),
                task(6, 1, ConstraintType=12),
                task(7, 1, Active=0),
            ],
            resources=[resource(1, "many"), resource(2, 1, CalendarUID=55)],
            assignments=[assignment(1, 9)],
        )
    )
    assert sorted(activities(got)) == ["1", "2", "3", "4", "5", "6"]
    assert activities(got)["2"].modes[0].duration == 0
    told = words(got)
    for part in (
        "row 3: task 1 \"Task 1\" has a calendar that the plan does not hold; found '77'",
        "row 4: task 2 \"Task 2\" has no duration that can be read; found 'soon'",
        "row 5: task 3 \"Task 3\" waits for a task that the plan does not hold; found '99'",
        "row 5: task 3 \"Task 3\" has a link of an unknown kind; found '9'",
        'row 6: task 4 "Task 4" has no ConstraintDate',
        "1\N{NO-BREAK SPACE}task with dates set by hand",
        "1\N{NO-BREAK SPACE}task to be done as late as possible",
        "row 8: task 6 \"Task 6\" has a constraint that is not known; found '12'",
        "MaxUnits that cannot be read; found 'many'",
        'resource 2 "Role 2" has a calendar that the plan does not hold',
        "needs a resource that the plan does not hold; found '9'",
    ):
        assert part in told
    assert told.count("found '77'") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (plan([]), "no active task"),
        (plan([task(1), task(1)]), "row 4: a task has no UID of its own"),
        (plan([task(1)], head={"StartDate": "soon"}), "when it begins"),
        (
            plan([task(1)], calendars=[calendar(1, weekdays="")]).replace(
                "<BaseCalendarUID>-1</BaseCalendarUID>",
                "<WeekDays>"
                + "".join(
                    f"<WeekDay><DayType>{day}</DayType><DayWorking>0</DayWorking></WeekDay>"
                    for day in range(1, 8)
                )
                + "</WeekDays>",
            ),
            "no working time",
        ),
        (plan([task(1, 200_000)]), "forty years"),
        (plan([task(1)]).replace("<Tasks>", "<Jobs>").replace("</Tasks>", "</Jobs>"), "no plan"),
        (plan([task(1)])[:-30], "damaged or cut short"),
        (
            '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Project>&a;</Project>',
            "declares a document type",
        ),
        ("<a>" * 60 + "</a>" * 60, "nested"),
    ],
)
def test_what_cannot_be_used_is_refused(read, text, expected):
    with pytest.raises(UsageError, match=expected) as refused:
        read(text)
    assert str(refused.value).startswith("fault: plan.xml")


def test_a_plan_made_to_fill_memory_is_refused(read, monkeypatch):
    monkeypatch.setattr(xml_tree, "MOST_ELEMENTS", 50)
    with pytest.raises(UsageError, match="more than any plan"):
        read(plan([task(number) for number in range(1, 50)]))


def test_a_plan_without_a_start_begins_with_its_first_task(read):
    got = read(plan([task(1, 1, Start=MONDAY)], head={"StartDate": "", "CalendarUID": ""}))
    assert got.dates.start(0) == datetime(2026, 1, 5, 8)
    assert "names no calendar" in words(got)
