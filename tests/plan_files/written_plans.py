"""Small plans as texts of each format, written for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter

from pmo_toolkit.analysis.scheduling.shapes import (
    Schedule,
    ScheduledActivity,
    SchedulingProblem,
)

PATTERSON = """4 2
3 2
0 0 0 2 2 3
4 2 0 1 4
3 1 2 1
4
0 0 0 0
"""

MPLIB = """2
1
5

3 0
1
0 0 1 1:2
4 3 1 1:3
2 2 0

2 6
1
3 4 1 2:2
1 1 0
"""

PSPLIB = """************************************************************************
file with basedata            : small.bas
initial value random generator: 1
************************************************************************
projects                      :  1
jobs (incl. supersource/sink ):  4
horizon                       :  20
RESOURCES
  - renewable                 :  2   R
  - nonrenewable              :  1   N
  - doubly constrained        :  0   D
************************************************************************
PROJECT INFORMATION:
pronr.  #jobs rel.date duedate tardcost  MPM-Time
    1      2      1        9        5        9
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        2          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2  N 1
------------------------------------------------------------------------
  1      1     0       0    0    0
  2      1     3       6    0    9
         2     9       5    0    0
  3      1     4       0    1    0
  4      1     0       0    0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2  N 1
    9    4   29
************************************************************************
"""

WEEKDAY = (
    "<WeekDay><DayType>{day}</DayType><DayWorking>1</DayWorking><WorkingTimes>"
    "<WorkingTime><FromTime>08:00:00</FromTime><ToTime>12:00:00</ToTime></WorkingTime>"
    "<WorkingTime><FromTime>13:00:00</FromTime><ToTime>17:00:00</ToTime></WorkingTime>"
    "</WorkingTimes></WeekDay>"
)
DAY_OFF = "<WeekDay><DayType>{day}</DayType><DayWorking>0</DayWorking></WeekDay>"
#: Monday to Friday, 8 to 12 and 13 to 17.
WEEK = "".join((WEEKDAY if 2 <= day <= 6 else DAY_OFF).format(day=day) for day in range(1, 8))
#: A Monday.
MONDAY = "2026-01-05T08:00:00"


def elements(**values: object) -> str:
    """Elements with their texts, in the order given."""
    return "".join(f"<{name}>{value}</{name}>" for name, value in values.items())


def task(uid: int, days: float = 1, *inner: str, name: str = "", **more: object) -> str:
    """A task of so many days of eight hours."""
    values = {
        "UID": uid,
        "ID": uid,
        "Name": name or f"Task {uid}",
        "OutlineLevel": 1,
        "Duration": f"PT{int(days * 8)}H{round(days * 480) % 60}M0S",
        "DurationFormat": 7,
        "Summary": 0,
    }
    return f"<Task>{elements(**{**values, **more})}{''.join(inner)}</Task>"


def link(predecessor: int, kind: int = 1, lag: int = 0, lag_format: int = 7) -> str:
    """A link to a predecessor; kinds 0 FF, 1 FS, 2 SF, 3 SS; the lag in tenths of minutes."""
    return (
        "<PredecessorLink>"
        + elements(PredecessorUID=predecessor, Type=kind, LinkLag=lag, LagFormat=lag_format)
        + "</PredecessorLink>"
    )


def calendar(uid: int, *inner: str, base: int = -1, weekdays: str = WEEK) -> str:
    """A calendar; without weekdays it follows its base."""
    days = f"<WeekDays>{weekdays}</WeekDays>" if weekdays else ""
    head = elements(
        UID=uid, Name=f"Calendar {uid}", IsBaseCalendar=int(base < 0), BaseCalendarUID=base
    )
    return f"<Calendar>{head}{days}{''.join(inner)}</Calendar>"


def exception(first: str, last: str, *inner: str, working: int = 0, **more: object) -> str:
    """An exception of a calendar from one day to another."""
    period = f"<TimePeriod>{elements(FromDate=f'{first}T00:00:00', ToDate=f'{last}T23:59:00')}"
    rest = elements(**{"Type": 1, **more, "DayWorking": working})
    return f"<Exception>{period}</TimePeriod>{rest}{''.join(inner)}</Exception>"


def resource(uid: int, units: float = 1, *inner: str, **more: object) -> str:
    """A resource that works."""
    values = {"UID": uid, "ID": uid, "Name": f"Role {uid}", "Type": 1, "MaxUnits": units}
    return f"<Resource>{elements(**{**values, **more})}{''.join(inner)}</Resource>"


def assignment(task_uid: int, resource_uid: int, units: float = 1) -> str:
    """Who does a task."""
    values = elements(UID=task_uid, TaskUID=task_uid, ResourceUID=resource_uid, Units=units)
    return f"<Assignment>{values}</Assignment>"


def plan(
    tasks: Iterable[str],
    *,
    calendars: Iterable[str] | None = None,
    resources: Iterable[str] = (),
    assignments: Iterable[str] = (),
    head: Mapping[str, object] | None = None,
) -> str:
    """A plan of Microsoft Project that begins on a Monday."""
    values = {"Title": "A plan", "StartDate": MONDAY, "CalendarUID": 1, **(head or {})}
    parts = {
        "Calendars": [calendar(1)] if calendars is None else calendars,
        "Tasks": tasks,
        "Resources": resources,
        "Assignments": assignments,
    }
    body = "".join(f"<{name}>{''.join(inner)}</{name}>" for name, inner in parts.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Project xmlns="http://schemas.microsoft.com/project">{elements(**values)}{body}'
        "</Project>"
    ).replace("><Task>", ">\n<Task>")


def earliest(problem: SchedulingProblem) -> Schedule:
    """All activities as early as finish-to-start links and releases let them, whoever is free."""
    links = {activity.id: activity.links for activity in problem.activities}
    order = TopologicalSorter({id_: [link.predecessor for link in links[id_]] for id_ in links})
    activities = {activity.id: activity for activity in problem.activities}
    placed: dict[str, ScheduledActivity] = {}
    for id_ in order.static_order():
        activity = activities[id_]
        after = [placed[link.predecessor].finish + link.lag for link in activity.links]
        start = max([activity.release, *after])
        if activity.fixed_start is not None:
            start = activity.fixed_start
        mode = activity.modes[0]
        placed[id_] = ScheduledActivity(id_, start, start + mode.duration, mode.id)
    makespan = max(item.finish for item in placed.values())
    rows = tuple(placed[activity.id] for activity in problem.activities)
    return Schedule(
        problem, rows, makespan, makespan, True, "makespan", makespan, makespan, "critical path"
    )
