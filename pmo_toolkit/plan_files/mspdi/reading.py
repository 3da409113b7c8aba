"""A plan of Microsoft Project as XML (MSPDI) as a scheduling problem.

Time is counted in working periods of the project's calendar: the coarsest that says everything
exactly. Summaries are no work of their own, their links and constraints hold for what is below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from pmo_toolkit.analysis.scheduling.shapes import Activity, Link, Mode, SchedulingProblem
from pmo_toolkit.core.errors import Trouble
from pmo_toolkit.core.files.mspdi_values import is_mspdi
from pmo_toolkit.core.files.refused import Refused
from pmo_toolkit.core.files.xml_tree import Node, xml_tree
from pmo_toolkit.core.number_format import counted
from pmo_toolkit.core.settings.reading import ReadingSettings
from pmo_toolkit.plan_files.base.calendars import Calendar, NoWorkingTime, WorkingTime
from pmo_toolkit.plan_files.base.shapes import DueDate, PlanFile, fault, finding
from pmo_toolkit.plan_files.base.time_axis import TimeAxis, fitting_axis
from pmo_toolkit.plan_files.mspdi.calendars import Calendars, moment_of
from pmo_toolkit.plan_files.mspdi.constraints import constrained
from pmo_toolkit.plan_files.mspdi.links import Links, Outline, exact_lags, in_periods
from pmo_toolkit.plan_files.mspdi.other_calendars import OtherCalendars, differing, shared
from pmo_toolkit.plan_files.mspdi.resources import (
    read_needs,
    read_resources,
    resource_in_periods,
    whole_units,
)
from pmo_toolkit.plan_files.mspdi.tasks import Task, TaskReader

MSPDI = "MSPDI"
#: Parts that no schedule needs; they make most of a large plan.
_SKIPPED = frozenset(
    {"TimephasedData", "ExtendedAttribute", "ExtendedAttributes", "OutlineCodes", "Views"}
)
#: Years for which calendars are compared; whatever lies beyond follows the project's calendar.
_YEARS_LOOKED_AT = 10
_MODE = "1"


def read_mspdi(path: Path) -> PlanFile:
    """A plan of Microsoft Project.

    Raises
    ------
    PlanFileError
        Where it is damaged, made to do harm, or holds no task.
    OSError
    """
    try:
        root = xml_tree(path, ReadingSettings(), _SKIPPED)
    except Refused as refused:
        raise fault(path.name, refused.what, **refused.where) from None
    if not is_mspdi(root):
        raise fault(
            path.name,
            "the XML is no plan of Microsoft Project",
            row=root.line,
            found=f"an element {root.name} as the outermost",
            expected="an element Project with Tasks in it",
            next_step="Save the plan in Microsoft Project as XML.",
        )
    try:
        return _Plan(path.name, root).plan_file(path.stem)
    except NoWorkingTime as error:
        raise fault(
            path.name,
            f'the calendar "{error}" has no working time for years',
            expected="working days",
            next_step="Correct the calendar in the plan.",
        ) from None


class _Plan:
    """A plan from its elements to a problem, step by step."""

    def __init__(self, file: str, root: Node):
        self.file, self.root = file, root
        self.remarks: list[Trouble] = []
        self.calendars = Calendars(root, file)
        reader = TaskReader(file, self._remark)
        everything = reader.tasks(root)
        self.outline = Outline(everything)
        self.tasks = {task.uid: task for task in everything if not task.is_summary}
        links = Links(file, everything, self.outline, self._remark)
        self.links = links.of_activities()
        self.resources = {
            resource.uid: resource
            for resource in read_resources(root, file, self.calendars, self._remark)
        }
        self.needs = read_needs(root, self.tasks, self.resources, self._remark)
        self.work = WorkingTime(self.calendars.project, self._origin())
        self.until = self._horizon()
        self.used = {uid for need in self.needs.values() for uid in need}
        self.calendar_of = {uid: self._calendar(task) for uid, task in self.tasks.items()}
        calendars = [
            *self.calendar_of.values(),
            *(self.resources[uid].calendar for uid in self.used),
        ]
        self.others = differing(calendars, self.work, self.until)
        self.axis = self._axis()
        self._remark_counts(reader)

    def plan_file(self, stem: str) -> PlanFile:
        """The plan as a problem, with dates and remarks."""
        calendars = OtherCalendars(self.axis, self.until, self.others, self._remark)
        durations = {
            uid: calendars.duration(task, self.calendar_of[uid]) for uid, task in self.tasks.items()
        }
        absences = {
            uid: calendars.absences(resource, self._needing(uid), durations)
            for uid, resource in self.resources.items()
        }
        scales = {uid: whole_units(each, self.needs) for uid, each in self.resources.items()}
        resources = tuple(
            resource_in_periods(resource, scales[uid], self.axis, absences[uid])
            for uid, resource in self.resources.items()
            if uid in self.used
        )
        links = in_periods(self.links, self.tasks, self.axis, self.until)
        activities = tuple(
            self._activity(task, durations[uid], links.get(uid, ()), scales)
            for uid, task in self.tasks.items()
        )
        title = " ".join((self.root.text_of("Title") or self.root.text_of("Name") or stem).split())
        return PlanFile(
            self.file,
            MSPDI,
            SchedulingProblem(activities, resources, unit=self.axis.unit, title=title),
            dates=self.axis,
            due_dates=self._due_dates(),
            remarks=(*self.calendars.remarks, *self.remarks),
            unit_sizes=scales,
        )

    def _needing(self, resource: str) -> Iterator[Task]:
        return (self.tasks[uid] for uid, need in self.needs.items() if resource in need)

    def _remark(self, what: str, node: Node, **where: object) -> None:
        where.setdefault("row", node.line)
        self.remarks.append(finding(self.file, what, **where))

    def _remark_counts(self, reader: TaskReader) -> None:
        if reader.manual:
            self._remark(
                f"{counted(reader.manual, 'task', 'tasks')} with dates set by hand",
                self.root,
                next_step="They are scheduled anew like all others; a task that must stay where it"
                " is needs a constraint.",
            )
        if reader.late:
            self._remark(
                f"{counted(reader.late, 'task', 'tasks')} to be done as late as possible",
                self.root,
                next_step="They are scheduled as soon as possible.",
            )

    def _origin(self) -> datetime:
        """When the plan begins: its start, or what began or was stated before it."""
        stated = moment_of(self.root.text_of("StartDate"))
        begun = [task.begun for task in self.tasks.values() if task.begun]
        if stated is None:
            starts = [moment_of(task.node.text_of("Start")) for task in self.tasks.values()]
            begun += [start for start in starts if start]
            if not begun:
                raise fault(
                    self.file,
                    "the plan does not say when it begins",
                    row=self.root.line,
                    found=self.root.text_of("StartDate") or None,
                    expected="a StartDate such as 2026-01-01T08:00:00",
                    next_step="State the project's start in Microsoft Project.",
                )
            return min(begun)
        return min([stated, *begun])

    def _horizon(self) -> datetime:
        """Until when calendars are looked at: when all is done even one after another."""
        minutes = sum(task.minutes for task in self.tasks.values())
        minutes += sum(max(0, lag) for lag in exact_lags(self.links))
        start = self.work.moment(0)
        latest = start + timedelta(days=_YEARS_LOOKED_AT * 365)
        dates = [task.date for task in self.tasks.values() if task.date]
        begin = min(latest, max([start, *dates]))
        days = timedelta(days=minutes / 60 / 2 + 30)  # at two working hours a day
        return min(latest, begin + min(days, timedelta(days=_YEARS_LOOKED_AT * 365)))

    def _calendar(self, task: Task) -> Calendar:
        return self.calendars.of(task.node.text_of("CalendarUID"), task.label, task.node)

    def _axis(self) -> TimeAxis:
        exact = [task.minutes for task in self.tasks.values() if not task.is_elapsed]
        exact += exact_lags(self.links)
        moments = [task.begun for task in self.tasks.values() if task.begun]
        exact += [self.work.minutes(moment) for moment in moments]
        for other in self.others.values():
            spans = shared(self.work, other, self.until)
            exact += [edge for span in spans for edge in span][:-1]
        axis, is_exact = fitting_axis(self.work, exact, self.until)
        if not is_exact:
            self._remark(
                f"durations, lags and hours are rounded up to {axis.unit}",
                self.root,
                next_step="Where that is too coarse, state them in hours.",
            )
        return axis

    def _activity(
        self, task: Task, duration: int, links: tuple[Link, ...], scales: dict[str, int]
    ) -> Activity:
        demand = {
            resource: units // scales[resource]
            for resource, units in self.needs.get(task.uid, {}).items()
            if units and duration
        }
        activity = Activity(
            task.uid,
            (Mode(_MODE, duration, demand),),
            links,
            project=self.outline.project(task.uid),
            title=task.name,
        )
        if task.begun:
            return replace(activity, fixed_start=self.axis.until(task.begun))
        for summary in self.outline.above[task.uid]:
            activity = constrained(activity, summary, duration, self.axis)
        return self._not_before_status(constrained(activity, task, duration, self.axis))

    def _not_before_status(self, activity: Activity) -> Activity:
        status = moment_of(self.root.text_of("StatusDate"))
        under_way = status is not None and any(task.begun for task in self.tasks.values())
        if status is None or not under_way or activity.fixed_start is not None:
            return activity
        return replace(activity, release=max(activity.release, self.axis.at_or_after(status)))

    def _due_dates(self) -> tuple[DueDate, ...]:
        return tuple(
            DueDate(task.uid, self.axis.until(task.deadline))
            for task in self.tasks.values()
            if task.deadline
        )
