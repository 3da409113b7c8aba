"""A schedule as JSON and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from pmo_toolkit.analysis.scheduling.shapes import Activity, Schedule, ScheduledActivity
from pmo_toolkit.core.errors import Trouble
from pmo_toolkit.plan_files.base.shapes import DueDate
from pmo_toolkit.plan_files.base.time_axis import Timetable

SCHEMA_VERSION = "1.0"
_COLUMNS = (
    "id",
    "title",
    "project",
    "start",
    "finish",
    "start_date",
    "finish_date",
    "mode",
    "critical",
    "resources",
)
#: Beginnings of a cell that a spreadsheet takes for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def schedule_as_dict(
    schedule: Schedule,
    *,
    source: Mapping[str, Any],
    seconds: float,
    is_interrupted: bool = False,
    dates: Timetable | None = None,
    due_dates: Sequence[DueDate] = (),
    remarks: Sequence[Trouble] = (),
    portfolio: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """What ``pmo schedule --json`` writes; see ``pmo_toolkit/schemas/schedule.schema.json``.

    Parameters
    ----------
    schedule : Schedule
    source : mapping
        What it was read from, as further keys: file, format, seed, version.
    seconds : float
        Wall time of the whole command so far.
    is_interrupted : bool
        Whether it was stopped before its time.
    dates : Timetable or None
        When its periods are, where that is known.
    due_dates : sequence of DueDate
        Dates that may be missed.
    remarks : sequence of Trouble
    portfolio : mapping or None
        What the plan of a workspace says beside the schedule.
    """
    activities = {activity.id: activity for activity in schedule.problem.activities}
    return {
        **source,
        "schema_version": SCHEMA_VERSION,
        "title": schedule.problem.title,
        "unit": schedule.problem.unit,
        "makespan": schedule.makespan,
        "lower_bound": schedule.lower_bound,
        "gap": schedule.gap,
        "proved": schedule.is_proved,
        "objective": schedule.objective,
        "objective_value": schedule.objective_value,
        "objective_bound": schedule.objective_bound,
        "method": schedule.method,
        "seconds": round(seconds, 3),
        "interrupted": is_interrupted,
        "start_date": None if dates is None else dates.start(0).isoformat(),
        "finish_date": None if dates is None else dates.finish(schedule.makespan).isoformat(),
        "activities": [_activity(item, activities[item.id], dates) for item in schedule.activities],
        "due_dates": [_due_date(due, schedule, activities) for due in due_dates],
        "remarks": [str(remark) for remark in remarks],
        **({} if portfolio is None else {"portfolio": portfolio}),
    }


def _activity(
    item: ScheduledActivity, activity: Activity, dates: Timetable | None
) -> dict[str, Any]:
    start, finish = (None, None) if dates is None else dates.span(item.start, item.finish)
    return {
        "id": item.id,
        "title": activity.title,
        "project": activity.project,
        "start": item.start,
        "finish": item.finish,
        "mode": item.mode,
        "critical": item.is_critical,
        "start_date": None if start is None else start.isoformat(),
        "finish_date": None if finish is None else finish.isoformat(),
        "resources": activity.mode(item.mode).peaks,
    }


def _due_date(
    due: DueDate, schedule: Schedule, activities: Mapping[str, Activity]
) -> dict[str, Any]:
    """A due date with when that is finished which it is for."""
    finish = max(
        item.finish
        for item in schedule.activities
        if due.of in ("", item.id, activities[item.id].project)
    )
    late = max(0, finish - due.due)
    return {
        "of": due.of,
        "due": due.due,
        "finish": finish,
        "late_by": late,
        "cost": late * due.cost,
    }


def schedule_as_csv(schedule: Schedule, *, dates: Timetable | None = None) -> str:
    """A line an activity, headers first; a text that a spreadsheet would work out begins with '."""
    activities = {activity.id: activity for activity in schedule.problem.activities}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for item in schedule.activities:
        figures = _activity(item, activities[item.id], dates)
        figures["critical"] = "yes" if item.is_critical else "no"
        needs = figures["resources"].items()
        figures["resources"] = "; ".join(f"{resource} {units}" for resource, units in needs)
        writer.writerow([_cell(figures[column]) for column in _COLUMNS])
    return stream.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
