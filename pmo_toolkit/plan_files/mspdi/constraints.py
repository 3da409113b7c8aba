"""Constraints of tasks of Microsoft Project as bounds of activities."""

from __future__ import annotations

from dataclasses import replace

from pmo_toolkit.analysis.scheduling.shapes import Activity
from pmo_toolkit.plan_files.base.time_axis import TimeAxis
from pmo_toolkit.plan_files.mspdi.tasks import Task

#: Constraints that state no date.
FREE = ("ASAP", "ALAP")
#: What a constraint of a summary means for each task below it.
_OF_SUMMARY = {"MSO": "SNET", "MFO": "FNLT"}


def constrained(activity: Activity, task: Task, duration: int, axis: TimeAxis) -> Activity:
    """An activity with the constraint of its task, or of a summary above it.

    Parameters
    ----------
    activity : Activity
    task : Task
        Whose constraint it is.
    duration : int
        Periods of the activity.
    axis : TimeAxis
    """
    if task.date is None or task.constraint in FREE:
        return activity
    kind = _OF_SUMMARY.get(task.constraint, task.constraint) if task.is_summary else task.constraint
    after, before = axis.at_or_after(task.date), axis.until(task.date)
    if kind == "MSO":
        return replace(activity, fixed_start=after)
    if kind == "MFO":
        return replace(activity, fixed_start=max(0, before - duration))
    if kind in ("SNET", "FNET"):
        release = after if kind == "SNET" else max(0, after - duration)
        return replace(activity, release=max(activity.release, release))
    due = before if kind == "FNLT" else before + duration
    return replace(activity, due=due if activity.due is None else min(due, activity.due))
