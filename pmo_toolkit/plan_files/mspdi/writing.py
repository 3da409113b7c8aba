"""A schedule as a plan that Microsoft Project opens (MSPDI).

Elements stand in the order of the schema (Microsoft, Project XML Data Interchange Schema,
mspdi_pj12.xsd). Each task keeps its start by a constraint "start no earlier than", so that the plan
stays as it is when Microsoft Project works it out anew; fixed work has "must start on".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pmo_toolkit.analysis.scheduling.shapes import (
    Activity,
    Link,
    Mode,
    Resource,
    Schedule,
    ScheduledActivity,
)
from pmo_toolkit.plan_files.base.time_axis import DAYS, Timetable
from pmo_toolkit.plan_files.mspdi.calendar_writing import (
    UID,
    calendar_element,
    derived_calendar_element,
    time_text,
)
from pmo_toolkit.plan_files.mspdi.elements import Element, document, element, leaf

_LINK_TYPES = {"FF": 0, "FS": 1, "SF": 2, "SS": 3}
_MUST_START_ON, _START_NO_EARLIER = 2, 4
_FORMAT_DAYS, _FORMAT_HOURS = 7, 5
_WORK, _MATERIAL = 1, 0
_SAVED_BY = 14  # Project 2010 and later
#: Between which Microsoft Project writes what has no end.
_ALWAYS, _FOR_EVER = "1984-01-01T00:00:00", "2049-12-31T23:59:00"
_LARGEST_UID = 2**31 - 1
_PER_UNIT = 100


def mspdi_bytes(
    schedule: Schedule, dates: Timetable, *, unit_sizes: Mapping[str, int] | None = None
) -> bytes:
    """A schedule as the bytes of a plan; the same schedule gives the same bytes.

    Parameters
    ----------
    schedule : Schedule
    dates : Timetable
        When its periods are.
    unit_sizes : mapping of str to int, optional
        See `PlanFile`.
    """
    return document(_Writer(schedule, dates, unit_sizes or {}).project())


@dataclass(frozen=True)
class _Row:
    """An activity with its place in the plan's list."""

    uid: int
    activity: Activity
    placed: ScheduledActivity
    mode: Mode


