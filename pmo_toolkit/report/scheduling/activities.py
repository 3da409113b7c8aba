"""A schedule of activities, whatever they were read from, as a section for JupyterLab."""

from __future__ import annotations

from pmo_toolkit.analysis.scheduling.shapes import Schedule
from pmo_toolkit.charts.planning.gantt import gantt, gantt_alt, gantt_height
from pmo_toolkit.report.kit.pictures import picture
from pmo_toolkit.report.kit.section import Section, render


def activities_in_time(schedule: Schedule) -> Section:
    """How long it takes, how far that is from the best possible, and the bars in time.

    Parameters
    ----------
    schedule : Schedule
        From `pmo_toolkit.schedule`.
    """
    drawn = None
    if schedule.activities:
        drawn = picture(
            lambda ax: gantt(ax, schedule),
            alt=gantt_alt(schedule),
            caption="Read it so: dark bars follow one from the other up to the last finish.",
            plot_height=gantt_height(schedule),
            bottom=48,
            top=12,
        )
    return render(
        "activities_in_time", title=schedule.problem.title, say=_in_words(schedule), drawn=drawn
    )


def _in_words(schedule: Schedule) -> str:
    unit = schedule.problem.unit
    if not schedule.activities:
        return "Nothing is planned."
    said = f"All is finished after {schedule.makespan:,} {unit}"
    gap = schedule.makespan - schedule.lower_bound
    if not gap:
        return f"{said}; no schedule is shorter."
    if schedule.is_proved and schedule.objective != "makespan":
        return (
            f"{said}, {gap:,} above the least possible, so that the work finishes as early as"
            " possible on the whole; in that, none is better."
        )
    return (
        f"{said}; none can be shorter than {schedule.lower_bound:,}, and whether any of the"
        f" {gap:,} between could be saved is not known."
    )
