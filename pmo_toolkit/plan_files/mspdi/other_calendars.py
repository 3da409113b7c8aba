"""Calendars of tasks and resources that differ from the project's, kept on the safe side.

A resource that is off has no units then. Where its tasks are longer than the times between, and
where a task has a calendar of its own or runs through nights and weekends, it takes the most
periods that it can take. Each is said as a finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from pmo_toolkit.plan_files.base.calendars import Calendar, WorkingTime
from pmo_toolkit.plan_files.base.time_axis import TimeAxis, rounded_up
from pmo_toolkit.plan_files.mspdi.resources import PlanResource
from pmo_toolkit.plan_files.mspdi.tasks import Remark, Task

#: From and to which periods or minutes something holds, in order.
Spans = list[tuple[int, int]]


def differing(
    calendars: Iterable[Calendar], work: WorkingTime, until: datetime
) -> dict[str, WorkingTime]:
    """Calendars with other hours than the project's before `until`, by uid.

    Parameters
    ----------
    calendars : iterable of Calendar
    work : WorkingTime
        Of the project's calendar.
    until : datetime
    """
    project, others = work.calendar, {}
    for calendar in {calendar.uid: calendar for calendar in calendars}.values():
        if calendar is project or (calendar.is_plain and calendar.base is project):
            continue
        other = WorkingTime(calendar, work.moment(0))
        if other.blocks(until) != work.blocks(until):
            others[calendar.uid] = other
    return others


def shared(work: WorkingTime, other: WorkingTime, until: datetime) -> Spans:
    """From and to which minutes of one calendar another one works too, in order.

    Parameters
    ----------
    work : WorkingTime
        Whose minutes are counted.
    other : WorkingTime
    until : datetime
    """
    spans: Spans = []
    theirs = other.blocks(until)
    place = 0
    for before, start, end in work.blocks(until):
        while place < len(theirs) and theirs[place][2] <= start:
            place += 1
        for number in range(place, len(theirs)):
            _, begins, stops = theirs[number]
            if begins >= end:
                break
            from_ = before + _minutes(max(start, begins) - start)
            to = before + _minutes(min(end, stops) - start)
            if spans and spans[-1][1] == from_:
                spans[-1] = spans[-1][0], to
            else:
                spans.append((from_, to))
    return spans


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)


class OtherCalendars:
    """Durations of tasks and absences of resources, in periods of the project's calendar.

    Parameters
    ----------
    axis : TimeAxis
    until : datetime
        How far calendars are looked at.
    others : mapping of str to WorkingTime
        See `differing`.
    remark : callable
        Takes what is read otherwise than it stands.
    """

    def __init__(
        self, axis: TimeAxis, until: datetime, others: Mapping[str, WorkingTime], remark: Remark
    ):
        self.axis, self.until, self.others, self._remark = axis, until, others, remark

    def duration(self, task: Task, calendar: Calendar) -> int:
        """Periods of a task, in its own calendar or through nights and weekends."""
        other = self.others.get(calendar.uid)
        if not task.is_elapsed and other is None:
            return rounded_up(task.minutes, self.axis.minutes)
        if not task.minutes:
            return 0
        periods = self.axis.longest(None if task.is_elapsed else other, task.minutes, self.until)
        how = "runs through nights and weekends" if task.is_elapsed else "has a calendar of its own"
        self._remark(
            f"{task.label} {how}",
            task.node,
            next_step=f"It counts as {periods} {self.axis.unit}, the most that it takes.",
        )
        return periods

    def absences(
        self,
        resource: PlanResource,
        tasks: Iterable[Task],
        durations: dict[str, int],
    ) -> Spans:
        """Periods in which a resource is off; none where its tasks are made longer instead.

        Parameters
        ----------
        resource : PlanResource
        tasks : iterable of Task
            Those that need it.
        durations : dict of str to int
            Task → periods, changed where tasks take longer.
        """
        work = self.others.get(resource.calendar.uid)
        spans = [] if work is None else self._off(work)
        tasks = [task for task in tasks if task.minutes]
        if work is None or not spans or not tasks:
            return spans
        name = f'resource {resource.uid} "{resource.name}"'
        if max(durations[task.uid] for task in tasks) <= self._longest_between(spans):
            self._remark(
                f"{name} is off at times when the project works",
                resource.node,
                next_step="Its tasks are placed before or after these times, not interrupted.",
            )
            return spans
        for task in tasks:
            longest = self.axis.longest(work, task.minutes, self.until)
            durations[task.uid] = max(durations[task.uid], longest)
        self._remark(
            f"{name} is off more often than its tasks are long",
            resource.node,
            next_step="Its tasks count as long as they take at most, these times included.",
        )
        return []

    def _off(self, work: WorkingTime) -> Spans:
        """Periods that a calendar does not work all through."""
        minutes, last = self.axis.minutes, self.axis.until(self.until)
        spans: Spans = []
        worked = 0
        for from_, to in shared(self.axis.work, work, self.until):
            first, until = worked // minutes, rounded_up(from_, minutes)
            if first < until:
                spans.append((first, until))
            worked = to
        if worked // minutes < last:
            spans.append((worked // minutes, last))
        return spans

    def _longest_between(self, spans: Spans) -> int:
        """Most periods from one absence to the next."""
        ends = [0, *(last for _, last in spans)]
        begins = [*(first for first, _ in spans), self.axis.until(self.until)]
        return max(begin - end for begin, end in zip(begins, ends, strict=True))