class _Writer:
    def __init__(self, schedule: Schedule, dates: Timetable, sizes: Mapping[str, int]):
        self.schedule, self.dates, self.sizes = schedule, dates, sizes
        problem = schedule.problem
        placed = {item.id: item for item in schedule.activities}
        uids = _uids([activity.id for activity in problem.activities])
        self.rows = {
            activity.id: _Row(
                uids[activity.id],
                activity,
                placed[activity.id],
                activity.mode(placed[activity.id].mode),
            )
            for activity in problem.activities
        }
        self.resources = _uids([resource.id for resource in problem.resources])
        self.format = _FORMAT_DAYS if dates.unit == DAYS else _FORMAT_HOURS

    def project(self) -> Element:
        """The outermost element."""
        start, finish = self.dates.start(0), self.dates.finish(self.schedule.makespan)
        hours = [hours for hours in self.dates.work.calendar.flat().weekdays.values() if hours]
        begins, ends = (hours[0][0][0], hours[0][-1][1]) if hours else (480, 1020)
        longest = max((sum(to - from_ for from_, to in day) for day in hours), default=480)
        problem = self.schedule.problem
        title = problem.title or "Schedule"
        return element(
            "Project",
            [
                leaf("SaveVersion", _SAVED_BY),
                leaf("Name", f"{title}.xml"),
                leaf("Title", title),
                leaf("ScheduleFromStart", 1),
                leaf("StartDate", _moment(start)),
                leaf("FinishDate", _moment(finish)),
                leaf("CalendarUID", UID),
                leaf("DefaultStartTime", time_text(begins)),
                leaf("DefaultFinishTime", time_text(ends)),
                leaf("MinutesPerDay", longest),
                leaf("MinutesPerWeek", longest * max(1, len(hours))),
                leaf("DaysPerMonth", 20),
                leaf("DurationFormat", self.format),
                leaf("WorkFormat", 2),
                leaf("HonorConstraints", 1),
                leaf("NewTasksAreManual", 0),
                element("Calendars", list(self._calendars())),
                element("Tasks", list(self._tasks())),
                element("Resources", [self._resource(each) for each in problem.resources]),
                element("Assignments", list(self._assignments())),
            ],
        )

    def _calendars(self) -> Iterator[Element]:
        """The base calendar, and one that rests on it for each resource that works."""
        yield calendar_element(self.dates.work.calendar)
        for resource in self.schedule.problem.resources:
            if resource.is_renewable:
                uid = UID + self.resources[resource.id]
                yield derived_calendar_element(uid, resource.title or resource.id)

    def _tasks(self) -> Iterator[Element]:
        """Tasks project by project, each project below a summary of its own."""
        groups: dict[str, list[_Row]] = {}
        for row in self.rows.values():
            groups.setdefault(row.activity.project, []).append(row)
        place, next_uid = 0, max((row.uid for row in self.rows.values()), default=0) + 1
        top = 0
        for project, rows in groups.items():
            if not project:
                for row in rows:
                    place, top = place + 1, top + 1
                    yield self._task(row, place, f"{top}", 1)
                continue
            place, top = place + 1, top + 1
            yield self._summary(project, rows, next_uid, place, f"{top}")
            next_uid += 1
            for number, row in enumerate(rows, start=1):
                place += 1
                yield self._task(row, place, f"{top}.{number}", 2)

    def _task(self, row: _Row, place: int, outline: str, level: int) -> Element:
        activity, placed = row.activity, row.placed
        start, finish = self.dates.span(placed.start, placed.finish)
        minutes = self._minutes(placed.start, placed.finish)
        is_fixed = activity.fixed_start is not None
        is_plain = activity.id == str(row.uid)
        children = [
            *_head(row.uid, place, activity.title or activity.id),
            leaf("WBS", outline if is_plain else activity.id),
            *_outline(outline, level, start, finish, minutes, self.format),
            leaf("Estimated", 0),
            leaf("Milestone", int(placed.start == placed.finish)),
            leaf("Summary", 0),
            leaf("Critical", int(placed.is_critical)),
            leaf("ConstraintType", _MUST_START_ON if is_fixed else _START_NO_EARLIER),
            leaf("CalendarUID", -1),
            leaf("ConstraintDate", _moment(start)),
        ]
        if activity.due is not None:
            children.append(leaf("Deadline", _moment(self.dates.finish(activity.due))))
        children += [self._link(row, link) for link in activity.links]
        return element("Task", children)

    def _summary(
        self, project: str, rows: Sequence[_Row], uid: int, place: int, outline: str
    ) -> Element:
        first = min(row.placed.start for row in rows)
        last = max(row.placed.finish for row in rows)
        start, finish = self.dates.span(first, last)
        children = [
            *_head(uid, place, project),
            leaf("WBS", outline),
            *_outline(outline, 1, start, finish, self._minutes(first, last), self.format),
            leaf("Estimated", 0),
            leaf("Milestone", 0),
            leaf("Summary", 1),
            leaf("ConstraintType", 0),
            leaf("CalendarUID", -1),
        ]
        return element("Task", children)

    def _minutes(self, start: int, finish: int) -> int:
        return self.dates.position(finish) - self.dates.position(start)

    def _link(self, row: _Row, link: Link) -> Element:
        other = self.rows[link.predecessor]
        anchor = other.placed.finish if link.kind[0] == "F" else other.placed.start
        minutes = self._minutes(anchor, anchor + abs(link.lag))
        lag = minutes if link.lag >= 0 else -minutes
        return element(
            "PredecessorLink",
            [
                leaf("PredecessorUID", other.uid),
                leaf("Type", _LINK_TYPES[link.kind]),
                leaf("CrossProject", 0),
                leaf("LinkLag", lag * 10),
                leaf("LagFormat", self.format),
            ],
        )

    def _units(self, resource: str, units: float) -> str:
        return f"{units * self.sizes.get(resource, _PER_UNIT) / _PER_UNIT:.6g}"

    def _resource(self, resource: Resource) -> Element:
        uid = self.resources[resource.id]
        children = [
            leaf("UID", uid),
            leaf("ID", uid),
            leaf("Name", resource.title or resource.id),
            leaf("Type", _WORK if resource.is_renewable else _MATERIAL),
            leaf("IsNull", 0),
        ]
        if resource.is_renewable:
            children += [
                leaf("MaxUnits", self._units(resource.id, resource.most)),
                leaf("CanLevel", 1),
                leaf("CalendarUID", UID + uid),
            ]
        if resource.changes:
            children.append(element("AvailabilityPeriods", list(self._periods(resource))))
        return element("Resource", children)

    def _periods(self, resource: Resource) -> Iterator[Element]:
        """Times with the same units, one after another."""
        edges = [(0, resource.capacity), *resource.changes]
        for place, (edge, units) in enumerate(edges):
            is_last = place == len(edges) - 1
            begins = _moment(self.dates.start(edge)) if edge else _ALWAYS
            ends = _FOR_EVER if is_last else _moment(self.dates.finish(edges[place + 1][0]))
            yield element(
                "AvailabilityPeriod",
                [
                    leaf("AvailableFrom", begins),
                    leaf("AvailableTo", ends),
                    leaf("AvailableUnits", self._units(resource.id, units)),
                ],
            )

    def _assignments(self) -> Iterator[Element]:
        number = 0
        for row in self.rows.values():
            minutes = self._minutes(row.placed.start, row.placed.finish)
            for resource in row.mode.peaks:
                units = float(row.mode.demand.get(resource, 0))
                if profile := row.mode.profile.get(resource):
                    units = sum(profile) / len(profile)  # the hours are right, their course is even
                if not units:
                    continue
                number += 1
                start, finish = self.dates.span(row.placed.start, row.placed.finish)
                shown = self._units(resource, units)
                yield element(
                    "Assignment",
                    [
                        leaf("UID", number),
                        leaf("TaskUID", row.uid),
                        leaf("ResourceUID", self.resources[resource]),
                        leaf("Finish", _moment(finish)),
                        leaf("Start", _moment(start)),
                        leaf("Units", shown),
                        leaf("Work", _duration(round(minutes * float(shown)))),
                    ],
                )


