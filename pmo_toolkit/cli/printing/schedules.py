"""What ``pmo schedule`` prints: each better schedule at once, then what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from pmo_toolkit.analysis.scheduling.shapes import Schedule
from pmo_toolkit.cli.printing.console import count, say, shown
from pmo_toolkit.core.errors import Trouble, shorten
from pmo_toolkit.core.number_format import day
from pmo_toolkit.plan_files.base.time_axis import Timetable

#: Findings shown one by one.
MOST_REMARKS = 10
#: Letters of one of them.
_LONGEST_REMARK = 600
#: Seconds between two lines on better schedules.
_PAUSE = 0.5


class Improvements:
    """Prints the first schedule at once and better ones now and then.

    Parameters
    ----------
    console : Console
    """

    def __init__(self, console: Console):
        self.console = console
        self._last: float | None = None

    def show(self, schedule: Schedule, dates: Timetable | None, seconds: float) -> None:
        """Print a schedule, unless another was printed a moment ago."""
        if self._last is not None and seconds - self._last < _PAUSE:
            return
        name = "first schedule" if self._last is None else "better"
        self._last = seconds
        text = f"{seconds:6.1f} s  {name}: {quality(schedule)}{_until(schedule, dates)}"
        say(self.console, text, hang=10)


def quality(schedule: Schedule) -> str:
    """Length, bound and gap of a schedule in words."""
    unit = shown(schedule.problem.unit)
    if schedule.is_proved:
        return f"{schedule.makespan:,} {unit}, proved: none is shorter"
    return (
        f"{schedule.makespan:,} {unit}, none is shorter than {schedule.lower_bound:,}"
        f" (gap {100 * schedule.gap:.1f} %), not proved"
    )


def _until(schedule: Schedule, dates: Timetable | None) -> str:
    if dates is None:
        return ""
    return f", until {day(dates.last_day(schedule.makespan).isoformat())}"


def show_remarks(console: Console, remarks: Sequence[Trouble]) -> None:
    """Print what was read otherwise than it stands."""
    for remark in remarks[:MOST_REMARKS]:
        say(console, shown(shorten(str(remark), _LONGEST_REMARK)), hang=2)
    if len(remarks) > MOST_REMARKS:
        more = count(len(remarks) - MOST_REMARKS, "finding")
        say(console, f"… and {more} more; --json FILE writes all of them.")


def show_schedule(
    console: Console,
    schedule: Schedule,
    dates: Timetable | None,
    *,
    seconds: float,
    files: Sequence[str],
    is_interrupted: bool,
    is_sample: bool = False,
    remark: str = "",
) -> None:
    """Print what came of it and where it was written; a remark stands below."""
    groups = {activity.project for activity in schedule.problem.activities if activity.project}
    of_projects = f" in {count(len(groups), 'group')}" if groups else ""
    if is_sample:
        say(console, "These are sample data.")
    number = len(schedule.activities)
    what = f"{number:,} {'activity' if number == 1 else 'activities'}{of_projects}"
    if is_interrupted:
        say(console, "Stopped by you; the best schedule so far is kept.")
    came = f"{what}: {quality(schedule)}{_until(schedule, dates)}"
    if not schedule.problem.counted:
        came = "Nothing can be planned"
    say(console, f"{came}; {seconds:.1f} s.", style="bold")
    if remark:
        say(console, remark)
    for file in files:
        say(console, f"Written: {shown(file)}")
    if not files:
        say(console, "Nothing was written: name a file by --json, --csv, --mspdi or --svg.")
