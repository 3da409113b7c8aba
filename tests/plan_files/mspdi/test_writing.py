"""Plans that are written: in the order of the schema, and read back as they were."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmo_toolkit.analysis.scheduling.shapes import (
    LINK_KINDS,
    Activity,
    Link,
    Mode,
    Resource,
    Schedule,
    ScheduledActivity,
    SchedulingProblem,
)
from pmo_toolkit.plan_files.base.calendars import STANDARD, Calendar, WorkingTime
from pmo_toolkit.plan_files.base.recurrences import Recurrence
from pmo_toolkit.plan_files.base.time_axis import DatedPeriods, TimeAxis, working_days
from pmo_toolkit.plan_files.mspdi.reading import read_mspdi
from pmo_toolkit.plan_files.mspdi.writing import mspdi_bytes
from pmo_toolkit.plan_files.reading import read_plan_file
from tests.plan_files.written_plans import earliest

NAMESPACE = "{http://schemas.microsoft.com/project}"
#: Order of elements in the schema mspdi_pj12.xsd and, for Active and Manual, in files of later
#: releases; those that are written.
ORDER = {
    "Project": "SaveVersion Name Title ScheduleFromStart StartDate FinishDate CalendarUID"
    " DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth DurationFormat"
    " WorkFormat HonorConstraints NewTasksAreManual Calendars Tasks Resources Assignments",
    "Calendar": "UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks",
    "WeekDay": "DayType DayWorking TimePeriod WorkingTimes",
    "Exception": "EnteredByOccurrences TimePeriod Occurrences Name Type Period DaysOfWeek MonthItem"
    " MonthPosition Month MonthDay DayWorking WorkingTimes",
    "Task": "UID ID Name Active Manual Type IsNull WBS OutlineNumber OutlineLevel Priority Start"
    " Finish Duration DurationFormat Estimated Milestone Summary Critical ConstraintType"
    " CalendarUID ConstraintDate Deadline PredecessorLink",
    "PredecessorLink": "PredecessorUID Type CrossProject LinkLag LagFormat",
    "Resource": "UID ID Name Type IsNull MaxUnits CanLevel CalendarUID AvailabilityPeriods",
    "Assignment": "UID TaskUID ResourceUID Finish Start Units Work",
}
HOLIDAYS = Recurrence(date(2026, 1, 6), date(2026, 1, 7))
OWN = Calendar(
    "1",
    "Own",
    STANDARD.weekdays,
    ((date(2026, 2, 2), date(2026, 2, 8), {5: ((480, 720),)}),),
    ((HOLIDAYS, ()), (Recurrence(date(2026, 1, 1), date(2027, 1, 1), "6", 2, 32), ((480, 960),))),
)
AXES = {
    "days": working_days(date(2026, 1, 5)),
    "hours": TimeAxis(WorkingTime(OWN, datetime(2026, 1, 5, 9)), 60, "hours"),
}


@st.composite
def schedules(draw):
    """A schedule whose ids are those that a plan has; links only backwards."""
    count = draw(st.integers(1, 8))
    resources = (
        Resource("1", 4, "Analyst", ((3, 0), (5, 2))),
        Resource("2", 150, "Tester & <friends>"),
    )
    activities, placed = [], []
    for number in range(1, count + 1):
        duration, start = draw(st.integers(0, 9)), draw(st.integers(0, 40))
        demand = draw(st.dictionaries(st.sampled_from(["1", "2"]), st.integers(1, 4)))
        links = [
            Link(str(draw(st.integers(1, number - 1))), draw(st.integers(-5, 9)), kind)
            for kind in (
                draw(st.lists(st.sampled_from(LINK_KINDS), max_size=3)) if number > 1 else []
            )
        ]
        activities.append(
            Activity(
                str(number),
                (Mode("1", duration, demand if duration else {}),),
                tuple(dict.fromkeys(links)),
                fixed_start=start if draw(st.booleans()) else None,
                title=draw(st.sampled_from(["", "Build", 'A "b" & <c>', "é\N{PILE OF POO}"])),
            )
        )
        placed.append(ScheduledActivity(str(number), start, start + duration, "1"))
    makespan = max(item.finish for item in placed)
    problem = SchedulingProblem(tuple(activities), resources, title="Drawn")
    return Schedule(problem, tuple(placed), makespan, 0, False, "makespan", makespan, 0, "drawn")


@settings(max_examples=40)
@given(schedules(), st.sampled_from(sorted(AXES)))
def test_what_is_written_is_read_with_equal_times(tmp_path_factory, schedule, unit):
    axis = AXES[unit]
    path = tmp_path_factory.getbasetemp() / "written.xml"
    path.write_bytes(mspdi_bytes(schedule, axis, unit_sizes={"2": 1}))
    read = read_mspdi(path)
    # days are the coarsest in which some drawn plans can be told
    scale = axis.minutes // read.dates.minutes or 1
    finer = read.dates.minutes // axis.minutes or 1
    for activity, item, again in zip(
        schedule.problem.activities, schedule.activities, read.problem.activities, strict=True
    ):
        begins = again.release if activity.fixed_start is None else again.fixed_start
        assert begins * finer == item.start * scale
        assert again.modes[0].duration * finer == (item.finish - item.start) * scale
        links = {(link.predecessor, link.lag * finer, link.kind) for link in again.links}
        assert links == {(link.predecessor, link.lag * scale, link.kind) for link in activity.links}
        assert again.title == (activity.title or activity.id)
        assert {
            name: units * read.unit_sizes[name] for name, units in again.modes[0].demand.items()
        } == {
            name: units * (1 if name == "2" else 100)
            for name, units in activity.modes[0].demand.items()
        }
    assert read.dates.start(0) == axis.start(0)
    assert read.remarks == ()


@settings(max_examples=40)
@given(schedules(), st.sampled_from(sorted(AXES)))
def test_the_order_is_that_of_the_schema(schedule, unit):
    root = ET.fromstring(mspdi_bytes(schedule, AXES[unit]))
    for node in root.iter():
        name = node.tag.removeprefix(NAMESPACE)
        if name in ORDER:
            order = ORDER[name].split()
            places = [order.index(child.tag.removeprefix(NAMESPACE)) for child in node]
            assert places == sorted(places), name


def test_the_same_schedule_is_the_same_bytes_and_keeps_its_calendar(tmp_path):
    problem = SchedulingProblem((Activity("1", (Mode("1", 90),), title="Long"),), ())
    schedule = earliest(problem)
    made = mspdi_bytes(schedule, AXES["hours"])
    assert made == mspdi_bytes(schedule, AXES["hours"])
    path = tmp_path / "a.xml"
    path.write_bytes(made)
    calendar = read_mspdi(path).dates.work.calendar
    days = [date(2026, 1, 1) + timedelta(days=number) for number in range(120)]
    assert [calendar.hours(day) for day in days] == [OWN.hours(day) for day in days]


def test_projects_become_summaries_and_names_that_are_no_numbers_stand_as_wbs(tmp_path):
    problem = SchedulingProblem(
        (
            Activity("P-1", (Mode("a", 2),), project="North", title="First"),
            Activity("P-2", (Mode("a", 3),), (Link("P-1"),), project="South", due=9),
            Activity("P-3", (Mode("a", 0),), (Link("P-2"),)),
        ),
        (Resource("money", 9, is_renewable=False),),
    )
    path = tmp_path / "a.xml"
    path.write_bytes(mspdi_bytes(earliest(problem), AXES["days"]))
    rows = [
        tuple(
            task.findtext(NAMESPACE + name) for name in ("Name", "Summary", "OutlineLevel", "WBS")
        )
        for task in ET.parse(path).iter(f"{NAMESPACE}Task")
    ]
    assert rows == [
        ("North", "1", "1", "1"),
        ("First", "0", "2", "P-1"),
        ("South", "1", "1", "2"),
        ("P-2", "0", "2", "P-2"),
        ("P-3", "0", "1", "P-3"),
    ]
    read = read_mspdi(path)
    assert [activity.project for activity in read.problem.activities] == ["North", "South", ""]
    assert [due.due for due in read.due_dates] == [9]
    assert [activity.release for activity in read.problem.activities] == [0, 2, 5]


def test_months_and_demand_that_changes_are_written_by_their_hours(tmp_path):
    months = DatedPeriods(lambda number: date(2026, 1 + number, 1), "months")
    mode = Mode("a", 2, profile={"analyst": (10, 30)})
    problem = SchedulingProblem((Activity("A", (mode,)),), (Resource("analyst", 40),), "months")
    path = tmp_path / "a.xml"
    path.write_bytes(mspdi_bytes(earliest(problem), months))
    task = next(ET.parse(path).iter(f"{NAMESPACE}Task"))
    assert task.findtext(f"{NAMESPACE}Start") == "2026-01-01T08:00:00"
    assert task.findtext(f"{NAMESPACE}Finish") == "2026-02-27T17:00:00"
    units = next(ET.parse(path).iter(f"{NAMESPACE}Assignment")).findtext(f"{NAMESPACE}Units")
    assert units == "20"


@pytest.mark.parametrize("name", ["10_mp_j30_a2_nr5.xml", "19_mp_j30_a5_nr4.xml"])
def test_a_public_plan_comes_back_with_equal_times(public_data, tmp_path, name):
    plan = read_plan_file(public_data / "scheduling" / "mspdi" / name)
    schedule = earliest(plan.problem)
    path = tmp_path / "again.xml"
    path.write_bytes(mspdi_bytes(schedule, plan.dates, unit_sizes=plan.unit_sizes))
    again = read_plan_file(path)
    assert [activity.release for activity in again.problem.activities] == [
        item.start for item in schedule.activities
    ]
    assert again.problem.resources == plan.problem.resources
    assert [activity.modes for activity in again.problem.activities] == [
        activity.modes for activity in plan.problem.activities
    ]