def _head(uid: int, place: int, name: str) -> list[Element]:
    return [
        leaf("UID", uid),
        leaf("ID", place),
        leaf("Name", name),
        leaf("Active", 1),
        leaf("Manual", 0),
        leaf("Type", 1),  # its duration is fixed
        leaf("IsNull", 0),
    ]


def _outline(
    outline: str, level: int, start: datetime, finish: datetime, minutes: int, format_: int
) -> list[Element]:
    return [
        leaf("OutlineNumber", outline),
        leaf("OutlineLevel", level),
        leaf("Priority", 500),
        leaf("Start", _moment(start)),
        leaf("Finish", _moment(finish)),
        leaf("Duration", _duration(minutes)),
        leaf("DurationFormat", format_),
    ]


def _moment(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S")


def _duration(minutes: int) -> str:
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def _uids(ids: Sequence[str]) -> dict[str, int]:
    """Numbers for ids: their own where all are fit for it, else one after another."""
    if all(id_.isascii() and id_.isdecimal() and str(int(id_)) == id_ for id_ in ids):
        numbers = [int(id_) for id_ in ids]
        if all(0 < number < _LARGEST_UID for number in numbers):
            return dict(zip(ids, numbers, strict=True))
    return {id_: number for number, id_ in enumerate(ids, start=1)}
